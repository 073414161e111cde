"""Joins two times into the range that the words between them make: "from Monday to Wednesday", "2009 to 2011"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from communique.annotation.times.read_duration import units_off
from communique.annotation.times.spans import month_of, one_day, run_of_days
from communique.words import Date, TimeExpression

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse

__all__ = ["add_offsets", "add_ranges"]

_TO = re.compile(r"\s{1,2}(?:to|until|till|through|up to)\s{1,2}(?:the\s|on\s)?|\s?[-–—]\s?")
_AND = re.compile(r"\s{1,2}and\s{1,2}(?:on\s|the\s)?")
_FROM = re.compile(r"\b(from|between)\s{1,2}(?:the\s)?$", re.IGNORECASE)
_NAMED = (
    "time.month",
    "time.day-month",
    "time.year",
    "time.weekday",
    "time.iso",
    "time.today",
    "time.this-unit",
    "time.season",
    "time.quarter",
    "time.decade",
    "time.now",
)


def add_ranges(parse: Parse, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Return the times with each range put before its two ends; an end without a year takes that of the other end."""
    text = parse.article.text
    out: list[TimeExpression] = []
    at = 0
    while at < len(times):
        first = times[at]
        second = times[at + 1] if at + 1 < len(times) else None
        if second is None or not (_joinable(first) and _joinable(second)) or second.start - first.end > 12:
            out.append(first)
            at += 1
            continue
        between = text[first.end : second.start]
        lead = _FROM.search(text[max(0, first.start - 14) : first.start])
        word = lead[1].lower() if lead else ""
        dash = between.strip() in {"-", "–", "—"}
        joins = bool(_TO.fullmatch(between)) if word != "between" else bool(_AND.fullmatch(between))
        alike = first.rule.split("-")[0] == second.rule.split("-")[0]
        if not joins or (not word and not alike) or (dash and not alike):
            out.append(first)
            at += 1
            continue
        start = first.start - (lead.end() - lead.start()) if lead else first.start
        first, covering = _range(parse, start, first, second)
        out.extend([covering, first, second] if covering else [first, second])
        at += 2
    return tuple(out)


_OFFSET = re.compile(r"\s{1,2}(?P<rel>after|before|from|following)\s{1,2}(?:the\s)?")


def add_offsets(parse: Parse, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Return the times with "two days after" and the day that follows it made one: the day so far off."""
    out: list[TimeExpression] = []
    for time in times:
        last = out[-1] if out else None
        between = _OFFSET.fullmatch(parse.text(last.end, time.start)) if last and time.start - last.end < 20 else None
        if last is None or between is None or last.type != "DURATION" or last.rule != "time.duration":
            out.append(time)
            continue
        counted = re.fullmatch(r"P(T?)(\d{1,4})([A-Z])", last.value)
        day = time.date.start if time.date and time.date.start == time.date.end else None
        possessive = parse.text(time.end, time.end + 2) in {"'s", "’s"}
        if counted is None or day is None or possessive or counted[1] or counted[3] == "Q":
            out.append(time)
            continue
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[counted[3]]
        sign = -1 if between["rel"] == "before" else 1
        off = one_day(units_off(date.fromisoformat(day), unit, sign * int(counted[2])))
        words = parse.text(last.start, time.end)
        out[-1] = TimeExpression(
            last.start,
            time.end,
            "DATE",
            off.timex,
            off.as_date(words),
            f"{parse.text(time.start, time.end)!r}",
            "time.offset",
        )
    return tuple(out)


def _joinable(time: TimeExpression) -> bool:
    return (
        time.type in {"DATE", "TIME"}
        and time.date is not None
        and time.rule.startswith(_NAMED)
        and bool(time.date.start or time.date.end)
    )


def _range(
    parse: Parse, start: int, first: TimeExpression, second: TimeExpression
) -> tuple[TimeExpression, TimeExpression | None]:
    """Return the first end, moved to the year or week before the second where it must be, and the range."""
    assert first.date is not None
    assert second.date is not None
    if not (first.date.start and second.date.end):
        return first, None
    low, high = date.fromisoformat(first.date.start), date.fromisoformat(second.date.end)
    yearless = not re.search(r"\d{4}", parse.text(first.start, first.end))
    if (
        yearless
        and first.date.granularity in {"month", "day"}
        and first.rule.startswith(("time.month", "time.day-month"))
    ):
        for year in (high.year, high.year - 1):
            moved = _with_year(low, year)
            if moved and moved <= high:
                period = month_of(moved.year, moved.month) if first.date.granularity == "month" else one_day(moved)
                words = parse.text(first.start, first.end)
                first = replace(first, value=period.timex, date=period.as_date(words))
                low = moved
                break
    if "weekday" in first.rule and low > high:
        low = date.fromordinal(low.toordinal() - 7)
        first = replace(
            first,
            value=one_day(low).timex + first.value[10:],
            date=one_day(low).as_date(parse.text(first.start, first.end)),
        )
    if low > high or first.date is None:
        return first, None
    whole = parse.text(start, second.end)
    run = run_of_days(low, high)
    left, right = first.date.edtf, second.date.edtf if second.date is not None else ""
    edtf = f"{left}/{right}" if "/" not in left + right and "T" not in left + right else run.edtf
    made = Date(
        edtf=edtf, start=str(low), end=str(high), granularity="range" if low < high else "day", expression=whole
    )
    return first, TimeExpression(
        start, second.end, "DURATION", _length(first, low, high), made, second.anchor, "time.range"
    )


def _with_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _length(first: TimeExpression, low: date, high: date) -> str:
    assert first.date is not None
    if first.date.granularity == "year":
        return f"P{high.year - low.year}Y"
    if first.date.granularity == "month":
        return f"P{(high.year - low.year) * 12 + high.month - low.month}M"
    return f"P{(high - low).days}D"
