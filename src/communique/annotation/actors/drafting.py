"""Holds actors and mentions while they are being found, and settles them into their final order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.words import ActorProfile, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.annotation.tokens import Parse

__all__ = ["Draft", "Drafts", "Spot"]

Form = Literal["name", "short", "title", "metonym", "demonym", "nominal", "pronoun"]


@dataclass(slots=True)
class Draft:
    """An actor in the making."""

    name: str
    type: Literal["person", "organisation", "state", "group"]
    country: str | None = None
    sector: str | None = None
    side: str | None = None
    named: bool = True
    known: str | None = None
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


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
    """The actors and mentions found so far."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.actors: list[Draft] = []
        self.spots: list[Spot] = []
        self._by_key: dict[str, int] = {}

    def actor(self, key: str, make: Callable[[], Draft]) -> int:
        """Return the number of the actor under `key`, made now where there is none."""
        if key not in self._by_key:
            self._by_key[key] = len(self.actors)
            self.actors.append(make())
        return self._by_key[key]

    def lengthen(self, actor: int, name: str) -> None:
        """Take `name` as the actor's name where it is the fuller one."""
        draft = self.actors[actor]
        if len(name) > len(draft.name):
            draft.name = name

    def mention(self, spot: Spot) -> None:
        """Keep a mention."""
        self.spots.append(spot)

    def covers(self, first: int, last: int) -> bool:
        """Return whether a mention (no mere demonym) ends with the words `first` to `last`."""
        return any(s.form != "demonym" and first <= s.first and s.last == last for s in self.spots)

    def within(self, first: int, last: int) -> list[Draft]:
        """Return the actors mentioned between two tokens."""
        return [self.actors[s.actor] for s in self.spots if first <= s.first and s.last <= last]

    def person_before(self, first: int) -> int | None:
        """Return the person last named before a token."""
        before = [s for s in self.spots if s.last <= first and self.actors[s.actor].type == "person"]
        return max(before, key=lambda s: s.first).actor if before else None

    def settle(self) -> tuple[tuple[ActorProfile, ...], tuple[Mention, ...]]:
        """Return actors by first mention and mentions by place."""
        spots = sorted(self.spots, key=lambda s: (s.first, s.last, s.actor, s.form))
        order: dict[int, int] = {}
        for s in spots:
            order.setdefault(s.actor, len(order))
        anchor = self.parse.article.anchor
        day = anchor[:10] if anchor else None
        profiles = []
        for number in order:
            d = self.actors[number]
            profiles.append(
                ActorProfile(
                    name=d.name,
                    type=d.type,
                    aliases=tuple(dict.fromkeys(a for a in d.aliases if a != d.name)),
                    country=d.country,
                    sector=d.sector,
                    roles=tuple(Role(title, day) for title in dict.fromkeys(d.roles)),
                    side=d.side,
                    named=d.named,
                    known=d.known,
                )
            )
        tokens = self.parse.tokens
        mentions = []
        for s in spots:
            inside = range(s.first, s.last)
            head = next(
                (i for i in inside if not s.first <= tokens[i].head < s.last or tokens[i].head == i), s.last - 1
            )
            mentions.append(
                Mention(tokens[s.first].start, tokens[s.last - 1].end, order[s.actor], head, s.form, s.role, s.rule)
            )
        return tuple(profiles), tuple(mentions)
