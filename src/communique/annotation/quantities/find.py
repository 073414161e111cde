"""Finds the quantities of an article, sentence by sentence: number, then guards, unit, qualifier and scope."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.annotation.quantities.counted import counted_after
from communique.annotation.quantities.guards import Neighbours, reason_to_skip
from communique.annotation.quantities.lexicon import Phrase, Qualifier, load_lexicon
from communique.annotation.quantities.numbers import Number, read_number
from communique.annotation.quantities.spans import (
    HYPHENS,
    Reading,
    Span,
    phrases_after,
    phrases_before,
    read_range,
    read_sentence,
    read_swap,
)
from communique.words import Quantity

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import TimeExpression

__all__ = ["find_quantities"]

_LARGEST = 1e16
_REACH = 14
"""Lexemes after a number within which "each", "so far" and the like belong to it."""
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LOC"})
_PERCENT = frozenset({"%", "percent", "pct"})


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
    if any(c.isdigit() for c in text):
        return True
    lexicon = load_lexicon()
    known = (lexicon.small, lexicon.magnitudes, lexicon.groups, lexicon.vague, lexicon.fractions, {"couple": 2})
    return any(w in k for w in text.lower().replace("-", " ").split() for k in known)


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
            found.append(quantity)
        i = max(i, span.last if span else 0)
    return found


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit of a number: its kind, where the words that name the unit end, and what is counted."""

    kind: Literal["money", "percent", "measure", "share", "count"]
    unit: str
    last: int
    start: int
    end: int
    plural: bool = True


def _read_unit(r: Reading, first: int, last: int, number: Number) -> _Unit | None:
    """Return the unit of the number between lexemes `first` and `last`, None where nothing is counted."""
    lexicon = load_lexicon()
    word, after = r.word(last), r.word(last + 1)
    sign = r.word(first - 1)
    if sign in lexicon.currencies and not sign.isalpha():
        sign = (
            (r.word(first - 2) + sign).upper() if r.word(first - 2) in {"us", "c", "a", "nz", "hk", "s", "r"} else sign
        )
        money = lexicon.currencies.get(sign, lexicon.currencies.get(sign[-1], ""))
        glued = last < len(r.lexemes) and r.lexemes[last].start == r.lexemes[last - 1].end
        return _noun_of_whole(r, "money", money, last + (word == "m" and glued))
    if word in _PERCENT or (word == "per" and after == "cent"):
        step = last + 1 + (word == "per")
        points = r.word(step) in {"point", "points"}
        return _noun_of_whole(r, "percent", "percentage point" if points else "percent", step + points)
    if word == "percentage" and after in {"point", "points"}:
        return _noun_of_whole(r, "percent", "percentage point", last + 2)
    if number.form == "share":
        return _noun_of_whole(r, "share", "share", last)
    country = word in {"us", "american", "canadian", "australian", "egyptian"} and after in lexicon.currencies
    if (word in lexicon.currencies and word.isalpha()) or country:
        return _noun_of_whole(r, "money", lexicon.currencies[after if country else word], last + 1 + country)
    skip = last + (word in HYPHENS)
    if word == "square" or (word in HYPHENS and after == "square"):
        skip += 1
    if r.word(skip) in lexicon.measures and not (r.word(skip) == "m" and _counts_million(r, skip)):
        name = lexicon.measures[r.word(skip)]
        return _noun_of_whole(r, "measure", f"square {name}" if r.word(skip - 1) == "square" else name, skip + 1)
    return _read_count(r, last, number)


def _counts_million(r: Reading, at: int) -> bool:
    """Return whether the "m" of "1.2m people" is a million: a plural noun follows."""
    token = r.next_token(at + 1)
    return token < r.sentence.last and r.tokens[token].tag in {"NNS", "NNPS"}


def _read_count(r: Reading, last: int, number: Number) -> _Unit | None:
    start = r.next_token(last)
    if r.word(last) in HYPHENS and r.word(last + 1) == "strong":
        start = r.next_token(last + 2)
    counted = counted_after(r.tokens, start, r.sentence.last)
    if counted is None:
        return None
    singular_only = not counted.plural and number.value not in {1, None} and number.form != "share"
    hyphen = r.word(last) in HYPHENS
    if singular_only and not hyphen and not _is_mass(r, counted.first, counted.last):
        return None
    first, end = r.tokens[counted.first], r.tokens[counted.last - 1]
    return _Unit("count", counted.unit, last, first.start, end.end, counted.plural)


def _is_mass(r: Reading, first: int, last: int) -> bool:
    """Return whether the head noun is singular in form only ("17 aircraft", a model's slip on a plural in -s)."""
    head = r.tokens[last - 1]
    text = head.text.lower()
    return (
        text.endswith(("craft", "s", "police", "staff", "crew", "personnel", "cattle", "sheep", "dead"))
        and last > first
    )


