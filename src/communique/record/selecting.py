"""Turns filters into the entries of the merged view that they ask for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from communique.errors import QueryError
from communique.record.merging.members import ENTRY_KINDS, Body
from communique.record.merging.names import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from communique.record.answers import Filters

__all__ = ["escape_words", "resolve_id", "select"]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
_SHORTEST = 12


def select(connection: sqlite3.Connection, filters: Filters) -> Iterator[Body]:
    """Yield the entries that all filters ask for, in the order of the record. Raises QueryError for a filter
    that cannot be understood."""
    conditions: list[str] = []
    values: list[str | int] = []
    if filters.kind is not None:
        if filters.kind not in ENTRY_KINDS:
            msg = f"no such kind: {filters.kind!r}; the kinds are {', '.join(ENTRY_KINDS)}"
            raise QueryError(msg)
        conditions.append("m.kind = ?")
        values.append(filters.kind)
    if not filters.rejected:
        conditions.append("m.rejected = 0")
    if filters.status is not None:
        conditions.append("m.status = ?")
        values.append(filters.status)
    for facet in ("party", "issue"):
        wanted = getattr(filters, facet)
        if wanted is not None:
            conditions.append(
                "EXISTS (SELECT 1 FROM facets AS f WHERE f.facet = ? AND f.value = ? AND f.entry = m.number)"
            )
            values += [facet, fold(wanted)]
    if filters.source is not None:
        captures = _captures_of(connection, filters.source)
        conditions.append(
            "EXISTS (SELECT 1 FROM facets AS f JOIN json_each(?) AS j ON j.value = f.value "
            "WHERE f.facet = 'capture' AND f.entry = m.number)"
        )
        values.append(json.dumps(captures))
    if filters.since is not None:
        conditions.append("m.last_day >= ?")
        values.append(_day(filters.since, "since"))
    if filters.until is not None:
        conditions.append("m.first_day <= ?")
        values.append(_day(filters.until, "until") + "~")
    if filters.words is not None:
        wanted = escape_words(filters.words)
        if not wanted:
            msg = f"no words to search for in {filters.words!r}; give at least one letter or digit"
            raise QueryError(msg)
        conditions.append("m.number IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(wanted)
    query = "SELECT m.json FROM merged AS m"
    if conditions:
        query += " WHERE " + " AND ".join(conditions)
    query += " ORDER BY m.sort, m.id"
    if filters.limit is not None:
        if filters.limit < 0:
            msg = f"the limit must not be negative: {filters.limit}"
            raise QueryError(msg)
        query += f" LIMIT {int(filters.limit)}"
    for row in connection.execute(query, values):
        yield json.loads(row["json"])


def escape_words(words: str) -> str:
    """Return the user's words as an FTS5 query that asks for all of them; nothing in them is an operator.

    Words between double quotes are asked for as one phrase; a word that ends in `*` as a beginning.
    """
    terms: list[str] = []
    for number, piece in enumerate(words.replace("\x00", " ").split('"')):
        if number % 2:
            terms.append(f'"{piece}"' if _has_word(piece) else "")
            continue
        for word in piece.split():
            bare = word.rstrip("*")
            if _has_word(bare):
                terms.append(f'"{bare}"' + (" *" if word.endswith("*") else ""))
    return " ".join(t for t in terms if t)


def _has_word(piece: str) -> bool:
    return any(c.isalnum() for c in piece)


def _day(day: str, name: str) -> str:
    if not _DAY.match(day):
        msg = f"{name} must be a day such as 2026-01-24 (or a month or a year), not {day!r}"
        raise QueryError(msg)
    return day


def _captures_of(connection: sqlite3.Connection, source: str) -> list[str]:
    """Return the captures of a publisher, a host or a capture id; raise QueryError where there is none."""
    from urllib.parse import urlsplit

    wanted = fold(source)
    found: list[str] = []
    rows = connection.execute(
        """SELECT c.id, c.url, c.source, json_extract(m.json, '$.publisher') AS publisher,
        json_extract(m.json, '$.canonical_url') AS canonical FROM captures AS c
        LEFT JOIN members AS m ON m.capture = c.number AND m.kind = 'article' ORDER BY c.id"""
    )
    for row in rows:
        hosts = {(urlsplit(u).hostname or "").removeprefix("www.") for u in (row["url"], row["canonical"]) if u}
        by_id = len(wanted) >= _SHORTEST and row["id"].startswith(wanted)
        if (
            by_id
            or row["source"] == source
            or wanted.removeprefix("www.") in hosts
            or fold(row["publisher"] or "") == wanted
        ):
            found.append(row["id"])
    if not found:
        msg = f"no capture in this record comes from {source!r}; `sources` lists the publishers and hosts"
        raise QueryError(msg)
    return found


def resolve_id(connection: sqlite3.Connection, wanted: str) -> tuple[str, str]:
    """Return the id of the merged entry and of the member that `wanted` (a whole id or its beginning) names.

    Twelve characters of the part after the kind suffice, or of the whole id, where only one entry begins so. Raises
    QueryError with the candidates where several do, and where none does.
    """
    wanted = wanted.strip().lower()
    exact = connection.execute(
        "SELECT b.member, m.id FROM belongs AS b JOIN merged AS m ON m.number = b.entry WHERE b.member = ?", (wanted,)
    ).fetchone()
    if exact is None:
        exact = connection.execute("SELECT id, id FROM merged WHERE id = ?", (wanted,)).fetchone()
    if exact is not None:
        return str(exact[1]), str(exact[0])
    if len(wanted) < _SHORTEST:
        msg = f"no entry has the id {wanted!r}; give the whole id, or at least {_SHORTEST} characters of it"
        raise QueryError(msg)
    beginnings = [wanted] if "-" in wanted else [f"{kind}-{wanted}" for kind in ENTRY_KINDS]
    found = [
        row
        for start in beginnings
        for row in connection.execute(
            """SELECT b.member, m.id FROM belongs AS b JOIN merged AS m ON m.number = b.entry
            WHERE b.member >= :first AND b.member < :last
            UNION SELECT id, id FROM merged WHERE id >= :first AND id < :last ORDER BY 1 LIMIT 11""",
            {"first": start, "last": start + "\U0010ffff"},
        )
    ]
    if not found:
        msg = f"no entry's id begins with {wanted!r}; `communique list` shows the ids of this record"
        raise QueryError(msg)
    if len({row[0] for row in found}) > 1:
        some = ", ".join(sorted({str(row[0]) for row in found})[:10])
        msg = f"several entries' ids begin with {wanted!r}: {some}; give more of the id"
        raise QueryError(msg)
    return str(found[0][1]), str(found[0][0])
