"""The PLOVER contexts ("why") of an event, read from the words around it."""

from __future__ import annotations

from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.scene import Scene

__all__ = ["contexts_of"]


def contexts_of(scene: Scene, d: EventDraft) -> tuple[str, ...]:
    """Return the contexts whose words stand in the clause of the event, in the order of the table; at most three."""
    g = scene.graph
    verb = g.clause_verb(d.tokens[0])
    lemmas = {scene.tokens[k].lemma.lower() for k in g.subtree(verb)}
    found = [name for name, words in table("contexts.toml")["contexts"].items() if lemmas & set(words)]
    return tuple(found[:3])
