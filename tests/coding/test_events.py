"""What happened, by whom, to whom, whether, and who says so."""

from __future__ import annotations

import pytest
from tests.coding.texts import countries, entries


def events(text, type_=None):
    return [e for e in entries(text, "event") if type_ is None or e["type"] == type_]


def only(text, type_):
    found = events(text, type_)
    assert len(found) == 1, [(e["type"], e["status"], e["evidence"][0]["exact"]) for e in events(text)]
    return found[0]


def test_an_agreement_that_was_not_reached_did_not_happen():
    e = only("Talks between Sudan and Ethiopia ended in Nairobi on Monday without an agreement on the dam.", "AGREE")
    assert (e["status"], countries(e["actor"])) == ("did_not_happen", ["ETH", "SDN"])


def test_a_meeting_agreed_on_is_an_agreement_and_a_planned_meeting():
    text = "Armenia and Azerbaijan agreed to meet again in Tbilisi on 2 April."
    agree, meeting = only(text, "AGREE"), only(text, "CONSULT")
    assert (agree["status"], meeting["status"]) == ("happened", "planned")
    assert (meeting["date"]["start"], meeting["place"]["name"]) == ("2026-04-02", "Tbilisi")


def test_a_hope_is_no_plan():
    e = only("The Kenyan foreign minister expressed hope for further talks between Sudan and Ethiopia.", "CONSULT")
    assert e["status"] == "hoped"


def test_a_strike_that_officials_report_is_a_claim_with_its_claimant():
    e = only("Ukrainian officials said that Russian forces launched drone strikes on Odesa on Sunday.", "ASSAULT")
    assert (e["status"], e["attribution"]["kind"]) == ("claimed", "anonymous")
    assert (countries(e["actor"]), countries(e["recipient"])) == (["RUS"], ["UKR"])
    assert e["date"]["start"] == "2026-03-08"


def test_telling_reporters_is_no_request():
    assert events('"The border is the main question," the Thai foreign minister told reporters.', "REQUEST") == []


def test_captured_soldiers_are_not_an_arrest():
    assert events("Thailand and Cambodia reached a deal to exchange captured soldiers.", "COERCE") == []


def test_a_demand_names_who_must_act():
    e = only("Armenia demanded that Azerbaijan release all prisoners.", "REQUEST")
    assert (countries(e["actor"]), countries(e["recipient"])) == (["ARM"], ["AZE"])


def test_what_is_demanded_has_not_happened():
    assert events("Armenia demanded that Azerbaijan release all prisoners.", "RETREAT") == []


def test_a_refusal_answers_the_demand_before_it():
    text = "Pakistan demanded that Afghanistan close the camps. Kabul has refused to do so."
    e = only(text, "REJECT")
    assert (countries(e["actor"]), countries(e["recipient"])) == (["AFG"], ["PAK"])
    assert [link["relation"] for link in entries(text, "link")] == ["answers"]


def test_a_guest_is_actor_and_the_host_recipient():
    e = only("The Turkish president met the Egyptian president in Cairo on Friday.", "CONSULT")
    assert (countries(e["actor"]), countries(e["recipient"]), e["mode"]) == (["TUR"], ["EGY"], ["visit"])


def test_a_pause_in_strikes_is_no_strike():
    assert events("Moscow announced a pause in strikes on Ukraine's power stations.", "ASSAULT") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mediators from Qatar hope that the army will not attack the city of El Obeid.",
        "If Israel attacks Lebanon, the talks will end.",
        "Syria denied that its forces attacked Lebanon.",
    ],
)
def test_a_hoped_conditional_or_denied_attack_did_not_happen(text):
    assert [e for e in events(text, "ASSAULT") if e["status"] in ("happened", "claimed")] == []


def test_losses_in_a_war_are_a_figure_and_no_attack():
    text = "The Ethiopian government says that 12,000 soldiers have been killed in the war."
    assert events(text, "ASSAULT") == []
    assert [t["value"] for t in entries(text, "tally")] == [12000]


