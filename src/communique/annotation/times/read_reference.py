"""Readers of words for the present, the past and the future, and of times told by the one named before: now, recently,
soon, so far, that time, the next morning, the weekend, at dawn."""

from __future__ import annotations

import re

from communique.annotation.times.lexicon import load_lexicon
from communique.annotation.times.read_relative import day_part
from communique.annotation.times.reading import Moment, Reading, Words, of_period
from communique.annotation.times.spans import one_day, shift_days, until_day, weekend_of

__all__ = [
    "read_adjective",
    "read_at_dawn",
    "read_now",
    "read_recently",
    "read_soon",
    "read_that_part",
    "read_that_time",
    "read_the_weekend",
    "read_to_date",
]


def read_now(words: Words, moment: Moment) -> Reading | None:
    """Read "now" and "currently"."""
    word = (words["word"] or "").lower()
    if word == "now" and re.match(r"-|\s(?:that|defunct|famous|deceased|former|dead|infamous)\b", moment.after):
        return None
    period = one_day(moment.day) if moment.day else None
    return Reading("DATE", "PRESENT_REF", period, moment.why)


_NO_NOUN = re.compile(r"\s+(?:(?:of|and|or|in|is|was|were|than|to|account|affairs|assets|liabilities)\b|[^a-z])")


def read_adjective(words: Words, moment: Moment) -> Reading | None:
    """Read "the current impasse" and "recent attacks": present or past, without a day."""
    word = (words["word"] or "").lower()
    if not re.match(r"\s+[a-z]{3,}", moment.after) or _NO_NOUN.match(moment.after):
        return None
    return Reading("DATE", "PRESENT_REF" if word == "current" else "PAST_REF")


def read_recently(words: Words, moment: Moment) -> Reading | None:
    """Read "recently" and "in the past"."""
    word = (words["word"] or "").lower()
    if word.endswith("the past") and re.match(r"\s+[\w-]", moment.after):
        return None
    lead = re.match(r"in\s+(?=the past)", word)
    return Reading("DATE", "PAST_REF", cut=lead.end() if lead else 0)


def read_soon(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "soon" and "in the near future"."""
    if re.match(r"-|\s+(?:as|after|became|began)\b", moment.after) or re.search(r"\b(?:as|too)\s*$", moment.before):
        return None
    return Reading("DATE", "FUTURE_REF")


def read_to_date(words: Words, moment: Moment) -> Reading | None:
    """Read "so far", "to date", "not yet": all time up to the day."""
    word = re.sub(r"\s+", " ", (words["word"] or "").lower())
    if word in {"so far", "thus far"} and (
        re.match(r"\s+(?:as|away|apart|from|that|off|behind|ahead|out|removed|beyond)\b", moment.after)
        or (
            re.search(r"\b(?:not|n't|n’t|got?|gone|went|goes|come|came|how|ever)\s+(?:\w+\s+)?$", moment.before)
            and re.match(r"\s+(?:away|from|off|as)", moment.after)
        )
    ):
        return None
    if word == "to date" and re.match(r"\s+(?:from|back)\b", moment.after):
        return None
    return Reading("DATE", "PRESENT_REF", until_day(moment.day) if moment.day else None, moment.why)


def read_that_time(words: Words, moment: Moment) -> Reading | None:
    """Read "by that time": the time named before."""
    cut = len(words["lead"] or "")
    if re.match(r"\s+of\b", moment.after):
        return None
    if moment.reference is None:
        return Reading("DATE", "PAST_REF", cut=cut)
    return Reading("DATE", moment.reference.timex, moment.reference, "the time named before", cut=cut)


def read_that_part(words: Words, moment: Moment) -> Reading | None:
    """Read "the next morning" and "that evening", from the day named before."""
    shift = (words["shift"] or "").lower()
    named = moment.last_day if not moment.quoted else None
    base = named.start if named else None if shift == "that" else moment.day
    if base is None:
        return None
    count = -1 if "previous" in shift else 1 if re.search("next|following", shift) else 0
    why = "the day named before" if named else moment.why
    return day_part(one_day(shift_days(base, count)), words["part"], why)


def read_the_weekend(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "the weekend": the one at hand, the last, or in the future the coming one."""
    if moment.day is None:
        return None
    later = moment.day.weekday() >= 5 or moment.direction() > 0
    return of_period(weekend_of(moment.day if later else shift_days(moment.day, -7)), moment.why)


def read_at_dawn(words: Words, moment: Moment) -> Reading | None:
    """Read "at dawn": of the day named before, else of the day of speaking."""
    base = moment.last_day.start if moment.last_day else moment.day
    cut = len(words["lead"] or "")
    part = words["part"]
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{load_lexicon().parts[(part or '').lower()]}", cut=cut)
    reading = day_part(one_day(base), part, "the day named before" if moment.last_day else moment.why)
    return Reading(reading.type, reading.value, reading.period, reading.anchor, cut=cut)
