"""Merges events: the same type by the same actors on the same days; scored, and below the sure mark only linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.blocks import Keys, cross, party_keys, same_keys, time_keys
from communique.record.merging.clusters import Cluster, Doubt, Verdict, gather
from communique.record.merging.days import Window, day_number, days_between, window_of
from communique.record.merging.names import fold
from communique.record.merging.parties import overlap, parties_of, party_code
from communique.record.merging.places import place_fit
from communique.record.merging.values import assemble, count_sources, latest_status

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from communique.record.merging.context import Context
    from communique.record.merging.members import Body, Member

__all__ = ["SURE", "assemble_event", "merge_events"]

SURE = 0.75
"""The score from which two events are one; from DOUBTFUL to here they are linked as possibly the same."""
DOUBTFUL = 0.6

_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
"""Types in which sources may name the same people as actors or as recipients."""
_UNDATED_APART = 3
"""Days between two articles within which an undated event of the same actors is taken for one."""
_DONE = frozenset({"happened", "ongoing", "claimed"})
_NOT_DONE = frozenset({"did_not_happen", "denied"})
_AHEAD = frozenset({"planned", "postponed", "cancelled"})

_COMPARED = 64
_WEIGHTS = {"days": 0.4, "parties": 0.3, "place": 0.15, "mode": 0.15}


def merge_events(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each event, and the doubts: possibly the same, or told and denied."""
    everyone = list(members)
    compare = _Comparison(context.people)
    clusters, doubts = gather(everyone, _blocks, compare, context.constraints, DOUBTFUL)
    return clusters, doubts + _contradictions(clusters, compare)


def assemble_event(cluster: Cluster) -> Body:
    """Return the merged event, its status from the narrators where one vouches for it, else the latest source's.

    Actor and recipient are settled together, as most sources have them, and never taken from two sources.
    """
    members = cluster.members
    vouched = [m for m in members if m.body["status"] in {"happened", "ongoing"}]
    status = latest_status(members)
    if vouched and status[0] == "claimed":
        status = (str(vouched[-1].body["status"]), "a source tells it in its own words")
    told: dict[Hashable, list[Member]] = {}
    for member in members:
        told.setdefault((_side(member, "actor"), _side(member, "recipient")), []).append(member)
    behind = min(told.values(), key=lambda ms: (-count_sources(ms), ms[0].key))
    fullest = max(behind, key=lambda m: len(m.body["actor"]) + len(m.body["recipient"]))
    reason = "as most sources have it"
    sides = {slot: (fullest.body[slot], reason) for slot in ("actor", "recipient")}
    return assemble(cluster, {"status": status, **sides})


def _blocks(member: Member) -> Keys:
    body = member.body
    window = _window(member)
    # Undated events are only merged where the articles are of the same days.
    time = time_keys(window) if window is not None else time_keys(_told(member), slack=_UNDATED_APART)
    dated = window is not None or body["status"]
    session = same_keys([("round", body["round"])] if _of_round(body) else [])
    keys = cross(same_keys([(body["type"], dated)]), time, party_keys(_everybody(member)))
    return Keys(keys.look + session.look, keys.put + session.put)


def _of_round(body: Body) -> bool:
    """Tell whether the event is the meeting itself of a round."""
    return body["type"] == "CONSULT" and body["round"] is not None


def _told(member: Member) -> Window | None:
    day = day_number(member.article.day) if member.article.day else None
    return None if day is None else Window(day, day)


def _window(member: Member) -> Window | None:
    window: Window | None = member.once("window", lambda body: window_of(body["date"]))
    return window


def _everybody(member: Member) -> frozenset[str]:
    codes: frozenset[str] = member.once("everybody", lambda body: parties_of([*body["actor"], *body["recipient"]]))
    return codes


def _side(member: Member, slot: str) -> frozenset[str]:
    codes: frozenset[str] = member.once(slot, lambda body: parties_of(body[slot]))
    return codes


