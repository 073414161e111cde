"""`communique why`."""

from __future__ import annotations

import sys

import click

from communique.cli.output import is_terminal, output_option, wants_colour, write_text
from communique.cli.where import case_options, existing_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique why event-k3j5x2a7
  communique why commitment-4fa2mq7z --case sudan.toml --json
"""


@click.command("why", epilog=EXAMPLES)
@click.argument("entry")
@case_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the default when piped).")
@click.option("--text", "as_text", is_flag=True, help="Print text, also when piped.")
@output_option
def command(
    *,
    entry: str,
    case_file: str | None,
    record_file: str | None,
    as_json: bool,
    as_text: bool,
    output: str | None,
) -> None:
    """Show why ENTRY is in the record: the words that count in their paragraph, the rules, members, decisions, links.

    ENTRY is an id as `show` prints it, or enough of its beginning to be the only one. The words that count stand
    between » and «.
    """
    import dataclasses
    import json
    import shutil

    from communique.dossier.why import explanation_text
    from communique.record import open_record

    _, path = existing_record(case_file, record_file)
    with open_record(path, read_only=True) as record:
        found = record.why(entry)
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    by_name = str(output or "").lower().endswith(".txt")
    if as_json or not (as_text or to_terminal or by_name):
        write_text(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1), output)
        return
    colour = wants_colour(output)
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120)
    write_text(explanation_text(found, colour=colour, width=width), output, colour=colour)
