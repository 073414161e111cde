"""Calendar periods: first and last day, granularity, EDTF (ISO 8601-2) and TIMEX3 value, with shifts by calendar
units."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.words import Date

__all__ = [
    "SEASONS",
    "Granularity",
    "Period",
    "century_of",
    "decade_of",
    "half_of",
    "month_of",
    "one_day",
    "part_of_period",
    "quarter_of",
    "run_of_days",
    "season_of",
    "shift_days",
    "shift_months",
    "shift_period",
    "since_day",
    "until_day",
    "week_of",
    "weekend_of",
    "year_of",
]

Granularity = Literal["instant", "day", "range", "week", "month", "season", "year", "unknown"]

SEASONS = {
    "spring": ("SP", 21, 29, 3),
    "summer": ("SU", 22, 30, 6),
    "autumn": ("FA", 23, 31, 9),
    "winter": ("WI", 24, 32, 12),
}
"""Season: TIMEX3 code, EDTF code (level 1), EDTF code of the southern hemisphere (level 2), first month in the
north."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; None where that end is open. `edtf` and `timex` say the same twice."""

    start: date | None
    end: date | None
    granularity: Granularity
    edtf: str
    timex: str

    def as_date(self, expression: str) -> Date:
        """Return the period as a Date of the record, read from the words `expression`."""
        return Date(
            edtf=self.edtf,
            start=self.start.isoformat() if self.start else None,
            end=self.end.isoformat() if self.end else None,
            granularity=self.granularity,
            expression=expression,
        )


def one_day(day: date) -> Period:
    """Return the period of one day."""
    return Period(day, day, "day", day.isoformat(), day.isoformat())


def run_of_days(start: date, end: date) -> Period:
    """Return the days from `start` to `end`; one day where both are the same, the right way round where they are
    not."""
    if end < start:
        start, end = end, start
    if start == end:
        return one_day(start)
    return Period(start, end, "range", f"{start}/{end}", f"{start}/{end}")


def until_day(end: date) -> Period:
    """Return all days up to and with `end`, their beginning unknown."""
    return Period(None, end, "range", f"../{end}", f"../{end}")


def since_day(start: date) -> Period:
    """Return all days from `start` on, their end unknown."""
    return Period(start, None, "range", f"{start}/..", f"{start}/..")


def week_of(day: date) -> Period:
    """Return the ISO week (Monday to Sunday) that holds `day`."""
    start = day - timedelta(days=day.weekday())
    end = start + timedelta(days=6)
    year, week, _ = day.isocalendar()
    return Period(start, end, "week", f"{start}/{end}", f"{year}-W{week:02d}")


def weekend_of(day: date) -> Period:
    """Return Saturday and Sunday of the ISO week that holds `day`."""
    saturday = day + timedelta(days=5 - day.weekday())
    year, week, _ = day.isocalendar()
    sunday = saturday + timedelta(days=1)
    return Period(saturday, sunday, "range", f"{saturday}/{sunday}", f"{year}-W{week:02d}-WE")


def month_of(year: int, month: int) -> Period:
    """Return a calendar month."""
    last = calendar.monthrange(year, month)[1]
    text = f"{year:04d}-{month:02d}"
    return Period(date(year, month, 1), date(year, month, last), "month", text, text)


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}", f"{year:04d}")


def quarter_of(year: int, quarter: int) -> Period:
    """Return a quarter of a calendar year; EDTF level 2 writes quarters as months 33 to 36."""
    first = 3 * quarter - 2
    last = calendar.monthrange(year, first + 2)[1]
    return Period(
        date(year, first, 1), date(year, first + 2, last), "range", f"{year}-{32 + quarter}", f"{year}-Q{quarter}"
    )


def half_of(year: int, half: int) -> Period:
    """Return a half of a calendar year; EDTF level 2 writes halves (semestrals) as months 40 and 41."""
    start, end = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Period(start, end, "range", f"{year}-{39 + half}", f"{year}-H{half}")