def test_mediator_and_host_are_third_parties():
    text = (
        "Talks between Rwanda and the Democratic Republic of the Congo, mediated by Qatar and hosted by Switzerland, "
        "opened in Geneva on Monday."
    )
    roles = {(t["actor"]["country"], t["role"]) for t in only(text, "CONSULT")["third_party"]}
    assert {("QAT", "mediator"), ("CHE", "host")} <= roles


def test_the_same_meeting_told_twice_is_one_event():
    text = (
        "Negotiators from Colombia and Venezuela held talks in Havana on Friday.\n\n"
        "The talks lasted six hours. Venezuela and Colombia last met in Havana on Friday, officials noted."
    )
    assert len(events(text, "CONSULT")) == 1


def test_every_event_cites_the_sentence_that_it_rests_on():
    text = "Chad rejected the proposal of Sudan. Nobody else spoke."
    e = only(text, "REJECT")
    assert e["evidence"][0]["exact"] == "Chad rejected the proposal of Sudan."


def test_offsets_point_at_the_words():
    text = "Armenia and Azerbaijan agreed to meet again in Tbilisi on 2 April.\n\nArmenia demanded that Azerbaijan release all prisoners."
    for e in entries(text):
        for v in e["evidence"]:
            assert v["exact"] == text[v["start"] : v["end"]]


@pytest.mark.parametrize("how", ["about", "due", "set"])
def test_what_somebody_is_about_to_do_is_planned_and_done_by_them(how):
    e = only(f"Armenia is {how} to restore diplomatic ties with Turkey.", "SUPPORT")
    assert (e["status"], countries(e["actor"]), countries(e["recipient"])) == ("planned", ["ARM"], ["TUR"])


def test_those_who_are_due_to_meet_are_named_though_the_adjective_stands_between():
    found = events(
        "Sudan and Chad held talks in Doha on Monday. They are due to meet again in Cairo on 19 March.", "CONSULT"
    )
    assert [(e["status"], e["place"]["name"]) for e in found] == [("happened", "Doha"), ("planned", "Cairo")]


def test_what_had_been_due_is_no_plan():
    assert events("Envoys of Sudan and Chad had been due to meet in Cairo this month.", "CONSULT") == []


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("Egypt and Chad welcomed the resumption of diplomatic ties with Kenya.", "SUPPORT", ["KEN"]),
        ("Ghana signed an accord on Thursday to supply Togo with wheat.", "SUPPORT", ["TGO"]),
        ("Kenya condemned an attack by Ugandan soldiers in western Chad.", "ACCUSE", ["UGA"]),
    ],
)
def test_whom_it_concerns_may_stand_deep_in_the_object(text, kind, whom):
    assert countries(only(text, kind)["recipient"]) == whom


def test_a_protest_needs_nobody_against_whom():
    assert countries(only("Kenyan activists staged a protest in Cairo on Monday.", "PROTEST")["actor"]) == ["KEN"]


def test_base_forms_that_the_lemmatizer_misses_call_their_frames():
    e = only("Iraqi soldiers cordoned off the roads leading into Kuwait.", "COERCE")
    assert (countries(e["actor"]), countries(e["recipient"])) == (["IRQ"], ["KWT"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad's president used his speech to accuse Sudan of arming rebels.", True),
        ("Chad's president plans a speech to accuse Sudan of arming rebels.", False),
    ],
)
def test_what_is_done_in_order_to_say_something_says_it(text, told):
    assert [e["status"] for e in events(text, "ACCUSE")].count("happened") == told


def test_help_that_an_agency_tells_of_is_its_own():
    e = only("The World Food Programme said that rice had been delivered to displaced families in Chad.", "AID")
    assert (countries(e["actor"]), e["status"]) == (["UNO"], "claimed")


def test_those_between_whom_fighting_breaks_out_are_its_actors():
    text = "Clashes broke out on Friday between Indian and Pakistani troops."
    assert countries(only(text, "ASSAULT")["actor"]) == ["IND", "PAK"]


def test_the_wounded_who_are_counted_are_those_helped():
    assert only("The Red Cross evacuated 30 wounded from Aleppo.", "AID")["status"] == "happened"
