"""Readers of times told from another time: weekdays, today, last week, three days ago, two days later, overnight,
clocks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from communique.annotation.times.lexicon import load_lexicon, read_number
from communique.annotation.times.read_calendar import edge_of, instant, read_month_day
from communique.annotation.times.reading import Moment, Reading, Words, near_weekday, of_period
from communique.annotation.times.spans import (
    Period,
    one_day,
    run_of_days,
    shift_days,
    shift_months,
    shift_period,
)

__all__ = [
    "day_part",
    "read_ago",
    "read_clock",
    "read_in_the_part",
    "read_later",
    "read_overnight",
    "read_part_of_day",
    "read_this_part",
    "read_this_unit",
    "read_today",
    "read_weekday",
]


def day_part(period: Period, part: str | None, anchor: str, others: tuple[Period, ...] = ()) -> Reading:
    """Return the reading of a day, or of its morning, afternoon, evening or night where `part` names one."""
    if not part:
        return of_period(period, anchor, others=others)
    code = load_lexicon().parts[part.lower()]
    return Reading("TIME", f"{period.timex}T{code}", period, anchor, others)


def _weekday_number(words: str | None) -> int:
    return load_lexicon().weekdays[(words or "").lower().rstrip(".")]


def read_weekday(words: Words, moment: Moment) -> Reading | None:
    """Read a weekday by its tense, or by "last", "next", "of last week"."""
    name = words["wd"] or ""
    if name[:1].islower() or re.search(r"\b(?:Black|Bloody|Super|Cyber|Holy|Maundy)\s*$", moment.before):
        return None
    weekday = _weekday_number(name)
    part = words.get("part")
    if moment.day is None:
        return Reading("DATE", f"XXXX-WXX-{weekday + 1}")
    shift, tail = (words.get("shift") or "").lower(), (words.get("tail") or "").lower()
    if shift == "that" and moment.opens_clause:
        # "warned that Sunday's talks may slip"
        reading = read_weekday({**words, "shift": None}, moment)
        return replace(reading, cut=len("that ")) if reading else None
    day, why, others = moment.day, moment.why, ()
    if tail:
        weeks = 1 if "next" in tail or "following" in tail else -1 if "last" in tail or "previous" in tail else 0
        monday = shift_days(day, 7 * weeks - day.weekday())
        return day_part(one_day(shift_days(monday, weekday)), part, f"{tail}, {why}")
    if re.search("following|previous|that|same", shift):
        base = moment.reference.end if moment.reference and moment.reference.end else day
        found = near_weekday(base, weekday, 1 if "following" in shift else -1, same_day=shift in {"that", "the same"})
        return day_part(one_day(found), part, "the day named before" if moment.reference else why)
    if shift == "next":
        coming = near_weekday(day, weekday, 1, same_day=False)
        following = shift_days(day, 7 - day.weekday() + weekday)
        # Whoever speaks of the coming day in the same week has "on Sunday" or "tomorrow" at hand.
        chosen, other = (following, coming) if following != coming else (coming, shift_days(coming, 7))
        return day_part(one_day(chosen), part, f"of the week after, {why}", (one_day(other),))
    if shift in {"last", "past", "the past", "this past"}:
        recent = near_weekday(day, weekday, -1, same_day=False)
        if shift == "last" and (day - recent).days == 1:
            recent, other = shift_days(recent, -7), recent
        else:
            other = shift_days(recent, -7)
        return day_part(one_day(recent), part, f"before, {why}", (one_day(other),))
    if shift in {"coming", "the coming", "this coming"}:
        return day_part(one_day(near_weekday(day, weekday, 1, same_day=False)), part, f"after, {why}")
    direction = moment.direction()
    if shift == "this":
        direction = direction or 1
    back, on = near_weekday(day, weekday, -1), near_weekday(day, weekday, 1)
    chosen = on if direction > 0 else back
    tense = "future" if direction > 0 else "past tense" if direction < 0 else "no tense told"
    return day_part(
        one_day(chosen), part, f"{tense}, {why}", (one_day(back if direction > 0 else on),) if back != on else others
    )


def read_part_of_day(words: Words, moment: Moment) -> Reading | None:
    """Read "the night of 5 May"."""
    month = words["month"] or words["monthx"] or words["month3"] or words["month4"]
    number = words["d"] or words["dx"] or words["d3"] or words["d4"]
    if month:
        inner = read_month_day({"month": month, "d": number, "y": words["y"], "wd": words["wd"]}, moment)
    else:
        inner = read_weekday({"wd": words["wd"], "shift": None, "tail": None, "part": None}, moment)
    if inner is None or inner.period is None:
        return None
    return day_part(inner.period, "morning" if words["hours"] else words["part"], inner.anchor)


def read_in_the_part(words: Words, moment: Moment) -> Reading | None:
    """Read "later in the day" and "in the evening": of the day named before, else of the day of speaking."""
    whole = words.get("0") or ""
    base, why = moment.day, moment.why
    if moment.reference and moment.reference.start and moment.reference.granularity in {"day", "instant"}:
        base, why = moment.reference.start, "the day named before"
    lead = re.match(r"(?:in|on|for)\s+", whole, re.IGNORECASE)
    cut = lead.end() if lead else 0
    if base is None:
        return None
    part = words.get("part")
    reading = day_part(one_day(base), part, why)
    return Reading(reading.type, reading.value, reading.period, why, cut=cut)


def read_today(words: Words, moment: Moment) -> Reading | None:
    """Read "today", "yesterday evening", "tomorrow"."""
    word = (words["word"] or "").lower()
    offset = {"yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}.get(
        re.sub(r"\s+", " ", word), 0
    )
    if moment.day is None:
        return Reading("DATE", "PRESENT_REF" if offset == 0 else "XXXX-XX-XX")
    period = one_day(shift_days(moment.day, offset))
    if word.startswith("tonight"):
        return Reading("TIME", f"{period.timex}TNI", period, moment.why)
    return day_part(period, words.get("part"), moment.why)


def read_this_part(words: Words, moment: Moment) -> Reading | None:
    """Read "this morning" and "last night"."""
    part = (words["part"] or "").lower()
    back = 1 if (words["shift"] or "").lower() == "last" else 0
    if moment.day is None:
        return Reading("TIME", f"XXXX-XX-XXT{load_lexicon().parts[part]}")
    return day_part(one_day(shift_days(moment.day, -back)), part, moment.why)


def read_overnight(words: Words, moment: Moment) -> Reading | None:
    """Read "overnight": the night before the day, or the coming one in the future."""
    if moment.day is None:
        return Reading("TIME", "XXXX-XX-XXTNI")
    if re.match(r"[- ](?:stay|train|bus|flight|success)", moment.after):
        return None
    cut = len(words.get("lead") or "")
    if words.get("wd"):
        first = read_weekday({"wd": words["wd"], "shift": None, "tail": None, "part": None}, moment)
        assert first is not None
        assert first.period is not None
        evening = first.period.start
        assert evening is not None
        if " into " in (words.get("0") or "").lower() or " to " in (words.get("0") or "").lower():
            evening = evening if words["wd2"] else shift_days(evening, -1)
        return Reading("TIME", f"{evening}TNI", run_of_days(evening, shift_days(evening, 1)), first.anchor)
    day = moment.day
    evening = day if moment.direction() > 0 else shift_days(day, -1)
    return Reading("TIME", f"{evening}TNI", run_of_days(evening, shift_days(evening, 1)), moment.why, cut=cut)


_BY_REFERENCE = re.compile("that|same|previous|following|preceding|the next|very")


def read_this_unit(words: Words, moment: Moment) -> Reading | None:
    """Read "last week", "the following day", "the end of the year", "later this month"."""
    shift = re.sub(r"\s+", " ", (words.get("shift") or "the").lower())
    shift = re.sub("(?:the )?(?:latest|most recent)", "last", shift)
    unit_words = (words["unit"] or "").lower()
    lex = load_lexicon()
    unit = lex.units.get(unit_words, "")
    edge = (words["edge"] or "").lower()
    if shift == "the":
        # "the end of the year", but not "the year" by itself, which is any year.
        if (
            not re.search(r"end|start|beginning|middle|close|first half|second half|early|earlier|late", edge)
            or not unit
        ):
            return None
        shift = "this"
    season = lex.seasons.get(unit_words)
    if season:
        if unit_words in {"spring", "fall"} and shift in {"that", "the same", "the"}:
            return None
        return None if moment.day is None else _this_season(season, shift, edge, moment)
    if shift == "that" and moment.reference is None:
        return None
    if unit == "weekend":
        shift = re.sub("(?:this |the )?past", "last", re.sub("(?:this |the )?(?:up)?coming", "this", shift))
    if re.search("past|coming|upcoming", shift) or (
        unit in {"decade", "century"} and shift in {"the last", "the next"}
    ):
        return _run(shift, 1, unit, moment)
    by_reference = bool(_BY_REFERENCE.search(shift)) and not moment.quoted
    base, why = moment.day, moment.why
    if by_reference and moment.reference and moment.reference.start:
        named = moment.reference
        if shift == "the same" and moment.day and moment.reference.start > moment.day and moment.direction() < 0:
            # "the talks planned for Sunday may slip, he warned on Saturday. The envoys met on the same day."
            named = moment.past_reference or one_day(moment.day)
        base = named.end if re.search("following|next", shift) else named.start
        why = "the time named before"
    if base is None:
        if unit in {"hour", "minute", "night"}:
            return None
        blank = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit, "XXXX")
        return Reading("DATE", blank)
    count = -1 if re.search("last|previous|preceding", shift) else 1 if re.search("next|following", shift) else 0
    if unit in {"night", "hour", "minute"}:
        if unit == "night" and shift in {"that", "the same", "the following", "the next", "the previous"}:
            night = one_day(shift_days(base, count))
            return Reading("TIME", f"{night.timex}TNI", night, why)
        return None
    period = shift_period(base, unit, count)
    if period is None:
        return None
    reading = of_period(_narrowed(period, edge, moment), why)
    fiscal = unit == "year" and (words.get("kind") or "").lower() in {"fiscal", "financial"}
    return replace(reading, value=f"FY{reading.value}") if fiscal else reading


def _narrowed(period: Period, edge: str, moment: Moment) -> Period:
    """Return the part of the period that "early" or "the end of" name; "earlier this month" ends on the day at hand."""
    day = moment.day
    if edge in {"earlier", "later"} and day and period.start and period.end and period.start <= day <= period.end:
        start, end = (period.start, day) if edge == "earlier" else (day, period.end)
        return Period(start, end, "range", f"{start}/{end}" if start < end else str(start), period.timex)
    return edge_of(period, edge)


def _this_season(season: str, shift: str, edge: str, moment: Moment) -> Reading | None:
    from communique.annotation.times.read_calendar import read_season

    year = None
    if shift in {"that", "the same"} and moment.reference and moment.reference.start:
        shift, year = "", str(moment.reference.start.year)
    return read_season({"season": season, "shift": shift, "edge": edge or None, "y": year, "0": season}, moment)


def _run(shift: str, count: float | None, unit: str, moment: Moment) -> Reading | None:
    from communique.annotation.times.read_duration import anchored_run

    return anchored_run(shift, count, unit, moment)


def _back(day: date, unit: str, count: float, sign: int) -> Period | None:
    """Return the period of the unit's own granularity that lies so many units off; hours and minutes stay in days."""
    whole = int(count)
    if unit in {"second", "minute"}:
        return one_day(day)
    if unit == "hour":
        days, rest = divmod(whole, 24)
        moved = shift_days(day, sign * days)
        if not rest:
            return one_day(moved)
        return run_of_days(moved, shift_days(moved, sign)) if rest >= 12 else one_day(moved)
    if unit == "night":
        return one_day(shift_days(day, sign * whole))
    if count != whole and unit == "month":
        return shift_period(shift_days(day, sign * round(count * 30.44)), "month", 0)
    if count != whole and unit == "year":
        return shift_period(shift_months(day, sign * round(count * 12)), "month", 0)
    if unit in {"decade", "century"}:
        return shift_period(day, "year", sign * round(count * (10 if unit == "decade" else 100)))
    if unit == "weekend":
        return shift_period(day, "weekend", sign * whole)
    return shift_period(day, unit, sign * whole)


