"""Reads what reviewers decided, and lays it on top of the merged view without overwriting anything."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from communique.record.amending import can_be
from communique.record.answers import Decision
from communique.record.comparing import changed_slots, successor_of
from communique.record.merging.clusters import Constraints

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from communique.record.merging.members import Body, Merged

__all__ = [
    "FIXED",
    "apply_decisions",
    "constraints_of",
    "decisions_checked",
    "decisions_kept",
    "decisions_that_apply",
]

FIXED = frozenset(
    {
        "schema",
        "kind",
        "id",
        "evidence",
        "members",
        "sources",
        "review",
        "variants",
        "followed",
        "provenance",
        "reasons",
        "joined",
    }
)
"""Keys of an entry that no amendment changes."""
_STATES = {"accept": "accepted", "reject": "rejected", "amend": "amended"}


def decisions_kept(connection: sqlite3.Connection, entries: Sequence[str] | None = None) -> list[Decision]:
    """Return the decisions in the order in which they were made, all or those on some entries; those taken back say so."""
    found = [
        Decision(
            row["number"],
            row["entry"],
            row["decision"],
            row["made_by"],
            row["made_at"],
            row["reason"],
            json.loads(row["details"]),
        )
        for row in connection.execute("SELECT * FROM decisions ORDER BY number").fetchall()
    ]
    undone = {d.details["undoes"]: d.number for d in found if d.decision == "undo"}
    return [dataclasses.replace(d, undone=undone.get(d.number)) for d in found if entries is None or d.entry in entries]


def decisions_checked(connection: sqlite3.Connection, entries: Sequence[str] | None = None) -> Iterator[Decision]:
    """Yield the decisions like `decisions_kept`, each with the slots of its entry that were coded otherwise since."""
    query = "SELECT d.seen, m.json FROM decisions AS d JOIN members AS m ON m.id = d.entry WHERE d.number = ?"
    for decision in decisions_kept(connection, entries):
        row = connection.execute(query, (decision.number,)).fetchone()
        if row is None or row["seen"] is None or row["seen"] == row["json"]:
            yield decision
            continue
        slots = changed_slots(json.loads(row["seen"]), json.loads(row["json"]))
        yield dataclasses.replace(decision, changed=tuple(slot for slot, _, _ in slots))


def decisions_that_apply(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield all decisions, checked; those whose entry is not in the view any more say so, and which one took its place."""
    query = "SELECT 1 FROM belongs WHERE member = :id UNION ALL SELECT 1 FROM merged WHERE id = :id"
    for decision in decisions_checked(connection):
        there = connection.execute(query, {"id": decision.entry}).fetchone() is not None
        now = None if there else _in_its_place(connection, decision)
        yield dataclasses.replace(decision, applies=there, now=now)


def _in_its_place(connection: sqlite3.Connection, decision: Decision) -> str | None:
    row = connection.execute("SELECT seen FROM decisions WHERE number = ?", (decision.number,)).fetchone()
    if row is None or row["seen"] is None:
        return None
    seen: Body = json.loads(row["seen"])
    captures = sorted({e["capture"] for e in seen["evidence"]})[:1]
    rows = connection.execute(
        """SELECT m.json FROM members AS m JOIN captures AS c ON c.number = m.capture
        WHERE c.id = ? AND m.kind = ? ORDER BY m.id""",
        (*captures, seen["kind"]),
    )
    found = successor_of(seen, (json.loads(r["json"]) for r in rows)) if captures else None
    return None if found is None else str(found["id"])


def constraints_of(decisions: Iterable[Decision]) -> Constraints:
    """Return what the decisions say of sameness: the later of a merge and a split of the same two entries counts."""
    together: dict[tuple[str, str], None] = {}
    apart: dict[tuple[str, str], None] = {}
    for decision in decisions:
        details = decision.details
        if decision.undone is not None:
            continue
        if decision.decision == "merge":
            for other in details.get("others", ()):
                pair = _pair(decision.entry, other)
                apart.pop(pair, None)
                together[pair] = None
        elif decision.decision == "split":
            for other in details.get("others", ()):
                for kept in details.get("kept", ()):
                    pair = _pair(kept, other)
                    together.pop(pair, None)
                    apart[pair] = None
    return Constraints(tuple(together), frozenset(apart))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def apply_decisions(merged: Merged, decisions: Iterable[Decision]) -> None:
    """Lay the decisions on the entries to which they belong, as `review`; an amended slot keeps its old value there.

    Of accept and reject the latest shows; amendments add up, the latest of a slot shows; notes are all kept. What was taken
    back is listed, and does nothing.
    """
    by_id = {body["id"]: body for body in merged.entries}
    for decision in decisions:
        body = by_id.get(merged.belongs.get(decision.entry, decision.entry))
        if body is None:
            continue
        review = body.setdefault("review", {"state": "undone", "decisions": []})
        review["decisions"].append(_shown(decision))
        if decision.undone is not None or decision.decision == "undo":
            continue
        if decision.decision in _STATES:
            review["state"] = _STATES[decision.decision]
        elif review["state"] == "undone":
            review["state"] = "noted"
        for slot, value in decision.details.get("changes", {}).items():
            if slot in body and slot not in FIXED and can_be(body["kind"], slot, value):
                review.setdefault("was", {}).setdefault(slot, body[slot])
                body[slot] = value


def _shown(decision: Decision) -> Body:
    shown: Body = {
        "number": decision.number,
        "decision": decision.decision,
        "entry": decision.entry,
        "by": decision.by,
        "when": decision.when,
        "reason": decision.reason,
        **decision.details,
    }
    if decision.undone is not None:
        shown["undone"] = decision.undone
    if decision.changed:
        shown["changed"] = list(decision.changed)
    return shown
