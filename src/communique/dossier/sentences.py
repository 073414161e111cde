"""Finds the sentence that stands for an entry: of all its evidence, the piece that is about the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["first_sentence", "main_evidence"]

Entry = dict[str, Any]

_ABOUT_THE_THING = ("content", "stance", "type", "value", "name", "text", "commitment", "status", "headline")
"""Slots that speak of the thing itself, for entries without evidence under the name of their own kind."""


def main_evidence(entry: Entry) -> list[Entry]:
    """Return the evidence that speaks of the entry itself, one piece for each place in a text, in the record's order.

    Evidence under the name of the entry's kind comes first; where there is none, that of a slot about the thing; where
    there is none of that either, all of it. A piece that lies within another is left out.
    """
    evidence = entry.get("evidence") or []
    chosen = [e for e in evidence if e["slot"] == entry["kind"]]
    for slot in _ABOUT_THE_THING:
        chosen = chosen or [e for e in evidence if e["slot"] == slot]
    return _outermost(chosen or evidence)


def first_sentence(entry: Entry) -> str:
    """Return the words of the first piece of the main evidence, on one line; "" where there is none."""
    pieces = main_evidence(entry)
    return " ".join(str(pieces[0]["exact"]).split()) if pieces else ""


def _outermost(evidence: Iterable[Entry]) -> list[Entry]:
    pieces = list(evidence)
    out: list[Entry] = []
    for piece in pieces:
        covered = any(_within(piece, other) for other in pieces if other is not piece)
        same = any(
            (o["capture"], o["start"], o["end"]) == (piece["capture"], piece["start"], piece["end"]) for o in out
        )
        if not covered and not same:
            out.append(piece)
    return out


def _within(piece: Entry, other: Entry) -> bool:
    if piece["capture"] != other["capture"] or (piece["start"], piece["end"]) == (other["start"], other["end"]):
        return False
    return bool(other["start"] <= piece["start"] and piece["end"] <= other["end"])
