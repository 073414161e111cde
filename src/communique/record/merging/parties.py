"""Compares who takes part: a state and those who act for it are one party; rebels and organisations are their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.names import fold, is_description

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.record.merging.members import Body

__all__ = ["overlap", "parties_of", "party_code"]

_STATE = frozenset({None, "", "GOV", "MIL", "SPY", "LEG", "JUD", "COP", "PRM", "UNK"})
"""PLOVER sectors that act for their state. The others (REB, OPP, IGO, ...) act for themselves."""

_NO_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})


def party_code(reference: Body) -> str:
    """Return who acts: the country's code for a state and its organs, else the actor's own name, folded.

    Empty where the words only describe somebody of no known country ("envoys"): who that is cannot be told.
    """
    country, name = reference["country"], str(reference["name"])
    if country and country not in _NO_STATE and reference["sector"] in _STATE:
        return str(country)
    return "" if not country and is_description(name) else fold(name)


def parties_of(references: Iterable[Body]) -> frozenset[str]:
    """Return the codes of several actors, those left out that only describe somebody."""
    return frozenset(code for code in map(party_code, references) if code)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how well two sets of parties fit: 1 equal, 0.8 one contains the other, 0.4 one unknown, 0 neither."""
    if not a or not b:
        return 0.4
    if a == b:
        return 1.0
    return 0.8 if a < b or b < a else 0.0
