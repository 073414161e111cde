"""Sets claimed figures side by side: those that differ for one thing, how some are reconciled, and the others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from communique.dossier.brief.model import Cell, Group, Item, Matrix, Row, Section
from communique.dossier.wording import counted_figure, day_span, reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["conflicts", "figures_section"]

Entry = dict[str, Any]

_CONFLICTS = 15
_OTHERS = 25
_SIDE_BY_SIDE = 12
_REASONS = 8
_BETWEEN = frozenset({"contradicts", "possibly_same"})


def figures_section(scope: Scope, citing: Citing) -> Section:
    """Return the figures that differ, each group with how it is reconciled, then the figures that stand alone."""
    groups = []
    clusters = conflicts(scope)
    for tallies, links in clusters[:_CONFLICTS]:
        reasons = dict.fromkeys(
            (f"{_LEADS[link['relation']]}: " + "; ".join(link.get("reasons") or ["no reason stated"])) for link in links
        )
        shown = sorted(tallies, key=lambda t: (_day(t) or "9999", tallies.index(t)))[:_SIDE_BY_SIDE]
        left = len(tallies) - len(shown)
        more = f"and {left} more figures: communique show tallies" if left else ""
        items = tuple(Item(text=r) for r in list(reasons)[:_REASONS])
        groups.append(Group(_thing(tallies[0]), items, more, table=_side_by_side(shown, citing)))
    taken = {t["id"] for tallies, _ in clusters for t in tallies}
    others = [t for t in scope.kind("tally") if t["id"] not in taken]
    if others:
        items = tuple(_tally(t, citing) for t in others[:_OTHERS])
        left = len(others) - len(items)
        more = f"and {left} more: communique show tallies" if left else ""
        groups.append(Group("Other figures", items, more))
    left = len(clusters) - _CONFLICTS
    intro = f"{left} more groups: communique show tallies" if left > 0 else ""
    if not groups:
        intro = "No figure was found."
    return Section("figures", "Which figures differ", tuple(groups), intro)


def conflicts(scope: Scope) -> list[tuple[list[Entry], list[Entry]]]:
    """Return the tallies that links set beside each other, in groups, with those links."""
    tallies = {t["id"]: t for t in scope.kind("tally")}
    links = [x for x in scope.kind("link") if x["relation"] in _BETWEEN and x["from"] in tallies and x["to"] in tallies]
    links += list(_series(list(tallies.values())))
    parent = {i: i for i in tallies}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for link in links:
        parent[root(link["from"])] = root(link["to"])
    groups: dict[str, tuple[list[Entry], list[Entry]]] = {}
    linked = {i for x in links for i in (x["from"], x["to"])}
    for i, tally in tallies.items():
        if i in linked:
            groups.setdefault(root(i), ([], []))[0].append(tally)
    for link in links:
        groups[root(link["from"])][1].append(link)
    return sorted(groups.values(), key=lambda g: (not any(x["relation"] == "contradicts" for x in g[1]), -len(g[0])))


def _series(tallies: list[Entry]) -> Iterator[Entry]:
    """Yield a tie between each running total and the one before it of the same thing, with how it moved."""
    by_thing: dict[tuple[str, str], list[Entry]] = {}
    for tally in tallies:
        if tally["cumulative"] and tally["value"] is not None and _day(tally):
            by_thing.setdefault((str(tally["what"]).casefold(), str(tally["unit"]).casefold()), []).append(tally)
    for line in by_thing.values():
        line.sort(key=lambda t: (_day(t), t["value"], t["id"]))
        for before, after in pairwise(line):
            if before["value"] < after["value"] and _day(before) < _day(after):
                said = f"from {before['value']:,} ({_when(before)}) to {after['value']:,} ({_when(after)})"
                yield {"from": before["id"], "to": after["id"], "relation": "series", "reasons": [said]}


def _day(tally: Entry) -> str:
    date = tally["as_of"] or tally["period"] or {}
    return str(date.get("end") or date.get("start") or "")[:10]


_LEADS = {"possibly_same": "Reconciled", "contradicts": "Differ", "series": "A running total that rises"}


def _side_by_side(tallies: list[Entry], citing: Citing) -> Matrix:
    rows = []
    for tally in tallies:
        cites = citing.of(tally)
        sentence = citing.sentence(cites[0]) if cites else ""
        cells = (
            Item(text=_claimant(tally)),
            Item(text=_when(tally) or "not stated"),
            Item(sentence=sentence, cites=cites),
        )
        rows.append(Row(counted_figure(tally), tuple(Cell((c,)) for c in cells)))
    return Matrix("Figures side by side", "Figure", ("Who says so", "As of", "Words"), tuple(rows))


def _thing(tally: Entry) -> str:
    return str(tally["what"] or tally["unit"]).capitalize()


def _tally(tally: Entry, citing: Citing) -> Item:
    cites = citing.of(tally)
    when = _when(tally)
    parts = [
        _claimant(tally),
        f"as of {when}" if when else "",
        "so far" if tally["cumulative"] else "",
        reviewed(tally),
    ]
    return Item(
        lead=counted_figure(tally),
        text=", ".join(p for p in parts if p),
        sentence=citing.sentence(cites[0]) if cites else "",
        cites=cites,
        entry=tally["id"],
    )


def _claimant(tally: Entry) -> str:
    return f"according to {tally['source']['name']}" if tally["source"] else "as the reporter writes"


def _when(tally: Entry) -> str:
    return day_span(tally["as_of"]) or day_span(tally["period"])
