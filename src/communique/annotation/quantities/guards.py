"""Tells the numbers that count nothing from those that do: dates, ages, scores, names, labels, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quantities.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.quantities.numbers import Lexeme, Number
    from communique.words import Token

__all__ = ["Neighbours", "reason_to_skip"]

_HYPHENS = frozenset("-‐‑–")
_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_SPREAD = frozenset(
    {"more", "full", "consecutive", "straight", "long", "calendar", "working", "whole", "additional", "further"}
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a number: lexemes, its first and last token, the tokens of the sentence and what it counts."""

    lexemes: Sequence[Lexeme]
    number: Number
    tokens: Sequence[Token]
    first: int
    last: int
    has_plural: bool
    has_noun: bool
    before_phrase: int

    def word(self, offset: int) -> str:
        """Return the lexeme `offset` places after the number (0), or before it (-1), in lower case."""
        i = self.number.last + offset if offset >= 0 else self.number.first + offset
        return self.lexemes[i].lower if 0 <= i < len(self.lexemes) else ""

    def glued_before(self) -> bool:
        """Return whether no space stands before the number."""
        i = self.number.first
        return i > 0 and self.lexemes[i - 1].end == self.lexemes[i].start

    def glued_after(self) -> bool:
        """Return whether no space stands after the number."""
        i = self.number.last
        return i < len(self.lexemes) and self.lexemes[i - 1].end == self.lexemes[i].start


def _names_a_thing(n: Neighbours) -> str | None:
    lexicon = load_lexicon()
    before = n.word(-1)
    i = n.number.first
    if n.glued_before() and (before.isalpha() or before == "_"):
        return "model"
    if n.glued_before() and before in _HYPHENS and i > 1 and n.lexemes[i - 2].end == n.lexemes[i - 1].start:
        left = n.lexemes[i - 2].text
        if left.isalpha() and n.number.form == "digits" and left.lower() not in lexicon.small:
            return "model"
    if n.glued_before() and before in {"/", ":", ".", "@", "#", "&", "=", "+"}:
        return "address"
    if n.glued_after() and n.word(0)[:1].isdigit():
        return "model"
    if n.glued_after() and n.word(0) in {"/", ":", "@", "=", "+"} and n.word(1)[:1].isalnum():
        return "address"
    if n.glued_after() and n.word(0) in {"st", "nd", "rd", "th"}:
        return "ordinal"
    if n.glued_after() and n.word(0) == "s" and n.number.form == "digits":
        return "decade"
    if n.glued_after() and n.word(0).isalpha() and n.word(0) not in lexicon.measures and n.word(0) not in lexicon.short:
        return "model"
    if before == "p" and n.word(-2) == "&":
        return "label"
    label = before if before != "." else n.word(-2)
    if label in lexicon.labels and n.number.form in {"digits", "words"} and not n.number.grouped:
        at = n.first - (2 if before == "." else 1)
        after = n.last < len(n.tokens) and n.tokens[n.last].tag in {"NNS", "NNPS"}
        plain = at >= 0 and n.tokens[at].tag in {"NN", "NNP", "NNS"} and not n.tokens[at].dep.startswith("nsubj")
        if (label not in {"world", "day", "week", "year"} or not after) and (plain or not after):
            return "label"
    return None


def _is_age(n: Neighbours) -> bool:
    if n.word(-1) in {"and", "to", "or", ","} and n.word(-3) in _AGE_BEFORE:
        return True
    if n.word(-1) in _AGE_BEFORE or (n.word(-1) in {"of", "at"} and n.word(-2) == "age"):
        return True
    if n.word(0) in _HYPHENS and n.word(1) in {"year", "month", "week", "day"} and n.word(2) in _HYPHENS:
        return True
    if n.word(0) in {"years", "months", "year"} and n.word(1) in {"old", "olds"}:
        return True
    alone = n.word(-1) == "," and n.word(0) in {",", ".", ")"} and n.number.form == "digits" and not n.number.grouped
    value = n.number.value or 0
    return alone and 0 < value < 120 and n.first > 1 and n.tokens[n.first - 2].tag in {"NNP", "NNPS"}


def _is_date_or_time(n: Neighbours) -> bool:
    lexicon = load_lexicon()
    value = n.number.value or 0
    if n.number.form == "digits" and not n.number.grouped:
        if n.word(0) in lexicon.months and 1 <= value <= 31:
            return True
        if n.word(-1) in lexicon.months and 1 <= value <= 2100 and n.word(-1) != "may":
            return True
        if n.word(-1) == "may" and n.tokens[max(0, n.first - 1)].text == "May" and n.first > 0:
            return True
        if n.word(-1) == "." and n.word(-2) in lexicon.months:
            return True
        year = 1100 <= value <= 2100 and float(value).is_integer() and len(n.lexemes[n.number.first].text) == 4
        if year and (not n.has_plural or n.word(-1) in lexicon.before_year):
            return True
    after = n.word(0) if n.word(0) not in _HYPHENS else n.word(1)
    if after in _SPREAD:
        after = n.word(1)
    if after in {"a", "p"} and n.word(1) == "." and n.word(2) == "m":
        return True
    return after in lexicon.time_units and n.number.form != "share"


def _is_pronoun(n: Neighbours) -> bool:
    text = n.lexemes[n.number.first].lower
    if n.number.last - n.number.first != 1 or n.number.form != "words":
        return False
    following = n.word(0)
    if text == "one":
        token = n.tokens[n.first]
        counts = token.dep == "nummod" and n.has_noun
        return not counts or following in load_lexicon().one_of
    return (
        n.before_phrase >= 0
        and n.tokens[n.before_phrase].text.lower()
        in {
            "the",
            "these",
            "those",
            "both",
            "his",
            "her",
            "their",
            "its",
            "our",
            "all",
            "other",
            "which",
            "my",
            "your",
        }
        and (following in load_lexicon().sides or not n.has_plural)
    )


def _is_score(n: Neighbours) -> bool:
    return n.word(0) in _HYPHENS and n.glued_after() and n.word(1).isdigit() and not n.has_plural


def reason_to_skip(n: Neighbours) -> str | None:
    """Return why a number counts nothing (model, label, age, date, score, pronoun, serial …), None where it counts."""
    named = _names_a_thing(n)
    if named:
        return named
    if n.number.form == "share":
        return "ordinal" if n.word(-1) in {"first", "second", "last", "latter", "other"} else None
    if _is_age(n):
        return "age"
    if _is_date_or_time(n):
        return "date"
    if _is_pronoun(n):
        return "pronoun"
    if _is_score(n):
        return "score"
    digits = n.lexemes[n.number.first].text
    if n.number.form == "digits" and (digits.startswith("0") and len(digits) > 1 and digits[1] != "."):
        return "serial"
    if n.number.form == "digits" and len(digits) > 5 and not n.number.grouped and not n.has_plural:
        return "serial"
    return None
