"""`communique brief`."""

from __future__ import annotations

import click

from communique.cli.filters import first_day, is_day, last_day
from communique.cli.output import output_option, write_text
from communique.cli.where import case_options, existing_record

__all__ = ["SECTIONS", "command"]

SECTIONS = ("glance", "rounds", "events", "positions", "due", "figures", "speakers", "doubts", "sources")

EXAMPLES = """\b
Examples:
  communique brief --case sudan.toml
  communique brief --case sudan.toml --as-of 2026-02-05 -o brief.html
"""


@click.command("brief", epilog=EXAMPLES)
@case_options
@click.option(
    "--html", "as_html", is_flag=True, help="Print a page that stands by itself (the default for -o NAME.html)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the brief as one JSON object.")
@click.option(
    "--from", "since", metavar="DAY", callback=is_day, help="From this day (2026-01-31); default: the case's."
)
@click.option("--to", "until", metavar="DAY", callback=is_day, help="Up to this day; default: the case's.")
@click.option(
    "--as-of",
    metavar="DAY",
    callback=is_day,
    help="Tell it as known on this day, without the captures published later; default: the day of the newest capture.",
)
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=click.Choice(SECTIONS),
    metavar="NAME",
    help=f"Only this section; may be given several times. One of {', '.join(SECTIONS)}.",
)
@output_option
def command(
    *,
    case_file: str | None,
    record_file: str | None,
    as_html: bool,
    as_json: bool,
    since: str | None,
    until: str | None,
    as_of: str | None,
    sections: tuple[str, ...],
    output: str | None,
) -> None:
    """Write the brief of a case.

    What happened, where each party stands, what is due, which figures differ, who speaks and what to doubt.
    It is Markdown, or a page with --html. Every line carries its citation.
    """
    import json

    from communique.dossier.brief import brief_html, brief_markdown, brief_object, chosen_sections, make_brief
    from communique.record import open_record

    case, path = existing_record(case_file, record_file)
    if since and until and since > until:
        msg = f"--from {since} is later than --to {until}"
        raise click.UsageError(msg)
    since, until, as_of = first_day(since), last_day(until), last_day(as_of)
    with open_record(path, read_only=True) as record:
        brief = make_brief(record, case, since=since, until=until, as_of=as_of)
    if sections:
        brief = chosen_sections(brief, sections)
    if as_json:
        write_text(json.dumps(brief_object(brief), ensure_ascii=False, indent=1), output)
    elif as_html or str(output or "").lower().endswith((".html", ".htm")):
        write_text(brief_html(brief), output)
    else:
        write_text(brief_markdown(brief), output)
