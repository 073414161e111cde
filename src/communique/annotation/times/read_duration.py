"""Readers of durations and of sets: two and a half hours, the past three weeks, within 48 hours, every Monday,
daily."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.annotation.times.lexicon import load_lexicon, read_number
from communique.annotation.times.reading import Moment, Reading, Words, duration_value
from communique.annotation.times.spans import SEASONS, Period, run_of_days, shift_days, shift_months, shift_period

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "anchored_run",
    "read_daily",
    "read_duration",
    "read_duration_two",
    "read_every",
    "read_many_units",
    "read_one_unit",
    "read_per",
    "read_quarter_of",
    "read_span",
    "read_weekday_set",
    "read_within",
    "units_off",
]


def units_off(day: date, unit: str, count: float) -> date:
    """Return the day `count` units from `day` (negative: before); hours and minutes count as whole days begun."""
    if unit in {"second", "minute", "hour"}:
        hours = abs(count) / {"hour": 1, "minute": 60, "second": 3600}[unit]
        days = max(1, int(hours // 24)) if hours >= 1 else 0
        return shift_days(day, days if count > 0 else -days)
    if unit in {"day", "night"}:
        return shift_days(day, round(count))
    if unit in {"week", "fortnight", "weekend"}:
        return shift_days(day, round(count * (14 if unit == "fortnight" else 7)))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(day, round(count * months))


def anchored_run(shift: str, count: float | None, unit: str, moment: Moment) -> Reading | None:
    """Return the run of time that ends (past) or begins (coming) at the moment's day: a duration that has days."""
    value = duration_value(count, unit)
    if re.search("first|final|latest|opening|recent", shift) or moment.day is None or unit in {"second", "minute"}:
        return Reading("DURATION", value)
    back = bool(re.search("past|last|previous|preceding", shift))
    if count is None:
        # "the coming weeks": it begins or ends at the day, its other end is not told.
        day = str(moment.day)
        known = (
            Period(None, moment.day, "range", f"../{day}", value)
            if back
            else Period(moment.day, None, "range", f"{day}/..", value)
        )
        return Reading("DURATION", value, known, moment.why)
    base = moment.day
    if (
        re.search("previous|preceding|following", shift)
        and moment.reference
        and moment.reference.start
        and moment.reference.end
    ):
        base = moment.reference.end if "following" in shift else moment.reference.start
    other = units_off(base, unit, -count if back else count)
    if back and unit in {"day", "night", "week", "fortnight", "month", "quarter", "year", "decade", "century"}:
        other = shift_days(other, 1)
    period = run_of_days(min(other, base), max(other, base))
    return Reading("DURATION", value, Period(period.start, period.end, "range", period.edtf, value), moment.why)


def _unit(words: Words) -> str:
    return load_lexicon().units[(words["unit"] or "").lower()]


def read_span(words: Words, moment: Moment) -> Reading | None:
    """Read "the past three weeks"."""
    unit = _unit(words)
    form = (words["unit"] or "").lower()
    shift = (words["shift"] or "").lower()
    plural = form.endswith("s")
    if re.match(r"\s+(?:ago|later|earlier)\b", moment.after) and not words["n"]:
        return None  # "saw it coming years ago"
    if not plural:
        # "the last year" is a span, "last year" a date that another rule reads; "four-day" takes a hyphen.
        if (
            words["n"]
            or shift not in {"past", "last", "coming"}
            or not re.match("the |its ", (words.get("0") or "").lower())
        ):
            return None
        return anchored_run(shift, 1, unit, moment)
    if not words["n"] and shift in {"first", "final", "latest", "opening"} and unit in {"second", "minute"}:
        return None
    number = words["n"]
    count = read_number(number) if number else None
    if words["half"] and count:
        count += 0.5
    return anchored_run(shift, count, unit, moment)


_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|only|last|most|worst|best|\w{3,}est)\b[^.;]*$", re.IGNORECASE
)
"""Ahead of "in five months": "the first exchange in five months" counts back, whatever the tense."""


def read_within(words: Words, moment: Moment) -> Reading | None:
    """Read "within 48 hours" and "in two weeks"."""
    unit = _unit(words)
    count = read_number(words["n"] or "")
    if words["half"] and count:
        count += 0.5
    form = (words["unit"] or "").lower()
    if count is not None and count != 1 and not form.endswith("s"):
        return None
    whole = words.get("0") or ""
    lead = re.match(r"\w+\s+(?:the\s+(?!next))?", whole)
    cut = lead.end() if lead else 0
    value = duration_value(count, unit)
    word = (words["word"] or "").lower()
    direction = moment.direction()
    if (
        moment.day is None
        or count is None
        or (word == "in" and direction <= 0 and not whole.lower().endswith("time"))
        or direction < 0
        or (word == "in" and _RANKED.search(moment.before[-60:]))
    ):
        return Reading("DURATION", value, cut=cut)
    end = units_off(moment.day, unit, count)
    if word == "in" and unit not in {"hour", "minute", "second"}:
        granular = unit if unit in {"month", "year"} else "day"
        return Reading("DURATION", value, shift_period(end, granular, 0), moment.why, cut=cut)
    run = run_of_days(moment.day, end)
    return Reading(
        "DURATION",
        value,
        Period(run.start, run.end, "range" if run.start != run.end else "day", run.edtf, value),
        moment.why,
        cut=cut,
    )


