"""The PLOVER contexts ("why") of an event, read from the words around it."""

from __future__ import annotations

from functools import cache

from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.scene import Scene

__all__ = ["contexts_of"]


def contexts_of(scene: Scene, d: EventDraft) -> tuple[str, ...]:
    """Return the contexts whose words stand in the clause of the event, in the order of the table; at most three."""
    g = scene.graph
    verb = g.clause_verb(d.tokens[0])
    lemmas = {g.lemmas[k] for k in g.subtree(verb)}
    return tuple([name for name, words in _contexts().items() if not words.isdisjoint(lemmas)][:3])


@cache
def _contexts() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("contexts.toml")["contexts"].items()}
