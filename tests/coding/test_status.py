"""Denials, modals and purposes stay in their own clause; who accuses is the source of the charge."""

import pytest
from tests.coding.texts import countries, entries


def events(text):
    return {(e["type"], e["status"]) for e in entries(text, "event")}


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        (
            "Syrian rebels said that the conditions had not changed and that they had agreed with Russia on the buses.",
            ("AGREE", "happened"),
            ("AGREE", "did_not_happen"),
        ),
        (
            "Iran has been pressing Iraq to leave the base, in order to open up a route to the coast.",
            ("REQUEST", "happened"),
            ("RETREAT", "planned"),
        ),
        (
            "The White House condemned it, saying that the attack on the convoy was unacceptable.",
            ("ACCUSE", "happened"),
            ("REJECT", "happened"),
        ),
        ("Not only Iran but also Russia attacked the base in Syria.", ("ASSAULT", "happened"), ("ASSAULT", "denied")),
    ],
)
def test_a_clause_keeps_what_denies_or_bounds_it(text, told, not_told):
    assert told in events(text)
    assert not_told not in events(text)


def test_a_denied_subject_denies_the_deed():
    text = 'The envoy said: "Not the United States nor its allies are preventing Syrians from leaving the camp."'
    assert ("COERCE", "claimed") not in events(text)


def test_who_accuses_is_the_source_of_the_charge():
    found = {e["type"]: e for e in entries("Ukraine accused Russia of shelling Kharkiv.", "event")}
    assert found["ASSAULT"]["status"] == "claimed"
    assert found["ASSAULT"]["attribution"]["kind"] == "named"
    assert found["ACCUSE"]["attribution"]["kind"] == "narrator"


def test_each_other_stands_for_those_who_do_it():
    [e] = entries("Cambodia and Thailand blamed each other on Monday.", "event")
    assert (countries(e["actor"]), countries(e["recipient"])) == (["KHM", "THA"], ["KHM", "THA"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru and Chile reached an agreement to meet again in Lima in May.", True),
        ("Peru and Chile parted with no deal beyond an agreement to meet again in Lima in May.", True),
        ("Peru and Chile reached no agreement to meet again in Lima in May.", False),
    ],
)
def test_the_infinitive_after_an_agreement_is_planned_where_there_is_one(text, told):
    assert (("CONSULT", "planned") in events(text)) == told


@pytest.mark.parametrize("told", ["ruled out recognising Kosovo", "ruled out talking to Kosovo"])
def test_what_is_ruled_out_did_not_happen(told):
    made = entries(f"Serbia {told} on Monday.", "event")
    assert [e["type"] for e in made] == ["REJECT"]
    went_on = entries("Serbia's envoy walked out accusing Kosovo of bad faith.", "event")
    assert "ACCUSE" in [e["type"] for e in went_on]
