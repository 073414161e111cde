"""Says in words what has become of a decision: it applies, was taken back, or should be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record import Decision

__all__ = ["decision_state"]


def decision_state(decision: Decision) -> str:
    """Return in plain words, not escaped, whether a decision applies, and if not or not surely, why."""
    if decision.decision == "undo":
        return f"takes back decision {decision.details.get('undoes')}"
    if decision.undone is not None:
        return f"taken back by decision {decision.undone}"
    if not decision.applies:
        if decision.now is not None:
            return f"look at it again: its entry is gone; {decision.now} rests on the same words"
        return "look at it again: its entry is not there"
    if decision.changed:
        return f"look at it again: coded otherwise since: {', '.join(decision.changed)}"
    return "applies"
