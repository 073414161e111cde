"""When two names are one person's, and when they must never be merged."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.actors.people import given_gender, may_be_short_for, read_person_name, same_person

PAIRS = tomllib.loads(resources.files("communique.annotation.actors").joinpath("pairs.toml").read_text("utf-8"))


def _without_title(name):
    return name.removeprefix("President ")


@pytest.mark.parametrize(("one", "other"), PAIRS["same"])
def test_one_person_under_two_names(one, other):
    assert same_person(_without_title(one), _without_title(other))
    assert same_person(_without_title(other), _without_title(one))


@pytest.mark.parametrize(("one", "other"), PAIRS["different"])
def test_two_persons_stay_two(one, other):
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_the_list_is_long_enough():
    assert len(PAIRS["same"]) + len(PAIRS["different"]) >= 300


@pytest.mark.parametrize(
    ("short", "full"),
    [("Clinton", "Hillary Clinton"), ("Xi", "Xi Jinping"), ("Kim", "Kim Jong Un"), ("Trong", "Nguyen Phu Trong")],
)
def test_a_family_name_stands_for_the_full_name(short, full):
    assert may_be_short_for(short, full)


def test_a_given_name_stands_for_it_only_where_allowed():
    assert not may_be_short_for("Abiy", "Abiy Ahmed")
    assert may_be_short_for("Abiy", "Abiy Ahmed", given=True)


@pytest.mark.parametrize(
    ("gender", "name"), [("f", "Giorgia Meloni"), ("m", "Salva Kiir"), (None, "Xi Jinping"), (None, "Meloni")]
)
def test_given_names_tell_the_gender(gender, name):
    assert given_gender(name) == gender


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared_the_same_both_ways(one, other):
    assert same_person(one, other) in (True, False)
    assert read_person_name(one) == read_person_name(one)
