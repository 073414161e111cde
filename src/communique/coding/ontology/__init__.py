"""The event ontology as tables: PLOVER 2.0 types, modes, contexts, quad classes and scores, and the curated CAMEO map."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from communique.errors import DataError

__all__ = [
    "CameoCode",
    "EventType",
    "cameo_codes",
    "cameo_to_plover",
    "contexts",
    "event_type",
    "event_types",
    "score",
    "sectors",
]


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: `quad` 1 to 4 (verbal/material cooperation, verbal/material conflict), `score` -10 to 10."""

    name: str
    quad: int
    score: float
    needs_recipient: bool
    meaning: str
    modes: dict[str, float] = field(default_factory=dict)


@cache
def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text("utf-8"))


@cache
def event_types() -> dict[str, EventType]:
    """Return the 16 event types by name, in the codebook's order."""
    return {
        name: EventType(name, t["quad"], t["score"], t["recipient"], t["meaning"], t.get("modes", {}))
        for name, t in _tables("plover.toml")["types"].items()
    }


def event_type(name: str) -> EventType:
    """Return the event type called `name`. Raises DataError when PLOVER has none of that name."""
    try:
        return event_types()[name]
    except KeyError:
        raise DataError(f"{name!r} is no PLOVER event type; the types are {', '.join(event_types())}") from None


def score(type_name: str, modes: tuple[str, ...] = ()) -> float:
    """Return the cooperation-conflict score, -10 to 10: that of the first mode that has its own, else the type's."""
    found = event_type(type_name)
    return next((found.modes[m] for m in modes if m in found.modes), found.score)


@cache
def contexts() -> tuple[str, ...]:
    """Return the 37 context words."""
    return tuple(_tables("plover.toml")["contexts"]["names"])


@cache
def sectors() -> dict[str, tuple[str, ...]]:
    """Return the sector codes by group: state, society, beyond_states."""
    return {k: tuple(v) for k, v in _tables("plover.toml")["sectors"].items()}


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code in PLOVER's terms: `type` is None where PLOVER has no event (comments and appeals, roots 01 and 02)."""

    code: str
    meaning: str
    type: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """Return every CAMEO code, roots and leaves, in the codebook's order."""
    return {
        code: CameoCode(
            code, row["meaning"], row["type"] or None, tuple(row.get("modes", ())), tuple(row.get("contexts", ()))
        )
        for code, row in _tables("cameo.toml")["codes"].items()
    }


@cache
def cameo_to_plover() -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Return for each CAMEO code its PLOVER type (None for comments and appeals) and modes."""
    return {code: (row.type, row.modes) for code, row in cameo_codes().items()}
