"""Finds what a party is told, or says itself, to be going to do: "London is to repeal the act", "Beijing said it would suspend the rules"."""

from __future__ import annotations

from communique.coding.commitments.accords import words_of
from communique.coding.commitments.bound import bound_by, parties_of
from communique.coding.commitments.deadlines import deadline
from communique.coding.commitments.promised import CommitmentDraft, is_bound_to_a_condition, is_guessed, is_void
from communique.coding.events.drafts import EventDraft
from communique.coding.positions.holders import is_unplaced
from communique.coding.scene import Scene
from communique.coding.scene.status import Factuality, factuality, source_of

__all__ = ["announced", "is_ahead"]

_AHEAD = ("status.future", "status.future_reported", "status.be_to", "status.due")


def announced(scene: Scene, events: list[EventDraft], verb: int) -> CommitmentDraft | None:
    """Return the promise that lies in the future of the clause of `verb`, None where it only foresees, guesses or warns."""
    due = deadline(scene, verb, None, past=False)
    if _is_idle(scene, verb, dated=due is not None):
        return None
    fact = factuality(scene, verb)
    ahead = fact.status == "planned" or (fact.status == "did_not_happen" and _is_restraint(scene, verb))
    if not ahead or not is_ahead(scene, fact) or not _is_firm(scene, verb, fact):
        return None
    actors = _promisers(scene, events, verb, dated=due is not None)
    if not actors:
        return None
    return CommitmentDraft(
        parties=actors,
        tokens=[verb],
        content=scene.graph.clause_span(verb),
        due=due,
        made=None,
        form="reported",
        rule="commitment.announced_step",
        head=verb,
    )


def is_ahead(scene: Scene, fact: Factuality) -> bool:
    """Tell whether the words say that it will be done: "will", "is to", "is due to", not "plans to"."""
    due = (
        fact.why == "status.plan" and fact.word is not None and scene.tokens[fact.word].lemma.lower() in words_of("due")
    )
    return due or fact.why in _AHEAD


def _is_idle(scene: Scene, verb: int, *, dated: bool) -> bool:
    """Whether the verb's future promises nothing."""
    lemma = scene.lemma(verb)
    if lemma.split(" ")[0] not in words_of("idle") or lemma in ("go ahead", "come down"):
        return False
    if dated and lemma in words_of("dated") and source_of(scene, verb).actor is None:
        # "is to speak to the delegates on Tuesday"
        return False
    return not _is_measure_down(scene, verb)


def _is_measure_down(scene: Scene, verb: int) -> bool:
    """ "Tariffs will come down", "the sanctions will fall away": the verb is idle, but not of what a state has imposed."""
    measures = any(scene.tokens[s].lemma.lower() in words_of("measures") for s in scene.graph.kids(verb, "nsubj"))
    return measures and scene.tokens[verb].lemma.lower() in ("come", "fall", "go", "rise", "arrive")


def _is_restraint(scene: Scene, verb: int) -> bool:
    """ "Would not use force", "will not attack the ports": not to do harm is promised."""
    return scene.tokens[verb].lemma.lower() in words_of("refrain") and source_of(scene, verb).actor is not None


def _speaks_for_others(scene: Scene, speaker: int) -> bool:
    """ "A spokesman said", "a statement said": whose is not told, the side's own most often."""
    a = scene.actor(speaker)
    return not a.named and scene.country(speaker) is None and a.name.lower().split(" ")[-1] in words_of("spokesmen")


def _is_firm(scene: Scene, verb: int, fact: Factuality) -> bool:
    """Whether the clause neither guesses, warns, sets a condition, nor says the same once more ("suspend or revoke")."""
    g = scene.graph
    t = scene.tokens[verb]
    if (
        (t.dep == "xcomp") != (fact.why in ("status.be_to", "status.plan"))
        or is_guessed(scene, verb)
        or is_void(scene, verb)
    ):
        return False
    if any(scene.tokens[k].text.lower() == "have" for k in g.kids(verb, "aux")):
        return False
    if any(scene.tokens[o].lemma.lower() in words_of("replies") for o in g.kids(verb, "dobj")):
        return False
    if t.dep == "conj" and any(scene.tokens[k].text.lower() == "or" for k in g.kids(t.head, "cc")):
        return False
    if t.dep == "ccomp" and scene.lemma(t.head) in words_of("guess_heads"):
        return False
    return not is_bound_to_a_condition(scene, verb)


def _is_in_charge(scene: Scene, verb: int, speaker: int) -> bool:
    """Whether a state's office says for what day a thing will be done: "the crossing will be reopened on Sunday, Cairo said"."""
    g = scene.graph
    if scene.country(speaker) is None or scene.actor(speaker).sector in ("MED", "JRN", "BUS", "EDU"):
        return False
    subjects = g.subjects(verb)
    if (
        not subjects
        or any(scene.people_at(s) for s in subjects)
        or any(scene.tokens[s].pos == "PRON" for s in subjects)
    ):
        return False
    if g.is_passive(verb):
        return not g.prep_objects(verb, "by")
    return scene.lemma(verb) in words_of("turns")


def _promisers(scene: Scene, events: list[EventDraft], verb: int, *, dated: bool) -> list[int]:
    """The parties that will do it, in the narrator's words or their own; nobody where others say so of them."""
    g = scene.graph
    actors = [a for a in bound_by(scene, events, verb, scene.doers(verb)) if scene.country(a) is not None]
    source = source_of(scene, verb)
    if not actors and source.actor is not None:
        own = any(scene.tokens[s].text.lower() in ("we", "i") for s in g.subjects(verb))
        own = own or (dated and _is_in_charge(scene, verb, source.actor))
        actors = parties_of(scene, [source.actor]) if own else []
    if not actors and dated:
        # "American tariffs will come down by Friday": those whose they are
        things = [s for s in g.subjects(verb) if scene.tokens[s].lemma.lower() in words_of("measures")]
        actors = parties_of(scene, [a for s in things for a in scene.modifier_actors(s)])
    if source.actor is not None and _speaks_for_others(scene, source.actor):
        return actors
    if source.actor is not None and is_unplaced(scene, source.actor):
        # "Lisbon would restore ties, Mr Gama stated": somebody of no known country speaks for whom he speaks of
        return actors
    mine = {scene.side(a) for a in actors} | {scene.side(a) for a in scene.doers(verb)}
    return [] if source.actor is not None and scene.side(source.actor) not in mine else actors
