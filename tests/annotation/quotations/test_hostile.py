"""Time stays in proportion to the text on pages made to hurt."""

import time

import pytest

from communique.annotation.quotations import draft_quotes
from communique.annotation.quotations.marks import find_quoted_strings
from communique.annotation.tokens import Parse
from communique.words import Article, Block, Sentence, Token


@pytest.mark.parametrize("unit", ['"', "“", "”", "'a ", "‘a", "“a. ", '"a. ', "''", "«", 'a" "b', "a's ' 'b"])
def test_many_marks_take_seconds(unit):
    text = unit * (300_000 // len(unit))
    begun = time.process_time()
    find_quoted_strings(text, [Block("paragraph", 0, len(text))], [len(text)])
    assert time.process_time() - begun < 8


def make_parse(words, size):
    """One block and one sentence of `size` words, all hung on the first: what a parser may make of a hostile page."""
    tokens, at = [], 0
    for i in range(size):
        text = words[i % len(words)]
        pos = "VERB" if text == "said" else "PUNCT" if text in '"“”,:' else "PROPN"
        dep = "ROOT" if i == 0 else "ccomp" if text == "said" else "nsubj" if pos == "PROPN" else "punct"
        tokens.append(
            Token(
                i,
                at,
                at + len(text),
                text,
                text,
                pos,
                "VBD" if pos == "VERB" else pos,
                dep,
                max(0, i - 1) if i % 3 else 0,
                0,
            )
        )
        at += len(text) + 1
    text = " ".join(t.text for t in tokens)
    blocks = (Block("paragraph", 0, len(text)),)
    return Parse(Article("x", text, blocks), tuple(tokens), (Sentence(0, 0, len(text), 0, size, 0),), ())


@pytest.mark.parametrize(
    "words", [["said"], ["said", "X"], ["“", "X", "”", "said"], ['"', "X", '"', ",", "X", "said"], ["X", ":", '"']]
)
def test_time_grows_with_the_words_not_with_their_square(words):
    def cost(size):
        parse = make_parse(words, size)
        begun = time.process_time()
        draft_quotes(parse)
        return time.process_time() - begun

    cost(500)
    small = max(cost(4_000), 0.02)
    assert cost(24_000) < 6 * small * 4
