"""Fills in who acts where the clause itself does not say it: those who met, the two adversaries, those whom a broker served."""

from __future__ import annotations

from communique.coding.lexicon import Frame, table
from communique.coding.matching.match import Match
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene

__all__ = ["fill_actors", "main_session"]

_OWN = frozenset({"announce", "unveil"})
"""Verbs of which the subject may tell of an agreement of its own."""
Third = list[tuple[int, str, int]]


def main_session(sessions: list[Session]) -> Session | None:
    """Return the held meeting that the article speaks of most, None where no meeting has a day."""
    held = (s for s in sessions if s.status in ("happened", "ongoing") and s.time)
    return max(held, key=lambda s: len(s.mentions), default=None)


def fill_actors(
    scene: Scene, m: Match, status: str, session: Session | None, sessions: list[Session]
) -> tuple[list[int], Third]:
    """Return who acts in the match, and the third parties with their roles.

    `session` is the meeting that the clause speaks of; `sessions` are all of the article.
    """
    f = m.frame
    actors = list(m.actors)
    third: Third = []
    if f.flag("mediated") or (f.flag("announces") and _is_third(scene, m, actors)):
        third = [(a, "mediator", m.token) for a in actors]
        named = [a for o in m.objects for a in scene.named_below(o, "between") if a not in actors]
        between = named or _adversaries(scene, sessions, actors)
        if not between and scene.lemma(m.token) in _OWN:
            # "the president announced a truce with the rebels": his own
            between, third = actors, []
        actors = between
    if not actors and f.id == "support.sign" and len({scene.side(a) for a in m.recipients}) > 1:
        # "an accord between Chad and Libya, signed in Rome"
        actors, m.recipients = list(m.recipients), []
    if not actors and f.type == "AGREE" and session is not None:
        actors = _parties(session)
    if not actors and not _parties(session) and f.type in ("AGREE", "SUPPORT", "CONCEDE") and f.words("object"):
        actors = _adversaries(scene, sessions, []) if status in ("happened", "did_not_happen") else []
    if not actors and f.type == "AGREE" and status == "did_not_happen":
        actors = _clause_actors(scene, m) or _parties(main_session(sessions))
    if not actors and f.type == "RETREAT" and f.flag("reciprocal"):
        actors = _parties(session or main_session(sessions))
    if f.words("done_by") or f.flag("reciprocal"):
        brokers = _brokers(scene, m)
        actors = [a for a in actors if a not in [b[0] for b in brokers]] or actors
        third += brokers
    return _stand_for(scene, f, actors, sessions), third


def _is_third(scene: Scene, m: Match, actors: list[int]) -> bool:
    """Whether who announces the agreement is neither of the article's two sides, and names nobody as its own partner."""
    partners = [a for o in m.objects for a in scene.named_below(o, "with")]
    sides = {scene.side(a) for a in scene.pair}
    return bool(sides) and not partners and not any(scene.side(a) in sides for a in actors)


def _parties(session: Session | None) -> list[int]:
    """Those who met, without the third parties; all of them where nobody else is left."""
    if session is None:
        return []
    return [a for a in session.actors if all(a != t[0] for t in session.third)] or list(session.actors)


def _adversaries(scene: Scene, sessions: list[Session], but: list[int]) -> list[int]:
    """Those between whom an agreement that names nobody was made: the article's two sides, else who met."""
    found = list(scene.pair) or _parties(main_session(sessions))
    return [a for a in found if a not in but]


def _stand_for(scene: Scene, f: Frame, actors: list[int], sessions: list[Session]) -> list[int]:
    """ "The negotiators agreed": people of no named side are those of the meeting that the article is about."""
    if f.type != "AGREE" or not actors or any(scene.actor(a).named or scene.country(a) for a in actors):
        return actors
    return _parties(main_session(sessions)) or actors


def _clause_actors(scene: Scene, m: Match) -> list[int]:
    g = scene.graph
    verb = g.clause_verb(m.token)
    return list(dict.fromkeys(a for s in g.subjects(verb) for a in scene.people_at(s)))


def _brokers(scene: Scene, m: Match) -> list[tuple[int, str, int]]:
    lists = table("sessions.toml")
    g = scene.graph
    lemma = scene.lemma(m.verb)
    out: list[tuple[int, str, int]] = []
    if lemma in lists["mediator"] and m.token in [c for o in g.patients(m.verb) for c in g.conjuncts(o)]:
        role = "facilitator" if lemma == "facilitate" else "mediator"
        out += [(a, role, m.verb) for s in g.agents(m.verb) for a in scene.people_at(s)]
    for k in g.kids(m.token, "acl"):
        if scene.lemma(k) in lists["mediator"]:
            out += [(a, "mediator", k) for o in g.prep_objects(k, "by") for a in scene.people_at(o)]
    return out
