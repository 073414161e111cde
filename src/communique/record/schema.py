"""The tables of a record file, and the steps that bring an older file up to them.

A record file carries its schema's number in `PRAGMA user_version` and the history of its migrations in the table
`migrations`. A step is never changed once released: a new one is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

__all__ = ["APPLICATION_ID", "MADE", "MIGRATIONS", "SCHEMA_VERSION", "VIEW_TABLES", "Migration", "migrate"]

APPLICATION_ID = 0x434D4E51
"""The letters CMNQ, in the header of every record file, so that another program's SQLite file is not taken for one."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A step that brings a file from schema `number` - 1 to schema `number`."""

    number: int
    what: str
    statements: tuple[str, ...]


_KEEPING = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO settings VALUES ('generation', 0), ('viewed', -1), ('merger', 0)",
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        code_version TEXT NOT NULL, lexicon TEXT NOT NULL, model TEXT NOT NULL, case_hash TEXT NOT NULL,
        UNIQUE (code_version, lexicon, model, case_hash)
    ) STRICT""",
    # `captured`, `url`, `media_type`, `charset` are those of the sighting that was coded: the first by (captured, url).
    """CREATE TABLE captures (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, data BLOB NOT NULL, size INTEGER NOT NULL,
        source TEXT NOT NULL, url TEXT, captured TEXT, media_type TEXT, charset TEXT, truncated INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE sightings (
        capture INTEGER NOT NULL REFERENCES captures, source TEXT NOT NULL, url TEXT NOT NULL, captured TEXT NOT NULL,
        PRIMARY KEY (capture, source, url, captured)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE codings (
        capture INTEGER PRIMARY KEY REFERENCES captures, run INTEGER NOT NULL REFERENCES runs,
        article BLOB NOT NULL, about TEXT NOT NULL, shingles BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE members (
        number INTEGER PRIMARY KEY, capture INTEGER NOT NULL REFERENCES captures,
        id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, json TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX members_of_capture ON members (capture)",
    """CREATE TABLE failures (
        capture TEXT NOT NULL, source TEXT NOT NULL, layer TEXT NOT NULL, error TEXT NOT NULL, message TEXT NOT NULL,
        attempts INTEGER NOT NULL, PRIMARY KEY (capture, source)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, entry TEXT NOT NULL, decision TEXT NOT NULL, made_by TEXT NOT NULL,
        made_at TEXT NOT NULL, reason TEXT, details TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX decisions_on_entry ON decisions (entry)",
)

VIEW_TABLES = (
    """CREATE TABLE merged (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, sort TEXT NOT NULL,
        status TEXT, first_day TEXT, last_day TEXT, rejected INTEGER NOT NULL, json TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE facets (
        entry INTEGER NOT NULL REFERENCES merged ON DELETE CASCADE, facet TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (facet, value, entry)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE belongs (
        member TEXT PRIMARY KEY, entry INTEGER NOT NULL REFERENCES merged ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    'CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = "unicode61 remove_diacritics 2")',
    """CREATE TABLE source_groups (
        capture TEXT PRIMARY KEY, grouped TEXT NOT NULL, reason TEXT NOT NULL, independent INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_VIEW_INDEXES = (
    "CREATE INDEX merged_in_order ON merged (sort, id)",
    "CREATE INDEX merged_of_kind ON merged (kind, sort, id)",
    "CREATE INDEX facets_of_entry ON facets (entry)",
    "CREATE INDEX belongs_to_entry ON belongs (entry)",
)

_EARLIER = (
    # `entries` is the difference to the coding of now: see earlier.py.
    """CREATE TABLE earlier (
        number INTEGER PRIMARY KEY, capture INTEGER NOT NULL REFERENCES captures,
        run INTEGER NOT NULL REFERENCES runs, entries BLOB NOT NULL, UNIQUE (capture, run)
    ) STRICT""",
    "ALTER TABLE decisions ADD COLUMN seen TEXT",
)

_TRACES = ("CREATE TABLE traces (kind TEXT PRIMARY KEY, steps BLOB NOT NULL) STRICT, WITHOUT ROWID",)

MADE = "ALTER TABLE merged ADD COLUMN made TEXT NOT NULL DEFAULT ''"
"""What an entry was made of: where that is as it was, so is the entry."""

_MADE = (
    MADE,
    # A look at what all entries were made of need not pass by the entries themselves.
    "CREATE INDEX merged_as_made ON merged (id, sort, made)",
    "UPDATE settings SET value = 0 WHERE name = 'merger'",
)

MIGRATIONS = (
    Migration(1, "captures, codings, entries of each capture, failures and decisions", _KEEPING),
    Migration(2, "the merged view, with its facets and full text", VIEW_TABLES + _VIEW_INDEXES),
    Migration(3, "what earlier runs coded, and what a reviewer saw when deciding", _EARLIER),
    Migration(4, "what became of each entry when all were last merged", _TRACES),
    Migration(5, "what each merged entry was made of", _MADE),
)
SCHEMA_VERSION = MIGRATIONS[-1].number


def migrate(connection: sqlite3.Connection, have: int) -> None:
    """Bring the file up to SCHEMA_VERSION; called inside a write transaction, so that it happens whole or not
    at all."""
    if have == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT",
        )
    for step in MIGRATIONS:
        if step.number > have:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (step.number, step.what))
            connection.execute(f"PRAGMA user_version = {step.number}")
