"""Makes articles out of a few sentences for the coder's tests."""

from __future__ import annotations

from functools import cache

from communique.annotation import annotate
from communique.coding import code
from communique.words import Analysis, Article, Block, Case, as_json


def article(text: str, published: str | None = "2026-03-10T12:00:00+00:00", **fields) -> Article:
    """An article of paragraphs separated by blank lines."""
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(capture="c" * 64, text=text, blocks=tuple(blocks), published=published, language="en", **fields)


@cache
def analyse(text: str, published: str | None = "2026-03-10T12:00:00+00:00") -> Analysis:
    """The analysis of such an article."""
    return annotate(article(text, published))


def entries(text: str, kind: str | None = None, case: Case | None = None) -> list[dict]:
    """The entries of such an article as JSON objects, of one kind if asked."""
    found = [as_json(e) for e in code(analyse(text), case)]
    return [e for e in found if kind is None or e["kind"] == kind]


def countries(refs) -> list[str]:
    """The countries of actor references, sorted."""
    return sorted({r["country"] or r["name"] for r in refs})