def read_ago(words: Words, moment: Moment) -> Reading | None:
    """Read "three days ago" and "ten days from now"."""
    direction = (words["dir"] or "").lower()
    unit = load_lexicon().units[(words["unit"] or "").lower()]
    sign = -1 if direction in {"ago", "back"} else 1
    if direction == "back" and not re.search(r"^[ ]*[.,;]|^$", moment.after):
        return None
    count = 0.5 if (words["n"] or "").lower().startswith("half") else read_number(words["n"] or "")
    if (words["half"] or words["half2"]) and count:
        count += 0.5
    if count is None:
        ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
        unknown = Period(None, None, "unknown", f"../{moment.day}", ref) if moment.day and sign < 0 else None
        return Reading("DATE", ref, unknown, moment.why)
    base, why = moment.day, moment.why
    if words["wd"]:
        inner = read_weekday({"wd": words["wd"], "shift": None, "tail": None, "part": None}, moment)
        base = inner.period.start if inner and inner.period else base
    if base is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if direction.startswith("from ") and direction != "from now" and unit in {"week", "fortnight"}:
        period: Period | None = one_day(shift_days(base, round(count * (14 if unit == "fortnight" else 7))))
    else:
        period = _back(base, unit, count, sign)
    return of_period(period, why) if period else None


