"""Finds the quantities of an article, sentence by sentence: number, then guards, unit, qualifier and scope."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.annotation.quantities.guards import Neighbours, reason_to_skip
from communique.annotation.quantities.lexicon import Phrase, Qualifier, load_lexicon
from communique.annotation.quantities.numbers import Number, read_number
from communique.annotation.quantities.prices import tells_prices
from communique.annotation.quantities.spans import (
    Reading,
    Span,
    phrases_after,
    phrases_before,
    read_range,
    read_sentence,
    read_swap,
)
from communique.annotation.quantities.units import QUALIFIERS, Unit, currency_prefix, elliptic_unit, read_unit
from communique.words import Quantity

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import TimeExpression

__all__ = ["find_quantities"]

_LARGEST = 1e16
_REACH = 14
"""Lexemes after a number within which "each", "so far" and the like belong to it."""
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LOC"})


def find_quantities(parse: Parse, times: tuple[TimeExpression, ...]) -> tuple[Quantity, ...]:
    """Return the quantities of the article in text order.

    Left out are numbers inside `times`, dates, durations, ordinals, ages, scores, labels ("Article 5"), model names and
    serial numbers. `low` and `high` are set where the words bound the figure ("at least", a range, "hundreds of").
    """
    spans = sorted((t.start, t.end) for t in times)
    names = sorted((e.start, e.end) for e in parse.entities if e.label in _NAME_LABELS)
    found: list[Quantity] = []
    for sentence in parse.sentences:
        if _may_hold_number(parse.text(sentence.start, sentence.end)):
            found.extend(_find_in_sentence(read_sentence(parse, sentence), spans, names))
    return tuple(found)


def _may_hold_number(text: str) -> bool:
    if any(c.isnumeric() for c in text):
        return True
    lexicon = load_lexicon()
    words = {*text.lower().replace("-", " ").split()}
    known = (lexicon.small, lexicon.magnitudes, lexicon.groups, lexicon.vague, lexicon.fractions)
    return "couple" in words or any(not words.isdisjoint(k) for k in known)


def _covered(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether one of the sorted spans overlaps `start`..`end`; looks at the eight that start before its end."""
    at = bisect_left(spans, (end, end))
    return any(s < end and e > start for s, e in spans[max(0, at - 8) : at])


def _inside_name(names: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a name that starts before the number also holds its end ("Group of Seven")."""
    at = bisect_left(names, (start, start))
    return any(e >= end for _, e in names[max(0, at - 2) : at])


def _find_in_sentence(r: Reading, times: list[tuple[int, int]], names: list[tuple[int, int]]) -> list[Quantity]:
    found: list[Quantity] = []
    market = tells_prices(r.parse.text(r.sentence.start, r.sentence.end))
    i = 0
    while i < len(r.lexemes):
        number = read_number(r.lexemes, i)
        if number is None:
            i += 1
            continue
        i = number.last
        start, end = r.lexemes[number.first].start, r.lexemes[number.last - 1].end
        if _covered(times, start, end) or _inside_name(names, start, end) or (number.value or 0) > _LARGEST:
            continue
        swap = read_swap(r, number)
        span = swap or read_range(r, number)
        quantity = _measure(r, number, span, found[-1] if found else None, is_swap=swap is not None)
        if quantity is not None:
            found.append(replace(quantity, rule=f"price:{quantity.rule}") if market else quantity)
        i = max(i, span.last if span else 0)
    return found


def _judge(phrases: list[Phrase]) -> Qualifier:
    for phrase in phrases:
        if phrase.says in QUALIFIERS:
            return phrase.says  # type: ignore[return-value]
    return "exact"


def _measure(
    r: Reading, number: Number, span: Span | None, before: Quantity | None, *, is_swap: bool
) -> Quantity | None:
    """Return the quantity of a number or range, None where it counts nothing."""
    last = span.last if span else number.last
    unit = read_unit(r, number.first, last, number, swap=is_swap)
    if unit is None and span is not None and not is_swap:
        span, last = None, number.last
        unit = read_unit(r, number.first, last, number, swap=is_swap)
    first_token = r.token_of[number.first]
    around = Neighbours(
        lexemes=r.lexemes,
        number=replace(number, last=last),
        tokens=r.tokens,
        first=first_token,
        last=r.next_token(last),
        has_plural=unit is not None and unit.plural,
        has_noun=unit is not None,
        before_phrase=first_token - 1 if first_token > r.sentence.first else -1,
    )
    if reason_to_skip(around) is not None and not (unit and unit.kind in {"money", "percent"}):
        return None
    unit = unit or elliptic_unit(r, number, last, before)
    if unit is None:
        return None
    return _assemble(r, number, span, unit, is_swap=is_swap)


def _assemble(r: Reading, number: Number, span: Span | None, unit: Unit, *, is_swap: bool) -> Quantity:
    last = span.last if span else number.last
    first = span.first if span else number.first
    sign = r.word(first - 1)
    if unit.kind == "money" and sign in load_lexicon().currencies:
        first -= 1 + bool(currency_prefix(r, first))
    pre, outer = phrases_before(r, first)
    tail = max(unit.last, last)
    limit = _stop(r, tail)
    post = phrases_after(r, tail, limit)
    close = [p for p, at in post if at == tail]
    said = {p.says for p in pre} | {p.says for p, _ in post if p.says in {"total", "cumulative", "each"}}
    qualifier = _judge(pre + close)
    end = r.lexemes[tail - 1].end
    if close and close[0].says in QUALIFIERS:
        end = r.lexemes[tail - 1 + len(close[0].words)].end
    value: float | None = number.value
    if unit.kind in {"money", "count"} and r.word(unit.last - 1) == "m" and value is not None:
        value *= 1_000_000
    low, high = number.low, None
    if number.form == "vague" and qualifier == "exact":
        qualifier = "about"
    if span and not is_swap:
        value, low, high = None, span.low, span.high
    elif qualifier in {"at least", "more than"}:
        low = value if value is not None else low
    elif qualifier in {"at most", "nearly"}:
        high = value
    each = is_swap or "each" in said
    total = "total" in said
    return Quantity(
        start=r.lexemes[outer].start,
        end=end,
        value=value,
        low=low,
        high=high,
        qualifier=qualifier,
        unit=unit.unit,
        counted=r.parse.text(unit.start, unit.end),
        counted_start=unit.start,
        counted_end=unit.end,
        scope="each" if each else "all" if total else None,
        cumulative=bool(said & {"total", "cumulative"}),
        rule=f"{unit.kind}:{'swap' if is_swap else 'range' if span else number.form}",
    )


def _stop(r: Reading, last: int) -> int:
    """Return the lexeme before which phrases after the number belong to it: a semicolon or another figure ends it."""
    for at in range(last, min(last + _REACH, len(r.lexemes))):
        if r.word(at) in {";", ":", "while", "whereas"} or r.lexemes[at].text[0].isdigit():
            return at
    return min(last + _REACH, len(r.lexemes))
