"""Which entry of an expert's record an entry of one capture tells of."""

from __future__ import annotations

import pytest
from evals.merging import judge_pairs, told_of

FIRST = "Envoys of Chad and Sudan met in Cairo on Monday and set a second round for May."
SECOND = "The second round was held in Doha in May."


def event(name, *sentences, date=None, place=None):
    """Return a meeting that these sentences tell."""
    return {
        "kind": "event",
        "id": name,
        "type": "CONSULT",
        "actor": [],
        "recipient": [],
        "date": {"start": date, "end": date},
        "place": place and {"name": place, "country": None},
        "evidence": [{"slot": "event", "exact": s} for s in sentences],
    }


def gold(name, *sentences, date, place):
    return {
        "kind": "event",
        "id": name,
        "type": ["CONSULT"],
        "text": list(sentences),
        "dates": [[date, date]],
        "place": [place],
    }


GOLD = [
    gold("G1", FIRST, date="2027-03-01", place="Cairo"),
    gold("G2", SECOND, FIRST, date="2027-05-10", place="Doha"),
]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (event("e", FIRST, date="2027-03-01"), {"G1"}),
        (event("e", FIRST, date="2027-05-10"), {"G2"}),
        (event("e", FIRST, place="Doha"), {"G2"}),
        (event("e", FIRST), {"G1", "G2"}),
        # An undated entry is not wrongly dated; what most of its sentences tell is what it tells of.
        (event("e", FIRST, SECOND), {"G2"}),
        (event("e", "Nobody came."), set()),
    ],
)
def test_an_entry_tells_of_what_its_sentences_and_slots_say(entry, expected):
    assert told_of(entry, GOLD) == expected


def test_a_pair_is_false_where_no_gold_entry_fits_both():
    """Merged: one right pair and two false ones; left apart: one pair of one gold entry."""
    members = [
        event("a", FIRST, date="2027-03-01"),
        event("b", FIRST, date="2027-03-01", place="Cairo"),
        event("c", SECOND, date="2027-05-10"),
        event("d", SECOND, place="Doha"),
    ]
    merged = [{"id": "m1", "members": ["a", "b", "c"]}, {"id": "m2", "members": ["d"]}]
    assert judge_pairs(GOLD, merged, members)["event"] == (3, 2, 2, 1)
