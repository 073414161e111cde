"""How a record bears growth: merging, one page more, the same pages again, and copies found among many documents.

python -m bench.record                  small, a minute or so
python -m bench.record 230 1000 3000    cases of so many pages, and four times as many captures of the largest for the rest
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.growing import Page, pages
from communique.pipeline import add
from communique.record import Record, Run, open_record
from communique.record.sources import Text, group_sources, shingles_of, unpack_shingles
from communique.words import Article, Capture

RUN = Run("bench", "bench", "bench")
MORE = 3
"""Pages that are added one by one to a case of each size."""
PAGE = 40_000
"""Bytes of a page that is added again: what an article page weighs without its pictures."""


def _seconds(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _row(what: str, seconds: float, note: str = "") -> None:
    print(f"{what:<46} {seconds * 1000:>9.1f} ms   {note}", flush=True)


def growing(sizes: Sequence[int], folder: Path) -> None:
    """Print what merging a case of each size costs at once, and one page more, in seconds of one core; fail where a record
    that grew, to the smallest size, differs from one merged at once."""
    made = list(pages(max(sizes) + MORE))
    first = 0.0
    for count in sizes:
        with open_record(folder / f"growing {count}", create=True) as record:
            _keep(record, made[:count])
            whole = _seconds(record.refresh)
            _row(f"merge {count:,} pages at once", whole, f"{whole / count * 1000:.1f} ms a page")
            more = []
            for page in made[count : count + MORE]:
                _keep(record, [page])
                more.append(_seconds(record.refresh))
            one = statistics.median(more)
            first = first or one
            note = f"{whole / one:.1f} times less than the whole; {one / first:.1f} times that on {sizes[0]:,}"
            _row(f"one page more on {count:,}", one, note)
            grown = list(record.export_jsonl()) if count == sizes[0] else None
        if grown is not None:
            with open_record(folder / "whole", create=True) as record:
                _keep(record, reversed(made[: count + MORE]))
                if list(record.export_jsonl()) != grown:
                    raise SystemExit("a record that grew differs from one merged at once")


def _keep(record: Record, some: Iterable[Page]) -> None:
    for page in some:
        record.keep(page.capture, page.article, page.entries, run=RUN)


def again(sizes: Sequence[int], folder: Path) -> None:
    """Print what adding the same captures again costs beside hashing them, for records of each size."""
    for count in sizes:
        with open_record(folder / f"again {count}", create=True) as record:
            for capture in _captures(count):
                article = Article(capture=capture.id, text=f"Page {capture.source}.", blocks=())
                record.keep(capture, article, (), run=RUN)
            record.refresh()
            hashing, adding = [], []
            for _ in range(5):
                hashing.append(_seconds(lambda: _captures(count)))  # noqa: B023 - called at once
                adding.append(_seconds(lambda: _add_again(record, _captures(count))))  # noqa: B023
        alone, whole = statistics.median(hashing), statistics.median(adding)
        _row(f"hash {count:,} captures of 40 kB", alone, f"{alone / count * 1e6:.1f} µs each")
        _row("add them again", whole, f"{whole / count * 1e6:.1f} µs each; {whole / alone:.2f} times the hashing")


def _captures(count: int) -> list[Capture]:
    """Return so many captures; each is hashed as it is made."""
    return [Capture(str(n).encode() * (PAGE // len(str(n))), source=f"{n}.html") for n in range(count)]


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
    sizes = [int(a) for a in arguments] or [100, 230, 500]
    others = max(sizes) * 4
    print("CPU time of one core, medians")
    with tempfile.TemporaryDirectory() as name:
        growing(sizes, Path(name))
        again([others // 4, others // 2, others], Path(name))
    copies(others)


if __name__ == "__main__":
    main(sys.argv[1:])
