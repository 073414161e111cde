"""The kinds of entries there are."""

from __future__ import annotations

from collections.abc import Iterable

from communique.errors import QueryError

__all__ = ["KINDS", "check_kinds"]

KINDS = (
    "article",
    "finding",
    "actor",
    "round",
    "event",
    "position",
    "commitment",
    "tally",
    "quotation",
    "document",
    "link",
)
"""All kinds, in the order in which they come out."""


def check_kinds(kinds: Iterable[str]) -> None:
    """Do nothing when all kinds are known. Raises QueryError naming the ones there are."""
    for kind in kinds:
        if kind not in KINDS:
            raise QueryError(f"there is no kind {kind!r}; the kinds are {', '.join(KINDS)}")
