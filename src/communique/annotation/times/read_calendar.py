"""Readers of calendar dates: ISO and numeric forms, months with or without day and year, years, decades, seasons,
holidays."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from communique.annotation.times.feasts import feast_days
from communique.annotation.times.lexicon import load_lexicon
from communique.annotation.times.reading import Moment, Reading, Words, choose_nearest, of_period, read_year
from communique.annotation.times.spans import (
    Granularity,
    Period,
    century_of,
    decade_of,
    month_of,
    one_day,
    part_of_period,
    run_of_days,
    season_of,
    shift_days,
    shift_months,
    shift_period,
    week_of,
    weekend_of,
    year_of,
)

__all__ = [
    "day_at",
    "edge_of",
    "read_century",
    "read_day_range",
    "read_decade",
    "read_holiday",
    "read_iso",
    "read_month",
    "read_month_day",
    "read_nth_week",
    "read_numeric",
    "read_ordinal_day",
    "read_season",
    "read_week_with",
    "read_weekday_ordinal",
    "read_year_alone",
    "read_year_range",
    "read_year_short",
]


def day_at(year: int, month: int, day: int) -> date | None:
    """Return the date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(words: str) -> int:
    return load_lexicon().months[words.lower().rstrip(".")]


_EDGES = (("first half", "first half"), ("second half", "second half"), ("latter half", "second half"), ("mid", "mid"))


def edge_of(period: Period, words: str | None) -> Period:
    """Return the part of `period` that "early", "mid", "late", "the end of" … name."""
    if not words:
        return period
    low = words.lower()
    for form, part in _EDGES:
        if form in low:
            return part_of_period(period, part)
    if re.search(r"start|beginning|early|turn|outset|earlier", low):
        return part_of_period(period, "start")
    if re.search(r"end|late|close", low):
        return part_of_period(period, "end")
    return period


def read_iso(words: Words, moment: Moment) -> Reading | None:  # noqa: ARG001
    """Read "2026-01-24" and "2026-01-24T16:00Z"."""
    day = day_at(int(words["y"] or 0), int(words["m"] or 0), int(words["d"] or 0))
    if day is None or not 1000 <= day.year <= 2199:
        return None
    if not words["clock"]:
        return of_period(one_day(day))
    return of_period(instant(day, words["clock"], words["zone"] or ""), type_="TIME")


def instant(day: date, clock: str, zone: str) -> Period:
    """Return an instant: `clock` as HH:MM or HH:MM:SS, `zone` as `Z`, an offset, or nothing for the local time."""
    full = clock if clock.count(":") == 2 else clock + ":00"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return Period(day, day, "instant", f"{day}T{full}{zone}", f"{day}T{clock}{zone}")


def read_numeric(words: Words, moment: Moment) -> Reading | None:
    """Read "24/01/2026", day or month first by the publisher's country."""
    first, second, year = int(words["a"] or 0), int(words["b"] or 0), int(words["y"] or 0)
    if words["sep"] == "." and year < 100:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    month_first = moment.month_first and words["sep"] == "/"
    orders = [(first, second), (second, first)] if month_first else [(second, first), (first, second)]
    for at, (month, day_number) in enumerate(orders):
        day = day_at(year, month, day_number) if 1500 <= year <= 2099 else None
        if day:
            sure = at == 1 or first == second or max(first, second) > 12
            other = None if sure else day_at(year, day_number, month)
            why = (
                ""
                if sure
                else ("month before day" if month_first else "day before month") + " by the publisher's country"
            )
            return of_period(one_day(day), why, others=(one_day(other),) if other else ())
    return None


