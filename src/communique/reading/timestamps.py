"""A page's own times: dates with or without clock and zone, in the many ways in which pages write them.

What is read is complete or not read at all: a date without a year, or one such as 05/02/2026 of which nothing
says whether the day or the month stands first, gives nothing. Values are ISO 8601: a bare date, a local date and time,
or one with its offset.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from communique.reading.tables import load_table
from communique.world import by_capital

__all__ = [
    "Timestamp",
    "add_zone",
    "find_timestamps",
    "has_zone",
    "month_number",
    "parse_timestamp",
    "writes_day_first",
    "zone_of_town",
]

# Longer input is cut: a time stands near the start of the line or attribute that holds it.
LONGEST = 400

_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d|19\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(?![\d])")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_MONTH = (
    r"([^\s\d.,/:|()\-–—]{2,14}(?:\.[^\s\d.,/:|()\-–—])?|tháng \d{1,2}"
    r"|كانون الثاني|كانون الأول|تشرين الأول|تشرين الثاني)"
)
_DAY_FIRST = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:\s|-|/|,)?\s?(?:de\s|of\s|d['’]|di\s|,\s?)?"
    + _MONTH
    + r"\.?,?[\s\-/]{1,2}(?:de\s|del\s)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(_MONTH + r"\.?\s?(\d{1,2})(?:st|nd|rd|th)?\s?,?\s(?:at\s)?(\d{4})(?![\d:])", re.IGNORECASE)
_CLOCK_BETWEEN = re.compile(
    _MONTH + r"\.?\s(\d{1,2})\s(\d{1,2}:\d{2}(?::\d{2})?(?:\s[A-Z]{3,4}(?:[+-]\d{4})?)?)\s(\d{4})", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<![\d.:/])(\d{1,2})([./\-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:/\-])(\d{1,2})\s?(?:[:.hH時时點点٫]|\sh\s)\s?(\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s?(?:分)?"
    r"\s?([ap]\.?\s?m\b\.?)?(?![\d])",
    re.IGNORECASE,
)
_HOUR_ONLY = re.compile(r"(?<![\d.:/\-])(\d{1,2})\s?([ap]\.?m\b\.?)", re.IGNORECASE)
_FOUR_DIGITS = re.compile(
    r"(?<![\d.:/\-])([01]\d|2[0-3])([0-5]\d)\s?(?=GMT|UTC|Z\b|hrs\b|h\b|[ECMP][SD]T\b|CES?T\b|EES?T\b|MSK\b)"
)
_ISO_CLOCK = re.compile(r"T(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?")
_OFFSET = re.compile(r"^[\s,(]*(?:(?:UTC|GMT)\s?)?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_ZULU = re.compile(r"^Z(?![A-Za-z])")
_TOWN_TIME = re.compile(r"^[\s,(\[]*([^\W\d_][\w'’-]{2,14}(?:\s[^\W\d_][\w-]{1,14})?)\s[Tt]ime\b")
_ZONE_WORD = re.compile(r"^[\s,(\[]*([^\W\d_]{2,14}(?:\s(?:[Tt]ime|Москве|москве))?)")


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A time found in a line: its ISO 8601 value and the code points of the line that it was read from."""

    iso: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in load_table("timestamps")["months"]:
        for number in range(1, 13):
            for word in table[str(number)].split():
                found.setdefault(word.replace("_", " "), number)
    return found


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or abbreviation in any listed language, None for any other word."""
    return _months().get(word.casefold().rstrip("."))


def _western_digits(text: str) -> str:
    """Return the text with every decimal digit in 0-9, each code point in its place."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _as_date(year: int, month: int, day: int) -> date | None:
    if 2400 < year < 2700:  # the Buddhist era, as Thai pages count
        year -= 543
    if not 1800 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order_by_weekday(before: str, first: int, second: int, year: int) -> bool | None:
    """Return whether the day stands first in 05/02/2026, as an English weekday before it tells; None if unknown."""
    m = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s*$", before, re.IGNORECASE)
    if not m:
        return None
    wanted = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(m[1].casefold())
    day_first, month_first = _as_date(year, second, first), _as_date(year, first, second)
    fits = (
        day_first is not None and day_first.weekday() == wanted,
        month_first is not None and month_first.weekday() == wanted,
    )
    return fits[0] if fits[0] != fits[1] else None


