"""Every phrase entry of the lexicon reads its example and leaves its counter-example alone."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from communique.annotation.model import load_model
from communique.annotation.quantities import find_quantities
from communique.annotation.quantities.prices import tells_prices
from communique.annotation.tokens import parse
from communique.words import Article, Block

RAW = tomllib.loads(files("communique.annotation.quantities").joinpath("data/lexicon.toml").read_text("utf-8"))
ENTRIES = [(kind, entry) for kind in ("qualifier", "total", "cumulative", "each") for entry in RAW[kind]]


def says(kind, entry, sentence):
    sentence = sentence[0].upper() + sentence[1:] + "."
    nlp, _ = load_model()
    article = Article("0" * 64, sentence, (Block("paragraph", 0, len(sentence)),))
    quantities = find_quantities(parse(article, nlp), ())
    if kind == "qualifier":
        return any(q.qualifier == entry["value"] for q in quantities)
    if kind == "total":
        return any(q.scope == "all" for q in quantities)
    if kind == "cumulative":
        return any(q.cumulative for q in quantities)
    return any(q.scope == "each" for q in quantities)


@pytest.mark.parametrize(("kind", "entry"), ENTRIES, ids=[e["id"] for _, e in ENTRIES])
def test_entry_reads_its_example_alone(kind, entry):
    assert says(kind, entry, entry["example"])
    assert not says(kind, entry, entry["counter"])


def test_ids_are_unique():
    ids = [e["id"] for _, e in ENTRIES]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize(("key", "wanted"), [("example", True), ("counter", False)])
def test_figures_beside_a_market_are_prices(key, wanted):
    nlp, _ = load_model()
    sentence = RAW["prices"][key] + "."
    article = Article("0" * 64, sentence, (Block("paragraph", 0, len(sentence)),))
    quantities = find_quantities(parse(article, nlp), ())
    assert quantities
    assert all(q.rule.startswith("price:") is wanted for q in quantities)


@pytest.mark.parametrize("market", RAW["prices"]["markets"])
def test_every_market_is_told(market):
    assert tells_prices(f"On Friday {market} fell")
    assert not tells_prices(f"On Friday x{market}x fell")


def test_a_ticker_is_told_and_an_abbreviation_is_not():
    assert all(tells_prices(f"Shares of it {t} rose") for t in (".SPX", "XOM.N", "(AAPL.O)", "EUR="))
    assert not any(
        tells_prices(t) for t in ("The U.S. Navy left.", "He spoke to the U.N. envoy.", "At the end. THEN it rose")
    )
