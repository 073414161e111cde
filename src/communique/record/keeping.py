"""Keeps captures, what was read from them and what was coded, each capture in one transaction."""

from __future__ import annotations

import dataclasses
import json
import zlib
from typing import TYPE_CHECKING, Any

from communique.record.answers import Failure, Kept, Run
from communique.record.connection import writing
from communique.record.earlier import carry_over
from communique.record.sources import shingles_of
from communique.words import Article, Block, Capture, Dropped, Entry, Finding, Rights, to_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

__all__ = [
    "article_of",
    "capture_of",
    "failures_kept",
    "is_kept",
    "keep_capture",
    "keep_failure",
    "known_among",
    "note_sighting",
    "storable",
    "unpack_article",
]

_LEVEL = 6


def is_kept(connection: sqlite3.Connection, capture: Capture, run: Run) -> bool:
    """Tell whether this capture is in the record, coded by this run, from a sighting no later than this one."""
    found = connection.execute(
        """SELECT c.captured, c.url FROM captures AS c
        JOIN codings AS k ON k.capture = c.number JOIN runs AS r ON r.number = k.run
        WHERE c.id = ? AND r.code_version = ? AND r.lexicon = ? AND r.model = ? AND r.case_hash = ?""",
        (capture.id, run.code_version, run.lexicon_hash, run.model, run.case_hash),
    ).fetchone()
    return found is not None and not _earlier(capture, found)


def known_among(connection: sqlite3.Connection, captures: Sequence[Capture], run: Run) -> list[bool]:
    """Tell of each of up to some hundred captures whether this run coded it and it was seen just there and then before.

    One query for all of them. What is not known so may still be kept, from another sighting: `is_kept` tells.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        f"""SELECT c.id, s.source, s.url, s.captured FROM captures AS c JOIN codings AS k ON k.capture = c.number
        JOIN sightings AS s ON s.capture = c.number WHERE c.id IN ({", ".join("?" * len(captures))}) AND k.run =
        (SELECT number FROM runs WHERE (code_version, lexicon, model, case_hash) = (?, ?, ?, ?))""",  # noqa: S608 - marks alone
        (*[c.id for c in captures], run.code_version, run.lexicon_hash, run.model, run.case_hash),
    )
    known = set(found)
    return [(c.id, *_sighting(c)) in known for c in captures]


def note_sighting(connection: sqlite3.Connection, capture: Capture) -> None:
    """Remember where else the bytes of a kept capture were found; nothing is written where that is known."""
    known = connection.execute(
        """SELECT 1 FROM sightings AS s JOIN captures AS c ON c.number = s.capture
        WHERE c.id = ? AND s.source = ? AND s.url = ? AND s.captured = ?""",
        (capture.id, *_sighting(capture)),
    ).fetchone()
    if known is None:
        with writing(connection):
            number = connection.execute("SELECT number FROM captures WHERE id = ?", (capture.id,)).fetchone()
            if number is not None:
                _add_sighting(connection, int(number[0]), capture)


def keep_capture(
    connection: sqlite3.Connection, capture: Capture, article: Article, entries: Sequence[Entry], run: Run
) -> Kept:
    """Put one capture with its article and entries into the file, in one transaction; what was there already stays.

    The same bytes seen at several places or times are one capture, coded from the earliest sighting, so that the record
    does not depend on the order of adding. What earlier runs coded stays readable. Raises ValueError where two different entries claim one id.
    """
    lines = _lines(entries)
    with writing(connection):
        if is_kept(connection, capture, run):
            _add_sighting(connection, _number_of(connection, capture), capture)
            return Kept(capture.id, len(lines), "unchanged")
        number, coded = _put_capture(connection, capture)
        run_number = _run_number(connection, run)
        if coded:
            carry_over(connection, number, run_number, {key: line for key, (_, line) in lines.items()})
        connection.execute("DELETE FROM members WHERE capture = ?", (number,))
        connection.execute(
            "INSERT OR REPLACE INTO codings VALUES (?, ?, ?, ?, ?)",
            (number, run_number, _pack(article), _about(article), shingles_of(article.text)),
        )
        connection.executemany(
            "INSERT INTO members (capture, id, kind, json) VALUES (?, ?, ?, ?)",
            [(number, entry_id, kind, line) for entry_id, (kind, line) in lines.items()],
        )
        connection.execute(
            "DELETE FROM failures WHERE capture = ? OR (capture = '' AND source = ?)",
            (capture.id, storable(capture.source)),
        )
        connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    return Kept(capture.id, len(lines), "recoded" if coded else "new")


def keep_failure(connection: sqlite3.Connection, failure: Failure) -> None:
    """Remember that a capture could not be coded, and why; a later success takes the note away."""
    with writing(connection):
        connection.execute(
            """INSERT INTO failures VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET
            layer = excluded.layer, error = excluded.error, message = excluded.message, attempts = attempts + 1""",
            tuple(map(storable, (failure.capture, failure.source, failure.layer, failure.error, failure.message))),
        )


def failures_kept(connection: sqlite3.Connection) -> Iterator[Failure]:
    """Yield the captures that could not be coded, in the order of their source."""
    rows = connection.execute("SELECT * FROM failures ORDER BY source, capture").fetchall()
    for row in rows:
        yield Failure(*row)


def article_of(connection: sqlite3.Connection, capture: str) -> Article | None:
    """Return the article read from a capture, None where the record has none."""
    row = connection.execute(
        "SELECT k.article FROM codings AS k JOIN captures AS c ON c.number = k.capture WHERE c.id = ?", (capture,)
    ).fetchone()
    return None if row is None else unpack_article(row[0])


def capture_of(connection: sqlite3.Connection, capture: str) -> Capture | None:
    """Return the capture with its bytes as caught, None where the record has none with that id."""
    row = connection.execute("SELECT * FROM captures WHERE id = ?", (capture,)).fetchone()
    if row is None:
        return None
    return Capture(
        data=zlib.decompress(row["data"]),
        source=row["source"],
        url=row["url"],
        captured=row["captured"],
        media_type=row["media_type"],
        charset=row["charset"],
        truncated=bool(row["truncated"]),
    )


def storable(text: str) -> str:
    """Return the text with halves of surrogate pairs, which no UTF-8 can hold, as question marks, one for one.

    Hostile pages have them in escapes, and undecodable file names consist of them.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _lines(entries: Sequence[Entry]) -> dict[str, tuple[str, str]]:
    lines: dict[str, tuple[str, str]] = {}
    for entry in entries:
        line = (entry.kind, storable(to_line(entry)))
        if lines.setdefault(entry.id, line) != line:
            msg = f"two different entries of one capture have the id {entry.id}"
            raise ValueError(msg)
    return lines


