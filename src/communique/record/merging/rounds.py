"""Merges rounds: parties and place fit, and the days overlap or follow on one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.record.merging.blocks import Keys, cross, party_keys, time_keys
from communique.record.merging.clusters import Cluster, Doubt, Verdict, gather
from communique.record.merging.context import Context, Relation
from communique.record.merging.days import Window, day_number, window_of
from communique.record.merging.parties import parties_of, party_code
from communique.record.merging.places import place_fit
from communique.record.merging.values import assemble, count_sources, latest_status, unite

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from communique.record.merging.members import Body, Member

__all__ = ["assemble_round", "follow_rounds", "merge_rounds"]

_FRESH = 3
"""Days after a round within which an article that tells of it without a date speaks of this one."""
_OFF = frozenset({"postponed", "cancelled", "did_not_happen"})
_HELD = frozenset({"happened", "ongoing"})
_LATER = 60
"""Days within which a later round of the same parties takes the place of one that was put off."""


def merge_rounds(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each round, with the doubts."""
    return gather(members, _blocks, _compare, context.constraints)


def assemble_round(cluster: Cluster) -> Body:
    """Return the merged round: the status of the latest source, all parties, and the days that precise sources tell."""
    special: dict[str, tuple[Any, str]] = {"status": latest_status(cluster.members)}
    special["parties"] = (
        _without_hosts(cluster.members),
        "hosts left out where as many sources say that they only host",
    )
    days = _days(cluster.members)
    if days is not None:
        special["date"] = days
    return assemble(cluster, special)


def _without_hosts(members: Sequence[Member]) -> list[Body]:
    """Return the parties that members name, less those that as many sources name as the host and not as a party."""
    parties: list[Body] = unite("parties", members)
    kept = []
    for party in parties:
        code = party_code(party)
        named = [m for m in members if code in _parties(m)]
        hosting = [
            m
            for m in members
            if code not in _parties(m)
            and any(t["role"] == "host" and party_code(t["actor"]) == code for t in m.body["third_party"])
        ]
        if not hosting or count_sources(hosting) < count_sources(named):
            kept.append(party)
    return kept or parties


def follow_rounds(rounds: list[tuple[Cluster, Body]]) -> Iterator[Relation]:
    """Yield a `supersedes` from each round that was held to the one before it that it took the place of."""
    held: list[tuple[Window, Cluster, Body]] = []
    for cluster, body in rounds:
        window = window_of(body["date"])
        if window is not None and body["status"] in _HELD | {"planned"}:
            held.append((window, cluster, body))
    held.sort(key=lambda h: (h[0].first, h[0].last, h[1].first.key))
    by_party: dict[str, list[tuple[Window, Cluster, Body]]] = {}
    for entry in held:
        for code in sorted(parties_of(entry[2]["parties"])):
            by_party.setdefault(code, []).append(entry)
    for cluster, body in rounds:
        if body["status"] not in _OFF:
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


def _blocks(member: Member) -> Keys:
    return cross(_time_keys(member), party_keys(_parties(member)))


def _time_keys(member: Member) -> Keys:
    """Return when to look for the same round: its days, or the days before the article; and its ordinal."""
    window = window_of(member.body["date"])
    keys = time_keys(window, slack=1)
    ordinal = member.body["ordinal"]
    numbered = (("ordinal", ordinal),) if ordinal is not None else ()
    told = _just_before(member) if window is None else None
    if told is None:
        return Keys(keys.look + numbered, keys.put + numbered)
    days = time_keys(told)
    vague = tuple(k for k in days.look if k[0] == "vague")  # type: ignore[index]
    return Keys(keys.look + days.look + numbered, keys.put + vague + numbered)


def _just_before(member: Member) -> Window | None:
    """Return the days on which a round ended that an article tells of as held without saying when."""
    day = day_number(member.article.day) if member.article.day else None
    if day is None or member.body["status"] not in _HELD:
        return None
    return Window(day - _FRESH, day + 1)


def _parties(member: Member) -> frozenset[str]:
    codes: frozenset[str] = member.once("parties", lambda body: parties_of(body["parties"]))
    return codes


def _compare(a: Member, b: Member) -> Verdict | None:
    left, right = a.body, b.body
    if a.article.capture == b.article.capture:
        # Within one article the rounds have been told apart already.
        return Verdict(True, 1.0, ("the same words",)) if _signature(left) == _signature(right) else None
    parties = _parties_fit(left, right, _parties(a), _parties(b))
    place = place_fit(left["place"], right["place"])
    if parties is None or place is None:
        return None
    days = _undated_fit(a, b, place, parties) or _days_fit(left, right, place, parties)
    if days is None:
        return None
    score = 0.4 * days[0] + 0.3 * parties[0] + 0.3 * place
    reasons = (days[1], parties[1], f"places fit {place:g}")
    return Verdict(days[0] >= 0.7 and parties[0] >= 0.7 and place >= 0.5 and score >= 0.7, score, reasons)


