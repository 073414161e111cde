"""How a record bears growth: merging, one page more, the same pages again, and copies found among many documents.

python -m bench.record          small, a minute or so
python -m bench.record 1500     pages of a growing case; ten thousand for the rest where that is given as the second number
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.growing import pages
from communique.pipeline import add
from communique.record import Record, Run, open_record
from communique.record.sources import Text, group_sources, shingles_of, unpack_shingles
from communique.words import Article, Capture

RUN = Run("bench", "bench", "bench")
PAGE = 40_000
"""Bytes of a page that is added again: what an article page weighs without its pictures."""


def _seconds(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _row(what: str, seconds: float, note: str = "") -> None:
    print(f"{what:<46} {seconds * 1000:>9.1f} ms   {note}", flush=True)


def growing(count: int, folder: Path) -> None:
    """Print what merging a whole case costs, and one page more, in seconds of one core; fail where the two differ."""
    made = list(pages(count + 5))
    with open_record(folder / "growing", create=True) as record:
        for page in made[:count]:
            record.keep(page.capture, page.article, page.entries, run=RUN)
        whole = _seconds(record.refresh)
        _row("merge a case at once", whole / count, f"a page; {whole:.1f} s for {count:,} pages")
        more = []
        for page in made[count:]:
            record.keep(page.capture, page.article, page.entries, run=RUN)
            more.append(_seconds(record.refresh))
        one = statistics.median(more)
        _row("one page more", one, f"median of {len(more)}; {whole / one:.1f} times less than the whole")
        grown = list(record.export_jsonl())
    with open_record(folder / "whole", create=True) as record:
        for page in reversed(made):
            record.keep(page.capture, page.article, page.entries, run=RUN)
        if list(record.export_jsonl()) != grown:
            raise SystemExit("a record that grew differs from one merged at once")


def again(count: int, folder: Path) -> None:
    """Print what adding the same captures again costs beside hashing them."""

    def captures() -> list[Capture]:
        # A capture is hashed when it is made.
        return [Capture(str(n).encode() * (PAGE // len(str(n))), source=f"{n}.html") for n in range(count)]

    with open_record(folder / "again", create=True) as record:
        for capture in captures():
            record.keep(capture, Article(capture=capture.id, text=f"Page {capture.source}.", blocks=()), (), run=RUN)
        record.refresh()
        hashing, adding = [], []
        for _ in range(5):
            hashing.append(_seconds(captures))
            adding.append(_seconds(lambda: _add_again(record, captures())))
    alone, whole = statistics.median(hashing), statistics.median(adding)
    _row("hash captures of 40 kB", alone / count, f"each; {alone:.2f} s for {count:,}")
    _row("add them again", whole / count, f"each; {whole / alone:.2f} times the hashing")


def _add_again(record: Record, captures: list[Capture]) -> None:
    summary = add(record, captures, run=RUN)
    if summary.unchanged != len(captures):
        raise SystemExit("captures that were kept were coded again")


def copies(count: int) -> None:
    """Print what it costs to find the copies among documents; every tenth is a copy with a new head."""
    texts = []
    for n in range(count):
        base = n - 1 if n % 10 == 9 else n
        words = [hashlib.sha256(f"{base} {w}".encode()).hexdigest()[:6] for w in range(400)]
        head = f"This outlet {n} brings an agency text. " if base != n else ""
        day = f"2026-{1 + n % 12:02d}-{1 + n % 28:02d}"
        shingles = unpack_shingles(shingles_of(head + " ".join(words)))
        texts.append(
            Text(f"{n:064d}", shingles, url=f"https://o{n}.example/a", published=day, agency="Wire" if n % 3 else None)
        )
    for size in (count // 4, count // 2, count):
        some = texts[:size]
        begun = time.process_time()
        found = group_sources(some)
        took = time.process_time() - begun
        groups = len(set(found.group_of.values()))
        _row("group documents of 400 words", took / size, f"each; {took:.1f} s for {size:,}, {size - groups:,} copies")


def main(arguments: list[str]) -> None:
    """Print the table."""
    growing_pages = int(arguments[0]) if arguments else 230
    others = int(arguments[1]) if len(arguments) > 1 else 2000
    print("CPU time of one core, medians")
    with tempfile.TemporaryDirectory() as name:
        growing(growing_pages, Path(name))
        again(others, Path(name))
    copies(others)


if __name__ == "__main__":
    main(sys.argv[1:])
