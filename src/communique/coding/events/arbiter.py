"""The arbiter: a small trained judge of what the rules propose, which says whether a draft is an event to record.

A logistic model over what a rule knows of its find: the frame and its type, the word and its part of speech, how the word hangs
in the sentence, whether it happened, who acts and on whom, who says so, when, and in which block of the page. The weights are
data (`lexicon/arbiter.tsv`), made by `tools/train_arbiter.py` from the project's own annotated texts; the sums are exact to the last
digit on every machine, since the weights are whole thousandths.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.coding.scene import Scene
from communique.errors import DataError

if TYPE_CHECKING:
    from communique.coding.events.drafts import EventDraft

__all__ = ["GROUPS", "features_of", "group_of", "is_event"]

GROUPS = ("worth", "weak")
"""What the rules by themselves think of a draft; each has a bar of its own."""

_FILE = "arbiter.tsv"
_CLASSES = (
    "ACTOR", "AGREEMENT", "AID", "ATTACK", "CURBS", "DEMAND", "GOODWILL", "INFRASTRUCTURE", "PEACE", "PEOPLE", "PLACE", "PLAN",
    "PRISONERS", "SANCTIONS", "TALKS", "TERRITORY", "TIES", "TROOPS", "WEAPONS",
)  # fmt: skip
_ASKED = ("ACTOR", "PLACE")
"""Of these no list of words tells."""
_MANY = 1000
_WARS = frozenset({"war", "conflict", "fighting", "unrest", "violence", "insurgency"})
_DETERMINERS = ("det", "poss", "nummod")


@cache
def _weights() -> tuple[dict[str, int], dict[str, int]]:
    """The weights in thousandths by feature; and by what the rules think of a draft, the score from which it is an event."""
    found: dict[str, int] = {}
    text = resources.files("communique.coding.lexicon").joinpath(_FILE).read_text("utf-8")
    for n, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        name, _, weight = line.rpartition("\t")
        try:
            found[name] = int(weight)
        except ValueError:
            raise DataError(
                f"communique/coding/lexicon/{_FILE}, line {n}: no weight in {line!r}; install again"
            ) from None
    return found, {g: found.pop(f"from {g}", 0) for g in GROUPS}


def group_of(d: EventDraft) -> str:
    """Return what the rules think of a draft: worth recording, or in company that no frame asks for."""
    return "weak" if d.match is not None and d.match.weak else "worth"


def features_of(scene: Scene, d: EventDraft) -> tuple[str, ...]:
    """Return what the arbiter sees of a draft, as names of features."""
    i = d.tokens[0]
    t = scene.tokens[i]
    g = scene.graph
    m = d.match
    part = "noun" if m is not None and m.nominal else t.pos.lower()
    sides = min(2, len({scene.side(a) for a in d.actors}))
    aimed = min(1, len(d.recipients))
    out = [
        "bias",
        f"type={d.type}",
        f"type={d.type} {group_of(d)}",
        group_of(d),
        f"type={d.type} part={part}",
        f"frame={d.frame.id}" if m is None or not m.weak else f"weak={d.frame.id}",
        f"word={scene.lemma(i)}",
        f"dep={t.dep} part={part}",
        f"why={d.why}",
        f"type={d.type} status={d.status}",
        f"type={d.type} actors={sides} aimed={aimed}",
        f"named={any(scene.actor(a).named for a in d.actors):d}",
        f"source={d.source.kind} type={d.type}",
        f"time={_time(d)}",
        f"place={d.place is not None:d}",
        f"block={_block(scene, i)}",
    ]
    out += [
        f"about={scene.tokens[o].lemma.lower()} type={d.type}"
        for o in (m.objects[:2] if m is not None else [])
        if o != i
    ]
    out += _counts(scene, i, d.type)
    if part == "noun":
        out.append(f"verb={scene.lemma(m.verb if m is not None else i)}")
        out += [
            f"before={scene.tokens[k].lemma.lower()}" for k in g.kids(i, *_DETERMINERS) if scene.tokens[k].dep != "poss"
        ]
        out.append(f"owned={bool(g.kids(i, 'poss')):d}")
    elif m is not None:
        out.append(f"complement={m.complement is not None:d} type={d.type}")
        out.append(f"objects={bool(m.objects):d} type={d.type}")
        out += [f"object={c} type={d.type}" for c in _classes(scene, m.objects)]
    return tuple(dict.fromkeys(out))


def _counts(scene: Scene, i: int, type_: str) -> list[str]:
    """What is counted in the clause: losses told as a running total or in thousands are seldom one event."""
    start, end = scene.graph.clause_span(scene.graph.clause_verb(i))
    inside = [q for q in scene.analysis.quantities if start <= q.start < end]
    out = [f"running type={type_}"] if any(q.cumulative for q in inside) else []
    if any((q.value or q.high or q.low or 0) >= _MANY for q in inside):
        out.append(f"many type={type_}")
    g = scene.graph
    if any(g.lemmas[k] in _WARS for k in g.subtree(g.clause_verb(i))):
        out.append(f"war type={type_}")
    return out


def _classes(scene: Scene, objects: list[int]) -> list[str]:
    """The word classes of the objects, in the order of their names."""
    kinds = frozenset[str]().union(*map(scene.kinds, objects))
    return [c for c in _CLASSES if c in kinds or (c in _ASKED and any(scene.is_class(o, (c,)) for o in objects))]


def _time(d: EventDraft) -> str:
    if d.time is None or d.time.date is None:
        return "none"
    return d.time.date.granularity


def _block(scene: Scene, i: int) -> str:
    at = scene.tokens[i].start
    return next((b.kind for b in scene.analysis.article.blocks if b.start <= at < b.end), "none")


def is_event(scene: Scene, d: EventDraft) -> bool:
    """Tell whether the draft is an event to record."""
    weights, least = _weights()
    score = sum(weights.get(n, 0) for n in features_of(scene, d))
    return score >= least[group_of(d)]
