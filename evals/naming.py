"""What the evaluations of names share: our names and the bare model's, each with its span and type, and F."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.actors.lexicon import lexicon
from communique.annotation.actors.names import mark_names

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse

__all__ = ["KINDS", "f1", "our_names", "raw_names"]

KINDS = ("person", "organisation", "place")

_OURS = {
    "person": "person",
    "organisation": "organisation",
    "group": "organisation",
    "seat": "organisation",
    "state": "place",
    "demonym": "place",
    "capital": "place",
    "place": "place",
}
_RAW = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "place", "FAC": "place"}


def f1(right: int, found: int, gold: int) -> float:
    """Return F1 in percent."""
    return round(200 * right / (found + gold), 1) if found + gold else 0.0


def our_names(parsed: Parse) -> dict[tuple[int, int], str]:
    """Return the type of each name that we mark, by its span."""
    found = {}
    names = mark_names(parsed, lexicon(), None)
    outer = {i: n for n in names for i in range(n.first, n.last) if n.last - n.first > 1}
    for n in names:
        # a state inside an organisation's name is an extra of ours
        if outer.get(n.first, n) != n and outer[n.first].last - outer[n.first].first > n.last - n.first:
            continue
        found[parsed.tokens[n.first].start, parsed.tokens[n.last - 1].end] = _OURS[n.kind]
    return found


def raw_names(parsed: Parse) -> dict[tuple[int, int], str]:
    """Return the type of each name that the statistical model marks, by its span, without "the" and the possessive."""
    found = {}
    for e in parsed.entities:
        kind = _RAW.get(e.label)
        if kind:
            text = parsed.text(e.start, e.end)
            start = e.start + (4 if text[:4].lower() == "the " else 0)
            end = e.end - (2 if text.endswith(("'s", "’s")) else 0)
            found[start, end] = kind
    return found
