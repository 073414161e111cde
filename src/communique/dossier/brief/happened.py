"""Tells what happened: the rounds with who took part and what came of them, then the other events day by day."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from communique.dossier.brief.model import Group, Item, Section
from communique.dossier.wording import STATUS_WORDS, day_span, day_text, joined, names, reviewed, who_says, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.dossier.brief.citing import Citing
    from communique.dossier.brief.scope import Scope

__all__ = ["events_section", "round_title", "rounds_section"]

Entry = dict[str, Any]

_A_DAY = 10
_DAYS = 60
_UNDATED = 20
_ROUNDS = 40
_OUTCOMES = 6
_ORDER = (
    "happened",
    "ongoing",
    "claimed",
    "denied",
    "did_not_happen",
    "cancelled",
    "postponed",
    "planned",
    "conditional",
    "hoped",
)


def rounds_section(scope: Scope, citing: Citing) -> Section:
    """Return the rounds, the earliest first, each with parties, third parties, delegations, agenda and outcome."""
    rounds = sorted(
        scope.kind("round"), key=lambda r: (r["date"]["start"] or "9999", r["date"]["end"] or "9999", r["id"])
    )
    outcomes = _outcomes(scope)
    shown = rounds[-_ROUNDS:]
    items = tuple(_round(r, outcomes.get(r["id"], []), citing) for r in shown)
    left = len(rounds) - len(shown)
    more = f"and {left} earlier: communique show rounds" if left else ""
    intro = "" if rounds else "No round of talks was found."
    return Section("rounds", "Rounds of talks", (Group("", items, more),) if items else (), intro)


def round_title(entry: Entry) -> str:
    """Return what a round is called: its place or label, its number where it has one, and its days."""
    place = (entry.get("place") or {}).get("name")
    said = f"{place} talks" if place else "Talks"
    if entry.get("ordinal"):
        said = f"{said}, round {entry['ordinal']}"
    when = day_span(entry["date"])
    return f"{said}, {when}" if when else f"{said}, day not known"


def _round(entry: Entry, outcomes: Sequence[Entry], citing: Citing) -> Item:
    form = " ".join(w for w in (entry.get("format"), "direct" if entry.get("direct") else "") if w)
    form = ", ".join(w for w in (form, reviewed(entry)) if w)
    cites = citing.of(entry)
    notes = [
        Item("Parties", names(entry["parties"])),
        Item("Third parties", joined(f"{t['actor']['name']} ({t['role']})" for t in entry["third_party"])),
        *(_delegation(d) for d in entry["delegations"]),
        Item("Agenda", joined(str(a).replace("_", " ") for a in entry["agenda"])),
        Item("Outcome", entry.get("outcome") or ""),
        *(_outcome(o, citing) for o in outcomes[:_OUTCOMES]),
        *_differences(entry),
    ]
    return Item(
        lead=round_title(entry),
        text=form,
        status=entry["status"],
        sentence=citing.sentence(cites[0]) if cites else "",
        cites=cites,
        notes=tuple(n for n in notes if n.text or n.sentence),
        entry=entry["id"],
    )


def _delegation(delegation: Entry) -> Item:
    return Item(f"Sent by {delegation['actor']['name']}", names(delegation["members"]))


def _outcome(event: Entry, citing: Citing) -> Item:
    said = _who_to_whom(event)
    cites = citing.of(event)
    text = f"{worded(event)}: {said}" if said else worded(event)
    return Item("Came of it", text, event["status"], citing.sentence(cites[0]) if cites else "", cites)


def _differences(entry: Entry) -> list[Item]:
    """Return a line for each slot of weight on which the sources differ."""
    out = []
    for slot, said in (("date", "Days told"), ("status", "Status told"), ("ordinal", "Counted as")):
        values = [v for v in entry.get("variants") or () if v["slot"] == slot]
        if len(values) > 1:
            told = [f"{_value(slot, v['value'])} ({v['sources']})" for v in values]
            out.append(Item(f"{said} by the sources", "; ".join(dict.fromkeys(told))))
    return out


def _value(slot: str, value: Any) -> str:
    if slot == "date":
        return day_span(value) or "not dated"
    return STATUS_WORDS.get(str(value), str(value))


def _outcomes(scope: Scope) -> dict[str, list[Entry]]:
    """Return for each round the events that came of it."""
    events = {e["id"]: e for e in scope.kind("event")}
    found: dict[str, list[Entry]] = {}
    for link in scope.kind("link"):
        if link["relation"] == "outcome_of" and link["from"] in events:
            found.setdefault(link["to"], []).append(events[link["from"]])
    return found


def events_section(scope: Scope, citing: Citing) -> Section:
    """Return the events by day; the meetings that are rounds stand in their own section."""
    rounds = {r["id"] for r in scope.kind("round")}
    events = [e for e in scope.kind("event") if not (e["type"] == "CONSULT" and e.get("round") in rounds)]
    days: dict[tuple[str, str], list[Entry]] = {}
    undated: list[Entry] = []
    for event in events:
        span = _days_of(event)
        (days.setdefault(span, []) if span else undated).append(event)
    ordered = sorted(days)
    groups = [_day(span, days[span], citing) for span in ordered[-_DAYS:]]
    if undated:
        items = _items(undated[:_UNDATED], citing)
        left = len(undated) - _UNDATED
        more = f"and {left} more: communique show events" if left > 0 else ""
        groups.append(Group("No day stated", items, more, "In the order in which the articles appeared."))
    early = ordered[:-_DAYS]
    intro = f"{len(early)} earlier days are left out: communique show events --to {early[-1][1]}" if early else ""
    return Section("events", "What happened", tuple(groups), intro or ("" if events else "No event was found."))


def _days_of(event: Entry) -> tuple[str, str] | None:
    """Return the first and last day of the event, None where it is not dated."""
    date = event["date"]
    first, last = date["start"] or date["end"], date["end"] or date["start"]
    if not first or not last or date["granularity"] == "unknown":
        return None
    return str(first)[:10], str(last)[:10]


def _day(span: tuple[str, str], events: list[Entry], citing: Citing) -> Group:
    first, last = span
    events = sorted(events, key=lambda e: (-int(e.get("sources") or 0), _rank(e)))
    items = _items(events[:_A_DAY], citing)
    left = len(events) - _A_DAY
    more = f"and {left} more: communique show events --from {first} --to {last}" if left > 0 else ""
    title = day_text(first, weekday=True) if first == last else day_span(events[0]["date"])
    return Group(title[:1].upper() + title[1:], items, more)


def _rank(event: Entry) -> int:
    return _ORDER.index(event["status"]) if event["status"] in _ORDER else len(_ORDER)


def _items(events: Iterable[Entry], citing: Citing) -> tuple[Item, ...]:
    """Return a line for each event; those read from one sentence stand under the first, so that it is shown once."""
    lines: dict[str, list[Item]] = {}
    for number, event in enumerate(events):
        line = _event(event, citing)
        lines.setdefault(line.sentence or str(number), []).append(line)
    return tuple(
        dataclasses.replace(first, notes=tuple(dataclasses.replace(o, sentence="") for o in others))
        for first, *others in lines.values()
    )


def _event(event: Entry, citing: Citing) -> Item:
    cites = citing.of(event)
    parts = [_who_to_whom(event)]
    place = event.get("place")
    if place:
        parts.append(f"in {place['name']}" if place.get("granularity") != "site" else f"at {place['name']}")
    third = joined(f"{t['actor']['name']} ({t['role']})" for t in event["third_party"])
    if third:
        parts.append(f"third parties: {third}")
    parts += [who_says(event["attribution"]), reviewed(event)]
    return Item(
        lead=worded(event),
        text=", ".join(p for p in parts if p),
        status=event["status"],
        sentence=citing.sentence(cites[0]) if cites else "",
        cites=cites,
        entry=event["id"],
    )


def _who_to_whom(event: Entry) -> str:
    actors, recipients = names(event["actor"]), names(event["recipient"])
    if event["type"] == "CONSULT":
        return joined(dict.fromkeys(str(r["name"]) for r in [*event["actor"], *event["recipient"]]))
    if recipients:
        return f"{actors or 'nobody named'} → {recipients}"
    return actors
