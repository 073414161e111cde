"""Known actors by any of their names: office-holders with dates, organisations, armed groups."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from communique.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KnownActor", "known_actor", "known_actors", "known_by_name"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the list. `names` holds every form, the canonical first; `since` and `until` bound the role.

    They are ISO days, None where open or not known.
    """

    id: str
    name: str
    names: tuple[str, ...]
    type: Literal["person", "organisation", "group"]
    country: str | None
    sector: str | None
    role: str | None = None
    since: str | None = None
    until: str | None = None

    def holds_role_on(self, day: str | None) -> bool:
        """Return whether the role is held on an ISO day; an unknown day counts as held where the role has no end."""
        if day is None:
            return self.until is None
        return (self.since or "") <= day[:10] and (self.until is None or day[:10] <= self.until)


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """Return every actor of the list, people first, in the order of the file."""
    raw = tomllib.loads(resources.files(__package__).joinpath("actors.toml").read_text("utf-8"))
    found: list[KnownActor] = []
    kinds: tuple[tuple[str, Literal["person", "organisation", "group"]], ...] = (
        ("people", "person"),
        ("organisations", "organisation"),
        ("groups", "group"),
    )
    for table, kind in kinds:
        for key, line in raw[table].items():
            if len(line) != (7 if kind == "person" else 4):
                msg = f"world/actors.toml: [{table}] {key} has {len(line)} fields; see the comment at the file's top"
                raise DataError(msg)
            name, more, *rest = line
            names = (name, *(m for m in more.split("; ") if m))
            found.append(KnownActor(key, name, names, kind, *(r or None for r in rest)))
    return tuple(found)


@cache
def known_by_name() -> Mapping[str, tuple[KnownActor, ...]]:
    """Return the actors that each name may mean, by the name as the list writes it."""
    found: dict[str, list[KnownActor]] = {}
    for actor in known_actors():
        for name in actor.names:
            owners = found.setdefault(name.replace("’", "'"), [])
            if actor not in owners:
                owners.append(actor)
    return {name: tuple(owners) for name, owners in found.items()}


@cache
def _by_id() -> Mapping[str, KnownActor]:
    return {actor.id: actor for actor in known_actors()}


def known_actor(key: str) -> KnownActor | None:
    """Return the known actor with this id, None where there is none."""
    return _by_id().get(key)
