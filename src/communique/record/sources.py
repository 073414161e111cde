"""Says which captures count as one source: copies of one text, re-captures of one page; a hijacked page counts for none."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.record.answers import SourceGroup

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

__all__ = ["Grouping", "Text", "group_sources", "source_groups"]


@dataclass(frozen=True, slots=True)
class Text:
    """What the grouping needs to know of a capture."""

    capture: str
    text: str
    url: str | None
    publisher: str | None
    agency: str | None
    published: str | None
    updated: str | None
    captured: str | None
    hijacked: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """For each capture its group (the id of the group's first capture), the reason, and whether it counts as a source."""

    group_of: dict[str, str]
    reason: dict[str, str]
    independent: dict[str, bool]

    def rows(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield one row a capture: capture, group, reason, whether it counts."""
        for capture in sorted(self.group_of):
            yield capture, self.group_of[capture], self.reason[capture], int(self.independent[capture])


def group_sources(texts: Sequence[Text]) -> Grouping:
    """Return the independent sources among these captures."""
    return Grouping(
        {t.capture: t.capture for t in texts},
        {t.capture: "hijacked" if t.hijacked else "alone" for t in texts},
        {t.capture: not t.hijacked for t in texts},
    )


def source_groups(connection: sqlite3.Connection) -> tuple[SourceGroup, ...]:
    """Return the source groups of the view, in the order of their first capture's id."""
    rows = connection.execute(
        """SELECT g.grouped, g.capture, g.reason, g.independent, c.url, json_extract(m.json, '$.publisher') AS publisher
        FROM source_groups AS g JOIN captures AS c ON c.id = g.capture
        LEFT JOIN members AS m ON m.capture = c.number AND m.kind = 'article' ORDER BY g.grouped, g.capture"""
    ).fetchall()
    groups: list[SourceGroup] = []
    for group, members in itertools.groupby(rows, key=lambda row: str(row["grouped"])):
        inside = list(members)
        groups.append(
            SourceGroup(
                id=group,
                captures=tuple(row["capture"] for row in inside),
                reasons=tuple(row["reason"] for row in inside),
                publishers=tuple(sorted({row["publisher"] for row in inside if row["publisher"]})),
                urls=tuple(sorted({row["url"] for row in inside if row["url"]})),
                independent=any(row["independent"] for row in inside),
            )
        )
    return tuple(groups)
