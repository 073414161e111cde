"""`communique code`."""

from __future__ import annotations

import sys

import click

from communique.cli.captures import taken
from communique.cli.output import NOTHING_FOUND, WITH_FAILURES, csv_cell, format_table, write_text
from communique.cli.where import case_and_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique code page.html --json > page.jsonl
  communique code pages/ --kind event --kind commitment
"""


@click.command("code", epilog=EXAMPLES)
@click.argument("captures", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given several times.")
@click.option("--case", "case_file", type=click.Path(), help="The case file, for its actors and issues.")
@click.option("--model", help="The package of the English model to use, when several are installed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines (the default when piped).")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE instead of standard output."
)
def command(
    captures: tuple[str, ...],
    kinds: tuple[str, ...],
    case_file: str | None,
    model: str | None,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> None:
    """Print what each capture records: events, rounds, positions, commitments, figures, quotations, actors, findings.

    Nothing is kept; to keep entries and merge them over captures use `communique add`.
    """
    from communique.annotation import annotate
    from communique.coding import code
    from communique.coding.kinds import check_kinds
    from communique.dossier.rows import COLUMNS, flat_row, table_csv
    from communique.reading import read
    from communique.words import as_json as entry_json
    from communique.words import to_line

    check_kinds(kinds)
    case, _ = case_and_record(case_file, None) if case_file else (None, None)
    problems: list[str] = []
    lines: list[str] = []
    rows: list[dict[str, str]] = []
    to_terminal = output in (None, "-") and sys.stdout.isatty()
    for capture in taken(captures, problems):
        for entry in code(annotate(read(capture), case, model=model), case):
            if kinds and entry.kind not in kinds:
                continue
            lines.append(to_line(entry))
            rows.append(flat_row(entry_json(entry)))
    if as_csv:
        write_text(table_csv(rows, COLUMNS, csv_cell), output)
    elif lines and (as_json or not to_terminal):
        write_text("\n".join(lines), output)
    elif rows:
        write_text(format_table(rows, COLUMNS), output)
    if problems:
        raise SystemExit(WITH_FAILURES)
    if not lines:
        raise SystemExit(NOTHING_FOUND)
