"""Reads times that hang on events of the article: "hours after the talks", "on the eve of the third day", "since the
war began"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from communique.annotation.times.events import Occurrence, event_words, gather_occurrences, ordinal_number, words_of
from communique.annotation.times.lexicon import load_lexicon, read_number
from communique.annotation.times.read_duration import units_off
from communique.annotation.times.spans import Period, one_day, run_of_days, since_day, until_day
from communique.words import TimeExpression, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.annotation.tokens import Parse

__all__ = ["add_event_times"]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(sorted(event_words().nouns, key=lambda n: (-len(n), n)))
    units = "|".join(sorted(load_lexicon().units, key=lambda u: (-len(u), u)))
    which = r"(?:the|this|that|these|those|their|its|an?|[A-Z]\w+['’]s)"
    thing = rf"(?:{which} )?(?P<mod>(?:[\w’'-]+ ){{0,5}}?)(?P<noun>{nouns})\b"
    ordinal = r"(?:(?P<ord>[a-z]{3,12}|\d{1,2}(?:st|nd|rd|th))(?: and (?:final|last))? day of )?"
    lead = (
        r"(?:(?P<soon>immediately|shortly|soon|right|just|minutes|moments|directly|straight|hours"
        r"|(?:a few|several) hours)"
        rf"|(?P<n>the|an?|[a-z]{{3,9}}|\d{{1,3}}) (?P<unit>{units}))"
    )
    after = rf"(?:{lead} )?(?P<rel>after|following|before|ahead of|prior to)"
    phases = (
        r"(?:the )?(?P<edge>start|beginning|outbreak|onset|eruption|opening|end|conclusion|close|eve"
        r"|(?:day|night|morning) (?=of)) ?of"
    )
    since = r"(?P<since>since)"
    during = r"(?P<during>during|throughout|in the course of|over the course of)(?: the course of)?"
    whole = re.compile(
        rf"\b(?:(?:{after}|{since}|{during}|(?:on|at|by|until|from)) )?(?:{phases} )?(?:the )?{ordinal}{thing}",
        re.IGNORECASE,
    )
    first = re.compile(
        rf"\b(?:on|at|by|until|from|since|during|throughout|in|over|after|following|before|ahead|prior|immediately|shortly|soon|right|just|minutes|"
        rf"moments|directly|straight|hours|a|an|the|\d{{1,3}}|several|{'|'.join(load_lexicon().numbers)})\b",
        re.IGNORECASE,
    )
    clause = re.compile(rf"\b{lead} (?P<rel>after|before) (?=[A-Z\w])", re.IGNORECASE)
    return whole, first, clause


def add_event_times(parse: Parse, times: tuple[TimeExpression, ...], day: date | None) -> tuple[TimeExpression, ...]:
    """Return the times with those added that hang on events of the article, in text order.

    An added time takes the place of a span inside it that has no day of its own ("hours" in "hours after the talks").
    """
    with_later = _merged(times, list(_later(parse, times, day)))
    occurrences = gather_occurrences(parse, with_later)
    added = [*_by_noun(parse, occurrences, day), *_by_clause(parse, occurrences, day)]
    return _merged(with_later, added)


def _merged(times: tuple[TimeExpression, ...], added: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return both in order; of two that overlap the one with days stays, of two with days the one that was there."""
    if not added:
        return times
    kept: list[TimeExpression] = []
    old = sorted(times, key=lambda t: (t.start, -t.end))
    starts = [t.start for t in old]
    gone: dict[int, bool] = {}
    last = -1
    for new in sorted(added, key=lambda t: (t.start, -t.end)):
        if new.start < last:
            continue
        near = range(max(0, bisect_left(starts, new.start) - 2), bisect_right(starts, new.end))
        over = [i for i in near if old[i].start < new.end and new.start < old[i].end]
        if any(_has_days(old[i]) for i in over):
            continue
        gone.update((i, True) for i in over)
        kept.append(new)
        last = new.end
    rest = [t for i, t in enumerate(old) if i not in gone]
    return tuple(sorted([*rest, *kept], key=lambda t: (t.start, -t.end)))


def _has_days(time: TimeExpression) -> bool:
    return time.date is not None and bool(time.date.start or time.date.end)


def _made(parse: Parse, span: tuple[int, int], period: Period, anchor: str, rule: str) -> TimeExpression:
    start, end = span
    words = parse.text(start, end)
    return TimeExpression(start, end, "DATE", period.timex, period.as_date(words), anchor, f"time.event.{rule}")


def _capped(start: date, end: date, day: date | None) -> Period:
    return run_of_days(start, max(start, min(end, day)) if day else end)


