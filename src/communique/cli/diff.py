"""`communique diff`."""

from __future__ import annotations

import json
import sys

import click

from communique.cli.output import NOTHING_FOUND, is_terminal, output_option, write_text
from communique.cli.where import case_options, existing_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique diff
  communique diff 1 3 --kind event --json
"""


@click.command("diff", epilog=EXAMPLES)
@click.argument("before", type=int, required=False, metavar="[RUN]")
@click.argument("after", type=int, required=False, metavar="[RUN]")
@case_options
@click.option("--kind", "kinds", multiple=True, help="Only entries of this kind; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines (the default when piped).")
@click.option("--text", "as_text", is_flag=True, help="Print text, also when piped.")
@output_option
def command(
    *,
    before: int | None,
    after: int | None,
    case_file: str | None,
    record_file: str | None,
    kinds: tuple[str, ...],
    as_json: bool,
    as_text: bool,
    output: str | None,
) -> None:
    """Show what changed from one coding RUN to another: entries gone, new and changed, slot by slot.

    A run is what a capture was coded with: the code, its lists, the model and the case. `communique show runs` numbers
    them; without numbers it is the run before against the run of now. Decisions whose entry is gone or was coded
    otherwise come first: they are kept, and a reviewer should look at them again. Of each capture the codings of the
    last four other runs are kept, as differences; older ones are not.
    """
    import dataclasses

    from communique.coding.kinds import check_kinds
    from communique.dossier.changes import diff_rows, diff_text
    from communique.record import open_record

    if as_json and as_text:
        raise click.UsageError("--json and --text exclude each other")
    check_kinds(kinds)
    _, path = existing_record(case_file, record_file)
    with open_record(path, read_only=True) as record:
        diff = record.diff(before, after)
    if kinds:
        diff = dataclasses.replace(diff, changes=tuple(c for c in diff.changes if c.kind in kinds))
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    by_name = str(output or "").lower().endswith(".txt")
    if as_json or not (as_text or to_terminal or by_name):
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in diff_rows(diff)]
        write_text("".join(f"{line}\n" for line in lines), output)
    else:
        write_text(diff_text(diff), output)
    if not diff.changes:
        raise SystemExit(NOTHING_FOUND)
