"""Tells where each party stands: a matrix of issues and parties, silence shown, and what third parties say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.dossier.brief.model import Cell, Group, Item, Matrix, Row, Section
from communique.dossier.brief.scope import party_of
from communique.dossier.brief.silence import reported_silences
from communique.dossier.wording import ISSUE_WORDS, day_span, reviewed, who_says

if TYPE_CHECKING:
    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["issue_name", "standing_section"]

Entry = dict[str, Any]

_A_CELL = 5
_OTHERS = 20
_SILENCES = 10
_SHIPPED = (
    "territory", "ceasefire", "security_guarantees", "peacekeepers", "prisoners", "sanctions", "energy",
    "humanitarian_access", "political_status", "reparations", "recognition", "monitoring", "sequence", "implementation",
)  # fmt: skip


def issue_name(issue: str) -> str:
    """Return an issue's name for people."""
    return ISSUE_WORDS.get(issue) or issue.replace("_", " ").capitalize()


def standing_section(scope: Scope, citing: Citing) -> Section:
    """Return the matrix: a row for each issue on which anything was found, and for each issue that the case names."""
    positions = sorted(scope.kind("position"), key=lambda p: (p["date"]["start"] or "9999", p["id"]))
    told = {str(p["issue"]) for p in positions}
    owner = {p["id"]: party_of(p["party"], scope.parties) for p in positions}
    issues = [i for i in (*scope.issues, *_SHIPPED) if i in told or i in scope.issues]
    issues += sorted(told - set(issues))
    rows = []
    for issue in dict.fromkeys(issues):
        cells = []
        for party in scope.parties:
            found = [p for p in positions if p["issue"] == issue and owner[p["id"]] == party]
            cells.append(Cell(tuple(_position(p, citing) for p in found[-_A_CELL:])))
        if any(c.items for c in cells) or issue in scope.issues:
            rows.append(Row(issue_name(issue), tuple(cells)))
    rows.sort(key=lambda r: not any(c.items for c in r.cells))
    others = [p for p in positions if owner[p["id"]] is None]
    groups = [g for g in (_turns(scope, positions, citing),) if g.items]
    if others:
        left = len(others) - _OTHERS
        more = f"and {left} more: communique show positions" if left > 0 else ""
        groups.append(Group("Others", tuple(_position(p, citing, named=True) for p in others[:_OTHERS]), more))
    silences = reported_silences(scope.sources, (*scope.parties, *scope.third_parties))
    if silences:
        items = tuple(_silence(party.name, piece, citing) for party, piece in silences[:_SILENCES])
        left = len(silences) - len(items)
        groups.append(Group("Reported to have kept silent", items, f"and {left} more" if left else ""))
    silent = [issue_name(i).lower() for i in _SHIPPED if i not in told and i not in scope.issues]
    if silent:
        groups.append(Group("Nothing was found for any party on", (Item(text=", ".join(silent)),)))
    matrix = (
        Matrix("Positions by issue and party", "Issue", tuple(p.name for p in scope.parties), tuple(rows))
        if rows and scope.parties
        else None
    )
    intro = (
        "What each party is reported to demand, offer, accept, refuse or make a condition. "
        "“Nothing found” is said of these captures alone."
    )
    return Section(
        "positions", "Where each party stands", tuple(groups), intro if rows else "No position was found.", matrix
    )


def _turns(scope: Scope, positions: list[Entry], citing: Citing) -> Group:
    """Return where a party turned from one stance to another, in the order of the days, with the sentences of both."""
    known = {p["id"]: p for p in positions}
    links = [x for x in scope.kind("link") if x["relation"] == "supersedes" and x["from"] in known and x["to"] in known]
    items = []
    for link in links:
        later, before = known[link["from"]], known[link["to"]]
        # The link's own evidence tells the two sentences of this turn; a stance may be taken again and again.
        cites, earlier = (citing.evidence(pieces, 1) for pieces in (link["evidence"][:1], link["evidence"][1:]))
        items.append(
            Item(
                lead=f"{later['party']['name']} on {issue_name(later['issue']).lower()}",
                text=f"from {before['stance']} to {later['stance']}",
                sentence=citing.sentence(cites[0]) if cites else "",
                cites=cites,
                notes=tuple(Item("Before", sentence=citing.sentence(c), cites=(c,)) for c in earlier),
                entry=link["id"],
            )
        )
    left = len(items) - _OTHERS
    return Group(
        "Who turned",
        tuple(items[:_OTHERS]),
        f"and {left} more: communique show links --kind supersedes" if left > 0 else "",
    )


def _silence(name: str, piece: Entry, citing: Citing) -> Item:
    cites = citing.evidence([piece])
    return Item(lead=name, sentence=citing.sentence(cites[0]), cites=cites)


def _position(position: Entry, citing: Citing, *, named: bool = False) -> Item:
    cites = citing.of(position)
    parts = [
        issue_name(position["issue"]).lower() if named else "",
        f"of {position['document']}" if position.get("document") else "",
        f"since {day_span(position['date'])}" if day_span(position["date"]) else "",
        who_says(position["attribution"]),
        reviewed(position),
    ]
    lead = f"{position['party']['name']} {position['stance']}" if named else str(position["stance"])
    return Item(
        lead=lead,
        text=", ".join(p for p in parts if p),
        sentence=citing.sentence(cites[0]) if cites else "",
        cites=cites,
        entry=position["id"],
    )
