"""Which counted things are figures that somebody claims, and who claims them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.bearings import time_of
from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.coding.status import Source, source_of
from communique.words import Quantity, TimeExpression

__all__ = ["TallyDraft", "draft_tallies"]


@dataclass(slots=True)
class TallyDraft:
    """A claimed figure before it becomes an entry."""

    quantity: Quantity
    token: int
    source: Source
    time: TimeExpression | None
    cumulative: bool


def draft_tallies(scene: Scene) -> list[TallyDraft]:
    """Return the figures of the article that an analyst would keep, in text order."""
    lists = table("tallies.toml")
    counted, ignored = set(lists["counted"]), set(lists["not_counted"])
    out: list[TallyDraft] = []
    for q in scene.analysis.quantities:
        unit = q.unit.lower()
        last = unit.split(" ")[-1] if unit else ""
        known = q.unit in counted or unit in counted or last in counted
        if unit in ignored or (last in ignored and not known):
            continue
        if q.rule.startswith("price:"):
            continue
        value = q.value if q.value is not None else q.high if q.high is not None else q.low
        if value is None or not unit:
            continue
        if not known and value < lists["least"]:
            continue
        if known and value < 2 and q.qualifier == "exact":
            continue
        words = scene.graph.words(q.start, q.end)
        if not words or _in_title(scene, q):
            continue
        head = next(
            (w for w in scene.graph.words(q.counted_start, q.counted_end) if w.pos in ("NOUN", "PROPN")), words[-1]
        )
        sentence = scene.analysis.sentence_text(words[0].sentence).lower()
        running = q.cumulative or any(
            f" {w} " in f" {sentence} " for w in ("so far", "to date", "in all", "altogether")
        )
        out.append(TallyDraft(q, words[0].i, _claimant(scene, words[0].i), time_of(scene, head.i), running))
    return out


def _claimant(scene: Scene, i: int) -> Source:
    return source_of(scene, i)


def _in_title(scene: Scene, q: Quantity) -> bool:
    """A figure in a headline or deck is told again below."""
    blocks = scene.analysis.article.blocks
    s = scene.analysis.sentences[scene.graph.words(q.start, q.end)[0].sentence]
    block = blocks[s.block]
    if block.kind not in ("headline", "deck"):
        return False
    return any(o.value == q.value and o.start > block.end for o in scene.analysis.quantities)
