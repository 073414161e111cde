"""Meetings told without a name or without a noun: "the foreign ministers will meet in Vienna", "to hold a third before June"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.lexicon import lexicon_frame, table
from communique.coding.matching.match import Match
from communique.coding.rounds.meetings import SessionMention
from communique.coding.scene import Scene

__all__ = ["numbered_rounds", "unnamed_people"]

_NEAR = 2
"""Sentences behind a meeting in which a bare "third" still counts another one."""
_PARTS = frozenset({"dobj", "nsubj", "nsubjpass"})


def numbered_rounds(scene: Scene, matches: list[Match]) -> Iterator[Match]:
    """Yield a meeting for every ordinal without a noun that counts one more: "agreed to hold a third", "a second was cancelled"."""
    words = table("sessions.toml")
    told = [m.token for m in matches if m.nominal and m.frame.session]
    for t in scene.tokens:
        if t.lemma.lower() not in words["ordinals"] or t.dep not in _PARTS or t.pos not in ("NOUN", "ADJ", "PRON"):
            continue
        if scene.graph.prep_objects(t.i, "of") or scene.time_at(t.i) is not None:
            # "a third of the fighters", "on the second"
            continue
        verb = scene.graph.clause_verb(t.i)
        lemma = scene.lemma(verb)
        held = lemma in words["held"] or lemma.split(" ")[0] in words["happen"] or lemma in words["planned_for"]
        if held and any(k < t.i and t.sentence - scene.tokens[k].sentence <= _NEAR for k in told):
            yield Match(lexicon_frame("consult.talks"), t.i, verb, objects=[t.i], nominal=True)


def unnamed_people(scene: Scene, m: SessionMention) -> list[int]:
    """Return the article's sides where several officials of nobody named meet at a place or on a day: "the foreign ministers will meet"."""
    if m.match.nominal or m.actors or not (m.place or m.first) or m.fact.status not in ("happened", "planned"):
        return []
    if m.match.frame.id not in ("consult.meet", "consult.gather"):
        return []
    if not any(_are_envoys(scene, s) for s in scene.graph.subjects(m.token)):
        return []
    return list(scene.pair) or ([scene.states[scene.home]] if scene.home in scene.states else [])


def _are_envoys(scene: Scene, i: int) -> bool:
    """Whether the noun stands for several who act for a side: "the foreign ministers"; mere "ministers" are of one cabinet.

    "Envoys of all three countries" are of those of whom the phrase speaks, "teams of the two ministries" of the two sides.
    """
    of = scene.graph.prep_objects(i, "of", "from")
    if of and not any(scene.tokens[k].lemma.lower() in ("two", "both") for o in of for k in scene.graph.kids(o)):
        return False
    if scene.tokens[i].tag not in ("NNS", "NNPS") or not scene.is_class(i, ("OFFICIALS", "ENVOYS", "team")):
        return False
    return scene.tokens[i].lemma.lower() != "minister" or bool(scene.graph.kids(i, "compound", "amod"))
