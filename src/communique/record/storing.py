"""Writes the merged view into its tables: entries that are made of something else than before, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from communique.record.facets import Facets, facets_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from communique.record.merging.members import Body
    from communique.record.sources import Grouping

__all__ = ["store"]


def store(
    connection: sqlite3.Connection,
    entries: Iterable[tuple[str, str, Body]],
    belongs: Mapping[str, str],
    sources: Grouping,
    *,
    anew: bool,
) -> None:
    """Make the tables of the view hold these entries (each with its sort key and what it was made of) and no others.

    What is there and was made of the same is left alone, unless all is to be written `anew`.
    """
    there: dict[str, tuple[int, str, str]] = {
        row["id"]: (row["number"], row["sort"], row["made"])
        for row in connection.execute("SELECT number, id, sort, made FROM merged")
    }
    numbers: dict[str, int] = {}
    for sort, made, body in entries:
        known = there.pop(body["id"], None)
        if known is not None and known[1:] == (sort, made) and not anew:
            numbers[body["id"]] = known[0]
            continue
        if known is not None:
            _remove(connection, known[0])
        numbers[body["id"]] = _insert(connection, sort, made, body)
    for number, _, _ in there.values():
        _remove(connection, number)
    _bring_in_step(connection, "belongs", {(m, numbers[e]) for m, e in belongs.items() if e in numbers})
    _bring_in_step(connection, "source_groups", set(sources.rows()))


def _bring_in_step(connection: sqlite3.Connection, table: str, rows: set[tuple[str | int, ...]]) -> None:
    """Make a table of the view, known by its first column, hold these rows; those that it holds are left alone."""
    found = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
    columns = [column[0] for column in found.description]
    there = set(map(tuple, found))
    gone, new = sorted(there - rows), sorted(rows - there)
    connection.executemany(f"DELETE FROM {table} WHERE {columns[0]} = ?", [row[:1] for row in gone])  # noqa: S608
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", new)  # noqa: S608


def _insert(connection: sqlite3.Connection, sort: str, made: str, body: Body) -> int:
    line = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    facets: Facets = facets_of(body)
    cursor = connection.execute(
        """INSERT INTO merged (id, kind, sort, status, first_day, last_day, rejected, json, made)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            body["id"],
            body["kind"],
            sort,
            facets.status,
            facets.first_day,
            facets.last_day,
            int(facets.rejected),
            line,
            made,
        ),
    )
    number = int(cursor.lastrowid or 0)
    connection.executemany("INSERT INTO facets VALUES (?, ?, ?)", [(number, *pair) for pair in facets.values])
    connection.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, facets.words))
    return number


def _remove(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("DELETE FROM belongs WHERE entry = ?", (number,))
    connection.execute("DELETE FROM facets WHERE entry = ?", (number,))
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM merged WHERE number = ?", (number,))