def read_later(words: Words, moment: Moment) -> Reading | None:
    """Read "two days later" and "a week earlier", from the time named before."""
    direction = (words["dir"] or words["dir2"] or "").lower()
    unit = load_lexicon().units[(words["unit"] or "").lower()]
    amount = (words["n"] or "").lower()
    if direction == "on" or (
        amount == "the"
        and (direction not in {"before", "after", "previous", "prior"} or unit in {"hour", "minute", "second"})
    ):
        return None
    rest = moment.after.lstrip()
    if (
        direction in {"before", "after", "prior", "previous"}
        and rest[:1].isalpha()
        and not re.match(r"(?:and|but)\b", rest)
    ):
        return None  # "two days after the storm": the storm is the anchor, and the span alone a duration
    count = read_number(amount)
    sign = -1 if direction in {"earlier", "before", "beforehand", "previously", "previous", "prior"} else 1
    reference = moment.reference
    base = None
    why = "the time named before"
    if reference is not None:
        base = reference.start if sign < 0 else reference.end or reference.start
    if base is None:
        base, why = (moment.day, moment.why) if sign < 0 else (None, "")
    if base is None or count is None:
        return Reading("DATE", "XXXX-XX-XX")
    period = _back(base, unit, count, sign)
    return of_period(period, why) if period else None