def _noun_of_whole(r: Reading, kind: Literal["money", "percent", "measure", "share"], unit: str, last: int) -> _Unit:
    """Return the unit with what is measured: "$1.5bn in aid" gives "aid", "30 percent of the land" "land"."""
    at = last + (r.word(last) in HYPHENS)
    if r.word(at) in {"of", "in", "worth"}:
        at += 1 + (r.word(at + 1) == "of")
    start = r.next_token(at)
    counted = counted_after(r.tokens, start, r.sentence.last) if start < r.sentence.last else None
    if counted is None:
        end = r.lexemes[last - 1].end
        return _Unit(kind, unit, last, end, end)
    return _Unit(kind, unit, last, r.tokens[counted.first].start, r.tokens[counted.last - 1].end)


def _elliptic_unit(r: Reading, number: Number, last: int, before: Quantity | None) -> _Unit | None:
    """Return the unit of a figure without a noun: harm counts people, else the noun of the figure before it."""
    lexicon = load_lexicon()
    end = r.lexemes[last - 1].end
    at = r.token_of[number.first]
    near = {t.text.lower() for t in r.tokens[max(r.sentence.first, at - 4) : at]}
    follows = {r.word(last), r.word(last + 1), r.word(last + 2)}
    if near & lexicon.harm_verbs or follows & (lexicon.harm_verbs | {"missing", "homeless", "displaced"}):
        return _Unit("count", "person", last, end, end)
    shares = "from" in follows or "each" in follows or "apiece" in follows
    if (
        before is not None
        and before.counted
        and before.rule.startswith("count")
        and (shares or r.word(last) in {",", ".", "of", ""})
    ):
        return _Unit("count", before.unit, last, before.counted_start, before.counted_end)
    return None


def _judge(phrases: list[Phrase]) -> Qualifier:
    for phrase in phrases:
        if phrase.says in {"nearly", "about", "at least", "at most", "more than"}:
            return phrase.says  # type: ignore[return-value]
    return "exact"


def _measure(
    r: Reading, number: Number, span: Span | None, before: Quantity | None, *, is_swap: bool
) -> Quantity | None:
    """Return the quantity of a number or range, None where it counts nothing."""
    last = span.last if span else number.last
    unit = _read_unit(r, number.first, last, number)
    if unit is None and span is not None and not is_swap:
        span, last = None, number.last
        unit = _read_unit(r, number.first, last, number)
    first_token = r.token_of[number.first]
    around = Neighbours(
        lexemes=r.lexemes,
        number=number,
        tokens=r.tokens,
        first=first_token,
        last=r.next_token(last),
        has_plural=unit is not None and unit.plural,
        has_noun=unit is not None,
        before_phrase=first_token - 1 if first_token > r.sentence.first else -1,
    )
    if reason_to_skip(around) is not None and not (unit and unit.kind in {"money", "percent"}):
        return None
    unit = unit or _elliptic_unit(r, number, last, before)
    if unit is None:
        return None
    return _assemble(r, number, span, unit, is_swap=is_swap)


def _assemble(r: Reading, number: Number, span: Span | None, unit: _Unit, *, is_swap: bool) -> Quantity:
    last = span.last if span else number.last
    first = span.first if span else number.first
    sign = r.word(first - 1)
    if unit.kind == "money" and sign in load_lexicon().currencies:
        first -= 1 + (first > 1 and r.word(first - 2) in {"us", "c", "a", "nz", "hk", "s", "r"})
    pre, outer = phrases_before(r, first)
    tail = max(unit.last, last)
    limit = _stop(r, tail)
    post = phrases_after(r, tail, limit)
    close = [p for p, at in post if at == tail]
    said = {p.says for p in pre} | {p.says for p, _ in post if p.says in {"total", "cumulative", "each"}}
    qualifier = _judge(pre + close)
    end = r.lexemes[tail - 1].end
    if close and close[0].says in {"nearly", "about", "at least", "at most", "more than"}:
        end = r.lexemes[tail - 1 + len(close[0].words)].end
    value: float | None = number.value
    if unit.kind == "money" and r.word(unit.last - 1) == "m" and value is not None:
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
    """Return the lexeme before which phrases after the number still belong to it: a semicolon or another figure ends it."""
    for at in range(last, min(last + _REACH, len(r.lexemes))):
        if r.word(at) in {";", ":", "while", "whereas"} or r.lexemes[at].text[0].isdigit():
            return at
    return min(last + _REACH, len(r.lexemes))
