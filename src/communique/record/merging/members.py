"""What merging starts from: the entries of every capture, each with what is known of its article, in one total order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

__all__ = ["ENTRY_KINDS", "Body", "Member", "Merged", "Reference", "actor_references", "instant", "sort_key"]

Body = dict[str, Any]
"""An entry as the JSON object of the record format."""

ENTRY_KINDS = (
    "article",
    "finding",
    "actor",
    "document",
    "round",
    "event",
    "position",
    "commitment",
    "tally",
    "quotation",
    "link",
)
"""The kinds in the order in which a record is exported."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What merging needs to know of a capture's article. `group` names the independent source that it belongs to.

    `seen` is the article's time for sorting, in UTC; `day` is its day as the publisher writes it.
    """

    capture: str
    seen: str
    day: str | None
    group: str
    independent: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of one capture."""

    body: Body
    article: Reference

    @property
    def id(self) -> str:
        """The entry's own id."""
        return str(self.body["id"])

    @property
    def key(self) -> tuple[str, str, str]:
        """The total order of members: when the article was published, which capture, which entry."""
        return (self.article.seen, self.article.capture, self.id)


@dataclass(slots=True)
class Merged:
    """The entries of the whole record, with the entry to which each member belongs and the links found by merging."""

    entries: list[Body] = field(default_factory=list)
    belongs: dict[str, str] = field(default_factory=dict)
    sort: dict[str, str] = field(default_factory=dict)


def instant(*times: str | None) -> str:
    """Return the first of these ISO 8601 times that is stated, in UTC, so that it sorts; "9999" where none is."""
    for time in times:
        if time:
            try:
                at = datetime.fromisoformat(time)
            except ValueError:
                return time
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "9999"


def sort_key(kind: str, member: Member) -> str:
    """Return the text by which the merged entry that begins with this member is sorted in the record."""
    rank = ENTRY_KINDS.index(kind) if kind in ENTRY_KINDS else len(ENTRY_KINDS)
    return f"{rank:02d} {' '.join(member.key)}"


def actor_references(value: Any) -> Iterator[Body]:
    """Yield every actor reference inside an entry's body, evidence left out; each may be changed in place."""
    if isinstance(value, Mapping):
        if isinstance(value, dict) and set(value) == {"id", "name", "country", "sector"}:
            yield value
            return
        for key, inner in value.items():
            if key not in {"evidence", "resolution"}:
                yield from actor_references(inner)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for inner in value:
            yield from actor_references(inner)
