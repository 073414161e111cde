"""`communique decide`."""

from __future__ import annotations

import datetime as dt
import getpass
import json

import click

from communique.cli.where import case_options, existing_record
from communique.errors import QueryError

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique decide event-k3j5x2a7mzq4wd6b reject --reason "this is the 2014 agreement"
  communique decide tally-ab12cd34 amend --set qualifier=about
"""


@click.command("decide", epilog=EXAMPLES)
@click.argument("entry")
@click.argument("decision", type=click.Choice(["accept", "reject", "amend", "merge", "split", "note"]))
@click.argument("others", nargs=-1)
@case_options
@click.option("--reason", help="Why, in your words.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="SLOT=VALUE",
    help="For amend: the slot and its new value (JSON, or text).",
)
@click.option("--by", help="Who decides. Default: your user name.")
def command(
    entry: str,
    decision: str,
    others: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    reason: str | None,
    settings: tuple[str, ...],
    by: str | None,
) -> None:
    """Lay a decision on ENTRY; nothing is overwritten, and it survives every new coding.

    OTHERS are the entries that `merge` joins to ENTRY, or the members that `split` takes out of it.
    """
    from communique.record import open_record

    _, path = existing_record(case_file, record_file)
    changes = dict(_setting(s) for s in settings)
    when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with open_record(path) as record:
        made = record.decide(
            entry,
            decision,
            by=by or getpass.getuser(),
            when=when,
            reason=reason,
            changes=changes or None,
            others=others,
        )
    click.echo(f"{made.decision} {made.entry} by {made.by}", err=True)


def _setting(text: str) -> tuple[str, object]:
    slot, sign, value = text.partition("=")
    if not sign or not slot:
        raise QueryError(f"--set {text!r}: write it as SLOT=VALUE, for instance status=planned")
    try:
        return slot, json.loads(value)
    except json.JSONDecodeError:
        return slot, value