def _later(parse: Parse, times: tuple[TimeExpression, ...], day: date | None) -> Iterator[TimeExpression]:
    """Give the adverb "later" the day of the verb that its own verb is joined to, or the day after it."""
    from communique.annotation.times.government import date_of_span

    for token in parse.tokens:
        if (
            token.text.lower() != "later"
            or token.dep != "advmod"
            or parse.text(token.end, token.end + 6).startswith((" this", " that", " in ", " on "))
        ):
            continue
        verb = parse.tokens[token.head]
        if verb.pos != "VERB" or verb.dep != "conj" or (token.i and parse.tokens[token.i - 1].pos in {"NUM", "NOUN"}):
            continue
        if any(
            t.start <= token.start < t.end
            for t in times[max(0, bisect_left(times, token.start, key=lambda t: t.start) - 1) :][:2]
        ):
            continue
        time = date_of_span(times, parse, verb.head)
        if time is None or time.date is None or time.date.granularity not in {"day", "instant"} or not time.date.start:
            continue
        first = date.fromisoformat(time.date.start)
        if day and first > day:
            continue
        period = _capped(first, first + timedelta(days=1), day)
        yield _made(parse, (token.start, token.end), period, f"after {parse.text(time.start, time.end)!r}", "later")


def _by_noun(parse: Parse, occurrences: list[Occurrence], day: date | None) -> Iterator[TimeExpression]:
    whole, first, _ = _patterns()
    text = parse.article.text
    done = 0
    for lead in first.finditer(text):
        if lead.start() < done:
            continue
        match = whole.match(text, lead.start(), min(len(text), lead.start() + 160))
        if match is None or "\n\n" in match[0] or re.search(r"[.,;:!?]\s", match[0]):
            continue
        words = match.groupdict()
        if not (words["rel"] or words["since"] or words["during"] or words["edge"] or words["ord"]):
            continue
        if (
            words["ord"]
            and ordinal_number(words["ord"]) is None
            and words["ord"].lower() not in {"final", "last", "closing"}
        ):
            continue
        noun = match["noun"]
        if noun[:1].isupper() and (words["mod"] or "")[:1].isupper():
            continue  # "since World War II", "after the Geneva Conference": a name, not an event of this article
        if words["since"] and re.match(
            r" (?:that |which )?(?:\w+ )?(?:began|begun|started|erupted|broke out|started)\b[^.,;]{0,40}\d{4}",
            text[match.end() : match.end() + 70],
        ):
            continue
        made = _resolved(parse, match, occurrences, day)
        if made is not None:
            done = match.end()
            yield made


def _refers_to(
    parse: Parse, match: re.Match[str], occurrences: list[Occurrence], day: date | None
) -> Occurrence | None:
    """Return the event that the words mean: the one that shares most of its words, then one nearby, then the first
    told."""
    kind = event_words().nouns[match["noun"].lower()]
    sentence = parse.sentence_at(match.start())
    if sentence is None:
        return None
    tokens = list(parse.tokens_between(match.start("mod"), match.end("mod"))) if match["mod"] else []
    named = words_of(tokens)
    ahead = (match["rel"] or "").lower() in {"before", "ahead of", "prior to"} or (match["edge"] or "").lower() == "eve"

    def fits(one: Occurrence) -> bool:
        inside = match.start() <= parse.tokens[one.token].start < match.end()
        if one.kind != kind or inside:
            return False
        needs = one.start if ahead or match["since"] or match["edge"] or match["ord"] else one.end or one.start
        return needs is not None and (ahead or day is None or needs <= day)

    def score(one: Occurrence) -> tuple[int, int, int]:
        near = 0 <= sentence.i - one.sentence <= 1
        multi = bool(one.start and one.end and one.start < one.end and (match["ord"] or match["during"]))
        points = 3 * len(named & one.words) + 2 * one.exact + 2 * (near and one.exact) + 2 * multi
        if match["since"]:
            points += 2 * (one.start is not None and one.end is None)
        return -points, 0 if one.sentence <= sentence.i else 1, one.token

    options = [one for one in occurrences if fits(one)]
    return min(options, key=score) if options else None


