"""Tells who speaks: the people and offices behind the words, by side, with their roles as the articles state them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.dossier.brief.model import Group, Item, Section
from communique.dossier.brief.scope import party_of
from communique.dossier.wording import counted, day_text
from communique.record.merging.names import is_description
from communique.world import country

if TYPE_CHECKING:
    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["speakers_section"]

Entry = dict[str, Any]

_A_SIDE = 12
_ROLES = 3


def speakers_section(scope: Scope, citing: Citing) -> Section:
    """Return those who are quoted, cited or sent, the parties' people first, those quoted most first."""
    quoted, cited = _quoted(scope), _cited(scope)
    sent = {m["id"] for r in scope.kind("round") for d in r["delegations"] for m in d["members"]}
    people = [a for a in scope.kind("actor") if a["type"] != "state" and a["id"] in {*quoted, *cited, *sent}]
    sides: dict[str, list[Entry]] = {}
    order: list[str] = [p.name for p in (*scope.parties, *scope.third_parties)]
    for actor in people:
        sides.setdefault(_side(actor, scope), []).append(actor)
    groups = []
    for side in sorted(sides, key=lambda s: (order.index(s) if s in order else len(order), s == _NO_SIDE, s)):
        found = sorted(
            sides[side], key=lambda a: (is_description(a["name"]), -len(quoted.get(a["id"], [])), a["name"], a["id"])
        )
        items = tuple(_person(a, quoted.get(a["id"], []), cited.get(a["id"], []), citing) for a in found[:_A_SIDE])
        left = len(found) - len(items)
        groups.append(Group(side, items, f"and {left} more: communique show actors" if left else ""))
    return Section("speakers", "Who speaks", tuple(groups), "" if groups else "Nobody is quoted.")


_NO_SIDE = "No side stated"


def _quoted(scope: Scope) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for quotation in scope.kind("quotation"):
        speaker = quotation["speaker"]
        if speaker:
            found.setdefault(speaker["id"], []).append(quotation)
    return found


def _cited(scope: Scope) -> dict[str, list[Entry]]:
    """Return the events, positions and figures that are told on somebody's word, by whose word it is."""
    found: dict[str, list[Entry]] = {}
    for entry in (*scope.kind("event"), *scope.kind("position"), *scope.kind("tally")):
        source = entry.get("source") if entry["kind"] == "tally" else (entry.get("attribution") or {}).get("actor")
        if source:
            found.setdefault(source["id"], []).append(entry)
    return found


def _side(actor: Entry, scope: Scope) -> str:
    reference = {"name": actor["name"], "country": actor["side"] or actor["country"], "sector": actor["sector"]}
    party = party_of(reference, (*scope.parties, *scope.third_parties))
    if party is not None:
        return party.name
    code = reference["country"]
    found = country(code) if code and len(code) == 3 else None
    return found.name if found else code or _NO_SIDE


def _person(actor: Entry, said: list[Entry], told: list[Entry], citing: Citing) -> Item:
    roles = [
        f"{r['title']} (from {day_text(r['from'])})" if r["from"] else r["title"] for r in actor["roles"][-_ROLES:]
    ]
    heard = [f"{how} {counted(len(of), 'time')}" for how, of in (("quoted", said), ("cited", told)) if of]
    parts = ["; ".join(roles), ", ".join(heard) or "not quoted"]
    return Item(
        lead=actor["name"],
        text=" — ".join(p for p in parts if p),
        cites=citing.of((said or told)[0], 1) if said or told else citing.evidence(actor["evidence"], 1),
        entry=actor["id"],
    )
