"""What is printed fits the terminal and cannot steer it."""

from __future__ import annotations

import io
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.cli.output import csv_cell, format_table, plain, wants_colour


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_plain_is_one_line_without_control_characters(text):
    line = plain(text)
    assert all(c.isprintable() or c in "\u200c\u200d\u00a0" or c.isspace() for c in line)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@x", "\t=1", "\r=1", " =1", "|cmd", "%0A"])
def test_a_formula_becomes_text(text):
    assert csv_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("cell", "value"),
    [("-5", "-5"), ("-5", -5), ("a=1", "a=1"), ("", None), ("True", True), ('{"a":1}'.replace(":", ": "), {"a": 1})],
)
def test_numbers_and_plain_text_stay(cell, value):
    assert csv_cell(value) == cell


ROWS = [
    {"date": "2026-01-24", "what": "CONSULT", "text": "word " * 60, "id": "event-k3j5x2a7mzq4wd6b"},
    {"date": "2026-01-25", "what": "ASSAULT/aerial", "text": "会谈 " * 60, "id": "event-a3j5x2a7mzq4wd6b"},
]


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_table_fits_and_never_cuts_an_id_or_a_day(width):
    lines = format_table(ROWS, ("date", "what", "place", "text", "id"), width).split("\n")
    assert len(lines) == 3
    assert all(sum(2 if "\u2e80" <= c <= "\u9fff" else 1 for c in line) <= width for line in lines)
    assert "PLACE" not in lines[0]
    assert lines[1].startswith("2026-01-24")
    assert lines[1].endswith("event-k3j5x2a7")


def test_a_table_shows_hostile_text_as_text():
    assert "\x1b" not in format_table([{"what": "\x1b[2J\u202e", "id": "x"}], ("what", "id"), 80)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("expected", "terminal", "environment"),
    [
        (True, True, {}),
        (False, False, {}),
        (False, True, {"NO_COLOR": "1"}),
        (True, False, {"FORCE_COLOR": "1"}),
        (False, False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (False, True, {"TERM": "dumb"}),
    ],
)
def test_colour_is_for_terminals_and_for_those_who_ask(monkeypatch, expected, terminal, environment):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert wants_colour() is expected
    assert wants_colour("file.txt") is False
