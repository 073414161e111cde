"""Chooses which quotations the record keeps: words in quote marks, and what is reported and recorded nowhere else.

"The ministry said 40 people were hurt" is kept as the figure and the event that it tells, each with its claimant; keeping
it a third time, as a quotation, would bury the words that people were quoted with.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.coding.scene import Scene
    from communique.words import Quote

__all__ = ["kept_statements"]

_QUESTIONS = frozenset({"how", "if", "when", "where", "whether", "who", "why"})
"""What opens a question and states nothing: "has not said when it would return"."""


def kept_statements(scene: Scene, told: Iterable[int]) -> tuple[Quote, ...]:
    """Return the quotations that the record keeps; `told` are the words by which other entries tell what they tell."""
    heads = sorted(set(told))
    strings = sorted((q.start, q.end) for q in scene.statements if q.form != "indirect")
    return tuple(q for q in scene.statements if q.form != "indirect" or _adds(scene, q, heads, strings))


def _adds(scene: Scene, q: Quote, heads: list[int], strings: list[tuple[int, int]]) -> bool:
    """Tell whether an indirect quotation of a known speaker says what neither an entry nor quoted words of it say."""
    words = scene.graph.words(q.start, q.end)
    if q.speaker is None or not words:
        return False
    at = bisect_left(strings, (q.start, 0))
    if at < len(strings) and strings[at][0] < q.end:
        return False
    at = bisect_left(heads, words[0].i)
    if at < len(heads) and heads[at] <= words[-1].i:
        return False
    return words[0].text.lower() not in _QUESTIONS
