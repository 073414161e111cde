"""Gives every line its citations: the number of the source and a letter for the sentence, in the order of the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from communique.dossier.brief.model import Cite, Cited, Quote
from communique.dossier.escaping import plain_text, web_address
from communique.dossier.sentences import main_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.dossier.sources import Source

__all__ = ["Citing", "live_link"]

Entry = dict[str, Any]

_CITED = 4
"""Sentences cited for one line at most, each from another source where there are several."""
_FRAGMENT_WORDS = 5
_WHOLE = 12
"""Words up to which a live link names the whole sentence; a longer one is named by its first and last words."""


class Citing:
    """Hands out citations and remembers which sentences were cited."""

    def __init__(self, sources: Sequence[Source], tellers: Mapping[str, frozenset[str]] | None = None) -> None:
        self._tellers = tellers or {}
        self._sources = {s.capture: s for s in sources}
        self._ordered = tuple(sources)
        self._numbered = {s.number: s.capture for s in sources}
        self._quotes: dict[str, dict[tuple[int, int], Quote]] = {s.capture: {} for s in sources}

    def of(self, entry: Entry, most: int = _CITED) -> tuple[Cite, ...]:
        """Return the citations of an entry: a sentence from each source; those that tell its status come first."""
        return self.evidence(main_evidence(entry), most, self._tellers.get(entry["id"], frozenset()))

    def evidence(
        self, pieces: Iterable[Entry], most: int = _CITED, tellers: frozenset[str] = frozenset()
    ) -> tuple[Cite, ...]:
        """Return the citations of these pieces of evidence: at most one a source, at most `most` in all.

        The captures among `tellers` come first, then those that count, each in the order of the sources.
        """
        first: dict[str, Entry] = {}
        for piece in pieces:
            if piece["capture"] in self._sources:
                first.setdefault(piece["capture"], piece)
        ordered = sorted(first, key=lambda c: (c not in tellers, not self._sources[c].counts, self._sources[c].number))
        return tuple(self._cite(first[capture]) for capture in ordered[:most])

    def sentence(self, cite: Cite) -> str:
        """Return the words that a citation points to."""
        capture = self._numbered[cite.source]
        return next(q.exact for q in self._quotes[capture].values() if q.cite == cite)

    def source(self, capture: str) -> Source | None:
        """Return the source that a capture is."""
        return self._sources.get(capture)

    def cited(self, uncited: int) -> tuple[Cited, ...]:
        """Return the sources with the sentences cited so far, and at most `uncited` of those that nothing was cited of."""
        out = []
        for source in self._ordered:
            quotes = tuple(self._quotes[source.capture].values())
            uncited -= not quotes
            if quotes or uncited >= 0:
                out.append(Cited(source, quotes))
        return tuple(out)

    def _cite(self, piece: Entry) -> Cite:
        source = self._sources[piece["capture"]]
        quotes = self._quotes[source.capture]
        start, end = _whole_sentence(source.text, int(piece["start"]), int(piece["end"]))
        if (start, end) not in quotes:
            exact = plain_text(source.text[start:end]) or plain_text(piece["exact"])
            link = live_link(source.url, exact)
            quotes[(start, end)] = Quote(Cite(source.number, _letters(len(quotes))), exact, link)
        return quotes[(start, end)].cite


def _letters(number: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 0, 1, ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


_ENDS = ".!?…。！？"
_CLOSING = "\"'”’»)]"
_AROUND = 600


def _whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to the sentence around it, within its paragraph and within 600 code points."""
    if not 0 <= start < end <= len(text):
        return max(0, min(start, len(text))), max(0, min(end, len(text)))
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    at = start
    while at > low and not _ends_before(text, at):
        at -= 1
    while at < start and text[at].isspace():
        at += 1
    to = end
    while to < high and text[to] != "\n" and not (_closes(text, to)):
        to += 1
    return at, to


def _ends_before(text: str, at: int) -> bool:
    if text[at - 1] == "\n":
        return True
    return at < len(text) and text[at - 1].isspace() and _closes(text, at - 1) and not text[at].islower()


def _closes(text: str, at: int) -> bool:
    """Tell whether a sentence is over before `at`: an end mark stands there, perhaps with a closing quotation mark."""
    back = at - 1
    while back > 0 and text[back] in _CLOSING:
        back -= 1
    if back < 0 or text[back] not in _ENDS or (at < len(text) and not text[at].isspace()):
        return False
    word = text[max(0, back - 4) : back].split()
    last = word[-1].lstrip('("“') if word else ""
    initials = text[back] == "." and ((len(last) == 1 and last.isalpha()) or last in _SHORT)
    return not initials


_SHORT = frozenset(
    (
        "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Lt", "Sen", "Rep", "Gov", "No", "U.S", "U.N", "U.K", "Jan", "Feb",
        "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    )
)  # fmt: skip
"""Short forms whose full stop ends no sentence."""


def live_link(url: str | None, exact: str) -> str | None:
    """Return the address with a text fragment that opens the page at these words, None where there is no safe address.

    The form is that of the URL Fragment Text Directives: `#:~:text=first words,last words`, each percent-encoded.
    """
    address = web_address(url)
    if address is None:
        return None
    words = exact.split()
    if not words:
        return address
    base = address.split("#", 1)[0]
    if len(words) <= _WHOLE:
        return f"{base}#:~:text={_encoded(words)}"
    return f"{base}#:~:text={_encoded(words[:_FRAGMENT_WORDS])},{_encoded(words[-_FRAGMENT_WORDS:])}"


def _encoded(words: Sequence[str]) -> str:
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