def read_month_day(words: Words, moment: Moment) -> Reading | None:
    """Read "3 May" with or without weekday and year."""
    ordinal = re.sub(r"^the\s+", "", (words.get("ord") or "").lower())
    month = _month(words["month"] or "")
    number = int(words["d"] or re.sub(r"\D", "", ordinal) or load_lexicon().ordinals.get(ordinal, 0))
    if day_at(2000, month, number) is None:
        return None
    if re.search(r"[$€£]\s?$", moment.before) and (words.get("0") or "")[:1].isdigit():
        return None  # "for $12 December 27"
    year = read_year(words["y"], moment)
    if year is not None:
        day = day_at(year, month, number)
        return of_period(one_day(day)) if day else None
    if words.get("shift") and moment.day is not None:
        around = [d for n in (-1, 0, 1) if (d := day_at(moment.day.year + n, month, number))]
        last = words["shift"] in {"last", "Last"}
        beside = [d for d in around if (d < moment.day if last else d > moment.day)]
        return of_period(one_day(max(beside) if last else min(beside)), moment.why) if beside else None
    named = words.get("wd")
    weekday = load_lexicon().weekdays[named.lower().rstrip(".")] if named else None
    return _without_year(moment, month, number, weekday)


def _without_year(moment: Moment, month: int, number: int, weekday: int | None = None) -> Reading | None:
    if moment.day is None or moment.year is not None:
        day = day_at(moment.year, month, number) if moment.year is not None else None
        if day:
            return of_period(one_day(day), "year named before")
        text = f"XXXX-{month:02d}-{number:02d}"
        return Reading("DATE", text, Period(None, None, "unknown", text, text))
    years = range(moment.day.year - 1, moment.day.year + 2)
    days = [d for d in (day_at(y, month, number) for y in years) if d]
    if weekday is not None:
        # "Tuesday, May 5" names a year by itself; where it names none, the writer erred in one of them.
        days = [d for d in days if d.weekday() == weekday] or days
    if not days:
        days = [d for d in (day_at(y, month, number) for y in range(moment.day.year - 4, moment.day.year + 5)) if d]
    if not days:
        return None
    chosen, why = choose_nearest(moment, [one_day(d) for d in days])
    return of_period(chosen, why)


def read_ordinal_day(words: Words, moment: Moment) -> Reading | None:
    """Read "the 5th": of the month named before, else of the nearest."""
    number = int(re.sub(r"\D", "", words["d"] or "0"))
    if moment.day is None or not (
        words["shift"] or re.search(r"\b(?:on|by|until|till|from|since|of) $", moment.before)
    ):
        return None
    shift = (words["shift"] or "").lower()
    base = moment.day
    if shift in {"last", "next"}:
        base = shift_months(base.replace(day=1), -1 if shift == "last" else 1)
        day = day_at(base.year, base.month, number)
        return of_period(one_day(day), moment.why) if day else None
    if not shift and moment.reference and moment.reference.start and moment.reference.granularity in {"day", "month"}:
        day = day_at(moment.reference.start.year, moment.reference.start.month, number)
        if day:
            return of_period(one_day(day), "month named before")
    months = [shift_months(base.replace(day=1), n) for n in (-1, 0, 1)]
    days = [d for d in (day_at(m.year, m.month, number) for m in months) if d]
    chosen, why = choose_nearest(moment, [one_day(d) for d in days])
    return of_period(chosen, why)


def read_day_range(words: Words, moment: Moment) -> Reading | None:
    """Read "3-5 July" and "30 June to 2 July 2026"."""
    month2 = words.get("month2")
    month = words.get("month") or month2 or ""
    last = month2 or month
    year = read_year(words["y"], moment)
    low, high = (_month(month), int(words["d"] or 0)), (_month(last), int(words["d2"] or 0))
    if low == high or (low[0] == high[0] and low[1] > high[1]) or not (day_at(2000, *low) and day_at(2000, *high)):
        return None
    if year is None:
        ending = _without_year(moment, *high)
        if ending is None:
            return None
        if ending.period is None or ending.period.end is None:
            text = f"XXXX-{low[0]:02d}-{low[1]:02d}/XXXX-{high[0]:02d}-{high[1]:02d}"
            return Reading("DATE", text, Period(None, None, "unknown", text, text))
        year, why = ending.period.end.year, ending.anchor
    else:
        why = ""
    end = day_at(year, *high)
    start = day_at(year if low <= high else year - 1, *low)
    return of_period(run_of_days(start, end), why) if start and end else None


