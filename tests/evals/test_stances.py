"""The sentences with positions are sound: words of the contract, both parts, a third of them without a position."""

from __future__ import annotations

import pytest
from evals.stances import rows
from tests.evals.test_articles import ISSUES, STANCES

ROWS = [*rows("dev", "held")]


def test_a_third_are_look_alikes_and_both_parts_are_alike_in_size():
    parts = [sum(r.part == p for r in ROWS) for p in ("dev", "held")]
    assert len(ROWS) >= 120
    assert abs(parts[0] - parts[1]) <= 2
    assert sum(not r.positions for r in ROWS) >= len(ROWS) / 3


def test_no_text_stands_twice():
    assert len({r.text for r in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", [r for r in ROWS if r.positions], ids=lambda r: r.text[:40])
def test_a_position_is_told_in_words_of_the_contract(row):
    for party, stance, issue in row.positions:
        assert party
        assert stance <= STANCES
        assert issue <= ISSUES | {"*"}
