"""The PLOVER modes ("how") of an event: those of its frame, and those that its words add."""

from __future__ import annotations

from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.scene import Scene

__all__ = ["modes_of"]


def modes_of(scene: Scene, d: EventDraft) -> tuple[str, ...]:
    """Return the modes of the event: with what it is done, else the frame's own, else what is demanded or refused."""
    if d.match is None:
        return d.mode
    rows = table("modes.toml")
    m = d.match
    content = rows["content"].get(d.type)
    if content is not None:
        if d.mode:
            return d.mode
        words = [k for k in (m.complement, *m.objects) if k is not None]
        words += [k for o in words for k in (*scene.graph.conjuncts(o), *scene.graph.patients(o))]
        return next(((mode,) for mode, names in content.items() if _any(scene, words, names)), ())
    means = rows["with"].get(d.type)
    if means is None:
        return d.mode
    words = [k for t in d.tokens for k in _phrase(scene, t)]
    return tuple(mode for mode, names in means.items() if _any(scene, words, names))[:2] or d.mode


def _any(scene: Scene, words: list[int], names: list[str]) -> bool:
    return any(scene.is_class(k, tuple(names)) for k in words)


def _phrase(scene: Scene, i: int) -> list[int]:
    """The word, what stands before it, and the heads of subject, object and phrases on it, with theirs."""
    g = scene.graph
    heads = [i, *g.subjects(i), *g.patients(i), *g.prep_objects(i, "with", "by", "on", "at", "in", "of", "from")]
    return [k for h in dict.fromkeys(heads) for k in (h, *g.modifiers(h))]