_CAPITAL_MONTHS = frozenset({"may", "march", "august"})
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|through|to|during|for|and|or|between|before|after|throughout|around|about|late|"
    r"early|mid|every|each|on|as of|last|next|this)|[(,–—/-])\s*$",
    re.IGNORECASE,
)


def read_month(words: Words, moment: Moment) -> Reading | None:
    """Read a month with or without year; no reading where "May" is a verb or a name."""
    name = (words["month"] or "").lower().rstrip(".")
    bare = not (words["edge"] or words["shift"] or words["y"])
    if bare and (len(name) <= 4 or name in _CAPITAL_MONTHS) and not _BEFORE_MONTH.search(moment.before):
        return None
    if (
        bare
        and name in {"may", "mar", "jun", "jan"}
        and re.match(r"\s+(?:[A-Z][a-z]|(?:said|says|told|has|had|was|is)\b)", moment.after)
    ):
        return None
    month = _month(name)
    year = read_year(words["y"], moment)
    if year is not None:
        return of_period(edge_of(month_of(year, month), words["edge"]))
    shift = (words["shift"] or "").lower()
    if shift == "that":
        return _that_month(words, month, moment)
    if re.search("previous|following", shift) and moment.reference and moment.reference.start:
        moment_day: date | None = moment.reference.start
    else:
        moment_day = moment.day
    if moment_day is None or (moment.year is not None and not shift):
        if moment.year is not None:
            return of_period(edge_of(month_of(moment.year, month), words["edge"]), "year named before")
        text = f"XXXX-{month:02d}"
        return Reading("DATE", text, Period(None, None, "unknown", text, text))
    if shift:
        year = moment_day.year
        if re.search("last|past|previous", shift):
            year -= month >= moment_day.month
        elif re.search("next|coming|following", shift):
            year += month <= moment_day.month
        return of_period(edge_of(month_of(year, month), words["edge"]), moment.why)
    chosen, why = choose_nearest(moment, [month_of(moment_day.year + n, month) for n in (-1, 0, 1)])
    return of_period(edge_of(chosen, words["edge"]), why)


def _that_month(words: Words, month: int, moment: Moment) -> Reading | None:
    """Read "that November": the one of the year named before; "said that November was cold" says no more than "November"."""
    if month == _MAY or not (words["month"] or "")[:1].isupper():
        return None
    if moment.reference is not None and moment.reference.start is not None:
        return of_period(month_of(moment.reference.start.year, month), "the time named before")
    if moment.day is None:
        return None
    chosen, why = choose_nearest(moment, [month_of(moment.day.year + n, month) for n in (-1, 0, 1)])
    return replace(of_period(chosen, why), cut=len("that "))


_MAY = 5


def _joined(first: Period, last: Period, granularity: Granularity = "range") -> Period:
    return Period(first.start, last.end, granularity, f"{first.edtf}/{last.edtf}", f"{first.timex}/{last.timex}")


_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#№]|\b(?:no\.|number|about|around|some|nearly|almost|over|than|least|most|up to|approximately|only|"
    r"article|resolution|flight|room|route|highway|page|US|EUR|USD|total of|killed|injured|wounded)) ?$",
    re.IGNORECASE,
)
_NO_YEAR_AFTER = re.compile(
    r" ?(?:%|percent|per cent|km|m\b|miles?|metres?|meters?|people|persons?|men|women|children|soldiers|troops|"
    r"prisoners|detainees|civilians|times|others|more|tons?|tonnes?|dollars|euros|pounds|homes|houses|pm|am|a\.m|p\.m|GMT|UTC|hours|hrs|"
    r"kg|feet|ft\b|acres|square|[-–]strong|million|billion|[a-z]{3,}(?<!ss)(?<!us)(?<!is)s\b(?<!was)(?<!has)(?<!elections)(?<!talks))"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|through|to|during|between|before|after|throughout|around|and|or|the|a|an|their|"
    r"his|its|as of|for|back|circa|year|this|that|than|earlier|late|early|mid|on|’s|'s)|[(,;:–—/-]|^)\s*$",
    re.IGNORECASE,
)