def _dates(text: str, day_first: bool | None) -> list[tuple[int, int, date]]:
    """Return the dates of the text with their spans, in order, none overlapping."""
    found: list[tuple[int, int, date]] = []

    def add(match: re.Match[str], year: str, month: int | None, day: str) -> None:
        value = _as_date(int(year), month, int(day)) if month else None
        if value and not any(s < match.end() and match.start() < e for s, e, _ in found):
            found.append((match.start(), match.end(), value))

    for m in _ISO.finditer(text):
        add(m, m[1], int(m[3]), m[4])
    for m in _CJK.finditer(text):
        add(m, m[1], int(m[2]), m[3])
    for m in _DAY_FIRST.finditer(text):
        add(m, m[3], month_number(m[2]), m[1])
    for m in _CLOCK_BETWEEN.finditer(text):
        add(m, m[4], month_number(m[1]), m[2])
    for m in _MONTH_FIRST.finditer(text):
        add(m, m[3], month_number(m[1]), m[2])
    for m in _NUMERIC.finditer(text):
        first, second = int(m[1]), int(m[3])
        dotted = m[2] == "."  # 05.02.2026 is written by those alone who put the day first
        if day_first is None and not dotted and first <= 12 and second <= 12:
            settled = _order_by_weekday(text[max(0, m.start() - 12) : m.start()], first, second, int(m[4]))
        else:
            settled = day_first
        if first > 12 or dotted or settled:
            add(m, m[4], second, m[1])
        elif second > 12 or settled is False or first == second:
            add(m, m[4], first, m[3])
    for m in _COMPACT.finditer(text):
        add(m, m[1], int(m[2]), m[3])
    return sorted(found)


def _zone(rest: str, day: date, clock: time) -> tuple[timezone | None, int]:
    """Return the zone that the words right after a clock name, and how many code points they take."""
    if m := _ZULU.match(rest):
        return UTC, m.end()
    if m := _OFFSET.match(rest):
        hours, minutes = int(m[2]), int(m[3] or 0)
        if hours <= 14 and minutes < 60:
            sign = 1 if m[1] == "+" else -1
            return timezone(sign * timedelta(hours=hours, minutes=minutes)), m.end()
    if (m := _TOWN_TIME.match(rest)) and (name := zone_of_town(m[1])):
        return _offset_there(name, datetime.combine(day, clock)), m.end()
    if m := _ZONE_WORD.match(rest):
        table = load_table("timestamps")
        # "GMT Monday": the longer reading first, then its first word alone.
        for word in (m[1].casefold(), m[1].casefold().split(" ")[0]):
            if word in table["offsets"]:
                offset = table["offsets"][word]
                more = _OFFSET.match(rest[m.start(1) :])
                if word in ("gmt", "utc") and more:
                    return _zone(rest[m.start(1) :], day, clock)
                sign = -1 if offset[0] == "-" else 1
                delta = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
                return timezone(sign * delta), m.start(1) + len(word)
            if word in table["zones"]:
                offset_found = _offset_there(table["zones"][word], datetime.combine(day, clock))
                return offset_found, m.start(1) + len(word)
    return None, 0


def zone_of_town(town: str) -> str | None:
    """Return the IANA zone of a capital or of a town of the list, None for any other word."""
    if found := load_table("timestamps")["towns"].get(town.casefold()):
        return str(found)
    country = by_capital(town)
    return country.zone if country else None


def _offset_there(zone: str, moment: datetime) -> timezone | None:
    try:
        delta = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return timezone(delta) if delta is not None else None


def _clock_of(m: re.Match[str]) -> time | None:
    hour, minute = int(m[1]), int(m[2])
    second = int(m[3] or 0) if (m.re.groups >= 3) else 0
    half = (m[4] or "").casefold()[:1] if m.re.groups >= 4 else ""
    if half:
        if not 1 <= hour <= 23:
            return None
        hour = hour if hour > 12 else hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _find_clock(text: str) -> tuple[int, int, time] | None:
    """Return the first clock of the text with its span."""
    best: tuple[int, int, time] | None = None
    for pattern in (_CLOCK, _FOUR_DIGITS):
        for m in pattern.finditer(text):
            clock = _clock_of(m)
            if clock and (best is None or m.start() < best[0]):
                best = (m.start(), m.end(), clock)
            if clock:
                break
    if best is None and (alone := _HOUR_ONLY.search(text)) and 1 <= int(alone[1]) <= 12:
        hour = int(alone[1]) % 12 + (12 if alone[2][0] in "pP" else 0)
        best = (alone.start(), alone.end(), time(hour, 0))
    return best


