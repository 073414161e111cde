"""Towns of the news, disputed and vanished areas are found under the names that news gives them; the table is pinned."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

import pytest

from communique.annotation.places.meanings import meanings_of
from communique.annotation.places.table import open_table
from communique.world import country

DATA = files("communique.annotation.places").joinpath("data")
TOWNS = tomllib.loads(DATA.joinpath("towns.toml").read_text("utf-8"))
AREAS = tomllib.loads(DATA.joinpath("areas.toml").read_text("utf-8"))
BUILT = "06070392de0df1b8da64b188a8e7191f3748facae0f3b324449c66010be84497"


def test_the_table_is_the_one_that_was_built_from_the_pinned_inputs():
    assert BUILT == hashlib.sha256(DATA.joinpath("places.bin").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", TOWNS["spellings"])
def test_a_town_is_found_under_the_spelling_of_the_news(name):
    best = meanings_of(name)[0]
    assert (name, TOWNS["spellings"][name][1], "city") == (best.name, best.country, best.granularity)


@pytest.mark.parametrize("name", TOWNS["towns"])
def test_a_town_that_no_list_counts_is_found(name):
    _, code, lat, lon, granularity = TOWNS["towns"][name]
    best = meanings_of(name)[0]
    assert (name, code or None, lat, lon, granularity) == (
        best.name,
        best.country,
        best.lat,
        best.lon,
        best.granularity,
    )


@pytest.mark.parametrize(
    ("name", "code", "lat", "lon"),
    [
        ("El Fasher", "SDN", 13.6, 25.3),
        ("Goma", "COD", -1.7, 29.2),
        ("Uvira", "COD", -3.4, 29.1),
        ("Bukavu", "COD", -2.5, 28.8),
        ("Pokrovsk", "UKR", 48.3, 37.2),
        ("Kupiansk", "UKR", 49.7, 37.6),
        ("Kupyansk", "UKR", 49.7, 37.6),
        ("Rafah", "PSE", 31.3, 34.2),
        ("Lashio", "MMR", 22.9, 97.7),
        ("Beni", "COD", 0.5, 29.5),
        ("Qamishli", "SYR", 37.1, 41.2),
        ("Zaporizhzhia", "UKR", 47.9, 35.1),
    ],
)
def test_small_towns_at_war_resolve(name, code, lat, lon):
    best = meanings_of(name)[0]
    assert (code, "city") == (best.country, best.granularity)
    assert (lat, lon) == pytest.approx((best.lat, best.lon), abs=0.1)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kashmir", None),
        ("the Golan Heights", None),
        ("Crimea", None),
        ("East Jerusalem", None),
        ("Abkhazia", None),
        ("the Soviet Union", None),
        ("the Sahel", None),
        ("the Horn of Africa", None),
        ("Western Sahara", "ESH"),
        ("Donbas", "UKR"),
        ("the West Bank", "PSE"),
        ("Transnistria", "MDA"),
        ("Nagorno-Karabakh", "AZE"),
    ],
)
def test_areas_have_the_code_that_the_united_nations_counts_them_in_or_none(name, code):
    assert code == meanings_of(name)[0].country


def test_other_towns_keep_their_names():
    assert "USA" == meanings_of("Jenks")[0].country
    assert "Goris" == next(m for m in meanings_of("Goris") if m.country == "ARM").name
    assert all(m.name != "Goris" or m.country != "GEO" for m in meanings_of("Goris"))


def test_every_region_has_the_point_of_the_table():
    for name, _, code in AREAS["regions"].values():
        best = meanings_of(name)[0]
        assert best.record is not None
        assert (code, "region", open_table().spot(best.record).lat) == (best.country, best.granularity, best.lat)


def test_every_country_of_a_hand_made_entry_is_one():
    codes = {row[-4 if len(row) == 6 else 2] for row in AREAS["areas"].values()}
    codes |= {row[1] for row in TOWNS["towns"].values()}
    assert all(country(code) for code in codes if code)
