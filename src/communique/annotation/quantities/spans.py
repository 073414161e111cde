"""Reads what stands around a number: ranges, swaps, and the phrases that qualify, total or share it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quantities.lexicon import Phrase, load_lexicon
from communique.annotation.quantities.numbers import Lexeme, Number, cut_lexemes, parse_digits, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.tokens import Parse
    from communique.words import Sentence, Token

__all__ = ["Reading", "Span", "phrases_after", "phrases_before", "read_range", "read_sentence", "read_swap"]

HYPHENS = frozenset("-‐‑–—")
_AFTER_EACH = frozenset({"", ".", ",", ";", ")", "and", "to", "in", "for", "by", "on", "from", "under", "a", "at"})
_PREPOSITIONS = frozenset({"about", "over", "around", "under", "below", "above"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as lexemes and tokens; `token_of` gives the token in which each lexeme lies."""

    parse: Parse
    sentence: Sentence
    lexemes: tuple[Lexeme, ...]
    token_of: tuple[int, ...]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the whole article, as `token_of` numbers them."""
        return self.parse.tokens

    def word(self, i: int) -> str:
        """Return lexeme `i` in lower case, "" outside the sentence."""
        return self.lexemes[i].lower if 0 <= i < len(self.lexemes) else ""

    def next_token(self, i: int) -> int:
        """Return the first token that starts at or after lexeme `i`."""
        if i >= len(self.lexemes):
            return self.sentence.last
        at = self.token_of[i]
        return at if self.tokens[at].start >= self.lexemes[i].start else at + 1


def read_sentence(parse: Parse, sentence: Sentence) -> Reading:
    """Return the sentence as lexemes, each with its token."""
    lexemes = tuple(cut_lexemes(parse.article.text, sentence.start, sentence.end))
    token_of: list[int] = []
    at = sentence.first
    for lexeme in lexemes:
        while at + 1 < sentence.last and parse.tokens[at + 1].start <= lexeme.start:
            at += 1
        token_of.append(at)
    return Reading(parse, sentence, lexemes, tuple(token_of))


@dataclass(frozen=True, slots=True)
class Span:
    """Two numbers read as one: a range ("between 20 and 30") or a swap ("1,000 for 1,000"), by lexemes."""

    first: int
    last: int
    low: float
    high: float


def _second(r: Reading, at: int) -> Number | None:
    number = read_number(r.lexemes, at) if at < len(r.lexemes) else None
    return number if number and number.value is not None and number.form != "share" else None


def read_swap(r: Reading, number: Number) -> Span | None:
    """Return "1,000 for 1,000" or "1,000-for-1,000" as one span, None where the figures differ."""
    at = number.last + (r.word(number.last) in HYPHENS)
    if number.value is None or r.word(at) != "for":
        return None
    at += 1 + (r.word(at + 1) in HYPHENS)
    second = _second(r, at)
    if second is None or second.value != number.value:
        return None
    return Span(number.first, second.last, number.value, number.value)


def read_range(r: Reading, number: Number) -> Span | None:
    """Return "between 20 and 30", "40-50", "20 to 30 million", "two or three" as one span with its bounds."""
    if number.value is None or number.form == "share":
        return None
    joint, before = r.word(number.last), r.word(number.first - 1)
    at = number.last + 1
    if r.word(at) in load_lexicon().currencies and not r.word(at).isalpha():
        at += 1
    second = _second(r, at)
    if second is None or second.value is None:
        return None
    low, high = number.value, second.value
    bare = parse_digits(r.lexemes[at].text) if r.lexemes[at].text[0].isdigit() else None
    shared = high / bare if bare else 1
    if shared > 1 and low < (bare or 0) and number.last - number.first == 1:
        low *= shared  # "20 to 30 million": the magnitude belongs to both
    wide = before == "between" and joint == "and"
    near = joint == "to" or joint in HYPHENS or (joint == "or" and high <= 2 * low + 1)
    if not (wide or near) or not low < high:
        return None
    if joint == "to" and before == "from" and _tells_change(r, number.first):
        return None
    return Span(number.first - (before in {"between", "from"}), second.last, low, high)


def _tells_change(r: Reading, first: int) -> bool:
    """Return whether a verb of change stands before "from X to Y": two figures then, no range."""
    at = r.token_of[first]
    return any(t.lemma.lower() in load_lexicon().changes for t in r.tokens[max(r.sentence.first, at - 8) : at])


def _fits(r: Reading, phrase: Phrase, at: int) -> bool:
    return at >= 0 and all(r.word(at + k) == w for k, w in enumerate(phrase.words))


def phrases_before(r: Reading, first: int) -> tuple[list[Phrase], int]:
    """Return the phrases that end right before lexeme `first`, outward, and the lexeme where the outermost starts."""
    lexicon, at, got = load_lexicon(), first, list[Phrase]()
    for _ in range(3):
        known = lexicon.before.get(r.word(at - 1), ())
        hit = next((p for p in known if _fits(r, p, at - len(p.words))), None)
        if hit is None or (len(hit.words) == 1 and (_is_topic(r, at - 1) or _is_particle(r, at - 1))):
            break
        got.append(hit)
        at -= len(hit.words)
    return got, at


def _is_topic(r: Reading, at: int) -> bool:
    """Return whether "about", "over" … governs a topic ("talks over two issues") and does not qualify the number."""
    token = r.tokens[r.token_of[at]]
    head = r.tokens[token.head]
    if r.word(at) not in _PREPOSITIONS or token.dep != "prep":
        return False
    return head.pos in {"NOUN", "VERB"} and head.i < token.i


def _is_particle(r: Reading, at: int) -> bool:
    """Return whether "over" … belongs to the verb ("hand over 1,000 prisoners") and does not qualify the number."""
    return r.tokens[r.token_of[at]].tag == "RP"


def _shares_out(r: Reading, at: int) -> bool:
    """Return whether a bare "each" at `at` shares the figure out and is no subject ("each served", "each of whom")."""
    return r.word(at - 1) not in {"and", ",", "of"} and r.word(at + 1) in _AFTER_EACH


def phrases_after(r: Reading, last: int, stop: int) -> list[tuple[Phrase, int]]:
    """Return the phrases between lexemes `last` and `stop`, each with its place."""
    after, got, at = load_lexicon().after, list[tuple[Phrase, int]](), last
    while at < min(stop, len(r.lexemes)):
        hit = next((p for p in after.get(r.word(at), ()) if _fits(r, p, at)), None)
        if hit is not None and (hit.words != ("each",) or _shares_out(r, at)):
            got.append((hit, at))
        at += len(hit.words) if hit else 1
    return got
