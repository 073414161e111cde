"""Places told by words alone: capitals of countries, the city of the dateline, towns that no table knows."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse, article, entries

from communique.annotation import annotate
from communique.coding.scene.whereabouts import dateline_places, with_whereabouts


def added(text: str, **fields) -> list[tuple[str, str | None, str]]:
    before = annotate(article(text, **fields)) if fields else analyse(text)
    return [(p.name, p.country, p.rule) for p in with_whereabouts(before).places if p not in before.places]


def test_a_capital_is_the_city_that_it_is_the_capital_of():
    assert added("They signed the text in the Qatari capital on Monday.") == [("Doha", "QAT", "place.capital")]


def test_the_capital_of_no_named_country_is_that_of_the_one_that_it_is_all_about():
    text = "Mali's army shelled the Malian rebels. Malian crowds marched in the capital on Monday."
    assert added(text) == [("Bamako", "MLI", "place.capital")]
    assert added("Chad and Libya quarrel. Crowds marched in the capital on Monday.") == []


@pytest.mark.parametrize("where", ["in this Alpine resort", "here"])
def test_this_town_is_that_of_the_dateline(where):
    text = f"GENEVA - The envoys of Chad and Libya met {where} on Monday. They flew to Geneva by night."
    assert added(text, dateline="Geneva") == [("Geneva", "CHE", "place.here")]
    assert added(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers killed 20 villagers at Umzimkhulwana on Monday.", "Umzimkhulwana"),
        ("Two armies fought over the town of Qarrazur for a year.", "Qarrazur"),
    ],
)
def test_a_town_that_no_table_knows(text, name):
    assert [n for n, _, _ in added(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The bill was read in Parliament on Monday.",
        "He wrote the letter in Arabic.",
        "The firm raised capital in March.",
        "Mandela spoke on Monday. The envoys of Chad looked at Mandela.",
    ],
)
def test_other_names_are_no_towns(text):
    assert added(text) == []


def test_a_dateline_of_two_cities_names_both():
    text = "GENEVA/BEIJING, May 12 - Envoys met in Geneva on Monday. Others stayed in Beijing."
    assert [p.name for p in dateline_places(annotate(article(text, dateline="Geneva/Beijing")))] == [
        "Geneva",
        "Beijing",
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A court in Tunis sentenced three Libyan officers to death on Monday.", "Tunis"),
        ("The Ugandan army withdrew from Gulu on Monday.", "Gulu"),
        ("Officers from the government in Tunis met Libyan officers on Monday.", None),
        ("Chadian envoys withdrew from talks in Tunis on Monday.", None),
    ],
)
def test_a_court_sits_and_an_army_leaves_at_the_place_named(text, where):
    made = [e for e in entries(text, "event") if e["type"] in ("SANCTION", "COERCE", "RETREAT") or where is None]
    assert made
    assert all((e["place"] or {}).get("name") == where for e in made if e["type"] != "REJECT")
