"""Keeps what reviewers decide about entries, and lays it on top of the merged view without overwriting anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from communique.errors import QueryError
from communique.record.answers import Decision
from communique.record.selecting import resolve_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.record.merging.members import Merged

__all__ = ["DECISIONS", "apply_decisions", "decisions_kept"]

DECISIONS = ("accept", "reject", "amend", "merge", "split", "note")


def decisions_kept(connection: sqlite3.Connection, entries: Sequence[str] | None = None) -> Iterator[Decision]:
    """Yield the decisions in the order in which they were made, all or those on some entries."""
    for row in connection.execute("SELECT * FROM decisions ORDER BY number").fetchall():
        if entries is None or row["entry"] in entries:
            yield Decision(
                row["number"],
                row["entry"],
                row["decision"],
                row["made_by"],
                row["made_at"],
                row["reason"],
                json.loads(row["details"]),
            )


def apply_decisions(merged: Merged, decisions: Sequence[Decision]) -> None:
    """Lay the decisions on the entries to which they belong."""


def decide(
    connection: sqlite3.Connection,
    entry_id: str,
    decision: str,
    *,
    by: str,
    when: str,
    reason: str | None,
    changes: Mapping[str, Any] | None,
    others: Iterable[str],
) -> Decision:
    """Put a decision into the file, inside a write transaction of the caller's; raises QueryError where it cannot be."""
    if decision not in DECISIONS:
        msg = f"no such decision: {decision!r}; the decisions are {', '.join(DECISIONS)}"
        raise QueryError(msg)
    _, member = resolve_id(connection, entry_id)
    details: dict[str, Any] = {}
    if changes:
        details["changes"] = dict(changes)
    joined = [resolve_id(connection, other)[1] for other in others]
    if joined:
        details["others"] = joined
    text = json.dumps(details, ensure_ascii=False, sort_keys=True)
    cursor = connection.execute(
        "INSERT INTO decisions (entry, decision, made_by, made_at, reason, details) VALUES (?, ?, ?, ?, ?, ?)",
        (member, decision, by, when, reason, text),
    )
    connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    return Decision(int(cursor.lastrowid or 0), member, decision, by, when, reason, details)
