"""Gives the parse as a tree that knows which words stand in quote marks, and the noun phrases in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.quotations.marks import QuotedString
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["Tree"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_MODIFIERS = frozenset(
    {
        "det",
        "predet",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "poss",
        "case",
        "quantmod",
        "advmod",
        "npadvmod",
        "neg",
        "dep",
    }
)
_LIMIT = 40
"""No noun phrase is read longer than this many words."""
_WIDEST = 256
"""No word keeps more dependants than this: a hostile page hangs a million words on one."""
_LONGEST = 400
"""No content clause is read longer than this many words."""


class Tree:
    """The words of a parse with their dependants, and the number of the quoted string around each word (or -1)."""

    __slots__ = ("children", "parse", "quoted", "strings", "tokens")

    def __init__(self, parse: Parse, strings: Sequence[QuotedString]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.strings = strings
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for t in parse.tokens:
            if t.head != t.i and len(self.children[t.head]) < _WIDEST:
                self.children[t.head].append(t.i)
        self.quoted = _number_quoted(parse.tokens, strings)

    def first_at(self, offset: int) -> int:
        """Return the index of the first word that ends after `offset`."""
        return bisect_right(self.tokens, offset, key=lambda t: t.end)

    def last_before(self, offset: int) -> int:
        """Return the index of the last word that starts before `offset`, -1 where there is none."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start) - 1

    def children_with(self, i: int, *labels: str) -> list[int]:
        """Return the dependants of word `i` that carry one of the labels, in reading order."""
        return [c for c in self.children[i] if self.tokens[c].dep in labels]

    def subject(self, i: int) -> int | None:
        """Return the subject of word `i` that stands outside the quote marks of other words, None without one."""
        best = None
        for c in self.children[i]:
            dep = self.tokens[c].dep
            if dep in _SUBJECTS and dep != "expl" and self.quoted[c] == self.quoted[i]:
                key = (dep != "csubj", c < i, c if c < i else -c)  # the nearest before, else the nearest behind
                if best is None or key > best[0]:
                    best = (key, c)
        return best[1] if best else None

    def subtree(self, i: int) -> tuple[int, int]:
        """Return the first word and the word after the last of the unbroken run around `i` that depends on it."""
        inside = {i}
        stack = [i]
        while stack and len(inside) < _LONGEST:
            at = stack.pop()
            for c in self.children[at]:
                if c not in inside:
                    inside.add(c)
                    stack.append(c)
        first = last = i
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return first, last + 1

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """Return first word and word after the last of the noun phrase of `head`: no clause, no apposition after it."""
        tokens, mark = self.tokens, self.quoted[head]
        inside = {head}
        stack = [head]
        while stack:
            at = stack.pop()
            for c in self.children[at]:
                t = tokens[c]
                if c in inside or len(inside) > _LIMIT or not self._belongs(at, c, t, head):
                    continue
                inside.add(c)
                stack.append(c)
        first = last = head
        while first - 1 in inside and (self.quoted[first - 1] == mark or self.quoted[first - 1] >= 0 > mark):
            first -= 1
        while last + 1 in inside:
            last += 1
        if last > head and tokens[last].dep == "case" and tokens[last].head == head:
            last -= 1  # the envoy, in "the envoy's claim"
        while last > head and tokens[last].text in {",", "-", "–", "—", ":", ";", '"', "“", "”", "'", "‘", "."}:
            last -= 1
        while first < head and (
            tokens[first].pos == "PUNCT"
            or tokens[first].dep in {"cc", "mark", "advmod", "npadvmod"}
            or tokens[first].tag == "WDT"
            or (":" in tokens[first].text and tokens[first].text[0].isdigit())  # the clock of a live entry
        ):
            first += 1
        return first, last + 1

    def _belongs(self, at: int, c: int, t: Token, head: int) -> bool:
        if t.dep in _MODIFIERS:
            return t.dep not in {"advmod", "npadvmod", "dep"} or c < head
        if t.dep in {"prep", "pobj", "pcomp"}:
            return t.dep != "pcomp" and (t.dep == "pobj" or self.tokens[c - 1].text not in {",", "—", "–"} or c < head)
        if t.dep in {"cc", "conj"}:
            return t.pos not in {"VERB", "AUX"} and at <= c
        if t.dep == "appos":  # "his spokesman Dmitry Sokolov", not "Sokolov, his spokesman,"
            return c > at and self.tokens[c - 1].text not in {",", "(", "—", "–", "-"}
        if t.dep == "punct":
            return t.text in {"-", "’", "'", "&", "/", "."} or (t.text == "," and self._joins_list(at, c))
        return False

    def _joins_list(self, at: int, comma: int) -> bool:
        return any(self.tokens[c].dep == "conj" and c > comma for c in self.children[at])

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Return the code points from word `first` up to word `after` (excluded)."""
        return self.tokens[first].start, self.tokens[after - 1].end


def _number_quoted(tokens: Sequence[Token], strings: Sequence[QuotedString]) -> list[int]:
    quoted = [-1] * len(tokens)
    at = 0
    for number, s in enumerate(strings):
        while at < len(tokens) and tokens[at].end <= s.outer_start:
            at += 1
        k = at
        while k < len(tokens) and tokens[k].start < s.outer_end:
            quoted[k] = number
            k += 1
        at = k
    return quoted
