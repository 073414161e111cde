"""Compares two runs over the whole record, and names the decisions whose entries changed under them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from communique.record.answers import Change, RunDiff
from communique.record.comparing import compare_codings
from communique.record.decisions import decisions_that_apply
from communique.record.earlier import codings_of, last_two_runs

if TYPE_CHECKING:
    import sqlite3

__all__ = ["diff_runs"]


def diff_runs(connection: sqlite3.Connection, before: int | None, after: int | None) -> RunDiff:
    """Return what changed from run `before` to run `after`; by default from the run before to the run of now."""
    if before is None or after is None:
        last = last_two_runs(connection)
        before, after = (last[0] if before is None else before), (last[1] if after is None else after)
    decisions = [d for d in decisions_that_apply(connection) if d.undone is None and d.decision != "undo"]
    on: dict[str, list[int]] = {}
    for decision in decisions:
        on.setdefault(decision.entry, []).append(decision.number)
    changes: list[Change] = []
    both = alone_before = alone_after = 0
    for capture, (old, new) in codings_of(connection, before, after):
        both += old is not None and new is not None
        alone_before += old is not None and new is None
        alone_after += old is None and new is not None
        if old is not None and new is not None and old != new:
            for change in compare_codings(capture, old, new):
                numbers = tuple(sorted({n for entry in (change.id, change.was) for n in on.get(entry, ())}))
                changes.append(dataclasses.replace(change, decisions=numbers))
    touched = {n for c in changes if c.change != "new" for n in c.decisions}
    concerned = tuple(d for d in decisions if d.number in touched)
    return RunDiff(before, after, both, alone_before, alone_after, tuple(changes), concerned)
