"""Merges commitments and follows them through time: kept, kept late, superseded, broken, or due and nothing found."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.record.merging.blocks import Keys, time_keys
from communique.record.merging.clusters import Cluster, Doubt, Verdict, gather
from communique.record.merging.context import Context, Relation
from communique.record.merging.days import Window, day_number, days_between, window_of
from communique.record.merging.matters import content_words, figures, other_figures, same_figures
from communique.record.merging.names import phrase_words
from communique.record.merging.parties import overlap, parties_of
from communique.record.merging.places import place_fit
from communique.record.merging.promises import dated_words, keepers, promise_of, tells_of_a_change
from communique.record.merging.values import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.record.merging.members import Body, Member

__all__ = ["Deed", "assemble_commitment", "doers_of", "follow_commitments", "may_keep", "merge_commitments"]

_LATE = 60
"""Days after the due date within which the thing promised still counts as done, late."""
_SOON = 10
"""Days within which a meeting at the promised place is the one promised, without words that tell of a change."""
_MONTH = 31
_OFF = frozenset({"postponed", "cancelled", "did_not_happen"})
_DONE = frozenset({"happened", "ongoing"})
_MOST = 0.9
"""Share of the figure promised from which it counts as reached: figures are rounded."""
_ALIKE = 0.5
_MOST_OF = 0.5
_WORDS = 3
"""Words that two promises of no listed kind must share to be one without a due date."""
_YEAR = 400
_KNOWN, _TOUCHING = 0.4, 0.3
_MOST_PARTIES = 8


@dataclass(frozen=True, slots=True)
class Deed:
    """A merged round or event that may keep a promise, with its members and its days."""

    cluster: Cluster
    body: Body
    window: Window
    parties: frozenset[str]


_Siblings = dict[tuple[str, str], list[tuple[int, Cluster, "Body"]]]
"""The promises of a party by kind, in the order of the first day on which they are due."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    status: str
    finding: str
    members: tuple[Member, ...] = ()
    deed: Deed | None = None
    successor: Cluster | None = None


