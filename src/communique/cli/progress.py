"""Shows how far a long run is: a bar on a terminal, a line a capture with -v, nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.output import is_terminal, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["capture_bar", "count_files"]

_MANY = (".warc", ".warc.gz", ".wacz", ".zip")
"""Endings of files that hold an unknown number of captures."""
_COUNTED = 100_000


def count_files(paths: Sequence[str]) -> int | None:
    """Return how many captures to expect, by the names of the files alone; None where that cannot be told."""
    from communique.captures.files import SUFFIXES

    count = 0
    for path in map(Path, paths):
        if str(path) == "-":
            count += 1
            continue
        try:
            files = (f for f in path.rglob("*") if f.name.lower().endswith(SUFFIXES)) if path.is_dir() else iter([path])
            for file in files:
                if file.name.lower().endswith(_MANY):
                    return None
                count += not file.name.startswith(".")
                if count > _COUNTED:
                    return None
        except (OSError, ValueError):
            return None
    return count


@contextmanager
def capture_bar(paths: Sequence[str], *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each capture that is done; it moves a bar where one is shown."""
    if quiet or not is_terminal(sys.stderr):
        yield lambda _source: None
        return
    shown: Any = click.progressbar(
        length=count_files(paths),
        label="captures",
        file=sys.stderr,
        item_show_func=lambda source: plain(source)[-40:] if source else "",
        show_pos=True,
    )
    with shown as bar:
        yield lambda source: bar.update(1, source)
