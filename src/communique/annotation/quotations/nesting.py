"""Keeps a report within a report as part of the outer one: "the envoy said he hoped that …" is one thing said.

What somebody is said to believe, want or do with words stands in the words of whoever reports it. A report of its own is
only what the press passes on: in "the agency reported that the minister said …" it is the minister who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.quotations.cues import Cue
    from communique.annotation.quotations.grammar import Tree

__all__ = ["stand_alone"]

_NEAR = 12
"""How many cues before and behind are looked at: a sentence has few."""
_SPEAKING = frozenset({"say", "tell", "write", "post", "warn", "deny", "preposition"})


def stand_alone(tree: Tree, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues that do not stand in the reported content of another one, and those that the press passes on."""
    out: list[Cue] = []
    held = [c for c in cues if c.content is not None]
    for n, c in enumerate(held):
        near = held[max(0, n - _NEAR) : n] + held[n + 1 : n + 1 + _NEAR]
        outer = [o for o in near if o.content is not None and o.content[0] <= c.i < o.content[1]]
        if not outer or (c.kind in _SPEAKING and all(_passes_on(tree, o) for o in outer)):
            out.append(c)
    return out


def _passes_on(tree: Tree, cue: Cue) -> bool:
    """Tell whether the press speaks at the cue."""
    assert cue.speaker is not None
    first, after = tree.noun_phrase(cue.speaker)
    return any(t.text.lower() in read_words("press") for t in tree.tokens[first:after])
