"""Cuts the article into sentences and words, a block at a time, and keeps what the model says of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from communique.annotation.compounds import join_compounds
from communique.reading.dateline import read_dateline
from communique.words import Article, Entity, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Parse", "parse"]


@dataclass(frozen=True)
class Parse:
    """Words, sentences and raw names of one article: what all annotators start from."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    def text(self, start: int, end: int) -> str:
        """Return the article text from `start` to `end`, in code points."""
        return self.article.text[start:end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds the code point `offset`, None between sentences."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that lie wholly or partly between two code points."""
        return self.tokens[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]


_LAST_DATELINE = 6
_LONGEST_PIECE = 20_000
_LONGEST_WORD = 400


def _without_dateline(article: Article, number: int) -> list[tuple[int, int]]:
    """Return the block in one part, or in two where it opens with a dateline ("CAIRO, 3 May (Agency) —").

    Read as part of the sentence, the dateline's city and country become its subject.
    """
    b = article.blocks[number]
    if number > _LAST_DATELINE or b.kind != "paragraph":
        return [(b.start, b.end)]
    dateline = read_dateline(article.text[b.start : min(b.end, b.start + 200)])
    if dateline is None or b.start + dateline.end >= b.end:
        return [(b.start, b.end)]
    at = b.start + dateline.end
    return [(b.start, at), (at, b.end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans in which a block is parsed: the whole block, but a hostile one in pieces.

    The tokenizer takes quadratic time on thousands of brackets in a row, and the parser's memory grows with the piece.
    """
    at = start
    for run in re.finditer(rf"\S{{{_LONGEST_WORD},}}", text[start:end]):
        if start + run.start() > at:
            yield from _cut(at, start + run.start(), _LONGEST_PIECE)
        yield from _cut(start + run.start(), start + run.end(), _LONGEST_WORD)
        at = start + run.end()
    if at < end:
        yield from _cut(at, end, _LONGEST_PIECE)


def _cut(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, size):
        yield at, min(at + size, end)


def parse(article: Article, nlp: Language) -> Parse:
    """Return the article's words, sentences and raw names. A sentence never crosses a block (paragraph first)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    spans = [
        (number, *piece)
        for number, b in enumerate(article.blocks)
        for part in _without_dateline(article, number)
        for piece in _pieces(article.text, *part)
    ]
    texts = [article.text[start:end] for _, start, end in spans]
    for (number, base, _), doc in zip(spans, nlp.pipe(texts, batch_size=64), strict=True):
        join_compounds(doc)
        index: dict[int, int] = {}
        words = [w for w in doc if not w.is_space]
        for w in words:
            index[w.i] = len(tokens) + len(index)
        first_token = len(tokens)
        for span in doc.sents:
            inside = [w for w in span if not w.is_space]
            if not inside:
                continue
            s = Sentence(
                i=len(sentences),
                start=base + inside[0].idx,
                end=base + inside[-1].idx + len(inside[-1].text),
                first=index[inside[0].i],
                last=index[inside[-1].i] + 1,
                block=number,
            )
            sentences.append(s)
            for w in inside:
                head = index.get(w.head.i, index[w.i])
                tokens.append(
                    Token(
                        i=index[w.i],
                        start=base + w.idx,
                        end=base + w.idx + len(w.text),
                        text=w.text,
                        lemma=w.lemma_ or w.text.lower(),
                        pos=w.pos_,
                        tag=w.tag_,
                        dep=w.dep_,
                        head=head,
                        sentence=s.i,
                    )
                )
        if len(tokens) - first_token != len(words):
            msg = f"the model left out words of block {number} of capture {article.capture}"
            raise AssertionError(msg)
        entities.extend(Entity(base + e.start_char, base + e.end_char, e.label_) for e in doc.ents)
    return Parse(article, tuple(tokens), tuple(sentences), tuple(entities))
