"""Tells whether two names may be one person's, across spelling, order, initials, and family names that stand alone.

A similar spelling alone never joins two names: a given name, an initial, "Jr." or a middle initial that speaks against
it is a veto.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PersonName", "given_gender", "may_be_short_for", "read_person_name", "same_person"]

_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "von",
        "van",
        "der",
        "den",
        "ter",
        "ten",
        "ul",
        "ur",
        "as",
        "ad",
        "ar",
        "az",
        "an",
        "at",
        "ash",
        "y",
        "e",
        "o",
        "abu",
        "ould",
        "zu",
        "af",
        "ag",
    ]
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "sheikh",
        "shaikh",
        "sheikha",
        "shaykh",
        "haji",
        "hajj",
        "sayyed",
        "mullah",
        "ayatollah",
        "samdech",
        "daw",
        "gen",
        "general",
        "prof",
        "rev",
    ]
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: words in lower case without accents, particles and titles; "Jr." aside.

    `family` is the place of the family name in `words`.
    """

    words: tuple[str, ...]
    suffix: str
    family: int
    family_first: bool


@dataclass(frozen=True, slots=True)
class _Given:
    equivalents: Mapping[str, frozenset[int]]
    family_first: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


@cache
def _given() -> _Given:
    raw = tomllib.loads(resources.files(__package__).joinpath("given.toml").read_text("utf-8"))
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(raw["equivalents"]):
        for word in line.split():
            groups.setdefault(_fold(word), set()).add(number)
    return _Given(
        {word: frozenset(numbers) for word, numbers in groups.items()},
        frozenset(raw["family_first"]),
        frozenset(raw["male"]),
        frozenset(raw["female"]),
    )


@lru_cache(maxsize=8192)
def _fold(text: str) -> str:
    text = (
        text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O").replace("ı", "i").replace("đ", "d")
    )
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=8192)
def read_person_name(text: str) -> PersonName:
    """Return the name taken apart; a name of particles and titles alone keeps its words."""
    cleaned = "".join(c if c.isalpha() else (" " if c not in "'’`" else "") for c in _fold(text))
    words = cleaned.split()
    suffix = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = _SUFFIXES[words.pop()]
    while len(words) > 1 and words[0] in _HONORIFICS:
        words = words[1:]
    kept = [
        w
        for i, w in enumerate(words)
        if w not in _PARTICLES or (i == 0 and w in ("le", "ben", "an") and len(words) > 1)
    ]
    words = kept or words
    first = len(words) > 1 and words[0] in _given().family_first and words[0] not in _given().male
    return PersonName(tuple(words), suffix, 0 if first else len(words) - 1, first)


