"""Numbers in digits and words have the value that English gives them; offsets are exact; odd input is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.quantities.numbers import cut_lexemes, parse_digits, read_number

SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(n):
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10] + (f"-{SMALL[n % 10]}" if n % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{spell(n // size)} {word}" + (joint + spell(rest) if rest else "")
    raise AssertionError


class Counted(tuple):  # noqa: SLOT001 - it keeps a count
    """A run of lexemes that counts how often it is looked at: time that does not depend on the machine."""

    looks = 0

    def __getitem__(self, i):
        self.looks += 1
        return super().__getitem__(i)


def read(text):
    lexemes = tuple(cut_lexemes(text, 0, len(text)))
    number = read_number(lexemes, 0)
    return number.value if number and number.last == len(lexemes) else None


@given(st.integers(0, 999_999_999))
@settings(deadline=None, max_examples=150)
def test_words_and_digits_mean_the_same(n):
    assert n == read(spell(n))
    assert n == read(f"{n:,}")
    assert n == read(str(n))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_500_000, "1.5 million"),
        (1_500_000_000, "1.5bn"),
        (40_000, "40k"),
        (24, "two dozen"),
        (6, "half a dozen"),
        (500_000, "half a million"),
        (250_000, "a quarter of a million"),
        (3_500_000, "3 million and a half"),
        (2_500_000, "two and a half million"),
        (5.5, "five point five"),
        (40_000, "40 000"),
        (0.6667, "two-thirds"),
        (0.2, "one in five"),
    ],
)
def test_forms(value, text):
    assert value == read(text)


@pytest.mark.parametrize("text", ["1.2.3", "1,2", "192.168.0.1", "9" * 60, "12,34"])
def test_digits_that_are_no_figure(text):
    assert parse_digits(text) is None


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_lexemes_are_where_they_say(text):
    for lexeme in cut_lexemes(text, 0, len(text)):
        assert lexeme.text == text[lexeme.start : lexeme.end]


@pytest.mark.parametrize("unit", ["hundred ", "twenty and ", "million ", "1-", "a half of a ", "one in "])
def test_reading_is_linear(unit):
    def cost(n):
        text = unit * n
        lexemes = Counted(cut_lexemes(text, 0, len(text)))
        at = 0
        while at < len(lexemes):
            number = read_number(lexemes, at)
            at = number.last if number else at + 1
        return lexemes.looks

    assert cost(4_000) < 6 * cost(1_000)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.5, "2½"), (0.75, "¾"), (3.5, "3 1/2"), (0.25, ".25"), (200, "a couple of hundred")],
)
def test_parts_of_one(value, text):
    lexemes = tuple(cut_lexemes(text, 0, len(text)))
    number = read_number(lexemes, 0)
    assert number is not None
    assert len(lexemes) == number.last
    assert value == (number.value if number.value is not None else number.low)


@pytest.mark.parametrize("text", ["9/11", "24/7", "1/6", "3/2/2021"])
def test_a_stroke_alone_makes_no_part(text):
    assert read(text) is None