def merge_commitments(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each promise: the same kind of thing by the same parties, due on the same days."""
    told = list(members)
    return gather(told, _blocks, _compare, context.constraints, trace=context.trace("commitment", told))


def assemble_commitment(cluster: Cluster) -> Body:
    """Return the merged commitment as its members tell it, before it is followed through time."""
    special: dict[str, tuple[Any, str]] = {}
    decided = [m for m in cluster.members if m.body["status"] != "pending"]
    if decided:
        last = max(decided, key=lambda m: m.key)
        reason = f"the latest source that tells, of {last.article.day or 'an unknown day'}"
        special = {"status": (last.body["status"], reason), "resolution": (last.body["resolution"], reason)}
    dated = [m for m in cluster.members if m.body["due"] is not None]
    if dated and len(dated) < len(cluster.members) and not any(map(_due_ahead, dated)):
        special["due"] = (None, "no source gives a day after its own, and some give none")
    return assemble(cluster, special)


def _due_ahead(member: Member) -> bool:
    """Tell whether the due day lies after the article's: else it may be the day of the agreement."""
    due, told = window_of(member.body["due"]), day_number(member.article.day) if member.article.day else None
    return due is None or told is None or due.last > told


def follow_commitments(
    promised: Sequence[tuple[Cluster, Body]], deeds: Iterable[Deed], last_day: str | None
) -> Iterator[Relation]:
    """Set status, resolution and `followed` of each commitment by what came after; yield `fulfils` and `supersedes`.

    `last_day` is the day of the record's latest article: up to it the record can know. What the sources themselves said
    of the commitment stands; only pending ones are followed.
    """
    by_party: dict[str, list[Deed]] = {}
    for deed in sorted(deeds, key=lambda d: (d.window.first, d.window.last, d.cluster.first.key)):
        for code in sorted(deed.parties):
            by_party.setdefault(code, []).append(deed)
    siblings: _Siblings = {}
    for cluster, body in promised:
        window = window_of(body["due"])
        if window is not None:
            for code in sorted(parties_of(body["parties"])):
                siblings.setdefault((code, _kind(body)), []).append((window.first, cluster, body))
    for told in siblings.values():
        told.sort(key=lambda s: s[0])
    for cluster, body in promised:
        outcome = _follow(cluster, body, by_party, siblings, last_day)
        body["status"] = outcome.status
        if outcome.members:
            body["resolution"] = _resolution(outcome.members)
        body["followed"] = {"until": last_day, "finding": outcome.finding}
        if outcome.deed is not None:
            reason = "the promise was " + (
                "kept in part" if outcome.status == "partly" else outcome.status.replace("_", " ")
            )
            yield Relation(outcome.deed.cluster.first, cluster.first, "fulfils", (reason,), ("status", "content"))
        if outcome.successor is not None:
            reason = "a new date for the same thing"
            yield Relation(outcome.successor.first, cluster.first, "supersedes", (reason,), ("due", "due"))


def _follow(
    cluster: Cluster,
    body: Body,
    by_party: dict[str, list[Deed]],
    siblings: _Siblings,
    last_day: str | None,
) -> _Outcome:
    due = window_of(body["due"])
    if body["status"] != "pending":
        return _Outcome(str(body["status"]), "said_by_the_sources")
    if due is None:
        return _Outcome("pending", "no_due_date")
    made = _made(cluster, body)
    matching = [d for d in _deeds(body, by_party, made, due.last + _LATE) if d.window.last > made]
    done = next((d for d in matching if d.body["status"] in _DONE and _in_time(d, body, due, made)), None)
    if done is not None:
        short = _short_of(cluster, [d for d in matching if d.body["status"] in _DONE and _in_time(d, body, due, made)])
        if short:
            return _Outcome("partly", "done_in_part", tuple(_teller(d, _DONE) for d in short), done)
        return _Outcome("kept", "done_when_due", (_teller(done, _DONE),), done)
    if _told(cluster) > due.last:
        return _Outcome("unknown", "told_after_it_was_due")
    off = [d for d in matching if _off_tellers(d) and not d.window.gap(due)]
    put_off = tuple(m for d in off for m in _off_tellers(d)[:1])
    successor = _new_date(cluster, body, due, siblings, told=bool(put_off))
    if successor is not None and _told(successor) < due.first:
        return _Outcome("superseded", "new_date_agreed_before", (successor.first,), successor=successor)
    late = next((d for d in matching if d.body["status"] in _DONE and 0 < d.window.first - due.last <= _LATE), None)
    if late is not None and (put_off or successor is not None or _the_same_thing(late, body, due)):
        before = put_off or ((successor.first,) if successor is not None else ())
        return _Outcome("kept_late", "done_after_the_due_date", (*before, _teller(late, _DONE)), late, successor)
    if successor is not None:
        return _Outcome("superseded", "new_date_agreed_after", (*put_off, successor.first), successor=successor)
    if any(d.body["status"] in {"cancelled", "did_not_happen"} for d in off):
        return _Outcome("broken", "said_not_to_have_happened", put_off)
    if put_off:
        return _Outcome("pending", "put_off", put_off)
    known = day_number(last_day) if last_day else None
    if known is None or known <= due.last:
        return _Outcome("pending", "not_due_yet")
    return _Outcome("pending", "due_and_nothing_found")


def _short_of(cluster: Cluster, done: Sequence[Deed]) -> list[Deed]:
    """Return the deeds that together fall short of the figure promised; none where no figure, or one without, tells so."""
    promised = next((f[0] for m in cluster.members if (f := figures(m))), None)
    if promised is None or any(d.body["kind"] == "round" for d in done):
        return []
    told = [(d, next((f[0] for m in d.cluster.members if (f := figures(m))), None)) for d in done]
    known = [figure for _, figure in told if figure is not None]
    if len(known) < len(told) or any(figure in (promised, 2 * promised) or 2 * figure == promised for figure in known):
        return []
    return [d for d, _ in told] if sum(known) < _MOST * promised else []


def _the_same_thing(deed: Deed, body: Body, due: Window) -> bool:
    """Tell whether a late deed is the one promised though nobody says that it was put off: soon after, at the
    same place."""
    if _kind(body) != "meeting":
        return True
    place = place_fit(body["place"], deed.body["place"])
    return deed.window.first - due.last <= _SOON and place is not None and place >= 0.9


def _in_time(deed: Deed, body: Body, due: Window, made: int) -> bool:
    """Tell whether a deed keeps the promise when it was due: on the days agreed; before them only where they
    are a limit.

    A meeting on another day before the one agreed is another meeting.
    """
    if not deed.window.gap(due):
        return True
    limit = due.length > 1 or _kind(body) != "meeting"
    return limit and made < deed.window.first and deed.window.last < due.first


def _made(cluster: Cluster, body: Body) -> int:
    """Return the day on which the promise was made, or the day before the first article that tells of it."""
    made = window_of(body["made"])
    if made is not None:
        return made.last
    return _told(cluster) - 1


def _told(cluster: Cluster) -> int:
    """Return the day of the first article that tells of it; far in the past where none is dated."""
    days = [day_number(m.article.day) for m in cluster.members if m.article.day]
    return min((d for d in days if d is not None), default=0)


def _new_date(
    cluster: Cluster,
    body: Body,
    due: Window,
    siblings: _Siblings,
    *,
    told: bool,
) -> Cluster | None:
    """Return the commitment that gives the same thing a later date, from an article after the first one.

    A further meeting is no new date for this one: that the date was changed must be `told`, by a source that says that
    the thing was put off, or by the words of the later promise.
    """
    found: list[tuple[int, tuple[str, ...], Cluster]] = []
    for code in sorted(parties_of(body["parties"]))[:1]:
        near = siblings.get((code, _kind(body)), [])
        first = bisect_right(near, due.last, key=lambda s: s[0])
        for day, other, sibling in itertools.islice(near, first, None):
            if day - due.last > _LATE:
                break
            if other is cluster or _told(other) <= _told(cluster):
                continue
            if not _same_promise(body, sibling) or _parties_overlap(body, sibling) < _KNOWN:
                continue
            if told or any(_tells_of_a_change(m) for m in other.members):
                found.append((day, other.first.key, other))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _tells_of_a_change(member: Member) -> bool:
    told: bool = member.once("change", lambda _: tells_of_a_change(_words(member)))
    return told


def _words(member: Member) -> str:
    return " ".join(f"{e['prefix']}{e['exact']}{e['suffix']}" for e in member.body["evidence"])


def _deeds(body: Body, by_party: dict[str, list[Deed]], since: int, until: int) -> list[Deed]:
    """Return what may keep a promise: deeds of its kind, parties and place that begin from a month before
    `since` to `until`."""
    promise = promise_of(body["content"])
    codes = parties_of(body["parties"])
    if promise is None or not codes:
        return []
    found = []
    known = by_party.get(min(codes), [])
    first = bisect_left(known, since - _MONTH, key=lambda d: d.window.first)
    for deed in itertools.islice(known, first, None):
        if deed.window.first > until:
            break
        kept_by = "round" if deed.body["kind"] == "round" else deed.body["type"]
        if kept_by not in promise.kept_by or overlap(codes, deed.parties) < 0.8:
            continue
        if kept_by != "round" and promise.modes and not promise.modes & set(deed.body["mode"]):
            continue
        if place_fit(body["place"], deed.body["place"]) is not None:
            found.append(deed)
    # A round tells more of a meeting than the event does.
    return sorted(found, key=lambda d: (d.window.first, d.body["kind"] != "round", d.cluster.first.key))


def _off_tellers(deed: Deed) -> list[Member]:
    return [m for m in deed.cluster.members if m.body["status"] in _OFF]


def _teller(deed: Deed, statuses: frozenset[str]) -> Member:
    return next((m for m in deed.cluster.members if m.body["status"] in statuses), deed.cluster.first)


def _resolution(members: Sequence[Member]) -> list[Body]:
    """Return for each member the piece of evidence that tells what came of it: its status, type or due date."""
    pieces: dict[tuple[str, int, int], Body] = {}
    for member in members:
        evidence = member.body["evidence"]
        wanted = [e for slot in ("status", "type", "due", "content") for e in evidence if e["slot"] == slot]
        for piece in (wanted or evidence)[:1]:
            pieces.setdefault((piece["capture"], piece["start"], piece["end"]), piece)
    return list(pieces.values())


def may_keep(cluster: Cluster) -> bool:
    """Tell whether this is of a kind that keeps any promise: a round, or an event of a type that the list names."""
    kind = cluster.first.body["kind"]
    return kind == "round" or (kind == "event" and any(m.body["type"] in keepers() for m in cluster.members))


def doers_of(body: Body) -> frozenset[str]:
    """Return who takes part in a round or event, third parties of a round too."""
    if body["kind"] == "round":
        return parties_of([*body["parties"], *(t["actor"] for t in body["third_party"])])
    return parties_of([*body["actor"], *body["recipient"]])


def _kind(body: Body) -> str:
    promise = promise_of(body["content"])
    return promise.id if promise else ""


def _blocks(member: Member) -> Keys:
    # Not by party or kind alone: a source that only says "the envoys", or "the date", speaks of the same promise.
    time = time_keys(window_of(member.body["due"]))
    codes = sorted(parties_of(member.body["parties"]))[:_MOST_PARTIES]
    promised = tuple((_kind(member.body), code) for code in codes)
    return Keys(time.look + promised, time.put + promised)


def _compare(a: Member, b: Member) -> Verdict | None:
    left, right = a.body, b.body
    if not _same_promise(left, right) or other_figures(a, b):
        return None
    first, second = window_of(left["due"]), window_of(right["due"])
    if first is None or second is None:
        return _compare_undated(a, b)
    if first.gap(second):
        return None
    # Sources differ in whom they name for a meeting; those that share one party may be brought together by a third.
    near = first.precise == second.precise and _parties_overlap(left, right) >= _KNOWN
    return Verdict(near, 1.0 if first == second else 0.8, ("the same promise for the same days",))


def _compare_undated(a: Member, b: Member) -> Verdict:
    """Return a verdict on two promises of which one at least has no due date: one where they promise the same figure,
    or the same by most of the words of the shorter."""
    left, right = a.body, b.body
    apart = days_between(a.article.day, b.article.day)
    if apart is not None and abs(apart) > _YEAR:
        return Verdict(False, 0.3, ("told long after one another",))
    if phrase_words(left["content"]) == phrase_words(right["content"]) and left["due"] == right["due"]:
        return Verdict(True, 0.9, ("the same words, and no due date",))
    both = overlap(parties_of(left["parties"]), parties_of(right["parties"])) >= 0.8
    one, other = _content(left), _content(right)
    shared, least = len(one & other), min(len(one), len(other))
    if both and _kind(left) == _kind(right) and _kind(left) != "meeting":
        if same_figures(a, b):
            return Verdict(True, 0.9, ("the same figure, by the same parties",))
        if shared >= _MOST_OF * least and (shared >= _WORDS or (shared >= 2 and bool(_kind(left)))):
            return Verdict(True, 0.85, ("the same thing in like words, by the same parties",))
    return Verdict(False, 0.4, ("no due date in both",))


def _content(body: Body) -> frozenset[str]:
    """Return the words of a promise that say what is promised: not who, when, or that it was agreed."""
    return content_words(str(body["content"]))


def _parties_overlap(left: Body, right: Body) -> float:
    """Return how well the parties fit; a little where each names one that the other lacks, and they share one."""
    one, other = parties_of(left["parties"]), parties_of(right["parties"])
    return overlap(one, other) or (_TOUCHING if one & other else 0.0)


def _only_dated(body: Body) -> bool:
    """Tell whether the content names nothing but its date ("the date of 1 February")."""
    return not _kind(body) and all(
        w in dated_words() or any(c.isdigit() for c in w) for w in phrase_words(body["content"])
    )


def _same_promise(left: Body, right: Body) -> bool:
    """Tell whether two promise the same kind of thing, by parties of which one contains the other, at one place."""
    if _parties_overlap(left, right) < _TOUCHING:
        return False
    if place_fit(left["place"], right["place"]) is None:
        return False
    if _only_dated(left) or _only_dated(right):
        return bool(left["due"] and right["due"])
    if _kind(left) or _kind(right):
        return _kind(left) == _kind(right)
    a, b = _content(left), _content(right)
    return bool(a and b) and (
        len(a & b) / len(a | b) >= _ALIKE or len(a & b) >= max(_WORDS, _MOST_OF * min(len(a), len(b)))
    )
