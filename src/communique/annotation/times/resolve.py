"""Finds the times of an article: two readings, the second with the days on which quotations were spoken."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from communique.annotation.times.event_times import add_event_times
from communique.annotation.times.find import (
    Anchor,
    Found,
    as_expression,
    document_day,
    find_all,
    fuse_clocks,
    resolve_all,
)
from communique.annotation.times.ranges import add_offsets, add_ranges
from communique.annotation.times.speaking import date_quotes

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import Case, Quote, TimeExpression

__all__ = ["find_times"]


def find_times(
    parse: Parse,
    quotes: tuple[Quote, ...],
    case: Case | None = None,  # noqa: ARG001
) -> tuple[TimeExpression, ...]:
    """Return the times of the article in text order, resolved where anything in it tells how.

    Relative times are read against the article's own day (`document_day`), inside a quotation against the day of
    speaking where the text tells that; times that hang on events ("hours after the talks") against the days that the
    article gives those. A time that the text gives no ground to resolve has no date or one of unknown days. A range
    ("from Monday to Wednesday") stands before the two ends that it covers; no other two overlap.
    """
    found = _agreed(parse, find_all(parse))
    times = _expressions(parse, found)
    spoken = date_quotes(parse, quotes, times)
    anchors = [
        (q.start, q.end, date.fromisoformat(q.date.start))
        for q in sorted(spoken, key=lambda q: (q.start, -q.end))
        if q.date and q.date.start and q.date.start == q.date.end and q.form != "indirect"
    ]
    if not anchors:
        return times
    starts = [a[0] for a in anchors]

    def anchor_at(offset: int) -> Anchor | None:
        at = bisect_right(starts, offset) - 1
        if at < 0 or offset >= anchors[at][1]:
            return None
        return Anchor(anchors[at][2], f"spoken {anchors[at][2]}", spoken=True)

    return _expressions(parse, _agreed(parse, resolve_all(parse, found, anchor_at)))


def _expressions(parse: Parse, found: list[Found]) -> tuple[TimeExpression, ...]:
    times = tuple(as_expression(parse, one) for one in fuse_clocks(parse, found))
    return add_event_times(parse, add_ranges(parse, add_offsets(parse, times)), document_day(parse.article))


_NAMES_DAY = frozenset({"month-day", "day-month", "iso"})
_OPEN_TO_OTHERS = ("next", "last", "this")


def _agreed(parse: Parse, found: list[Found]) -> list[Found]:
    """Return the times, one of two possible readings changed where the other is a day that the article names by its
    date.

    "next Sunday" may be the coming one or that of the week after; when the article elsewhere says "3 July" and
    only one of the two is that day, it is that one.
    """
    named: dict[date | None, str] = {
        one.reading.period.start: parse.text(one.start, one.end)
        for one in reversed(found)
        if one.rule.id in _NAMES_DAY and one.reading.period and one.reading.period.start
    }
    agreed: list[Found] = []
    for one in found:
        period = one.reading.period
        shift = (one.words.get("shift") or "").lower()
        unsure = shift in _OPEN_TO_OTHERS or one.rule.id == "numeric" or "no tense told" in one.reading.anchor
        if not (unsure and one.reading.others and period and period.start):
            agreed.append(one)
            continue
        fits = [p for p in (period, *one.reading.others) if p.start in named]
        if len(fits) != 1 or fits[0].start is None:
            agreed.append(one)
            continue
        chosen = fits[0]
        value = one.reading.value.replace(period.timex, chosen.timex)
        why = f"{one.reading.anchor}; agrees with {named[chosen.start]!r}"
        agreed.append(replace(one, reading=replace(one.reading, period=chosen, value=value, anchor=why)))
    return agreed
