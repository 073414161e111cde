"""Gathers members that speak of one thing, block by block, in the total order of members; unsure pairs are reported."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

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
    """Members that are one entry, in their total order."""

    members: list[Member] = field(default_factory=list)

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
) -> tuple[list[Cluster], list[Doubt]]:
    """Return the clusters and the doubts between them.

    Each member, in the total order, joins the cluster of its blocks that it fits best if it surely fits one of its
    members and excludes none; else it begins its own, with a doubt about the best one if that scores `doubtful`. A
    member that surely fits several brings together those that do not exclude each other.
    """
    clusters: list[Cluster] = []
    moved: list[int] = []
    index: dict[Hashable, dict[int, None]] = {}
    doubts: list[Doubt] = []
    for member in sorted(members, key=lambda m: m.key):
        keys = blocks(member)
        sure: list[tuple[float, int]] = []
        doubt: tuple[float, int, Verdict, Member] | None = None
        for number in _candidates(index, keys.look, moved):
            found = _against(clusters[number], member, compare, constraints)
            if found is None:
                continue
            verdict, other = found
            if verdict.sure:
                sure.append((-verdict.score, number))
            if verdict.score >= doubtful and (doubt is None or (verdict.score, -number) > doubt[:2]):
                doubt = (verdict.score, -number, verdict, other)
        if sure:
            at = min(sure)[1]
            for _, number in sorted(sure):
                if number != at and _agree(clusters[at], clusters[number], compare, constraints):
                    at = _bring_together(clusters, moved, at, number)
            clusters[at].members.append(member)
        else:
            at = len(clusters)
            moved.append(at)
            clusters.append(Cluster([member]))
            if doubt is not None:
                doubts.append(Doubt(member, doubt[3], "possibly_same", doubt[2].reasons, doubt[0]))
        for key in keys.put:
            index.setdefault(key, {})[at] = None
    return join_decided([c for c in clusters if c.members], constraints), doubts


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


def _bring_together(clusters: list[Cluster], moved: list[int], a: int, b: int) -> int:
    first, second = sorted((a, b))
    clusters[first].members = sorted(clusters[first].members + clusters[second].members, key=lambda m: m.key)
    clusters[second].members = []
    moved[second] = first
    return first


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
            clusters[first].members = sorted(clusters[first].members + moved, key=lambda m: m.key)
            clusters[second].members = []
            home.update((member.id, first) for member in moved)
    return [c for c in clusters if c.members]
