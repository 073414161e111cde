"""Meetings that no word names: those who signed or agreed together at a place on a day had met there."""

from __future__ import annotations

import datetime as dt

from communique.coding.matching.match import Match
from communique.coding.rounds.meetings import Session, SessionMention, places_agree
from communique.coding.rounds.mentions import window
from communique.coding.scene import Scene
from communique.coding.scene.bearings import place_of, time_of
from communique.coding.scene.status import factuality, source_of

__all__ = ["implied_sessions"]

_TOGETHER = frozenset({"agree.reach", "agree.agree", "agree.on", "agree.end_with", "agree.promise", "support.sign"})
_MADE = frozenset("sign initial ink reach strike conclude seal clinch".split())
"""Verbs of which the agreement that is made is told also where nobody is named: "a truce signed in Geneva"."""
_LONGEST = dt.timedelta(days=31)
_LONG_AGO = dt.timedelta(days=60)


def implied_sessions(scene: Scene, matches: list[Match], sessions: list[Session]) -> list[Session]:
    """Return the meetings at which the article's sides signed or agreed something, where `sessions` has none there or then."""
    out: list[Session] = []
    for match in matches:
        people = _signers(scene, match) if match.frame.id in _TOGETHER else []
        if not people:
            continue
        place, time = place_of(scene, match.token), time_of(scene, match.token)
        first, last = window(time)
        if place is None or place.granularity not in ("city", "site") or first is None or last is None:
            continue
        status = factuality(scene, match.token).status
        if last - first > _LONGEST or status not in ("happened", "planned"):
            continue
        if status == "planned" and scene.lemma(match.token) not in _MADE:
            continue
        met = _mention(scene, match, people, first, last)
        if not any(_is_same(scene, s, met) for s in [*sessions, *out]):
            s = Session(implied=True)
            s.add(met)
            out.append(s)
    return out


def _signers(scene: Scene, m: Match) -> list[int]:
    """Those who did it together: two sides, the article's two where nobody is named, or those of a war at home; else nobody."""
    inner = [scene.states[scene.home]] if scene.home in scene.states and len(scene.pair) < 2 else []
    both = list(scene.pair) or inner
    sides = {scene.side(a) for a in m.actors if scene.country(a) or scene.actor(a).side}
    if len(sides) > 1 or (inner and sides == {scene.home}):
        return list(m.actors)
    bare = scene.graph.is_passive(m.token) or scene.tokens[m.token].dep == "acl"
    return both if not sides and bare and scene.lemma(m.token) in _MADE else []


def _mention(scene: Scene, match: Match, people: list[int], first: dt.date, last: dt.date) -> SessionMention:
    return SessionMention(
        match=match, token=match.token, top=match.token, actors=people, third=[], place=place_of(scene, match.token),
        time=time_of(scene, match.token), first=first, last=last, fact=factuality(scene, match.token),
        source=source_of(scene, match.token), definite=False, again=False, format=None, direct=None, ordinal=None, back_to_past=True,
    )  # fmt: skip


def _is_same(scene: Scene, s: Session, m: SessionMention) -> bool:
    ahead = s.status in ("planned", "cancelled", "postponed")
    if s.status in ("hoped", "conditional", None) or ahead != (m.fact.status == "planned"):
        return False
    if s.first is not None and s.last is not None and m.first is not None and m.last is not None:
        return s.first <= m.last and m.first <= s.last
    if s.first is None and m.last is not None and scene.day is not None and scene.day - m.last > _LONG_AGO:
        # the news, told without a day, is not where an accord of years ago was signed
        return s.place is not None and m.place is not None and s.place.name == m.place.name
    return places_agree(s.place, m.place) is not False
