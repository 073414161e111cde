"""Every role rule reads its example and not its counter-example, with either model."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from communique.annotation.model import load_model
from communique.annotation.places import find_places
from communique.annotation.tokens import parse
from communique.words import Article, Block

RULES = tomllib.loads(files("communique.annotation.places").joinpath("data/roles.toml").read_text("utf-8"))["rule"]


def role_of(marked):
    at, text = marked.index("["), marked.replace("[", "").replace("]", "")
    nlp, _ = load_model()
    article = Article("0" * 64, text, (Block("paragraph", 0, len(text)),))
    return next((p.role for p in find_places(parse(article, nlp), (), ()) if p.start == at), None)


@pytest.mark.parametrize("rule", RULES, ids=[r["id"] for r in RULES])
def test_rule_reads_its_example_alone(rule):
    wanted = rule["role"] or None
    assert wanted == role_of(rule["example"])
    assert wanted != role_of(rule["counter"])


def test_ids_are_unique():
    assert sorted({r["id"] for r in RULES}) == sorted(r["id"] for r in RULES)
