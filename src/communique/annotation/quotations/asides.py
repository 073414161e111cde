"""Reads cues set off by commas within what they report: "The plan, she said, would fail"; "…, officials said, since …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_verbs, read_words

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree

__all__ = ["around_cue", "goes_on", "opening_of"]

_FAR = 100
"""How many words before a cue a semicolon is looked for."""
_TAIL = 14
"""How many words a parenthetical cue may have behind its verb ("…, he told reporters in Geneva on Friday, …")."""


def around_cue(tree: Tree, i: int, speaker: int | None) -> tuple[int, int] | None:
    """Return the sentence around a cue set off by commas ("The plan, she said, would fail"; "…, officials said.")."""
    tokens = tree.tokens
    told = read_verbs()[tokens[i].text.lower()][0].kind == "tell"
    if tokens[i].tag in {"VB", "VBG"} or tree.children_with(i, "auxpass"):
        return None
    if speaker is None or tree.children_with(i, "ccomp", "xcomp", *(() if told else ("dobj",))):
        return None
    s = tree.parse.sentences[tokens[i].sentence]
    left, right = min(tree.noun_phrase(speaker)[0], i), max(tree.noun_phrase(speaker)[1] - 1, i)
    if left > s.first and tokens[left - 1].text.lower() == "as":  # as the envoy pointed out, …
        left -= 1
    if right - left > 25 or (left > s.first and tokens[left - 1].text not in {",", "—", "–"}):
        return None
    opening = opening_of(tree, s.first, left)
    k = right + 1
    while k < s.last and k - right <= _TAIL and tokens[k].text not in {",", "—", "–", ";"}:
        if tokens[k].pos == "VERB" and tokens[k].tag in {"VBD", "VBZ", "VBP"} and tokens[k].head != i:
            return None
        k += 1
    if k - right > _TAIL:
        return None
    if s.last - k <= 3:
        return (opening, left - 1) if left - 1 > opening else None
    if left <= s.first:
        return (k + 1, s.last) if tokens[left].text.lower() == "as" else None
    if k + 1 < s.last and tokens[k + 1].pos in {"VERB", "AUX"}:  # the cue parts a subject from its verb
        return (opening, s.last)
    return (opening, s.last) if left - s.first > 4 else (k + 1, s.last)


def opening_of(tree: Tree, first: int, cue: int) -> int:
    """Return where the part of the sentence that the cue stands in begins: behind the last semicolon before it."""
    for k in range(cue - 1, max(first, cue - _FAR), -1):
        if tree.tokens[k].text == ";" and tree.quoted[k] < 0:
            return k + 1
    return first


def goes_on(tree: Tree, i: int, speaker: int | None) -> bool:
    """Tell whether the sentence goes on with a reason or condition behind the cue ("…, she said, since the road …")."""
    behind = i if speaker is None else max(tree.noun_phrase(speaker)[1] - 1, i)
    for c in tree.children_with(i, "advcl"):
        first = tree.subtree(c)[0]
        if behind < first - 1 <= behind + _TAIL and tree.tokens[first - 1].text == ",":
            return tree.tokens[first].text.lower() in read_words("reasons")
    return False
