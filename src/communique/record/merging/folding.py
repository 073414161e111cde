"""Puts what is told vaguely to the one thing that it can be: an undated mention joins the only dated entry that it fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from communique.record.merging.clusters import Cluster, Doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from communique.record.merging.clusters import Constraints

__all__ = ["Folding", "Rank", "fold_in"]

_LOOKED_AT = 96
"""Firm clusters of one key that a vague one is compared with at most: a bound for hostile records."""

Rank = tuple[float, ...]
"""How well a vague cluster fits a firm one, the higher the better; where two firm ones rank alike, neither is chosen."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What is vague and what is firm, where a firm one is put and a vague one looks, how well it fits, and how a doubt is
    worded."""

    vague: Callable[[Cluster], bool]
    firm: Callable[[Cluster], bool]
    put: Callable[[Cluster], Iterable[Hashable]]
    look: Callable[[Cluster], Iterable[Hashable]]
    fit: Callable[[Cluster, Cluster], Rank | None]
    reason: str


@dataclass(slots=True)
class _Found:
    best: Rank | None = None
    homes: list[int] = field(default_factory=list)

    def see(self, rank: Rank, home: int) -> None:
        if self.best is None or rank > self.best:
            self.best, self.homes = rank, [home]
        elif rank == self.best:
            self.homes.append(home)


def fold_in(
    clusters: Sequence[Cluster], folding: Folding, constraints: Constraints
) -> tuple[list[Cluster], list[Doubt]]:
    """Return the clusters with each vague one joined to the one firm cluster that it fits best (none is both); it is left alone,
    with a doubt, where two fit alike. Each is compared with what was there before, so their order does not matter."""
    index: dict[Hashable, dict[int, None]] = {}
    for number, cluster in enumerate(clusters):
        if folding.firm(cluster):
            for key in folding.put(cluster):
                index.setdefault(key, {})[number] = None
    home: dict[int, int] = {}
    doubts: list[Doubt] = []
    for number, cluster in enumerate(clusters):
        if not folding.vague(cluster):
            continue
        found = _Found()
        near = {n for key in folding.look(cluster) for n in islice(reversed(index.get(key, {})), _LOOKED_AT)}
        for other in sorted(near - {number}):
            rank = folding.fit(cluster, clusters[other])
            if rank is not None and not _kept_apart(cluster, clusters[other], constraints):
                found.see(rank, other)
        if len(found.homes) == 1:
            home[number] = found.homes[0]
        elif found.homes:
            other = found.homes[0]
            reason = f"{folding.reason}, but {len(found.homes)} are alike"
            doubts.append(Doubt(cluster.first, clusters[other].first, "possibly_same", (reason,), 0.6))
    return _joined(clusters, home, folding.reason), doubts


def _joined(clusters: Sequence[Cluster], home: dict[int, int], reason: str) -> list[Cluster]:
    joined = {number: Cluster(list(cluster.members), dict(cluster.because)) for number, cluster in enumerate(clusters)}
    for number, target in home.items():
        vague, firm = joined.pop(number), joined[target]
        firm.because |= vague.because
        firm.because[vague.first.id] = (clusters[target].first.id, (reason,), None)
        firm.members += vague.members
    for cluster in joined.values():
        cluster.members.sort(key=lambda m: m.key)
    return list(joined.values())


def _kept_apart(a: Cluster, b: Cluster, constraints: Constraints) -> bool:
    return bool(constraints.apart) and any(constraints.parts(m.id, o.id) for m in a.members for o in b.members)
