"""Merges events: the same type by the same actors on the same days; scored, and below the sure mark only linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.record.merging.clusters import Cluster, Doubt, gather
from communique.record.merging.days import window_of
from communique.record.merging.folding import fold_in
from communique.record.merging.likeness import DONE, NOT_DONE, SURE, EventComparison, side
from communique.record.merging.matters import borrows_its_date, when
from communique.record.merging.mentions import headlines, undated_mentions
from communique.record.merging.values import assemble, count_sources, latest_status, unite

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from communique.record.merging.context import Context
    from communique.record.merging.members import Body, Member

__all__ = ["SURE", "assemble_event", "merge_events"]

DOUBTFUL = 0.6
"""The score from which two events are linked as possibly the same; from SURE on they are one."""
_COMPARED = 64
_EXACT = ("instant", "day", "range", "week", "month", "season")


def merge_events(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each event, and the doubts: possibly the same, or told and denied."""
    compare = EventComparison(context)
    told = list(members)
    trace = context.trace("event", told)
    clusters, doubts = gather(told, compare.blocks, compare, context.constraints, DOUBTFUL, trace)
    for folding in (headlines(context), undated_mentions()):
        clusters, further = fold_in(clusters, folding, context.constraints)
        doubts += further
    return clusters, doubts + _contradictions(clusters, compare)


def assemble_event(cluster: Cluster, context: Context) -> Body:
    """Return the merged event, its status from the narrators where one vouches for it, else the latest source's.

    Actor and recipient are settled together, as most sources have them, and never taken from two sources. The meeting
    of a round has the days, the place, the parties and the third parties of the round.
    """
    members = cluster.members
    vouched = [m for m in members if m.body["status"] in {"happened", "ongoing"}]
    status = latest_status(members)
    if vouched and status[0] == "claimed":
        status = (str(vouched[-1].body["status"]), "a source tells it in its own words")
    told: dict[Hashable, list[Member]] = {}
    for member in members:
        told.setdefault((side(member, "actor"), side(member, "recipient")), []).append(member)
    behind = min(told.values(), key=lambda ms: (-count_sources(ms), ms[0].key))
    fullest = max(behind, key=lambda m: len(m.body["actor"]) + len(m.body["recipient"]))
    reason = "as most sources have it"
    special: dict[str, tuple[Any, str]] = {"status": status}
    special |= {slot: (fullest.body[slot], reason) for slot in ("actor", "recipient")}
    special |= _settled_date(members)
    if status[0] in NOT_DONE:
        special |= _days_of_its_round(members, context)
    session = context.rounds.get(cluster.first.body["round"] or "")
    if session is not None and cluster.first.body["type"] == "CONSULT":
        special |= _as_its_round(members, session, fullest)
    return assemble(cluster, special)


def _settled_date(members: list[Member]) -> dict[str, tuple[Any, str]]:
    """Return the date from the members whose own sentence tells it, where some only have it from another sentence."""
    dated = [m for m in members if when(m) is not None]
    own = [m for m in dated if not borrows_its_date(m)]
    pool = own or dated
    if len(members) == 1:
        return {}
    if not pool:
        undated = [m for m in members if not m.body["date"]["start"]]
        return {"date": (undated[0].body["date"], "no day that its source could know of")} if undated else {}
    votes: dict[tuple[int, int], list[Member]] = {}
    for member in pool:
        window = when(member)
        if window is not None:
            votes.setdefault((window.first, window.last), []).append(member)
    # The most precise, then the one that most sources tell, then the first told.
    behind = min(votes.values(), key=lambda ms: (max(2, _vagueness(ms[0])), -count_sources(ms), ms[0].key))
    return {
        "date": (behind[0].body["date"], "the most precise that the sentence itself tells, as most sources have it")
    }


def _days_of_its_round(members: list[Member], context: Context) -> dict[str, tuple[Any, str]]:
    """Return the days of the round that failed to bring the thing, where the members' days lie among them."""
    found = {context.outcomes[m.id] for m in members if m.id in context.outcomes}
    session = context.rounds.get(min(found)) if len(found) == 1 else None
    days = window_of(session["date"]) if session is not None else None
    told = [w for w in map(when, members) if w is not None and w.precise]
    if session is None or days is None or not days.precise or any(w.gap(days) for w in told):
        return {}
    return {"date": (session["date"], "the days of the round that did not bring it")}


def _vagueness(member: Member) -> int:
    granularity = str(member.body["date"]["granularity"])
    return _EXACT.index(granularity) if granularity in _EXACT else len(_EXACT)


def _as_its_round(members: list[Member], session: Body, fullest: Member) -> dict[str, tuple[Any, str]]:
    reason = "as its round"
    special: dict[str, tuple[Any, str]] = {}
    if session["date"]["start"]:
        special["date"] = (session["date"], reason)
    if session["place"] is not None:
        special["place"] = (session["place"], reason)
    if not fullest.body["recipient"] and len(session["parties"]) > 1:
        special["actor"] = (session["parties"], reason)
    third = {f"{t['actor']['id']} {t['role']}": t for t in [*unite("third_party", members), *session["third_party"]]}
    special["third_party"] = (list(third.values()), reason)
    return special


def _contradictions(clusters: list[Cluster], compare: EventComparison) -> list[Doubt]:
    """Return a `contradicts` for each event that one source tells and another says did not happen."""
    told: dict[Hashable, list[Cluster]] = {}
    for cluster in clusters:
        if {m.body["status"] for m in cluster.members} & DONE and when(cluster.first) is not None:
            for key in compare.blocks(cluster.first).put:
                told.setdefault(key, []).append(cluster)
    doubts: list[Doubt] = []
    for cluster in clusters:
        if not {m.body["status"] for m in cluster.members} <= NOT_DONE or when(cluster.first) is None:
            continue
        seen: set[str] = set()
        for key in compare.blocks(cluster.first).look:
            for other in told.get(key, ())[-_COMPARED:]:
                verdict = compare.opposed(other.first, cluster.first)
                if other.first.id not in seen and verdict is not None and verdict.sure:
                    seen.add(other.first.id)
                    reasons = ("one source tells it, another says that it did not happen", *verdict.reasons)
                    doubts.append(Doubt(cluster.first, other.first, "contradicts", reasons, verdict.score))
    return doubts
