"""Keeps what earlier runs coded, as differences to the coding of now, so that two runs can be compared.

Of each capture the codings of the last four other runs stay readable. An entry that a run coded as it is coded now costs
nothing, so that the file grows by what changed alone, and no further than four times that.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from communique.errors import QueryError
from communique.record.answers import Run, RunKept

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

__all__ = ["RUNS_KEPT", "carry_over", "codings_of", "last_two_runs", "runs_kept"]

RUNS_KEPT = 4
"""Earlier runs of a capture whose coding stays readable."""
_LEVEL = 6

Lines = dict[str, str]
"""The entries of one coding of a capture: their JSON by id."""


def carry_over(connection: sqlite3.Connection, capture: int, run: int, lines: Mapping[str, str]) -> None:
    """Keep the coding that a capture has until now, and write all earlier ones as differences to the new one (`lines`).

    `capture` and `run` are numbers of rows; called inside the transaction that then replaces the coding.
    """
    coded = connection.execute("SELECT run FROM codings WHERE capture = ?", (capture,)).fetchone()
    if coded is None:
        return
    now = _lines_now(connection, capture)
    codings: dict[int, Lines] = {}
    rows = connection.execute("SELECT run, entries FROM earlier WHERE capture = ? ORDER BY number", (capture,))
    for row in rows.fetchall():
        codings[row["run"]] = _unpacked(row["entries"], now)
    codings.pop(coded["run"], None)
    codings[coded["run"]] = now
    codings.pop(run, None)
    connection.execute("DELETE FROM earlier WHERE capture = ?", (capture,))
    connection.executemany(
        "INSERT INTO earlier (capture, run, entries) VALUES (?, ?, ?)",
        [(capture, number, _packed(old, lines)) for number, old in list(codings.items())[-RUNS_KEPT:]],
    )


def codings_of(connection: sqlite3.Connection, *runs: int) -> Iterator[tuple[str, list[Lines | None]]]:
    """Yield each capture's id with its entries by each of the runs, None where a run's coding of it is not kept.

    Raises QueryError for a number that is no run of this record.
    """
    known = [row["number"] for row in connection.execute("SELECT number FROM runs ORDER BY number")]
    for run in runs:
        if run not in known:
            msg = f"this record has no run {run}; its runs are {', '.join(map(str, known)) or 'none'}: `communique show runs`"
            raise QueryError(msg)
    captures = connection.execute(
        "SELECT c.id, c.number, k.run FROM captures AS c JOIN codings AS k ON k.capture = c.number ORDER BY c.id"
    ).fetchall()
    for row in captures:
        now = _lines_now(connection, row["number"])
        found: list[Lines | None] = []
        for run in runs:
            old = connection.execute(
                "SELECT entries FROM earlier WHERE capture = ? AND run = ?", (row["number"], run)
            ).fetchone()
            found.append(now if row["run"] == run else _unpacked(old["entries"], now) if old is not None else None)
        yield str(row["id"]), found


def runs_kept(connection: sqlite3.Connection) -> Iterator[RunKept]:
    """Yield the runs that coded captures of this record, with how many each coded that stand now and that are kept."""
    rows = connection.execute(
        """SELECT r.*, (SELECT count(*) FROM codings WHERE run = r.number) AS now,
        (SELECT count(*) FROM earlier WHERE run = r.number) AS before FROM runs AS r ORDER BY r.number"""
    )
    for row in rows.fetchall():
        run = Run(row["code_version"], row["lexicon"], row["model"], row["case_hash"])
        yield RunKept(row["number"], run, row["now"], row["before"])


def last_two_runs(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the run before and the run of now: what most captures are coded by, and the last other run that is kept.

    Raises QueryError where nothing was ever coded anew.
    """
    now = connection.execute("SELECT run FROM codings GROUP BY run ORDER BY count(*) DESC, run DESC LIMIT 1").fetchone()
    if now is not None:
        before = connection.execute(
            "SELECT run FROM earlier WHERE run != ? ORDER BY number DESC LIMIT 1", (now["run"],)
        ).fetchone()
        if before is not None:
            return int(before["run"]), int(now["run"])
    msg = "nothing was coded anew in this record, so there are no two runs to compare"
    raise QueryError(msg)


def _lines_now(connection: sqlite3.Connection, capture: int) -> Lines:
    rows = connection.execute("SELECT id, json FROM members WHERE capture = ? ORDER BY id", (capture,))
    return {row["id"]: row["json"] for row in rows}


def _packed(old: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """Return what leads from the new coding back to the old one, compressed."""
    back = {
        "was": {key: line for key, line in old.items() if new.get(key) != line},
        "since": [key for key in new if key not in old],
    }
    return zlib.compress(json.dumps(back, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def _unpacked(packed: bytes, now: Mapping[str, str]) -> Lines:
    back = json.loads(zlib.decompress(packed))
    since = frozenset(back["since"])
    was: Lines = back["was"]
    return {key: line for key, line in now.items() if key not in since} | was
