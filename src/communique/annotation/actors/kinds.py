"""Tells what a name that no list knows is, by its last word, by its number, by what it is, or by the table of places."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from communique.annotation.places.meanings import meanings_of
from communique.annotation.places.names import find_place_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["find_units", "is_thing", "is_town", "kind_by_end", "stands_as_site", "told_places"]

_DESIGNATION = re.compile(r"(?:[A-Z]{1,4}|[A-Z][a-z]{1,2})-?\d{1,4}[A-Z]{0,2}")
_HYPHENED = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Z]{0,2}")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_AT = frozenset({"in", "at", "inside", "outside", "near", "into", "around"})
_TO = frozenset({"to", "from"})
_MOVES = frozenset(
    ["come", "go", "travel", "bring", "invite", "return", "fly", "arrive", "head", "drive", "summon", "trip", "visit",
     "invitation", "journey", "depart", "escort"]
)  # fmt: skip
_VISITS = frozenset({"visit", "leave", "enter", "storm", "reach", "attack", "hit", "tour"})
_LONGEST_UNIT = 4
_TOWN = 3.5
"""log10 of the people of the smallest town that a name behind "in" is taken for."""


@dataclass(frozen=True, slots=True)
class _Kinds:
    ends: Mapping[str, Literal["place"]]
    units: frozenset[str]
    last: frozenset[str]
    anywhere: frozenset[str]
    whole: frozenset[str]
    designated: frozenset[str]


@cache
def _kinds() -> _Kinds:
    raw = tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text("utf-8"))

    def things(where: str) -> frozenset[str]:
        return frozenset(w for e in raw["things"] if e["where"] == where for w in e["words"])

    return _Kinds(
        ends={w: e["kind"] for e in raw["ends"] for w in e["words"]},
        units=frozenset(w for e in raw["units"] for w in e["words"]),
        last=things("last"),
        anywhere=things("any"),
        whole=things("whole"),
        designated=things("pattern"),
    )


def kind_by_end(lowered: Sequence[str]) -> Literal["place"] | None:
    """Return what the last word of a longer name makes of it ("Kotoka Airport"), None where it says nothing."""
    return _kinds().ends.get(lowered[-1]) if len(lowered) > 1 else None


def is_thing(words: Sequence[str], after: str) -> bool:
    """Return whether a name names an accord, a weapon, a type of aircraft or the like; `after` is the next word."""
    kinds = _kinds()
    lowered = [w.lower() for w in words]
    joined = " ".join(lowered)
    if joined in kinds.whole or any(w in kinds.anywhere for w in (joined, *lowered)):
        return True
    if len(words) > 1 and lowered[-1] in kinds.last:
        return True
    solid = "".join(words)
    if _HYPHENED.fullmatch(solid):
        return True
    return _DESIGNATION.fullmatch(solid) is not None and after.lower() in kinds.designated


def find_units(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where numbered units are named, as tokens: "the 33rd Front", "22nd Assault Brigade"."""
    found = []
    units = _kinds().units
    for t in tokens:
        if not _ORDINAL.fullmatch(t.text):
            continue
        end = t.i + 1
        while end < len(tokens) and end - t.i < _LONGEST_UNIT and tokens[end].text[:1].isupper():
            if tokens[end].sentence != t.sentence:
                break
            end += 1
            if tokens[end - 1].text.lower() in units:
                found.append((t.i, end))
                break
    return found


def told_places(parse: Parse) -> list[tuple[int, int]]:
    """Return where the text and the table of places say that a place is named, as tokens, in text order."""
    return [(p.first, p.last) for p in find_place_names(parse, (), ()) if p.form == "name" and p.rule != "in-name"]


def is_town(name: str) -> bool:
    """Return whether the table of places has a town or region of some size by this very name."""
    return any(m.exact and m.weight >= _TOWN for m in meanings_of(name))


def stands_as_site(tokens: Sequence[Token], last: int) -> bool:
    """Return whether a palace's name that ends with token `last` is where something happens: "met in the Kremlin"."""
    token = tokens[last]
    head = tokens[token.head]
    if token.dep == "dobj":
        return head.lemma in _VISITS
    if token.dep != "pobj":
        return False
    word = head.text.lower()
    return word in _AT or (word in _TO and tokens[head.head].lemma.lower() in _MOVES)
