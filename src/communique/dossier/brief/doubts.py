"""Tells what to doubt: hijacked pages, copies, lone claims, unsure merges, contradictions, findings, failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.dossier.brief.happened import round_title
from communique.dossier.brief.model import Group, Item, Section
from communique.dossier.reviewing import decision_state
from communique.dossier.wording import counted, counted_figure, day_span, joined, names, shortened, who_says, worded

if TYPE_CHECKING:
    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope
    from communique.dossier.sources import Source

__all__ = ["doubts_section", "title_of"]

Entry = dict[str, Any]

_SHOWN = 12
_PAIRS = 10


def doubts_section(scope: Scope, citing: Citing) -> Section:
    """Return all that should make a reader careful; a group stands here only where it has something to say."""
    groups = (
        Group("Pages that are no source", _hijacked(scope)),
        Group("Copies, counted as one source", _copies(scope)),
        _claims(scope, citing),
        _pairs(scope, citing, "contradicts", "Contradictions"),
        _pairs(scope, citing, "possibly_same", "Possibly the same, not merged"),
        _findings(scope),
        Group(
            "Captures that could not be read",
            _failures(scope),
            intro="They are tried again at the next communique add.",
        ),
        Group("Decisions to look at again", _to_look_at(scope)),
        Group("What reviewers decided", _decisions(scope)),
    )
    found = tuple(g for g in groups if g.items)
    return Section("doubts", "What to doubt", found, "" if found else "Nothing stood out.")


def title_of(entry: Entry) -> str:
    """Return what an entry is called where another line points to it."""
    kind = entry["kind"]
    if kind == "round":
        return round_title(entry)
    if kind == "event":
        parts = [worded(entry), names([*entry["actor"], *entry["recipient"]]), day_span(entry["date"])]
    elif kind == "tally":
        parts = [counted_figure(entry)]
    elif kind == "position":
        parts = [f"{entry['party']['name']} {entry['stance']}", entry["issue"].replace("_", " ")]
    elif kind == "commitment":
        parts = [shortened(entry["content"], 80), day_span(entry["due"])]
    elif kind == "quotation":
        parts = [f"“{shortened(entry['text'], 60)}”"]
    else:
        parts = [str(entry.get("name") or entry["id"])]
    return ", ".join(p for p in parts if p)


def _named(source: Source) -> str:
    headline = shortened(source.headline or "no headline", 80)
    return f"[{source.number}] {source.publisher or 'unknown publisher'}, “{headline}”"


def _hijacked(scope: Scope) -> tuple[Item, ...]:
    return tuple(Item(_named(s), "a hijacked page; nothing in it counts") for s in scope.sources if s.hijacked)


def _copies(scope: Scope) -> tuple[Item, ...]:
    out = [Item(_named(s), s.why) for s in scope.sources if not s.counts and not s.hijacked]
    return tuple(out[:_SHOWN])


def _claims(scope: Scope, citing: Citing) -> Group:
    lone = [e for e in scope.kind("event") if e["status"] == "claimed" and int(e.get("sources") or 0) <= 1]
    items = tuple(
        Item(title_of(e), who_says(e["attribution"]), "claimed", cites=citing.of(e), entry=e["id"])
        for e in lone[:_SHOWN]
    )
    left = len(lone) - len(items)
    more = f"and {left} more: communique show events --status claimed" if left else ""
    return Group("Claims that one source alone reports", items, more)


def _pairs(scope: Scope, citing: Citing, relation: str, title: str) -> Group:
    entries = {e["id"]: e for kind in scope.entries for e in scope.kind(kind)}
    links = [x for x in scope.kind("link") if x["relation"] == relation and x["from"] in entries and x["to"] in entries]
    items = tuple(
        Item(
            lead=f"{title_of(entries[x['from']])} / {title_of(entries[x['to']])}",
            text="; ".join(x.get("reasons") or ()),
            cites=(*citing.of(entries[x["from"]], 1), *citing.of(entries[x["to"]], 1)),
            entry=x["id"],
        )
        for x in links[:_PAIRS]
    )
    left = len(links) - len(items)
    return Group(title, items, f"and {left} more: communique show links --kind {relation}" if left else "")


def _findings(scope: Scope) -> Group:
    where: dict[tuple[str, str, str], set[int]] = {}
    said: dict[tuple[str, str, str], str] = {}
    order = {"error": 0, "warning": 1, "info": 2}
    for number, finding in scope.findings:
        key = (str(finding.severity), finding.code, str(finding.effect))
        said.setdefault(key, finding.message)
        where.setdefault(key, set()).add(number)
    items = []
    for key in sorted(said, key=lambda k: (order.get(k[0], 3), k)):
        severity, code, effect = key
        at = joined(f"[{n}]" for n in sorted(where[key]))
        items.append(Item(code.replace("_", " "), f"{severity}, {effect} in {at}: {shortened(said[key], 200)}"))
    return Group("Findings about the pages", tuple(items))


def _failures(scope: Scope) -> tuple[Item, ...]:
    out = [
        Item(shortened(f.source, 120), f"{shortened(f.message, 200)} ({f.layer}, {counted(f.attempts, 'attempt')})")
        for f in scope.failures
    ]
    return tuple(out[:_SHOWN])


def _decisions(scope: Scope) -> tuple[Item, ...]:
    out = []
    for d in scope.decisions:
        state = f" ({decision_state(d)})" if d.doubtful or d.undone or d.decision == "undo" else ""
        reason = f": {d.reason}" if d.reason else ""
        out.append(Item(f"{d.decision} {d.entry}", f"by {d.by}, {d.when}{reason}{state}"))
    return tuple(out[-_SHOWN:])


def _to_look_at(scope: Scope) -> tuple[Item, ...]:
    doubtful = [d for d in scope.decisions if d.doubtful]
    return tuple(Item(f"{d.decision} {d.entry}", f"by {d.by}, {d.when}: {decision_state(d)}") for d in doubtful)
