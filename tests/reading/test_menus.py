"""Rows of menus are told from headlines, bylines and captions."""

import pytest

from communique.reading.plain.kinds import look_at
from communique.reading.plain.lines import cut_lines
from communique.reading.plain.rows import is_menu_row, mark_menus


def looks_of(text):
    return [look_at(line, "en") for line in cut_lines(text)]


@pytest.mark.parametrize(
    "row",
    [
        "Home | News | World | Africa | Business",
        "MENU Nation Business Sports Opinion",
        "Sign in / Search jobs / Dating",
        "Programs | Maps | Support our work | Subscribe",
        "Home   Video   Forums   Special Reports   2026-03-04 10:15:00",
    ],
)
def test_a_row_of_a_menu_is_told(row):
    assert is_menu_row(looks_of(row)[0])


@pytest.mark.parametrize(
    "line",
    [
        "World leaders welcome ferry accord",
        "Ana Example | Vienna | 4 March 2026",
        "Ferry inspectors barred from mill landing | Gulfline",
        "Business minister, opinion poll in hand, meets sports clubs",
        "Ana Example and Bo Sample",
    ],
)
def test_other_lines_are_no_menu(line):
    assert not is_menu_row(looks_of(line)[0])


def test_steps_below_each_other_are_a_menu():
    looks = looks_of("Home\nWorld\nLake Region\nSport\nOpinion\n\nFerry accord holds for a second week\n")
    assert mark_menus(looks, len(looks)) == frozenset(range(5))
