"""Who is found in an article, and where."""

from __future__ import annotations

from communique.annotation.actors import find_actors
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.words import Article, Block


def test_a_state_and_a_person_are_found():
    text = "Kenyan President William Ruto met Uganda's delegation."
    article = Article("0" * 64, text, (Block("paragraph", 0, len(text)),), published="2025-03-01")
    actors, mentions = find_actors(parse(article, load_model()[0]), (), None)
    assert "William Ruto" in [a.name for a in actors]
    assert "UGA" in [a.country for a in actors]
    assert all(text[m.start : m.end].strip() for m in mentions)