_SKELETON = (
    ("shch", "sc"),
    ("tsch", "ch"),
    ("dzh", "j"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("w", "v"),
    ("q", "k"),
    ("c", "k"),
    ("y", "i"),
    ("j", "i"),
    ("o", "u"),
    ("e", "a"),
)


@lru_cache(maxsize=8192)
def _skeleton(word: str) -> str:
    """Return the word as transliterations agree on it: no doubled letters, no endings that only spell a vowel."""
    for old, new in _SKELETON:
        word = word.replace(old, new)
    out = ""
    for c in word:
        if not out or out[-1] != c:
            out += c
    while len(out) > 3 and out[-1] in "ih":
        out = out[:-1]
    return out


@lru_cache(maxsize=16384)
def _alike(a: str, b: str) -> bool:
    """Return whether two words may be spellings of one name."""
    if a == b:
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    one, other = _skeleton(a), _skeleton(b)
    if len(one) >= 3 and one == other and a[0] == b[0]:
        return True
    if len(one) >= 4 and one[1:] == other[1:] and (one[0] == other[0] or {one[0], other[0]} <= {"g", "k", "h"}):
        return True
    return min(len(a), len(b)) >= 6 and one[0] == other[0] and fuzz.ratio(one, other) >= 88 and fuzz.ratio(a, b) >= 80


def _same_consonants(a: str, b: str) -> bool:
    """Return whether two family names differ in vowels and in h, g, k alone; asked only where the given names agree."""
    one, other = ("".join("g" if c in "hgk" else c for c in _skeleton(word) if c not in "aeiu") for word in (a, b))
    return min(len(a), len(b)) >= 5 and len(one) >= 3 and one == other


@lru_cache(maxsize=16384)
def _same_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    groups = _given().equivalents
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return True
    return _alike(a, b)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether the words of `short` stand in `long` in the same order, spellings and initials allowed."""
    at = 0
    for word in short:
        while at < len(long) and not (
            _alike(word, long[at]) or (1 in (len(word), len(long[at])) and word[0] == long[at][0])
        ):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def same_person(one: str, other: str) -> bool:
    """Return whether two full names may be one person's.

    True for other spellings, orders, nicknames and missing middle names; false where given name, suffix or middle
    initials differ.
    """
    a, b = read_person_name(one), read_person_name(other)
    if len(a.words) < 2 or len(b.words) < 2:
        return may_be_short_for(one, other) if len(a.words) <= len(b.words) else may_be_short_for(other, one)
    if a.suffix != b.suffix:
        return False
    if len(a.words) == len(b.words) and all(
        _alike(x, y) for x, y in zip(sorted(a.words), sorted(b.words), strict=True)
    ):
        return True
    if _skeleton("".join(a.words)) == _skeleton("".join(b.words)):
        return True
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(short.words) > 2 and short.family_first and long.words[1:] == short.words:
        return True  # "Lai Ching-te", whom some call William
    if len(short.words) < len(long.words) and not a.family_first:
        tail = long.words[-len(short.words) :]
        if all(_alike(x, y) for x, y in zip(short.words, tail, strict=True)):
            return True
    if a.family_first != b.family_first:
        return False
    given = 1 if a.family_first else 0
    if a.family_first and not _alike(a.words[0], b.words[0]):
        return False
    if not _same_given(short.words[given], long.words[given]):
        return False
    if a.family_first:
        return _in_order(short.words[1:], long.words[1:]) or "".join(short.words[1:]) == "".join(long.words[1:])
    middles = [[w for w in n.words[1:-1] if len(w) == 1] for n in (a, b)]
    if middles[0] and middles[1] and middles[0] != middles[1]:
        return False
    close = len(short.words[given]) > 1 and _same_consonants(short.words[-1], long.words[-1])
    if close or _alike(short.words[-1], long.words[-1]):
        full = [[w for w in n.words[1:-1] if len(w) > 1] for n in (a, b)]
        return not (
            full[0]
            and full[1]
            and not (_in_order(tuple(full[0]), tuple(full[1])) or _in_order(tuple(full[1]), tuple(full[0])))
        )
    # a second family name or a father's name behind: "Gustavo Petro" and "Gustavo Petro Urrego"
    own = next((k for k, word in enumerate(long.words) if _alike(short.words[-1], word)), len(long.words))
    return own == len(long.words) - 2 and _in_order(short.words[1:], long.words[1:])


def may_be_short_for(short: str, full: str, *, given: bool = False) -> bool:
    """Return whether `short` ("Putin", "López Obrador") may stand for `full`; with `given`, also by its first name."""
    s, f = read_person_name(short), read_person_name(full)
    if s.suffix and s.suffix != f.suffix:
        return False
    if not s.words or len(s.words) > len(f.words):
        return False
    size = len(s.words)
    for at in range(len(f.words) - size + 1):
        if all(_alike(x, y) for x, y in zip(s.words, f.words[at : at + size], strict=True)):
            if at <= f.family < at + size:
                return True
            if at > 0 and not f.family_first:
                return True
            if f.family_first and at + size == len(f.words):
                return True
            if given and at == 0:
                return True
    return False


def given_gender(name: str) -> Literal["m", "f"] | None:
    """Return the usual gender of a full name's given name, None where it has none."""
    n = read_person_name(name)
    if len(n.words) < 2:
        return None
    word = n.words[1 if n.family_first else 0]
    if word in _given().male:
        return "m"
    if word in _given().female:
        return "f"
    return None
