"""Gives every quoted string its cue and speaker, or the speaker of the string that it carries on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.quotations.cues import Cue
    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.marks import QuotedString

__all__ = ["Attributed", "attribute_strings"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quoted string with the cue that holds it; `cue` is None for a string that nobody is said to have spoken."""

    string: QuotedString
    cue: Cue | None
    rule: str


def attribute_strings(tree: Tree, cues: Sequence[Cue]) -> tuple[Attributed, ...]:
    """Return the strings that are quotations, each with its cue."""
    by_sentence: dict[int, list[Cue]] = {}
    for c in cues:
        if c.quotes and c.speaker is not None:
            by_sentence.setdefault(tree.tokens[c.i].sentence, []).append(c)
    out: list[Attributed] = []
    last: Attributed | None = None
    for s in tree.strings:
        got = _find_cue(tree, s, by_sentence)
        if got is None and last is not None and last.cue is not None and _carries_on(tree, last.string, s):
            got = Attributed(s, last.cue, "carry." + ("open" if s.continues else "same_paragraph"))
        if got is not None:
            out.append(got)
            last = got
        elif last is not None and s.block > last.string.block + 1:
            last = None
    return tuple(out)


def _find_cue(tree: Tree, s: QuotedString, by_sentence: dict[int, list[Cue]]) -> Attributed | None:
    first, after = tree.first_at(s.start), tree.last_before(s.end) + 1
    if after <= first:
        return None
    sentences = {tree.tokens[first].sentence, tree.tokens[after - 1].sentence}
    if after < len(tree.tokens) and tree.tokens[after].text in "”\"’'»」“":
        sentences.add(tree.tokens[after].sentence)
        if after + 1 < len(tree.tokens) and tree.tokens[after + 1].text[:1].islower():
            sentences.add(tree.tokens[after + 1].sentence)
    near = [c for n in sorted(sentences) for c in by_sentence.get(n, ())]
    best = None
    for c in near:
        distance = first - c.i if c.i < first else c.i - after
        key = (distance, c.i)
        if best is None or key < best[0]:
            best = (key, c)
    return Attributed(s, best[1], "near") if best else None


def _carries_on(tree: Tree, before: QuotedString, s: QuotedString) -> bool:
    if s.continues or s.block == before.block:
        return s.continues or s.end - s.start > 25
    blocks = tree.parse.article.blocks
    return s.block == before.block + 1 and s.outer_start == blocks[s.block].start and s.end - s.start > 25
