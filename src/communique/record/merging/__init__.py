"""merge: one entry for each thing, over all captures, whatever the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.members import Member, Merged, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["merge"]


def merge(members: Iterable[Member]) -> Merged:
    """Return the entries of the whole record. A pure function of the set of members: their order does not matter."""
    merged = Merged()
    for member in sorted(members, key=lambda m: m.key):
        body = {**member.body, "members": [member.id], "sources": int(member.article.independent)}
        merged.entries.append(body)
        merged.belongs[member.id] = member.id
        merged.sort[member.id] = sort_key(member.body["kind"], member)
    return merged
