"""Finds the names that the world's lists and the case file know, longest first, whatever the model says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from communique import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from communique.annotation.tokens import Parse
    from communique.words import Case

__all__ = ["Kind", "Listed", "find_listed", "listed_names"]

Kind = Literal["person", "organisation", "group", "state", "demonym", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a name: `ref` is a country code, a seat's id or a known actor's id."""

    kind: Kind
    ref: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A listed name in the text, tokens `first` up to `last` (excluded), with all that it may mean."""

    first: int
    last: int
    meanings: tuple[Listed, ...]


_ACRONYM = 3


def _keys(name: str) -> tuple[str, ...]:
    word = name.split(" ", 1)[0]
    short = word
    for mark in "-'/":
        short = short.split(mark, 1)[0]
    return (word,) if short in (word, "") else (word, short)


def _index(pairs: Iterable[tuple[str, Listed]]) -> dict[str, tuple[tuple[str, tuple[Listed, ...]], ...]]:
    owners: dict[str, list[Listed]] = {}
    for raw, listed in pairs:
        name = raw.replace("’", "'").removeprefix("the ")
        for form in (name, name.upper()) if len(name) > _ACRONYM else (name,):
            have = owners.setdefault(form, [])
            if listed not in have:
                have.append(listed)
    found: dict[str, list[tuple[str, tuple[Listed, ...]]]] = {}
    for name, meanings in owners.items():
        for key in _keys(name):
            found.setdefault(key, []).append((name, tuple(meanings)))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in found.items()}


def _world_pairs() -> Iterable[tuple[str, Listed]]:
    for actor in world.known_actors():
        for name in actor.names:
            yield name, Listed(actor.type, actor.id, actor.country)
    for c in sorted(world.countries(), key=lambda c: c.alpha3):
        for name in c.names:
            owner = world.country_by_name(name) or c
            yield name, Listed("state", owner.alpha3, owner.alpha3)
        for name in (*c.adjectives, *c.nouns):
            owner = world.by_demonym(name) or c
            yield name, Listed("demonym", owner.alpha3, owner.alpha3)
        for name in c.capitals:
            owner = world.by_capital(name) or c
            yield name, Listed("capital", owner.alpha3, owner.alpha3)
    for seat in world.seats():
        for name in seat.names:
            yield name, Listed("seat", seat.id, seat.country)


@cache
def listed_names() -> Mapping[str, tuple[tuple[str, tuple[Listed, ...]], ...]]:
    """Return the shipped names by the word they begin with, the longest first."""
    return _index(_world_pairs())


def _case_names(case: Case) -> Mapping[str, tuple[tuple[str, tuple[Listed, ...]], ...]]:
    kinds: dict[str, Kind] = {"person": "person", "organisation": "organisation", "group": "group", "state": "state"}
    return _index(
        (name, Listed(kinds.get(a.type, "organisation"), f"case:{number}", a.country))
        for number, a in enumerate(case.actors)
        for name in (a.name, *a.aliases)
    )


def find_listed(parse: Parse, case: Case | None) -> dict[int, Found]:
    """Return the listed names of the text by their first token; they do not overlap, the longer name wins."""
    text = parse.article.text.replace("’", "'")
    ends = {t.end: t.i + 1 for t in parse.tokens}
    tables = [listed_names()] if case is None or not case.actors else [_case_names(case), listed_names()]
    found: dict[int, Found] = {}
    free = 0
    for token in parse.tokens:
        if token.i < free:
            continue
        word = text[token.start : token.end]
        for table in tables:
            best = None
            for name, meanings in table.get(word, ()):
                last = ends.get(token.start + len(name))
                if last is not None and text.startswith(name, token.start):
                    best = Found(token.i, last, meanings)
                    break
            if best is not None:
                found[token.i] = best
                free = best.last
                break
    return found
