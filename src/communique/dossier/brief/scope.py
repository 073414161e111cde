"""Chooses what a brief speaks of: the entries of a period, as far as they were known on a day, and the parties."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from communique.dossier.brief.hindsight import without_hindsight
from communique.dossier.sources import sources_of
from communique.record.merging.parties import party_code
from communique.world import country, country_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.dossier.sources import Source
    from communique.record import Decision, Failure, Record
    from communique.words import Case, Finding

__all__ = ["Party", "Scope", "party_of", "same_name", "take_scope"]

Entry = dict[str, Any]

_KINDS = ("round", "event", "position", "commitment", "tally", "quotation", "actor", "document", "link")
_IN_PERIOD = frozenset({"round", "event", "position", "commitment", "tally", "quotation"})
_DATES = ("date", "due", "made", "as_of", "period")
_FROM_THE_RECORD = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case: the name to show and, for a state, its code."""

    name: str
    code: str | None = None

    def is_meant_by(self, reference: Entry) -> bool:
        """Tell whether an actor reference is this party or speaks for its state; see `party_of` where there are several."""
        return self.is_named(reference) or (self.code is not None and party_code(reference) == self.code)

    def is_named(self, reference: Entry) -> bool:
        """Tell whether an actor reference bears this party's own name."""
        return same_name(str(reference["name"])) == same_name(self.name)


def party_of(reference: Entry, parties: Iterable[Party]) -> Party | None:
    """Return the party that an actor reference means: the one of that name, else the one for whose state it speaks.

    A movement that is a party by its own name is so never taken for the state of its country.
    """
    found = list(parties)
    named = next((p for p in found if p.is_named(reference)), None)
    return named or next((p for p in found if p.is_meant_by(reference)), None)


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a brief is made from. `as_of` is an ISO day, "" where no capture is dated."""

    title: str
    since: str | None
    until: str | None
    as_of: str
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    third_parties: tuple[Party, ...]
    issues: tuple[str, ...]
    entries: dict[str, list[Entry]]
    failures: tuple[Failure, ...]
    decisions: tuple[Decision, ...]
    days: dict[str, str] = field(default_factory=dict)
    findings: tuple[tuple[int, Finding], ...] = ()
    tellers: dict[str, frozenset[str]] = field(default_factory=dict)
    time_zone: str | None = None
    left_out: int = 0
    case_given: bool = False
    as_of_given: bool = False

    def kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, in the order of the record."""
        return self.entries.get(kind, [])


def take_scope(record: Record, case: Case | None, *, since: str | None, until: str | None, as_of: str | None) -> Scope:
    """Return what the brief speaks of; the days given win over the case's, `as_of` is else the newest capture's day."""
    sources = sources_of(record)
    since, until = since or (case.since if case else None), until or (case.until if case else None)
    newest = max((s.day for s in sources if s.day), default="")
    seen_on = as_of or newest
    # A page without a date is known only when all are: nothing tells that it was there before.
    known = sources if not as_of or as_of >= newest else tuple(s for s in sources if s.day and s.day <= as_of)
    days = {s.capture: s.day for s in sources}
    by_capture = {s.capture: s for s in known}
    entries: dict[str, list[Entry]] = {}
    left_out = 0
    for kind in _KINDS:
        found = record.entries(kind)
        kept = list(without_hindsight(record, list(found), by_capture) if as_of else found)
        inside = [e for e in kept if kind not in _IN_PERIOD or _in_period(e, days, since, until)]
        left_out += len(kept) - len(inside)
        entries[kind] = inside
    parties = tuple(_party(p) for p in case.parties) if case and case.parties else _parties_of(entries)
    return Scope(
        title=(case.title or case.name) if case else "",
        since=since,
        until=until,
        as_of=seen_on,
        sources=known,
        parties=parties,
        third_parties=tuple(_party(p) for p in case.third_parties) if case else (),
        issues=tuple(name for name, _ in case.issues) if case else (),
        entries=entries,
        failures=record.failures(),
        decisions=record.decisions(),
        days=days,
        findings=tuple((s.number, f) for s in known for f in _findings(record, s.capture)),
        tellers=_tellers(record, entries),
        time_zone=case.time_zone if case else None,
        left_out=left_out,
        case_given=bool(case and case.parties),
        as_of_given=as_of is not None,
    )


def _findings(record: Record, capture: str) -> tuple[Finding, ...]:
    article = record.article(capture)
    return article.findings if article else ()


def _tellers(record: Record, entries: dict[str, list[Entry]]) -> dict[str, frozenset[str]]:
    """Return for each round and event on whose status the sources differ the captures that tell the one that stands."""
    found: dict[str, frozenset[str]] = {}
    for entry in [*entries["round"], *entries["event"]]:
        if any(v["slot"] == "status" for v in entry.get("variants") or ()):
            members = record.why(entry["id"]).members
            tellers = {e["capture"] for m in members if m["status"] == entry["status"] for e in m["evidence"]}
            found[entry["id"]] = frozenset(tellers)
    return found


def same_name(name: str) -> str:
    """Return the name without case, accents and "the", so that equal names compare equal."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split()).removeprefix("the ")


def _in_period(entry: Entry, days: dict[str, str], since: str | None, until: str | None) -> bool:
    """Tell whether any day of the entry lies in the period; an undated one goes by its articles."""
    if since is None and until is None:
        return True
    spans = [
        (d["start"] or d["end"], d["end"] or d["start"])
        for s in _DATES
        if (d := entry.get(s)) and (d["start"] or d["end"])
    ]
    if not spans:
        spans = [(day, day) for e in entry["evidence"] if (day := days.get(e["capture"], ""))]
    if not spans:
        return True
    return any((not since or last[:10] >= since) and (not until or first[:10] <= until) for first, last in spans)


def _party(name: str) -> Party:
    found = country(name) if len(name) == 3 and name.isupper() else country_by_name(name)
    return Party(found.name, found.alpha3) if found else Party(name)


def _parties_of(entries: dict[str, list[Entry]]) -> tuple[Party, ...]:
    """Return the parties that most rounds have, where the case names none; else those with most positions."""
    counts: dict[str, int] = {}
    shown: dict[str, Entry] = {}
    references: Iterable[Entry] = [p for r in entries["round"] for p in r["parties"]] or [
        p["party"] for p in entries["position"]
    ]
    for reference in references:
        key = reference.get("country") or reference["name"]
        counts[key] = counts.get(key, 0) + 1
        shown.setdefault(key, reference)
    best = sorted(counts, key=lambda k: (-counts[k], k))[:_FROM_THE_RECORD]
    return tuple(_party(k) if len(k) == 3 and k.isupper() else Party(shown[k]["name"]) for k in best)
