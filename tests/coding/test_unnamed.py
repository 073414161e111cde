"""Rounds told without a name or without a noun, and the days that a limit or a calling off gives them."""

from __future__ import annotations

import pytest
from tests.coding.texts import countries, entries

PAIR = "Peru and Chile held talks in Quito on 2 March.\n\nPeru and Chile share a border. Peru and Chile have armies."


def rounds(text: str) -> list[tuple]:
    return [
        (e["status"], e["date"]["start"], e["date"]["end"], *countries(e["parties"]))
        for e in entries(f"{PAIR}\n\n{text}", "round")
    ]


def test_a_bare_ordinal_counts_one_more_round():
    text = "They ended a second round of talks on Monday, and agreed to hold a third on 20 March."
    assert ("planned", "2026-03-20", "2026-03-20", "CHL", "PER") in rounds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Quito cost a third of the budget.",
        "The talks in Quito were long. A third of the delegates will hold a party on 20 March.",
        "The bus left on 20 March and a third was late.",
    ],
)
def test_a_third_of_something_is_no_round(text):
    assert "2026-03-20" not in {r[1] for r in rounds(text)}


def test_officials_of_nobody_named_are_those_of_the_two_sides():
    assert ("planned", "2026-03-20", "2026-03-20", "CHL", "PER") in rounds(
        "The foreign ministers will meet in Lima on 20 March."
    )


def test_envoys_of_others_are_not_the_two_sides():
    assert "2026-03-20" not in {
        r[1]
        for r in rounds("Envoys of all six countries will meet in Lima on 20 March.")
        if len(r) == 5 and r[3:] == ("CHL", "PER")
    }


def test_ministers_of_nobody_named_may_be_a_cabinet():
    assert "2026-03-20" not in {r[1] for r in rounds("The ministers will meet on 20 March.")}


def test_a_limit_leaves_every_day_from_now_on():
    text = "Peru and Chile will hold talks in Lima before the end of the year."
    assert ("2026-03-10", "2026-12-31") in {r[1:3] for r in rounds(text)}


def test_what_was_cancelled_was_set_for_a_day_gone_by():
    text = "The first round was held in June 2025; a second, scheduled for 17 September, was cancelled."
    assert ("cancelled", "2025-09-17") in {r[:2] for r in rounds(text)}


def test_the_previous_meeting_is_one_of_the_two_sides():
    assert ("happened", "2026-01-07", "2026-01-07", "CHL", "PER") in rounds(
        "The previous meeting was held in Lima on January 7."
    )
