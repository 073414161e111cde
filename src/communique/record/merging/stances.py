"""Follows the positions of a party through time: where it turned from one stance to another on the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.context import Relation
from communique.record.merging.days import day_number
from communique.record.merging.matters import words_of
from communique.record.merging.names import fold, phrase_words
from communique.record.merging.parties import party_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.record.merging.clusters import Cluster
    from communique.record.merging.members import Body, Member

__all__ = ["follow_positions"]

_TURNS = frozenset(
    {
        ("rejects", "accepts"),
        ("accepts", "rejects"),
        ("rejects", "conditions"),
        ("conditions", "accepts"),
        ("conditions", "rejects"),
        ("offers", "rejects"),
        ("rejects", "offers"),
    }
)
"""Stances of which the later takes the place of the earlier. Who demands one thing may well refuse another."""


def follow_positions(positions: Iterable[tuple[Cluster, Body]]) -> Iterator[Relation]:
    """Yield a `supersedes` from each position to the one from which its party turned, on the same issue and matter.

    Positions are put in the order of the days on which they were taken, or of the articles that tell them; of one day no
    order is known.
    """
    lines: dict[tuple[str, str], list[tuple[int, Member]]] = {}
    for cluster, _ in positions:
        for member in cluster.members:
            day = _taken_on(member)
            if day is not None:
                key = (party_code(member.body["party"]), fold(member.body["issue"]))
                lines.setdefault(key, []).append((day, member))
    for key in sorted(lines):
        line = sorted(lines[key], key=lambda pair: (pair[0], pair[1].key))
        last: dict[str, tuple[int, Member]] = {}
        for day, member in line:
            turned = [
                (then, before)
                for stance, (then, before) in last.items()
                if (stance, member.body["stance"]) in _TURNS and then < day and _same_matter(before, member)
            ]
            if turned:
                _, before = max(turned, key=lambda pair: (pair[0], pair[1].key))
                reason = f"the stance turned from {before.body['stance']} to {member.body['stance']}"
                yield Relation(member, before, "supersedes", (reason,), ("stance", "stance"))
                last.pop(str(before.body["stance"]))
            last[str(member.body["stance"])] = (day, member)


def _taken_on(member: Member) -> int | None:
    date = member.body["date"]
    return day_number(date["start"] or date["end"] or member.article.day or "")


def _same_matter(a: Member, b: Member) -> bool:
    """Tell whether two positions speak of one document, or of the same thing by a word of their sentences."""
    one, other = a.body["document"], b.body["document"]
    if one and other:
        left, right = phrase_words(one), phrase_words(other)
        return bool(left) and (left <= right or right <= left)
    return bool(words_of(a) & words_of(b))
