"""Merges what is said: positions by party, issue and stance; quotations by speaker and words; documents by
name and version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.blocks import same_keys
from communique.record.merging.clusters import Cluster, Doubt, Verdict, gather
from communique.record.merging.matters import words_of
from communique.record.merging.names import fold, is_description
from communique.record.merging.parties import party_code
from communique.record.merging.values import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from communique.record.merging.context import Context
    from communique.record.merging.members import Body, Member

__all__ = ["assemble_position", "merge_documents", "merge_positions", "merge_quotations"]

_ENOUGH = 4
"""Words that a quotation must have before it is known by its words where nobody is named as its speaker."""

_NO_ISSUE = "other"
_MATTER = 2
_ALIKE = 0.3
"""Words, and share of the words of the shorter sentence, by which two positions on no listed issue are about one matter."""

Clustered = tuple[list[Cluster], list[Doubt]]


def merge_positions(members: Iterable[Member], context: Context) -> Clustered:
    """Return one cluster for each party's stance on an issue, the version of the document told apart."""

    def key(member: Member) -> Hashable:
        body = member.body
        document = fold(body["document"] or "")
        for article in ("the ", "a ", "an "):
            document = document.removeprefix(article)
        return (party_code(body["party"]), fold(body["issue"]), body["stance"], document)

    def same_matter(a: Member, b: Member) -> Verdict | None:
        if a.body["issue"] != _NO_ISSUE:
            return Verdict(True, 1.0, ("the same party, issue, stance and document",))
        # What no issue is told of is only the same where the sentences are about the same.
        one, other = words_of(a), words_of(b)
        shared = len(one & other)
        if shared >= max(_MATTER, _ALIKE * min(len(one), len(other))) or one == other:
            return Verdict(True, 0.9, ("the same party and stance, in like words",))
        return None

    told = list(members)
    trace = context.trace("position", told)
    return gather(told, lambda m: same_keys([key(m)]), same_matter, context.constraints, trace=trace)


def assemble_position(cluster: Cluster) -> Body:
    """Return the merged position, dated where it was first seen; `variants` tells the other days."""
    dated = [m for m in cluster.members if m.body["date"]["start"]]
    first = min(dated, key=lambda m: (m.body["date"]["start"], m.key)) if dated else cluster.first
    return assemble(cluster, {"date": (first.body["date"], "the first day on which it is seen")})


def merge_quotations(members: Iterable[Member], context: Context) -> Clustered:
    """Return one cluster for the same words of the same speaker; an unnamed speaker needs four words at least."""

    def key(member: Member) -> Hashable:
        body = member.body
        words = "".join(c if c.isalnum() else " " for c in fold(body["text"])).split()
        speaker = body["speaker"]
        if speaker is None or is_description(str(speaker["name"])):
            if len(words) < _ENOUGH:
                return member.id
            return (" ".join(words), party_code(speaker) if speaker else body["side"] or "", "unnamed")
        return (" ".join(words), speaker["id"])

    return _by_key(members, key, context)


def merge_documents(members: Iterable[Member], context: Context) -> Clustered:
    """Return one cluster for each document, by name, version and author."""

    def key(member: Member) -> Hashable:
        return (fold(member.body["name"]).removeprefix("the "), fold(member.body["version"] or ""))

    def same_author(a: Member, b: Member) -> Verdict | None:
        left, right = a.body["author"], b.body["author"]
        if left and right and party_code(left) != party_code(right):
            return None
        return Verdict(True, 1.0, ("the same name, version and author",))

    return gather(members, lambda m: same_keys([key(m)]), same_author, context.constraints)


def _by_key(members: Iterable[Member], key: Callable[[Member], Hashable], context: Context) -> Clustered:
    same = Verdict(True, 1.0, ("the same key",))
    return gather(members, lambda m: same_keys([key(m)]), lambda _a, _b: same, context.constraints)
