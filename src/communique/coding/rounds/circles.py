"""Completes the meetings of an article: whose circle a further one belongs to, third parties, delegations."""

from __future__ import annotations

import datetime as dt

from communique.coding.lexicon import table
from communique.coding.rounds.brokers import seat_mediators
from communique.coding.rounds.meetings import REAL, Session, places_agree
from communique.coding.scene import Scene

__all__ = ["complete_sessions", "principal_pair"]


def complete_sessions(scene: Scene, sessions: list[Session]) -> None:
    """Give every meeting the people, third parties and delegations that the article states or implies for it."""
    pair = principal_pair(scene, sessions)
    for s in sessions:
        if (
            scene.day is not None
            and s.first is not None
            and s.first > scene.day
            and s.status in ("happened", "ongoing")
        ):
            s.status = "planned"
        _people_rounds(scene, s, pair, sessions)
    for n, s in enumerate(sessions):
        _inherit(scene, s, _parent(scene, sessions, n, pair))
    _seat_third_parties(scene, sessions)
    seat_mediators(scene, sessions)
    _place_the_news(scene, sessions)
    _seat_delegations(scene, sessions)


def _place_the_news(scene: Scene, sessions: list[Session]) -> None:
    """Hold the talks that the head of the page tells without a place in the city of its dateline, where that is away from both sides."""
    for s in sessions:
        told = (
            s.status in ("happened", "ongoing") and scene.is_lead(s.mentions[0].token) and s.mentions[0].match.nominal
        )
        coarse = s.place is None or s.place.granularity in ("area", "continent")
        recent = s.last is None or scene.day is None or scene.day - s.last < dt.timedelta(days=14)
        if told and coarse and recent and scene.venue is not None and scene.parties & s.countries(scene):
            s.place = scene.venue


def _main(sessions: list[Session]) -> Session | None:
    real = [s for s in sessions if s.status in REAL and s.actors]
    return max(real, key=lambda s: len(s.mentions)) if real else None


def principal_pair(scene: Scene, sessions: list[Session]) -> list[str]:
    """Return the two sides that the article's meetings are mostly about: the case's parties, else the most named ones."""
    if scene.case is not None and len(scene.case.parties) > 1:
        from communique.world import country_by_name

        found = [country_by_name(p) for p in scene.case.parties]
        return [f.alpha3 if f is not None else p for f, p in zip(found, scene.case.parties, strict=True)]
    if scene.pair:
        return [scene.side(a) for a in scene.pair]
    if scene.home is not None:
        return [scene.home]
    third = {scene.side(a) for s in sessions for a, _, _ in s.third}
    met: dict[str, int] = {}
    for s in sessions:
        for side in sorted(s.countries(scene)):
            met[side] = met.get(side, 0) + len(s.mentions)
    named: dict[str, int] = {}
    for m in scene.analysis.mentions:
        side = scene.side(m.actor)
        named[side] = named.get(side, 0) + 1
    if len(met) < 2:
        for side in sorted(scene.states):
            met.setdefault(side, 0)
    ranked = sorted(met, key=lambda x: (x in third, -met[x] - named.get(x, 0), x))
    return ranked[:2]


def _parent(scene: Scene, sessions: list[Session], n: int, pair: list[str]) -> Session | None:
    """The meeting that a further one goes on from: the nearest one before it that both main sides held, else the main one."""
    circle = [s for s in sessions if s is not sessions[n] and set(pair) <= s.countries(scene)]
    real = [s for s in circle if s.status in REAL] or circle
    before = [s for s in real if s.mentions[0].token < sessions[n].mentions[0].token]
    if sessions[n].status in REAL:
        return before[-1] if before else None
    return max(real, key=lambda s: len(s.mentions)) if real else _main([s for s in sessions if s is not sessions[n]])


def _people_rounds(scene: Scene, s: Session, pair: list[str], sessions: list[Session]) -> None:
    """A round with place or day that names nobody ("the third round ended in Geneva") is one of the sides that the article is about."""
    if len(s.countries(scene)) > 1:
        return
    words = {scene.tokens[m.token].lemma.lower() for m in s.mentions if m.match.nominal}
    of_a_row = s.ordinal is not None or any(m.back_to_past or m.again for m in s.mentions)
    nameless = not s.actors and (of_a_row or not any(m.definite for m in s.mentions)) and len(scene.pair) > 1
    talks = bool(words & _PARLEYS) or (nameless and bool(words & _MEETINGS))
    if not (s.ordinal or s.format or talks) or "phone" in s.mentions[0].match.frame.mode:
        return
    adversaries = [scene.side_actor(side) for side in pair]
    mine = s.countries(scene)
    if mine and not mine & {scene.side(a) for a in adversaries if a is not None}:
        return
    s.actors += [a for a in adversaries if a is not None and scene.side(a) not in mine]
    if s.format == "trilateral":
        venues = {x.place.country for x in sessions if x.place is not None}
        third = [a for a in _third_side(scene, pair) if a not in s.actors]
        s.actors += sorted(third, key=lambda a: scene.country(a) in venues)[:1]