_NAME_BEFORE = re.compile(
    r"\b(?!(?:The|An?|Its|Their|In|Under|Since|By|After|Before|Despite|Both|From) $)[A-Z][a-z]+ $"
)


def read_year_alone(words: Words, moment: Moment) -> Reading | None:
    """Read "2019"; no reading where the number counts something."""
    year = int(words["y"] or 0)
    fiscal = bool(words["fiscal"])
    sure = fiscal or bool(words["edge"]) or "year" in (words.get("0") or "").lower()
    if re.match(r"(?:st|nd|rd|th|[/.]\d|:\d|,\d{3}|-\d{1,3}\b)", moment.after) or re.search(
        r"\d[-/.:,]$", moment.before
    ):
        return None  # part of a longer number
    if not sure:
        strong = re.search(r"\b(?:in|since|by|until|during|before|after|back in|as of) $", moment.before, re.IGNORECASE)
        if _NO_YEAR_BEFORE.search(moment.before) and not re.search(r"\b(?:in|since) (?:about|around) $", moment.before):
            return None
        if _NO_YEAR_AFTER.match(moment.after) and not (strong and not re.match(r" [a-z]+s\b", moment.after)):
            article = re.search(r"\b(?:the|a|an|its|their|his|her|'s|’s) $", moment.before, re.IGNORECASE)
            if not (
                article
                and re.match(r" (?:elections|talks|accords|protests|sanctions|strikes|negotiations)", moment.after)
            ):
                return None
        if _NAME_BEFORE.search(moment.before) and re.match(r" [A-Z]", moment.after):
            return None  # "the Russell 2000 Index"
        if year < 1900 and not strong:
            return None
        if not _YEAR_BEFORE.search(moment.before) and not 1950 <= year <= 2049:
            return None
    reading = of_period(edge_of(year_of(year), words["edge"]))
    return replace(reading, value=f"FY{year}") if fiscal else reading


_LEADS_SHORT_YEAR = re.compile(
    r"(?:\b(?:in|since|from|of|until|till|by|before|after|to|and|early|late|spring|summer|autumn|fall|winter|"
    r"Jan|Feb|March|April|May|June|July|Aug|August|Sept|September|Oct|October|Nov|November|Dec|December|January|February)\.?)"
    r"\s*['’‘]$"
)


def read_year_short(words: Words, moment: Moment) -> Reading | None:
    """Read "since '82": the latest such year that is not far ahead."""
    if not _LEADS_SHORT_YEAR.search(moment.before):
        return None
    this = moment.day.year if moment.day else 2000
    year = this // 100 * 100 + int(words["yy"] or 0)
    return replace(of_period(year_of(year if year <= this + 10 else year - 100)), cut=-1)


def read_weekday_ordinal(words: Words, moment: Moment) -> Reading | None:
    """Read "Friday the 13th": the day of that name and number that the tense and nearness speak for."""
    weekday = load_lexicon().weekdays[(words["wd"] or "").lower()]
    number = int(re.sub(r"\D", "", words["d"] or "0"))
    if moment.day is None:
        return None
    months = [shift_months(moment.day.replace(day=1), n) for n in range(-11, 12)]
    days = [d for d in (day_at(m.year, m.month, number) for m in months) if d and d.weekday() == weekday]
    if not days:
        return None
    chosen, why = choose_nearest(moment, [one_day(d) for d in days])
    return of_period(chosen, why)


def read_year_range(words: Words, moment: Moment) -> Reading | None:
    """Read "2009-11"."""
    first, second = int(words["y"] or 0), int(words["y2"] or 0)
    if second < 100:
        second += first // 100 * 100
        if second - first > 30:
            return None
    if not first < second <= first + 200 or re.search(r"\d[-/.:,]$", moment.before):
        return None
    return of_period(_joined(year_of(first), year_of(second)))


