"""Rounds: two outlets on one are one entry; the days, places and parties of talks tell which are which."""

from __future__ import annotations

import pytest
from tests.record.built_by_hand import ARE, ISTANBUL, RUS, TUR, UKR, USA, Page, day, host, kept, links, summer

from communique.words import ThirdParty


def test_two_outlets_on_one_round_are_one_entry_with_two_sources(record):
    a = Page("Envoys of both sides sat down in Abu Dhabi on Friday and Saturday.", publisher="Herald")
    a.round("sat down in Abu Dhabi", day("2026-01-23", "2026-01-24"))
    b = Page(
        "Abu Dhabi hosted a meeting on 24 January, the palace announced.", publisher="Courier", published="2026-01-25"
    )
    b.round("hosted a meeting", day("2026-01-24"), third_party=(host(ARE),))
    (merged,) = kept(record, "round", a, b)
    assert merged["sources"] == 2
    assert merged["members"] == [b.entries[1].id, a.entries[1].id]
    assert merged["id"] == b.entries[1].id
    assert (merged["date"]["start"], merged["date"]["end"]) == ("2026-01-23", "2026-01-24")
    assert [t["actor"]["country"] for t in merged["third_party"]] == ["ARE"]
    assert [e["exact"] for e in merged["evidence"]] == ["hosted a meeting", "sat down in Abu Dhabi"]
    assert {v["slot"] for v in merged["variants"]} == {"date"}
    assert record.why(a.entries[1].id).entry == merged


def test_the_days_of_a_run_told_one_by_one_are_one_round(record):
    a = Page("The first day of talks ended on Friday.", published="2026-01-23")
    a.round("first day of talks", day("2026-01-23"))
    b = Page("The second day of talks ended on Saturday.", published="2026-01-24", publisher="Courier")
    b.round("second day of talks", day("2026-01-24"))
    (merged,) = kept(record, "round", a, b)
    assert (merged["date"]["edtf"], merged["date"]["granularity"]) == ("2026-01-23/2026-01-24", "range")


def test_a_planned_round_that_was_held_is_one_round_that_happened(record):
    a = Page("They will meet again in Abu Dhabi on 1 February.", published="2026-01-26")
    a.round("will meet again", day("2026-02-01"), status="planned")
    b = Page("They met in Abu Dhabi on Sunday as agreed.", published="2026-02-02", publisher="Courier")
    b.round("met in Abu Dhabi", day("2026-02-01"))
    (merged,) = kept(record, "round", b, a)
    assert merged["status"] == "happened"
    assert [(v["value"], v["chosen"] is not None) for v in merged["variants"]] == [
        ("planned", False),
        ("happened", True),
    ]


def test_a_postponed_round_and_the_later_one_stay_two_linked(record):
    a = Page("They will meet again in Abu Dhabi on 1 February.", published="2026-01-26")
    a.round("will meet again", day("2026-02-01"), status="planned")
    b = Page(
        "No talks were held on Sunday. New dates were set: 4 and 5 February.",
        published="2026-02-01",
        publisher="Courier",
    )
    b.round("No talks were held", day("2026-02-01"), status="postponed")
    b.round("New dates were set", day("2026-02-04", "2026-02-05"), status="planned")
    c = Page("Two days of talks closed in Abu Dhabi on Thursday.", published="2026-02-05", publisher="Post")
    c.round("Two days of talks", day("2026-02-04", "2026-02-05"))
    first, second = kept(record, "round", a, b, c)
    assert (first["status"], second["status"]) == ("postponed", "happened")
    assert links(record, "supersedes") == [(second["id"], first["id"])]


def test_the_later_round_at_the_same_place_takes_the_place_of_one_put_off(record):
    a = Page("No talks were held on Sunday.", published="2026-02-01")
    a.round("No talks were held", day("2026-02-01"), status="postponed")
    b = Page("They met in Istanbul on Tuesday.", published="2026-02-05", publisher="Courier")
    b.round("met in Istanbul", day("2026-02-03"), place=ISTANBUL)
    c = Page("They met in Abu Dhabi on Thursday.", published="2026-02-05", publisher="Post")
    there = c.round("met in Abu Dhabi", day("2026-02-05"))
    first, *_ = kept(record, "round", a, b, c)
    assert links(record, "supersedes") == [(there.id, first["id"])]


