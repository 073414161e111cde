"""Tells entries as they were known on a day: without the captures published later, and without what only those tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from communique.dossier.sources import Source
    from communique.record import Record

__all__ = ["without_hindsight"]

Entry = dict[str, Any]

_SETTLED = frozenset({"happened", "ongoing", "did_not_happen", "cancelled", "postponed"})
"""Statuses that say what came of it; a source that tells one wins over plans and hopes, the latest first."""


def without_hindsight(record: Record, entries: Iterable[Entry], known: Mapping[str, Source]) -> Iterator[Entry]:
    """Yield the entries that rest on a known capture, with the evidence and the values of known captures alone.

    An entry without any evidence (a page's finding) stays. Lists that merging put together, such as delegations, stay as
    they are.
    """
    for entry in entries:
        evidence = [e for e in entry["evidence"] if e["capture"] in known]
        if entry["evidence"] and not evidence:
            continue
        if len(evidence) == len(entry["evidence"]) and not entry.get("resolution"):
            yield entry
            continue
        told = {**entry, "evidence": evidence}
        if entry.get("resolution"):
            _take_back_resolution(told, known)
        if "sources" in entry:
            told["sources"] = len({known[e["capture"]].group for e in evidence if not known[e["capture"]].hijacked})
        if entry.get("variants"):
            _take_back(record, told, known)
        yield told


def _take_back_resolution(entry: Entry, known: Mapping[str, Source]) -> None:
    """Make a commitment pending again where a capture that tells what came of it is not known yet."""
    whole = entry["resolution"]
    entry["resolution"] = [e for e in whole if e["capture"] in known]
    if len(entry["resolution"]) < len(whole):
        entry["status"] = "pending"
        finding = "put_off" if entry["resolution"] else "not_due_yet"
        entry["followed"] = {**(entry.get("followed") or {}), "finding": finding}


def _take_back(record: Record, entry: Entry, known: Mapping[str, Source]) -> None:
    """Set the slots in which the members differ to what the known members say, the latest of them first."""
    members = [m for m in record.why(entry["id"]).members if any(e["capture"] in known for e in m["evidence"])]
    ids = {m["id"] for m in members}
    variants = [v for v in entry["variants"] if ids.intersection(v["members"])]
    for slot in dict.fromkeys(v["slot"] for v in entry["variants"]):
        chosen = next((v for v in variants if v["slot"] == slot and v["chosen"]), None)
        values = [v for v in variants if v["slot"] == slot]
        if slot == "status":
            entry[slot] = _status(members, entry[slot])
        elif values and chosen is None:
            entry[slot] = values[-1]["value"]
    entry["variants"] = variants


def _status(members: list[Entry], otherwise: str) -> str:
    settled = [m["status"] for m in members if m["status"] in _SETTLED]
    told = settled or [m["status"] for m in members]
    return str(told[-1]) if told else otherwise
