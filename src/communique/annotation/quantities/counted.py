"""Finds what a number counts: the noun phrase after it, its unit, or the noun that an earlier number counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quantities.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.words import Token

__all__ = ["Counted", "counted_after", "unit_of"]

_LONGEST = 8
"""Words after a number within which its noun must stand."""
_INSIDE = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "AFX", "FW", ","}
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "away"})
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the words from `first` to `last` (excluded) among the tokens, and the unit."""

    first: int
    last: int
    unit: str
    plural: bool


def unit_of(tokens: Sequence[Token], head: int, first: int) -> str:
    """Return the singular of the head noun `head`, with the noun before it where the head says too little alone."""
    lexicon = load_lexicon()
    word = tokens[head]
    unit = _singular(word)
    before = head - 1
    if before >= first and tokens[before].tag in _NOUNS:
        if unit in lexicon.exchange_heads:
            return _singular(tokens[before]) if tokens[before].tag in {"NN", "NNS"} else unit
        if unit in lexicon.thin_heads and tokens[before].tag in {"NN", "NNS"}:
            return f"{_singular(tokens[before])} {unit}"
    return unit


def _singular(word: Token) -> str:
    known = load_lexicon().nouns.get(word.text.lower())
    if known:
        return known
    if word.tag in {"NNP", "NNPS"}:
        return word.text.removesuffix("s") if word.tag == "NNPS" else word.text
    return word.lemma.lower()


def counted_after(tokens: Sequence[Token], start: int, end: int) -> Counted | None:
    """Return the noun phrase that begins at token `start` and ends before `end` with its first run of nouns.

    "detainees from both sides" gives "detainees", "more prisoner exchange deals" gives the four words; None where no
    noun follows ("12 were killed").
    """
    lexicon = load_lexicon()
    at = start
    while at < end and (
        tokens[at].text.lower() in {"of", "the", "their", "its", "his", "these", "those", "our", "such"}
    ):
        at += 1
    while at > start and at < end and tokens[at].tag == "CD":
        at += 1  # "63 of the 71 drones": drones are counted
    first, head = at, None
    if at < end and tokens[at].text in _DIRECTIONS:
        return None
    limit = min(end, at + _LONGEST)
    while at < limit:
        word = tokens[at]
        if word.tag in _NOUNS or word.text.lower() in lexicon.nouns:
            head = at
        elif _ties(tokens, at, limit, head):
            pass
        elif (
            head is not None
            or word.tag not in _INSIDE
            or (word.text == "," and not _joins_adjectives(tokens, at, limit))
        ):
            break
        if head is not None and tokens[head].tag in {"NNS", "NNPS"} and at == head and not _goes_on(tokens, at, limit):
            at += 1
            break
        at += 1
    if head is None:
        return None
    word = tokens[head]
    plural = word.tag in {"NNS", "NNPS"} or word.text.lower() in lexicon.nouns
    return Counted(first, head + 1, unit_of(tokens, head, first), plural)


def _ties(tokens: Sequence[Token], at: int, limit: int, head: int | None) -> bool:
    """Return whether a word stands inside a noun phrase for all its tag: a hyphen, the "heavily" of "heavily armed"."""
    if at + 1 >= limit:
        return False
    if head is not None:
        return tokens[at].text in _HYPHENS or (tokens[at].tag == "POS" and _goes_on(tokens, at - 1, limit))
    return tokens[at].tag == "RB" and tokens[at + 1].tag in {"VBN", "JJ"}


def _joins_adjectives(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Return whether the comma at `at` stands between two adjectives ("500 poor, landless families")."""
    both = {"JJ", "VBN", "VBG"}
    return at + 1 < limit and tokens[at - 1].tag in both and tokens[at + 1].tag in both


def _goes_on(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Return whether a plural noun is only the modifier of the next word ("10 sports clubs")."""
    after = at + 1
    if after + 1 < limit and tokens[after].tag == "POS":
        return tokens[after + 1].tag in {"NN", "NNS", "JJ"}  # "6,000 soldiers' bodies"
    return after < limit and tokens[after].tag in {"NN", "NNS"} and tokens[at].dep in {"compound", "nmod"}
