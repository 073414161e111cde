"""`communique why`."""

from __future__ import annotations

import dataclasses
import json
import sys

import click

from communique.cli.output import write_text
from communique.cli.where import case_options, existing_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique why event-k3j5x2a7mzq4wd6b
  communique why commitment-4fa2 --case sudan.toml --json
"""


@click.command("why", epilog=EXAMPLES)
@click.argument("entry")
@case_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the default when piped).")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE instead of standard output."
)
def command(entry: str, case_file: str | None, record_file: str | None, as_json: bool, output: str | None) -> None:
    """Show why ENTRY is in the record: the sentences with the words that count marked, the rules, members, decisions, links.

    ENTRY is an id as `show` prints it, or enough of its beginning to be the only one.
    """
    from communique.dossier.why import explanation_text
    from communique.record import open_record

    _, path = existing_record(case_file, record_file)
    with open_record(path, read_only=True) as record:
        found = record.why(entry)
    if as_json or (output is None and not sys.stdout.isatty()):
        write_text(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1), output)
    else:
        write_text(explanation_text(found), output)
