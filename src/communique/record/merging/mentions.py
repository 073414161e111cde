"""Puts headlines and undated mentions of events to the one event that they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.blocks import stretches
from communique.record.merging.days import Window
from communique.record.merging.folding import Folding, Rank
from communique.record.merging.likeness import DONE, NOT_DONE, everybody, parties_fit, same_root, statuses_fit
from communique.record.merging.matters import distinctive, other_figures, same_figures, told_on, when, words_of
from communique.record.merging.places import place_fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from communique.record.merging.clusters import Cluster
    from communique.record.merging.context import Context
    from communique.record.merging.members import Member

__all__ = ["headlines", "undated_mentions"]

_JUST = 3
"""Days around an event within which an article that tells of its kind without a date speaks of this one."""
_SOON = 14
"""Days ahead within which a meeting planned without a date is the one that is dated."""
_BACK = 60
"""Days back to which the name of the thing struck leads."""
_LONGEST = 400
"""Days before the last one of an event on which a mention may find it."""


def headlines(context: Context) -> Folding:
    """Return how an event told by a headline alone is put to the one that the article's body tells."""

    def head_only(member: Member) -> bool:
        heads = context.heads.get(member.article.capture, ())
        pieces = [e for e in member.body["evidence"] if e["slot"] in {"event", "type"}] or member.body["evidence"]
        return bool(heads and pieces) and all(any(a <= e["start"] < b for a, b in heads) for e in pieces)

    def vague(cluster: Cluster) -> bool:
        return all(head_only(m) for m in cluster.members) and not any(m.body["round"] for m in cluster.members)

    def firm(cluster: Cluster) -> bool:
        return not vague(cluster)

    def keys(cluster: Cluster) -> Iterator[Hashable]:
        yield from sorted({(m.body["type"], m.article.capture) for m in cluster.members})

    def fit(head: Cluster, told: Cluster) -> Rank | None:
        if len({m.article.capture for m in head.members} & {m.article.capture for m in told.members}) == 0:
            return None
        ranks = [_headline_fit(h, m) for h in head.faces() for m in told.faces()]
        return None if not ranks or None in ranks else max(r for r in ranks if r is not None)

    return Folding(vague, firm, keys, keys, fit, "a headline that fits what its article tells")


def _headline_fit(head: Member, told: Member) -> Rank | None:
    """Return how well a headline fits: by parties and shared words; None where days, places or outcome differ."""
    left, right = head.body, told.body
    if (left["status"] in NOT_DONE) != (right["status"] in NOT_DONE):
        return None
    one, other = when(head), when(told)
    parties = parties_fit(head, told)
    place = place_fit(left["place"], right["place"])
    if not parties or place is None or (one is not None and other is not None and one.gap(other)):
        return None
    if left["cameo"] and right["cameo"] and not {c[:2] for c in left["cameo"]} & {c[:2] for c in right["cameo"]}:
        return None
    if left["mode"] and right["mode"] and not set(left["mode"]) & set(right["mode"]):
        return None
    if left["type"] != "RETREAT" and not words_of(head) & words_of(told):
        return None
    return (float(same_figures(head, told)), parties, float(len(words_of(head) & words_of(told))))


def undated_mentions() -> Folding:
    """Return how an event told without a day is put to the dated one that it fits."""

    def vague(cluster: Cluster) -> bool:
        return all(when(m) is None and _is_told_so(m) for m in cluster.members)

    def firm(cluster: Cluster) -> bool:
        return any((window := when(m)) is not None and window.precise for m in cluster.members)

    def put(cluster: Cluster) -> Iterator[Hashable]:
        days = _days(cluster)
        times: list[Hashable] = ["ever", *stretches(max(days.first, days.last - _LONGEST), days.last)]
        yield from ((*who, time) for who in _who(cluster) for time in times)

    def look(cluster: Cluster) -> Iterator[Hashable]:
        told = [day for m in cluster.faces() if (day := told_on(m)) is not None]
        months = stretches(min(told) - _BACK, max(told) + _SOON) if told else []
        times: list[Hashable] = list(months) or ["ever"]
        yield from ((*who, time) for who in _who(cluster) for time in times)

    days: dict[str, Window] = {}

    def fit(mention: Cluster, told: Cluster) -> Rank | None:
        when_told = days.get(told.first.id) or days.setdefault(told.first.id, _days(told))
        faces = mention.faces()
        if not all(_can_speak_of(m, when_told) for m in faces):
            return None
        ranks = [_mention_fit(m, told, when_told) for m in faces]
        return None if None in ranks else max(r for r in ranks if r is not None)

    return Folding(vague, firm, put, look, fit, "told without a day, it fits what is told with one")


def _who(cluster: Cluster) -> list[tuple[str, str]]:
    kind = cluster.first.body["type"]
    return sorted({(kind, code) for m in cluster.members for code in everybody(m)})


def _days(told: Cluster) -> Window:
    """Return the days of an event; of all members, not of those compared alone: of a large cluster these may all be undated."""
    windows = [w for w in map(when, told.members) if w is not None and w.precise]
    return Window(min(w.first for w in windows), max(w.last for w in windows))


def _can_speak_of(member: Member, days: Window) -> bool:
    """Tell whether an article of its day can tell without a date of what happened, or is to happen, on these days."""
    day, kind = told_on(member), member.body["type"]
    if day is None:
        return bool(kind == "ASSAULT")
    if kind == "ASSAULT":
        return days.first <= day + 1 <= days.last + _BACK
    if kind == "RETREAT":
        return days.first - _JUST <= day <= days.last + _JUST
    return day <= days.first <= day + _SOON


def _mention_fit(member: Member, told: Cluster, days: Window) -> Rank | None:
    """Return how well an undated event fits a dated one: by figure, by the name of what was struck, by the time."""
    kind, within = member.body["type"], any(m.article.capture == member.article.capture for m in told.faces())
    if within and kind != "ASSAULT":
        return None
    for other in told.faces():
        fits = statuses_fit(member.body["status"], other.body["status"]) or (
            member.body["status"] == "conditional" and other.body["status"] in DONE
        )
        fits = fits and same_root(member.body, other.body)
        if not fits or place_fit(member.body["place"], other.body["place"]) is None:
            return None
    parties = [parties_fit(member, other) for other in told.faces()]
    # Sources differ in whom they count among the parties of a round; else nobody may contradict.
    of_round = any(other.body["round"] is not None for other in told.members)
    if max(parties) < 0.8 or (min(parties) < 0.8 and not of_round):
        return None
    if kind == "ASSAULT":
        return _strike_fit(member, told, within=within)
    day = told_on(member)
    if day is None or member.body["round"] is not None:
        return None
    if kind == "RETREAT":
        another = any(other_figures(member, face) for face in told.faces())
        return None if another else (1.0, -float(abs(day - days.last)))
    return (1.0, -float(days.first - day)) if max(parties) == 1.0 else None


def _is_told_so(member: Member) -> bool:
    """Tell whether an event is of a kind that is told again without its day: strikes, releases and coming meetings."""
    kind = member.body["type"]
    release = kind == "RETREAT" and "release" in member.body["mode"]
    return kind == "ASSAULT" or release or (kind == "CONSULT" and member.body["status"] == "planned")


def _strike_fit(member: Member, told: Cluster, *, within: bool) -> Rank | None:
    """Return how well an undated strike fits: what was struck is named in both, or one article tells of one strike."""
    shared = max(len(distinctive(member) & distinctive(other)) for other in told.faces())
    if shared:
        return (2.0, float(shared))
    return (1.0, 0.0) if within else None
