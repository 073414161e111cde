"""Remembers what became of each member when things were last merged, so that only what changed is compared again."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable

    from communique.record.merging.members import Member

__all__ = ["Because", "Step", "Trace", "Traces", "digest"]


def digest(text: str) -> str:
    """Return 16 letters that tell this text from others."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


Because = tuple[str, tuple[str, ...], float | None]
"""The id of a member, the reasons why another goes with it, and the score, None where none was counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a member: the clusters that it joined and so brought together, each by the id of its first member;
    none where it began its own. `because` says which member it fits, why, and with which score: for one that began its own
    it is a doubt."""

    joins: tuple[str, ...] = ()
    because: Because | None = None


@dataclass(slots=True)
class Trace:
    """The steps of one kind: of the last time, by member with the version of it that was compared, and of this time.

    `crowded` holds the blocks of this time that held more than is looked at, with their members: where one of these goes,
    others come into sight. `other` are the blocks that were crowded the last time and have lost a member since.
    """

    before: dict[str, tuple[str, Step]] = field(default_factory=dict)
    now: dict[str, tuple[str, Step]] = field(default_factory=dict)
    crowded: dict[Hashable, list[str]] = field(default_factory=dict)
    other: frozenset[Hashable] = frozenset()

    def last(self, member: Member) -> Step | None:
        """Return the step that this version of a member made the last time, None where it is new."""
        known = self.before.get(member.id)
        return known[1] if known is not None and known[0] == member.version else None

    def note(self, member: Member, step: Step) -> None:
        """Remember a step for the next time."""
        self.now[member.id] = (member.version, step)


@dataclass(slots=True)
class Traces:
    """The traces of all kinds, as they are kept in a record file."""

    kept: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, tuple[str, Trace]] = field(default_factory=dict)

    def of(self, kind: str, members: list[Member], conditions: str) -> Trace:
        """Return the trace of a kind; an empty one where the last time was under other conditions."""
        trace = Trace()
        if kind in self.kept:
            plain = json.loads(zlib.decompress(self.kept[kind]))
            if plain["conditions"] == conditions:
                before = {key: (version, _step(joins, doubt)) for key, version, joins, doubt in plain["steps"]}
                versions = {m.id: m.version for m in members}
                changed = [key for key, (version, _) in before.items() if versions.get(key) != version]
                trace.before = _still_true(before, changed)
                left = frozenset(changed)
                trace.other = frozenset(_block(key) for key, ids in plain["crowded"] if not left.isdisjoint(ids))
        self.made[kind] = (conditions, trace)
        return trace

    def packed(self) -> dict[str, bytes]:
        """Return the traces of this time, to be kept; those that are as they were are left out."""
        found: dict[str, bytes] = {}
        for kind, (conditions, trace) in self.made.items():
            if trace.now != trace.before or kind not in self.kept:
                steps = [[key, version, s.joins, s.because] for key, (version, s) in trace.now.items()]
                plain = {"conditions": conditions, "crowded": list(trace.crowded.items()), "steps": steps}
                text = json.dumps(plain, separators=(",", ":"))
                found[kind] = zlib.compress(text.encode(), 1)
        return found


def _block(key: Any) -> Hashable:
    """Return a block's key as it was before JSON made lists of its tuples."""
    return tuple(_block(part) for part in key) if isinstance(key, list) else key


def _still_true(before: dict[str, tuple[str, Step]], changed: list[str]) -> dict[str, tuple[str, Step]]:
    """Return the steps that may be done again: not those of clusters that held a member that is gone or another now."""
    if not changed:
        return before
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for key, (_, step) in before.items():
        for other in step.joins:
            root[find(key)] = find(other)
    tainted = {find(key) for key in changed}
    return {
        key: (version, step)
        for key, (version, step) in before.items()
        if find(key) not in tainted and (step.because is None or find(step.because[0]) not in tainted)
    }


def _step(joins: list[str], because: tuple[str, list[str], float] | None) -> Step:
    if because is None:
        return Step(tuple(joins))
    other, reasons, score = because
    return Step(tuple(joins), (other, tuple(reasons), score))
