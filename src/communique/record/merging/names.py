"""Compares names and phrases as readers do: without case, accents, titles and the accidents of transliteration."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

__all__ = ["compatible_names", "fold", "is_description", "name_words", "phrase_list", "phrase_words", "spelled"]

_LISTS = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf-8"))
_TITLES = frozenset(_LISTS["titles"])
_SUFFIXES = frozenset(_LISTS["suffixes"])
_SPELLINGS = tuple((variant, one) for variant, one in _LISTS["spellings"])
_DESCRIPTIONS = frozenset(_LISTS["descriptions"])
_STOP = frozenset(_LISTS["stop"])
_SINGULARS: dict[str, str] = _LISTS["singulars"]


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name as it is compared: without accents, case, apostrophes and double blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("’", "").replace("'", "").split())


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, folded, without titles and punctuation; suffixes such as Jr. stay."""
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    kept = tuple(w for w in words if w not in _TITLES)
    return kept or tuple(words)


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """Return a word of a name in one spelling for all its usual transliterations (Zelensky, Zelenskyy, Zelenskiy)."""
    for variant, one in _SPELLINGS:
        word = word.replace(variant, one)
    kept = [c for i, c in enumerate(word) if i == 0 or c != word[i - 1]]
    return "".join(kept)


def compatible_names(a: str, b: str) -> float:
    """Return how surely two names of one country's people mean one person: 1 the same, 0 not at all.

    0.9 is a fuller form of the same name (Donald J. Trump), 0.5 a lone name that fits the other's first or last word.
    """
    left, right = name_words(a), name_words(b)
    if {w for w in left if w in _SUFFIXES} != {w for w in right if w in _SUFFIXES}:
        return 0.0
    left, right = tuple(spelled(w) for w in left), tuple(spelled(w) for w in right)
    if left == right:
        return 1.0 if len(left) > 1 else 0.6
    short, long = sorted((left, right), key=lambda n: (len(n), n))
    if len(short) == 1:
        return 0.5 if short[0] in {long[0], long[-1]} and len(short[0]) > 1 else 0.0
    if _middles_differ(left, right):
        return 0.0
    return 0.9 if _within(short, long) else 0.0


def _middles_differ(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether first and last words are the same but the words between exclude each other (George W.,
    George H. W.)."""
    if left[0] != right[0] or left[-1] != right[-1]:
        return False
    a, b = left[1:-1], right[1:-1]
    return bool(a and b) and not (len(a) == len(b) and all(_fits(x, y) for x, y in zip(a, b, strict=True)))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the words of `short` stand in `long` in order, an initial for the word that it begins."""
    if short[-1] != long[-1] and short[0] != long[0]:
        return False
    at = 0
    for word in short:
        while at < len(long) and not _fits(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def is_description(name: str) -> bool:
    """Tell whether a name only describes ("a US official", "Envoys"): by its last word, or for want of a capital."""
    words = name.split()
    return not words or words[-1][:1].islower() or fold(words[-1]) in _DESCRIPTIONS


@lru_cache(maxsize=65536)
def phrase_list(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase that carry meaning, folded, in the singular, in their order."""
    words = "".join(c if c.isalnum() else " " for c in fold(phrase)).split()
    return tuple(_singular(w) for w in words if w not in _STOP)


@lru_cache(maxsize=65536)
def phrase_words(phrase: str) -> frozenset[str]:
    """Return the words of a phrase that carry meaning, folded, in the singular."""
    return frozenset(phrase_list(phrase))


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
