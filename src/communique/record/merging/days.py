"""Compares the days that entries speak of. All days are ISO 8601; a window is a first and a last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record.merging.members import Body

__all__ = ["Window", "day_number", "days_between", "window_of"]

_PRECISE = 14
"""A window of at most so many days tells when something happened; a longer one (season, year) only bounds it."""


_SITTING = 6
"""Days that a round of talks lasts at most where nothing else is known."""


@lru_cache(maxsize=65536)
def day_number(day: str) -> int | None:
    """Return the ordinal of an ISO day or instant, None where it is not one."""
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day as ordinals, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """The number of days."""
        return self.last - self.first + 1

    @property
    def precise(self) -> bool:
        """Whether the window tells the day or the run of days, and not only the season or year."""
        return self.length <= _PRECISE

    @property
    def brief(self) -> bool:
        """Whether the window can be the days of one sitting, and not a stretch in which it lies ("late in May")."""
        return self.length <= _SITTING

    def gap(self, other: Window) -> int:
        """Return the days between two windows: 0 where they overlap, 1 where one begins the day after the other."""
        return max(0, self.first - other.last, other.first - self.last)


def window_of(value: Body | None) -> Window | None:
    """Return the window of a date of the record format, None where it has no day or an end is open."""
    if not value:
        return None
    first = day_number(value["start"]) if value["start"] else None
    last = day_number(value["end"]) if value["end"] else None
    if first is None or last is None or last < first:
        return None
    return Window(first, last)


def days_between(a: str | None, b: str | None) -> int | None:
    """Return how many days lie from `a` to `b`, None where one is unknown."""
    first = day_number(a) if a else None
    last = day_number(b) if b else None
    return None if first is None or last is None else last - first