_WORD_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def read_decade(words: Words, moment: Moment) -> Reading | None:
    """Read "the early 1990s"."""
    if words["dec"]:
        return of_period(edge_of(decade_of(int(words["dec"])), words["edge"]))
    if re.search(r"\b(?:his|her|their|my|our|your)\s*$", moment.before, re.IGNORECASE):
        return None
    short = int(words["dec2"]) if words["dec2"] else _WORD_DECADES[(words["dec3"] or "").lower()]
    if not words["dec2"] and not re.search(r"\bthe ", (words.get("0") or "").lower()):
        return None
    this = moment.day.year if moment.day else 2000
    first = this // 100 * 100 + short
    return of_period(edge_of(decade_of(first if first <= this else first - 100), words["edge"]))


def read_century(words: Words, moment: Moment) -> Reading | None:
    """Read "the 19th century"."""
    text = (words["n"] or "").lower()
    number = load_lexicon().ordinals.get(text) or int(re.sub(r"\D", "", text) or 0)
    if not 1 <= number <= 22 or (re.search("[Cc]entury$", words["0"] or "") and re.match(r" [A-Z]", moment.after)):
        return None
    return of_period(edge_of(century_of(number), words["edge"]))


def read_week_with(words: Words, moment: Moment) -> Reading | None:
    """Read "the week of 4 May": the ISO week that holds the day, the seven days from it where it does not begin one."""
    inner = read_month_day(
        {"month": words["month"] or words["month2"], "d": words["d"] or words["d2"], "y": words["y"]}, moment
    )
    if inner is None or inner.period is None or inner.period.start is None:
        return None
    return of_period(week_of(inner.period.start), inner.anchor)


def read_nth_week(words: Words, moment: Moment) -> Reading | None:
    """Read "the first week of March": the n-th ISO week (or weekend) whose Thursday lies in the month or year."""
    if words["month"]:
        whole = read_month(
            {"month": words["month"], "y": words["y"], "edge": None, "shift": "", "0": ""},
            replace(moment, before="in "),
        )
        period = whole.period if whole else None
    elif words["y2"]:
        period = year_of(int(words["y2"]))
    else:
        shift = {"last": -1, "next": 1}.get((words["rel"] or "").lower(), 0)
        period = shift_period(moment.day, (words["relunit"] or "").lower(), shift) if moment.day else None
    if period is None or period.start is None or period.end is None:
        return None
    text = (words["n"] or "").lower()
    number = load_lexicon().ordinals.get(text) or int(re.sub(r"\D", "", text) or 0)
    if text in {"last", "final"}:
        week = week_of(period.end) if period.end.weekday() >= 3 else week_of(period.end - timedelta(days=7))
    else:
        first = period.start if period.start.weekday() <= 3 else period.start + timedelta(days=7)
        week = week_of(first + timedelta(days=7 * (number - 1)))
    if not 1 <= number <= 53 and text not in {"last", "final"}:
        return None
    if week.start is None or week.start > period.end:
        return None
    return of_period(weekend_of(week.start) if (words["unit"] or "").lower() == "weekend" else week)


def _season_noun(words: Words, moment: Moment) -> bool:
    """Return whether a winter, summer or autumn qualifies a common noun ("their autumn meetings")."""
    return bool(
        re.search(r"\b(?:the|its|their|his|her|our|a|an|of)\s*$", moment.before)
        and re.match(r"\s+(?!and\b|or\b|of\b|in\b|is\b|was\b|has\b|came\b)[a-z]{4,}", moment.after)
        and not (words["0"] or "").lower().startswith("the ")
    )


