"""`communique code`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from communique.cli.captures import taken
from communique.cli.output import (
    NOTHING_FOUND,
    WITH_FAILURES,
    csv_cell,
    format_table,
    is_terminal,
    output_options,
    wants_colour,
    write_text,
)
from communique.cli.progress import capture_bar
from communique.cli.where import case_and_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.words import Case, Entry

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique code page.html --json > page.jsonl
  communique code pages/ --kind event --kind commitment
"""

_TABLE = ("kind", "date", "what", "actor", "recipient", "status", "text", "id")


@click.command("code", epilog=EXAMPLES)
@click.argument("captures", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given several times.")
@click.option("--case", "case_file", type=click.Path(), help="The case file, for its actors and issues.")
@click.option("--model", help="The package of the English model to use, when several are installed.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@output_options
def command(
    *,
    captures: tuple[str, ...],
    kinds: tuple[str, ...],
    case_file: str | None,
    model: str | None,
    quiet: bool,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> None:
    """Print what each capture records: events, rounds, positions, commitments, figures, quotations, actors, findings.

    CAPTURES are text or HTML files, folders of them, WARC or WACZ archives, or - for standard input. Nothing is kept;
    to keep entries and merge them over captures use `communique add`.
    """
    from communique.coding.kinds import check_kinds

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    check_kinds(kinds)
    case, _ = case_and_record(case_file, None) if case_file else (None, None)
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    problems: list[str] = []
    entries: list[Entry] = []
    with capture_bar(captures, quiet=quiet or to_terminal) as moved:
        for source, coded in _coded(captures, case, model, problems):
            entries += [e for e in coded if not kinds or e.kind in kinds]
            moved(source)
    _write(entries, kinds, (case, model), as_json=as_json, as_csv=as_csv, output=output, to_terminal=to_terminal)
    if problems:
        raise SystemExit(WITH_FAILURES)
    if not entries:
        raise SystemExit(NOTHING_FOUND)


def _coded(
    captures: tuple[str, ...], case: Case | None, model: str | None, problems: list[str]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield the entries of each capture; the layers are loaded when there is a first capture."""
    for capture in taken(captures, problems):
        from communique.annotation import annotate
        from communique.coding import code
        from communique.reading import read

        yield capture.source, tuple(code(annotate(read(capture), case, model=model), case))


def _write(
    entries: list[Entry],
    kinds: tuple[str, ...],
    coded_with: tuple[Case | None, str | None],
    *,
    as_json: bool,
    as_csv: bool,
    output: str | None,
    to_terminal: bool,
) -> None:
    from communique.dossier.rows import COLUMNS, columns_of, flat_row, table_csv
    from communique.words import as_json as entry_json

    def rows() -> list[dict[str, Any]]:
        return [flat_row(entry_json(e)) for e in entries]

    by_name = not as_json and str(output or "").lower().endswith(".csv")
    if as_csv or by_name:
        write_text(table_csv(rows(), COLUMNS, csv_cell), output)
    elif as_json or not to_terminal:
        if entries or output not in (None, "-"):
            write_text("".join(f"{line}\n" for line in _lines(entries, *coded_with)), output)
    elif entries:
        colour = wants_colour(output)
        columns = columns_of(kinds[0]) if len(kinds) == 1 else _TABLE
        shown = [r for r in rows() if kinds or r["kind"] not in ("article", "actor")]
        write_text(format_table(shown or rows(), columns, colour=colour), output, colour=colour)


def _lines(entries: list[Entry], case: Case | None, model: str | None) -> Iterator[str]:
    """Yield the entries as lines of the record format, each with what it was coded with."""
    import json

    from communique.pipeline import run_of
    from communique.words import as_json

    provenance = [dict(run_of(case, model).provenance)] if entries else []
    for entry in entries:
        body = {**as_json(entry), "provenance": provenance}
        yield json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
