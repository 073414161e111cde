"""What the world's names lead to, whichever form news chooses."""

from __future__ import annotations

import subprocess
import sys
import zoneinfo

import pytest

from communique.world import (
    by_capital,
    by_demonym,
    by_seat,
    countries,
    country,
    country_by_name,
    seats,
)


@pytest.mark.parametrize(
    ("alpha3", "word"),
    [
        ("USA", "the US"),
        ("USA", "U.S."),
        ("USA", "America"),
        ("GBR", "Britain"),
        ("ARE", "UAE"),
        ("COD", "DRC"),
        ("COD", "Congo"),
        ("COG", "Republic of Congo"),
        ("TUR", "Türkiye"),
        ("CIV", "Côte d’Ivoire"),
        ("CIV", "Ivory Coast"),
        ("KOR", "South Korea"),
        ("PRK", "DPRK"),
        ("RUS", "RUSSIA"),
        ("KOS", "Kosovo"),
        ("SSD", "South Sudan"),
        ("SDN", "Sudan"),
        ("PSE", "State of Palestine"),
    ],
)
def test_a_name_leads_to_its_country(alpha3, word):
    assert alpha3 == country_by_name(word).alpha3


@pytest.mark.parametrize("word", ["us", "turkey", "china", "Europe", "", "Scotland Yard"])
def test_case_counts_and_other_words_lead_nowhere(word):
    assert country_by_name(word) is None


@pytest.mark.parametrize(
    ("alpha3", "word"),
    [
        ("ARE", "Emirati"),
        ("NER", "Nigerien"),
        ("NGA", "Nigerians"),
        ("NLD", "Dutch"),
        ("DNK", "Danes"),
        ("KOR", "Korean"),
        ("PRK", "North Korean"),
        ("DOM", "Dominican"),
        ("USA", "US"),
        ("COD", "Congolese"),
        ("UKR", "UKRAINIAN"),
    ],
)
def test_a_demonym_leads_to_its_country(alpha3, word):
    assert alpha3 == by_demonym(word).alpha3


@pytest.mark.parametrize(
    ("alpha3", "city"),
    [("UKR", "Kiev"), ("UKR", "Kyiv"), ("NLD", "The Hague"), ("USA", "Washington"), ("TCD", "N’Djamena")],
)
def test_a_capital_leads_to_its_country(alpha3, city):
    assert alpha3 == by_capital(city).alpha3


@pytest.mark.parametrize(
    ("state", "sector", "word"),
    [
        ("RUS", "GOV", "the Kremlin"),
        ("USA", "MIL", "Pentagon"),
        ("FRA", "GOV", "the Élysée"),
        ("GBR", "GOV", "Downing Street"),
    ],
)
def test_a_seat_leads_to_who_works_there(state, sector, word):
    assert (state, sector) == (by_seat(word).country, by_seat(word).sector)


def test_every_iso_country_is_there_once():
    assert 250 == len(countries()) == len({c.alpha3 for c in countries()}) == len({c.alpha2 for c in countries()})
    assert all(len(c.alpha3) == 3 and len(c.alpha2) == 2 for c in countries())


def test_other_codes_of_kosovo_lead_to_plovers():
    assert country("XKX").alpha3 == "KOS"
    assert country("ZZZ") is None


def test_every_zone_exists_and_every_seat_has_a_country():
    known = zoneinfo.available_timezones()
    assert [c.zone for c in countries() if c.zone not in known] == []
    assert [s.id for s in seats() if s.country != "EUR" and country(s.country) is None] == []


def test_hemispheres_follow_the_latitude():
    assert (country("UKR").hemisphere, country("ARG").hemisphere) == ("north", "south")


def test_the_table_is_read_on_first_use():
    script = (
        "import importlib; from communique import world; c = importlib.import_module('communique.world.countries'); print(c._load.cache_info().currsize); "
        "world.country_by_name('Mali'); world.by_demonym('Malian'); print(c._load.cache_info().misses)"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True).split() == ["0", "1"]
