"""Keeps what reviewers decide about entries, and lays it on top of the merged view without overwriting anything."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from communique.errors import QueryError
from communique.record.answers import Decision
from communique.record.merging.clusters import Constraints
from communique.record.selecting import resolve_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.record.merging.members import Body, Merged


__all__ = ["DECISIONS", "apply_decisions", "constraints_of", "decide", "decisions_kept", "decisions_that_apply"]

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


def decisions_that_apply(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield all decisions; those whose entry is not in the view any more say so in `applies`."""
    query = "SELECT 1 FROM belongs WHERE member = :id UNION ALL SELECT 1 FROM merged WHERE id = :id"
    for decision in decisions_kept(connection):
        there = connection.execute(query, {"id": decision.entry}).fetchone() is not None
        yield dataclasses.replace(decision, applies=there)


def constraints_of(decisions: Iterable[Decision]) -> Constraints:
    """Return what the decisions say of sameness: the later of a merge and a split of the same two entries counts."""
    together: dict[tuple[str, str], None] = {}
    apart: dict[tuple[str, str], None] = {}
    for decision in decisions:
        details = decision.details
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

    Of accept and reject the latest shows; amendments add up, the latest of a slot shows; notes are all kept.
    """
    by_id = {body["id"]: body for body in merged.entries}
    for decision in decisions:
        body = by_id.get(merged.belongs.get(decision.entry, decision.entry))
        if body is None:
            continue
        review = body.setdefault("review", {"state": "noted", "decisions": []})
        review["decisions"].append(
            {
                "decision": decision.decision,
                "entry": decision.entry,
                "by": decision.by,
                "when": decision.when,
                "reason": decision.reason,
                **decision.details,
            }
        )
        if decision.decision in _STATES:
            review["state"] = _STATES[decision.decision]
        for slot, value in decision.details.get("changes", {}).items():
            if slot in body and slot not in _FIXED:
                review.setdefault("was", {}).setdefault(slot, body[slot])
                body[slot] = value


_STATES = {"accept": "accepted", "reject": "rejected", "amend": "amended"}
_FIXED = frozenset({"schema", "kind", "id", "evidence", "members", "sources", "review", "variants", "followed"})


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
    """Put a decision into the file, inside a write transaction of the caller's; raises QueryError where it
    cannot be."""
    if decision not in DECISIONS:
        msg = f"no such decision: {decision!r}; the decisions are {', '.join(DECISIONS)}"
        raise QueryError(msg)
    entry, member = resolve_id(connection, entry_id)
    details: dict[str, Any] = {}
    body = json.loads(connection.execute("SELECT json FROM merged WHERE id = ?", (entry,)).fetchone()[0])
    if decision == "amend":
        details["changes"] = _checked_changes(body, changes)
    if decision in {"merge", "split"}:
        details.update(_checked_others(connection, body, decision, list(others)))
    text = json.dumps(details, ensure_ascii=False, sort_keys=True)
    cursor = connection.execute(
        "INSERT INTO decisions (entry, decision, made_by, made_at, reason, details) VALUES (?, ?, ?, ?, ?, ?)",
        (member, decision, by, when, reason, text),
    )
    connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    return Decision(int(cursor.lastrowid or 0), member, decision, by, when, reason, details)


def _checked_changes(body: Body, changes: Mapping[str, Any] | None) -> dict[str, Any]:
    if not changes:
        msg = f"an amendment of {body['id']} needs at least one slot to change"
        raise QueryError(msg)
    allowed = [slot for slot in body if slot not in _FIXED]
    for slot in changes:
        if slot not in allowed:
            msg = f"{body['id']} has no slot {slot!r} that can be amended; these can: {', '.join(allowed)}"
            raise QueryError(msg)
    plain: dict[str, Any] = json.loads(json.dumps(dict(changes)))
    return plain


def _checked_others(connection: sqlite3.Connection, body: Body, decision: str, others: list[str]) -> dict[str, Any]:
    """Return the members that a merge or split speaks of; a split also names those from which they are taken."""
    if not others:
        msg = f"a {decision} of {body['id']} needs at least one other entry"
        raise QueryError(msg)
    found = [resolve_id(connection, other) for other in others]
    if decision == "merge":
        for entry, _ in found:
            if entry.split("-")[0] != body["kind"]:
                msg = f"{entry} is not of the kind {body['kind']}, so it cannot be merged with {body['id']}"
                raise QueryError(msg)
        return {"others": [member for _, member in found]}
    members = list(body["members"])
    taken = [member for _, member in found]
    kept = [m for m in members if m not in taken]
    if not kept or any(member not in members for member in taken):
        msg = f"a split of {body['id']} takes out some of its members, not all: {', '.join(members)}"
        raise QueryError(msg)
    return {"others": taken, "kept": kept}
