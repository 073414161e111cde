"""An event before it becomes an entry."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.lexicon import Frame
from communique.coding.matching.match import Match
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.coding.scene.status import Source
from communique.words import PlaceMention, TimeExpression
from communique.words.entries import Status

__all__ = ["ACCEPTING", "ANSWERS", "CONFLICT", "OUTCOMES", "SAID_NOW", "SPEECH", "EventDraft", "sides"]


CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


ACCEPTING = ("agree.accept", "agree.agree", "support.back", "support.recognise", "support.approve")


SAID_NOW = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"})
"""Types whose own time is when they are spoken, whatever day they speak of."""


SPEECH = frozenset({"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN", "CONCEDE", "SUPPORT"})


ANSWERS = frozenset({"REQUEST", "REJECT"})
"""Types whose object, where it tells a demand or an offer, is what they are about."""


@dataclass(slots=True)
class EventDraft:
    """An event before it becomes an entry; tokens and actors are numbers of the Analysis."""

    frame: Frame
    tokens: list[int]
    actors: list[int]
    recipients: list[int]
    status: Status
    why: str
    source: Source
    time: TimeExpression | None
    place: PlaceMention | None
    match: Match | None = None
    session: Session | None = None
    third: list[tuple[int, str, int]] = field(default_factory=list)
    mode: tuple[str, ...] = ()
    matches: list[Match] = field(default_factory=list)
    borrowed: bool = False
    """Whether its time is that of the article's meeting, only to tell it from others: no day is told for it."""

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.frame.type


def sides(scene: Scene, actors: list[int]) -> set[str]:
    """Return the sides that the actors stand on."""
    return {scene.side(a) for a in actors}


OUTCOMES = frozenset(
    {"agree.reach", "agree.brokered", "agree.end_with", "agree.dated", "agree.make_peace", "support.sign"}
)
"""Frames that tell of an agreement as such: reached, brokered, signed."""
