"""A meeting of the article and one mention of it, as values that fill up while the text is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from communique.coding.matching.match import Match
from communique.coding.scene import Scene
from communique.coding.scene.status import Factuality, Source
from communique.words import PlaceMention, TimeExpression
from communique.words.entries import Status

__all__ = ["REAL", "Session", "SessionMention", "places_agree"]

REAL = ("happened", "ongoing", None, "did_not_happen")
"""Statuses of what is not ahead."""


@dataclass(slots=True)
class SessionMention:
    """One place in the text that speaks of a meeting; token numbers and actor indexes of the Analysis."""

    match: Match
    token: int
    top: int
    actors: list[int]
    third: list[tuple[int, str, int]]
    place: PlaceMention | None
    time: TimeExpression | None
    first: dt.date | None
    last: dt.date | None
    fact: Factuality
    source: Source
    definite: bool
    again: bool
    format: str | None
    direct: bool | None
    ordinal: int | None
    back_to_past: bool
    passing: bool = False
    """Spoken of in passing ("left the talks", "prayers for the talks"): opens no meeting of its own."""
    same_place: bool = False
    """Held where the meeting before was ("in the same city")."""

    @property
    def informative(self) -> bool:
        """Whether the mention by itself tells a meeting from others."""
        return len(self.actors) > 1 or self.place is not None or self.first is not None


@dataclass(slots=True)
class Session:
    """A meeting of the article; `first` and `last` are days, `time` the expression that they rest on most.

    `implied` where no word says that people met, only what they did together at a place on a day. `overtaken` where the article has
    gone on to a further meeting that was agreed on there.
    """

    mentions: list[SessionMention] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    third: list[tuple[int, str, int]] = field(default_factory=list)
    place: PlaceMention | None = None
    time: TimeExpression | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    status: Status | None = None
    format: str | None = None
    direct: bool | None = None
    ordinal: int | None = None
    members: list[int] = field(default_factory=list)
    member_tokens: list[int] = field(default_factory=list)
    again: bool = False
    hosts: list[int] = field(default_factory=list)
    implied: bool = False
    overtaken: bool = False

    def add(self, m: SessionMention) -> None:
        """Take in one more mention: what it adds fills what was unknown, a finer place or day wins."""
        self.mentions.append(m)
        self.actors += [a for a in m.actors if a not in self.actors]
        if "visit" in m.match.frame.mode:
            self.hosts += [a for a in m.match.recipients if a not in self.hosts]
        self.third += [t for t in m.third if t[:2] not in [o[:2] for o in self.third]]
        if m.place is not None and (self.place is None or _finer(m.place, self.place)):
            self.place = m.place
        if m.first is not None and m.last is not None:
            if (
                self.first is None
                or self.last is None
                or (_days(m.first, m.last) < _days(self.first, self.last) <= 366 and _days(self.first, self.last) > 14)
            ):
                self.first, self.last, self.time = m.first, m.last, m.time
            elif _days(m.first, m.last) <= 14:
                self.first, self.last = min(self.first, m.first), max(self.last, m.last)
        if m.format and (self.format is None or len(m.actors) > 2):
            self.format = m.format
        self.direct = m.direct if self.direct is None else self.direct
        self.ordinal = self.ordinal or m.ordinal
        self.status = _joined(self.status, m.fact.status)

    def countries(self, scene: Scene) -> set[str]:
        """Return the countries (or actor names where an actor has none) that take part."""
        return {scene.side(a) for a in self.actors}


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1


_FINE = {"site": 0, "city": 1, "area": 2, "region": 2, "country": 3}


def _finer(a: PlaceMention, b: PlaceMention) -> bool:
    return _FINE.get(a.granularity, 4) < _FINE.get(b.granularity, 4) and (a.country == b.country or b.country is None)


_ORDER: tuple[Status, ...] = (
    "cancelled",
    "postponed",
    "happened",
    "ongoing",
    "did_not_happen",
    "planned",
    "hoped",
    "conditional",
)


def _joined(a: Status | None, b: Status | None) -> Status | None:
    known = [s for s in (a, b) if s is not None]
    return min(known, key=lambda s: _ORDER.index(s) if s in _ORDER else 9) if known else None


def places_agree(a: PlaceMention | None, b: PlaceMention | None) -> bool | None:
    """True or False where both are known, None where one is not."""
    if a is None or b is None:
        return None
    if a.name == b.name:
        return True
    coarse = {"country", "continent"}
    return bool(
        a.country
        and a.country == b.country
        and (a.granularity in coarse or b.granularity in coarse or "site" in (a.granularity, b.granularity))
    )
