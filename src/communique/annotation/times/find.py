"""Finds the times of a text by the rules and resolves each against the day on which its words were said."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from communique.annotation.times import read_calendar, read_duration, read_fiscal, read_reference, read_relative
from communique.annotation.times.lexicon import Rule, first_words, load_lexicon
from communique.annotation.times.reading import Moment, Reading, Words
from communique.annotation.times.tense import clause_direction
from communique.words import Article, TimeExpression

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.annotation.times.spans import Period
    from communique.annotation.tokens import Parse

__all__ = ["Anchor", "Found", "as_expression", "document_day", "find_all", "fuse_clocks", "resolve_all"]

READERS: dict[str, Callable[[Words, Moment], Reading | None]] = {
    name.removeprefix("read_").removesuffix("_alone"): getattr(module, name)
    for module in (read_calendar, read_fiscal, read_relative, read_reference, read_duration)
    for name in module.__all__
    if name.startswith("read_")
}
"""The readers by the name that rules.toml calls them."""

_WORD = re.compile(r"\w+")
_SOUTHERN = frozenset(
    [
        "ARG",
        "AUS",
        "BOL",
        "BRA",
        "BWA",
        "CHL",
        "FJI",
        "LSO",
        "MDG",
        "MOZ",
        "MUS",
        "NAM",
        "NZL",
        "PER",
        "PRY",
        "SWZ",
        "URY",
        "ZAF",
        "ZMB",
        "ZWE",
        "AGO",
    ]
)
_MONTH_FIRST = frozenset({"USA", "PHL", "FSM", "MHL", "PLW"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day against which relative times are read, and how to say so."""

    day: date | None
    why: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A time as a rule found it, with what it was read as."""

    rule: Rule
    start: int
    end: int
    words: dict[str, str | None]
    reading: Reading


def day_of(stamp: str | None) -> date | None:
    """Return the day that an ISO 8601 stamp names in its own zone, None where it names none from 1600 to 2900.

    The bounds keep every shift from it inside the calendar; no page is of any other year.
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", stamp or "")
    if found is None or not 1600 <= int(found[1]) <= 2900:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def document_day(article: Article) -> date | None:
    """Return the local day of the article's own time (published, else updated, else captured), None where unknown."""
    return day_of(article.anchor)


def _article_anchors(parse: Parse) -> list[Anchor]:
    """Return an anchor a block: the block's own time (a live blog's entry), else the article's."""
    article = parse.article
    own = document_day(article)
    kind = "published" if article.published else "updated" if article.updated else "captured"
    whole = Anchor(own, f"{kind} {own}" if own else "no day known")
    anchors: list[Anchor] = []
    for block in article.blocks:
        entry = day_of(block.published)
        anchors.append(Anchor(entry, f"entry of {entry}") if entry else whole)
    return anchors


def find_all(parse: Parse) -> list[Found]:
    """Return all times in the text, from left to right, none overlapping another, read against the article's day."""
    text = parse.article.text
    table = first_words()
    scene = _Scene(parse, _article_anchors(parse))
    found: list[Found] = []
    done = 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        low = word[0].lower()
        rules = table.get("0" if low[0].isdigit() else low)
        if low[0].isdigit() and len(low) < 4 and at > 1 and text[at - 1] in "-/." and text[at - 2].isdigit():
            continue  # the middle of a longer number
        tried: list[tuple[int, int, Rule, re.Match[str]]] = []
        for order, rule in enumerate(rules or ()):
            match = rule.pattern.match(text, at)
            if match:
                tried.append((-match.end(), order, rule, match))
        for _, _, rule, match in sorted(tried, key=lambda t: t[:2]):
            words = match.groupdict() | {"0": match[0]}
            if any((words.get(g) or "A")[0].islower() for g in ("month", "month2", "wd")):
                continue
            reading = READERS[rule.reads](words, scene.moment(match.start(), match.end()))
            if reading is None:
                continue
            start, end = match.start() + reading.cut, match.end() - reading.tail
            found.append(Found(rule, start, end, words, replace(reading, cut=0, tail=0)))
            scene.remember(found[-1])
            done = end
            break
    return _clocks_dated(parse, found)


