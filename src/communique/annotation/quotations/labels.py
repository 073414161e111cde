"""Reads the labels that name a speaker beside quoted words: a name and a colon before, a dash and a name behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.cues import Cue

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.marks import QuotedString

__all__ = ["name_after_dash", "name_before_colon"]

_DASHES = frozenset({"-", "–", "—", "―", "~", "--"})
_LONGEST = 7
"""A label has fewer words than this."""
_REST = 120
"""What stands behind the string in its block has at most this many characters: a name and perhaps an office."""


def name_before_colon(tree: Tree, first: int) -> Cue | None:
    """Return a label cue where a name and a colon stand right before or right inside the string ("REYES: …")."""
    return _label_inside(tree, first) or _label_before(tree, first)


def _label_inside(tree: Tree, first: int) -> Cue | None:
    tokens = tree.tokens
    for k in range(first, min(first + 5, len(tokens) - 1)):
        t = tokens[k]
        if t.text == ":" and k > first:
            return Cue(k, k, k + 1, "label", k - 1, None, "label.inside_marks")
        if not (t.text.isupper() or t.text == "."):
            return None
    return None


def _label_before(tree: Tree, first: int) -> Cue | None:
    tokens = tree.tokens
    colon = first - 1
    while colon >= 0 and tree.quoted[colon] == tree.quoted[first]:
        colon -= 1
    if colon < 1 or tokens[colon].text != ":" or tokens[colon].sentence < tokens[first].sentence - 1:
        return None
    block = tree.parse.sentences[tokens[colon].sentence].block
    low = colon
    while low > 0 and colon - low < _LONGEST and tree.parse.sentences[tokens[low - 1].sentence].block == block:
        low -= 1
        if tokens[low].text in {".", "!", "?", ","}:
            low += 1
            break
    names = range(low, colon)
    if not names or len(names) >= _LONGEST or any(tokens[j].pos in {"VERB", "AUX"} for j in names):
        return None
    if not any(tokens[j].pos == "PROPN" for j in names):
        return None
    head = next((j for j in reversed(names) if tokens[j].pos in {"PROPN", "NOUN"}), None)
    return None if head is None else Cue(colon, colon, colon + 1, "label", head, None, "label.name_colon")


def name_after_dash(tree: Tree, s: QuotedString, after: int) -> Cue | None:
    """Return a label cue where a dash and a name follow the string and end its block, or are the next (`"…" — Ana Reyes, envoy`)."""
    tokens, blocks = tree.tokens, tree.parse.article.blocks
    block_end = blocks[s.block].end
    if block_end == s.outer_end and s.block + 1 < len(blocks):  # the name stands in a line of its own
        block_end = blocks[s.block + 1].end
    if block_end - s.outer_end > _REST:
        return None
    rest = tree.parse.text(s.outer_end, block_end).strip()
    if not rest or rest[0] not in "-–—―~":
        return None
    k = tree.first_at(s.outer_end)
    while k < len(tokens) and tokens[k].text in _DASHES:
        k += 1
    if k >= len(tokens) or tokens[k].start >= block_end or k <= after - 1:
        return None
    last = k
    while last + 1 < len(tokens) and tokens[last + 1].end <= block_end:
        if tokens[last + 1].pos not in {"PROPN", "NOUN", "ADJ"}:
            break
        last += 1
    if tokens[last].pos not in {"PROPN", "NOUN"}:
        return None
    dash = max(after, k - 1)
    return Cue(dash, dash, dash + 1, "label", last, None, "label.dash_name")
