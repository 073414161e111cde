"""What changed between two runs, as text: decisions first, each slot with both values, captured text made safe."""

from __future__ import annotations

from communique.dossier.changes import diff_rows, diff_text
from communique.dossier.reviewing import decision_state
from communique.record import Change, Decision, RunDiff

PLACE = {"name": "Tbilisi", "country": "GEO", "lat": 41.7, "lon": 44.8, "granularity": "city", "role": "event"}
ROUND = {
    "kind": "round",
    "id": "round-a",
    "label": "Talks \x1b[31m",
    "ordinal": None,
    "date": {"edtf": "", "start": None, "end": None, "granularity": "unknown", "expression": ""},
    "place": None,
    "parties": [],
}


def a_diff(*slots, change="changed", was="round-a"):
    return RunDiff(1, 2, 3, 0, 1, (Change(change, "round", "c" * 64, "round-a", was, slots, ROUND),), ())


def test_a_slot_is_shown_with_both_values():
    text = diff_text(a_diff(("status", "planned", "happened"), ("parties", [], [{"name": "Arland"}])))
    assert text.startswith("run 1 to run 2: 3 captures coded by both\n  1 capture of which only the coding of run 2")
    assert "      status: planned → happened\n" in text
    assert "      parties: nothing → Arland\n" in text


def test_where_the_name_is_the_same_the_part_that_differs_is_shown():
    text = diff_text(a_diff(("place", PLACE, {**PLACE, "lat": 41.72})))
    assert "      place, lat: 41.7 → 41.72\n" in text
    assert "lon" not in text


def test_an_entry_under_another_id_names_the_old_one_and_its_evidence_is_said_in_words():
    text = diff_text(a_diff(("evidence", [], [{"exact": "x"}]), was="round-b"))
    assert "round-a, was round-b" in text
    assert "other words are its evidence" in text


def test_captured_text_is_made_safe():
    text = diff_text(a_diff(("label", "\x1b[2J", "\u202eabc")))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_rows_hold_slots_by_name():
    head, change = diff_rows(a_diff(("status", "planned", "happened")))
    assert (head["kind"], head["captures"]) == ("diff", 3)
    assert change["slots"] == [{"slot": "status", "before": "planned", "after": "happened"}]
    assert (change["kind"], change["entry_kind"]) == ("change", "round")


def test_nothing_changed_is_said():
    assert diff_text(RunDiff(1, 2, 3, 0, 0, (), ())).endswith("  nothing changed\n")


def test_every_state_of_a_decision_has_its_words():
    def state(decision="accept", details=None, **more):
        return decision_state(Decision(1, "event-a", decision, "Ann", "2026", None, details or {}, **more))

    assert state() == "applies"
    assert state(undone=2) == "taken back by decision 2"
    assert state("undo", {"undoes": 4}) == "takes back decision 4"
    assert state(changed=("date", "status")) == "look at it again: coded otherwise since: date, status"
    assert state(applies=False) == "look at it again: its entry is not there"
    assert state(applies=False, now="event-b") == "look at it again: its entry is gone; event-b rests on the same words"