_BETWEEN_CLOCK_AND_DAY = re.compile(r"\)?\s?,?\s?(?:on\s)?(?:\([^()\n]{1,30}\)\s?)?(?:on\s)?")


def _clocks_dated(parse: Parse, found: list[Found]) -> list[Found]:
    """Return the times, each clock right before a day ("at 16:05 GMT on 3 May") moved to that day."""
    out = list(found)
    for at in range(len(out) - 2, -1, -1):
        one, after = out[at], out[at + 1]
        if one.rule.reads != "clock" or one.words["day"] or not one.reading.period:
            continue
        between = parse.text(one.end, after.start) if after.start - one.end < 50 else "…"
        clock_twin = after.rule.reads == "clock" and re.fullmatch(r"\s?\(", between)
        day = after.reading.period.start if after.reading.period else None
        single = day is not None and after.reading.period is not None and after.reading.period.end == day
        if not single or day is None or not (_BETWEEN_CLOCK_AND_DAY.fullmatch(between) or clock_twin):
            continue
        period, old = one.reading.period, str(one.reading.period.start)
        moved = replace(
            period,
            start=day,
            end=day,
            edtf=period.edtf.replace(old, str(day)),
            timex=period.timex.replace(old, str(day)),
        )
        reading = replace(
            one.reading, period=moved, value=one.reading.value.replace(old, str(day)), anchor="the day named beside it"
        )
        out[at] = replace(one, reading=reading)
    return out


_LATE = frozenset({"AF", "EV", "NI"})
_DAY_WORDS = frozenset({"weekday", "today", "this_part", "that_part"})


def fuse_clocks(parse: Parse, found: list[Found]) -> list[Found]:
    """Return the times with each clock and the day right behind it made one ("4 p.m. Friday", "10:30 Sunday night")."""
    out: list[Found] = []
    for one in found:
        last = out[-1] if out else None
        period = last.reading.period if last else None
        beside = last is not None and one.start - last.end == 1 and parse.text(last.end, one.start) == " "
        days = one.reading.period
        same = period is not None and days is not None and period.start == days.start == days.end
        if not (last and period and beside and same and last.rule.reads == "clock" and one.rule.reads in _DAY_WORDS):
            out.append(one)
            continue
        clock = last.reading.value[11:13]
        late = one.reading.value[11:] in {f"T{p}"[1:] for p in _LATE} and not last.words["ap"]
        if late and clock.isdigit() and 1 <= int(clock) < 12 and not last.words["zone"]:
            moved = f"T{int(clock) + 12:02d}:"
            period = replace(
                period, edtf=period.edtf.replace(f"T{clock}:", moved), timex=period.timex.replace(f"T{clock}:", moved)
            )
        reading = replace(last.reading, period=period, value=period.timex)
        out[-1] = replace(last, end=one.end, reading=reading)
    return out


def resolve_all(parse: Parse, found: list[Found], anchor_at: Callable[[int], Anchor | None]) -> list[Found]:
    """Return the same times read again, those for which `anchor_at` gives an anchor against that one."""
    scene = _Scene(parse, _article_anchors(parse), anchor_at)
    again: list[Found] = []
    for one in found:
        cut = len(one.words["0"] or "") - (one.end - one.start)
        reading = READERS[one.rule.reads](one.words, scene.moment(one.start - max(cut, 0) * _leads(one), one.end))
        again.append(replace(one, reading=replace(reading, cut=0, tail=0)) if reading else one)
        scene.remember(again[-1])
    return _clocks_dated(parse, again)


def _leads(one: Found) -> int:
    return 1 if one.reading.cut else 0


