"""What all kinds are merged with: reviewers' constraints, the merged actors, and where links are put."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.record.merging.clusters import Constraints
from communique.record.merging.tracing import digest
from communique.words import SCHEMA, entry_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.record.merging.clusters import Cluster
    from communique.record.merging.members import Body, Member
    from communique.record.merging.tracing import Trace, Traces

__all__ = ["Context", "Relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link that merging found, between two members (of whichever entries they end up in)."""

    source: Member
    target: Member
    relation: str
    reasons: tuple[str, ...]
    slots: tuple[str, str] = ("", "")

    def body(self, source: str, target: str) -> Body:
        """Return the link as an entry between two merged entries; its evidence is the first of either member."""
        evidence = [_first(self.source, self.slots[0]), _first(self.target, self.slots[1])]
        return {
            "schema": SCHEMA,
            "kind": "link",
            "id": entry_id("", "link", (), self.relation, source, target),
            "from": source,
            "to": target,
            "relation": self.relation,
            "evidence": [e for e in evidence if e],
            "members": [],
            "sources": len({m.article.group for m in (self.source, self.target) if m.article.independent}),
            "reasons": list(self.reasons),
        }


def _first(member: Member, slot: str) -> Body | None:
    pieces = member.body["evidence"]
    wanted = [e for e in pieces if e["slot"] == slot] or pieces
    return wanted[0] if wanted else None


@dataclass(slots=True)
class Context:
    """What merging works with beside the members.

    `people` holds the ids of merged actors that are persons. `outcomes` and `promises` say, by the id of an event's member, of
    which merged round it is an outcome and which merged commitments it creates; `rounds` holds the merged rounds by id, and
    `heads` the spans of each capture's headline and deck; `traces` what became of each member the last time. `kept` says of
    the entries that stand what each was made of, `decided` on which entries decisions lie, `made` what each is made of now.
    """

    constraints: Constraints = field(default_factory=Constraints)
    people: frozenset[str] = frozenset()
    last_day: str | None = None
    outcomes: dict[str, str] = field(default_factory=dict)
    promises: dict[str, frozenset[str]] = field(default_factory=dict)
    rounds: dict[str, Body] = field(default_factory=dict)
    heads: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    traces: Traces | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()
    made: dict[str, str] = field(default_factory=dict)

    def stands(self, cluster: Cluster) -> bool:
        """Tell whether the entry of a cluster stands as it would be made, without a decision on it."""
        first = cluster.first.id
        if self.kept.get(first) != self.made[first]:
            return False
        return not self.decided or self.decided.isdisjoint(m.id for m in cluster.members)

    def trace(self, kind: str, members: list[Member], *conditions: str) -> Trace | None:
        """Return what became of these members the last time, as far as it was under the same conditions."""
        if self.traces is None:
            return None
        given = (sorted(self.constraints.together), sorted(self.constraints.apart), conditions)
        return self.traces.of(kind, members, digest(repr(given)))

    def see(self, day: str | None) -> None:
        """Take note of an article's day; the latest is how far the record can know."""
        if day and (self.last_day is None or day > self.last_day):
            self.last_day = day
