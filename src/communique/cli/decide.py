"""`communique decide`."""

from __future__ import annotations

import datetime as dt
import getpass
import json

import click

from communique.cli.output import plain
from communique.cli.where import case_options, existing_record
from communique.errors import QueryError

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique decide event-k3j5x2a7 reject --reason "this is the 2014 agreement"
  communique decide tally-ab12cd34 amend --set qualifier=about
"""


@click.command("decide", epilog=EXAMPLES)
@click.argument("entry")
@click.argument("decision", type=click.Choice(["accept", "reject", "amend", "merge", "split", "note", "undo"]))
@click.argument("others", nargs=-1)
@case_options
@click.option("--reason", help="Why, in your words.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="SLOT=VALUE",
    help="For amend: a slot and its new value (JSON, or text).",
)
@click.option("--by", help="Who decides. Default: your user name.")
@click.option("--when", metavar="TIME", help="When it was decided (ISO 8601). Default: now.")
@click.option("-q", "--quiet", is_flag=True, help="Do not repeat the decision.")
def command(
    *,
    entry: str,
    decision: str,
    others: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    reason: str | None,
    settings: tuple[str, ...],
    by: str | None,
    when: str | None,
    quiet: bool,
) -> None:
    """Lay a decision on ENTRY; nothing is overwritten, and it survives every new coding.

    OTHERS are the entries that `merge` joins to ENTRY, or the members that `split` takes out of it. `undo` takes back the
    last decision on ENTRY; both stay listed. A date in --set may be written as a day, a month, a year, or two days with
    a slash between them.
    """
    from communique.record import open_record

    if settings and decision != "amend":
        msg = f"--set belongs to amend, not to {decision}"
        raise click.UsageError(msg)
    if others and decision not in ("merge", "split"):
        msg = f"{decision} takes one entry; {' '.join(others)} would be ignored"
        raise click.UsageError(msg)
    _, path = existing_record(case_file, record_file)
    changes = dict(_setting(s) for s in settings)
    with open_record(path) as record:
        made = record.decide(
            entry,
            decision,
            by=by or _user(),
            when=_time(when),
            reason=reason,
            changes=changes or None,
            others=others,
        )
    if not quiet:
        click.echo(plain(f"{made.decision} {made.entry} by {made.by}, {made.when}"), err=True)


def _setting(text: str) -> tuple[str, object]:
    slot, sign, value = text.partition("=")
    if not sign or not slot:
        msg = f"--set {text!r}: write it as SLOT=VALUE, for instance status=planned"
        raise QueryError(msg)
    try:
        return slot, json.loads(value, parse_constant=lambda name: name)
    except json.JSONDecodeError:
        return slot, value


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError("your user name cannot be told here; say who decides with --by NAME") from None


def _time(when: str | None) -> str:
    if when is None:
        return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        return dt.datetime.fromisoformat(when).isoformat()
    except ValueError:
        msg = f"{when!r} is no time; write it like 2026-01-31T14:00"
        raise click.BadParameter(msg, param_hint="--when") from None
