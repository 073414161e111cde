"""Readers of the times of business news: quarters and halves, the same period of another year, year-end, the quarter
at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.annotation.times.reading import Moment, Reading, Words, choose_nearest, of_period, read_year
from communique.annotation.times.spans import (
    Period,
    half_of,
    part_of_period,
    quarter_of,
    shift_months,
    shift_period,
    year_of,
)

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "read_quarter",
    "read_quarter_short",
    "read_rest_of",
    "read_same_period",
    "read_unit_at_hand",
    "read_unit_before_last",
    "read_unit_in_a_row",
    "read_whole_unit",
    "read_year_end",
    "read_year_to_date",
]

_NUMBERS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
}  # fmt: skip
_QUARTER = re.compile(r"\d{4}-Q\d")


def read_quarter(words: Words, moment: Moment) -> Reading | None:
    """Read "the third quarter of 2025", "the 1989 third quarter" and "the first half of this year"."""
    unit, which = (words["unit"] or "").lower(), (words["n"] or "").lower()
    number = _NUMBERS.get(which)
    half = unit == "half"
    if words["shift"] or number is None or (half and number > 2) or (which == "latter" and not half):
        return None
    year_words = words["y"] or words["y1"]
    if half and not year_words and not _is_half_year(words, moment):
        return None
    make = half_of if half else quarter_of
    if year_words:
        year = _year_for(year_words, moment)
        why = "" if re.search(r"\d", year_words) else moment.why
        return of_period(make(year, number), why) if year is not None else Reading("DATE", f"XXXX-Q{number}")
    if moment.day is None:
        return Reading("DATE", f"XXXX-{'H' if half else 'Q'}{number}")
    chosen, why = choose_nearest(moment, [make(moment.day.year + n, number) for n in (-1, 0, 1)])
    return of_period(chosen, why)


def _is_half_year(words: Words, moment: Moment) -> bool:
    """Return whether a half without its year is one of a year ("in the first half", "first-half profit")."""
    if re.match(r"\s+(?:of|an?|time)\b|['’]", moment.after):
        return False
    if re.search(r"half$", words["0"] or "", re.IGNORECASE) and "-" in (words["0"] or ""):
        return bool(re.match(r"\s+[a-z]", moment.after))
    return bool(re.search(r"\b(?:in|during|for|from|since|through|throughout)\s*$", moment.before, re.IGNORECASE))


def _year_for(words: str, moment: Moment) -> int | None:
    if words.lower() == "the year":
        return moment.day.year if moment.day else None
    return read_year(words, moment)


def read_quarter_short(words: Words, moment: Moment) -> Reading | None:
    """Read "Q1 2026"."""
    letter, number = (words["q"] or "")[0].upper(), int((words["q"] or "Q1")[1])
    make = quarter_of if letter == "Q" else half_of
    year = read_year(words["y"], moment)
    if year is not None:
        return of_period(make(year, number))
    if moment.day is None:
        return None
    chosen, why = choose_nearest(moment, [make(moment.day.year + n, number) for n in (-1, 0, 1)])
    return of_period(chosen, why)


def read_same_period(words: Words, moment: Moment) -> Reading | None:
    """Read "the same period last year" and "the year-earlier quarter": the period named before, moved."""
    base = moment.reference
    tail = (words.get("tail") or "").lower()
    unit = {"month": "month", "quarter": "quarter", "week": "week"}.get((words["unit"] or "").lower())
    if base is None or base.start is None:
        bare = shift_period(moment.day, "year", -1) if moment.day and not tail else None
        return of_period(bare, moment.why) if bare else None
    found = re.search(r"\d{4}", tail)
    years = int(found[0]) - base.start.year if found else -1
    if not 1 <= base.start.year + years <= 9998:
        return None
    moved = shift_months(base.start, 12 * years)
    kept = {"month": "month", "day": "day", "year": "year", "week": "week"}.get(base.granularity)
    if unit is None and _QUARTER.fullmatch(base.timex):
        unit = "quarter"
    period = shift_period(moved, unit or kept or "month", 0)
    return of_period(period, "the time named before") if period else None


def read_unit_at_hand(words: Words, moment: Moment) -> Reading | None:
    """Read "ended the day" and "for the quarter": the day or quarter named before in the same story, else the one at
    hand (of quarters, whose figures come late, the last one where the clause speaks of the past)."""
    unit = (words["unit"] or "").lower()
    cut = len(words["lead"] or "")
    base, why = _day_of(unit, moment)
    if base is None:
        return None
    back = -1 if unit == "quarter" and why == moment.why and moment.direction() <= 0 else 0
    period = shift_period(base, unit, back)
    return Reading("DATE", period.timex, period, why, cut=cut) if period else None


def _day_of(unit: str, moment: Moment) -> tuple[date | None, str]:
    """Return a day inside the period that the story tells of: of the quarter, year or single day it named, else its
    own."""
    reference = moment.reference
    named = moment.last_day if unit == "day" else None
    if unit == "quarter" and reference and _QUARTER.fullmatch(reference.timex):
        named = reference
    if unit == "year" and reference and _QUARTER.fullmatch(reference.timex):
        named = reference
    if named and named.start:
        return named.start, "the time named before"
    return moment.day, moment.why


def read_rest_of(words: Words, moment: Moment) -> Reading | None:
    """Read "the rest of the year": from the day to the end of the period at hand."""
    period = shift_period(moment.day, (words["unit"] or "").lower(), 0) if moment.day else None
    if period is None or period.end is None or moment.day is None:
        return None
    start = max(moment.day, period.start or moment.day)
    edtf = f"{start}/{period.end}" if start < period.end else str(start)
    return of_period(Period(start, period.end, "range", edtf, period.timex), moment.why)


def read_whole_unit(words: Words, moment: Moment) -> Reading | None:
    """Read "the entire year" as the one the story tells of, "all day" and "a full year" as a length of time."""
    unit = (words["unit"] or "").lower()
    form = (words["all"] or "").lower()
    if re.match(r"[-‐‑]|\s+of\b", moment.after) or re.match(r"\s?s\b", moment.after):
        return None
    if form == "all" or not form.startswith("the "):
        if form != "all" and not (unit in {"year", "quarter"} and "-" in (words["0"] or "")):
            return None
        if form == "all":
            return Reading("DURATION", {"day": "P1D", "decade": "P10Y", "century": "P100Y", "weekend": "P1WE"}.get(
                unit, f"P1{unit[0].upper()}"
            ))  # fmt: skip
    base, why = _day_of(unit, moment)
    period = shift_period(base, unit, 0) if base else None
    return of_period(period, why) if period else None


def read_year_end(words: Words, moment: Moment) -> Reading | None:
    """Read "year-end", of the year named, else of the one at hand."""
    unit, shift = (words["unit"] or "").lower(), (words["shift"] or "").lower()
    if shift == "the" and " end" in (words["0"] or "").lower() and "-" not in (words["0"] or ""):
        return None
    if not shift and re.search(r"\b(?:each|every|a|per)\s*$", moment.before):
        return None
    year = read_year(words["y"], moment)
    count = -1 if re.search("last|previous", shift) else 1 if shift == "next" else 0
    whole = year_of(year) if year is not None else shift_period(moment.day, unit, count) if moment.day else None
    return of_period(part_of_period(whole, "end"), "" if year else moment.why) if whole else None


def read_unit_before_last(words: Words, moment: Moment) -> Reading | None:
    """Read "the year before last" and "the week after next"."""
    count = -2 if "last" in (words["rel"] or "").lower() else 2
    period = shift_period(moment.day, (words["unit"] or "").lower(), count) if moment.day else None
    return of_period(period, moment.why) if period else None


def read_year_to_date(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "the year to date": from the first of January to the day."""
    if moment.day is None:
        return None
    start = moment.day.replace(month=1, day=1)
    return of_period(Period(start, moment.day, "range", f"{start}/{moment.day}", str(start.year)), moment.why)


def read_unit_in_a_row(words: Words, moment: Moment) -> Reading | None:
    """Read "a third straight week": the week that is the third, at hand."""
    unit = (words["unit"] or words["unit2"] or "").lower()
    base, why = _day_of(unit, moment)
    period = shift_period(base, unit, 0) if base else None
    return of_period(period, why) if period else None
