"""Places are named, resolved and given a role as the text has them; the same input gives the same output."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.model import load_model
from communique.annotation.places import find_places, place_of_token
from communique.annotation.tokens import parse
from communique.words import ActorProfile, Article, Block, Mention


def as_article(*paragraphs, country=None):
    blocks, at = [], 0
    for p in paragraphs:
        blocks.append(Block("paragraph", at, at + len(p)))
        at += len(p) + 2
    return Article("0" * 64, "\n\n".join(paragraphs), tuple(blocks), publisher_country=country)


def places_in(*paragraphs, country=None):
    nlp, _ = load_model()
    parsed = parse(as_article(*paragraphs, country=country), nlp)
    return parsed, find_places(parsed, (), ())


def named(places, name):
    return [p for p in places if p.name == name]


def test_other_spelling_gives_the_name_in_use():
    _, places = places_in("Shells fell on Kharkov and Kiev overnight.")
    assert ["Kharkiv", "Kyiv"] == [p.name for p in places]
    assert {"UKR"} == {p.country for p in places}


@pytest.mark.parametrize(
    ("lat", "text"),
    [
        (39.80172, "The mayors of two towns met in Springfield, Illinois, on Monday."),
        (42.10148, "The mayors of two towns met in Springfield, Massachusetts, on Monday."),
    ],
)
def test_the_container_decides(lat, text):
    _, places = places_in(text)
    assert lat == next(p.lat for p in places if p.name == "Springfield")


def test_one_sense_in_an_article():
    text = "The two sides met in Springfield, Illinois."
    _, places = places_in(text, "Talks in Springfield will go on.")
    assert {39.80172} == {p.lat for p in named(places, "Springfield")}


def test_other_places_decide():
    _, places = places_in(
        "Fires burned near Edmonton, Calgary and Red Deer in Alberta.", "Crews from London and Toronto in Ontario came.",
        "They had met in London, Ont., in May.",
    )  # fmt: skip
    assert {"CAN"} == {p.country for p in named(places, "London")}


def test_a_great_name_alone_is_the_great_city():
    _, places = places_in("The envoys met in London on Monday and in Paris on Tuesday.")
    assert ["GBR", "FRA"] == [p.country for p in places]


def test_context_alone_makes_no_country_a_town():
    _, places = places_in(
        "Officials in Ohio, Texas, New York, Chicago, Houston and Dallas spoke of the United States.",
        "Moscow, Kyiv and Paris did not comment. Russia, Lebanon and Jordan sent aid to Cuba.",
    )
    countries = {p.name: p.country for p in places if p.country != "USA"}
    assert {"Moscow": "RUS", "Kyiv": "UKR", "Paris": "FRA", "Russia": "RUS", "Lebanon": "LBN", "Jordan": "JOR",
            "Cuba": "CUB"} == countries  # fmt: skip


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("GEO", "Georgia and Armenia signed the pact in Tbilisi, near Batumi in Georgia."),
        ("USA", "The governors of Georgia, Alabama and Florida met in Atlanta, near Savannah in Georgia."),
    ],
)
def test_georgia_is_what_the_article_is_about(country, text):
    _, places = places_in(text)
    assert {country} == {p.country for p in named(places, "Georgia")}


def test_kinds_are_told_apart():
    _, places = places_in(
        "They met at the Palais des Nations in Geneva.", "Fighting went on in Donetsk region.", "Ships left the Red Sea."
    )  # fmt: skip
    kinds = {p.name: p.granularity for p in places}
    assert {"Palais des Nations": "site", "Geneva": "city", "Red Sea": "area"}.items() <= kinds.items()
    assert "region" in kinds.values()


def test_disputed_land_is_an_area_of_no_state():
    _, places = places_in("They spoke about Crimea, the Golan Heights and Kashmir.")
    assert {(None, "area")} == {(p.country, p.granularity) for p in places}


def test_the_dateline_is_no_venue():
    _, places = places_in("NAIROBI (Wire) — The two sides met in Addis Ababa on Monday.")
    assert ["dateline", "event"] == [p.role for p in places]


def test_a_country_before_talks_is_the_venue_only_with_a_city_of_it():
    _, with_city = places_in("Envoys met in Abu Dhabi.", "The UAE talks ended on Monday.")
    _, without = places_in("Envoys met in Geneva.", "The UAE talks ended on Monday.")
    assert ["event"] == [p.role for p in named(with_city, "United Arab Emirates")]
    assert [None] == [p.role for p in named(without, "United Arab Emirates")]


def test_a_seat_that_speaks_is_no_place():
    _, places = places_in("The Kremlin rejected the plan.", "They met at the Kremlin.")
    assert [("Kremlin", "event")] == [(p.name, p.role) for p in places]


def test_a_person_is_no_place():
    nlp, _ = load_model()
    parsed = parse(as_article("Paris Hilton left. Reporters asked Paris about it."), nlp)
    start = parsed.article.text.rindex("Paris")
    actors = (ActorProfile("Paris Hilton", "person"),)
    mentions = (Mention(0, 12, 0, 1, "name"), Mention(start, start + 5, 0, 6, "short"))
    assert () == find_places(parsed, actors, mentions)


@pytest.mark.parametrize(
    ("place", "word", "text"),
    [
        ("Kremlin", "held", "Envoys held talks with the president at the Kremlin in Moscow."),
        ("Davos", "met", "The two presidents met in Davos on Thursday."),
        ("Abu Dhabi", "talks", "The Abu Dhabi talks ended on Friday."),
        ("Istanbul", "talks", "They said that talks in Istanbul had failed."),
        (None, "rejected", "The minister rejected the plan."),
        (None, "demanded", "They demanded control of Abyei."),
    ],
)
def test_the_governing_place(place, word, text):
    parsed, places = places_in(text)
    token = next(t for t in parsed.tokens if t.text == word)
    found = place_of_token(parsed, places, token.i)
    assert place == (found.name if found else None)


PIECES = ["in", "Geneva", "Illinois", ",", "Springfield", "the", "Red Sea", "of", "Kyiv", "region", "said", "at", "-", "Russian",
          "North", "(", ")", "—", "Ky.", "met", "Xyzzq", "from", ".", "and", "City"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
@settings(deadline=None, max_examples=60)
def test_offsets_hold_and_runs_agree(words):
    text = " ".join(words)
    parsed, places = places_in(text)
    assert places == find_places(parsed, (), ())
    end = 0
    for p in places:
        assert end <= p.start < p.end <= len(text)
        end = p.end
        assert (p.lat is None) == (p.lon is None)
        assert p.granularity in {"site", "city", "region", "country", "continent", "area"}
        assert p.role in {None, "event", "object", "dateline", "origin"}
