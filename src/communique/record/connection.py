"""Opens the SQLite file behind a record, and says in words what SQLite says in codes."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from communique.errors import RecordBusy, RecordError, RecordTooNew
from communique.record.schema import APPLICATION_ID, SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["connect", "speaking_of", "tidy_up", "writing"]

_ADVICE = {
    "SQLITE_FULL": "the disk is full; free some space and run the same command again: what was kept is safe",
    "SQLITE_READONLY": "the file or its folder cannot be written to; check its permissions or open it for reading only",
    "SQLITE_CORRUPT": (
        "the file is damaged; copy it, then try `sqlite3 FILE .recover`, or add the captures to a new record"
    ),
    "SQLITE_NOTADB": "the file is not an SQLite database; check the path, or name a new file",
    "SQLITE_CANTOPEN": "the file cannot be opened; check that its folder exists and that you may read and write there",
    "SQLITE_IOERR": "the disk could not be read or written; check the disk and run the same command again",
    "SQLITE_PERM": "access to the file was refused; check its permissions",
    "SQLITE_TOOBIG": "a value is too large for SQLite (2 GB)",
}


@contextmanager
def speaking_of(path: Path, doing: str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into RecordBusy or RecordError, naming the file, the place and the
    next step."""
    try:
        yield
    except sqlite3.Error as error:
        code = str(getattr(error, "sqlite_errorname", ""))
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            msg = f"{path}: another process is writing to this record (while {doing}); wait for it to end and try again"
            raise RecordBusy(msg) from error
        advice = next((text for name, text in _ADVICE.items() if code.startswith(name)), "")
        if not advice and "not a database" in str(error):
            advice = _ADVICE["SQLITE_NOTADB"]
        reason = advice or f"SQLite says: {error}"
        msg = f"{path}: {doing} failed: {reason}" + (f" ({code})" if code else "")
        raise RecordError(msg) from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one write transaction: all of it is in the file afterwards, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk makes SQLite roll back by itself; then there is nothing left to undo.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def connect(path: Path, *, create: bool, read_only: bool, wait: float) -> sqlite3.Connection:
    """Return an open connection to the record at `path`, its schema current.

    `wait` is how many seconds to wait for another writer. Raises RecordError (with its kinds RecordBusy and
    RecordTooNew) with the file, the reason and the next step.
    """
    fresh = not path.exists()
    if fresh and (read_only or not create):
        msg = f"{path}: there is no record here; check the path, or add captures to make one"
        raise RecordError(msg)
    if path.is_dir():
        msg = f"{path}: this is a folder, not a record file; name a file in it"
        raise RecordError(msg)
    if not fresh and path.stat().st_size == 0 and not create:
        msg = f"{path}: the file is empty, so it is not a record; remove it, or name another file"
        raise RecordError(msg)
    with speaking_of(path, "opening"):
        connection = sqlite3.connect(_address(path, read_only), uri=True, isolation_level=None, timeout=wait)
        try:
            connection.row_factory = sqlite3.Row
            _prepare(connection, path, read_only=read_only, wait=wait)
        except BaseException:
            connection.close()
            raise
    return connection


def tidy_up(path: Path) -> None:
    """Take away the -wal and -shm files beside a record that a reader alone had open; others who have it open keep them.

    A reader must make these files and may not delete them; the last connection that could write does so as it closes.
    """
    log = path.with_name(path.name + "-wal")
    if not log.exists() or not _writable(path.parent) or not _writable(path):
        return
    # Where the file cannot be opened now, the next process that closes it tidies up.
    with suppress(sqlite3.Error):
        connection = sqlite3.connect("file:" + quote(str(path.absolute())) + "?mode=rw", uri=True, timeout=0)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        finally:
            connection.close()


def _address(path: Path, read_only: bool) -> str:
    address = "file:" + quote(str(path.absolute()))
    if not read_only:
        return address
    log = path.with_name(path.name + "-wal")
    # A reader of a WAL file needs to make the -shm file beside it; on a read-only medium with no writer it need not.
    still = not (log.exists() and log.stat().st_size) and not _writable(path.parent)
    return address + ("?immutable=1" if still else "?mode=ro")


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool, wait: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    have = _check(connection, path)
    if read_only:
        if have < SCHEMA_VERSION:
            msg = (
                f"{path}: made by an older communique (schema {have}); open it for writing once, "
                "to bring it up to date: for instance with `communique add` and one of its captures"
            )
            raise RecordError(msg)
        return
    _use_log(connection, wait)
    # FULL makes each COMMIT wait for the disk: what was reported as kept outlives a power cut too.
    connection.execute("PRAGMA synchronous = FULL")
    if have < SCHEMA_VERSION:
        with writing(connection):
            migrate(connection, _check(connection, path))


def _use_log(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself when two processes do so at once."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if not str(error.sqlite_errorname).startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _check(connection: sqlite3.Connection, path: Path) -> int:
    """Return the file's schema number, 0 for a file with nothing in it; raise where it is not a record that we
    can use."""
    have = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if owner != APPLICATION_ID and (owner or have or tables):
        msg = f"{path}: an SQLite file of another program, not a record of communique; check the path"
        raise RecordError(msg)
    if have > SCHEMA_VERSION:
        msg = (
            f"{path}: written by a newer communique (schema {have}, this one knows {SCHEMA_VERSION}); "
            "upgrade communique to open it"
        )
        raise RecordTooNew(msg)
    return have
