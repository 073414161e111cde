"""Says which place governs a verb or an event noun, by the dependency tree."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.tokens import Parse
    from communique.words import PlaceMention, Token

__all__ = ["place_of_token"]

_FINEST = {"site": 0, "city": 1, "region": 2, "area": 3, "country": 4, "continent": 5}
_REACH = 120
"""Words on either side of a word among which its modifiers are looked for: bounds the work on endless sentences."""
_OTHER_EVENTS = frozenset({"following", "after", "before", "since", "until", "despite", "amid", "over"})
"""What stands after one of these happened elsewhere: "suspended the talks following an attack in X"."""
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "pobj", "prep", "oprd", "xcomp"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def _at(places: Sequence[PlaceMention], token: Token) -> PlaceMention | None:
    at = bisect_right(places, token.start, key=lambda p: p.start) - 1
    return places[at] if at >= 0 and token.end <= places[at].end else None


def _children(parse: Parse, token: Token) -> list[Token]:
    sentence = parse.sentences[token.sentence]
    first, last = max(sentence.first, token.i - _REACH), min(sentence.last, token.i + _REACH)
    return [t for t in parse.tokens[first:last] if t.head == token.i and t.i != token.i]


def _below(parse: Parse, token: Token, places: Sequence[PlaceMention], depth: int) -> list[PlaceMention]:
    """Return the event places among the prepositional modifiers below `token`, three steps down at most."""
    found: list[PlaceMention] = []
    for child in _children(parse, token):
        if child.dep == "prep" and child.text.lower() in _OTHER_EVENTS:
            continue
        if child.dep == "prep" or (
            depth and child.dep in {"pobj", "appos", "conj", "compound", "prep", "nmod", "npadvmod"}
        ):
            here = _at(places, child)
            if here is not None and here.role == "event":
                found.append(here)
            if depth < 4:
                found.extend(_below(parse, child, places, depth + 1))
    return found


def place_of_token(parse: Parse, places: tuple[PlaceMention, ...], token_index: int) -> PlaceMention | None:
    """Return the event place that governs the verb or event noun `token_index`, None where the words name none.

    Looked at in turn: its own prepositional modifiers, the names before it ("the Abu Dhabi talks"), those of its
    arguments ("held talks in Davos"), then those of the verb that it hangs on. Of nested places the finest is given
    ("at the Kremlin in Moscow": the Kremlin); ties go to the first in the text.
    """
    token = parse.tokens[token_index]
    for _ in range(3):
        found = _below(parse, token, places, 0)
        found = found or [
            p for c in _children(parse, token) if c.dep in _MODIFIERS and (p := _at(places, c)) and p.role == "event"
        ]
        if not found:
            for child in _children(parse, token):
                if child.dep in _ARGUMENTS:
                    found.extend(_below(parse, child, places, 0))
                    here = _at(places, child)
                    if here is not None and here.role == "event":
                        found.append(here)
        if found:
            return min(found, key=lambda p: (_FINEST.get(p.granularity, 9), p.start))
        if token.head == token.i or token.dep not in {
            "conj",
            "dobj",
            "xcomp",
            "pobj",
            "prep",
            "attr",
            "nsubj",
            "nsubjpass",
            "advcl",
        }:
            return None
        token = parse.tokens[token.head]
    return None
