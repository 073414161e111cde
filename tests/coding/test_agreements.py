"""Agreements: those of the past, those that a headline tells, who speaks behind the quotation, promises told side by side."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse, countries, entries

from communique.coding.matching import find_matches
from communique.coding.scene import Scene


def frames(text: str) -> set[str]:
    return {m.frame.id for m in find_matches(Scene(analyse(text)))}


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The 2015 Algiers accord between Mali and the northern rebels lies half-applied.", True),
        ("The accord of May 2015 between Mali and the northern rebels did not last.", True),
        ("The accord between Mali and the northern rebels is far away.", False),
        ("The accord of May 2027 between Mali and the northern rebels is far away.", False),
    ],
)
def test_an_accord_with_a_past_day_of_its_own_was_made(text, past):
    assert ("agree.dated" in frames(text)) is past


def test_what_became_of_a_past_accord_does_not_undo_it():
    found = entries("The accord of May 2015 between Mali and the northern rebels did not last.", "event")
    agreed = [e for e in found if e["type"] == "AGREE"]
    assert [(e["status"], e["date"]["edtf"]) for e in agreed] == [("happened", "2015-05")]


def test_the_venue_before_an_accord_is_no_party():
    scene = Scene(analyse("The 2000 Arusha accord between Burundi and the rebels still stands."))
    (match,) = [m for m in find_matches(scene) if m.frame.id == "agree.dated"]
    assert {scene.country(a) for a in match.actors} == {"BDI"}


@pytest.mark.parametrize("text", ["Accord signed in Doha", "Truce agreed in Doha by Sudan and Chad"])
def test_a_headline_passive_has_no_doer_in_its_subject(text):
    scene = Scene(analyse(text))
    verb = next(t.i for t in scene.tokens if t.text in ("signed", "agreed"))
    assert scene.graph.is_passive(verb)


def test_a_sentence_with_its_full_stop_is_no_headline():
    scene = Scene(analyse("Sudan agreed after a week."))
    assert not scene.graph.is_passive(next(t.i for t in scene.tokens if t.text == "agreed"))


def test_who_promises_stands_behind_what_was_quoted():
    found = entries('"We will free the soldiers," promised President Petro.', "event")
    assert ["COL"] in [countries(e["actor"]) for e in found if e["type"] == "AGREE"]


def test_two_promises_with_clauses_of_their_own_stay_apart():
    text = "Kenya agreed to reopen the border with Somalia.\n\nKenya promised Uganda to send 40 doctors."
    assert len([e for e in entries(text, "event") if e["type"] == "AGREE"]) == 2


def test_who_did_likewise_did_the_same():
    found = entries("The African Union welcomed the Canadian initiative, and the United Nations did likewise.", "event")
    assert [(e["type"], countries(e["actor"])) for e in found] == [("SUPPORT", ["IGO"]), ("SUPPORT", ["UNO"])]


@pytest.mark.parametrize(
    ("text", "pledged"),
    [
        ("Britain said it would finance the monitors.", True),
        ("Britain said it would not finance the monitors.", False),
        ("Britain said France would finance the monitors.", False),
    ],
)
def test_a_side_pledges_what_it_says_it_will_do(text, pledged):
    assert any(e["type"] == "AGREE" for e in entries(text, "event")) is pledged
