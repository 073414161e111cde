"""record: keeps the entries of all captures in one SQLite file and shows them merged, each led back to its words."""

from __future__ import annotations

from communique.record.answers import (
    Change,
    Decision,
    Explanation,
    Failure,
    Filters,
    Kept,
    Passage,
    Run,
    RunDiff,
    RunKept,
    SourceGroup,
)
from communique.record.record import Record, open_record

__all__ = [
    "Change",
    "Decision",
    "Explanation",
    "Failure",
    "Filters",
    "Kept",
    "Passage",
    "Record",
    "Run",
    "RunDiff",
    "RunKept",
    "SourceGroup",
    "open_record",
]
