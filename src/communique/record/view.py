"""Keeps the merged view in the file in step with the entries of the captures; touches only what changes."""

from __future__ import annotations

import gc
import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from communique.record.answers import Run
from communique.record.connection import writing
from communique.record.decisions import apply_decisions, constraints_of, decisions_checked
from communique.record.merging import Context, merge
from communique.record.merging.members import Body, Member, Merged, Provenance, Reference, instant
from communique.record.merging.tracing import Traces, digest
from communique.record.schema import MADE, VIEW_TABLES
from communique.record.sources import Grouping, Text, group_sources, unpack_shingles
from communique.record.storing import store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

__all__ = ["View", "compute_view", "is_current", "merger", "refresh"]

_MERGED_BY = (
    "record/merging",
    "record/sources.py",
    "record/facets.py",
    "record/decisions.py",
    "record/comparing.py",
    "world",
)


@cache
def merger() -> int:
    """Return a number for the code and lists that make the view, so that one made by others is made anew."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name in _MERGED_BY:
        for path in sorted((root / name).rglob("*")) if (root / name).is_dir() else [root / name]:
            if path.is_file() and path.suffix in {".py", ".toml", ".tsv", ".json"}:
                digest.update(path.read_bytes())
    return int.from_bytes(digest.digest()[:6], "big")


@dataclass(frozen=True, slots=True)
class View:
    """The merged record: its entries in order, each with its sort key and what it was made of, what belongs to what, and
    the source groups."""

    entries: tuple[tuple[str, str, Body], ...]
    belongs: dict[str, str]
    sources: Grouping
    generation: int
    over: tuple[int, int]
    traces: dict[str, bytes]


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the view in the file shows all that was added and decided."""
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    return bool(settings["viewed"] == settings["generation"] and settings["merger"] == merger())


def compute_view(connection: sqlite3.Connection, *, anew: bool = True) -> View:
    """Return the merged view of what is in the file now, read in one snapshot; of entries that stand as they would be made
    only what names them, where not all are asked for `anew`."""
    connection.execute("BEGIN")
    try:
        generation, over = _generation(connection), _made_so_far(connection)
        texts = list(_texts(connection))
        runs = _runs(connection)
        grouping = group_sources(texts)
        references = {
            t.capture: Reference(
                capture=t.capture,
                seen=instant(t.published, t.updated, t.captured),
                day=(t.published or t.updated or t.captured or "")[:10] or None,
                group=grouping.group_of[t.capture],
                independent=grouping.independent[t.capture],
                coded_by=runs[t.capture],
            )
            for t in texts
        }
        seen = {capture: digest(repr(reference)) for capture, reference in references.items()}
        members = [
            Member(body, references[capture], digest(line) + seen[capture])
            for capture, lines in _lines(connection)
            for line, body in zip(lines, _decoded(lines), strict=True)
        ]
        traces = Traces(_traces(connection))
        decisions = list(decisions_checked(connection))
        kept = {} if anew else _kept(connection)
    finally:
        connection.execute("COMMIT")
    decided = frozenset(d.entry for d in decisions)
    merged: Merged = merge(members, Context(constraints_of(decisions), traces=traces, kept=kept, decided=decided))
    apply_decisions(merged, decisions)
    entries = ((merged.sort[b["id"]], _made(b, merged), b) for b in merged.entries)
    ordered = sorted(entries, key=lambda entry: (entry[0], entry[2]["id"]))
    return View(tuple(ordered), merged.belongs, grouping, generation, over, traces.packed())


def _made(body: Body, merged: Merged) -> str:
    """Return what an entry was made of, with the decisions that lie on it."""
    made = merged.made[body["id"]]
    return digest(made + json.dumps(body["review"])) if "review" in body else made


def refresh(connection: sqlite3.Connection, *, read_only: bool = False) -> None:
    """Bring the view up to date; nothing is written where it is. A reader makes its own, in memory.

    What another process adds while the view is being made is not in it; the next refresh takes it in.
    """
    if read_only and _own_generation(connection) == _generation(connection):
        return
    if is_current(connection):
        if read_only:
            _drop_own(connection)
        return
    with _no_collector():
        if read_only:
            _store_own(connection, compute_view(connection))
            return
        while not _write_over(connection, compute_view(connection, anew=False)):
            pass