class _Comparison:
    """Compares two events; knows which merged actors are persons."""

    def __init__(self, people: frozenset[str]) -> None:
        self._people = people

    def __call__(self, a: Member, b: Member) -> Verdict | None:
        left, right = a.body, b.body
        if a.article.capture == b.article.capture:
            # Within one article the coding has told events apart; only a plain repetition is one.
            return Verdict(True, 1.0, ("said twice in one article",)) if _signature(left) == _signature(right) else None
        if not _statuses_fit(left["status"], right["status"]) or not self._same_people(a, b):
            return None
        if _of_round(left) and left["round"] == right["round"] and _of_round(right):
            return Verdict(True, 1.0, ("the meeting of one round",))
        return self._score(a, b)

    def _score(self, a: Member, b: Member) -> Verdict | None:
        left, right = a.body, b.body
        if left["cameo"] and right["cameo"] and not _roots(left) & _roots(right):
            return None
        days = _days_fit(a, b)
        parties = _parties_fit(a, b)
        place = place_fit(left["place"], right["place"])
        if place is None and left["type"] == "ASSAULT" and _same_country(left, right):
            place = 0.2
        if days is None or not parties or place is None:
            return None
        mode = _mode_fit(left, right)
        parts = {"days": days, "parties": parties, "place": place, "mode": mode}
        score = sum(_WEIGHTS[name] * part for name, part in parts.items())
        reasons = tuple(f"{name} fit {part:g}" for name, part in parts.items())
        sure = score >= SURE and days >= 0.7 and parties >= 0.8
        return Verdict(sure, round(score, 4), reasons)

    def opposed(self, a: Member, b: Member) -> Verdict | None:
        """Return the verdict on two events of which one is told and the other denied, None where they are not
        the same."""
        if a.article.capture == b.article.capture or not self._same_people(a, b):
            return None
        return self._score(a, b)

    def _same_people(self, a: Member, b: Member) -> bool:
        """Tell whether no country is stood for by different persons in the two (one envoy met this, another
        that minister)."""
        left, right = (m.once("people", self._named) for m in (a, b))
        return all(left[code] & right[code] for code in left.keys() & right.keys())

    def _named(self, body: Body) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for reference in (*body["actor"], *body["recipient"]):
            if reference["id"] in self._people:
                named.setdefault(party_code(reference), set()).add(reference["id"])
        return named


def _signature(body: Body) -> Hashable:
    date, place = body["date"], body["place"] or {}
    sides = tuple(tuple(sorted(r["id"] for r in body[slot])) for slot in ("actor", "recipient"))
    days = (date["start"], date["end"])
    return (body["type"], tuple(body["mode"]), tuple(body["cameo"]), sides, days, place.get("name"), body["status"])


def _statuses_fit(a: str, b: str) -> bool:
    if a == b or {a, b} <= _DONE or {a, b} <= _NOT_DONE or {a, b} <= _AHEAD:
        return True
    return (a in _AHEAD and b in _DONE | _NOT_DONE) or (b in _AHEAD and a in _DONE | _NOT_DONE)


def _roots(body: Body) -> set[str]:
    """Return the CAMEO codes cut to three digits: what is nearer than that, sources tell in different ways."""
    return {str(code)[:3] for code in body["cameo"]}


def _days_fit(a: Member, b: Member) -> float | None:
    left, right = _window(a), _window(b)
    if left is not None and right is not None:
        if left.gap(right):
            return None
        if left.precise and right.precise:
            return 1.0 if left == right else 0.8
        return 0.6
    if left is None and right is None:
        days = _apart(a, b)
        return 0.8 if days is not None and days <= _UNDATED_APART else None
    return 0.3


def _apart(a: Member, b: Member) -> int | None:
    days = days_between(a.article.day, b.article.day)
    return None if days is None else abs(days)


def _parties_fit(a: Member, b: Member) -> float:
    if a.body["type"] in _MUTUAL:
        return overlap(_everybody(a), _everybody(b))
    by = overlap(_side(a, "actor"), _side(b, "actor"))
    to = overlap(_side(a, "recipient"), _side(b, "recipient"))
    # An event without recipients in both sources fits as well as one with the same.
    if not a.body["recipient"] and not b.body["recipient"]:
        to = by
    return 0.0 if min(by, to) == 0 else round((by + to) / 2, 4)


def _same_country(left: Body, right: Body) -> bool:
    return bool(left["place"]["country"]) and left["place"]["country"] == right["place"]["country"]


def _mode_fit(left: Body, right: Body) -> float:
    a, b = ({fold(str(m)) for m in body["mode"]} for body in (left, right))
    if a & b or (not a and not b):
        return 1.0
    return 0.6 if not a or not b else 0.2


def _contradictions(clusters: list[Cluster], compare: _Comparison) -> list[Doubt]:
    """Return a `contradicts` for each event that one source tells and another says did not happen."""
    told: dict[Hashable, list[Cluster]] = {}
    for cluster in clusters:
        if {m.body["status"] for m in cluster.members} & _DONE and _window(cluster.first) is not None:
            for key in _blocks(cluster.first).put:
                told.setdefault(key, []).append(cluster)
    doubts: list[Doubt] = []
    for cluster in clusters:
        if not {m.body["status"] for m in cluster.members} <= _NOT_DONE or _window(cluster.first) is None:
            continue
        seen: set[str] = set()
        for key in _blocks(cluster.first).look:
            for other in told.get(key, ())[-_COMPARED:]:
                verdict = compare.opposed(other.first, cluster.first)
                if other.first.id not in seen and verdict is not None and verdict.sure:
                    seen.add(other.first.id)
                    reasons = ("one source tells it, another says that it did not happen", *verdict.reasons)
                    doubts.append(Doubt(cluster.first, other.first, "contradicts", reasons, verdict.score))
    return doubts
