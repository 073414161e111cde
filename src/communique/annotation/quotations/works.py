"""Tells words in quote marks that are names from words that are quoted: titles of works, programmes and nicknames."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_words

if TYPE_CHECKING:
    from communique.annotation.quotations.marks import QuotedString
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["is_name"]

_LEADING = frozenset({"of", "on", "'s", "’s", "in", "his", "her", "their", "the", "for", "and", "from", "by"})


def is_name(parse: Parse, s: QuotedString) -> bool:
    """Tell whether the string is a nickname within a name or the title of a work, and so nobody's words."""
    tokens = parse.tokens
    first = bisect_right(tokens, s.start, key=lambda t: t.end)
    after = bisect_left(tokens, s.end, key=lambda t: t.start)
    words = [t for t in tokens[first : min(after, first + 12)] if t.pos not in {"PUNCT", "SYM"}]
    if not words or after - first > 12:
        return False
    before = _beside(tokens, bisect_right(tokens, s.outer_start, key=lambda t: t.end) - 1, s, step=-1)
    behind = _beside(tokens, bisect_right(tokens, s.outer_end - 1, key=lambda t: t.start), s, step=1)
    return _is_nickname(words, before, behind) or _is_title(parse, s, words, before, behind)


def _beside(tokens: tuple[Token, ...], k: int, s: QuotedString, *, step: int) -> Token | None:
    for _ in range(3):
        if not 0 <= k < len(tokens):
            return None
        t = tokens[k]
        if t.end <= s.outer_start or t.start >= s.outer_end:
            return t
        k += step
    return None


def _is_nickname(words: list[Token], before: Token | None, behind: Token | None) -> bool:
    """`Marta "Mia" Okoro`: one or two capitalised words between two parts of a name."""
    if before is None or behind is None or len(words) > 3 or before.sentence != behind.sentence:
        return False
    if (
        not all(w.text[0].isupper() or w.text.lower() in read_words("small") for w in words)
        or not words[-1].text[0].isupper()
    ):
        return False
    return before.pos == "PROPN" and behind.pos == "PROPN" and before.text[0].isupper() and behind.text[0].isupper()


def _is_title(parse: Parse, s: QuotedString, words: list[Token], before: Token | None, behind: Token | None) -> bool:
    """Capitals throughout, no stop that is the string's own, and a word before it that titles follow."""
    text = parse.text(s.start, s.end)
    if text[-1:] in "?!…—–-;" or not words[0].text[0].isupper():
        return False
    if not all(
        w.text[0].isupper() or w.text[0].isdigit() or w.text.lower() in read_words("small") or not w.text[0].isalpha()
        for w in words
    ):
        return False
    near = {t.text.lower() for t in (before, behind) if t is not None} | ({before.lemma.lower()} if before else set())
    if near & read_words("works") or (before is not None and before.text.lower() in read_words("performing")):
        return len(words) > 1 or bool(near & read_words("works"))
    if len(words) < 2 or before is None:
        return False
    return before.text.lower() in _LEADING or before.pos in {"PROPN", "NOUN"}