class _Scene:
    """Keeps, while the text is read from left to right, what earlier expressions named."""

    def __init__(
        self, parse: Parse, anchors: list[Anchor], anchor_at: Callable[[int], Anchor | None] | None = None
    ) -> None:
        self._parse = parse
        self._anchors = anchors
        self._starts = [b.start for b in parse.article.blocks]
        self._anchor_at = anchor_at
        country = parse.article.publisher_country
        self._southern = country in _SOUTHERN
        self._month_first = country in _MONTH_FIRST
        self._named: list[tuple[int, int, Period]] = []

    def _anchor(self, offset: int) -> tuple[Anchor, int]:
        block = max(bisect_right(self._starts, offset) - 1, 0)
        special = self._anchor_at(offset) if self._anchor_at else None
        return special or (self._anchors[block] if self._anchors else Anchor(None, "no day known")), block

    def moment(self, start: int, end: int) -> Moment:
        text = self._parse.article.text
        anchor, block = self._anchor(start)
        low = self._starts[block] if self._starts else 0
        return Moment(
            day=anchor.day,
            why=anchor.why,
            direction=lambda: clause_direction(self._parse, start, end),
            reference=self._reference(block),
            past_reference=self._reference(block, until=anchor.day),
            last_day=self._last_day(block),
            year=self._year_before(start, anchor),
            southern=self._is_southern(start),
            month_first=self._month_first,
            quoted=anchor.spoken,
            opens_clause=any(
                t.dep == "mark" and t.start == start for t in self._parse.tokens_between(start, start + 1)
            ),
            before=text[max(low, start - 60) : start],
            after=text[end : end + 40],
        )

    def _is_southern(self, start: int) -> bool:
        """Return whether the sentence names a country south of the equator; else whether the publisher sits in one."""
        sentence = self._parse.sentence_at(start)
        if sentence is not None:
            low, high = max(sentence.start, start - 300), min(sentence.end, start + 300)
            if load_lexicon().south.search(self._parse.text(low, high)):
                return True
        return self._southern

    def _reference(self, block: int, until: date | None = None) -> Period | None:
        near = (p for _, at, p in reversed(self._named) if block - at <= 2)
        return next((p for p in near if until is None or (p.start and p.start <= until)), None)

    def _last_day(self, block: int) -> Period | None:
        days = [p for _, at, p in self._named if block - at <= 2 and p.granularity in {"day", "instant"}]
        return days[-1] if days else None

    def _year_before(self, start: int, anchor: Anchor) -> int | None:
        """Return a past year named in this sentence or the one before, when the story is there and not at the
        anchor."""
        sentence = self._parse.sentence_at(start)
        if sentence is None:
            return None
        for offset, _, period in reversed(self._named[-6:]):
            other = self._parse.sentence_at(offset)
            if other is None or other.block != sentence.block or sentence.i - other.i > 1:
                return None
            if period.start is None or period.end is None or period.granularity not in {"day", "month", "year"}:
                continue
            if period.granularity != "day" and offset > other.start + 12:
                continue  # only "In 2014, ..." sets the scene; "since its launch in 2003" does not
            if anchor.day is None or period.start.year < anchor.day.year - 1:
                return period.start.year if period.start.year == period.end.year else None
            return None
        return None

    def remember(self, one: Found) -> None:
        period = one.reading.period
        if period is None or period.start is None or period.end is None or one.reading.type in {"DURATION", "SET"}:
            return
        if one.rule.reads in {"now", "to_date", "that_time"}:
            return
        block = max(bisect_right(self._starts, one.start) - 1, 0)
        self._named.append((one.start, block, period))
        del self._named[:-12]


def as_expression(parse: Parse, one: Found) -> TimeExpression:
    """Return the time as the annotation that other layers read."""
    words = parse.article.text[one.start : one.end]
    reading = one.reading
    return TimeExpression(
        start=one.start,
        end=one.end,
        type=_TYPES[reading.type],
        value=reading.value,
        date=reading.period.as_date(words) if reading.period else None,
        anchor=reading.anchor,
        rule=f"time.{one.rule.id}",
    )


_TYPES: dict[str, Literal["DATE", "TIME", "DURATION", "SET"]] = {
    "DATE": "DATE",
    "TIME": "TIME",
    "DURATION": "DURATION",
    "SET": "SET",
}
