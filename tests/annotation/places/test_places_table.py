"""The place table opens without reading it in, finds by folded name, and says so when it is damaged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.places.fold import fold_name
from communique.annotation.places.meanings import meanings_of, meanings_of_adjective, short_form
from communique.annotation.places.table import MAGIC, PlaceTable, encode_id, open_table
from communique.errors import DataError


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("saint petersburg", "St. Petersburg"),
        ("nagorno karabakh", "Nagorno-Karabakh"),
        ("medina", "Médina"),
        ("lodz", "Łódź"),
        ("sharm el sheikh", "Sharm el-Sheikh"),
        ("hai dian", "Hai’ Dian".replace("’ ", " ")),
    ],
)
def test_folding(key, name):
    assert key == fold_name(name)


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_folding_twice_is_folding_once(name):
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.integers(0, 220_000))
@settings(deadline=None, max_examples=200)
def test_every_record_is_found_by_its_name(record):
    table = open_table()
    record = min(record, table.rows - 1)
    name = table.name(record)
    spot = table.spot(record)
    assert -90 <= spot.lat <= 90
    assert -180 <= spot.lon <= 180
    if name is not None and len(fold_name(name)) > 2:
        found = table.find(fold_name(name))
        assert record in [s.record for s in found] or len(found) == 64


@pytest.mark.parametrize("key", ["", "zzzzzz", "\x00", "a" * 500, "kyi", "ky"])
def test_unknown_names_give_nothing_that_is_not_theirs(key):
    assert all(fold_name(open_table().name(s.record) or key) for s in open_table().find(key))
    assert () == open_table().find(key + "\x01")


def test_record_numbers_are_three_printable_characters():
    codes = [encode_id(n) for n in (0, 91, 92, 92 * 92, 220_000)]
    assert all(len(c) == 3 and c.isprintable() and "\t" not in c for c in codes)
    assert sorted(codes) == codes


@pytest.mark.parametrize("data", [b"", b"something else", MAGIC[:5]])
def test_a_damaged_table_is_told(data):
    with pytest.raises(DataError, match="damaged"):
        PlaceTable(data)


def test_meanings_know_what_news_calls_a_place():
    assert ("country", "USA") == (meanings_of("the US")[0].kind, meanings_of("the US")[0].country)
    assert "Ukraine" == meanings_of_adjective("Ukrainian")[0].name
    assert ("Kentucky", "region") == (short_form("Ky.")[0].name, short_form("Ky.")[0].kind)
    assert "Geneva" == meanings_of("Geneva")[0].name
    assert () == meanings_of("turkeys and us")
