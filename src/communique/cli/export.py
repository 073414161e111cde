"""`communique export`."""

from __future__ import annotations

import click

from communique.cli.output import csv_cell, write_text
from communique.cli.where import case_options, existing_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique export jsonl --case sudan.toml -o sudan.jsonl
  communique export csv --kind event -o events.csv
"""


@click.command("export", epilog=EXAMPLES)
@click.argument("format", type=click.Choice(["jsonl", "csv"]))
@case_options
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given several times.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE instead of standard output."
)
def command(
    format: str, case_file: str | None, record_file: str | None, kinds: tuple[str, ...], output: str | None
) -> None:  # noqa: A002
    """Write the whole record: every entry with its evidence as JSON Lines, or the flat fields as CSV."""
    import json

    from communique.coding.kinds import check_kinds
    from communique.dossier.rows import COLUMNS, flat_row, table_csv
    from communique.record import open_record

    check_kinds(kinds)
    _, path = existing_record(case_file, record_file)
    with open_record(path, read_only=True) as record:
        lines = list(record.export_jsonl())
    if kinds:
        lines = [line for line in lines if json.loads(line)["kind"] in kinds]
    if format == "jsonl":
        write_text("\n".join(lines), output)
    else:
        write_text(table_csv([flat_row(json.loads(line)) for line in lines], COLUMNS, csv_cell), output)
