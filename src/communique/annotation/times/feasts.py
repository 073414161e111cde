"""Feast days by year: fixed days, the n-th weekday of a month, Western and Orthodox Easter, the tabular Islamic
calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from communique.annotation.times.spans import Period, one_day

__all__ = ["easter_day", "feast_days", "islamic_day", "orthodox_easter_day"]


def easter_day(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian algorithm: Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter_day(year: int) -> date:
    """Return Orthodox Easter Sunday in the Gregorian calendar (Meeus' Julian algorithm), years 1900 to 2099."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic_day(year: int, month: int, day: int) -> date:
    """Return a day of the tabular Islamic calendar (civil epoch); a sighted moon may differ by a day or two."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(days + 227014)


def feast_days(rule: str, year: int) -> tuple[Period, ...]:
    """Return when the feast falls in a Gregorian year: none, once or twice, in order.

    `rule` is `MM-DD`, `easter+N`, `orthodox+N`, `nth:MONTH:WEEKDAY:N` (N -1 for the last) or
    `islamic:MONTH:DAY:LENGTH`. Islamic feasts are marked approximate (`~`).
    """
    if not 1900 <= year <= 2099:
        return ()
    if rule.startswith("easter"):
        return (one_day(easter_day(year) + timedelta(days=int(rule[6:]))),)
    if rule.startswith("orthodox"):
        return (one_day(orthodox_easter_day(year) + timedelta(days=int(rule[8:]))),)
    if rule.startswith("nth:"):
        month, weekday, count = (int(n) for n in rule.split(":")[1:])
        last = calendar.monthrange(year, month)[1]
        days = [date(year, month, d) for d in range(1, last + 1) if date(year, month, d).weekday() == weekday]
        return (one_day(days[count - 1 if count > 0 else count]),)
    if rule.startswith("islamic:"):
        month, day, length = (int(n) for n in rule.split(":")[1:])
        first = (year - 622) * 33 // 32
        found: list[Period] = []
        for islamic_year in range(first - 1, first + 3):
            start = islamic_day(islamic_year, month, day)
            if start.year != year:
                continue
            end = start + timedelta(days=length - 1)
            if length == 1:
                found.append(Period(start, start, "day", f"{start}~", f"{start}"))
            else:
                found.append(Period(start, end, "range", f"{start}~/{end}~", f"{start}/{end}"))
        return tuple(found)
    month, day = (int(n) for n in rule.split("-"))
    return (one_day(date(year, month, day)),)