def _resolved(
    parse: Parse, match: re.Match[str], occurrences: list[Occurrence], day: date | None
) -> TimeExpression | None:
    event = _refers_to(parse, match, occurrences, day)
    start, end = match.start(), match.end()
    lead = re.match(r"(?:on|at|by|until|from)\s+", match[0], re.IGNORECASE)
    if lead:
        start += lead.end()
    if event is None:
        if match["since"] and day and event_words().nouns[match["noun"].lower()] == "conflict":
            return _made(parse, (start, end), until_day(day), "beginning not told", "since")
        return None
    why = f"{match['noun']}: {event.by}"
    first, last = event.start, event.end or (event.start if event.kind != "conflict" else None)
    if match["ord"]:
        number = ordinal_number(match["ord"])
        first = first + timedelta(days=number - 1) if first and number else last if number is None else None
        last = first
    edge = (match["edge"] or "").lower().strip()
    if edge in {"end", "conclusion", "close"}:
        first = last
    elif edge and edge != "eve":
        last = first
    elif edge == "eve":
        first = last = first - timedelta(days=1) if first else None
    return _placed(parse, match, _Meant(event, first, last, (start, end), why), day)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the words of a match speak of: the event, the first and last day meant of it, and why."""

    event: Occurrence
    first: date | None
    last: date | None
    span: tuple[int, int]
    why: str


def _placed(parse: Parse, match: re.Match[str], meant: _Meant, day: date | None) -> TimeExpression | None:
    first, last, event, why = meant.first, meant.last, meant.event, meant.why
    if match["since"]:
        if first is None:
            return None
        period = run_of_days(first, day) if day and first <= day else since_day(first)
        return _made(parse, meant.span, period, why, "since")
    if match["rel"]:
        return _beside(parse, match, meant, day)
    if first is None or last is None:
        return None
    if (match["edge"] or match["ord"]) and not event.exact and not match["during"]:
        return None
    name = "eve" if (match["edge"] or "").lower() == "eve" else "during" if match["during"] else "day"
    return _made(parse, meant.span, run_of_days(first, last), why, name)


def _beside(parse: Parse, match: re.Match[str], meant: _Meant, day: date | None) -> TimeExpression | None:
    first, last, event, why, span = meant.first, meant.last, meant.event, meant.why, meant.span
    back = match["rel"].lower() in {"before", "ahead of", "prior to"}
    base = first if back else last
    if base is None or not event.exact:
        return None
    if match["unit"]:
        period = _counted(match["n"], match["unit"], base, back=back, day=day)
        return _made(parse, span, period, why, "counted") if period else None
    soon = (match["soon"] or "").lower()
    if back:
        period = (
            until_day(base)
            if not soon
            else run_of_days(base - timedelta(days=1), base)
            if "hours" in soon
            else one_day(base)
        )
        return _made(parse, span, period, why, "before")
    if "hours" in soon:
        spread = event.start is not None and event.start != base and (match["ord"] is None)
        period = (
            _capped(event.start, base, day) if spread and event.start else _capped(base, base + timedelta(days=1), day)
        )
        return _made(parse, span, period, why, "after")
    if soon:
        return _made(parse, span, one_day(base), why, "after")
    if event.kind not in {"talks", "visit"}:
        return None
    return _made(parse, span, Period(base, base, "day", f"{base}~", str(base)), why, "after")


def _counted(number: str, unit_words: str, base: date, *, back: bool, day: date | None) -> Period | None:
    unit = load_lexicon().units[unit_words.lower()]
    count = read_number(number)
    if count is None:
        return None
    if unit in {"hour", "minute", "second"}:
        return _capped(base, base + timedelta(days=1), day) if unit == "hour" and not back else one_day(base)
    moved = units_off(base, unit, -count if back else count)
    if unit in {"month", "year", "decade", "century"}:
        text = f"{moved.year:04d}-{moved.month:02d}" if unit == "month" else f"{moved.year:04d}"
        from communique.annotation.times.spans import month_of, year_of

        period = month_of(moved.year, moved.month) if unit == "month" else year_of(moved.year)
        assert period.edtf == text
        return period
    return one_day(moved)


def _by_clause(parse: Parse, occurrences: list[Occurrence], day: date | None) -> Iterator[TimeExpression]:
    """Read "hours after the envoy met the minister": the event whose names the clause shares tells the day."""
    *_, clause = _patterns()
    text = parse.article.text
    for match in clause.finditer(text):
        sentence = parse.sentence_at(match.start())
        if sentence is None:
            continue
        stop = re.search(r"[,;:.](?=\s|$)|\n", text[match.end() : min(sentence.end, match.end() + 200)])
        end = match.end() + stop.start() if stop else min(sentence.end, match.end() + 200)
        tokens: list[Token] = [t for t in parse.tokens_between(match.end(), end) if t.sentence == sentence.i]
        verb = next((t for t in tokens if t.tag in {"VBD", "VBN", "VBZ", "VBP"} and t.pos == "VERB"), None)
        if verb is None or not tokens:
            continue
        lex = event_words()
        kind = lex.verbs.get(verb.text.lower())
        nouns = {lex.nouns[t.text.lower()] for t in tokens if t.text.lower() in lex.nouns}
        named = words_of(tokens)
        options = [
            o for o in occurrences
            if (o.kind == kind or o.kind in nouns)
            and o.sentence != sentence.i
            and o.exact
            and len(named & o.words) >= min(2, len(named) or 2)
        ]  # fmt: skip
        if not options:
            continue
        best = min(options, key=lambda o: (-len(named & o.words), abs(sentence.i - o.sentence), o.token))
        period = _after_clause(match, best, day)
        if period is not None:
            yield _made(parse, (match.start(), tokens[-1].end), period, f"{verb.text}: {best.by}", "clause")


def _after_clause(match: re.Match[str], event: Occurrence, day: date | None) -> Period | None:
    back = match["rel"].lower() == "before"
    base = event.start if back else event.end or event.start
    if base is None:
        return None
    if match["unit"]:
        return _counted(match["n"], match["unit"], base, back=back, day=day)
    if "hours" not in match["soon"].lower():
        return one_day(base)
    if event.start and event.start != base:
        return run_of_days(event.start, base)
    return run_of_days(base - timedelta(days=1), base) if back else _capped(base, base + timedelta(days=1), day)
