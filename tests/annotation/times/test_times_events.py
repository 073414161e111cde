"""The days of an event, told by more than one day of it."""

import pytest
from tests.annotation.times.times_articles import found_in, read

from communique.annotation.times import date_of_event, find_times, gather_occurrences


def days_of(text, word, **options):
    parsed, times = read(text, **options)
    token = next(t for t in parsed.tokens if t.text == word)
    found = date_of_event(times, parsed, token.i)
    return found.edtf if found else None


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("The factions completed a third day of talks in Geneva on Saturday.", "talks", "2026-06-11/2026-06-13"),
        ("The factions completed a third day of talks in Geneva on Saturday.", "completed", "2026-06-11/2026-06-13"),
        ("A two-day summit opened in Nairobi on Monday.", "summit", "2026-06-15/2026-06-16"),
        ("Three-day talks ended in Nairobi on Monday.", "talks", "2026-06-13/2026-06-15"),
        ("The factions held talks in Geneva on Saturday.", "talks", "2026-06-13"),
        ("The factions held talks in Geneva.", "talks", None),
        ("The factions ended a second day of talks on Saturday, but agreed to meet on July 3.", "meet", "2026-07-03"),
    ],
)
def test_the_days_of_an_event(text, word, edtf):
    assert days_of(text, word) == edtf


def test_a_war_is_not_dated_by_what_happens_in_it():
    parsed, times = read("On Saturday the envoys tried to end the deadliest war of the century.")
    assert [o for o in gather_occurrences(parsed, times) if o.kind == "conflict"] == []


def test_a_world_war_is_no_event_of_the_article():
    text = (
        "The factions held talks on Saturday. It is the longest siege since World War II and the worst since the war."
    )
    assert [w for w in found_in(text) if "World" in w] == []


def test_of_two_talks_the_one_named_is_meant():
    text = (
        "Delegates met in Oslo in March 2025. The factions held talks in Geneva on Saturday. "
        "A bomb went off hours after the Geneva talks."
    )
    assert found_in(text)["hours after the Geneva talks"][1] == "2026-06-13/2026-06-14"


def test_an_event_without_a_day_resolves_nothing():
    assert found_in("A bomb went off shortly after the talks.") == {}


def test_a_war_whose_beginning_is_not_told_is_open_at_its_start():
    assert (
        found_in("Nine towns have fallen since the start of the war.")["since the start of the war"][1]
        == "../2026-06-17"
    )


def test_the_order_of_reading_does_not_matter():
    parsed, times = read("The factions held talks in Geneva on Saturday. Shells fell after the talks.")
    assert times == find_times(parsed, (), None)
