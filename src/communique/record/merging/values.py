"""Settles the slots of a merged entry from its members, and keeps every value that a member gave where they differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from communique.record.merging.days import days_between, window_of
from communique.record.merging.names import fold
from communique.record.merging.parties import party_code
from communique.record.merging.places import is_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from communique.record.merging.clusters import Cluster
    from communique.record.merging.members import Body, Member

__all__ = ["assemble", "count_sources", "evidence_of", "latest_status", "settled", "status_of", "unite"]

_UNITED = frozenset({"mode", "context", "cameo", "agenda", "third_party", "delegations", "aliases", "roles", "parties"})
"""Slots whose values of all members are put together; the others are settled for one value."""

_CIVIL = ("instant", "day", "range", "week", "month", "season", "year", "unknown")
_SETTLED = ("happened", "ongoing", "did_not_happen", "cancelled", "postponed")
"""Statuses that say what came of it, the strongest first; they win over plans and hopes, the latest source first."""
_OPEN = ("claimed", "denied", "planned", "conditional", "hoped")

_UNKNOWN = 99

_REFERENCE = {"id", "name", "country", "sector"}
_COMPUTED = frozenset({"schema", "kind", "id", "evidence"})


def assemble(cluster: Cluster, special: dict[str, tuple[Any, str]] | None = None) -> Body:
    """Return the merged entry of a cluster: slots settled, evidence united, members and independent sources counted.

    `special` gives the slots that the kind settles in its own way, with the reason. Where members differ in a slot,
    `variants` shows each value with its members and why one was chosen.
    """
    special = special or {}
    members = cluster.members
    merged: Body = {}
    variants: list[Body] = []
    alone = len(members) == 1
    for slot, value in cluster.first.body.items():
        if slot in _COMPUTED:
            merged[slot] = value
        elif slot in special:
            merged[slot], reason = special[slot]
            variants += [] if alone else _variants(slot, _told(slot, members), merged[slot], reason)
        elif alone:
            merged[slot] = value
        elif slot in _UNITED:
            merged[slot] = unite(slot, members)
        else:
            told = _told(slot, members)
            merged[slot], reason = _settle(value, told)
            variants += _variants(slot, told, merged[slot], reason)
    merged["evidence"] = evidence_of(members)
    merged["members"] = [m.id for m in members]
    merged["sources"] = count_sources(members)
    if variants:
        merged["variants"] = variants
    if not alone:
        joined = _joined(cluster)
        if joined:
            merged["joined"] = joined
    return merged


def settled(slot: str, members: Sequence[Member]) -> Any:
    """Return the value of a slot that is settled for one value, as `assemble` settles it."""
    return _settle(members[0].body[slot], _told(slot, members))[0]


def _joined(cluster: Cluster) -> list[Body]:
    """Return for each member why it was put with the others: which one it fits, the reasons and the score."""
    return [
        {"member": m.id, "to": other, "score": score, "reasons": list(reasons)}
        for m in cluster.members
        if m.id in cluster.because
        for other, reasons, score in (cluster.because[m.id],)
    ]


def count_sources(members: Iterable[Member]) -> int:
    """Return how many independent sources stand behind these members; copies are one, hijacked pages none."""
    return len({m.article.group for m in members if m.article.independent})


def evidence_of(members: Iterable[Member]) -> list[Body]:
    """Return the evidence of all members, each piece once, in the order of members and then of the text."""
    seen: dict[tuple[Any, ...], Body] = {}
    for member in members:
        for piece in sorted(member.body["evidence"], key=lambda e: (e["start"], e["end"], e["slot"], e["rule"])):
            seen.setdefault((piece["capture"], piece["start"], piece["end"], piece["slot"], piece["rule"]), piece)
    return list(seen.values())


def latest_status(members: Sequence[Member]) -> tuple[str, str]:
    """Return the status by the latest source that says what came of it, else by the latest source, with the reason."""
    told = [(status_of(m), m) for m in members]
    pool = [(status, m) for status, m in told if status in _SETTLED] or told
    order = {status: rank for rank, status in enumerate(_SETTLED + _OPEN)}
    latest = max(m.article.day or "" for _, m in pool)
    last = [(status, m) for status, m in pool if (m.article.day or "") == latest]
    chosen, _ = min(last, key=lambda pair: (order.get(pair[0], 99), pair[1].key))
    return chosen, f"the latest source, of {latest or 'an unknown day'}, says so"


def status_of(member: Member) -> str:
    """Return a member's status; of a meeting that would have been held days after its article was written, planned."""
    body = member.body
    if body["status"] in {"happened", "ongoing"} and (body["kind"] == "round" or body.get("type") == "CONSULT"):
        ahead = days_between(member.article.day, body["date"]["start"])
        if ahead is not None and ahead > 1:
            return "planned"
    return str(body["status"])


