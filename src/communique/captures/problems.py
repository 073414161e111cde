"""What could not be taken in: one bad file or record never stops a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CaptureProblem"]


@dataclass(frozen=True, slots=True)
class CaptureProblem:
    """A file, record or part of one that gave no capture: where, why, and what the user can do.

    `source` is written as in Capture. `severity` is `info` where nothing is lost that the user would miss (an archived
    "404 not found"), `error` where a page may be missing from the record.
    """

    source: str
    reason: str
    next_step: str
    severity: Literal["info", "error"] = "error"

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}; {self.next_step}"
