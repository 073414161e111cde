"""captures: the bytes as caught, from files, folders, web archives and standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from communique.captures.bodies import LARGEST
from communique.captures.files import capture_bytes, iter_file, iter_folder
from communique.captures.problems import CaptureProblem
from communique.words import Capture

__all__ = ["CaptureProblem", "iter_captures"]


def iter_captures(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Capture | CaptureProblem]:
    """Yield a capture for every page under the paths, and a CaptureProblem for whatever could not be taken in.

    A path is a file (text, saved HTML, MHTML, WARC, WACZ), a folder (all such files under it, sorted by path) or `-`
    for the standard input, read from `stdin`. One page at a time is held in memory, at most 8 MB of it. Never raises on
    what the files hold.
    """
    for path in paths:
        if str(path) == "-":
            if stdin is None:
                yield CaptureProblem("-", "there is no standard input", "give a file or a folder")
            else:
                yield capture_bytes(stdin.read(LARGEST + 1), "-")
            continue
        place = Path(path)
        try:
            is_folder = place.is_dir()
        except (OSError, ValueError) as error:
            yield CaptureProblem(str(path), f"it cannot be opened ({error})", "check the path")
            continue
        if is_folder:
            yield from iter_folder(place)
        elif "\0" in str(path):
            yield CaptureProblem(str(path), "the name holds a NUL character", "check the path")
        else:
            yield from iter_file(place)
