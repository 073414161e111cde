"""Rounds, positions, commitments, figures, quotations, actors and documents."""

from __future__ import annotations

from tests.coding.texts import countries, entries

from communique.words import Case

ROUND = (
    "Sudan and Ethiopia wrapped up a second day of Kenyan-mediated talks on Saturday in Nairobi, with no agreement on the "
    "dam, but the two sides agreed to reconvene in Kampala on 21 March.\n\n"
    "The delegations were led by Ethiopian foreign minister Gedion Timothewos and Sudanese minister Malik Agar.\n\n"
    "Kenyan president William Ruto said he welcomed the progress."
)


def test_a_second_day_tells_the_first():
    held = next(r for r in entries(ROUND, "round") if r["status"] == "happened")
    assert (held["date"]["start"], held["date"]["end"]) == ("2026-03-06", "2026-03-07")
    assert (held["place"]["name"], held["format"]) == ("Nairobi", "bilateral")


def test_the_next_round_is_planned_with_its_day_and_place():
    planned = next(r for r in entries(ROUND, "round") if r["status"] == "planned")
    assert (planned["date"]["start"], planned["place"]["name"]) == ("2026-03-21", "Kampala")
    assert countries(planned["parties"]) == ["ETH", "SDN"]


def test_the_mediator_of_a_round_is_no_party():
    held = next(r for r in entries(ROUND, "round") if r["status"] == "happened")
    assert "KEN" not in countries(held["parties"])
    assert ("KEN", "mediator") in {(t["actor"]["country"], t["role"]) for t in held["third_party"]}


def test_the_promise_to_reconvene_is_a_commitment_with_its_due_day():
    (c,) = entries(ROUND, "commitment")
    assert (c["due"]["start"], c["status"], c["form"]) == ("2026-03-21", "pending", "agreed")
    assert countries(c["parties"]) == ["ETH", "SDN"]


def test_hopes_and_conditions_are_no_commitments():
    text = (
        "A UN official expressed hopes for more rounds of talks between Sudan and Ethiopia. "
        '"Those meetings have to happen before we get a summit between the two leaders," the official said.'
    )
    assert entries(text, "commitment") == []


def test_an_expectation_is_no_commitment():
    text = "The Sudanese president said the next round of talks with Ethiopia would most likely take place in Cairo in early May."
    assert entries(text, "commitment") == []


def test_what_a_party_is_to_do_is_a_commitment_what_is_foreseen_or_conditional_is_none():
    (c,) = entries("Georgia is to repeal the law on rallies by May 4.", "commitment")
    assert (countries(c["parties"]), c["due"]["end"]) == (["GEO"], "2026-05-04")
    for text in (
        "Georgia will face a hard winter.",
        "Georgia will repeal the law if Russia opens the border.",
        "Russia said Georgia would repeal the law on rallies.",
        "Georgia warned that it would close the border.",
    ):
        assert entries(text, "commitment") == [], text


def test_a_demand_and_its_refusal_are_positions_on_one_issue():
    text = "Azerbaijan demanded that Armenia withdraw from the border villages. Yerevan rejected this demand."
    assert [(p["party"]["country"], p["stance"], p["issue"]) for p in entries(text, "position")] == [
        ("AZE", "demands", "territory"),
        ("ARM", "rejects", "territory"),
    ]


def test_a_condition_is_a_position():
    text = '"Our prisoners must come home before we sign anything," the Armenian foreign minister said.'
    (p,) = entries(text, "position")
    assert (p["party"]["country"], p["stance"]) == ("ARM", "conditions")


def test_a_case_adds_its_own_issues():
    case = Case(issues=(("fishing_rights", ("trawler", "fishing zone")),))
    text = "Senegal demanded that Mauritania release the trawler."
    assert [p["issue"] for p in entries(text, "position", case)] == ["fishing_rights"]


def test_a_figure_has_value_qualifier_and_claimant():
    (t,) = entries("According to the Red Cross, nearly 3,000 prisoners have been freed in Yemen since 2020.", "tally")
    assert (t["value"], t["qualifier"], t["unit"]) == (3000, "nearly", "prisoner")
    assert t["source"]["name"].endswith("Red Cross")


def test_sides_days_and_years_are_no_figures():
    assert entries("The two sides met for three days in 2024 in Room 12.", "tally") == []


def test_a_quotation_has_its_speaker_and_side():
    (q,) = [
        q
        for q in entries('"We need guarantees," Armenian prime minister Nikol Pashinyan said on Monday.', "quotation")
        if q["form"] == "direct"
    ]
    assert (q["text"], q["speaker"]["name"], q["side"]) == ("We need guarantees,", "Nikol Pashinyan", "ARM")


def test_a_document_keeps_its_version():
    (d,) = entries("Iran rejected a revised version of the US proposal.", "document")
    assert d["version"] == "revised"


def test_the_same_text_gives_the_same_ids():
    assert [e["id"] for e in entries(ROUND)] == [e["id"] for e in entries(ROUND + "")]


def test_ids_are_unique():
    ids = [e["id"] for e in entries(ROUND)]
    assert len(ids) == len(set(ids))
