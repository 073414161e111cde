"""Every rule and every lexicon entry reads its example and leaves its counter-example alone."""

import tomllib
from importlib.resources import files

import pytest
from tests.annotation.times.times_articles import found_in, read

from communique.annotation import times
from communique.annotation.times.find import READERS
from communique.annotation.times.lexicon import load_rules

FOLDER = files(times.__name__)


def entries(name):
    raw = tomllib.loads(FOLDER.joinpath(name).read_text("utf-8"))
    return [e for kind in raw.values() for e in kind]


@pytest.mark.parametrize("rule", entries("rules.toml"), ids=lambda r: r["id"])
def test_rule_reads_its_example(rule):
    words, value, *edtf = rule["expect"].split(" => ")
    parsed, found = read(rule["example"])
    mine = [t for t in found if t.rule == f"time.{rule['id']}"]
    assert (words, value) in [(parsed.text(t.start, t.end), t.value) for t in mine]
    if edtf:
        assert edtf[0] in [t.date.edtf for t in mine if t.date]


@pytest.mark.parametrize("rule", entries("rules.toml"), ids=lambda r: r["id"])
def test_rule_leaves_its_counter_example(rule):
    _, found = read(rule["counter"])
    assert [t for t in found if t.rule == f"time.{rule['id']}"] == []


@pytest.mark.parametrize("entry", entries("lexicon.toml"), ids=lambda e: e["id"])
def test_word_reads_its_example(entry):
    assert entry["value"] in [value for value, _ in found_in(entry["example"]).values()]


@pytest.mark.parametrize("entry", entries("lexicon.toml"), ids=lambda e: e["id"])
def test_word_leaves_its_counter_example(entry):
    assert found_in(entry["counter"]) == {}


@pytest.mark.parametrize("entry", entries("events.toml"), ids=lambda e: e["id"])
def test_event_word_carries_a_time(entry):
    words, edtf = entry["expect"].split(" => ")
    assert found_in(entry["example"])[words][1].replace("~", "") == edtf


@pytest.mark.parametrize("entry", entries("events.toml"), ids=lambda e: e["id"])
def test_event_word_alone_carries_none(entry):
    assert found_in(entry["counter"]) == {}


def test_every_rule_names_a_reader():
    assert {r.reads for r in load_rules()} - set(READERS) == set()


def test_ids_are_unique():
    ids = [e["id"] for name in ("rules.toml", "lexicon.toml", "events.toml") for e in entries(name)]
    assert sorted(set(ids)) == sorted(ids)
