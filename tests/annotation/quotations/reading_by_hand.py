"""What the tests of quotations share: articles from plain text, and quotations shown as words."""

from functools import cache

from communique.annotation.model import load_model
from communique.annotation.quotations import draft_quotes
from communique.annotation.tokens import parse
from communique.words import Article, Block


def make_article(text, *, kinds=None, page_kind="article"):
    blocks = []
    at = 0
    for n, part in enumerate(text.split("\n\n")):
        if part.strip():
            blocks.append(Block((kinds or {}).get(n, "paragraph"), at, at + len(part)))
        at += len(part) + 2
    return Article("test", text, tuple(blocks), page_kind=page_kind)


def parse_text(text, **options):
    nlp, _ = load_model()
    return parse(make_article(text, **options), nlp)


@cache
def read_quotes(text):
    return draft_quotes(parse_text(text))


def text_of(text, start, end):
    return None if start is None else text[start:end]


def shown(text, *, form=None):
    """(words, speaker's words) of each quotation of the text, of one form where given."""
    return [
        (q.text, text_of(text, q.speaker_start, q.speaker_end))
        for q in read_quotes(text)
        if form is None or q.form in form
    ]
