"""Says what differs between two codings of a capture: entries gone, new and changed, slot by slot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from communique.record.answers import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.record.merging.members import Body

__all__ = ["changed_slots", "compare_codings", "successor_of"]

_SAME_WORDS = 0.5
"""Share of the words behind two entries, counted in code points, from which one is what became of the other."""
_NAMES = frozenset({"schema", "kind", "id"})
_ENTRY_IDS = frozenset({"round", "from", "to"})
_REFERENCE = {"id", "name", "country", "sector"}


def compare_codings(capture: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return the changes from one coding of a capture to another, given as JSON by id; equal ones are none.

    An entry whose id is gone and one of the same kind that rests on mostly the same words are one that changed. References
    are compared by whom they name, so that a new id alone is no change.
    """
    gone = {key: json.loads(line) for key, line in sorted(before.items()) if key not in after}
    new = {key: json.loads(line) for key, line in sorted(after.items()) if key not in before}
    became: dict[str, str] = {}
    for key, body in gone.items():
        other = (
            None
            if body["kind"] == "link"
            else successor_of(body, [b for b in new.values() if b["id"] not in became.values()])
        )
        if other is not None:
            became[key] = other["id"]
    _pair_links(gone, new, became)
    changes: list[Change] = []
    for key, line in sorted(before.items()):
        here = became.get(key, key)
        if here not in after:
            changes.append(Change("gone", gone[key]["kind"], capture, key, key, (), gone[key]))
        elif after[here] != line:
            old, now = json.loads(line), json.loads(after[here])
            slots = changed_slots(old, now, became)
            if slots or (key != here and now["kind"] != "link"):
                changes.append(Change("changed", now["kind"], capture, here, key, slots, now))
    found = set(became.values())
    changes += [Change("new", b["kind"], capture, k, k, (), b) for k, b in new.items() if k not in found]
    return changes


def changed_slots(
    before: Body, after: Body, became: Mapping[str, str] | None = None
) -> tuple[tuple[str, Any, Any], ...]:
    """Return the slots in which two codings of one entry differ, with both values; of the evidence only where it lies.

    `became` leads from ids of before to those of after.
    """
    slots = [*before, *(s for s in after if s not in before)]
    return tuple(
        (slot, before.get(slot), after.get(slot))
        for slot in slots
        if slot not in _NAMES
        and _comparable(slot, before.get(slot), became or {}) != _comparable(slot, after.get(slot), {})
    )


def successor_of(body: Body, among: Iterable[Body]) -> Body | None:
    """Return the entry that rests on most of the same words of the same capture as one that is gone, None where none does."""
    mine = _span(body)
    best: tuple[float, str, Body] | None = None
    for other in among:
        if other["kind"] != body["kind"]:
            continue
        alike = _alike(mine, _span(other))
        if alike >= _SAME_WORDS and (best is None or (-alike, other["id"]) < best[:2]):
            best = (-alike, other["id"], other)
    return None if best is None else best[2]


def _span(body: Body) -> tuple[str, int, int]:
    """Return the first piece of evidence: the words that tell the thing itself."""
    pieces: Sequence[Body] = body.get("evidence") or ()
    return (pieces[0]["capture"], pieces[0]["start"], pieces[0]["end"]) if pieces else ("", 0, 0)


def _alike(a: tuple[str, int, int], b: tuple[str, int, int]) -> float:
    shared = min(a[2], b[2]) - max(a[1], b[1])
    if a[0] != b[0] or shared <= 0:
        return 0.0
    return shared / (max(a[2], b[2]) - min(a[1], b[1]))


def _pair_links(gone: Mapping[str, Body], new: Mapping[str, Body], became: dict[str, str]) -> None:
    """Pair the links whose ends are the same, or what became of them."""
    there = {(b["from"], b["to"], b["relation"]): key for key, b in new.items() if b["kind"] == "link"}
    for key, body in gone.items():
        if body["kind"] == "link":
            ends = (became.get(body["from"], body["from"]), became.get(body["to"], body["to"]), body["relation"])
            if ends in there:
                became[key] = there.pop(ends)


def _comparable(slot: str, value: Any, became: Mapping[str, str]) -> Any:
    if slot in {"evidence", "resolution"}:
        return sorted({(e["slot"], e["start"], e["end"]) for e in value or ()})
    if slot in _ENTRY_IDS and isinstance(value, str):
        return became.get(value, value)
    if isinstance(value, dict):
        kept = value.items() if value.keys() != _REFERENCE else [(k, v) for k, v in value.items() if k != "id"]
        return {k: _comparable("", v, became) for k, v in kept}
    if isinstance(value, list):
        # In which order an article names the parties is no change.
        return sorted((_comparable("", v, became) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value
