"""Third parties: who brings others together, from the words beside an event and from what the article says of its mediators."""

from __future__ import annotations

import datetime as dt

from communique.coding.lexicon import table
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.memory import remembered_list
from communique.coding.scene.status import factuality

__all__ = ["Third", "article_mediators", "brokers_beside", "seat_mediators"]

Third = list[tuple[int, str, int]]
_NEWS = dt.timedelta(days=60)
"""What lies further back than this is history: the mediators of today need not have been there."""
_MOST = 5
"""More than so many are no mediators of one dispute."""


def brokers_beside(scene: Scene, *tokens: int) -> Third:
    """Return the third parties that the phrases on the tokens name: "under US mediation", "through Omani envoys", "in the presence of".

    A clause on a noun counts too: "the accord, brokered by Kenya", "talks overseen by the UN".
    """
    g, words = scene.graph, table("sessions.toml")
    out: Third = []
    for at in dict.fromkeys(tokens):
        for preposition, p in g.prepositions(at):
            for o in (c for k in g.kids(p, "pobj") for c in g.conjuncts(k)):
                lemma = scene.tokens[o].lemma.lower()
                if preposition in ("under", "with", "through", "by", "thanks", "via") and lemma in words["mediation"]:
                    out += [(a, "mediator", o) for a in scene.owners(o)]
                elif preposition in ("through", "via", "with") and lemma in words["go_betweens"]:
                    out += [(a, "mediator", o) for a in scene.modifier_actors(o) or scene.people_at(o)]
                elif preposition in ("through", "via") and g.is_verb(at) and scene.actors_at(o):
                    out += [(a, "mediator", o) for a in scene.actors_at(o) if scene.actor(a).type != "person"]
                elif preposition == "in" and lemma == "presence":
                    out += [(a, "observer", o) for k in g.prep_objects(o, "of") for a in scene.people_at(k)]
        for k in (c for clause in g.kids(at, "acl", "relcl") for c in g.conjuncts(clause)):
            role = (
                "host" if scene.lemma(k) in words["host"] else "mediator" if scene.lemma(k) in words["mediator"] else ""
            )
            if role:
                agents = g.prep_objects(k, "by") or [s for s in g.subjects(k) if s != at]
                out += [(a, role, k) for o in agents for a in scene.people_at(o)]
        out += [
            (a, "mediator", j)
            for j in g.modifiers(at)
            if scene.is_maker(j) and scene.tokens[j + 2].text.lower() in words["broker_adjectives"]
            for a in scene.named_by(j)
        ]
    return list(dict.fromkeys(out))


@remembered_list
def article_mediators(scene: Scene) -> Third:
    """Return those whom the article shows as mediators of what it is about, in text order; none where it names many."""
    g, out = scene.graph, []
    own = {scene.side(a) for a in scene.pair} | ({scene.home} if scene.home is not None else set())
    deeds = table("sessions.toml")["mediation"]
    called = g.with_lemma({*_MEDIATING, *_MEDIATORS, *deeds})
    for i in sorted({*called, *scene.makers_before}):
        t, lemma, who = scene.tokens[i], g.lemmas[i], []
        if t.pos == "VERB" and lemma in _MEDIATING and factuality(scene, t.i).status in _REAL:
            doers = g.agents(t.i)
            # "Mbeki, the South African president, who mediates": the clause hangs on the apposition
            doers += [scene.tokens[o].head for o in doers if scene.tokens[o].dep == "appos"]
            who = [a for o in doers for a in scene.people_at(o)]
        elif lemma in _MEDIATORS and t.pos in ("NOUN", "PROPN"):
            who = _called(scene, t.i)
        elif lemma in deeds and t.dep == "pobj":
            who = scene.modifier_actors(t.i)
        elif scene.makers_before.get(i) in _MEDIATED:
            who = scene.named_by(t.i)
        if who and not _is_past(scene, t.i):
            out += [(a, "mediator", t.i) for a in who if scene.side(a) not in own and scene.country(a) not in own]
    found = list({a: x for x in reversed(out) for a in [x[0]]}.values())[::-1]
    return found if len({scene.side(a) for a, _, _ in found}) <= _MOST else []


_MEDIATING = ("mediate", "broker", "facilitate")
_MEDIATORS = ("mediator", "facilitator", "go-between")
_MEDIATED = ("brokered", "mediated", "facilitated", "sponsored")
_REAL = ("happened", "ongoing")


def _called(scene: Scene, i: int) -> list[int]:
    """Whom the noun "mediator" at token `i` names: "Norwegian mediators", "the mediator, Mitchell", "Mandela, the mediator"."""
    g = scene.graph
    t = scene.tokens[i]
    if t.dep == "compound" and scene.tokens[t.head].pos == "PROPN":
        return scene.actors_at(t.head)
    named = [a for k in g.kids(i, "appos") for a in scene.people_at(k)]
    named += [a for k in g.kids(i, "amod", "compound") for a in scene.named_by(k)]
    if t.dep == "appos":
        named += scene.people_at(t.head)
    if t.dep == "attr" or (t.dep == "pobj" and scene.tokens[t.head].text.lower() == "as"):
        verb = g.clause_verb(i)
        named += scene.doers(verb) if factuality(scene, verb).status in _REAL else []
    return named


def _is_past(scene: Scene, i: int) -> bool:
    """Whether the words at token `i` tell of months ago."""
    day, time = scene.day, time_of(scene, i)
    if day is None or time is None or time.date is None or not time.date.end:
        return False
    return time.date.end[:10] < (day - _NEWS).isoformat()


def seat_mediators(scene: Scene, sessions: list[Session]) -> None:
    """Seat the mediators of the article at the talks of its parties that are its news."""
    mediators = article_mediators(scene)
    parties = scene.parties
    for s in sessions:
        old = scene.day is not None and s.last is not None and s.last < scene.day - _NEWS
        if old or not parties or not parties <= s.countries(scene) or not any(m.match.nominal for m in s.mentions):
            continue
        s.third += [x for x in mediators if x[:2] not in [o[:2] for o in s.third]]
