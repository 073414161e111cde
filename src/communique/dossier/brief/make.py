"""Makes the brief of a record: every section, every line with its citation."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from communique.dossier.brief.citing import Citing
from communique.dossier.brief.doubts import doubts_section
from communique.dossier.brief.figures import figures_section
from communique.dossier.brief.glance import glance_section
from communique.dossier.brief.happened import events_section, rounds_section
from communique.dossier.brief.model import Brief, Cited, cites_of
from communique.dossier.brief.promises import promises_section
from communique.dossier.brief.scope import Scope, take_scope
from communique.dossier.brief.speakers import speakers_section
from communique.dossier.brief.standing import standing_section
from communique.dossier.wording import counted, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.record import Record
    from communique.words import Case

__all__ = ["chosen_sections", "make_brief"]

_UNCITED = 100
"""Sources shown of which no sentence is cited."""
_SECTIONS = (
    glance_section,
    rounds_section,
    events_section,
    standing_section,
    promises_section,
    figures_section,
    speakers_section,
    doubts_section,
)


def make_brief(
    record: Record,
    case: Case | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Brief:
    """Return the brief of the record; the same record, case and days give the same brief, whenever it is made.

    `since` and `until` (ISO days) win over the case's. `as_of` is the day from which it is told: captures published
    after it are left out; without one it is the day of the newest capture.
    """
    scope = take_scope(record, case, since=since, until=until, as_of=as_of)
    citing = Citing(scope.sources, scope.tellers)
    sections = tuple(make(scope, citing) for make in _SECTIONS)
    sources = citing.cited(_UNCITED)
    left = len(scope.sources) - len(sources)
    more = f"and {left:,} more of which nothing is cited here: communique show sources" if left else ""
    title = scope.title or "Brief of the record"
    return Brief(title, _about(scope), scope.as_of, sections, sources, scope.time_zone, more)


def chosen_sections(brief: Brief, names: Iterable[str]) -> Brief:
    """Return the brief with these sections alone, and of the sources those sentences that they cite.

    With "sources" among the names the list of sources stays as it is.
    """
    wanted = frozenset(names)
    sections = tuple(s for s in brief.sections if s.id in wanted)
    if "sources" in wanted:
        return dataclasses.replace(brief, sections=sections)
    labels = {c.label for s in sections for c in cites_of(s)}
    sources = (Cited(c.source, tuple(q for q in c.quotes if q.cite.label in labels)) for c in brief.sources)
    return dataclasses.replace(brief, sections=sections, sources=tuple(c for c in sources if c.quotes))


def _about(scope: Scope) -> tuple[str, ...]:
    out = [
        f"As of {day_text(scope.as_of)}{'' if scope.as_of_given else ', the day of the newest capture'}."
        if scope.as_of
        else "No capture is dated."
    ]
    if scope.since or scope.until:
        first = f"from {day_text(scope.since)}" if scope.since else ""
        last = f"to {day_text(scope.until)}" if scope.until else ""
        period = " ".join(p for p in (first, last) if p)
        left = f"; {counted(scope.left_out, 'entry', 'entries')} of other days left out" if scope.left_out else ""
        out.append(f"Period: {period}{left}.")
    if scope.time_zone:
        out.append(f"Times of publication are in the time zone {scope.time_zone}; days are as the pages give them.")
    out.append("It records who said what, as the captured pages have it; it does not decide who is right.")
    out.append("Each line ends with its citation: the number of the source and a letter for the sentence.")
    return tuple(out)
