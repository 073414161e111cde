"""Numbers the captures of a record by date and says of each whether it counts as a source, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record import Record

__all__ = ["Source", "sources_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A capture with its number in the list of sources.

    `counts` is true for one capture of each group of copies and for none of a hijacked page; `why` says it in words.
    `group` is the number of the source that stands for the group. `text` is the article's text.
    """

    number: int
    capture: str
    publisher: str
    headline: str
    day: str
    time: str
    url: str | None
    counts: bool
    why: str
    group: int
    hijacked: bool
    page_kind: str
    agency: str | None
    text: str


def sources_of(record: Record) -> tuple[Source, ...]:
    """Return the captures of the record, the oldest first."""
    articles = {a["capture"]: a for a in record.entries("article", rejected=True)}
    ordered = sorted(articles.values(), key=lambda a: (a["published"] or a["updated"] or "9999", a["capture"]))
    numbers = {a["capture"]: n for n, a in enumerate(ordered, 1)}
    stands_for, reasons = _groups(record, numbers)
    out = []
    for article in ordered:
        capture = article["capture"]
        first = stands_for.get(capture, capture)
        hijacked = bool(article.get("hijacked"))
        time = article["published"] or article["updated"] or ""
        out.append(
            Source(
                number=numbers[capture],
                capture=capture,
                publisher=article["publisher"] or "",
                headline=article["headline"] or "",
                day=time[:10],
                time=time,
                url=article["canonical_url"] or article["url"],
                counts=not hijacked and first == capture,
                why=_why(hijacked, first == capture, numbers.get(first, 0), reasons.get(capture, "")),
                group=numbers.get(first, numbers[capture]),
                hijacked=hijacked,
                page_kind=article.get("page_kind") or "article",
                agency=article.get("agency"),
                text=article["text"],
            )
        )
    return tuple(out)


def _groups(record: Record, numbers: dict[str, int]) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each capture the one that stands for its group, the oldest that counts, and the record's reason."""
    stands_for: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for group in record.sources():
        known = [c for c in group.captures if c in numbers]
        alone = [
            c for c, reason in zip(group.captures, group.reasons, strict=True) if c in numbers and reason != "hijacked"
        ]
        first = min(alone or known, key=lambda c: numbers[c], default=None)
        for capture, reason in zip(group.captures, group.reasons, strict=True):
            if first is not None:
                stands_for[capture] = first
            reasons[capture] = reason
    return stands_for, reasons


def _why(hijacked: bool, first: bool, number: int, reason: str) -> str:
    if hijacked:
        return "a hijacked page: no source at all"
    if first:
        return ""
    share = reason[reason.find("(") :] if "(" in reason else ""
    how = "the same page" if reason.startswith("the same address") else "the same text"
    return f"{how} as [{number}] {share}".rstrip() + ": one source"
