"""Who is bound to what, by when, and what became of it."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse, countries, entries

from communique.coding.commitments.find import draft_commitments
from communique.coding.events.find import draft_events
from communique.coding.lexicon import table
from communique.coding.matching import find_matches
from communique.coding.rounds.sessions import find_sessions
from communique.coding.scene import Scene

ROWS = {row["id"]: row for row in table("commitments.toml")["promise"]}


def rules_in(text):
    scene = Scene(analyse(text))
    matches = find_matches(scene)
    sessions = find_sessions(scene, matches)
    return {c.rule for c in draft_commitments(scene, draft_events(scene, matches, sessions), sessions)}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_reads_its_example_and_leaves_its_counter_example_alone(name):
    rules = [rules_in(ROWS[name][key]) for key in ("example", "counter")]
    assert [f"commitment.{name}" in r for r in rules] == [True, False]


def due(c):
    return c["due"]["end"] if c["due"] else None


def promises(text):
    return [(countries(c["parties"]), due(c), c["status"]) for c in entries(text, "commitment")]


def test_pieces_with_days_of_their_own_are_promises_of_their_own():
    text = "Chile and Peru agreed to open the bridge by 20 March and to share the toll from 5 May."
    assert promises(text) == [(["CHL", "PER"], "2026-03-20", "pending"), (["CHL", "PER"], "2026-05-05", "pending")]


def test_pieces_that_share_the_day_and_the_parties_are_one_promise():
    text = "Chile and Peru agreed to open the bridge and to share the toll."
    assert promises(text) == [(["CHL", "PER"], None, "pending")]


def test_what_an_accord_sets_binds_its_parties_and_whose_troops_it_names():
    text = "Under the accord between Chad and Sudan, the wells are to be reopened within 30 days."
    assert promises(text) == [(["SDN", "TCD"], "2026-04-09", "pending")]
    text = "Under the accord with Chad, Sudanese troops are to be withdrawn by 1 May."
    assert promises(text) == [(["SDN"], "2026-05-01", "pending")]


def test_days_are_counted_from_the_day_of_the_accord():
    text = "Chad and Sudan signed an accord on 1 March, under which Chadian troops are to leave within 30 days."
    assert promises(text) == [(["TCD"], "2026-03-31", "pending")]


def test_a_truce_and_its_first_day_are_one_promise():
    text = "Chad and Sudan signed a truce on Monday. It takes effect on Thursday."
    assert promises(text) == [(["SDN", "TCD"], "2026-03-12", "pending")]


def test_a_promise_that_was_not_kept_is_broken_with_the_sentence_that_says_so():
    (c,) = entries("Laos promised to open the dam by the end of February. It has not done so.", "commitment")
    assert (due(c), c["status"]) == ("2026-02-28", "broken")
    assert [e["exact"] for e in c["resolution"]] == ["It has not done so."]


def test_a_promise_that_was_kept_is_kept():
    text = "Laos had promised last year to open the dam, and has done so."
    assert [s for _, _, s in promises(text)] == ["kept"]


@pytest.mark.parametrize(
    "text",
    [
        "Laos and Vietnam agreed on nothing.",
        "Laos would open the dam if Vietnam paid for it.",
        "Laos may open the dam in May.",
        "Vietnam hopes that Laos will open the dam.",
        "A possible accord between Laos and Vietnam would open the dam.",
        "Vietnam vowed to retaliate against Laos.",
    ],
)
def test_hopes_conditions_and_threats_bind_nobody(text):
    assert entries(text, "commitment") == []


@pytest.mark.parametrize(
    ("text", "parties", "by"),
    [
        ("Chad and Libya signed a treaty on Monday. Each side will pull its troops back.", ["LBY", "TCD"], None),
        ("Chad and Libya signed a treaty on Monday. It provides for the return of the refugees.", ["LBY", "TCD"], None),
        ("Laos will send 2,000 soldiers to the peace force in Mali, its defence ministry said.", ["LAO"], None),
        ("Laos pledged not to attack the port.", ["LAO"], None),
        ("Laos signed up to a plan under which its troops must return by 1 May.", ["LAO"], "2026-05-01"),
        ("Laos is bound by the accord to disarm the militias.", ["LAO"], None),
        ("Laos would withdraw its boats by Friday, a spokesman said.", ["LAO"], "2026-03-13"),
        ("The pact commits Laos and Vietnam to open their markets by 2028.", ["LAO", "VNM"], "2028-12-31"),
        ("Laos consented to hand over the map by 31 December.", ["LAO"], "2026-12-31"),
    ],
)
def test_what_binds_in_many_words(text, parties, by):
    assert (parties, by) in [(p, d) for p, d, _ in promises(text)]