def _with_clock(text: str, start: int, end: int, day: date, floor: int, ceiling: int) -> Timestamp:
    """Return the date joined by the clock and zone written beside it, between `floor` and `ceiling`."""
    if m := _ISO_CLOCK.match(text, end):
        clock = _clock_of(m)
        if clock:
            zone, taken = _zone(text[m.end() : m.end() + 24], day, clock)
            return Timestamp(_iso(day, clock, zone), start, m.end() + taken)
    inside = _find_clock(text[start:end])
    if inside and _CLOCK_BETWEEN.match(text[start:end]):
        zone, _ = _zone(text[start + inside[1] : end], day, inside[2])
        return Timestamp(_iso(day, inside[2], zone), start, end)
    compact = _COMPACT.fullmatch(text[start:end])
    if compact and compact[4]:
        clock = time(int(compact[4]), int(compact[5]), int(compact[6] or 0))
        zone, taken = _zone(text[end : end + 12], day, clock)
        return Timestamp(_iso(day, clock, zone), start, end + taken)
    after = _find_clock(text[end : min(end + 32, ceiling)])
    if after:
        at = end + after[1]
        zone, taken = _zone(text[at : at + 28], day, after[2])
        return Timestamp(_iso(day, after[2], zone), start, at + taken)
    low = max(floor, start - 32)
    before = _find_clock(text[low:start])
    if before:
        zone, _ = _zone(text[low + before[1] : start], day, before[2])
        return Timestamp(_iso(day, before[2], zone), low + before[0], end)
    return Timestamp(day.isoformat(), start, end)


def _iso(day: date, clock: time, zone: timezone | None) -> str:
    return datetime.combine(day, clock, tzinfo=zone).isoformat(timespec="seconds")


def find_timestamps(text: str, *, day_first: bool | None = None) -> tuple[Timestamp, ...]:
    """Return every complete date in the text, each with the clock and zone beside it, in reading order.

    `day_first` settles 05/02/2026; where it is None such a date is not read. Only the first 400 code points count.
    """
    line = _western_digits(text[:LONGEST])
    if not any(c.isdigit() for c in line):
        return ()
    dates = _dates(line, day_first)
    found: list[Timestamp] = []
    floor = 0
    for i, (start, end, day) in enumerate(dates):
        ceiling = dates[i + 1][0] if i + 1 < len(dates) else len(line)
        stamp = _with_clock(line, start, end, day, floor, ceiling)
        found.append(stamp)
        floor = stamp.end
    return tuple(found)


_DAY_MONTH = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s([A-Z][a-z]{2,8})\b")
_MONTH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s\d{1,2}\b(?!\s?[:.]?\d)")


def writes_day_first(text: str) -> bool | None:
    """Return True where a text writes its days as "6 August" alone, as only those do who write 06/08; None otherwise."""
    sample = text[:20_000]
    days = sum(month_number(m[1]) is not None for m in _DAY_MONTH.finditer(sample))
    months = sum(month_number(m[1]) is not None for m in _MONTH_DAY.finditer(sample))
    return True if days and not months else None


def parse_timestamp(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the first complete time of the text as ISO 8601, None where there is none."""
    found = find_timestamps(text, day_first=day_first)
    return found[0].iso if found else None


def has_zone(iso: str) -> bool:
    """Return whether an ISO 8601 value names its offset from UTC."""
    clock = iso.partition("T")[2]
    return clock.endswith("Z") or "+" in clock or "-" in clock


def add_zone(iso: str, zone: str) -> str:
    """Return a local date and time with the offset of IANA zone `zone`; any other value as it is."""
    if "T" not in iso or has_zone(iso):
        return iso
    moment = datetime.fromisoformat(iso)
    offset = _offset_there(zone, moment)
    return moment.replace(tzinfo=offset).isoformat(timespec="seconds") if offset else iso
