"""Gathers members that speak of one thing, block by block, in the total order of members; unsure pairs are reported."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from communique.record.merging.tracing import Because, Step, Trace

if TYPE_CHECKING:
    from communique.record.merging.blocks import Keys
    from communique.record.merging.members import Member

__all__ = ["Cluster", "Constraints", "Doubt", "Verdict", "gather", "join_decided"]

_LOOKED_AT = 96
"""Clusters of one block that a member is compared with at most, the latest first: a bound for hostile records."""
_FACES = 6
"""Members at either end of a cluster that a newcomer is compared with."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well two members fit: `sure` merges them, else they may be linked as possibly the same. `reasons` say why."""

    sure: bool
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Cluster:
    """Members that are one entry, in their total order; `because` says of each but the first why it is among them."""

    members: list[Member] = field(default_factory=list)
    because: dict[str, Because] = field(default_factory=dict)

    @property
    def first(self) -> Member:
        """The member that gives the merged entry its id."""
        return self.members[0]

    def faces(self) -> Sequence[Member]:
        """Return the members that a newcomer is compared with."""
        if len(self.members) <= 2 * _FACES:
            return self.members
        return self.members[:_FACES] + self.members[-_FACES:]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entries that may be one, or that exclude each other; the link's relation, its reasons and its score."""

    member: Member
    other: Member
    relation: str
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Constraints:
    """What reviewers decided: pairs of member ids that belong together, and pairs that must stay apart."""

    together: tuple[tuple[str, str], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

    def parts(self, a: str, b: str) -> bool:
        """Tell whether a reviewer decided that these two are not the same."""
        return (a, b) in self.apart or (b, a) in self.apart


Compare = Callable[["Member", "Member"], "Verdict | None"]
"""Returns a verdict; None where the two exclude each other."""


def gather(
    members: Iterable[Member],
    blocks: Callable[[Member], Keys],
    compare: Compare,
    constraints: Constraints,
    doubtful: float = 0.55,
    trace: Trace | None = None,
) -> tuple[list[Cluster], list[Doubt]]:
    """Return the clusters and the doubts between them.

    Each member, in the total order, joins the cluster of its blocks that it fits best if it surely fits one of its
    members and excludes none; else it begins its own, with a doubt about the best one if that scores `doubtful`. A
    member that surely fits several brings together those that do not exclude each other. What `trace` tells of the last
    time is done again without comparing, where nothing in the member's blocks has changed: the result is the same.
    """
    ordered = sorted(members, key=lambda m: m.key)
    gathering = _Gathering(compare, constraints, doubtful, trace or Trace(), {m.id: m for m in ordered})
    for member in ordered:
        gathering.take(member, blocks(member))
    gathering.note_crowds()
    return join_decided([c for c in gathering.clusters if c.members], constraints), gathering.doubts


class _Gathering:
    """Clusters as they grow, member by member, and which blocks are other than the last time."""

    def __init__(
        self, compare: Compare, constraints: Constraints, doubtful: float, trace: Trace, members: dict[str, Member]
    ) -> None:
        self.clusters: list[Cluster] = []
        self.doubts: list[Doubt] = []
        self._compare, self._constraints, self._doubtful = compare, constraints, doubtful
        self._trace, self._members = trace, members
        self._moved: list[int] = []
        self._index: dict[Hashable, dict[int, None]] = {}
        self._begun_by: dict[str, int] = {}
        self._home: dict[str, int] = {}
        self._keys: list[list[Sequence[Hashable]]] = []
        self._other: set[int] = set()
        self._touched: set[Hashable] = set()
        self._put: dict[Hashable, list[str]] = {}

    def take(self, member: Member, keys: Keys) -> None:
        """Put a member where it belongs: where it went the last time, or where comparing leads it."""
        last = self._trace.last(member)
        in_sight = self._trace.other.isdisjoint(keys.look)
        untouched = self._touched.isdisjoint(keys.look)
        if last is not None and in_sight and (untouched or self._none_nearer(member, keys, last)):
            step = last
        else:
            step = self._step(member, keys)
            if step != last:
                self._differs(keys, last)
        at = self._done(member, step)
        self._home[member.id] = at
        if last is None or step != last:
            self._mark(at)
        self._keys[at].append(keys.put)
        if at in self._other:
            self._touched.update(keys.put)
        for key in keys.put:
            self._index.setdefault(key, {})[at] = None
            self._put.setdefault(key, []).append(member.id)
        self._trace.note(member, step)

    def note_crowds(self) -> None:
        """Remember for the next time which blocks held more than is looked at, and whom."""
        self._trace.crowded = {key: self._put[key] for key, block in self._index.items() if len(block) > _LOOKED_AT}

    def _none_nearer(self, member: Member, keys: Keys, last: Step) -> bool:
        """Tell whether what a member did the last time still holds: of the clusters that are others now, none took part in
        it, and none fits at all. Nothing is known of that in a block that holds more than is looked at."""
        took_part = [*last.joins, *([last.because[0]] if last.because is not None else [])]
        if any(len(self._index.get(key, ())) > _LOOKED_AT for key in keys.look):
            return False
        if not all(self._stands(first) for first in last.joins):
            return False
        if any(_now(self._moved, self._home[key]) in self._other for key in took_part):
            return False
        for number in _candidates(self._index, keys.look, self._moved):
            if number in self._other:
                found = _against(self.clusters[number], member, self._compare, self._constraints)
                if found is not None and (found[0].sure or found[0].score >= self._doubtful):
                    return False
        return True

    def _stands(self, first: str) -> bool:
        """Tell whether there is a cluster that begins with this member."""
        members = self.clusters[self._begun_by[first]].members if first in self._begun_by else []
        return bool(members) and members[0].id == first

    def _step(self, member: Member, keys: Keys) -> Step:
        """Return what becomes of a member, by comparing it with the clusters of its blocks."""
        sure: list[tuple[float, int, Verdict, Member]] = []
        doubt: tuple[float, int, Verdict, Member] | None = None
        for number in _candidates(self._index, keys.look, self._moved):
            found = _against(self.clusters[number], member, self._compare, self._constraints)
            if found is None:
                continue
            verdict, other = found
            if verdict.sure:
                sure.append((-verdict.score, number, verdict, other))
            if verdict.score >= self._doubtful and (doubt is None or (verdict.score, -number) > doubt[:2]):
                doubt = (verdict.score, -number, verdict, other)
        if not sure:
            return Step((), None if doubt is None else (doubt[3].id, doubt[2].reasons, doubt[0]))
        sure.sort(key=lambda s: s[:2])
        _, at, verdict, other = sure[0]
        joined = self.clusters[at]
        joins = [joined.first.id]
        for _, number, _, _ in sure:
            near = self.clusters[number]
            if near.first.id not in joins and _agree(joined, near, self._compare, self._constraints):
                joined = Cluster(sorted(joined.members + near.members, key=lambda m: m.key))
                joins.append(near.first.id)
        return Step(tuple(joins), (other.id, verdict.reasons, verdict.score))

    def _done(self, member: Member, step: Step) -> int:
        """Do a step; return the number of the member's cluster."""
        if not step.joins:
            at = len(self.clusters)
            self._moved.append(at)
            self._keys.append([])
            self.clusters.append(Cluster([member]))
            self._begun_by[member.id] = at
            if step.because is not None:
                other, reasons, score = step.because
                self.doubts.append(Doubt(member, self._members[other], "possibly_same", reasons, score or 0.0))
            return at
        at = self._begun_by[step.joins[0]]
        for first in step.joins[1:]:
            at = self._bring_together(at, self._begun_by[first], member)
        self.clusters[at].members.append(member)
        if step.because is not None:
            self.clusters[at].because[member.id] = step.because
        return at

    def _bring_together(self, a: int, b: int, both: Member) -> int:
        first, second = sorted((a, b))
        later = self.clusters[second]
        self.clusters[first].because |= later.because
        self.clusters[first].because[later.first.id] = (both.id, ("it fits what fits the others too",), None)
        self.clusters[first].members = sorted(
            self.clusters[first].members + self.clusters[second].members, key=lambda m: m.key
        )
        self.clusters[second].members = []
        self._moved[second] = first
        self._keys[first] += self._keys[second]
        self._keys[second] = []
        if second in self._other or first in self._other:
            self._other.add(first)
            self._touch(first)
        return first

    def _differs(self, keys: Keys, last: Step | None) -> None:
        """Note that a member does otherwise than the last time: its blocks and the clusters that it left are others."""
        self._touched.update(keys.put)
        for first in last.joins if last is not None else ():
            if first in self._begun_by:
                self._mark(_now(self._moved, self._begun_by[first]))

    def _mark(self, number: int) -> None:
        """Note that a cluster is other than the last time. Of one that is so already the blocks are known, and of its later
        members each is noted as it comes: a cluster is walked through once, however many join it."""
        if number not in self._other:
            self._other.add(number)
            self._touch(number)

    def _touch(self, number: int) -> None:
        for put in self._keys[number]:
            self._touched.update(put)


def _candidates(index: dict[Hashable, dict[int, None]], keys: Sequence[Hashable], moved: list[int]) -> list[int]:
    found = {number for key in keys for number in islice(reversed(index.get(key, {})), _LOOKED_AT)}
    return sorted({_now(moved, number) for number in found})


def _now(moved: list[int], number: int) -> int:
    """Return the cluster into which a cluster was brought, itself where it was not."""
    while moved[number] != number:
        moved[number] = moved[moved[number]]
        number = moved[number]
    return number


def _agree(a: Cluster, b: Cluster, compare: Compare, constraints: Constraints) -> bool:
    """Tell whether no member of one cluster excludes one of the other."""
    if constraints.apart and any(constraints.parts(m.id, o.id) for m in a.members for o in b.members):
        return False
    return all(compare(*sorted((m, o), key=lambda x: x.key)) is not None for m in a.faces() for o in b.faces())


def _against(
    cluster: Cluster, member: Member, compare: Compare, constraints: Constraints
) -> tuple[Verdict, Member] | None:
    best: tuple[Verdict, Member] | None = None
    if constraints.apart and any(constraints.parts(member.id, other.id) for other in cluster.members):
        return None
    for other in cluster.faces():
        verdict = compare(other, member)
        if verdict is None:
            return None
        if best is None or (verdict.sure, verdict.score) > (best[0].sure, best[0].score):
            best = (verdict, other)
    return best


def join_decided(clusters: list[Cluster], constraints: Constraints) -> list[Cluster]:
    """Return the clusters with those joined that a reviewer put together."""
    if not constraints.together:
        return clusters
    home = {member.id: number for number, cluster in enumerate(clusters) for member in cluster.members}
    for a, b in constraints.together:
        first, second = sorted((home.get(a, -1), home.get(b, -1)))
        if first >= 0 and first != second:
            moved = clusters[second].members
            clusters[first].because |= clusters[second].because
            clusters[first].because[moved[0].id] = (
                a if moved[0].id == b else b,
                ("a reviewer put them together",),
                None,
            )
            clusters[first].members = sorted(clusters[first].members + moved, key=lambda m: m.key)
            clusters[second].members = []
            home.update((member.id, first) for member in moved)
    return [c for c in clusters if c.members]
