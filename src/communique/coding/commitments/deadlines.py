"""The day by which a thing is promised: read from its own words, counted from the day on which it was promised."""

from __future__ import annotations

import dataclasses
import datetime as dt

from communique.coding.rounds.mentions import article_day, window
from communique.coding.scene import Scene
from communique.coding.scene.memory import remembered_list
from communique.words import TimeExpression

__all__ = ["before_now", "deadline"]

_LIMITS = frozenset({"by", "before", "until", "till", "within", "than", "in"})
"""Prepositions that bound the time for what is promised; a time behind others in the past belongs to something else."""
_ENDS = frozenset({"by", "before", "than", "until", "till"})
_OUTSIDE = frozenset({"relcl", "conj", "acl", "poss", "compound", "nummod", "parataxis"})
_MONTH = 31
_YEAR = 366
_LATELY = 45
"""Days within which a day that is over may be the one promised; a day further back is that of the next year."""
_FAR = 200
"""Days from which a month or day without a year, promised in the past, is taken for the one before."""


def deadline(
    scene: Scene, content: int, made: TimeExpression | None, *, past: bool, ahead: bool = False
) -> TimeExpression | None:
    """Return the time for which the thing told at token `content` is promised, None where its words give none.

    `made` is when it was promised; `past` tells that the promise is told as an old one, so that its day may be over; `ahead` that it
    must lie ahead ("invited them to a summit on 14 May").
    """
    found = _times_below(scene, content)
    day = article_day(scene)
    ranked = sorted(found, key=lambda f: (f[1] not in _LIMITS, f[0].type == "TIME", f[0].start))
    told = window(made)[0]
    for x, preposition in ranked:
        first, last = _day_of_month(scene, x) or window(x)
        if first is None or last is None:
            continue
        if preposition == "for" and x.rule == "time.weekday" and day is not None and first == last < day:
            # "convened a summit for Monday": the next one
            first = last = last + dt.timedelta(days=7)
        if preposition == "within" or x.rule == "time.within":
            return _counted_from(x, last - first, window(made), day)
        if past and day is not None and _is_far(scene, x, last, day):
            first, last = _year_before(first), _year_before(last)
        elif _is_next_year(scene, x, last, preposition, told or day, ahead=ahead):
            first, last = _year_after(first), _year_after(last)
        elif day is not None and last < day and preposition not in _LIMITS:
            continue
        return _spanning(x, last if preposition in _ENDS else first, last)
    return None


def before_now(scene: Scene, x: TimeExpression | None) -> TimeExpression | None:
    """Return the time with the year before where it gives none and would lie far ahead of the page."""
    (first, last), day = window(x), article_day(scene)
    if x is None or first is None or last is None or day is None or not _is_far(scene, x, last, day):
        return x
    return _spanning(x, _year_before(first), _year_before(last))


def _is_far(scene: Scene, x: TimeExpression, last: dt.date, day: dt.date) -> bool:
    return (last - day).days > _FAR and str(last.year) not in _words(scene, x)


@remembered_list
def _times_below(scene: Scene, content: int) -> list[tuple[TimeExpression, str]]:
    """The times in the words of the thing itself, each with the preposition before it."""
    g = scene.graph
    out: list[tuple[TimeExpression, str]] = []
    stack = [content]
    while stack:
        at = stack.pop()
        x = scene.time_at(at)
        if x is not None and x.type != "SET" and all(x is not o for o, _ in out):
            words = g.words(x.start, x.end)
            before = scene.tokens[words[0].i - 1].text.lower() if words and words[0].i else ""
            if before in ("of", "the") and words[0].i > 1:
                before = _preposition(scene, words[0].i - 1)
            if before not in ("since", "from", "of", "after") or (before == "from" and not _is_over(scene, x)):
                out.append((x, before))
        stack.extend(k for k in g.children[at] if scene.tokens[k].dep not in _OUTSIDE or _is_its_own(scene, at, k))
    return out


def _is_its_own(scene: Scene, noun: int, k: int) -> bool:
    """ "A proposal to let them fly home from 1 October": the infinitive tells what the thing is."""
    t = scene.tokens[k]
    return t.dep == "acl" and t.tag == "VB" and scene.graph.is_noun(noun)


def _day_of_month(scene: Scene, x: TimeExpression) -> tuple[dt.date, dt.date] | None:
    """ "The 29th of that month" is a day of it."""
    first, last = window(x)
    words = scene.graph.words(x.start, x.end)
    if first is None or last is None or x.date is None or x.date.granularity != "month" or words[0].i <= 1:
        return None
    before = [scene.tokens[words[0].i - 2].text.lower(), scene.tokens[words[0].i - 1].text.lower()]
    number = before[0][:-2] if before[1] == "of" and before[0][-2:] in ("st", "nd", "rd", "th") else ""
    if not number.isdecimal() or not 1 <= int(number) <= last.day:
        return None
    on = first.replace(day=int(number))
    return on, on


def _preposition(scene: Scene, i: int) -> str:
    """The preposition a few words before: "by the 29th", "by the end of May"."""
    for t in reversed(scene.tokens[max(0, i - 3) : i + 1]):
        if t.pos == "ADP" and t.text.lower() != "of":
            return t.text.lower()
    return ""


def _is_over(scene: Scene, x: TimeExpression) -> bool:
    day, (_, last) = article_day(scene), window(x)
    return day is not None and last is not None and last < day


def _words(scene: Scene, x: TimeExpression) -> str:
    return scene.analysis.article.text[x.start : x.end]


def _counted_from(
    x: TimeExpression, length: dt.timedelta, made: tuple[dt.date | None, dt.date | None], day: dt.date | None
) -> TimeExpression:
    """ "Within 30 days" runs from the day of the promise, not from that of the page."""
    first, last = made
    if first is None or last is None or day is None or first > day:
        return x
    return _spanning(x, last if (last - first).days <= _MONTH else first, last + length)


def _is_next_year(
    scene: Scene, x: TimeExpression, last: dt.date, preposition: str, since: dt.date | None, *, ahead: bool
) -> bool:
    """Whether a day without a year, read as over, is the one after the promise: nothing is promised for the time before."""
    if since is None or str(last.year) in _words(scene, x) or not x.rule.startswith(("time.day-month", "time.month")):
        return False
    over = (since - last).days
    return (over > 0 if ahead else over > _LATELY and preposition in _ENDS) and over < _YEAR


def _year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + dt.timedelta(days=365)


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - dt.timedelta(days=366)


def _spanning(x: TimeExpression, first: dt.date, last: dt.date) -> TimeExpression:
    """The time with other days."""
    if x.date is None or (x.date.start, x.date.end) == (first.isoformat(), last.isoformat()):
        return x
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    date = dataclasses.replace(
        x.date,
        edtf=edtf,
        start=first.isoformat(),
        end=last.isoformat(),
        granularity="day" if first == last else "range",
    )
    return dataclasses.replace(x, date=date)
