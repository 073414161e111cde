"""Says at a glance what the record holds: the latest round, the next date, what is overdue, how many sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.dossier.brief.figures import conflicts
from communique.dossier.brief.happened import round_title
from communique.dossier.brief.model import Group, Item, Section
from communique.dossier.brief.promises import overdue, standing_of
from communique.dossier.wording import counted, day_span, day_text, joined, names, shortened

if TYPE_CHECKING:
    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["glance_section"]

Entry = dict[str, Any]

_HELD = frozenset({"happened", "ongoing"})


def glance_section(scope: Scope, citing: Citing) -> Section:
    """Return the lines to read first."""
    items = [
        _coverage(scope),
        Item(
            "Parties",
            joined(p.name for p in scope.parties) + ("" if scope.case_given else " (taken from the coverage)"),
        )
        if scope.parties
        else Item(),
        *_rounds(scope, citing),
        *_ahead(scope, citing),
        *_promises(scope),
        _figures(scope),
    ]
    return Section("glance", "At a glance", (Group("", tuple(i for i in items if i.lead)),))


def _coverage(scope: Scope) -> Item:
    count = sum(s.counts for s in scope.sources)
    copies = sum(not s.counts and not s.hijacked for s in scope.sources)
    hijacked = sum(s.hijacked for s in scope.sources)
    notes = [
        counted(copies, "copy", "copies") if copies else "",
        counted(hijacked, "hijacked page") if hijacked else "",
    ]
    besides = joined(n for n in notes if n)
    days = sorted(s.day for s in scope.sources if s.day and not s.hijacked)
    span = f", published from {day_text(days[0])} to {day_text(days[-1])}" if days else ""
    if days and days[0] == days[-1]:
        span = f", published on {day_text(days[0])}"
    said = f"{counted(len(scope.sources), 'capture')}, {counted(count, 'independent source')}"
    return Item("Coverage", said + (f" ({besides} counted as none)" if besides else "") + span)


def _rounds(scope: Scope, citing: Citing) -> list[Item]:
    held = [
        r
        for r in scope.kind("round")
        if r["status"] in _HELD and r["date"]["start"] and r["date"]["start"][:10] <= (scope.as_of or "9999")
    ]
    if not held:
        return [Item("Rounds", "no round is reported to have been held")]
    last = max(held, key=lambda r: (r["date"]["end"] or r["date"]["start"], int(r.get("sources") or 0), r["id"]))
    outcome = f"; outcome: {shortened(last['outcome'], 160)}" if last.get("outcome") else ""
    return [
        Item("Rounds", f"{len(held)} held" + _perhaps_fewer(scope, {r["id"] for r in held})),
        Item(
            "Latest round",
            f"{round_title(last)}: {names(last['parties'])}{outcome}",
            last["status"],
            cites=citing.of(last, 2),
            entry=last["id"],
        ),
    ]


def _perhaps_fewer(scope: Scope, held: set[str]) -> str:
    doubts = [x for x in scope.kind("link") if x["relation"] == "possibly_same" and {x["from"], x["to"]} <= held]
    return "; some of them may be the same, see what to doubt" if doubts else ""


def _ahead(scope: Scope, citing: Citing) -> list[Item]:
    ahead = [c for c in scope.kind("commitment") if standing_of(c, scope.as_of) == "ahead"]
    if not ahead:
        return [Item("Next date", "no commitment with a day still to come was found")]
    first = min(ahead, key=lambda c: (c["due"]["start"] or c["due"]["end"], c["id"]))
    text = f"{day_span(first['due'])}: {shortened(first['content'], 120)} ({names(first['parties'])})"
    return [Item("Next date", text, cites=citing.of(first, 2), entry=first["id"])]


def _promises(scope: Scope) -> list[Item]:
    counts: dict[str, int] = {}
    for commitment in scope.kind("commitment"):
        standing = standing_of(commitment, scope.as_of)
        counts[standing] = counts.get(standing, 0) + 1
    if not counts:
        return []
    words = {
        "kept": "kept",
        "kept_late": "kept late",
        "put_off": "put off",
        "partly": "kept in part",
        "broken": "not kept",
        "superseded": "superseded",
        "ahead": "not due yet",
        "open": "without a day",
    }
    told = [f"{counts[key]} {word}" for key, word in words.items() if counts.get(key)]
    late = len(overdue(scope))
    return [Item("Commitments", joined([f"{late} due with nothing found" if late else "", *told]))]


def _figures(scope: Scope) -> Item:
    groups = conflicts(scope)
    apart = sum(any(x["relation"] == "contradicts" for x in links) for _, links in groups)
    if not groups:
        return Item()
    rising = sum(all(x["relation"] == "series" for x in links) for _, links in groups)
    together = len(groups) - apart - rising
    said = [
        f"{counted(apart, 'group')} {'differs' if apart == 1 else 'differ'}" if apart else "",
        f"{counted(together, 'group')} can be reconciled" if together else "",
        f"{counted(rising, 'running total')} {'rises' if rising == 1 else 'rise'}" if rising else "",
    ]
    return Item("Figures", joined(s for s in said if s))