def season_of(year: int, season: str, *, southern: bool = False) -> Period:
    """Return a meteorological season; a winter is counted to the year in which its December lies (summer in the
    south)."""
    timex, north, south, first = SEASONS[season]
    month = (first + 5) % 12 + 1 if southern else first
    start = date(year, month, 1)
    end = shift_months(start, 3) - timedelta(days=1)
    return Period(start, end, "season", f"{year}-{south if southern else north}", f"{year}-{timex}")


def decade_of(year: int) -> Period:
    """Return the ten years that hold `year`."""
    first = year - year % 10
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "range", f"{first // 10}X", f"{first // 10}")


def century_of(number: int) -> Period:
    """Return a century by its number: the 19th is 1800 to 1899, as EDTF and TIMEX3 count it."""
    first = (number - 1) * 100
    return Period(
        date(max(first, 1), 1, 1), date(first + 99, 12, 31), "range", f"{number - 1:02d}XX", f"{number - 1:02d}"
    )


def shift_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of that month where it has no such day."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_days(day: date, days: int) -> date:
    """Return the day `days` later, held inside the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shift_period(day: date, unit: str, count: int) -> Period | None:
    """Return the calendar period of kind `unit` that lies `count` such periods from the one that holds `day`."""
    if abs(count) > 5000:
        return None
    if unit in {"second", "minute", "hour"}:
        return one_day(day)
    if unit == "day":
        return one_day(shift_days(day, count))
    if unit == "week":
        return week_of(shift_days(day, 7 * count))
    if unit == "fortnight":
        return week_of(shift_days(day, 14 * count))
    if unit == "weekend":
        return weekend_of(shift_days(day, 7 * count))
    if unit == "month":
        moved = shift_months(day, count)
        return month_of(moved.year, moved.month)
    if unit == "quarter":
        moved = shift_months(day, 3 * count)
        return quarter_of(moved.year, (moved.month + 2) // 3)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None or not 1 <= day.year + years * count <= 9990:
        return None
    year = day.year + years * count
    if unit == "year":
        return year_of(year)
    return decade_of(year) if unit == "decade" else century_of(year // 100 + 1)


def part_of_period(period: Period, part: str) -> Period:
    """Return the `start`, `mid` or `end` third (or `first half`, `second half`) of a period, as approximate days.

    The EDTF marks both ends approximate (`~`, level 1), since the words give no exact day. A third of a year is four
    months, a third of a month ten days; the early nineties are 1990 to 1993; a period of one or two days stays whole.
    """
    if period.start is None or period.end is None:
        return period
    if period.end.year - period.start.year >= 9:
        bounds_in_tenths = {
            "start": (0, 4),
            "mid": (4, 7),
            "end": (7, 10),
            "first half": (0, 5),
            "second half": (5, 10),
        }[part]
        tenth = (period.end.year - period.start.year + 1) // 10
        start = date(period.start.year + bounds_in_tenths[0] * tenth, 1, 1)
        end = date(period.start.year + bounds_in_tenths[1] * tenth - 1, 12, 31)
    elif period.granularity == "year":
        year = period.start.year
        months = {"start": (1, 4), "mid": (5, 8), "end": (9, 12), "first half": (1, 6), "second half": (7, 12)}[part]
        start, end = date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1])
    else:
        days = (period.end - period.start).days + 1
        if days <= 2:
            return period
        bounds = {
            "start": (0, days // 3 - 1),
            "mid": (days // 3, 2 * (days // 3) - 1),
            "end": (2 * (days // 3), days - 1),
            "first half": (0, days // 2 - 1),
            "second half": (days // 2, days - 1),
        }[part]
        start, end = period.start + timedelta(days=bounds[0]), period.start + timedelta(days=bounds[1])
    return Period(start, end, "range", f"{start}~/{end}~", period.timex)
