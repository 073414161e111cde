"""Takes the captures that a command names, and says what could not be taken."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from communique.cli.output import is_terminal, plain
from communique.words import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

__all__ = ["standard_input", "taken"]


def standard_input(paths: Sequence[str]) -> BinaryIO:
    """Return standard input as bytes; who sits at a terminal and gave `-` is told what to do."""
    if "-" in paths and is_terminal(sys.stdin):
        click.echo("communique: reading a page from the terminal; end it with Ctrl-D", err=True)
    return sys.stdin.buffer


def taken(paths: Sequence[str], problems: list[str]) -> Iterator[Capture]:
    """Yield the captures; a file that gives none is named on standard error and in `problems`, and stops nothing."""
    from communique.captures import iter_captures

    for item in iter_captures(list(paths), stdin=standard_input(paths)):
        if isinstance(item, Capture):
            yield item
        else:
            line = f"{item.source}: {item.reason}; {item.next_step}"
            if getattr(item, "severity", "error") != "info":
                problems.append(line)
            click.echo(f"communique: {plain(line)}", err=True)