def _third_side(scene: Scene, pair: list[str]) -> list[int]:
    """The state, beside the pair, whose people the article names most often."""
    count: dict[int, int] = {}
    for m in scene.analysis.mentions:
        side = scene.country(m.actor)
        if side in scene.states and side not in pair and scene.actor(m.actor).type in ("state", "person"):
            count[scene.states[side]] = count.get(scene.states[side], 0) + 1
    return sorted(count, key=lambda a: (-count[a], a))


_PARLEYS = frozenset("talk negotiation round dialogue summit".split())
_MEETINGS = frozenset("meeting session encounter consultation discussion".split())
_ROLE_NOUNS = {
    "host": "host",
    "mediator": "mediator",
    "broker": "mediator",
    "facilitator": "facilitator",
    "guarantor": "guarantor",
    "observer": "observer",
    "go-between": "mediator",
}


def _seat_third_parties(scene: Scene, sessions: list[Session]) -> None:
    """ "Oman acted as mediator", "the UAE, the host of the talks": a stated role goes to the meeting spoken of."""
    g = scene.graph
    for i in g.with_lemma(_ROLE_NOUNS):
        t, role = scene.tokens[i], _ROLE_NOUNS[g.lemmas[i]]
        if t.pos not in ("NOUN", "PROPN") or t.dep == "compound":
            continue
        who = _bearers(scene, t.i)
        if not who:
            continue
        here = [s for s in sessions if any(scene.tokens[m.token].sentence == t.sentence for m in s.mentions)]
        near = here or [
            s
            for s in sessions
            if s.status in REAL and any(scene.tokens[m.token].sentence < t.sentence for m in s.mentions)
        ]
        if near:
            s = near[0] if here else max(near, key=lambda s: len(s.mentions))
            s.third += [(a, role, t.i) for a in who if (a, role) not in [x[:2] for x in s.third]]


def _bearers(scene: Scene, i: int) -> list[int]:
    """Who bears the role noun at token `i`."""
    g = scene.graph
    t = scene.tokens[g.chain_start(i)]
    if t.dep == "attr" and g.is_verb(t.head):
        return scene.doers(t.head)
    if t.dep == "pobj" and scene.tokens[t.head].lemma.lower() == "as":
        verb = g.clause_verb(t.head)
        return scene.doers(verb) if scene.lemma(verb) in ("act", "serve", "function", "play", "remain") else []
    if t.dep == "appos":
        return scene.people_at(t.head) if g.is_noun(t.head) else []
    appositive = g.kids(i, "appos")
    return [a for k in appositive for a in scene.people_at(k)]


def _inherit(scene: Scene, s: Session, p: Session | None) -> None:
    """A further meeting of the same circle takes the circle's people, third parties and form where it names none."""
    if p is None or not s.again:
        return
    if s.countries(scene) <= p.countries(scene):
        s.actors += [a for a in p.actors if a not in s.actors and scene.side(a) not in s.countries(scene)]
        s.format = s.format or p.format
        s.direct = p.direct if s.direct is None else s.direct
        s.third += [
            t
            for t in p.third
            if t[:2] not in [o[:2] for o in s.third] and (t[1] != "host" or places_agree(s.place, p.place))
        ]


def _describes(scene: Scene, i: int) -> bool:
    """Whether the person at token `i` only describes another one ("an aide to President ...")."""
    for a in scene.graph.ancestors(i):
        if scene.graph.is_verb(a):
            return False
        if scene.tokens[a].dep == "appos" and scene.tokens[i].dep != "appos":
            return True
    return False


def _seat_delegations(scene: Scene, sessions: list[Session]) -> None:
    """People listed as present sit in the delegations of the meeting that the sentence, or the one before, speaks of."""
    if not sessions:
        return
    words = set(table("sessions.toml")["attendance"])
    for sentence in scene.analysis.sentences:
        tokens = scene.tokens[sentence.first : sentence.last]
        cue = next((t for t in tokens if scene.lemma(t.i) in words), None)
        if cue is None:
            continue
        people = [
            (m.actor, m.head)
            for m in scene.analysis.mentions
            if sentence.start <= m.start < sentence.end
            and m.form in ("name", "short")
            and scene.actor(m.actor).type == "person"
            and scene.quote_at(m.head) is None
            and scene.tokens[m.head].dep != "poss"
            and not _describes(scene, m.head)
        ]
        near = [
            s
            for s in sessions
            if any(scene.tokens[m.token].sentence <= sentence.i for m in s.mentions) and s.status in REAL
        ]
        here = [s for s in near if any(scene.tokens[m.token].sentence == sentence.i for m in s.mentions)]
        pool = here or near
        if not pool or (len(people) < 2 and not here):
            continue
        s = max(
            pool,
            key=lambda s: (
                max(m.token for m in s.mentions if scene.tokens[m.token].sentence <= sentence.i),
                len(s.mentions),
            ),
        )
        if len(people) >= 2 or scene.lemma(cue.i) in ("lead", "head", "represent", "chair"):
            third = {a for a, _, _ in s.third}
            s.members += [a for a, _ in people if a not in s.members and a not in third]
            s.member_tokens.append(cue.i)
