"""Record: all entries of a case over all captures, merged, with conflicts shown; the one thing here that keeps
state."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from communique.record import deciding, keeping
from communique.record.answers import Decision, Explanation, Failure, Filters, Kept, Run, RunDiff, RunKept, SourceGroup
from communique.record.connection import connect, speaking_of, tidy_up, writing
from communique.record.decisions import decisions_that_apply
from communique.record.differing import diff_runs
from communique.record.earlier import runs_kept
from communique.record.explaining import explain
from communique.record.selecting import resolve_id, select
from communique.record.sources import source_groups
from communique.record.view import refresh

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from communique.words import Article, Capture, Entry

__all__ = ["Record", "open_record"]


def open_record(path: str | Path, *, create: bool = False, read_only: bool = False, wait: float = 30.0) -> Record:
    """Return the record in the file at `path`, made anew where there is none and `create` is given.

    An older record is brought up to date (not when `read_only`). `wait` is how many seconds to wait for another process
    that is writing. Use it in a `with` statement. Raises RecordError, RecordTooNew or RecordBusy, naming the next step.
    """
    where = Path(path)
    return Record(where, connect(where, create=create, read_only=read_only, wait=wait), read_only=read_only)


class Record:
    """All entries over all captures. One process may write while others read; a kill at any moment loses
    nothing kept."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything reported as kept is in it."""
        self._connection.close()
        if self.read_only:
            tidy_up(self.path)

    # --- what goes in -----------------------------------------------------------------------------------------------

    def keep(self, capture: Capture, article: Article, entries: Iterable[Entry], *, run: Run) -> Kept:
        """Put a capture with its article and entries into the record, whole or not at all; twice is the same
        as once."""
        with speaking_of(self.path, f"keeping {capture.source}"):
            return keeping.keep_capture(self._connection, capture, article, tuple(entries), run)

    def has(self, capture: Capture, run: Run) -> bool:
        """Tell whether this capture is in the record as this run codes it; where else it was seen is noted."""
        with speaking_of(self.path, f"looking for {capture.source}"):
            kept = keeping.is_kept(self._connection, capture, run)
            if kept and not self.read_only:
                keeping.note_sighting(self._connection, capture)
            return kept

    def known(self, captures: Sequence[Capture], run: Run) -> list[bool]:
        """Tell of each capture whether it is in the record as this run codes it, seen just there and then: a look at all of
        some hundred at once. `has` tells of the others."""
        with speaking_of(self.path, "looking for captures"):
            return keeping.known_among(self._connection, captures, run)

    def fail(self, failure: Failure) -> None:
        """Remember that a capture could not be coded, and why."""
        with speaking_of(self.path, f"noting that {failure.source} failed"):
            keeping.keep_failure(self._connection, failure)

    def decide(
        self,
        entry_id: str,
        decision: str,
        *,
        by: str,
        when: str,
        reason: str | None = None,
        changes: Mapping[str, Any] | None = None,
        others: Iterable[str] = (),
    ) -> Decision:
        """Lay a reviewer's decision on an entry: accept, reject, amend, merge, split or note; `undo` takes the last one back.

        Nothing is overwritten: the latest decision shows, all are kept, and they survive when the capture is coded
        anew. `changes` are the slots that `amend` sets; `others` the entries that `merge` joins to this one, or the
        members that `split` takes out of it. Raises QueryError.
        """
        with self._viewing("deciding"):
            with writing(self._connection):
                made = deciding.decide(
                    self._connection,
                    entry_id,
                    decision,
                    by=by,
                    when=when,
                    reason=reason,
                    changes=changes,
                    others=others,
                )
            refresh(self._connection)
            return made

    def refresh(self) -> None:
        """Bring the merged view in the file up to date, so that readers need not make one each for themselves."""
        with self._viewing("merging"):
            pass

    # --- what comes out ---------------------------------------------------------------------------------------------

    def entries(self, kind: str | None = None, **filters: Any) -> Iterator[dict[str, Any]]:
        """Yield the merged entries as JSON objects of the record format, in its order; the filters are those
        of Filters.

        Do not write to the same Record while iterating. Raises QueryError for a filter that cannot be understood.
        """
        with self._viewing("reading entries"):
            yield from select(self._connection, Filters(kind=kind, **filters))

    def entry(self, entry_id: str) -> dict[str, Any]:
        """Return the merged entry that an id, a member's id or the beginning of one names. Raises QueryError."""
        with self._viewing("reading an entry"):
            found, _ = resolve_id(self._connection, entry_id)
            row = self._connection.execute("SELECT json FROM merged WHERE id = ?", (found,)).fetchone()
            body: dict[str, Any] = json.loads(row[0])
            return body

    def why(self, entry_id: str) -> Explanation:
        """Return the words behind an entry, its members, the decisions on it and its links. Raises QueryError."""
        with self._viewing("explaining an entry"):
            return explain(self._connection, entry_id)

    def sources(self) -> tuple[SourceGroup, ...]:
        """Return the independent sources: captures that are copies of each other are one group, hijacked ones
        count for none."""
        with self._viewing("reading the sources"):
            return source_groups(self._connection)

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order in which they were made, also those whose entry is not there any more."""
        with self._viewing("reading the decisions"):
            return tuple(decisions_that_apply(self._connection))

    def runs(self) -> tuple[RunKept, ...]:
        """Return the runs that coded captures of this record, in the order in which they first did."""
        with speaking_of(self.path, "reading the runs"):
            return tuple(runs_kept(self._connection))

    def diff(self, before: int | None = None, after: int | None = None) -> RunDiff:
        """Return what changed from one run to another; without numbers, from the run before to the run of now.

        Of each capture the coding of now and those of the last four other runs are kept. Raises QueryError.
        """
        with self._viewing("comparing two runs"):
            return diff_runs(self._connection, before, after)

    def failures(self) -> tuple[Failure, ...]:
        """Return the captures that could not be coded, with the reasons."""
        with speaking_of(self.path, "reading the failures"):
            return tuple(keeping.failures_kept(self._connection))

    def article(self, capture_id: str) -> Article | None:
        """Return the article read from a capture, None where there is none."""
        with speaking_of(self.path, "reading an article"):
            return keeping.article_of(self._connection, capture_id)

    def capture(self, capture_id: str) -> Capture | None:
        """Return the capture with its bytes as caught, None where there is none."""
        with speaking_of(self.path, "reading a capture"):
            return keeping.capture_of(self._connection, capture_id)

    def export_jsonl(self) -> Iterator[str]:
        """Yield the whole record as lines of the record format, without line breaks.

        Byte-identical for the same captures, run and decisions, in whatever order and by however many processes they
        were added. Rejected entries are among them, marked so.
        """
        for body in self.entries(rejected=True):
            yield json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    @contextmanager
    def _viewing(self, doing: str) -> Iterator[None]:
        with speaking_of(self.path, doing):
            refresh(self._connection, read_only=self.read_only)
            yield
