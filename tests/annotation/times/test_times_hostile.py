"""Times are found in time linear in the text, on text made to hurt."""

import time

import pytest

from communique.annotation.times import find_times
from communique.annotation.tokens import Parse
from communique.words import Article, Block, Sentence, Token

SIZE = 1_500


def make_parse(words, size):
    """One block and one sentence of `size` words, each hung on the one before."""
    tokens, at = [], 0
    for i in range(size):
        text = words[i % len(words)]
        tokens.append(Token(i, at, at + len(text), text, text, "NOUN", "NN", "dep", max(0, i - 1), 0))
        at += len(text) + 1
    text = " ".join(t.text for t in tokens)
    article = Article("x", text, (Block("paragraph", 0, len(text)),), published="2026-06-17")
    return Parse(article, tuple(tokens), (Sentence(0, 0, len(text), 0, size, 0),), ())


@pytest.mark.parametrize(
    "words",
    [
        ["the", "first"], ["12", "1/2"], ["one", "hour", "and"], ["early", "in", "the"], ["half", "a"], ["late", "the"],
        ["10:30", "Sunday"], ["1989", "first"], ["May", "the", "first"], ["the", "week", "after"], ["fiscal", "year"],
        ["between", "3", "and"], ["hours", "after", "the"], ["year-end"], ["Monday", "to"], ["’98", "in"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_cost_grows_with_the_text(words):
    def cost(size):
        parse = make_parse(words, size)
        begun = time.process_time()
        find_times(parse, (), None)
        return time.process_time() - begun

    cost(500)
    small = max(cost(SIZE), 0.05)
    assert cost(4 * SIZE) < 4 * small * 3
