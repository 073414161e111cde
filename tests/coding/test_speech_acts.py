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


@pytest.mark.parametrize(
    ("text", "act", "recipient"),
    [
        ('"Belarus must free every prisoner," Poland said on Monday.', "REQUEST", ["BLR"]),
        ("Turkey said Greece should pull its soldiers back from the islets.", "REQUEST", ["GRC"]),
        ("Armenia will not cede land to Azerbaijan.", "REJECT", ["AZE"]),
        ("Serbia has no intention of recognising Kosovo.", "REJECT", ["KOS"]),
        ("Ethiopia said it had no plans to withdraw from Eritrea.", "REJECT", ["ERI"]),
        ("Chad does not intend to negotiate with Libya.", "REJECT", ["LBY"]),
        ('"There will be no truce," Sudan said.', "REJECT", []),
        ("The Indian plan was out of the question, Pakistan said.", "REJECT", ["IND"]),
        ("Rwanda did not attend the talks with Burundi.", "REJECT", ["BDI"]),
        ("Two Kenyan officials were refused entry to Somalia.", "REJECT", ["KEN"]),
    ],
)
def test_demands_and_refusals_lie_in_modal_words(text, act, recipient):
    found = next(e for e in entries(text, "event") if e["type"] == act)
    assert found["status"] == "happened"
    assert countries(found["recipient"]) == recipient


@pytest.mark.parametrize(
    "text",
    [
        "Poland said it must help its own farmers.",
        "The rain will not leave Poland before Monday.",
        "Poland fears that Belarus will not release the trucks.",
        "The envoys of Chad and Libya will not meet today.",
        "There would be no talks on Sunday, Poland said.",
        "Neither Chad nor Libya is yet ready to sign.",
        "The White House did not respond to a request for comment.",
    ],
)
def test_what_only_sounds_like_a_demand_or_a_refusal_is_none(text):
    assert not [e for e in entries(text, "event") if e["type"] in ("REQUEST", "REJECT")]


def test_a_rejected_demand_is_one_event():
    assert [e["type"] for e in entries("Armenia rejected Azerbaijan's demand for a corridor.", "event")] == ["REJECT"]


def test_a_text_speaks_for_whoever_issued_it():
    found = [
        e for e in entries("A French statement urged Niger to free the president.", "event") if e["type"] == "REQUEST"
    ]
    assert [countries(e["actor"]) for e in found] == [["FRA"]]


def test_an_owner_taken_for_the_subject_is_put_right():
    found = entries("Israel's military issued evacuation orders for villages in Lebanon.", "event")
    assert [(e["type"], countries(e["actor"])) for e in found] == [("REQUEST", ["ISR"])]
