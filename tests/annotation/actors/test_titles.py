"""Every entry of roles.toml and words.toml reads its example and leaves its counter-example alone."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from communique.annotation.actors import find_actors
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.words import Article, Block


def _entries(name, key):
    raw = tomllib.loads(resources.files("communique.annotation.actors").joinpath(name).read_text("utf-8"))
    return [pytest.param(e, id=e["id"]) for e in raw[key]]


def _find(text):
    article = Article("0" * 64, text, (Block("paragraph", 0, len(text)),), published="2025-06-02", language="en")
    return find_actors(parse(article, load_model()[0]), (), None)


@pytest.mark.parametrize("entry", _entries("roles.toml", "roles"))
def test_the_example_of_a_title_is_read(entry):
    title = re.search(r"\[(.+?)\]", entry["example"])[1]
    actors, _ = _find(entry["example"].replace("[", "").replace("]", ""))
    assert title in [r.title for a in actors for r in a.roles]


@pytest.mark.parametrize("entry", _entries("roles.toml", "roles"))
def test_the_counter_example_of_a_title_gives_none(entry):
    actors, mentions = _find(entry["against"])
    assert [r.title for a in actors for r in a.roles] == []
    assert [m.role for m in mentions if m.role] == []


@pytest.mark.parametrize("entry", _entries("words.toml", "nominals"))
def test_the_example_of_a_description_is_an_actor(entry):
    words = re.search(r"\[(.+?)\]", entry["example"])[1]
    text = entry["example"].replace("[", "").replace("]", "")
    actors, mentions = _find(text)
    described = {text[m.start : m.end].removeprefix("The "): actors[m.actor] for m in mentions if m.form == "nominal"}
    # a state's government or delegation stands for the state
    assert described[words].type in (entry["type"], "state")


@pytest.mark.parametrize("entry", _entries("words.toml", "nominals"))
def test_the_counter_example_of_a_description_is_nobody(entry):
    actors, _ = _find(entry["against"])
    assert [a.name for a in actors if not a.named] == []
