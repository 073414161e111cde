"""Which counted things are figures that somebody claims, and who claims them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.status import Source, source_of
from communique.words import Quantity, TimeExpression

__all__ = ["TallyDraft", "draft_tallies"]

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


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
        if q.rule.startswith("price:") or unit in lists["rates"] or last in lists["rates"]:
            continue
        known = known or _people(scene, q)
        value = q.value if q.value is not None else q.high if q.high is not None else q.low
        if value is None or not unit or (q.value is None and q.high is None):
            # "dozens", "several hundred": no figure
            continue
        if not known and value < lists["least"]:
            continue
        if known and value < 2 and q.qualifier == "exact":
            continue
        words = scene.graph.words(q.start, q.end)
        if not words or _in_title(scene, q) or _in_compound(scene, q) or _unnamed_few(scene, q, value, lists):
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


def _people(scene: Scene, q: Quantity) -> bool:
    """Whether the unit is a people: "five Iranians"."""
    words = scene.graph.words(q.counted_start, q.counted_end)
    return bool(words) and words[-1].tag == "NNPS"


def _in_compound(scene: Scene, q: Quantity) -> bool:
    """Whether the number is only part of an adjective: "a three-man crew", "the 15-member council"."""
    text = scene.analysis.article.text
    return text[q.end : q.end + 1] in _HYPHENS or text[q.counted_start - 1 : q.counted_start] in _HYPHENS


def _unnamed_few(scene: Scene, q: Quantity, value: float, lists: dict[str, Any]) -> bool:
    """Whether the words count a few sources or what was left over: "two people familiar with", "three others"."""
    if value >= lists["least"]:
        return False
    after = scene.graph.words(q.counted_end, q.counted_end + 12)
    familiar = any(w.text.lower() in lists["familiar"][:-1] for w in after[:2])
    return familiar or q.counted.lower() in ("others", "other")


def _claimant(scene: Scene, i: int) -> Source:
    """Who vouches for the figure: who counts or pledges it, by whose count it is, else whoever speaks."""
    lists = table("tallies.toml")
    g = scene.graph
    told = source_of(scene, i)
    for at in [i, *(a for a in g.ancestors(i) if scene.tokens[a].sentence == scene.tokens[i].sentence)]:
        if not g.is_verb(at):
            continue
        makers = [
            a
            for o in g.prep_objects(at, "by", "in", "on")
            if scene.tokens[o].lemma.lower() in lists["reckonings"]
            for a in scene.makers(o)
        ]
        makers = makers or (scene.doers(at) if scene.tokens[at].lemma.lower() in lists["claims"] else [])
        if makers:
            named = scene.actor(makers[0]).named
            return Source("named" if named else "anonymous", makers[0], at)
        if scene.tokens[at].dep in ("relcl", "conj", "parataxis") and told.actor is not None:
            break
    return told


def _in_title(scene: Scene, q: Quantity) -> bool:
    """A figure in a headline or deck is told again below."""
    blocks = scene.analysis.article.blocks
    s = scene.analysis.sentences[scene.graph.words(q.start, q.end)[0].sentence]
    block = blocks[s.block]
    if block.kind not in ("headline", "deck"):
        return False
    return any(o.value == q.value and o.start > block.end for o in scene.analysis.quantities)