def test_a_season_holds_the_day_only_at_the_same_place_with_the_same_parties(record):
    a = Page("They last met in Istanbul last summer.", published="2026-01-26")
    a.round("last met in Istanbul", summer(2025), place=ISTANBUL)
    b = Page("Talks were held in Istanbul on 23 July.", published="2025-07-24", publisher="Courier")
    b.round("Talks were held", day("2025-07-23"), place=ISTANBUL)
    c = Page("Talks were held in Abu Dhabi on 20 July.", published="2025-07-21", publisher="Post")
    c.round("Talks were held", day("2025-07-20"))
    merged = kept(record, "round", a, b, c)
    assert [(r["date"]["start"], r["sources"]) for r in merged] == [("2025-07-20", 1), ("2025-07-23", 2)]


def test_another_place_or_other_parties_are_another_round(record):
    a = Page("They met on Friday.", published="2026-01-26")
    a.round("met on Friday", day("2026-01-23"))
    b = Page("They met there on Friday.", published="2026-01-26", publisher="Courier")
    b.round("met there on Friday", day("2026-01-23"), place=ISTANBUL)
    c = Page("The two met here on Friday.", published="2026-01-26", publisher="Post")
    c.round("met here on Friday", day("2026-01-23"), parties=(TUR, ARE))
    assert len(kept(record, "round", a, b, c)) == 3


def test_a_mediator_here_is_a_party_there(record):
    a = Page("Two sides met, brokered by the third.", published="2026-01-26")
    a.round("Two sides met", day("2026-01-23"), third_party=(ThirdParty(USA, "mediator"),))
    b = Page("Three sides met.", published="2026-01-26", publisher="Courier")
    b.round("Three sides met", day("2026-01-23"), parties=(RUS, UKR, USA), format="trilateral")
    (merged,) = kept(record, "round", a, b)
    assert {p["country"] for p in merged["parties"]} == {"RUS", "UKR", "USA"}


def test_a_bilateral_with_a_third_state_is_only_possibly_the_trilateral(record):
    a = Page("Two sides met.", published="2026-01-26")
    a.round("Two sides met", day("2026-01-23"), parties=(RUS, USA))
    b = Page("Three sides met.", published="2026-01-27", publisher="Courier")
    b.round("Three sides met", day("2026-01-23"), parties=(RUS, UKR, USA), format="trilateral")
    first, second = kept(record, "round", a, b)
    assert links(record, "possibly_same") == [(first["id"], second["id"])]


def test_host_and_mediator_taken_for_parties_are_told_apart(record):
    a = Page("Two sides met with the host.", published="2026-02-05")
    a.round("Two sides met", day("2026-02-04"), parties=(RUS, UKR, ARE), third_party=(ThirdParty(USA, "mediator"),))
    b = Page("Three sides met.", published="2026-02-05", publisher="Courier")
    b.round("Three sides met", day("2026-02-04"), parties=(RUS, UKR, USA), third_party=(host(ARE),))
    (merged,) = kept(record, "round", a, b)
    assert [p["country"] for p in merged["parties"]] == ["RUS", "UKR", "USA"]


@pytest.mark.parametrize(("published", "expected"), [("2026-02-06", 1), ("2026-02-20", 2)])
def test_a_round_told_without_a_day_is_the_one_just_held_there(record, published, expected):
    a = Page("They met in Abu Dhabi on Wednesday.", published="2026-02-05")
    a.round("met in Abu Dhabi", day("2026-02-04"))
    b = Page("The talks in Abu Dhabi brought nothing.", published=published, publisher="Courier")
    b.round("talks in Abu Dhabi", day(None))
    assert len(kept(record, "round", b, a)) == expected


def test_the_same_number_at_the_same_place_is_the_same_round(record):
    a = Page("They met in Abu Dhabi for a second time on Wednesday.", published="2026-02-05")
    a.round("second time", day("2026-02-04"), ordinal=2)
    b = Page("The second Abu Dhabi round brought nothing.", published="2026-02-28", publisher="Courier")
    b.round("second Abu Dhabi round", day(None), ordinal=2)
    c = Page("The second Istanbul round brought prisoners home.", published="2026-02-28", publisher="Post")
    c.round("second Istanbul round", day(None), ordinal=2, place=ISTANBUL)
    assert [len(r["members"]) for r in kept(record, "round", a, b, c)] == [2, 1]
