"""How commands put things out: one set of options, tables on a terminal, JSON Lines when piped, text made safe."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = [
    "NOTHING_FOUND",
    "WITH_FAILURES",
    "csv_cell",
    "format_table",
    "output_options",
    "plain",
    "write_rows",
    "write_text",
]

WITH_FAILURES = 3
NOTHING_FOUND = 4

F = TypeVar("F", bound=Callable[..., Any])


def output_options(f: F) -> F:
    """Add --json, --csv and -o/--output to a command that prints rows."""
    for option in (
        click.option(
            "-o",
            "--output",
            "output",
            type=click.Path(dir_okay=False, allow_dash=True),
            help="Write to FILE instead of standard output.",
        ),
        click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON Lines (the default when piped)."),
    ):
        f = option(f)
    return f


def plain(text: str) -> str:
    """Return the text safe for a terminal: control and formatting characters are shown as marks, line ends as spaces.

    A captured page must not move the cursor, change colours or turn the reading direction.
    """
    out = []
    for c in text:
        if c in "\n\t\r":
            out.append(" ")
        elif unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            out.append("�")
        else:
            out.append(c)
    return "".join(out)


def csv_cell(value: Any) -> str:
    """Return a cell that a spreadsheet takes as text: one that begins like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.replace("\x00", "")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def format_table(rows: Sequence[dict[str, str]], columns: Sequence[str], width: int | None = None) -> str:
    """Return rows as aligned columns that fit the terminal; the last column wraps nothing and is cut with an ellipsis."""
    width = width or shutil.get_terminal_size((100, 24)).columns
    cells = [[plain(r.get(c, "") or "") for c in columns] for r in rows]
    sizes = [max([len(c), *(len(row[n]) for row in cells)]) for n, c in enumerate(columns)]
    free = width - 2 * (len(columns) - 1)
    wide = [n for n, s in enumerate(sizes) if s > 22]
    fixed = sum(s for n, s in enumerate(sizes) if n not in wide)
    if wide and fixed + sum(sizes[n] for n in wide) > free:
        left = max(free - fixed, 18 * len(wide))
        need = sum(sizes[n] for n in wide)
        for n in wide:
            sizes[n] = min(sizes[n], max(16, left * sizes[n] // need))
    lines = ["  ".join(_fit(c.upper(), s) for c, s in zip(columns, sizes, strict=True)).rstrip()]
    lines += ["  ".join(_fit(c, s) for c, s in zip(row, sizes, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _fit(text: str, size: int) -> str:
    return text.ljust(size) if len(text) <= size else text[: size - 1] + "…"


def write_text(text: str, output: str | None) -> None:
    """Write to the file, or to standard output for None and "-"."""
    if output is None or output == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    path = Path(output)
    try:
        part = path.with_name(path.name + ".part")
        part.write_text(text if text.endswith("\n") else text + "\n", "utf-8", newline="\n")
        os.replace(part, path)
    except OSError as e:
        raise click.ClickException(f"{path}: cannot be written ({e.strerror}); choose another place with -o") from e


def write_rows(
    rows: Iterable[dict[str, Any]],
    flat: Callable[[dict[str, Any]], dict[str, str]],
    columns: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> int:
    """Write rows in the form asked for and return how many there were."""
    found = list(rows)
    to_terminal = output in (None, "-") and sys.stdout.isatty()
    if as_csv:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(columns)
        for row in found:
            cells = flat(row)
            writer.writerow([csv_cell(cells.get(c)) for c in columns])
        write_text(buffer.getvalue(), output)
    elif as_json or not to_terminal:
        if found:
            write_text("\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in found), output)
    elif found:
        write_text(format_table([flat(r) for r in found], columns), output)
    return len(found)
