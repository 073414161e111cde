"""`communique export`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from communique.cli.filters import filter_options, filters_given
from communique.cli.output import NOTHING_FOUND, csv_cell, output_option, write_text
from communique.cli.where import case_options, existing_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record import Record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique export jsonl --case sudan.toml -o sudan.jsonl
  communique export csv --kind event --from 2026-01-01 -o events.csv
"""


@click.command("export", epilog=EXAMPLES)
@click.argument("form", metavar="[jsonl|csv]", type=click.Choice(["jsonl", "csv"]))
@case_options
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given several times.")
@filter_options
@output_option
def command(
    *,
    form: str,
    case_file: str | None,
    record_file: str | None,
    kinds: tuple[str, ...],
    party: str | None,
    issue: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    output: str | None,
) -> None:
    """Write the record: every entry with its evidence as JSON Lines, or the flat fields as CSV.

    Without filters it is the whole record, with the entries that a reviewer rejected, marked so; the same captures and
    decisions give the same bytes.
    """
    from communique.coding.kinds import check_kinds
    from communique.dossier.rows import COLUMNS, columns_of, flat_row, table_csv
    from communique.record import open_record

    check_kinds(kinds)
    _, path = existing_record(case_file, record_file)
    given = filters_given(party=party, issue=issue, status=status, since=since, until=until, source=source)
    with open_record(path, read_only=True) as record:
        entries = [e for e in _entries(record, given) if not kinds or e["kind"] in kinds]
    if form == "jsonl":
        lines = (json.dumps(e, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for e in entries)
        write_text("".join(f"{line}\n" for line in lines), output)
    else:
        columns = COLUMNS if len(kinds) != 1 else (*columns_of(kinds[0]), *_more(columns_of(kinds[0])))
        write_text(table_csv([flat_row(e) for e in entries], columns, csv_cell), output)
    if not entries:
        raise SystemExit(NOTHING_FOUND)


_DETAILS = (
    "date_from", "date_to", "actor_country", "recipient_country", "place_country", "latitude", "longitude",
    "capture", "start", "end", "review",
)  # fmt: skip


def _more(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that a file has beside those of the table on a terminal."""
    return tuple(c for c in _DETAILS if c not in columns)


def _entries(record: Record, given: dict[str, str]) -> Iterator[dict[str, Any]]:
    if given:
        yield from record.entries(**given)
    else:
        yield from map(json.loads, record.export_jsonl())
