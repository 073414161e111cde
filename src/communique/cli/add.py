"""`communique add`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from communique.cli.output import NOTHING_FOUND, WITH_FAILURES, plain
from communique.cli.where import case_and_record, case_options

if TYPE_CHECKING:
    from communique.pipeline import Progress

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
    "--strict", is_flag=True, help="Exit with 3 when a capture failed or has findings of severity warning or error."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name every capture as it is done.")
def command(
    captures: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    model: str | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read, annotate and code captures and keep them in the record of the case.

    A capture that is kept already is only looked up, so a run that was interrupted goes on where it stopped. A bad
    capture is reported and never stops the run.
    """
    from communique.captures import iter_captures
    from communique.pipeline import add
    from communique.record import open_record

    case, path = case_and_record(case_file, record_file)
    stdin = click.get_binary_stream("stdin")
    with open_record(path, create=True) as record, _bar(captures, quiet=quiet or verbose) as bar:

        def progress(p: Progress) -> None:
            if verbose:
                click.echo(f"{p.state:<9} {plain(p.source)}", err=True)
            elif bar is not None:
                bar.update(1, p.source)

        summary = add(record, iter_captures(list(captures), stdin=stdin), case, model=model, progress=progress)
        bad = sum(f["severity"] != "info" for f in record.entries("finding")) if strict else 0
    for failure in summary.failures:
        click.echo(f"communique: {plain(failure.source)}: {plain(failure.message)}", err=True)
    done = summary.new + summary.recoded + summary.unchanged
    if not quiet:
        told = f"{summary.new} new, {summary.recoded} coded anew, {summary.unchanged} known already, {len(summary.failures)} failed"
        click.echo(f"{path}: {told}", err=True)
    if (summary.failures and (strict or not done)) or bad:
        raise SystemExit(WITH_FAILURES)
    if summary.failures:
        raise SystemExit(WITH_FAILURES)
    if not done:
        raise SystemExit(NOTHING_FOUND)


@contextmanager
def _bar(captures: tuple[str, ...], *, quiet: bool) -> Iterator[Any]:
    """A progress bar on a terminal, nothing elsewhere. How many captures an archive holds is not known before."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from communique.captures import count_captures

    with click.progressbar(
        length=count_captures(list(captures)),
        label="captures",
        file=sys.stderr,
        item_show_func=lambda s: plain(str(s))[-40:] if s else "",
    ) as bar:
        yield bar
