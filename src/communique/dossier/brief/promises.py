"""Tells what is due: what was promised, by whom and for when, and what the captures tell of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.dossier.brief.model import Group, Item, Section
from communique.dossier.wording import day_span, day_text, names, reviewed, shortened

if TYPE_CHECKING:
    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["overdue", "promises_section", "standing_of"]

Entry = dict[str, Any]

_GROUPS = (
    ("overdue", "Due, and nothing found"),
    ("put_off", "Put off, no new date found"),
    ("ahead", "Not due yet"),
    ("broken", "Not kept"),
    ("kept_late", "Kept late"),
    ("partly", "Kept in part"),
    ("kept", "Kept"),
    ("superseded", "Superseded by a new date"),
    ("unknown", "Not known what came of it"),
    ("open", "Promised for no stated day"),
)
_FORMS = {"agreed": "agreed", "unilateral": "promised by one side", "reported": "announced"}
_SHOWN = 15
_CONTENT = 160
_RESOLUTIONS = 3


def standing_of(commitment: Entry, as_of: str) -> str:
    """Return how a commitment stands on the day `as_of`: its status, or for a pending one whether its day has passed.

    A status that later captures gave it counts only where one of the captures behind it was known by then.
    """
    status = str(commitment["status"])
    followed = (commitment.get("followed") or {}).get("finding")
    if status != "pending" and (commitment["resolution"] or followed in (None, "said_by_the_sources")):
        return status
    due = commitment["due"]
    if not due or not (due["end"] or due["start"]):
        return "open"
    if followed == "put_off" and commitment["resolution"]:
        return "put_off"
    return "overdue" if as_of and str(due["end"] or due["start"])[:10] < as_of else "ahead"


def overdue(scope: Scope) -> list[Entry]:
    """Return the commitments whose day has passed without anything found."""
    return [c for c in scope.kind("commitment") if standing_of(c, scope.as_of) == "overdue"]


def promises_section(scope: Scope, citing: Citing) -> Section:
    """Return the commitments by how they stand, each with the words of the promise and of what came after."""
    standing: dict[str, list[Entry]] = {}
    for commitment in scope.kind("commitment"):
        standing.setdefault(standing_of(commitment, scope.as_of), []).append(commitment)
    groups = []
    for key, title in _GROUPS:
        found = sorted(standing.get(key, []), key=lambda c: ((c["due"] or {}).get("start") or "9999", c["id"]))
        if not found:
            continue
        items = tuple(_commitment(c, key, citing) for c in found[:_SHOWN])
        left = len(found) - len(items)
        groups.append(Group(title, items, f"and {left} more: communique show commitments" if left else ""))
    intro = f"As seen on {day_text(scope.as_of)}." if scope.as_of and groups else ""
    return Section("due", "What is due", tuple(groups), intro or "No commitment was found.")


def _commitment(commitment: Entry, key: str, citing: Citing) -> Item:
    cites = citing.of(commitment)
    due = day_span(commitment["due"])
    made = day_span(commitment["made"])
    form = _FORMS.get(commitment["form"], "")
    said = shortened(commitment["content"], _CONTENT)
    who = names(commitment["parties"]) or "nobody named"
    when = ", ".join(p for p in (form, f"made {made}" if made else "") if p)
    parts = [f"{who}: {said}" if due else said, when, reviewed(commitment)]
    notes: list[Item] = []
    if commitment["resolution"]:
        lead = "Meanwhile" if key in ("put_off", "superseded") else "Since"
        later = citing.evidence(commitment["resolution"], _RESOLUTIONS)
        notes = [Item(lead, sentence=citing.sentence(c), cites=(c,)) for c in later]
    return Item(
        lead=due[:1].upper() + due[1:] if due else who,
        text="; ".join(p for p in parts if p),
        status=key,
        sentence=citing.sentence(cites[0]) if cites else "",
        cites=cites,
        notes=tuple(notes),
        entry=commitment["id"],
    )
