"""`communique add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from communique.cli.captures import standard_input
from communique.cli.output import NOTHING_FOUND, WITH_FAILURES, plain
from communique.cli.progress import capture_bar
from communique.cli.where import case_and_record, case_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.pipeline import Progress, Summary

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique add pages/ --case sudan.toml
  communique add crawl.warc.gz saved.html --record talks.communique
"""


@click.command("add", epilog=EXAMPLES)
@click.argument("captures", nargs=-1, required=True)
@case_options
@click.option("--model", help="The package of the English model to use, when several are installed.")
@click.option(
    "--strict", is_flag=True, help="Exit with 3 also when the record holds findings that are warnings or errors."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name every capture as it is done.")
def command(
    *,
    captures: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    model: str | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read, annotate and code captures and keep them in the record of the case.

    CAPTURES are text or HTML files, folders of them, WARC or WACZ archives, or - for standard input. A capture that is
    kept already is only looked up, so a run that was interrupted goes on where it stopped. A bad capture is reported
    and never stops the run; the exit code is then 3.
    """
    from communique.captures import iter_captures
    from communique.pipeline import add
    from communique.record import open_record

    case, path = case_and_record(case_file, record_file)
    found = cast("Iterator[Any]", iter_captures(list(captures), stdin=standard_input(captures)))
    try:
        with open_record(path, create=True) as record, capture_bar(captures, quiet=quiet or verbose) as moved:

            def progress(p: Progress) -> None:
                moved(p.source)
                if verbose:
                    click.echo(f"{p.state:<9} {plain(p.source)}", err=True)

            summary = add(record, found, case, model=model, progress=progress)
            bad = strict and any(f["severity"] != "info" for f in record.entries("finding"))
            again = sum(d.doubtful for d in record.decisions()) if summary.recoded else 0
    except KeyboardInterrupt:
        click.echo(f"{path}: what was kept stays kept; the same command goes on where it stopped", err=True)
        raise
    _tell(summary, str(path), again, quiet=quiet)
    if summary.failures or bad:
        raise SystemExit(WITH_FAILURES)
    if not summary.new + summary.recoded + summary.unchanged:
        raise SystemExit(NOTHING_FOUND)


def _tell(summary: Summary, path: str, again: int, *, quiet: bool) -> None:
    for failure in summary.failures:
        click.echo(f"communique: {plain(failure.source)}: {plain(failure.message)}", err=True)
    if quiet:
        return
    parts = [f"{summary.new} new", f"{summary.recoded} coded anew", f"{summary.unchanged} known already"]
    if summary.failures:
        parts.append(f"{len(summary.failures)} failed")
    click.echo(f"{plain(path)}: {', '.join(parts)}", err=True)
    if summary.recoded:
        look = f", and {again} decision{'' if again == 1 else 's'} to look at again" if again else ""
        click.echo(f"`communique diff` shows what is read otherwise now{look}", err=True)