def _signature(body: Body) -> Hashable:
    date, place = body["date"], body["place"] or {}
    days = (date["start"], date["end"]) if date["start"] else body["id"]
    return (days, place.get("name"), parties_of(body["parties"]), body["status"])


def _parties_fit(left: Body, right: Body, a: frozenset[str], b: frozenset[str]) -> tuple[float, str] | None:
    """Compare the parties; one more party in one source may stand beside the parties, as a mediator, in the other."""
    if not a or not b:
        return 0.5, "one source does not name the parties"
    if a == b:
        return 1.0, "the same parties"
    if not (a < b or b < a):
        # A host that one source takes for a party, a mediator that the other does.
        if a - _beside(right) == b - _beside(left) and len(a & b) >= 2:
            return 0.8, "the parties are the same but for those who are third parties in the other source"
        return (0.5, "each source names a party that the other does not") if len(a & b) >= 2 else None
    small, extra = (left, b - a) if a < b else (right, a - b)
    if extra <= _beside(small):
        return 0.9, "the further party is a third party in the other source"
    if left["format"] and right["format"] and left["format"] != right["format"]:
        return 0.5, "one source names a further party and another format"
    return 0.8, "one source names a further party"


def _beside(body: Body) -> frozenset[str]:
    return parties_of(t["actor"] for t in body["third_party"])


def _undated_fit(a: Member, b: Member, place: float, parties: tuple[float, str]) -> tuple[float, str] | None:
    """Compare a dated and an undated round: the same number at the same place, or told of right after it was held."""
    dated, undated = (a, b) if window_of(a.body["date"]) is not None else (b, a)
    window = window_of(dated.body["date"])
    if window is None or window_of(undated.body["date"]) is not None or place < 0.9 or parties[0] < 0.8:
        return None
    if a.body["ordinal"] is not None and a.body["ordinal"] == b.body["ordinal"] and place == 1.0:
        return 0.8, "the same number at the same place"
    told = _just_before(undated)
    if told is not None and window.precise and dated.body["status"] in _HELD and told.first <= window.last <= told.last:
        return 0.8, "told of right after it was held, at the same place"
    return None


def _days_fit(left: Body, right: Body, place: float, parties: tuple[float, str]) -> tuple[float, str] | None:
    a, b = window_of(left["date"]), window_of(right["date"])
    if a is None or b is None:
        alike = left["status"] == right["status"] and place == 1.0 and parties[0] >= 0.9
        if a is None and b is None and alike:
            return 0.7, "neither is dated, and all else is the same"
        return (0.3, "one is not dated") if alike else None
    gap = a.gap(b)
    if a.precise and b.precise:
        if gap == 0:
            return (1.0 if a == b else 0.9), "the days overlap"
        off = left["status"] in _OFF or right["status"] in _OFF
        firm = left["status"] in _HELD and right["status"] in _HELD
        if gap == 1 and not off and (firm or left["status"] == right["status"]):
            return 0.8, "the days follow on one another"
        return None
    if gap:
        return None
    if place == 1.0 and parties[0] >= 0.7:
        return 0.8, "the day lies within the season, at the same place"
    return 0.4, "the day lies within the season"


def _days(members: list[Member]) -> tuple[Body, str] | None:
    """Return the run of days from the first to the last that precise sources of the round's final status tell."""
    status, _ = latest_status(members)
    dated = [(window_of(m.body["date"]), m) for m in members if m.body["status"] == status]
    precise = [(w, m) for w, m in dated if w is not None and w.precise]
    if not precise:
        return None
    first, last = min(w.first for w, _ in precise), max(w.last for w, _ in precise)
    whole = [m for w, m in precise if (w.first, w.last) == (first, last)]
    if whole:
        return whole[0].body["date"], "the longest run of days told"
    begin = next(m.body["date"]["start"][:10] for w, m in precise if w.first == first)
    end = next(m.body["date"]["end"][:10] for w, m in precise if w.last == last)
    said = "; ".join(dict.fromkeys(m.body["date"]["expression"] for _, m in precise if m.body["date"]["expression"]))
    days = {"edtf": f"{begin}/{end}", "start": begin, "end": end, "granularity": "range", "expression": said}
    return days, "from the first to the last day that the sources tell"
