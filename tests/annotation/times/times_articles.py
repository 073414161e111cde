"""Articles made from a few sentences, read with the installed model."""

from communique.annotation.model import load_model
from communique.annotation.times import find_times
from communique.annotation.tokens import parse
from communique.words import Article, Block


def make_article(text, published="2026-06-17", country="GBR", **fields):
    blocks, start = [], 0
    for piece in text.split("\n\n"):
        blocks.append(Block("paragraph", start, start + len(piece)))
        start += len(piece) + 2
    return Article("0" * 64, text, tuple(blocks), published=published, publisher_country=country, **fields)


def read(text, published="2026-06-17", country="GBR", quotes=(), **fields):
    nlp, _ = load_model()
    parsed = parse(make_article(text, published, country, **fields), nlp)
    return parsed, find_times(parsed, quotes, None)


def found_in(text, **options):
    """Return {words: (TIMEX3 value, EDTF or None)} of the times in the text; the first of equal words."""
    parsed, times = read(text, **options)
    seen = {}
    for t in times:
        seen.setdefault(parsed.text(t.start, t.end), (t.value, t.date.edtf if t.date else None))
    return seen
