"""Holds actors and mentions while they are being found, and settles them into their final order."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.words import ActorProfile, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.annotation.tokens import Parse

__all__ = ["Draft", "Drafts", "Form", "Spot"]

Form = Literal["name", "short", "title", "metonym", "demonym", "nominal", "pronoun"]
_STRENGTH: dict[Form, int] = {"name": 6, "short": 5, "title": 4, "metonym": 3, "nominal": 2, "pronoun": 1, "demonym": 0}


@dataclass(slots=True)
class Draft:
    """An actor in the making: `heads` are the words that may stand for it alone ("envoy"), in lower case."""

    name: str
    type: Literal["person", "organisation", "state", "group"]
    country: str | None = None
    sector: str | None = None
    side: str | None = None
    named: bool = True
    known: str | None = None
    gender: Literal["m", "f"] | None = None
    forms: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in the making: tokens `first` up to `last` (excluded)."""

    first: int
    last: int
    actor: int
    form: Form
    role: str | None = None
    rule: str = ""


class Drafts:
    """The actors and mentions found so far; actors are numbered in the order of their making."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.actors: list[Draft] = []
        self.spots: list[Spot] = []
        self.states: dict[str, int] = {}
        self.ends: dict[int, list[Spot]] = {}
        self.by_sentence: dict[int, list[Spot]] = {}

    def add(self, draft: Draft) -> int:
        """Return the number of a new actor."""
        self.actors.append(draft)
        return len(self.actors) - 1

    def mention(self, spot: Spot) -> None:
        """Keep a mention."""
        self.spots.append(spot)
        self.ends.setdefault(spot.last, []).append(spot)
        beside = self.by_sentence.setdefault(self.parse.tokens[spot.first].sentence, [])
        insort(beside, spot, key=lambda s: (s.first, s.last))

    def before(self, token: int, reach: int = 60, most: int = 400) -> Iterator[Spot]:
        """Yield the mentions that end before a token, nearest first, `reach` sentences and `most` mentions back."""
        at = min(token, len(self.parse.tokens) - 1)
        sentence = self.parse.tokens[at].sentence
        for number in range(sentence, max(-1, sentence - reach), -1):
            spots = self.by_sentence.get(number, [])
            end = bisect_left(spots, token, key=lambda s: s.first)
            for k in range(end - 1, -1, -1):
                if spots[k].last <= token:
                    yield spots[k]
                    most -= 1
                    if most <= 0:
                        return

    def covering(self, first: int, last: int) -> list[Spot]:
        """Return the mentions, demonyms left out, that begin at `first` or later and end with `last`."""
        return [s for s in self.ends.get(last, ()) if s.form != "demonym" and s.first >= first]

    def within(self, first: int, last: int) -> list[Spot]:
        """Return the mentions that lie between two tokens."""
        return [s for end in range(first + 1, last + 1) for s in self.ends.get(end, ()) if s.first >= first]

    def head(self, first: int, last: int) -> int:
        """Return the token that the words between two tokens hang on."""
        tokens = self.parse.tokens
        return next(
            (i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i), last - 1
        )

    def settle(self) -> tuple[tuple[ActorProfile, ...], tuple[Mention, ...]]:
        """Return actors by first mention and mentions by place."""
        best: dict[tuple[int, int, int], Spot] = {}
        for s in self.spots:
            key = (s.first, s.last, s.actor)
            if key not in best or _STRENGTH[s.form] > _STRENGTH[best[key].form]:
                best[key] = s
        spots = sorted(best.values(), key=lambda s: (s.first, s.last, s.actor))
        order: dict[int, int] = {}
        for s in spots:
            order.setdefault(s.actor, len(order))
        anchor = self.parse.article.anchor
        profiles = tuple(_profile(self.actors[number], anchor[:10] if anchor else None) for number in order)
        tokens = self.parse.tokens
        mentions = tuple(
            Mention(
                tokens[s.first].start,
                tokens[s.last - 1].end,
                order[s.actor],
                self.head(s.first, s.last),
                s.form,
                s.role,
                s.rule,
            )
            for s in spots
        )
        return profiles, mentions


def _profile(draft: Draft, day: str | None) -> ActorProfile:
    return ActorProfile(
        name=draft.name,
        type=draft.type,
        aliases=_distinct(a for a in (*draft.forms, *draft.aliases) if a != draft.name),
        country=draft.country,
        sector=draft.sector,
        roles=tuple(Role(title, day) for title in _distinct(draft.roles)),
        side=draft.side,
        named=draft.named,
        known=draft.known,
    )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