def read_clock(words: Words, moment: Moment) -> Reading | None:
    """Read a time of day, with its zone."""
    word = (words["word"] or "").lower()
    whole = words.get("0") or ""
    cut = len(whole) - len(re.sub(r"^(?:at|around|about|by)\s+", "", whole, flags=re.IGNORECASE))
    if word:
        hour, minute = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}[word]
    elif words["h4"]:
        hour, minute = int(read_number(words["h4"]) or 0), 0
    elif words["h5"]:
        if not re.search(r"\bat\s+$", moment.before):
            return None
        hour, minute = int(words["h5"]), int(words["mi5"] or 0)
    else:
        hour = int(words["h"] or words["h2"] or words["h3"] or 0)
        minute = int(words["mi"] or words["mi2"] or words["mi3"] or 0)
        if hour > 24 or (words["ap"] and hour > 12):
            return None
        if (
            not words["ap"]
            and words["h2"]
            and not words["zone"]
            and re.search(r"\b(?:odds|score|verse|John|Luke|won|lost)\b", moment.before)
        ):
            return None
    if words["ap"]:
        hour = hour % 12 + (12 if words["ap"].lower().startswith("p") else 0)
    zone = _zone_offset(words["zone"], words["off"])
    clock = f"{hour % 24:02d}:{minute:02d}"
    if words["s"] or words["s2"]:
        clock += f":{words['s'] or words['s2']}"
    base, why = moment.day, moment.why
    if words["day"]:
        offset = {"today": 0, "yesterday": -1, "tomorrow": 1}[words["day"].lower()]
        base = shift_days(base, offset) if base else None
    elif moment.reference and moment.reference.granularity in {"day", "instant"} and moment.reference.start:
        base, why = moment.reference.start, "the day named beside it"
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{clock}{zone}", cut=cut)
    period = instant(base, clock, zone)
    if word == "midnight":
        return Reading("TIME", f"{base}T24:00", Period(base, base, "day", str(base), f"{base}T24:00"), why, cut=cut)
    return Reading("TIME", period.timex, period, why, cut=cut)


def _zone_offset(zone: str | None, off: str | None) -> str:
    if off:
        digits = re.sub(r"[^\d+-]", "", off)
        hours = f"{int(digits[1:3] if len(digits) > 2 else digits[1:]):02d}"
        return f"{digits[0]}{hours}:{digits[3:5] if len(digits) > 3 else '00'}"
    if not zone:
        return ""
    return load_lexicon().zones.get(re.sub(r"\s+", " ", zone.lower()), "")


def day_after(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)
