"""Meetings that no word names: those who signed or agreed together at a place on a day had met there."""

from __future__ import annotations

import datetime as dt

from communique.coding.bearings import place_of, time_of
from communique.coding.matching import Match
from communique.coding.meetings import Session, SessionMention, places_agree
from communique.coding.mentions import window
from communique.coding.scene import Scene
from communique.coding.status import factuality, source_of

__all__ = ["implied_sessions"]

_TOGETHER = frozenset({"agree.reach", "agree.agree", "agree.end_with", "support.sign"})
_LONGEST = dt.timedelta(days=31)


def implied_sessions(scene: Scene, matches: list[Match], sessions: list[Session]) -> list[Session]:
    """Return the meetings at which the article's sides signed or agreed something, where `sessions` has none there or then."""
    sides = {scene.side(a) for a in scene.pair} or ({scene.home} if scene.home is not None else set())
    out: list[Session] = []
    for match in matches:
        if match.frame.id not in _TOGETHER or not sides or not sides <= {scene.side(a) for a in match.actors}:
            continue
        place, time = place_of(scene, match.token), time_of(scene, match.token)
        first, last = window(time)
        if place is None or place.granularity not in ("city", "site") or first is None or last is None:
            continue
        if last - first > _LONGEST or factuality(scene, match.token).status != "happened":
            continue
        met = _mention(scene, match, first, last)
        if not any(_is_same(s, met) for s in [*sessions, *out]):
            s = Session(implied=True)
            s.add(met)
            out.append(s)
    return out


def _mention(scene: Scene, match: Match, first: dt.date, last: dt.date) -> SessionMention:
    return SessionMention(
        match=match, token=match.token, top=match.token, actors=list(match.actors), third=[], place=place_of(scene, match.token),
        time=time_of(scene, match.token), first=first, last=last, fact=factuality(scene, match.token),
        source=source_of(scene, match.token), definite=False, again=False, format=None, direct=None, ordinal=None, back_to_past=True,
    )  # fmt: skip


def _is_same(s: Session, m: SessionMention) -> bool:
    if s.status in ("hoped", "conditional", "planned", "cancelled", "postponed", None):
        return False
    if s.first is not None and s.last is not None and m.first is not None and m.last is not None:
        return s.first <= m.last and m.first <= s.last
    return places_agree(s.place, m.place) is not False
