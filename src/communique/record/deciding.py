"""Puts a reviewer's decision into the file: checked, with what was decided on, and nothing overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from communique.errors import QueryError
from communique.record.amending import amended_value
from communique.record.answers import Decision
from communique.record.decisions import FIXED, decisions_kept
from communique.record.keeping import storable
from communique.record.selecting import resolve_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from communique.record.merging.members import Body

__all__ = ["DECISIONS", "decide"]

DECISIONS = ("accept", "reject", "amend", "merge", "split", "note", "undo")


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
    if decision == "undo":
        member, details["undoes"] = _last_decision(connection, body, member)
    text = storable(json.dumps(details, ensure_ascii=False, sort_keys=True))
    by, reason = storable(by), reason and storable(reason)
    seen = connection.execute("SELECT json FROM members WHERE id = ?", (member,)).fetchone()
    cursor = connection.execute(
        "INSERT INTO decisions (entry, decision, made_by, made_at, reason, details, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (member, decision, by, when, reason, text, seen and seen["json"]),
    )
    connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    return Decision(int(cursor.lastrowid or 0), member, decision, by, when, reason, details)


def _checked_changes(body: Body, changes: Mapping[str, Any] | None) -> dict[str, Any]:
    if not changes:
        msg = f"an amendment of {body['id']} needs at least one slot to change"
        raise QueryError(msg)
    allowed = [slot for slot in body if slot not in FIXED]
    for slot in changes:
        if slot not in allowed:
            msg = f"{body['id']} has no slot {slot!r} that can be amended; these can: {', '.join(allowed)}"
            raise QueryError(msg)
    plain: dict[str, Any] = json.loads(json.dumps(dict(changes)))
    return {slot: amended_value(str(body["kind"]), slot, value) for slot, value in plain.items()}


def _last_decision(connection: sqlite3.Connection, body: Body, member: str) -> tuple[str, int]:
    """Return the last decision on an entry that was not taken back: the member it was laid on, and its number."""
    on = [body["id"], member, *body.get("members", ())]
    for decision in reversed(decisions_kept(connection)):
        touched = {decision.entry, *decision.details.get("others", ())}
        if decision.undone is None and decision.decision != "undo" and touched & set(on):
            return decision.entry, decision.number
    msg = f"there is no decision on {body['id']} to take back; `communique show decisions` lists them"
    raise QueryError(msg)


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
