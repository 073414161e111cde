"""`communique show`."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

import click

from communique.cli.filters import filter_options, filters_given
from communique.cli.output import NOTHING_FOUND, is_terminal, output_options, plain, write_rows
from communique.cli.where import case_options, existing_record

if TYPE_CHECKING:
    from communique.record import Record

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
    "decisions": "decision",
    "failures": "failure",
    "runs": "run",
}
"""What can be listed, with the kind of entry that it is; the last four are no entries."""

_NO_ENTRIES = ("sources", "decisions", "failures", "runs")
_SUB_KINDS = ("type", "stance", "form", "code", "relation", "format", "unit", "severity", "mode")

EXAMPLES = """\b
Examples:
  communique show events --party UKR --from 2026-01-20 --to 2026-02-05
  communique show positions --issue territory --csv -o territory.csv
"""


@click.command("show", epilog=EXAMPLES)
@click.argument("what", type=click.Choice(list(SUBJECTS)))
@click.argument("words", nargs=-1)
@case_options
@filter_options
@click.option(
    "--kind", "sub_kind", help="Entries of this type, mode, stance, form, code or relation (CONSULT, demands, direct)."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@output_options
def command(
    *,
    what: str,
    words: tuple[str, ...],
    case_file: str | None,
    record_file: str | None,
    party: str | None,
    issue: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    sub_kind: str | None,
    limit: int | None,
    count: bool,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> None:
    """List entries of the record; WORDS must all occur in them ("two words" in quotes as they stand).

    A date is the day, or span of days, as EDTF. An id may be given to `communique why` as it is printed here.
    """
    from communique.dossier.rows import columns_of, flat_row
    from communique.record import open_record

    _, path = existing_record(case_file, record_file)
    given = filters_given(party=party, issue=issue, status=status, since=since, until=until, source=source)
    with open_record(path, read_only=True) as record:
        if what in _NO_ENTRIES:
            if given or words or sub_kind:
                msg = f"{what} cannot be filtered; leave out {', '.join(_as_typed(given, words, sub_kind))}"
                raise click.UsageError(msg)
            rows = _no_entries(record, what)[: limit or None]
        else:
            asked = " ".join(f'"{w}"' if " " in w else w for w in words) or None
            found = record.entries(SUBJECTS[what], words=asked, limit=None if sub_kind else limit, **given)
            rows = [e for e in found if sub_kind is None or sub_kind.casefold() in _sub_kinds(e)][: limit or None]
    if count:
        click.echo(len(rows))
    else:
        write_rows(rows, flat_row, columns_of(SUBJECTS[what]), as_json=as_json, as_csv=as_csv, output=output)
    if not rows:
        if is_terminal(sys.stderr):
            click.echo(f"nothing found in {plain(str(path))}", err=True)
        raise SystemExit(NOTHING_FOUND)


def _as_typed(given: dict[str, str], words: tuple[str, ...], sub_kind: str | None) -> list[str]:
    option = {"since": "--from", "until": "--to"}
    typed = [option.get(name, f"--{name}") for name in given]
    return [*typed, *(["--kind"] if sub_kind else []), *words]


def _no_entries(record: Record, what: str) -> list[dict[str, Any]]:
    from communique.dossier.rows import source_rows

    if what == "sources":
        return source_rows(record)
    if what == "runs":
        return [
            {
                "kind": "run",
                **dataclasses.asdict(r.run),
                "number": r.number,
                "captures": r.captures,
                "earlier": r.earlier,
            }
            for r in record.runs()
        ]
    found = record.decisions() if what == "decisions" else record.failures()
    return [{"kind": SUBJECTS[what], **dataclasses.asdict(row)} for row in found]


def _sub_kinds(entry: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for key in _SUB_KINDS:
        value = entry.get(key)
        found.update(str(v).casefold() for v in (value if isinstance(value, list) else [value]) if v)
    return found
