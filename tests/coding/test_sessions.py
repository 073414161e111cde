"""Meetings: what counts as one, who meets, whether it takes place, and which meetings are rounds."""

from __future__ import annotations

import pytest
from tests.coding.texts import article, countries, entries

from communique.annotation import annotate
from communique.coding import code
from communique.words import as_json

CIVIL = (
    "Libya's rival delegations met in Geneva on Friday.\n\n"
    "The Libyan government in Tripoli and Libyan commanders in the east have fought over Libya for years."
)


def meetings(text: str) -> list[dict]:
    return [e for e in entries(text, "event") if e["type"] == "CONSULT"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Indonesian president began a three-day visit to Vietnam on Monday.", ["IDN", "VNM"]),
        ("A visit by the Indonesian president to Vietnam began on Monday.", ["IDN", "VNM"]),
        ("The Egyptian foreign minister flew to Khartoum on Monday.", ["EGY", "SDN"]),
        ("The Polish president welcomed the Lithuanian premier to Warsaw.", ["LTU", "POL"]),
        ("Envoys from Washington and Moscow met in Riyadh on Tuesday.", ["RUS", "USA"]),
        ("Ecuador and Peru opened talks in Brasilia.", ["ECU", "PER"]),
        (
            "The foreign ministers of Peru and Chile discussed the border during a telephone conversation.",
            ["CHL", "PER"],
        ),
    ],
)
def test_visits_journeys_and_calls_are_meetings(text, who):
    (m,) = meetings(text)
    assert countries([*m["actor"], *m["recipient"]]) == who


@pytest.mark.parametrize(
    "text",
    [
        "The Egyptian foreign minister flew to Alexandria on Monday.",
        "Tourists from Chad visited Kenya in record numbers.",
        "The Kenyan president called the report a lie.",
        "Chad suspended the talks with Libya on Monday.",
    ],
)
def test_trips_at_home_namings_and_talks_broken_off_are_none(text):
    assert meetings(text) == []


def test_the_people_of_one_state_meet_and_it_is_a_round():
    (r,) = entries(CIVIL, "round")
    assert (countries(r["parties"]), r["place"]["name"], r["status"]) == (["LBY"], "Geneva", "happened")


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("Talks between Chad and Sudan in Cairo put off until June", "postponed"),
        ("Talks between Chad and Sudan in Cairo postponed after attack", "postponed"),
        ("Talks between Chad and Sudan in Cairo cancelled", "cancelled"),
        ("Talks between Chad and Sudan in Cairo adjourned on Friday", "happened"),
        ("Talks between Chad and Sudan in Cairo delayed the vote", "happened"),
    ],
)
def test_a_headlines_passive_tells_that_a_meeting_is_off(headline, status):
    (m,) = meetings(headline + ".")
    assert m["status"] == status


def test_what_had_been_due_is_cancelled_where_the_text_says_so():
    (m,) = meetings("Envoys of Sudan and Chad had been due to meet in Cairo this month. That meeting is now off.")
    assert (m["status"], m["place"]["name"], countries(m["actor"])) == ("cancelled", "Cairo", ["SDN", "TCD"])


def test_those_who_signed_together_had_met():
    text = (
        "Sudan and Chad signed a peace agreement in Doha on Friday. Chad is to pull its troops back from Sudan. "
        "Sudan and Chad have been at odds for years."
    )
    (r,) = entries(text, "round")
    assert (r["place"]["name"], r["date"]["start"]) == ("Doha", "2026-03-06")
    assert meetings(text) == []


def test_a_further_meeting_in_the_same_city():
    text = (
        "Sudan and Chad held talks in Nairobi on Friday. Sudan and Chad will meet again in the same city on 21 March."
    )
    planned = next(r for r in entries(text, "round") if r["status"] == "planned")
    assert (planned["place"]["name"], planned["date"]["start"]) == ("Nairobi", "2026-03-21")


def test_talks_held_elsewhere_do_not_take_the_place_of_the_main_clause():
    text = "The Kenyan and Somali presidents had met in Davos on Thursday, the day before the talks opened."
    assert [m["place"]["name"] for m in meetings(text)] == ["Davos"]


def test_the_end_of_talks_is_no_halt_to_them():
    (m,) = meetings("Chad and Sudan agreed on a truce at the end of five days of talks with Libya in Nairobi.")
    assert m["status"] == "happened"


def test_often_is_not_once():
    text = "Sudan and Chad are neighbours. Talks between Sudan and Chad had repeatedly failed. Sudan blamed Chad."
    assert entries(text, "round") == []


@pytest.mark.parametrize(
    "text",
    [
        "Israel and Syria held peace talks in Ankara on Monday with Turkey as a go-between.",
        "Israel and Syria met in Ankara on Monday, with Turkey acting as mediator.",
    ],
)
def test_who_stands_beside_as_mediator_is_no_party(text):
    (m,) = meetings(text)
    assert countries(m["actor"]) == ["ISR", "SYR"]
    assert ("TUR", "mediator") in {(t["actor"]["country"], t["role"]) for t in m["third_party"]}


