"""Takes the captures that a command names, and says what could not be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from communique.cli.output import plain
from communique.words import Capture

__all__ = ["taken"]


def taken(paths: Sequence[str], problems: list[str]) -> Iterator[Capture]:
    """Yield the captures; a file that gives none is named on standard error and in `problems`, and stops nothing."""
    from communique.captures import iter_captures

    for item in iter_captures(list(paths), stdin=click.get_binary_stream("stdin")):
        if isinstance(item, Capture):
            yield item
        else:
            line = f"{item.source}: {item.reason}; {item.next_step}"
            problems.append(line)
            click.echo(f"communique: {plain(line)}", err=True)
