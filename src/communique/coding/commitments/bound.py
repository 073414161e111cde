"""Who is bound where the clause names "both sides", "the two countries", an accord's subjects or a leader of no known country."""

from __future__ import annotations

from communique.coding.commitments.accords import words_of
from communique.coding.events.drafts import EventDraft
from communique.coding.scene import Scene

__all__ = ["bound_by", "parties_of"]

_TWO = 2
_BACK = 3
_BODIES = (None, "UNO", "IGO", "NGO", "IMG", "MNC")
"""Bodies of states: they bring the two sides together."""


def parties_of(scene: Scene, actors: list[int]) -> list[int]:
    """Return those of the actors that act for a state, a movement or a body."""
    return [
        a
        for a in dict.fromkeys(actors)
        if scene.actor(a).sector not in ("MED", "JRN")
        and (
            scene.country(a) is not None or (scene.actor(a).named and scene.actor(a).type in ("group", "organisation"))
        )
    ]


def bound_by(scene: Scene, events: list[EventDraft], verb: int, actors: list[int]) -> list[int]:
    """Return who is bound by what `actors`, as far as the clause tells them, promise at `verb`.

    "Both sides" and "the two countries" are the two named just before, else those who last did something together; whom an accord
    "committed to" something is bound, not the accord; a leader of no known country is one of the article's own.
    """
    g = scene.graph
    if scene.tokens[verb].lemma.lower() in ("commit", "oblige", "bind") and not g.is_passive(verb):
        patients = [
            a
            for o in g.kids(verb, "dobj")
            if scene.tokens[o].tag != "PRP"
            for c in g.conjuncts(o)
            for a in scene.people_at(c)
        ]
        if patients:
            return patients
    subjects = [s for s in g.subjects(verb) if scene.tokens[s].lemma.lower() in words_of("pairs")]
    told = len({scene.side(a) for a in actors}) > 1
    if any(_is_two(scene, s, loosely=not told) for s in subjects):
        return _named_near(scene, events, verb) or _together(scene, events, verb) or actors
    if actors and scene.home in scene.states and not any(scene.country(a) for a in actors):
        return [scene.states[scene.home]] if all(scene.actor(a).type == "person" for a in actors) else actors
    return actors


def _is_two(scene: Scene, s: int, *, loosely: bool) -> bool:
    """Whether the plural stands for two already told: "both", "the two"; `loosely` "the parties" too."""
    t = scene.tokens[s]
    before = {scene.tokens[k].text.lower() for k in scene.graph.kids(s, "det", "nummod", "predet", "amod", "poss")}
    if t.text.lower() in ("both", "two", "each") or before & {"each", "either"}:
        return True
    if t.tag in ("NNS", "NNPS") and before & {"both", "two"}:
        return True
    return loosely and t.tag == "NNS" and bool(before & {"the", "their"})


def _named_near(scene: Scene, events: list[EventDraft], verb: int) -> list[int]:
    """The two sides that the sentence, else one of the two before it, names; nobody where more or fewer are named."""
    here = scene.tokens[verb].sentence
    brokers = {scene.side(a) for d in events for a, _, _ in d.third}
    for n in range(here, max(-1, here - _BACK), -1):
        s = scene.analysis.sentences[n]
        inside = [m for m in scene.analysis.mentions if s.start <= m.start < s.end and m.form != "pronoun"]
        sides: dict[str, int] = {}
        for m in inside:
            place = scene.place_at(m.head)
            if scene.country(m.actor) in _BODIES or scene.actor(m.actor).type == "person" or scene.is_maker(m.head):
                continue
            if (place is None or place.role != "event") and scene.side(m.actor) not in brokers:
                sides.setdefault(scene.side(m.actor), m.actor)
        if len(sides) == _TWO:
            return list(sides.values())
        if len(sides) > _TWO:
            return []
    return []


def _together(scene: Scene, events: list[EventDraft], verb: int) -> list[int]:
    """Those who, by their names, last agreed or met before the word."""
    for d in reversed(events):
        if d.tokens[0] >= verb or d.type not in ("AGREE", "CONSULT", "SUPPORT") or len(d.actors) < _TWO:
            continue
        if any(scene.country(a) in _BODIES for a in d.actors):
            continue
        doers = [s for t in d.tokens for s in scene.graph.subjects(scene.graph.clause_verb(t))]
        if not any(scene.tokens[s].lemma.lower() in words_of("pairs") for s in doers):
            return list(d.actors)
    return []
