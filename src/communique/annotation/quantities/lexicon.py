"""The words that quantities are read by, loaded once from data/lexicon.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from communique.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lexicon", "Phrase", "Qualifier", "load_lexicon"]

Qualifier = Literal["exact", "nearly", "about", "at least", "at most", "more than"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the lexicon: its words in lower case, what it says, and the id of its entry."""

    words: tuple[str, ...]
    says: str
    id: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Number words, units and phrases, the last by their last (`before`) or first (`after`) word, longest first."""

    small: Mapping[str, int]
    magnitudes: Mapping[str, int]
    short: Mapping[str, int]
    groups: Mapping[str, int]
    vague: Mapping[str, int]
    fractions: Mapping[str, int]
    currencies: Mapping[str, str]
    national: Mapping[str, str]
    measures: Mapping[str, str]
    nouns: Mapping[str, str]
    thin_heads: frozenset[str]
    exchange_heads: frozenset[str]
    time_units: frozenset[str]
    harm_verbs: frozenset[str]
    befall_verbs: frozenset[str]
    voting: frozenset[str]
    months: frozenset[str]
    labels: frozenset[str]
    joined: frozenset[str]
    sides: frozenset[str]
    one_of: frozenset[str]
    before_year: frozenset[str]
    changes: frozenset[str]
    markets: tuple[str, ...]
    starters: frozenset[str]
    """Every word with which a number in words may begin."""
    sizes: Mapping[str, int]
    """Magnitudes and groups together."""
    before: Mapping[str, tuple[Phrase, ...]]
    after: Mapping[str, tuple[Phrase, ...]]


_STARTERS = ("a", "an", "half", "quarter", "several", "one")
"""Words of `numbers.py` with which a number may begin: "a dozen", "half a million"."""


def _phrases(data: dict[str, Any], where: Literal["before", "after"]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for kind in ("qualifier", "total", "cumulative", "each"):
        for entry in data[kind]:
            for text in entry.get(where, ()):
                words = tuple(text.replace("-", " - ").split())
                phrase = Phrase(words, entry.get("value", kind), entry["id"])
                found.setdefault(words[-1] if where == "before" else words[0], []).append(phrase)
    return {k: tuple(sorted(v, key=lambda p: (-len(p.words), p.words))) for k, v in found.items()}


@cache
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon. Raises DataError where it is broken."""
    try:
        data = tomllib.loads(files(__package__).joinpath("data/lexicon.toml").read_text("utf-8"))
        words, units, labels, guards = (data[k] for k in ("words", "units", "labels", "guards"))
        small = {w: n for n, w in enumerate(words["units"])} | {w: 20 + 10 * n for n, w in enumerate(words["tens"])}
        return Lexicon(
            small=small,
            magnitudes=words["magnitudes"],
            short=words["short"],
            groups=words["groups"],
            vague=words["vague"],
            fractions=words["fractions"],
            currencies=units["currencies"],
            national={name.lower(): code for name, code in units["national"].items()},
            measures=units["measures"],
            nouns=units["nouns"],
            thin_heads=frozenset(units["thin_heads"]),
            exchange_heads=frozenset(units["exchange_heads"]),
            time_units=frozenset(units["time_units"]),
            harm_verbs=frozenset(units["harm_verbs"]),
            befall_verbs=frozenset(units["befall_verbs"]),
            voting=frozenset(units["voting"]),
            months=frozenset(units["months"]),
            labels=frozenset(labels["nouns"]),
            joined=frozenset(labels["joined"]),
            sides=frozenset(guards["sides"]),
            one_of=frozenset(guards["one_of"]),
            before_year=frozenset(guards["before_year"]),
            changes=frozenset(guards["changes"]),
            markets=tuple(data["prices"]["markets"]),
            starters=frozenset({*small, *words["vague"], *words["fractions"], *_STARTERS}),
            sizes=words["magnitudes"] | words["groups"],
            before=_phrases(data, "before"),
            after=_phrases(data, "after"),
        )
    except (KeyError, tomllib.TOMLDecodeError) as error:
        msg = f"quantities/data/lexicon.toml of this installation is broken at {error}; install communique again"
        raise DataError(msg) from error
