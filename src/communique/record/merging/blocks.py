"""Says under which keys members meet, so that each is compared with few: by days and parties, finely where
they are told.

A member is put under some keys and looks under others: what is told precisely looks among what shares a day with it
and among what is told vaguely; what is told vaguely looks in its whole stretch of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from communique.record.merging.days import Window

__all__ = ["Keys", "cross", "party_keys", "same_keys", "stretches", "time_keys"]

_STRETCH = 30
_LONG = 400
_MOST_PARTIES = 8
"""Parties of one entry that are combined into pairs at most: a bound for hostile pages."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a member looks for others, and where it is put for others to find."""

    look: tuple[Hashable, ...]
    put: tuple[Hashable, ...]


def same_keys(keys: Iterable[Hashable]) -> Keys:
    """Return keys under which a member both looks and is put."""
    each = tuple(dict.fromkeys(keys))
    return Keys(each, each)


def stretches(first: int, last: int) -> list[int]:
    """Return the stretches of 30 days from one day to another; none where these lie further apart than is looked through."""
    return list(range(first // _STRETCH, last // _STRETCH + 1)) if last - first <= _LONG else []


def time_keys(window: Window | None, *, slack: int = 0) -> Keys:
    """Return the keys of a window: its days (with `slack` days on either side to look in), or its stretches of
    30 days."""
    if window is None:
        return same_keys(["undated"])
    if window.length > _LONG:
        return same_keys(["long"])
    months = stretches(window.first, window.last)
    vague = tuple(("vague", s) for s in months)
    whole = tuple(("stretch", s) for s in months)
    if not window.precise:
        return Keys(vague + whole, vague)
    days = tuple(("day", d) for d in range(window.first, window.last + 1))
    around = tuple(("day", d) for d in range(window.first - slack, window.last + slack + 1))
    return Keys(around + vague, days + whole)


def party_keys(codes: frozenset[str]) -> Keys:
    """Return the keys of a set of parties: pairs of them, so that sets of which one contains the other meet."""
    if not codes:
        return same_keys(["nobody"])
    each = sorted(codes)[:_MOST_PARTIES]
    if len(each) == 1:
        return Keys((("lone", each[0]), ("among", each[0])), (("lone", each[0]),))
    pairs = tuple(combinations(each, 2))
    return Keys(pairs + tuple(("lone", c) for c in each), pairs + tuple(("among", c) for c in each))


def cross(*parts: Keys) -> Keys:
    """Return the keys of members that meet in every part."""
    return Keys(tuple(product(*(p.look for p in parts))), tuple(product(*(p.put for p in parts))))
