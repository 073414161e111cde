"""A record that grows: pages told anew with all days moved, so that the same parties meet, strike and promise for years.

The pages are those of the example case, coded once. Each further copy of the case has its days moved by some days more, other
words (so that no page is a copy of another) and ids of its own.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from communique.annotation import annotate
from communique.captures import iter_captures
from communique.cases import load_case
from communique.coding import code
from communique.reading import read
from communique.words import Article, Block, Capture, Entry, as_json, entries

CASE = Path(__file__).resolve().parent.parent / "examples" / "istanbul-abu-dhabi-geneva"
STEP = 3
"""Days by which each copy of the case is moved."""

_DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_ID = re.compile(r'"((?:[a-z]+)-[a-z2-7]{16}|[0-9a-f]{64})"')
_SHAPES = {s.kind: s for s in vars(entries).values() if isinstance(s, type) and issubclass(s, Entry)}


@dataclass(frozen=True)
class Page:
    """A capture with its article and its entries, ready to be kept."""

    capture: Capture
    article: Article
    entries: tuple[Entry, ...]


def pages(count: int) -> Iterator[Page]:
    """Yield so many pages, the same ones every time."""
    case = load_case(CASE / "case.toml")
    coded = []
    for capture in iter_captures([CASE / "captures"]):
        if isinstance(capture, Capture):
            article = read(capture)
            coded.append(
                (article, [json.dumps(as_json(e), ensure_ascii=False) for e in code(annotate(article, case), case)])
            )
    for number in range(count):
        article, lines = coded[number % len(coded)]
        yield _moved(article, lines, number // len(coded))


def _moved(article: Article, lines: list[str], copy: int) -> Page:
    data = f"{article.capture} {copy}".encode()
    capture = Capture(
        data, source=f"{article.capture[:8]}-{copy}.html", url=f"https://example.org/{copy}/{article.capture[:8]}"
    )
    made = [
        _built(_SHAPES[body["kind"]], body) for body in (json.loads(_told_anew(line, capture, copy)) for line in lines)
    ]
    words = " ".join(f"{word}{copy}" for word in article.text.split())
    moved = Article(
        capture=capture.id,
        text=words,
        blocks=(Block("paragraph", 0, len(words)),),
        url=capture.url,
        headline=article.headline,
        publisher=article.publisher,
        published=article.published and _DAY.sub(lambda m: _later(m[1], copy), article.published),
        hijacked=article.hijacked,
    )
    return Page(capture, moved, tuple(made))


def _told_anew(line: str, capture: Capture, copy: int) -> str:
    def renamed(match: re.Match[str]) -> str:
        old = match[1]
        if "-" not in old:
            return f'"{capture.id}"'
        kind = old.split("-", maxsplit=1)[0]
        return f'"{kind}-{hashlib.sha256(f"{old} {copy}".encode()).hexdigest()[:16]}"'

    return _DAY.sub(lambda m: _later(m[1], copy), _ID.sub(renamed, line))


def _later(day: str, copy: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=STEP * copy)).isoformat()
    except ValueError:
        return day


def _built(hint: Any, value: Any) -> Any:
    """Return a value of the record format as the frozen value that it was written from."""
    origin, inner = get_origin(hint), get_args(hint)
    if value is None or origin is dict:
        return value
    if origin in {Union, types.UnionType}:
        return _built(next(i for i in inner if i is not type(None)), value)
    if origin is tuple:
        return tuple(_built(inner[0], v) for v in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        names = [f.name for f in dataclasses.fields(hint)]
        return hint(**{n: _built(hints[n], value[n.rstrip("_")]) for n in names if n.rstrip("_") in value})
    return value
