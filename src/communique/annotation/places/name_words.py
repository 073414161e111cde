"""The words that tell place names from other names, loaded once from data/names.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.errors import DataError

__all__ = ["NameWords", "load_name_words"]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of data/names.toml, which says what each is."""

    connectors: frozenset[str]
    locatives: frozenset[str]
    strong: frozenset[str]
    attacks: frozenset[str]
    attack_verbs: frozenset[str]
    shots: frozenset[str]
    regions: frozenset[str]
    districts: frozenset[str]
    cities: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]
    bodies: frozenset[str]
    sites: frozenset[str]
    roads: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """Return the shipped word lists. Raises DataError where the file is broken."""
    try:
        raw = tomllib.loads(files(__package__).joinpath("data/names.toml").read_text("utf-8"))
        return NameWords(**{name: frozenset(words) for name, words in raw.items()})
    except (TypeError, tomllib.TOMLDecodeError) as error:
        msg = f"places/data/names.toml of this installation is broken at {error}; install communique again"
        raise DataError(msg) from error
