"""Tells whether a string is a valid EDTF date (ISO 8601-2, the levels that communique writes)."""

from __future__ import annotations

import calendar
import re
from datetime import date, time

__all__ = ["is_edtf"]

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)")
_INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d)(?::(\d\d))?)?")


def is_edtf(text: str) -> bool:
    """Return whether `text` is a valid EDTF date, instant or interval.

    Accepted: level 0 dates, instants and intervals; of level 1 seasons (21 to 24), `X` for unspecified digits from the
    right (and `XXXX` for an unknown year), `~`, `?` and `%` at the end of a date, and open interval ends (`..` or
    nothing); of level 2 the divisions of the year 25 to 41 (hemispheres, quarters, halves). Days must exist in the
    calendar.
    """
    if "/" in text:
        ends = text.split("/")
        if len(ends) != 2 or all(e in {"", ".."} for e in ends):
            return False
        return all(e in {"", ".."} or _is_date(e) for e in ends) and _in_order(*ends)
    return _is_instant(text) or _is_date(text)


def _is_instant(text: str) -> bool:
    found = _INSTANT.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
        time(int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        return False
    return found[8] is None or (int(found[8]) <= 14 and int(found[9] or 0) < 60)


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = found[1], found[2], found[3]
    if month is None:
        return True
    if month == "XX":
        return day in {None, "XX"}
    number = int(month)
    if day is None:
        return 1 <= number <= 12 or 21 <= number <= 41
    if not 1 <= number <= 12:
        return False
    if day == "XX":
        return True
    leap_year = int(year) if year.isdigit() else 2000
    return 1 <= int(day) <= calendar.monthrange(leap_year or 2000, number)[1]


def _in_order(first: str, last: str) -> bool:
    full = re.compile(r"\d{4}-\d\d-\d\d")
    low, high = full.match(first), full.match(last)
    return low is None or high is None or low[0] <= high[0]
