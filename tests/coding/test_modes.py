"""The modes that the words of an event add."""

from __future__ import annotations

import pytest
from tests.coding.texts import entries

from communique.coding.lexicon import table
from communique.coding.ontology import event_types


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Iran demanded that the United States lift sanctions.", "REQUEST", "yield"),
        ("Ethiopia demanded talks with Egypt.", "REQUEST", "meet"),
        ("The opposition in Georgia demanded new elections.", "REQUEST", "change"),
        ("Serbia refused to meet the Kosovo delegation.", "REJECT", "meet"),
        ("Hamas refused to release the Israeli hostages.", "REJECT", "yield"),
        ("Russia struck Odesa with drones.", "ASSAULT", "drone"),
        ("Pakistani artillery shelled Indian villages.", "ASSAULT", "heavy-weapons"),
        ("Rwanda deployed soldiers on the border with Burundi.", "MOBILIZE", "troops"),
    ],
)
def test_words_add_the_mode(text, type_, mode):
    found = [e for e in entries(text, "event") if e["type"] == type_]
    assert [mode in e["mode"] for e in found] == [True]


def test_every_mode_named_is_one_of_its_type():
    wrong = [
        (type_, mode)
        for part in table("modes.toml").values()
        for type_, modes in part.items()
        for mode in modes
        if mode not in event_types()[type_].modes
    ]
    assert wrong == []
