"""The words by which a place's role is read, loaded once from data/roles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.errors import DataError

__all__ = ["RoleWords", "load_role_words"]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The word lists of data/roles.toml."""

    locative: frozenset[str]
    surface: frozenset[str]
    event_nouns: frozenset[str]
    dispute_nouns: frozenset[str]
    leave_verbs: frozenset[str]
    hold_verbs: frozenset[str]
    reach_verbs: frozenset[str]
    motion_verbs: frozenset[str]
    part_nouns: frozenset[str]
    fight_nouns: frozenset[str]
    reaction_nouns: frozenset[str]
    host_verbs: frozenset[str]
    plan_verbs: frozenset[str]
    argue_verbs: frozenset[str]
    office_nouns: frozenset[str]


@cache
def load_role_words() -> RoleWords:
    """Return the shipped word lists. Raises DataError where the file is broken."""
    try:
        raw = tomllib.loads(files(__package__).joinpath("data/roles.toml").read_text("utf-8"))["words"]
        return RoleWords(**{name: frozenset(words) for name, words in raw.items()})
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        msg = f"places/data/roles.toml of this installation is broken at {error}; install communique again"
        raise DataError(msg) from error
