"""Whether enough is told of a deed to record it as an event of its own."""

from __future__ import annotations

from communique.coding.events.certainty import bounded
from communique.coding.events.drafts import CONFLICT, OUTCOMES
from communique.coding.matching.match import Match
from communique.coding.ontology import event_type
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.status import Factuality, Source

__all__ = ["doers", "is_worth_recording"]


_RUNS = frozenset(
    "go continue kill hit wound follow resume intensify leave destroy damage injure rage flatten strike".split()
)


_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})


def is_worth_recording(
    scene: Scene, m: Match, actors: list[int], recipients: list[int], fact: Factuality, source: Source
) -> bool:
    """Whether enough is known to record the event; a bare noun that only points back is not an event of its own."""
    f = m.frame
    if _suffered_when(scene, m):
        return True
    if f.type in _BY_WORDS and not actors and not m.nominal and "resign" not in f.mode and doers(scene, m):
        # "federal soldiers handed in their weapons", "courts passed twenty sentences": who did it is told, though of no named side
        return True
    if f.type == "ASSAULT" and not actors and scene.tokens[m.token].dep in ("acl", "amod"):
        return False
    if f.type == "PROTEST" and actors and (not m.nominal or scene.tokens[m.token].dep in _CORE):
        # "activists staged a protest", "protests flared": who protests is told, against whom need not be
        return True
    if f.type in CONFLICT:
        if m.nominal:
            running = (
                bool(actors) and scene.lemma(m.verb).split(" ")[0] in _RUNS and scene.tokens[m.token].dep == "nsubj"
            )
            fought = f.flag("reciprocal") and len({scene.side(a) for a in actors}) > 1
            if running or fought or (actors and scene.tokens[m.token].dep == "dobj" and m.verb != m.token):
                return True
            aimed = bool(recipients) or (
                bool(actors) and bool(scene.graph.prep_objects(m.token, "on", "against", "at", "into"))
            )
            return aimed and (bool(actors) or _is_predicate_noun(scene, m))
        if f.flag("reciprocal") or (f.type == "MOBILIZE" and actors):
            return bool(actors or recipients)
        return bool(recipients) or (bool(m.objects) and (bool(actors) or _told(scene, m)))
    if f.type == "REJECT" and source.actor is not None and not actors:
        return False
    if f.type == "RETREAT" and not m.nominal and any(scene.is_class(o, ("PRISONERS", "VICTIMS")) for o in m.objects):
        # "33 hostages are to be freed": worth knowing also where nobody is said to free them
        return True
    if f.type == "AGREE" and fact.status == "did_not_happen":
        return bool(actors)
    known = actors or (recipients and ("convict" in f.mode or _past_passive(scene, m)))
    if f.type == "SANCTION" and not m.nominal and m.objects and known:
        # "a court convicted 43 people", "Mali was suspended": whom it hits is told, though not of which country or by whom
        return True
    if f.type == "AID" and actors and any(scene.is_class(o, ("VICTIMS", "PRISONERS", "PERSON")) for o in m.objects):
        # "the coast guard rescued 68 migrants": whose they are need not be told
        return True
    if event_type(f.type).needs_recipient and f.type in ("AID", "COOPERATE", "SANCTION") and not recipients:
        aimed = bool(scene.graph.prep_objects(m.token, "to", "for", "on", "against", "with"))
        return bool(actors) and (aimed or len({scene.side(a) for a in actors}) > 1)
    return bool(actors)


_PASSED = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE"})
"""Types of which a passive with a time tells one deed, whoever did it: "a reporter jailed in March", "ties severed in 1975"."""


_BY_WORDS = frozenset({"RETREAT", "SANCTION", "MOBILIZE", "THREATEN", "ACCUSE", "CONCEDE", "PROTEST"})


def _suffered_when(scene: Scene, m: Match) -> bool:
    """Whether a passive of its own tells what was done and when, or that an accord was signed or reached then."""
    # what is signed where no two sides are spoken of may be any contract
    if m.nominal or not (m.frame.type in _PASSED or (m.frame.id in OUTCOMES and scene.parties)):
        return False
    t = scene.tokens[m.verb]
    passive = scene.graph.is_passive(m.verb) or (t.tag == "VBN" and t.dep == "acl")
    # "the number of soldiers killed in the war": the day of the clause above is not theirs
    own = any(scene.time_at(k) is not None for k in scene.graph.subtree(m.verb))
    return passive and bool(m.objects) and own and time_of(scene, m.verb) is not None


_DOERS = ("TROOPS", "BODIES", "CROWD")


_MEANS = ("MUNITIONS", "ATTACK")


_HELD = ("VICTIMS", "PRISONERS", "PEOPLE", "PERSONS", "BODIES", "TROOPS")


def doers(scene: Scene, m: Match) -> list[int]:
    """Those who do it by the words of the clause, named or not: "gunmen killed nine", "nine were arrested by police", "a bomb went off"."""
    names = (*_DOERS, *_MEANS) if m.frame.type == "ASSAULT" else _DOERS
    return [s for s in scene.graph.agents(m.verb) if s not in m.objects and scene.is_class(s, names)]


def _told(scene: Scene, m: Match) -> bool:
    """Whether the clause tells one deed though it names nobody: its doers are clear, or people suffer it in a plain past passive."""
    if doers(scene, m):
        return True
    return _past_passive(scene, m) and any(scene.is_class(o, _HELD) for o in m.objects)


def _past_passive(scene: Scene, m: Match) -> bool:
    """Whether a clause of its own tells it with "was" or "were", of an arrest with "have been" as well; a relative clause with a day."""
    helpers = {scene.tokens[k].text.lower() for k in scene.graph.kids(m.verb, "auxpass", "aux")}
    past = bool(helpers & {"was", "were"}) and not helpers & {"has", "have", "had"}
    past = past or ("been" in helpers and m.frame.type == "COERCE")
    dep = scene.tokens[m.verb].dep
    return past and (dep in ("ROOT", "conj", "ccomp") or (dep == "relcl" and bounded(time_of(scene, m.verb))))


def _is_predicate_noun(scene: Scene, m: Match) -> bool:
    g = scene.graph
    i = m.token
    return scene.tokens[i].dep in ("nsubj", "nsubjpass", "dobj", "ROOT", "conj") or bool(
        g.prep_objects(i, "on", "against", "in")
    )
