"""A sentence or two pasted by hand are read; a line of furniture is not."""

from __future__ import annotations

import pytest

from communique.reading import read
from communique.words import Capture


def page(text: str):
    return read(Capture(text.encode(), "note.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Turkey recalled its ambassador.",
        "Eritrea denied entry to the inspectors.",
        "Gunfire stopped.\nBoth armies went home.",
    ],
)
def test_a_short_note_is_an_article(text):
    article = page(text)
    assert [article.text[b.start : b.end] for b in article.blocks] == text.split("\n")
    assert article.page_kind == "article"


@pytest.mark.parametrize("text", ["Subscribe now.", "Home\nWorld\nSport", "Accept all cookies."])
def test_furniture_alone_is_none(text):
    assert page(text).page_kind == "empty"
