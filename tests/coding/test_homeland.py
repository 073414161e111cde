"""Which country and which day a deed has that its clause names no place or day for."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse, entries

from communique.coding.events.homeland import setting
from communique.coding.matching import find_matches
from communique.coding.rounds.sessions import find_sessions
from communique.coding.scene import Scene


def first(text, type_):
    return next(e for e in entries(text, "event") if e["type"] == type_)


@pytest.mark.parametrize(
    ("text", "type_", "country"),
    [
        ("Gunmen killed nine Malian villagers on Monday.", "ASSAULT", "MLI"),  # where those are whom it hit
        ("Thousands of Georgians demonstrated on Monday.", "PROTEST", "GEO"),  # a people gathers at home
        ("A Tunisian court sentenced four activists to prison.", "SANCTION", "TUN"),  # a court sits at home
    ],
)
def test_a_deed_without_a_place_has_a_country(text, type_, country):
    assert first(text, type_)["place"]["country"] == country


def test_what_is_said_to_another_state_has_no_country_by_that():
    assert first("Algiers severed diplomatic relations with Rabat.", "SANCTION")["place"] is None


def test_the_setting_is_no_venue_of_talks():
    text = (
        "Envoys of the Burundian government met in Arusha, Tanzania, on Monday. Tanzania hosts them. Burundi is at war. "
        "Burundi's army shelled hills. Police arrested students."
    )
    scene = Scene(analyse(text))
    matches = find_matches(scene)
    sessions = find_sessions(scene, matches)
    assert setting(scene, sessions) == "BDI"


@pytest.mark.parametrize(
    ("text", "type_", "edtf"),
    [
        (
            "Kenyan students marched on Monday against talks that Davis, a Kenyan minister, has boycotted.",
            "PROTEST",
            "2026-03-09",
        ),
        (
            "In a resolution adopted on March 2, the African Union urged Chad to negotiate with Niger.",
            "REQUEST",
            "2026-03-02",
        ),
        ("Kenya imposed sanctions on Chad on Monday, weeks after Chad had bombed a Kenyan base.", "ASSAULT", ""),
        ("The accord failed in 2013. In August of that year Chad bombed a Kenyan base.", "ASSAULT", "2013-08"),
        ("Talks failed in 2013. Chadian jets bombed a Kenyan base that November.", "ASSAULT", "2013-11"),
        ("Chad waived a 1992 ban on imports from Kenya and bombed a Kenyan base.", "ASSAULT", ""),
    ],
)
def test_the_day_is_that_of_the_deed(text, type_, edtf):
    assert first(text, type_)["date"]["edtf"] == edtf