def test_the_place_of_talks_is_no_party():
    (m,) = meetings(
        "The Central African Republic's government began negotiations with 14 armed groups in Khartoum on Thursday."
    )
    assert countries(m["actor"]) == ["CAF"]


QUARREL = "Chad and Libya have fought over the strip for years. Chad wants it back and Libya keeps it.\n\n"


def test_what_was_agreed_in_talks_was_talked_about():
    text = QUARREL + "Chad and Libya agreed on Monday to restore ties in talks in Geneva brokered by Kenya."
    assert [e["status"] for e in meetings(text)] == ["happened"]


def test_talks_without_a_place_are_held_where_the_page_comes_from():
    text = "GENEVA - Chad and Libya held talks on Monday. Chad and Libya have fought over the strip for years."
    found = [as_json(e) for e in code(annotate(article(text, dateline="Geneva")))]
    assert [e["place"]["name"].title() for e in found if e["kind"] == "round"] == ["Geneva"]
    text = text.replace("GENEVA", "NAIROBI")
    found = [as_json(e) for e in code(annotate(article(text, dateline="Nairobi")))]
    assert [e.get("place") for e in found if e["kind"] == "round"] == [None]


def test_an_accord_signed_at_a_place_on_a_day_was_a_round():
    text = QUARREL + "A truce was signed in Geneva on May 3, 2021, and did not last."
    assert [(e["date"]["start"], countries(e["parties"])) for e in entries(text, "round")] == [
        ("2021-05-03", ["LBY", "TCD"])
    ]


def test_a_call_is_no_round():
    assert not entries(QUARREL + "The Chadian president telephoned the Libyan premier on Monday.", "round")


def test_the_day_of_agreeing_is_not_that_of_the_meeting():
    (m,) = meetings("Chad and Libya agreed on Monday to hold talks on the border.")
    assert (m["status"], m["date"]["start"]) == ("planned", None)


def test_a_day_ahead_beside_the_agreeing_is_that_of_the_meeting():
    (m,) = meetings("Chad and Libya agreed to hold talks on the border on 20 March.")
    assert (m["status"], m["date"]["start"]) == ("planned", "2026-03-20")


def test_a_clause_that_says_when_they_began_dates_the_talks():
    text = "Chad and Libya signed a truce in Doha.\n\nThe talks, which began on 26 February, were attended by Qatar."
    assert "2026-02-26" in {m["date"]["start"] for m in meetings(text) if m["date"]}


def test_talks_that_were_adjourned_had_been_held():
    (m,) = meetings("Chad and Libya adjourned their talks in Doha on Monday.")
    assert m["status"] == "happened"


def test_two_meetings_that_one_headline_sums_up_are_agreed_on_apart():
    text = (
        "Chad and Libya agreed on Monday to hold military talks on 20 March in Tunis.\n\n"
        "Chad and Libya agreed to hold a Red Cross dialogue on 22 March in Rome."
    )
    assert len([e for e in entries(text, "event") if e["type"] == "AGREE"]) == 2


def test_what_was_agreed_is_another_meeting_than_that_at_which_it_was():
    text = (
        "Peru and Chile held talks in Lima.\n\nTwo days of talks ended with no agreement other than to meet again on 1 March. "
        "That meeting did not take place on the day."
    )
    held, meant = meetings(text)
    assert (held["status"], held["date"]["start"]) == ("happened", None)
    assert (meant["status"], meant["date"]["start"]) == ("did_not_happen", "2026-03-01")


def rounds_of(text: str, day: str) -> list[tuple[str | None, str | None]]:
    made = code(annotate(article(text, published=day)))
    rounds = [e for e in map(as_json, made) if e["kind"] == "round"]
    return [((r["place"] or {}).get("name"), (r["date"] or {}).get("edtf")) for r in rounds]


LIBYANS = "The Libyan government and Libyan rebels have fought over Libya for years. The two sides held talks in Libya this week."


def test_an_accord_of_years_ago_was_signed_at_a_meeting_of_its_own():
    told = f"{LIBYANS} An earlier accord, signed in Benghazi on 31 May 2001, was never carried out."
    assert ("Benghazi", "2001-05-31") in rounds_of(told, "2007-03-04")
    assert not any(p == "Benghazi" for p, _ in rounds_of(f"{LIBYANS} An accord was read in Benghazi.", "2007-03-04"))


def test_talks_that_somebody_left_are_talks_where_their_place_is_told():
    assert ("Tokyo", "") in rounds_of(f"{LIBYANS} The government walked out of talks in Tokyo.", "2007-03-04")
    assert not any(p == "Tokyo" for p, _ in rounds_of(f"{LIBYANS} The rebels walked out of talks.", "2007-03-04"))