def read_season(words: Words, moment: Moment) -> Reading | None:
    """Read "winter of 2024" by the publisher's hemisphere."""
    season = load_lexicon().seasons[(words["season"] or "").lower()]
    shift, year_words = (words["shift"] or "").lower(), words["y"]
    if not shift or shift == "the":
        needs = (
            year_words
            or words["edge"]
            or (season != "spring" and (words["season"] or "").lower() != "fall" and _season_noun(words, moment))
            or re.search(r"\b(?:in|by|since|until|during|through|for)\s*$", moment.before, re.IGNORECASE)
            or (shift == "the" and re.search(r"\b(?:over|throughout)\s*$", moment.before))
        )
        if not needs or (
            (words["season"] or "").lower() in {"fall", "spring"} and not (year_words or shift or words["edge"])
        ):
            return None
        if (
            shift == "the"
            and not year_words
            and not words["edge"]
            and not re.search(r"\b(?:in|by|since|until|during|through|over|throughout)\s*$", moment.before)
        ):
            return None
    year = read_year(year_words, moment)
    south = moment.southern
    if year is not None:
        if "-" in (year_words or "") or "/" in (year_words or ""):
            return of_period(edge_of(season_of(year, season, southern=south), words["edge"]))
        return of_period(
            edge_of(season_of(year, season, southern=south), words["edge"]), "southern" if south else "northern"
        )
    if moment.day is None:
        return Reading("DATE", f"XXXX-{season_of(2000, season).timex[-2:]}")
    options = [season_of(moment.day.year + n, season, southern=south) for n in (-2, -1, 0, 1, 2)]
    where = ("southern" if south else "northern") + " hemisphere"
    return of_period(edge_of(_shifted(options, shift, moment), words["edge"]), f"{where}, {moment.why}")


def _shifted(options: list[Period], shift: str, moment: Moment) -> Period:
    """Return the last period that ended before the day, the next that begins after it, or the one at hand or
    nearest."""
    day = moment.day
    assert day is not None
    if re.search("last|previous", shift):
        return [p for p in options if p.end is not None and p.end < day][-1]
    if re.search("next|following", shift):
        return next(p for p in options if p.start is not None and p.start > day)
    current = [p for p in options if p.start is not None and p.end is not None and p.start <= day <= p.end]
    if current and re.search("this|past", shift):
        return current[0]
    if re.search("past", shift):
        return [p for p in options if p.end is not None and p.end < day][-1]
    if re.search("coming", shift):
        return next(p for p in options if p.start is not None and p.start > day)
    if shift == "this":
        same = [p for p in options if p.start is not None and p.start.year == day.year]
        return choose_nearest(moment, same or options)[0]
    return choose_nearest(moment, options)[0]


def read_holiday(words: Words, moment: Moment) -> Reading | None:
    """Read a feast, of the year named or the nearest that the tense allows."""
    name = (words["holiday"] or "").lower()
    if re.match(r"\s+(?:Island|Eve\b|egg|tree|card|market|gift|carol|present|truce of)", moment.after):
        return None
    rule = load_lexicon().holidays[re.sub(r"\s+", " ", name)]
    year = read_year(words["y"], moment)
    if year is not None:
        days = feast_days(rule, year)
        return of_period(days[0]) if days else None
    if moment.day is None:
        return Reading("DATE", "XXXX")
    if words["weekend"] and not words["y"]:
        return _weekend_around(rule, moment)
    options = [p for n in (-1, 0, 1) for p in feast_days(rule, moment.day.year + n)]
    shift = (words["shift"] or "").lower()
    if shift and options:
        ordered = [
            feast_days(rule, moment.day.year + n)[0] for n in (-2, -1, 0, 1, 2) if feast_days(rule, moment.day.year + n)
        ]
        return of_period(_shifted(ordered, shift, moment), moment.why)
    chosen, why = choose_nearest(moment, options)
    return of_period(chosen, why)


def _weekend_around(rule: str, moment: Moment) -> Reading | None:
    """Return the weekend beside a feast ("the Labor Day weekend"), with the feast where it is a Friday or Monday."""
    assert moment.day is not None
    feasts = [p.start for n in (-1, 0, 1) for p in feast_days(rule, moment.day.year + n) if p.start]
    weekends = [weekend_of(shift_days(d, -3) if d.weekday() < 2 else d) for d in feasts]
    chosen, why = choose_nearest(moment, weekends)
    feast = feasts[weekends.index(chosen)]
    assert chosen.start is not None
    assert chosen.end is not None
    run = run_of_days(min(feast, chosen.start), max(feast, chosen.end))
    return of_period(replace(run, timex=chosen.timex), why)


def last_day_before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)
