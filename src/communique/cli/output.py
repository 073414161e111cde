"""How commands put things out: one set of options, tables on a terminal, JSON Lines when piped, text made safe."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

__all__ = [
    "NOTHING_FOUND",
    "WITH_FAILURES",
    "csv_cell",
    "format_table",
    "is_terminal",
    "let_go_of_output",
    "output_option",
    "output_options",
    "plain",
    "wants_colour",
    "write_rows",
    "write_text",
]

WITH_FAILURES = 3
NOTHING_FOUND = 4

F = TypeVar("F", bound="Callable[..., Any]")

_JOINERS = "\u200c\u200d"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_MARK = "\ufffd"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_WIDEST = 10_000


def output_option(f: F) -> F:
    """Add -o/--output."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, allow_dash=True),
        help="Write to this file instead of standard output.",
    )(f)


def output_options(f: F) -> F:
    """Add --json, --csv and -o/--output to a command that prints rows."""
    f = output_option(f)
    f = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")(f)
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines (the default when piped).")(f)


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal; one that was closed is none."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def wants_colour(output: str | None = None) -> bool:
    """Tell whether to print in colour: FORCE_COLOR asks for it, NO_COLOR forbids it, else only a terminal gets it."""
    if output not in (None, "-") or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def plain(text: str) -> str:
    """Return the text as one line safe for a terminal: control and formatting characters are shown as marks.

    A captured page must not move the cursor, change colours or turn the reading direction. Soft hyphens and zero-width
    spaces are left out; the joiners that some scripts need stay.
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for c in text:
        if c in "\n\t\r\x0b\x0c" or c in "\u2028\u2029":
            out.append(" ")
        elif c in _INVISIBLE:
            continue
        elif c not in _JOINERS and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            out.append(_MARK)
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
    text = "".join(_MARK if "\ud800" <= c <= "\udfff" else c for c in text if c != "\x00")
    # A negative number is no formula; anything else that begins so may be one, also after blanks.
    if text.lstrip(" \u00a0")[:1] in _FORMULA and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()


def format_table(
    rows: Sequence[dict[str, str]], columns: Sequence[str], width: int | None = None, *, colour: bool = False
) -> str:
    """Return rows as aligned columns that fit the terminal: wide ones are cut with an ellipsis, ids never."""
    width = width or min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    columns = _that_fit([c for c in columns if c == "id" or any(r.get(c) for r in rows)], width)
    cells = [[plain(_short_id(r.get(c, "")) if c == "id" else r.get(c, "") or "") for c in columns] for r in rows]
    sizes = [max([_cells(c), *(_cells(row[n]) for row in cells)]) for n, c in enumerate(columns)]
    free = width - 2 * (len(columns) - 1)
    sizes = _shrunk(columns, sizes, free)
    head = "  ".join(_fit(c.upper().replace("_", " "), s) for c, s in zip(columns, sizes, strict=True)).rstrip()
    lines = [click.style(head, bold=True) if colour else head]
    lines += ["  ".join(_fit(c, s) for c, s in zip(row, sizes, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


_FIRST_TO_GO = ("attribution", "sources", "place", "third_party", "capture", "url", "aliases")
"""Columns that a narrow terminal does without, in this order; CSV and JSON have them all."""
_FOR_A_COLUMN = 13


def _that_fit(columns: list[str], width: int) -> list[str]:
    """Return the columns for which there is room, about thirteen cells for each."""
    for name in _FIRST_TO_GO:
        if len(columns) * _FOR_A_COLUMN > width and name in columns:
            columns = [c for c in columns if c != name]
    return columns


_NEVER_CUT = frozenset({"id", "date", "due", "status", "sources", "number", "figure", "kind"})
_LEAST = 10
_ID = 8


def _shrunk(columns: Sequence[str], sizes: list[int], free: int) -> list[int]:
    """Return the sizes with columns made narrower, the widest first, until all fit into `free` cells.

    The sentence gives way after the names: they go down to 16 cells before it does, and to 10 after it is at 24.
    """
    sizes = list(sizes)
    text = [n for n, c in enumerate(columns) if c == "text"]
    names = [n for n, c in enumerate(columns) if c != "text" and c not in _NEVER_CUT]
    for these, least in ((names, 16), (text, 24), (names, _LEAST), (text, _LEAST)):
        while sum(sizes) > free:
            widest = max((n for n in these if sizes[n] > least), key=lambda n: (sizes[n], n), default=None)
            if widest is None:
                break
            next_widest = max([least, *(sizes[n] for n in these if sizes[n] < sizes[widest])])
            sizes[widest] -= max(1, min(sizes[widest] - next_widest, sum(sizes) - free))
    return sizes


def _short_id(entry_id: str) -> str:
    """Return an id short enough for a table and long enough for `why`: the kind and eight letters."""
    kind, dash, rest = entry_id.partition("-")
    return f"{kind}{dash}{rest[:_ID]}"


def _cells(text: str) -> int:
    """Return how many terminal cells a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cell(c) for c in text)


def _cell(c: str) -> int:
    if unicodedata.combining(c) or c in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def _fit(text: str, size: int) -> str:
    taken = _cells(text)
    if taken <= size:
        return text + " " * (size - taken)
    out, used = [], 0
    for c in text:
        if used + _cell(c) > size - 1:
            break
        out.append(c)
        used += _cell(c)
    return "".join(out) + "…" + " " * (size - 1 - used)


def write_text(text: str, output: str | None, *, colour: bool = False) -> None:
    """Write to the file, whole or not at all, or to standard output for None and "-"."""
    if output is None or output == "-":
        # A lone surrogate cannot be encoded; it is shown as a mark instead of ending the command.
        clean = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogate(text) else text
        try:
            click.echo(clean, nl=not clean.endswith("\n"), color=True if colour else None)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of our output has gone: that is its right, and no error.
            let_go_of_output()
            raise SystemExit(0) from None
        return
    path = Path(output)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text if text.endswith("\n") else text + "\n")
        part.replace(path)
    except OSError as e:
        part.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({e.strerror or e}); choose another place"
        raise click.ClickException(msg) from e


def let_go_of_output() -> None:
    """Point standard output at nothing, so that the interpreter does not stumble over the closed pipe at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def write_rows(
    rows: Iterable[dict[str, Any]],
    flat: Callable[[dict[str, Any]], dict[str, str]],
    columns: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool,
    output: str | None,
) -> int:
    """Write rows in the form asked for and return how many there were; a name that ends in .csv asks for CSV."""
    from communique.dossier.rows import table_csv

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    found = list(rows)
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    by_name = not as_json and str(output or "").lower().endswith(".csv")
    if as_csv or by_name:
        write_text(table_csv([flat(r) for r in found], columns, csv_cell), output)
    elif as_json or not to_terminal:
        if found or output not in (None, "-"):
            lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in found]
            write_text("".join(f"{line}\n" for line in lines), output)
    elif found:
        colour = wants_colour(output)
        write_text(format_table([flat(r) for r in found], columns, colour=colour), output, colour=colour)
    return len(found)
