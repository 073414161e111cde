"""What a reader of times is given and gives back, and the choices that the readers share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.annotation.times.lexicon import load_lexicon
from communique.annotation.times.spans import Period, shift_days

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Moment", "Reading", "Words", "choose_nearest", "duration_value", "near_weekday", "of_period", "read_year"]

Words = Mapping[str, str | None]
"""The named groups of a rule's match."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where and when an expression stands.

    `day` is the day against which it is read (None where nothing tells it), `why` says in words which day that is.
    `direction` is -1 where the clause speaks of the past, 1 of the future, 0 where it does not tell. `reference` is the
    last period named before it, `past_reference` the last of those that do not begin after `day`, `last_day` the last single day, `year` a
    year named shortly before it. `opens_clause` tells that its first word is a conjunction ("warned that Sunday's talks ..."). `before` and
    `after` are the words around it.
    """

    day: date | None
    why: str
    direction: Callable[[], int]
    reference: Period | None = None
    past_reference: Period | None = None
    last_day: Period | None = None
    year: int | None = None
    southern: bool = False
    month_first: bool = False
    quoted: bool = False
    opens_clause: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: TIMEX3 type and value, the period where it is known, against what, and other ways to
    read it.

    `cut` and `tail` are the code points at either end of the match that do not belong to the expression.
    """

    type: str
    value: str
    period: Period | None = None
    anchor: str = ""
    others: tuple[Period, ...] = ()
    cut: int = 0
    tail: int = 0


def of_period(period: Period, anchor: str = "", *, type_: str = "DATE", others: tuple[Period, ...] = ()) -> Reading:
    """Return the reading that is a period as it stands."""
    return Reading(type_, period.timex, period, anchor, others)


def choose_nearest(moment: Moment, candidates: list[Period]) -> tuple[Period, str]:
    """Return the candidate that the clause's tense and nearness to the moment's day speak for, with the reason.

    A candidate against the tense of its own verb costs more than a year of distance, so that the tense decides;
    against a hint from further away (a verb higher up) half a year, so that nearness may outweigh it.
    """
    assert moment.day is not None
    direction = moment.direction()
    day = moment.day

    def cost(period: Period) -> tuple[int, str]:
        assert period.start is not None
        assert period.end is not None
        if period.start > day:
            distance, against = (period.start - day).days, direction < 0
        elif period.end < day:
            distance, against = (day - period.end).days, direction > 0
        else:
            distance, against = 0, False
        return distance + (_AGAINST[abs(direction)] if against else 0) + (
            0 if direction or period.start <= day else 20
        ), period.edtf

    best = min(candidates, key=cost)
    tense = "past tense" if direction < 0 else "future" if direction > 0 else "nearest"
    return best, f"{tense}, {moment.why}"


_AGAINST = (0, 200, 400)


def near_weekday(day: date, weekday: int, direction: int, *, same_day: bool = True) -> date:
    """Return the day of that name nearest to `day` in the direction (-1 back, 1 on); `day` itself where allowed."""
    gap = (weekday - day.weekday()) % 7
    if direction > 0:
        return shift_days(day, gap if gap or same_day else 7)
    back = (day.weekday() - weekday) % 7
    return shift_days(day, -(back if back or same_day else 7))


def read_year(words: str | None, moment: Moment) -> int | None:
    """Return the year that "2024", "last year" or "the same year" names; None without words or a day at hand."""
    if words is None:
        return None
    found = re.search(r"\d{4}", words)
    if found:
        return int(found[0])
    low = words.lower()
    if re.search("same|that|following|previous", low):
        base = moment.reference.start.year if moment.reference and moment.reference.start else None
    else:
        base = moment.day.year if moment.day else None
    if base is None:
        return None
    return base + (-1 if re.search("last|previous", low) else 1 if re.search("next|following", low) else 0)


def duration_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 duration of `count` units; an unknown count is written X."""
    template, times = load_lexicon().unit_values[unit]
    if unit in {"decade", "century"}:
        return f"P{count * times:g}Y" if count is not None else template.format("X")
    if count is not None:
        count *= times
        return template.format(f"{count:g}")
    return template.format("X")


def keep_tail(reading: Reading, tail: int) -> Reading:
    """Return the reading with its last `tail` code points left out of the expression."""
    return replace(reading, tail=tail)
