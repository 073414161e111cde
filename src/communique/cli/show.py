"""`communique show`."""

from __future__ import annotations

import sys
from typing import Any

import click

from communique.cli.output import NOTHING_FOUND, output_options, write_rows
from communique.cli.where import case_options, existing_record

__all__ = ["SUBJECTS", "command"]

SUBJECTS = {
    "events": "event",
    "rounds": "round",
    "positions": "position",
    "commitments": "commitment",
    "tallies": "tally",
    "quotations": "quotation",
    "actors": "actor",
    "findings": "finding",
    "documents": "document",
    "articles": "article",
    "links": "link",
    "sources": "source",
}

EXAMPLES = """\b
Examples:
  communique show events --party UKR --from 2026-01-20 --to 2026-02-05
  communique show positions --issue territory --csv -o territory.csv
"""


@click.command("show", epilog=EXAMPLES)
@click.argument("what", type=click.Choice(list(SUBJECTS)))
@click.argument("words", nargs=-1)
@case_options
@click.option("--party", help="Entries of this party: a name, or an ISO 3166 alpha-3 code.")
@click.option("--issue", help="Positions on this issue.")
@click.option(
    "--kind",
    "sub_kind",
    help="Entries of this PLOVER type, stance, form or code (for instance CONSULT, demands, direct).",
)
@click.option("--status", help="Entries of this status (happened, planned, pending, kept_late ...).")
@click.option("--from", "since", metavar="DAY", help="Entries on or after this day (2026-01-31).")
@click.option("--to", "until", metavar="DAY", help="Entries on or before this day.")
@click.option("--source", help="Entries that rest on this publisher, host or capture.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@output_options
def command(
    what: str,
    words: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    party: str | None,
    issue: str | None,
    sub_kind: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> None:
    """List entries of the record; WORDS must all occur in them."""
    from communique.dossier.rows import columns_of, flat_row, source_rows
    from communique.record import open_record

    _, path = existing_record(case_file, record_file)
    with open_record(path, read_only=True) as record:
        rows: list[dict[str, Any]]
        if what == "sources":
            rows = source_rows(record)
        else:
            filters = {
                "party": party,
                "issue": issue,
                "status": status,
                "since": since,
                "until": until,
                "source": source,
            }
            found = record.entries(
                SUBJECTS[what], words=" ".join(words) or None, limit=None if sub_kind else limit, **filters
            )
            rows = [e for e in found if sub_kind is None or sub_kind in _sub_kinds(e)][: limit or None]
    count = write_rows(rows, flat_row, columns_of(SUBJECTS[what]), as_json=as_json, as_csv=as_csv, output=output)
    if not count:
        if sys.stderr.isatty():
            click.echo(f"nothing found in {path}", err=True)
        raise SystemExit(NOTHING_FOUND)


def _sub_kinds(entry: dict[str, Any]) -> set[str]:
    keys = ("type", "stance", "form", "code", "relation", "format", "unit", "severity")
    return {str(entry[k]) for k in keys if entry.get(k)}