_NO_SECONDS = re.compile(r"\s+(?:chance|hand|half|round|place|war|term|time|day)\b")


_HALVES = {"hour": "PT30M", "minute": "PT30S", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_AMONG_FUNCTION_WORDS = re.compile(
    r"\s+(?!(?:of|later|before|after|ago|and|or|to|in|for|on|at|by|as|from|when|while|until|he|she|it|they|the|a|with|earlier|"
    r"longer|more|long|each|per|that|but|is|was)\b)[a-z]"
)


def read_duration(words: Words, moment: Moment) -> Reading | None:
    """Read "five months" and "four-year"."""
    unit = _unit(words)
    amount = (words["n"] or "").lower()
    form = (words["unit"] or "").lower()
    whole = words.get("0") or ""
    if unit == "second" and (not form.endswith("s") and amount in {"a", "an", "one"}):
        return None
    if amount.startswith(("half", "a half")):
        if unit in _HALVES:
            return Reading("DURATION", _HALVES[unit])
        count: float | None = 0.5
    else:
        count = read_number(amount)
        if words["half"] or words["half2"]:
            count = (count or 0) + 0.5
    if unit == "quarter" and (count in {1, 0.5} or amount in {"a", "three"}):
        return None
    hyphen = bool(re.search(rf"[-‐‑]{re.escape(form)}", whole.lower()))
    half = words["half"] or words["half2"]
    if count is not None and count > 1 and not (form.endswith("s") or hyphen or half or _compound(moment)):
        return None
    if amount in {"a", "an"} and form.endswith("s"):
        return None
    if amount == "a" and hyphen:
        return None
    if re.search(r"[$€£]\s?$", moment.before):
        return None
    if whole.lower() == "a minute" and _AMONG_FUNCTION_WORDS.match(moment.after):
        return None  # "a minute change"
    if amount == "half" and not (hyphen or unit in {"century", "decade"}):
        return None
    cut = _leading_word(words["about"], whole)
    beside = re.match(r"\s+(?:after|before|ahead|prior|following|since)\b", moment.after)
    if (
        whole.lower() in {"a day", "a night"}
        and not beside
        and not re.search(
            r"\b(?:for|in|within|over|after|than|lasted|took|take|last|about|only|nearly|once|spent|through)\s+$",
            moment.before,
        )
    ):
        return None
    if amount in {"a", "an"} and unit in {"day", "night", "week", "year", "month", "hour"} and _rate(moment):
        return None
    return Reading("DURATION", duration_value(count, unit), cut=cut)


def _leading_word(about: str | None, whole: str) -> int:
    """Return how much of the match "just" and "only" take: they say nothing of the length itself."""
    low = (about or "").lower()
    if low not in {"just", "only"}:
        return 0
    return len(low) + len(whole[len(low) :]) - len(whole[len(low) :].lstrip())


_TWO = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


def read_duration_two(words: Words, moment: Moment) -> Reading | None:
    """Read "one hour and 20 minutes" and "two years, three months"."""
    lex = load_lexicon()
    units = [lex.units[(words[u] or "").lower()] for u in ("unit", "unit2")]
    counts = [read_number(words[n] or "") for n in ("n", "n2")]
    if any(u not in _TWO for u in units) or None in counts or _TWO.index(units[0]) >= _TWO.index(units[1]):
        return None
    if re.match(r"\s+(?:ago|later|earlier)\b", moment.after):
        return None
    first, second = (duration_value(c, u).removeprefix("P") for c, u in zip(counts, units, strict=True))
    if first.startswith("T") and second.startswith("T"):
        second = second.removeprefix("T")
    return Reading("DURATION", f"P{first}{second}")


def read_one_unit(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "weeklong" and "the week ended": one such unit."""
    return Reading("DURATION", duration_value(1, load_lexicon().units[(words["unit"] or "").lower()]))


def read_quarter_of(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "a quarter of a century"."""
    return Reading("DURATION", "P25Y" if (words["unit"] or "").lower() == "century" else "PT15M")


def _compound(moment: Moment) -> bool:
    """Return whether a noun follows ("a four day visit"), so that the unit may stand in the singular."""
    return bool(re.match(r"\s+[a-z]{3,}", moment.after)) and bool(
        re.search(r"\b(?:a|an|the|its|their|his|her)\s*$", moment.before)
    )


def _rate(moment: Moment) -> bool:
    """Return whether "a year" stands behind an amount ("40 million dollars a year", "twice a week")."""
    return bool(
        re.search(
            r"(?:[$€£]\s?[\d.,]+|\b(?:\d[\d.,]*|million|billion|trillion|thousand|hundred|once|twice|times?|dollars|euros|pounds|barrels|"
            r"percent|tons|tonnes|people|cubic metres|cubic meters|bcm|times)(?: [a-z]+s)?)(?: \([^()]{0,40}\))?\s*$",
            moment.before,
        )
    )


_MANY_BEFORE = re.compile(
    r"(?:\b(?:for|over|after|within|in|of|through|took|take|takes|taking|last|lasts|lasted|lasting|spend|spent|wait|waited|since|"
    r"despite|following|between|about|only|just|into|years|months|days|and|or|by|the|than)|[(—–])\s*$",
    re.IGNORECASE,
)


def read_many_units(words: Words, moment: Moment) -> Reading | None:
    """Read "for weeks" and "decades"."""
    unit = _unit(words)
    whole = (words.get("0") or "").lower()
    if words["long"]:
        return Reading("DURATION", duration_value(None, unit))
    alone = whole == (words["unit"] or "").lower() and unit not in {"decade", "century"}
    if (
        alone
        and not _MANY_BEFORE.search(moment.before)
        and not re.match(r"\s+(?:ago|later|earlier|before|after|old)\b", moment.after)
        and not (unit not in {"second", "minute"} and re.match(r"\s+of\b", moment.after))
    ):
        return None
    if unit == "quarter" or (unit == "second" and alone):
        return None
    if (
        alone
        and re.search(r"\b(?:the|into|by)\s*$", moment.before, re.IGNORECASE)
        and unit not in {"year", "month", "week", "day", "decade"}
    ):
        return None
    following = re.match(r"\s+(ago|later|earlier|old)\b", moment.after)
    if following and following[1] == "old":
        return None
    value = duration_value(None, unit)
    if following:
        return Reading(
            "DATE", "PAST_REF" if following[1] in {"ago", "earlier"} else "FUTURE_REF", tail=-following.end()
        )
    return Reading("DURATION", value)


def read_every(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "every two weeks"."""
    word = (words["unit"] or "").lower()
    lex = load_lexicon()
    if word in lex.parts:
        return Reading("SET", f"XXXX-XX-XXT{lex.parts[word]}")
    if word in lex.seasons:
        return Reading("SET", f"XXXX-{SEASONS[lex.seasons[word]][0]}")
    if word == "weekend" and not words["n"] and not words["other"]:
        return Reading("SET", "XXXX-WXX-WE")
    number = 2.0 if words["other"] else read_number(words["n"]) if words["n"] else 1.0
    if word in lex.units:
        return Reading("SET", duration_value(number, lex.units[word]))
    if word in lex.weekdays:
        return Reading("SET", f"XXXX-WXX-{lex.weekdays[word] + 1}")
    if word in lex.months:
        return Reading("SET", f"XXXX-{lex.months[word]:02d}")
    return Reading("SET", "P1Y")


def read_per(words: Words, moment: Moment) -> Reading | None:
    """Read "a year" behind an amount."""
    if (words["word"] or "").lower() != "per" and not _rate(moment):
        return None
    return Reading("SET", duration_value(1, load_lexicon().units[(words["unit"] or "").lower()]))


_OFTEN = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "biennial": "P2Y", "biannual": "P6M",
    "fortnightly": "P2W", "everyday": "P1D", "semiannual": "P6M", "semiannually": "P6M", "semi-annual": "P6M",
    "semi-annually": "P6M",
}  # fmt: skip


def read_daily(words: Words, moment: Moment) -> Reading | None:
    """Read "weekly"."""
    word = words["word"] or ""
    if word[:1].isupper() and re.search(r"[A-Za-z]\s*$", moment.before) and re.match(r"\s+[A-Z]", moment.after):
        return None
    if word[:1].isupper() and (re.match(r"\s+[A-Z]", moment.after) or re.search(r"[A-Z][a-z]+ $", moment.before)):
        return None
    return Reading("SET", _OFTEN[word.lower()])


def read_weekday_set(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "on Fridays"."""
    number = load_lexicon().weekdays[(words["wd"] or "").lower()]
    whole = words.get("0") or ""
    lead = re.match(r"(?:on)\s+", whole, re.IGNORECASE)
    part = words.get("part")
    tail = f"T{load_lexicon().parts[part.lower()]}" if part else ""
    return Reading("SET", f"XXXX-WXX-{number + 1}{tail}", cut=lead.end() if lead else 0)
