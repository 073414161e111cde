"""Merges rounds: parties and place fit, and the days overlap or follow on one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.record.merging.clusters import Cluster, Doubt, gather
from communique.record.merging.context import Context, Relation
from communique.record.merging.days import Window, window_of
from communique.record.merging.folding import fold_in
from communique.record.merging.meetings import HELD, OFF, RoundComparison, mentions_of_rounds, round_blocks
from communique.record.merging.parties import parties_of, party_code
from communique.record.merging.places import place_fit
from communique.record.merging.values import assemble, count_sources, latest_status, unite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.record.merging.members import Body, Member

__all__ = ["assemble_round", "follow_rounds", "merge_rounds"]

_SEATS = {"bilateral": 2, "trilateral": 3}
_LATER = 60
"""Days within which a later round of the same parties takes the place of one that was put off."""


def merge_rounds(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each round, with the doubts."""
    everyone = list(members)
    compare = RoundComparison(everyone)
    trace = context.trace("round", everyone, *compare.mediators)
    clusters, doubts = gather(everyone, round_blocks, compare, context.constraints, trace=trace)
    clusters, further = fold_in(clusters, mentions_of_rounds(compare), context.constraints)
    return clusters, doubts + further


def assemble_round(cluster: Cluster) -> Body:
    """Return the merged round: the status of the latest source, all parties, and the days that precise sources tell."""
    special: dict[str, tuple[Any, str]] = {"status": latest_status(cluster.members)}
    special["parties"] = (
        _without_hosts(cluster.members),
        "those left out of whom half as many sources say that they only host",
    )
    days = _days(cluster.members)
    if days is not None:
        special["date"] = days
    return assemble(cluster, special)


def _without_hosts(members: Sequence[Member]) -> list[Body]:
    """Return the parties that members name, less those that half as many sources name as the host and not as a party."""
    parties: list[Body] = unite("parties", members)
    kept = []
    for party in parties:
        code = party_code(party)
        named = [m for m in members if code in parties_of(m.body["parties"])]
        hosting = [
            m
            for m in members
            if code not in parties_of(m.body["parties"])
            and any(t["role"] == "host" and party_code(t["actor"]) == code for t in m.body["third_party"])
        ]
        if not hosting or 2 * count_sources(hosting) < count_sources(named):
            kept.append(party)
    kept = kept if len(kept) > 1 else parties
    seats = max((_SEATS.get(m.body["format"] or "", 0) for m in members), default=0)
    if any(m.body["format"] == "multilateral" for m in members) or not seats or len(kept) <= seats:
        return kept
    return _most_told(members, {party_code(p) for p in kept}) or kept


def _most_told(members: Sequence[Member], allowed: set[str]) -> list[Body]:
    """Return the parties as most sources name them, the latest where they are even, for more are named than sat down."""
    sets: dict[frozenset[str], list[Member]] = {}
    for member in members:
        codes = parties_of(member.body["parties"]) & allowed
        if codes:
            sets.setdefault(frozenset(codes), []).append(member)
    largest = max(map(len, sets), default=0)
    full = [ms for codes, ms in sets.items() if len(codes) == largest]
    if not full:
        return []
    chosen = max(full, key=lambda ms: (count_sources(ms), ms[-1].key))[-1]
    return [p for p in unite("parties", [chosen]) if party_code(p) in allowed]


def follow_rounds(rounds: list[tuple[Cluster, Body]]) -> Iterator[Relation]:
    """Yield a `supersedes` from each round that was held to the one before it that it took the place of."""
    held: list[tuple[Window, Cluster, Body]] = []
    for cluster, body in rounds:
        window = window_of(body["date"])
        if window is not None and body["status"] in HELD | {"planned"}:
            held.append((window, cluster, body))
    held.sort(key=lambda h: (h[0].first, h[0].last, h[1].first.key))
    by_party: dict[str, list[tuple[Window, Cluster, Body]]] = {}
    for entry in held:
        for code in sorted(parties_of(entry[2]["parties"])):
            by_party.setdefault(code, []).append(entry)
    for cluster, body in rounds:
        if body["status"] not in OFF:
            continue
        window, codes = window_of(body["date"]), parties_of(body["parties"])
        if window is None or not codes:
            continue
        later = [
            h
            for h in by_party.get(min(codes), ())
            if 0 < h[0].first - window.last <= _LATER and _same_talks(body, h[2])
        ]
        if later:
            # The talks may have moved, but where a later round at the same place is known, it is the one.
            there = [h for h in later if (place_fit(body["place"], h[2]["place"]) or 0) > 0.5]
            _, held_later, _ = (there or later)[0]
            reason = "the same parties met later, after the earlier date was given up"
            yield Relation(held_later.first, cluster.first, "supersedes", (reason,), ("status", "status"))


def _same_talks(a: Body, b: Body) -> bool:
    left, right = parties_of(a["parties"]), parties_of(b["parties"])
    return bool(left <= right or right <= left)


def _days(members: list[Member]) -> tuple[Body, str] | None:
    """Return the run of days from the first to the last that precise sources of the round's final status tell.

    Of a round that was held, sources may tell the last day only: the run planned is taken where it holds all that
    they tell.
    """
    status, _ = latest_status(members)
    precise = [(w, m) for m in members if (w := window_of(m.body["date"])) is not None and w.brief]
    final = [(w, m) for w, m in precise if m.body["status"] == status]
    if not final:
        return None
    first, last = min(w.first for w, _ in final), max(w.last for w, _ in final)
    planned = [(w, m) for w, m in precise if m.body["status"] == "planned" and status in HELD]
    for window, member in planned:
        if window.first <= first <= last <= window.last and window.length > last - first + 1:
            return member.body["date"], "the run of days planned, within which it was held"
    whole = [m for w, m in final if (w.first, w.last) == (first, last)]
    if whole:
        return whole[0].body["date"], "the longest run of days told"
    begin = next(m.body["date"]["start"][:10] for w, m in final if w.first == first)
    end = next(m.body["date"]["end"][:10] for w, m in final if w.last == last)
    said = "; ".join(dict.fromkeys(m.body["date"]["expression"] for _, m in final if m.body["date"]["expression"]))
    days = {"edtf": f"{begin}/{end}", "start": begin, "end": end, "granularity": "range", "expression": said}
    return days, "from the first to the last day that the sources tell"
