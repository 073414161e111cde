"""`communique brief`."""

from __future__ import annotations

import datetime as dt

import click

from communique.cli.output import write_text
from communique.cli.where import case_options, existing_record

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique brief --case sudan.toml
  communique brief --html -o brief.html --as-of 2026-02-05
"""


@click.command("brief", epilog=EXAMPLES)
@case_options
@click.option("--html", "as_html", is_flag=True, help="Print a page that stands by itself instead of Markdown.")
@click.option("--from", "since", metavar="DAY", help="From this day (2026-01-31); default: the case's.")
@click.option("--to", "until", metavar="DAY", help="Up to this day; default: the case's.")
@click.option(
    "--as-of", metavar="DAY", help="Tell what is due as seen on this day; default: the day of the newest capture."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE instead of standard output."
)
def command(
    case_file: str | None,
    record_file: str | None,
    as_html: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    output: str | None,
) -> None:
    """Write the brief of a case: what happened, where each party stands, what is due, which figures conflict, what to doubt.

    Every line carries its citation.
    """
    from communique.dossier.brief import brief_html, brief_markdown, make_brief
    from communique.record import open_record

    case, path = existing_record(case_file, record_file)
    for name, day in (("--from", since), ("--to", until), ("--as-of", as_of)):
        _check_day(name, day)
    with open_record(path, read_only=True) as record:
        brief = make_brief(record, case, since=since, until=until, as_of=as_of)
    write_text(brief_html(brief) if as_html else brief_markdown(brief), output)


def _check_day(name: str, day: str | None) -> None:
    if day is None:
        return
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(f"{day!r} is no day; write it like 2026-01-31", param_hint=name) from None
