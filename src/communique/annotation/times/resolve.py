"""Finds the times of an article: two readings, the second with the days on which quotations were spoken."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from communique.annotation.times.find import Anchor, Found, as_expression, find_all, resolve_all
from communique.annotation.times.speaking import date_quotes
from communique.annotation.tokens import Parse
from communique.words import Case, Quote, TimeExpression

__all__ = ["find_times"]


def find_times(parse: Parse, quotes: tuple[Quote, ...], case: Case | None = None) -> tuple[TimeExpression, ...]:
    """Return the times of the article in text order, resolved where anything in it tells how.

    Relative times are read against the article's own day (`document_day`), inside a quotation against the day of speaking
    where the text tells that. A time that the text gives no ground to resolve has no date or one of unknown days.
    """
    found = find_all(parse)
    times = _expressions(parse, found)
    spoken = date_quotes(parse, quotes, times)
    anchors = [
        (q.start, q.end, date.fromisoformat(q.date.start))
        for q in sorted(spoken, key=lambda q: (q.start, -q.end))
        if q.date and q.date.start and q.date.granularity in {"day", "instant"} and q.form != "indirect"
    ]
    if not anchors:
        return times
    starts = [a[0] for a in anchors]

    def anchor_at(offset: int) -> Anchor | None:
        at = bisect_right(starts, offset) - 1
        if at < 0 or offset >= anchors[at][1]:
            return None
        return Anchor(anchors[at][2], f"spoken {anchors[at][2]}", spoken=True)

    return _expressions(parse, resolve_all(parse, found, anchor_at))


def _expressions(parse: Parse, found: list[Found]) -> tuple[TimeExpression, ...]:
    return tuple(as_expression(parse, one) for one in found)
