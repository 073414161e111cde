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


@pytest.mark.parametrize(
    "text",
    [
        "In the centre, gunmen on motorbikes killed nine villagers, hours after the army had pulled out.",  # no side, a clear doer
        "Shelling from both sides killed nine people.",  # the parser takes "killed" for a participle
        "In Baghdad gunmen killed nine policemen.",  # no comma parts the place from them
    ],
)
def test_deeds_of_people_without_a_name_are_kept(text):
    assert [t for t, _ in dyads(text, "ASSAULT")] == [[]]


def test_what_a_bystander_suffers_in_general_is_no_deed():
    assert dyads("People killed in wars are mourned by all.", "ASSAULT") == []
    assert dyads("Two men have been killed since the war began.", "ASSAULT") == []


def test_two_deeds_of_one_sentence_are_two():
    text = "Kenya closed the border crossing with Somalia and detained two Somali mayors."
    assert len(dyads(text, "COERCE")) == 2
    text = "Kenyan police stormed a Somali office and confiscated papers."
    assert len(dyads(text, "COERCE")) <= 1  # it comes of what is told before
    text = "India detained two politicians and cut telephone lines in Kashmir."
    assert len(dyads(text, "COERCE")) == 2


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Davis, a colonel, threatened that there would be war if Kenya did not leave.", "THREATEN"),  # no participle
        (
            "Kenya holds that no change will be tolerated, and has threatened sanctions.",
            "THREATEN",
        ),  # not of "tolerated"
    ],
)
def test_predicates_behind_other_verbs_are_found(text, type_):
    assert len(dyads(text, type_)) == 1


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Syrian troops pounded Kurdish villages, activists said, killing 74 people.", "ASSAULT", ["SYR"], []),
        ("Chad accused Niger of attacking a border post and killing a soldier.", "ASSAULT", ["NER"], ["TCD"]),
        ("Twenty Indian soldiers were killed in a clash with Chinese troops.", "ASSAULT", ["CHN"], ["IND"]),
        ("Seven people have been arrested in Kenya in connection with the blast.", "COERCE", [], ["KEN"]),
        (
            "Kenya wants the release of a Kenyan teacher jailed by a Chadian court in May 2021.",
            "COERCE",
            ["TCD"],
            ["KEN"],
        ),
    ],
)
def test_who_is_told_by_another_clause(text, type_, actors, recipients):
    assert (actors, recipients) in dyads(text, type_)


def test_what_somebody_only_plots_or_is_asked_for_is_no_deed():
    assert dyads("German police arrested two men accused of plotting an attack in Bonn.", "ASSAULT") == []
    assert dyads("A Kenyan officer who asked not to be named told CNN that it was early.", "REQUEST") == []
    assert dyads("Kenya asked for the mayor to be jailed in May.", "COERCE") == []
