"""The list of name pairs, read in an article: one actor for one person or organisation, two for two."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from communique.annotation.actors import find_actors
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.words import Article, Block

PAIRS = tomllib.loads(resources.files("communique.annotation.actors").joinpath("pairs.toml").read_text("utf-8"))


def owner(text, start, name, mentions):
    """The actor whose mention ends where the name ends, else None."""
    end = text.index(name, start) + len(name)
    named = [m for m in mentions if m.end == end and m.start >= start and m.form not in {"pronoun", "demonym"}]
    return named[0].actor if named else None


def owners(one, other):
    """The actors of two names in one article, the longer name first."""
    first, second = (one, other) if len(one) >= len(other) else (other, one)
    paragraphs = (
        f"The mediators met {first} in the morning and spoke of the truce.",
        f"In the evening {second} told reporters that the talks would go on.",
    )
    text = "\n\n".join(paragraphs)
    blocks = (Block("paragraph", 0, len(paragraphs[0])), Block("paragraph", len(paragraphs[0]) + 2, len(text)))
    article = Article("0" * 64, text, blocks, published="2025-11-02", language="en")
    _, mentions = find_actors(parse(article, load_model()[0]))
    return owner(text, 0, first, mentions), owner(text, len(paragraphs[0]), second, mentions)


@pytest.mark.parametrize("table", ["same", "same_organisation"])
def test_one_of_two_names_is_one_actor(table):
    found = {(one, other): owners(one, other) for one, other in PAIRS[table]}
    assert [pair for pair, (a, b) in found.items() if a is None or a != b] == []


@pytest.mark.parametrize("table", ["different", "different_organisations", "parted_by_lists"])
def test_two_are_never_one_actor(table):
    found = {(one, other): owners(one, other) for one, other in PAIRS[table]}
    assert [pair for pair, (a, b) in found.items() if a is not None and a == b] == []
    # the model passes over a few bare names; what is found must nearly always be both
    assert sum(None not in pair for pair in found.values()) >= 0.95 * len(found)