def _write_over(connection: sqlite3.Connection, view: View) -> bool:
    """Write the view over the one that it was made beside; tell whether that was still there, and no other process's."""
    with writing(connection):
        if _made_so_far(connection) != view.over:
            return False
        store(connection, view.entries, view.belongs, view.sources, anew=_made_so_far(connection)[1] != merger())
        # The generation that was read, not the one that is there now: what came in meanwhile makes the view stale again.
        connection.execute("UPDATE settings SET value = ? WHERE name = 'viewed'", (view.generation,))
        connection.execute("UPDATE settings SET value = ? WHERE name = 'merger'", (merger(),))
        connection.executemany("INSERT OR REPLACE INTO traces VALUES (?, ?)", sorted(view.traces.items()))
    return True


def _store_own(connection: sqlite3.Connection, view: View) -> None:
    """Put the view of a reader where it can write: into memory."""
    _drop_own(connection)
    for statement in VIEW_TABLES:
        connection.execute(
            statement.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("TABLE words", "TABLE temp.words")
        )
    connection.execute(MADE.replace("TABLE merged", "TABLE temp.merged"))
    connection.execute("CREATE TEMP TABLE own_view (generation INTEGER NOT NULL)")
    connection.execute("INSERT INTO own_view VALUES (?)", (view.generation,))
    store(connection, view.entries, view.belongs, view.sources, anew=_made_so_far(connection)[1] != merger())


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the cycle collector from walking through the record's entries again and again while they are made: they hold
    no cycles, and it takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_OWN = ("words", "belongs", "facets", "merged", "source_groups", "own_view")


def _generation(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM settings WHERE name = 'generation'").fetchone()[0])


def _made_so_far(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return of which generation the view in the file is, and by what code it was made."""
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    return settings["viewed"], settings["merger"]


def _own_generation(connection: sqlite3.Connection) -> int | None:
    """Return the generation of the view that this reader made for itself, None where it made none."""
    if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'own_view'").fetchone() is None:
        return None
    return int(connection.execute("SELECT generation FROM temp.own_view").fetchone()[0])


def _drop_own(connection: sqlite3.Connection) -> None:
    if _own_generation(connection) is not None:
        for name in _OWN:
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _texts(connection: sqlite3.Connection) -> Iterator[Text]:
    rows = connection.execute(
        """SELECT c.id, c.url, c.captured, k.about, k.shingles FROM codings AS k
        JOIN captures AS c ON c.number = k.capture ORDER BY c.id"""
    )
    for row in rows:
        about = json.loads(row["about"])
        about["url"] = about["url"] or row["url"]
        about["captured"] = about["captured"] or row["captured"]
        yield Text(capture=row["id"], shingles=unpack_shingles(row["shingles"]), **about)


def _runs(connection: sqlite3.Connection) -> dict[str, Provenance]:
    """Return for each capture what it was coded with."""
    runs = {
        row["number"]: Run(row["code_version"], row["lexicon"], row["model"], row["case_hash"]).provenance
        for row in connection.execute("SELECT * FROM runs")
    }
    rows = connection.execute("SELECT c.id, k.run FROM codings AS k JOIN captures AS c ON c.number = k.capture")
    return {row["id"]: runs[row["run"]] for row in rows}


def _made_by_us(connection: sqlite3.Connection) -> bool:
    """Tell whether the code and lists of now made the view in the file."""
    return _made_so_far(connection)[1] == merger()


def _kept(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what the entries of the view were made of, nothing where other code or lists made them."""
    if not _made_by_us(connection):
        return {}
    return {row["id"]: row["made"] for row in connection.execute("SELECT id, sort, made FROM merged")}


def _traces(connection: sqlite3.Connection) -> dict[str, bytes]:
    """Return what became of each member the last time, nothing where other code or lists did the merging."""
    if not _made_by_us(connection):
        return {}
    return {row["kind"]: row["steps"] for row in connection.execute("SELECT kind, steps FROM traces")}


def _lines(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield each capture that has entries, with these as JSON."""
    rows = connection.execute(
        "SELECT c.id, m.json FROM members AS m JOIN captures AS c ON c.number = m.capture ORDER BY c.id, m.id"
    )
    for capture, lines in groupby(rows, key=itemgetter(0)):
        yield capture, [line for _, line in lines]


def _decoded(lines: list[str]) -> list[Body]:
    """Return the entries of a capture, decoded in one go, so that all of them share the names of their slots."""
    bodies: list[Body] = json.loads(f"[{','.join(lines)}]")
    return bodies