def unite(slot: str, members: Sequence[Member]) -> list[Any]:
    """Return the values of a list slot of all members, each once, in the order of members."""
    found: dict[str, Any] = {}
    for member in members:
        for value in member.body[slot]:
            key = _identity(slot, value)
            if slot == "delegations" and key in found:
                found[key] = _joined_delegation(found[key], value)
            elif slot == "roles" and key in found:
                found[key] = min(found[key], value, key=lambda r: r["from"] or "~")
            else:
                found.setdefault(key, value)
    if slot == "parties" and len(found) > 1:
        # "Envoys" of no known country are not a further party.
        found.pop("", None)
    if slot == "roles":
        return sorted(found.values(), key=lambda r: (r["from"] or "~", r["title"]))
    return list(found.values())


def _joined_delegation(a: Body, b: Body) -> Body:
    people = {p["id"]: p for p in [*b["members"], *a["members"]]}
    order = dict.fromkeys(p["id"] for p in [*a["members"], *b["members"]])
    return {**a, "members": [people[i] for i in order]}


def _identity(slot: str, value: Any) -> str:
    if slot == "third_party":
        return f"{party_code(value['actor'])} {value['role']}"
    if slot == "delegations":
        return party_code(value["actor"])
    if slot == "parties":
        return party_code(value)
    if slot == "roles":
        return fold(value["title"])
    return fold(value) if slot == "agenda" and isinstance(value, str) else _text(value)


_Told = dict[str, "tuple[Any, list[Member]]"]


def _told(slot: str, members: Sequence[Member]) -> _Told:
    """Return the values that members give to a slot, those left out that say nothing, each with who gives it."""
    found: _Told = {}
    for member in members:
        value = member.body.get(slot)
        if value is not None and value not in ("", []):
            found.setdefault(_alike(value), (value, []))[1].append(member)
    return found


def _settle(first: Any, found: _Told) -> tuple[Any, str]:
    """Return the value of a slot and why: the most specific that sources agree on, then the earliest; `first` where none is."""
    if not found:
        return first, "nothing else is said"
    rank: Callable[[tuple[Any, list[Member]]], tuple[Any, ...]] = lambda pair: (  # noqa: E731
        _vagueness(pair[0]),
        -count_sources(pair[1]),
        pair[1][0].key,
    )
    value, behind = min(found.values(), key=rank)
    count = count_sources(behind)
    reason = f"the most specific, from {count} source{'' if count == 1 else 's'}"
    return value, reason


def _alike(value: Any) -> str:
    """Return a key under which equal values fall, whatever the words that they were read from."""
    if isinstance(value, str):
        return f'"{value}'
    if isinstance(value, dict):
        if "edtf" in value:
            return f"{value['start']} {value['end']}"
        if "granularity" in value:
            return f"{fold(value['name'])} {value['country']}"
        if value.keys() == _REFERENCE:
            return str(value["id"])
    if isinstance(value, list) and all(isinstance(v, dict) and v.keys() == _REFERENCE for v in value):
        return " ".join(sorted(v["id"] for v in value))
    return _text(value)


def _vagueness(value: Any) -> int:
    """Return how vague a value is, 0 the most specific; equal for slots where that cannot be told."""
    if isinstance(value, dict) and "edtf" in value:
        window = window_of(value)
        if window is not None and window.precise:
            return 0
        return 1 + _CIVIL.index(value["granularity"])
    if isinstance(value, dict) and "granularity" in value:
        if not is_known(value):
            return _UNKNOWN
        order = ("site", "city", "region", "country", "area", "continent")
        return order.index(value["granularity"]) if value["granularity"] in order else len(order)
    if isinstance(value, dict) and value.get("kind") in {"narrator", "named", "document", "anonymous"}:
        return ("narrator", "named", "document", "anonymous").index(value["kind"])
    return 0


def _variants(slot: str, found: _Told, chosen: Any, reason: str) -> list[Body]:
    """Return every value that members gave to a slot where they differ, with its members; nothing where they agree."""
    if len(found) < 2:
        return []
    mark = _alike(chosen) if chosen is not None else ""
    rows: list[Body] = []
    for key, (value, behind) in found.items():
        row: Body = {"slot": slot, "value": value, "members": [m.id for m in behind], "sources": count_sources(behind)}
        rows.append({**row, "chosen": reason if key == mark else None})
    return rows


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True)
