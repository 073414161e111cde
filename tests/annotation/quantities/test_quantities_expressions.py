"""The expressions of expressions.tsv are read as the file says, with either model."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.annotation.model import load_model
from communique.annotation.quantities import find_quantities
from communique.annotation.tokens import parse
from communique.words import Article, Block

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("expressions.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def as_article(*paragraphs):
    blocks, at = [], 0
    for p in paragraphs:
        blocks.append(Block("paragraph", at, at + len(p)))
        at += len(p) + 2
    return Article("0" * 64, "\n\n".join(paragraphs), tuple(blocks))


def number(text):
    return float(text) if text else None


@pytest.fixture(scope="module")
def read():
    nlp, _ = load_model()
    articles = as_article(*(line[0].replace("[", "").replace("]", "") for line in LINES))
    parsed = parse(articles, nlp)
    return parsed, find_quantities(parsed, ())


@pytest.mark.parametrize("n", range(len(LINES)), ids=[line[0] for line in LINES])
def test_expression(read, n):
    parsed, quantities = read
    block = parsed.article.blocks[n]
    marked = LINES[n][0]
    start = block.start + marked.index("[")
    end = block.start + marked.index("]") - 1
    over = [q for q in quantities if q.start < end and q.end > start]
    want = LINES[n][1:]
    if want[0] == "-":
        assert [] == over
        return
    (q,) = over
    value, low, high, qualifier, unit, counted, scope, cumulative = want
    assert (number(value), number(low), number(high)) == (q.value, q.low, q.high)
    assert (qualifier, unit, counted) == (q.qualifier, q.unit, q.counted)
    assert (scope or None, cumulative == "1") == (q.scope, q.cumulative)
    if not marked.startswith("In all"):
        assert parsed.text(start, end) == parsed.text(q.start, q.end)
