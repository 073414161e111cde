"""What is done by saying what one will or will not do."""

from __future__ import annotations

import pytest
from tests.coding.texts import countries, entries


def kinds(text):
    return {(e["type"], e["status"]) for e in entries(text, "event")}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Eritrea said it would withdraw its soldiers from the Ethiopian town of Zalambessa.", "CONCEDE"),
        ("Norway said it would send food to Sudan.", "AGREE"),
        ("Turkey said it would impose sanctions on Syria.", "THREATEN"),
        ("Hamas said it would not release the Israeli hostages.", "REJECT"),
        ("Serbia will not recognise Kosovo.", "REJECT"),
    ],
)
def test_saying_what_one_will_do_is_an_act_of_its_own(text, act):
    assert (act, "happened") in kinds(text)


def test_what_others_are_said_to_do_is_no_pledge_of_theirs():
    assert not any(t == "AGREE" for t, _ in kinds("Norway said that Sweden would send food to Sudan."))


def test_a_plan_told_by_the_reporter_is_no_threat():
    assert not any(t == "THREATEN" for t, _ in kinds("Turkey will impose sanctions on Syria."))


def test_a_town_stands_for_the_state_in_which_it_lies():
    found = next(e for e in entries("Russian drones struck Kharkiv on Sunday.", "event") if e["type"] == "ASSAULT")
    assert countries(found["recipient"]) == ["UKR"]
    actor = next(a for a in entries("Russian drones struck Kharkiv on Sunday.", "actor") if a["country"] == "UKR")
    assert actor["evidence"][0]["exact"] == "Kharkiv"


def test_a_finite_verb_is_not_coordinated_with_an_infinitive():
    text = "Colombian President Gustavo Petro flew to Arauca to lead meetings on security and called on the ELN to lay down its arms."
    assert ("REQUEST", "happened") in kinds(text)