def _earlier(capture: Capture, kept: sqlite3.Row) -> bool:
    """Tell whether this sighting comes before the one that was coded; an undated one comes last."""
    mine = (capture.captured or "~", capture.url or "~")
    return mine < (kept["captured"] or "~", kept["url"] or "~")


def _put_capture(connection: sqlite3.Connection, capture: Capture) -> tuple[int, bool]:
    """Return the capture's number and whether it had been coded before."""
    kept = connection.execute("SELECT number, captured, url FROM captures WHERE id = ?", (capture.id,)).fetchone()
    url = capture.url and storable(capture.url)
    facts = (
        storable(capture.source),
        url,
        capture.captured,
        capture.media_type,
        capture.charset,
        int(capture.truncated),
    )
    if kept is None:
        cursor = connection.execute(
            """INSERT INTO captures (id, data, size, source, url, captured, media_type, charset, truncated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (capture.id, zlib.compress(capture.data, _LEVEL), len(capture.data), *facts),
        )
        number = int(cursor.lastrowid or 0)
    else:
        number = int(kept["number"])
        if _earlier(capture, kept):
            connection.execute(
                """UPDATE captures SET source = ?, url = ?, captured = ?, media_type = ?, charset = ?, truncated = ?
                WHERE number = ?""",
                (*facts, number),
            )
    _add_sighting(connection, number, capture)
    coded = connection.execute("SELECT 1 FROM codings WHERE capture = ?", (number,)).fetchone() is not None
    return number, coded


def _number_of(connection: sqlite3.Connection, capture: Capture) -> int:
    return int(connection.execute("SELECT number FROM captures WHERE id = ?", (capture.id,)).fetchone()[0])


def _sighting(capture: Capture) -> tuple[str, str, str]:
    return (storable(capture.source), storable(capture.url or ""), capture.captured or "")


def _add_sighting(connection: sqlite3.Connection, number: int, capture: Capture) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?)",
        (number, *_sighting(capture)),
    )


def _run_number(connection: sqlite3.Connection, run: Run) -> int:
    key = (run.code_version, run.lexicon_hash, run.model, run.case_hash)
    connection.execute("INSERT OR IGNORE INTO runs (code_version, lexicon, model, case_hash) VALUES (?, ?, ?, ?)", key)
    found = connection.execute(
        "SELECT number FROM runs WHERE (code_version, lexicon, model, case_hash) = (?, ?, ?, ?)", key
    ).fetchone()
    return int(found[0])


def _about(article: Article) -> str:
    """Return as JSON what the grouping of sources needs to know of the article, so that its text need not be
    read again."""
    about = {
        "url": article.canonical_url or article.url,
        "publisher": article.publisher,
        "agency": article.agency,
        "published": article.published,
        "updated": article.updated,
        "captured": article.captured,
        "hijacked": article.hijacked,
    }
    return storable(json.dumps(about, ensure_ascii=False, sort_keys=True))


def _pack(article: Article) -> bytes:
    """Return the article as compressed JSON."""
    text = json.dumps(dataclasses.asdict(article), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(storable(text).encode(), _LEVEL)


def unpack_article(packed: bytes) -> Article:
    """Return the article that was packed when its capture was kept."""
    plain: dict[str, Any] = json.loads(zlib.decompress(packed))
    plain["blocks"] = tuple(Block(**block) for block in plain["blocks"])
    plain["dropped"] = tuple(Dropped(**piece) for piece in plain["dropped"])
    plain["findings"] = tuple(Finding(**finding) for finding in plain["findings"])
    plain["rights"] = Rights(**plain["rights"])
    plain["authors"] = tuple(plain["authors"])
    plain["section"] = tuple(plain["section"])
    return Article(**plain)
