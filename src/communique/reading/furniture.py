"""The furniture of a page: menus, share bars, consent boxes, lists of other stories, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.reading.tables import load_table

__all__ = ["FurniturePhrase", "classify_furniture", "count_words", "list_phrases"]

# No furniture is longer, and no line is read further.
LONGEST = 1200

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W\d_]+)*|[©@]", re.UNICODE)
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class FurniturePhrase:
    """One entry of furniture.toml, its phrases as words joined by one space."""

    id: str
    reason: str
    longest: int
    is_: frozenset[str]
    begins: tuple[str, ...]
    has: tuple[str, ...]
    words: frozenset[str]
    least: int
    example: str
    counter: str


def _words(text: str) -> list[str]:
    return [w.replace("’", "'") for w in _WORD.findall(text.casefold())]


def _plain(text: str) -> str:
    return " ".join(_words(text))


def count_words(text: str) -> int:
    """Return how many words the text has; in scripts without spaces two letters count as one."""
    dense = len(_SPACELESS.findall(text))
    return len(text.split()) if not dense else (dense + 1) // 2 + len(_SPACELESS.sub(" ", text).split())


@lru_cache(maxsize=1)
def list_phrases() -> tuple[FurniturePhrase, ...]:
    """Return every entry of furniture.toml in its order."""
    return tuple(
        FurniturePhrase(
            id=entry["id"],
            reason=entry["reason"],
            longest=entry["longest"],
            is_=frozenset(_plain(p) for p in entry.get("is", ())),
            begins=tuple(entry.get("begins", ())),
            has=tuple(_plain(p) for p in entry.get("has", ())),
            words=frozenset(entry.get("words", ())),
            least=entry.get("least", 0),
            example=entry["example"],
            counter=entry["counter"],
        )
        for entry in load_table("furniture")["phrase"]
    )


@dataclass(frozen=True, slots=True)
class _Index:
    """The phrases by what a line shows first, so that a line costs one look-up a word."""

    whole: dict[str, FurniturePhrase]
    begins: dict[str, list[tuple[str, str, FurniturePhrase]]]
    has: dict[str, list[tuple[str, FurniturePhrase]]]
    dense: tuple[tuple[str, FurniturePhrase], ...]
    rows: tuple[FurniturePhrase, ...]


@lru_cache(maxsize=1)
def _index() -> _Index:
    whole: dict[str, FurniturePhrase] = {}
    begins: dict[str, list[tuple[str, str, FurniturePhrase]]] = {}
    has: dict[str, list[tuple[str, FurniturePhrase]]] = {}
    dense: list[tuple[str, FurniturePhrase]] = []
    for phrase in list_phrases():
        for text in sorted(phrase.is_):
            whole.setdefault(text, phrase)
        for raw in phrase.begins:
            begins.setdefault(raw.casefold()[:1], []).append((raw.casefold(), _plain(raw), phrase))
        for text in phrase.has:
            if _SPACELESS.search(text):
                dense.append((text, phrase))
            else:
                has.setdefault(text.split(" ")[0], []).append((text, phrase))
    for choices in begins.values():
        choices.sort(key=lambda c: -len(c[0]))  # stable: the longest phrase first, then the order of the file
    return _Index(whole, begins, has, tuple(dense), tuple(p for p in list_phrases() if p.words))


def _begins_with(line: str, plain: str, raw: str, raw_plain: str) -> bool:
    """Return whether the line begins with the phrase at a word's end; a phrase's own punctuation must be there too."""
    if raw.endswith(":") and line.startswith(raw[:-1]):
        # "Read more: …", "READ MORE | …" and "Read more - …" are one.
        rest = line[len(raw) - 1 :].lstrip()
        return rest[:1] in (":", "|", "–", "—") or rest[:2] == "- "
    if not line.startswith(raw):
        return False
    after = line[len(raw) : len(raw) + 1]
    return not (after.isalpha() and raw[-1].isalpha() and not _SPACELESS.match(after)) or plain == raw_plain


def classify_furniture(text: str) -> str | None:
    """Return why the line is furniture of the page (share, navigation, rights ...), None where it may be the article.

    Reasons are those of furniture.toml. A pure look-up of words: where a line stands is for the caller to weigh.
    """
    found = find_phrase(text)
    return found.reason if found else None


def find_phrase(text: str) -> FurniturePhrase | None:
    """Return the entry of furniture.toml that takes the line, None where none does."""
    if len(text) > LONGEST:
        return None
    line = text.strip().casefold().replace("’", "'").lstrip("•·*-–—>»|▶►→ \t")
    words = _words(line)
    plain = " ".join(words)
    index = _index()
    count = max(len(words), count_words(line)) if line else 0
    if not words:
        return None
    undigited = " ".join(w for w in words if not w.isdecimal())
    whole = index.whole.get(plain) or (index.whole.get(undigited) if count <= 6 else None)
    if whole and count <= whole.longest:
        return whole
    for raw, raw_plain, phrase in index.begins.get(line[:1], ()):
        # A phrase that is a sentence's first word as well ("Copyright law was …") needs more than the word.
        enough = " " in raw or not raw[-1].isalnum() or not _is_sentence(line, count)
        if count <= phrase.longest and enough and _begins_with(line, plain, raw, raw_plain):
            return phrase
    padded = f" {plain} "
    for word in words:
        for phrase_text, phrase in index.has.get(word, ()):
            if count <= phrase.longest and f" {phrase_text} " in padded:
                return phrase
    for phrase_text, phrase in index.dense:
        if count <= phrase.longest and phrase_text in line:
            return phrase
    for row in index.rows:
        if row.least <= len(words) <= row.longest and all(w in row.words for w in words):
            return row
    return None


def _is_sentence(line: str, count: int) -> bool:
    """Return whether the line reads as a sentence: long enough, no year or sign of a footer, a full stop at its end."""
    return count >= 7 and line.endswith((".", "!", "?")) and not re.search(r"©|\b(?:19|20)\d\d\b|reserved", line)
