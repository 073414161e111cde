"""Brings links over to the merged entries: those that articles gave and those that merging found, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.clusters import Cluster
from communique.record.merging.members import provenance_of
from communique.record.merging.values import count_sources, evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.record.merging.context import Relation
    from communique.record.merging.members import Member, Merged

__all__ = ["merge_links"]

_SYMMETRIC = frozenset({"possibly_same", "contradicts"})


def merge_links(members: Iterable[Member], relations: Iterable[Relation], merged: Merged) -> None:
    """Put the links between merged entries in place; a link whose two ends became one entry says nothing any more."""
    told: dict[tuple[str, str, str], Cluster] = {}
    for member in members:
        ends = _ends(merged, member.body["from"], member.body["to"], member.body["relation"])
        if ends is not None:
            told.setdefault((*ends, member.body["relation"]), Cluster()).members.append(member)
    for (source, target, _), cluster in told.items():
        body = {**cluster.first.body, "from": source, "to": target, "evidence": evidence_of(cluster.members)}
        body["members"] = [m.id for m in cluster.members]
        body["sources"] = count_sources(cluster.members)
        merged.put(body, cluster.members, source, target)
    seen = set(told)
    for relation in sorted(relations, key=lambda r: (r.source.key, r.target.key, r.relation, r.reasons)):
        ends = _ends(merged, relation.source.id, relation.target.id, relation.relation)
        if ends is not None and (*ends, relation.relation) not in seen:
            seen.add((*ends, relation.relation))
            body = relation.body(*ends)
            body["provenance"] = provenance_of((relation.source, relation.target))
            merged.put(body, [], relation.reasons, relation.slots, ends, after=(relation.source, relation.target))


def _ends(merged: Merged, source: str, target: str, relation: str) -> tuple[str, str] | None:
    """Return the merged ends of a link, None where they are one; the ends of a symmetric one in the order of
    the record."""
    a, b = merged.belongs.get(source, source), merged.belongs.get(target, target)
    if a == b:
        return None
    if relation in _SYMMETRIC and (merged.sort.get(b, ""), b) < (merged.sort.get(a, ""), a):
        return b, a
    return a, b
