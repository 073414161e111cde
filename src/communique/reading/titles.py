"""Titles: which of a page's titles is its own, and which was put there by others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from communique.reading.spam import judge_spam
from communique.words import Finding

__all__ = [
    "TitleVerdict",
    "content_words",
    "injected_title",
    "judge_title",
    "share_in",
    "strip_site_name",
    "title_agreement",
    "word_bag",
]

_WORD = re.compile(r"[^\W_]{2,}")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_SITE = re.compile(r"\s+(?:[|｜\-–—·•»:]|::)\s+|\s*[|｜_]\s*")


@dataclass(frozen=True, slots=True)
class TitleVerdict:
    """Whether a title is the page's own; `agreement` is the best share of its words found in another witness."""

    own: bool
    agreement: float
    reason: str


def _bag(text: str) -> set[str]:
    if not _DENSE.search(text):
        return set(_WORD.findall(text.casefold()))
    words = {w.casefold() for w in _WORD.findall(text) if not _DENSE.search(w)}
    # Scripts without spaces are compared by pairs of letters.
    dense = "".join(_DENSE.findall(text))
    return words | {dense[i : i + 2] for i in range(len(dense) - 1)}


def title_agreement(title: str, witness: str) -> float:
    """Return the share of the title's words that stand in the witness, 0 to 1."""
    words = _bag(title)
    return len(words & _bag(witness[:20000])) / len(words) if words else 0.0


def word_bag(text: str) -> frozenset[str]:
    """Return the words of a text for `share_in`, so that one witness serves many titles."""
    return frozenset(_bag(text[:20000]))


def share_in(title: str, bag: frozenset[str]) -> float:
    """Return the share of the title's words that are in the bag, 0 to 1."""
    words = _bag(title)
    return len(words & bag) / len(words) if words else 0.0


_FUNCTION = frozenset(
    "about after all also and any are been before being both but can could did does for from had has have her him his how into its"
    " itself may might more most must not now off one only other our out over said say says shall she should some such than that the"
    " their them then there these they this those under until upon very was were what when where which while who whom whose why will"
    " with would you your".split()
)


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, in the singular: no function words, none of two letters."""
    words = (w for w in _bag(text[:20000]) if (len(w) > 2 or not w.isascii()) and w not in _FUNCTION)
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("s") and w.isascii() else w for w in words)


def judge_title(
    title: str,
    *,
    h1: str | None = None,
    og_title: str | None = None,
    jsonld: str | None = None,
    url: str | None = None,
    body: str = "",
    language: str | None = None,
) -> TitleVerdict:
    """Return whether `title` belongs to the page, by its words and by the page's other witnesses.

    A title is injected where it is spam by itself, or where it shares next to nothing with any witness although there
    are at least two that agree with each other, one of them the text itself. An unusual title alone is not enough.
    """
    slug = unquote(urlsplit(url).path).replace("-", " ").replace("_", " ") if url else ""
    named = [("h1", h1), ("og:title", og_title), ("JSON-LD", jsonld), ("address", slug)]
    titles = [(name, text) for name, text in named if text and len(_bag(text)) >= 3]
    agreement = max((title_agreement(title, text) for _, text in titles), default=0.0)
    in_body = title_agreement(title, body)
    agreement = max(agreement, in_body)
    verdict = judge_spam(title, language)
    if verdict.spam and (verdict.sure or agreement < 0.34):
        return TitleVerdict(False, agreement, verdict.reason)
    others = [text for name, text in titles if name != "address"]
    witnesses_agree = any(title_agreement(text, body) >= 0.5 for text in others)
    if len(_bag(title)) >= 4 and agreement < 0.15 and witnesses_agree and len(body) > 600:
        return TitleVerdict(False, agreement, "it shares no words with the heading or the text")
    return TitleVerdict(True, agreement, "")


def injected_title(title: str, reason: str, start: int | None = None, end: int | None = None) -> Finding:
    """Return the finding for a title that is not the page's own and was dropped."""
    return Finding(
        "injected_title",
        "warning",
        f"The page's title is not the article's and was dropped: {reason}.",
        "dropped",
        exact=title[:500],
        start=start,
        end=end,
        field="headline",
    )


def strip_site_name(title: str, headline: str | None = None, publisher: str | None = None) -> tuple[str, str | None]:
    """Return the title without the site's name at its end or head, and that name.

    A part is taken for the site's name where it is the known publisher, or where the rest equals the headline, or where
    it is the last part and much shorter than the rest.
    """
    parts = [p.strip() for p in _SITE.split(title) if p.strip()]
    if len(parts) < 2:
        return title.strip(), None
    if headline:
        for i, part in enumerate(parts):
            if part.casefold() == headline.casefold():
                rest = parts[:i] + parts[i + 1 :]
                return part, rest[-1]
    known = (publisher or "").casefold()
    if known and parts[-1].casefold() == known:
        return title[: title.rfind(parts[-1])].strip(" |-–—·•»:_｜"), parts[-1]
    if known and parts[0].casefold() == known:
        return title[len(parts[0]) :].strip(" |-–—·•»:_｜"), parts[0]
    if len(parts[-1]) <= 30 and len(parts[-1].split()) <= 4 and len(parts[-1]) * 2 < len(title):
        return title[: title.rfind(parts[-1])].strip(" |-–—·•»:_｜"), parts[-1]
    return title.strip(), None
