"""Who struck whom, whose troops moved where: what verbs, weapons, victims and places say of it together."""

from __future__ import annotations

import pytest
from tests.coding.texts import countries, entries


def dyads(text, type_):
    return [
        (countries(e["actor"]), countries(e["recipient"]))
        for e in entries(text, "event")
        if e["type"] == type_ and e["status"] != "did_not_happen"
    ]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Kenyan airstrikes on Chadian positions killed nine people.", ["KEN"], ["TCD"]),  # whose strikes, not on whom
        ("A Kenyan convoy came under fire from Chadian rebels.", ["TCD"], ["KEN"]),  # the subject suffers it
        ("Zambian police shot two students at a rally.", ["ZMB"], ["ZMB"]),  # nobody else is spoken of
        ("Five nurses were killed by a Kenyan drone in Chad.", ["KEN"], ["TCD"]),
        ("Forces loyal to the Houthis shelled the Saudi town of Jizan.", ["YEM"], ["SAU"]),
        ("A rocket slammed into a school in the Syrian town of Azaz.", [], ["SYR"]),  # no verb but "slammed"
    ],
)
def test_who_strikes_whom(text, actors, recipients):
    assert dyads(text, "ASSAULT") == [(actors, recipients)]


def test_both_sides_of_a_clash_act():
    text = "Thai and Cambodian soldiers clashed near the Cambodian town of Poipet."
    assert dyads(text, "ASSAULT") == [(["KHM", "THA"], [])]


def test_the_strike_by_which_somebody_is_killed_is_no_second_one():
    text = "Israel killed a Hamas commander in a strike in Khan Younis."
    assert dyads(text, "ASSAULT") == [(["ISR"], ["PSE"])]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy rain killed nine people in the Philippines.",
        "A gas explosion in northern Mexico killed two workers.",
        "Six miners were killed in a landslide in Myanmar.",
    ],
)
def test_mishaps_strike_nobody(text):
    assert dyads(text, "ASSAULT") == []


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Chad moved 300 soldiers to its border with Niger.", ["TCD"], ["NER"]),  # the border's other side
        ("Kenyan troops were sent to the Somali town of Dobley.", ["KEN"], ["SOM"]),  # whose troops
        ("Officials reported a build-up of Russian armour near Kharkiv.", ["RUS"], ["UKR"]),
        ("Chinese tanks rolled towards the Vietnamese border.", ["CHN"], ["VNM"]),
        ("The Chinese navy test-fired a ballistic missile.", ["CHN"], []),  # a verb of two parts
    ],
)
def test_whose_forces_move_where(text, actors, recipients):
    assert dyads(text, "MOBILIZE") == [(actors, recipients)]
