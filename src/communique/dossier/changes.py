"""Shows what changed from one run to another, and which decisions a reviewer should look at again."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from communique.dossier.brief.doubts import title_of
from communique.dossier.escaping import plain_text
from communique.dossier.reviewing import decision_state
from communique.dossier.wording import counted, shortened

if TYPE_CHECKING:
    from communique.record import Change, Decision, RunDiff

__all__ = ["diff_rows", "diff_text"]

_VALUE = 80
"""Letters of a value that are shown; --json has all."""
_TITLED = frozenset({"round", "event", "tally", "position", "commitment", "quotation", "actor", "document"})


def diff_rows(diff: RunDiff) -> list[dict[str, Any]]:
    """Return the comparison as JSON objects: one that sums it up, the decisions to look at again, every change."""
    plain = dataclasses.asdict(diff)
    head = {"kind": "diff", **{k: v for k, v in plain.items() if k not in {"changes", "decisions"}}}
    decisions = [{"kind": "decision", **d} for d in plain["decisions"]]
    changes = []
    for change in plain["changes"]:
        slots = [{"slot": slot, "before": before, "after": after} for slot, before, after in change["slots"]]
        changes.append({**change, "kind": "change", "entry_kind": change["kind"], "slots": slots})
    return [head, *decisions, *changes]


def diff_text(diff: RunDiff) -> str:
    """Return the comparison as text: the decisions first, then what is gone, new and changed, slot by slot."""
    out = [f"run {diff.before} to run {diff.after}: {counted(diff.captures, 'capture')} coded by both"]
    for run, count in ((diff.before, diff.only_before), (diff.after, diff.only_after)):
        if count:
            out.append(f"  {counted(count, 'capture')} of which only the coding of run {run} is kept, not compared")
    if diff.decisions:
        out += ["", "Decisions to look at again"]
        out += [f"  {_decided(d)}" for d in diff.decisions]
    for kind, title in (("changed", "Changed"), ("gone", "Gone"), ("new", "New")):
        found = [c for c in diff.changes if c.change == kind]
        if found:
            out += ["", f"{title} ({len(found):,})"]
            for change in found:
                out += _lines(change)
    if not diff.changes:
        out.append("  nothing changed")
    return "\n".join(out) + "\n"


def _decided(decision: Decision) -> str:
    said = f": {decision.reason}" if decision.reason else ""
    text = f"{decision.number}. {decision.decision} {decision.entry} by {decision.by}, {decision.when}{said}"
    return plain_text(f"{text} ({decision_state(decision)})")


def _lines(change: Change) -> list[str]:
    entry = change.entry
    name = title_of(entry) if change.kind in _TITLED else str(entry.get("code") or entry.get("relation") or change.kind)
    moved = f", was {change.was}" if change.was != change.id else ""
    marked = "  (decided on)" if change.decisions else ""
    out = [f"  {change.id}{moved}  {plain_text(shortened(name, 120))}{marked}"]
    for slot, before, after in change.slots:
        if slot == "evidence":
            out.append("      other words are its evidence")
        elif _value(before) == _value(after) and isinstance(before, dict) and isinstance(after, dict):
            # What differs is not what the slot is called by: its coordinates, say.
            inner = [k for k in after if before.get(k) != after[k]]
            out += [f"      {slot}, {plain_text(k)}: {_value(before.get(k))} → {_value(after[k])}" for k in inner]
        else:
            out.append(f"      {slot}: {_value(before)} → {_value(after)}")
    return out


def _value(value: Any) -> str:
    return plain_text(shortened(_plain(value), _VALUE))


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        actor = value.get("actor")
        if isinstance(actor, dict):
            return f"{_plain(actor)} ({value.get('role') or value.get('kind') or ''})"
        shown = next((value[k] for k in ("edtf", "name", "title", "kind", "exact") if value.get(k)), None)
        return str(shown) if shown is not None else "nothing"
    if isinstance(value, list):
        return ", ".join(_plain(v) for v in value[:12]) or "nothing"
    return str(value)
