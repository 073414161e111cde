"""Reads numbers in digits and words from a run of lexemes; knows nothing of what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quantities.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Lexeme", "Number", "cut_lexemes", "parse_digits", "read_number"]

_LEXEME = re.compile(r"(?<![\w.,])\.\d+(?![\w.])|\d[\d,.]*\d|\d|[½¼¾⅓⅔⅛]|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d*(?:\.\d+)|\d+")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_PARTS = frozenset({"2", "3", "4", "8"})
_HYPHENS = frozenset("-‐‑–—")
_LONGEST = 40
"""Digits beyond which a run of digits is no figure."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, a run of digits or one sign; `start` and `end` are code points in the article text."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from lexemes `first` to `last` (excluded).

    `value` is None for a vague one ("hundreds"), which has `low`. `form`: digits, words, vague, share ("two-thirds",
    "one in five"). `grouped` is true where the digits carry a comma, a fraction or a magnitude: no year looks so.
    """

    first: int
    last: int
    value: float | None
    low: float | None
    form: str
    grouped: bool = False


def cut_lexemes(text: str, start: int, end: int) -> Iterator[Lexeme]:
    """Yield the lexemes of `text[start:end]`, in order; linear in its length."""
    for m in _LEXEME.finditer(text, start, end):
        yield Lexeme(m.group(), m.group().lower(), m.start(), m.end())


def parse_digits(text: str) -> float | None:
    """Return the value of a run of digits with English grouping, None where it is none (dates, addresses)."""
    if len(text) > _LONGEST or not _GROUPED.fullmatch(text) or not text.isascii():
        return None
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def _at(lexemes: Sequence[Lexeme], i: int) -> str:
    return lexemes[i].lower if 0 <= i < len(lexemes) else ""


def _tidy(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _read_words(lexemes: Sequence[Lexeme], i: int) -> tuple[float, int] | None:
    """Return the value of number words from `i` on and where they end."""
    lexicon = load_lexicon()
    total, current, at, seen, last_small = 0.0, 0.0, i, False, 0
    while at < len(lexemes):
        word = lexemes[at].lower
        if word in lexicon.small:
            n = lexicon.small[word]
            # "twenty one" joins, "four five" and "twenty thirty" do not.
            if last_small and not (last_small >= 20 and last_small % 10 == 0 and 0 < n < 10):
                break
            current += n
            last_small = n
            seen = True
            if n >= 20 and _at(lexemes, at + 1) in _HYPHENS and 0 < lexicon.small.get(_at(lexemes, at + 2), 0) < 10:
                at += 1
        elif word == "hundred" and (seen or at == i) and current < 100:
            current = (current or 1) * 100
            seen, last_small = True, 0
        elif word in lexicon.magnitudes and word != "hundred" and (seen or at == i) and (current or at == i):
            total += (current or 1) * lexicon.magnitudes[word]
            current, seen, last_small = 0.0, True, 0
        elif word == "and" and seen and last_small == 0 and _at(lexemes, at + 1) in lexicon.small:
            at += 1
            continue
        else:
            break
        at += 1
    return (total + current, at) if seen else None


def _read_magnitude(lexemes: Sequence[Lexeme], at: int, value: float) -> tuple[float, int, bool]:
    """Return `value` times the magnitude words from `at` on, where they end and whether there was one."""
    lexicon = load_lexicon()
    found = False
    for _ in range(2):  # "a hundred thousand million" is no figure
        if (word := _at(lexemes, at)) not in lexicon.magnitudes:
            break
        value *= lexicon.magnitudes[word]
        at, found = at + 1, True
    if not found and (word in lexicon.groups or word == "dozens") and word != "score":
        return value * lexicon.groups[word.removesuffix("s")], at + 1, True
    if not found and word == "-" and _at(lexemes, at + 1) in lexicon.magnitudes:
        return value * lexicon.magnitudes[_at(lexemes, at + 1)], at + 2, True
    glued = at < len(lexemes) and lexemes[at].start == lexemes[at - 1].end
    short = word in lexicon.short and (word != "m" or lexemes[at].text == "M")
    if not found and short and (glued or len(word) == 3):
        return value * lexicon.short[word], at + 1, True
    return value, at, found


def _read_vague(lexemes: Sequence[Lexeme], i: int) -> Number | None:
    """Return "hundreds of", "tens of thousands of", "several hundred", "a few dozen" as numbers with a low bound."""
    lexicon = load_lexicon()
    word = _at(lexemes, i)
    if word in lexicon.vague and _at(lexemes, i + 1) == "of":
        low: float = lexicon.vague[word]
        at = i + 1
        while _at(lexemes, at) == "of" and _at(lexemes, at + 1) in lexicon.vague and _at(lexemes, at + 2) == "of":
            low = low * lexicon.vague[_at(lexemes, at + 1)] / 2
            at += 2
        if at == i + 1 and _at(lexemes, at + 1) in lexicon.vague:  # "tens of thousands have fled"
            low, at = low * lexicon.vague[_at(lexemes, at + 1)] / 2, at + 2
        return Number(i, at, None, _tidy(low), "vague") if word != "tens" or at > i + 1 else None
    at = i + 1 if word == "several" else i + 2 if word == "a" and _at(lexemes, i + 1) == "few" else 0
    size = lexicon.sizes.get(_at(lexemes, at)) if at else None
    if size is None:
        return None
    value, after, _ = _read_magnitude(lexemes, at + 1, 2.0 * size)
    return Number(i, after, None, _tidy(value), "vague")


def _read_article(lexemes: Sequence[Lexeme], i: int) -> Number | None:
    """Return "a dozen", "a hundred", "a couple of", "half a million", "a quarter of a million"."""
    lexicon = load_lexicon()
    word, second = _at(lexemes, i), _at(lexemes, i + 1)
    sizes = lexicon.sizes
    if word in {"a", "an"}:
        if second == "couple":
            size = sizes.get(_at(lexemes, i + 3)) if _at(lexemes, i + 2) == "of" else None
            return Number(i, i + 4 if size else i + 2, 2 * (size or 1), None, "words")
        if second in sizes and second != "score":
            more = _read_words(lexemes, i + 1)
            value, at = more or (float(sizes[second]), i + 2)
            value, at, _ = _read_magnitude(lexemes, at, value)
            return Number(i, at, _tidy(value), None, "words")
        if second == "quarter" and _at(lexemes, i + 2) == "of" and _at(lexemes, i + 4) in lexicon.magnitudes:
            return Number(i, i + 5, _tidy(lexicon.magnitudes[_at(lexemes, i + 4)] / 4), None, "words")
        if second == "half" and _at(lexemes, i + 2) in sizes:
            return Number(i, i + 3, _tidy(sizes[_at(lexemes, i + 2)] / 2), None, "words")
    if word == "half" and second in {"a", "-"} and _at(lexemes, i + 2) == "a" and _at(lexemes, i + 4) in sizes:
        return Number(i, i + 5, _tidy(sizes[_at(lexemes, i + 4)] / 2), None, "words")
    if word in {"half", "quarter"} and second in lexicon.magnitudes:
        return Number(i, i + 2, _tidy(lexicon.magnitudes[second] / (2 if word == "half" else 4)), None, "words")
    if word == "half" and second == "a" and _at(lexemes, i + 2) in sizes:
        value, at, _ = _read_magnitude(lexemes, i + 3, sizes[_at(lexemes, i + 2)] / 2)
        return Number(i, at, _tidy(value), None, "words")
    return None


def _read_share(lexemes: Sequence[Lexeme], i: int, number: Number | None) -> Number | None:
    """Return "two-thirds", "a third of", "half of", "three in five", "nine out of ten" as shares of one."""
    fractions = load_lexicon().fractions
    at = number.last if number else i + (_at(lexemes, i) in {"a", "an", "one"})
    if number and number.value is not None and number.form != "share":
        step = at + (_at(lexemes, at) in _HYPHENS)
        parts = fractions.get(_at(lexemes, step))
        if parts and number.value < parts and (step > at or _at(lexemes, step + 1) == "of" or number.value > 1):
            return Number(i, step + 1, round(number.value / parts, 4), None, "share")
        joint = at + 2 if _at(lexemes, at) == "out" and _at(lexemes, at + 1) == "of" else at + 1
        if _at(lexemes, at) in {"in", "out"} and (joint == at + 2 or _at(lexemes, at) == "in"):
            of = _read_plain(lexemes, joint)
            if of and of.value and 0 < number.value < of.value <= 10_000 and not number.grouped and number.value < 100:
                whole = (
                    joint == at + 2 or of.form == "words" or of.value in {5, 10, 20, 50, 100, 1000} or number.value == 1
                )
                return Number(i, of.last, round(number.value / of.value, 4), None, "share") if whole else None
    elif not number:
        parts = fractions.get(_at(lexemes, at))
        if parts and _at(lexemes, at + 1) == "of" and (at > i or parts == 2):
            return Number(i, at + 1, round(1 / parts, 4), None, "share")
    return None


def _read_half(lexemes: Sequence[Lexeme], at: int) -> tuple[float, int]:
    """Return the part of one in "and a half" at `at` and where it ends, 0 where there is none."""
    article = _at(lexemes, at + 1) in {"a", "one"}
    parts = {"half": 2, "quarter": 4, "third": 3}.get(_at(lexemes, at + 2)) if _at(lexemes, at) == "and" else None
    return (1 / parts, at + 3) if parts and article and _at(lexemes, at + 3) != "of" else (0.0, at)


def _read_point(lexemes: Sequence[Lexeme], at: int) -> tuple[float, int]:
    """Return the decimals of "point five" at `at` and where they end, 0 where there are none."""
    small, digits, start = load_lexicon().small, "", at
    while _at(lexemes, at) == "point" if at == start else len(digits) < 6:
        word = _at(lexemes, at + (at == start))
        if not 0 <= small.get(word, -1) < 100:
            break
        digits += str(small[word])
        at += 2 if at == start else 1
    return (float(f"0.{digits}"), at) if digits else (0.0, start)


def _read_grouped(lexemes: Sequence[Lexeme], i: int) -> tuple[float, int]:
    """Return digits grouped by single spaces ("40 000") and where they end."""
    value, at = parse_digits(lexemes[i].text), i + 1
    if value is None or len(lexemes[i].text) > 3 or not lexemes[i].text.isdigit() or lexemes[i].text[0] == "0":
        return (-1.0 if value is None else value), at
    text = lexemes[i].text
    while at < len(lexemes) and at < i + 5:
        group = lexemes[at]
        if group.start != lexemes[at - 1].end + 1 or len(group.text) < 3 or not group.text[:3].isdigit():
            break
        if group.text[3:4] not in {"", "."}:
            break
        text += group.text
        at += 1
    return parse_digits(text) or value, at


def _read_part(lexemes: Sequence[Lexeme], at: int) -> tuple[float, int]:
    """Return the part of one at `at`, "½" or "1/2", and where it ends, 0 where there is none."""
    if _at(lexemes, at) in _VULGAR:
        return _VULGAR[lexemes[at].text], at + 1
    top, over, bottom = (_at(lexemes, at + k) for k in range(3))
    if over != "/" or bottom not in _PARTS or not ("0" < top < bottom) or lexemes[at].end != lexemes[at + 1].start:
        return 0.0, at
    return int(top) / int(bottom), at + 3


def _read_plain(lexemes: Sequence[Lexeme], i: int) -> Number | None:
    lexeme = lexemes[i] if i < len(lexemes) else None
    if lexeme is None:
        return None
    part, at = _read_part(lexemes, i)
    if part and (lexeme.text in _VULGAR or _at(lexemes, at) == "of"):
        return Number(i, at, _tidy(part), None, "share" if _at(lexemes, at) == "of" else "digits", grouped=True)
    if lexeme.text[0].isdigit() or (lexeme.text[0] == "." and len(lexeme.text) > 1):
        digits, after = _read_grouped(lexemes, i)
        if digits < 0:
            return None
        part, after = _read_part(lexemes, after) if float(digits).is_integer() and digits < 1000 else (0.0, after)
        digits += part
        value, at, large = _read_magnitude(lexemes, after, digits)
        part, at = _read_half(lexemes, at) if large else (0.0, at)
        value += part * (value / digits if digits else 0)
        grouped = large or after > i + 1 or "," in lexeme.text or "." in lexeme.text
        return Number(i, at, _tidy(value), None, "digits", grouped)
    words = _read_words(lexemes, i) if lexeme.lower in load_lexicon().small else None
    if words is None:
        return None
    value, at = words
    part, at = _read_point(lexemes, at)
    value += part
    part, at = _read_half(lexemes, at)
    # "one million and a half" is half a million more, "two and a half million" half of one.
    step = max((m for m in load_lexicon().magnitudes.values() if 1000 <= m <= value and value % m == 0), default=1)
    value += part * step
    value, at, _ = _read_magnitude(lexemes, at, value)
    return Number(i, at, _tidy(value), None, "words")


def read_number(lexemes: Sequence[Lexeme], i: int) -> Number | None:
    """Return the longest number that starts at lexeme `i`, None where none starts there."""
    word = lexemes[i].lower
    if word not in load_lexicon().starters and not word[0].isdigit() and word[0] != "." and word not in _VULGAR:
        return None
    plain = _read_plain(lexemes, i)
    if plain is None:
        plain = _read_article(lexemes, i) or _read_vague(lexemes, i)
    return _read_share(lexemes, i, plain) or plain
