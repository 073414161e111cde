"""One entry for each thing, over all captures; what is unsure is linked, and rival figures are shown side by side."""

from __future__ import annotations

import pytest
from tests.record.built_by_hand import (
    ARE,
    ISTANBUL,
    RUS,
    TUR,
    UKR,
    USA,
    Page,
    day,
    host,
    ref,
    summer,
)

from communique.record import open_record
from communique.words import Actor, Document, Link, Place, Role, ThirdParty


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "case.communique", create=True) as record:
        yield record


def kept(record, kind, *pages):
    for page in pages:
        page.keep(record)
    return list(record.entries(kind))


def links(record, relation):
    return [(e["from"], e["to"]) for e in record.entries("link") if e["relation"] == relation]


# --- rounds ---------------------------------------------------------------------------------------------------------


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


# --- events ---------------------------------------------------------------------------------------------------------


def test_the_same_strike_in_two_outlets_is_one_event(record):
    a = Page("Drones hit the port on Friday night.", published="2026-01-24")
    a.event(
        "Drones hit the port",
        "ASSAULT",
        day("2026-01-23"),
        mode=("drone",),
        place=Place("Odesa", "UKR", 46.5, 30.7, "city"),
    )
    b = Page("The port was struck by drones.", published="2026-01-24", publisher="Courier")
    b.event("struck by drones", "ASSAULT", day("2026-01-23", "2026-01-24"), mode=("drone",), status="claimed")
    (merged,) = kept(record, "event", a, b)
    assert (merged["status"], merged["sources"]) == ("happened", 2)
    assert merged["place"]["name"] == "Odesa"
    assert merged["date"]["start"] == "2026-01-23"


def test_a_background_mention_weeks_later_is_the_same_event(record):
    a = Page("The two leaders met in Davos on Thursday.", published="2026-01-23")
    a.event(
        "met in Davos",
        "CONSULT",
        day("2026-01-22"),
        actor=(USA, UKR),
        recipient=(),
        place=Place("Davos", "CHE", 46.8, 9.8, "city"),
    )
    b = Page(
        "The plan was first spoken of when they met in Davos on 22 January.",
        published="2026-03-01",
        publisher="Courier",
    )
    b.event(
        "met in Davos",
        "CONSULT",
        day("2026-01-22"),
        actor=(UKR,),
        recipient=(USA,),
        place=Place("Davos", "CHE", 46.8, 9.8, "city"),
    )
    assert [e["sources"] for e in kept(record, "event", a, b)] == [2]


def test_other_persons_of_the_same_states_are_another_meeting(record):
    def page(name, publisher):
        page = Page(f"Mr {name} saw the minister on Thursday.", published="2026-01-23", publisher=publisher)
        person = page.add(
            Actor, "name", name, name=name, aliases=(), type="person", country="USA", sector="GOV", roles=(), side="USA"
        )
        page.event(
            "saw the minister",
            "CONSULT",
            day("2026-01-22"),
            actor=(ref(name, "USA", "GOV", person.id), UKR),
            recipient=(),
        )
        return page

    assert len(kept(record, "event", page("Jane Roe", "Herald"), page("John Smith", "Courier"))) == 2


def test_unsure_events_are_linked_never_merged(record):
    a = Page("Shells fell on the town.", published="2026-01-24")
    a.event(
        "Shells fell",
        "ASSAULT",
        day("2026-01-23"),
        mode=("heavy-weapons",),
        place=Place("Kherson", "UKR", 46.6, 32.6, "city"),
    )
    b = Page("Drones hit several regions.", published="2026-01-25", publisher="Courier")
    b.event(
        "Drones hit",
        "ASSAULT",
        day("2026-01-23", "2026-01-24"),
        mode=("drone",),
        place=Place("Kyiv", "UKR", 50.4, 30.5, "city"),
    )
    first, second = kept(record, "event", a, b)
    assert links(record, "possibly_same") == [(first["id"], second["id"])]
    (link,) = record.entries("link")
    assert link["reasons"][0].startswith("days fit")
    assert [e["exact"] for e in link["evidence"]] == ["Drones hit", "Shells fell"]


def test_told_and_denied_are_two_entries_that_contradict(record):
    a = Page("The army shelled the bridge on Friday.", published="2026-01-24")
    a.event("shelled the bridge", "ASSAULT", day("2026-01-23"), status="claimed")
    b = Page("The ministry said that nobody shelled the bridge on Friday.", published="2026-01-25", publisher="Courier")
    b.event("nobody shelled the bridge", "ASSAULT", day("2026-01-23"), status="denied")
    first, second = kept(record, "event", a, b)
    assert links(record, "contradicts") == [(first["id"], second["id"])]


def test_no_agreement_does_not_contradict_an_agreement_to_meet(record):
    a = Page("They agreed to meet again.", published="2026-01-26")
    a.event("agreed to meet again", "AGREE", day("2026-01-24"), actor=(RUS, UKR), recipient=(), cameo=("036",))
    b = Page("There was no concrete agreement.", published="2026-01-26", publisher="Courier")
    b.event(
        "no concrete agreement",
        "AGREE",
        day("2026-01-24"),
        actor=(RUS, UKR),
        recipient=(),
        cameo=("057",),
        status="did_not_happen",
    )
    assert len(kept(record, "event", a, b)) == 2
    assert list(record.entries("link")) == []


def test_undated_events_merge_only_between_articles_of_the_same_days(record):
    def page(publisher, published):
        page = Page("The draft was turned down.", publisher=publisher, published=published)
        page.event("turned down", "SUPPORT", day(None), status="did_not_happen")
        return page

    merged = kept(
        record, "event", page("Herald", "2026-01-26"), page("Courier", "2026-01-27"), page("Post", "2026-03-01")
    )
    assert [len(e["members"]) for e in merged] == [2, 1]


def test_an_event_leads_to_the_merged_round(record):
    a = Page("They met in Abu Dhabi on Friday.", published="2026-01-24")
    first = a.round("met in Abu Dhabi", day("2026-01-23"))
    b = Page("The sides met there on Friday.", published="2026-01-25", publisher="Courier")
    own = b.round("met there", day("2026-01-23"))
    b.event("met there", "CONSULT", day("2026-01-23"), actor=(RUS, UKR), recipient=(), round=own.id)
    (event,) = kept(record, "event", a, b)
    assert event["round"] == first.id


def test_the_meeting_of_one_round_is_one_event(record):
    a = Page("They met in Abu Dhabi on Wednesday.", published="2026-02-05")
    first = a.round("met in Abu Dhabi", day("2026-02-04"))
    a.event("met in Abu Dhabi", "CONSULT", day("2026-02-04"), actor=(RUS, UKR), recipient=(), round=first.id)
    b = Page("The Abu Dhabi talks closed on Thursday.", published="2026-02-05", publisher="Courier")
    second = b.round("talks closed", day("2026-02-05"))
    b.event("talks closed", "CONSULT", day("2026-02-05"), actor=(RUS, UKR, USA), recipient=(), round=second.id)
    (event,) = kept(record, "event", a, b)
    assert event["round"] == next(record.entries("round"))["id"]


def test_sides_are_settled_together(record):
    a = Page("The two leaders met in Davos.", published="2026-01-23")
    a.event("met in Davos", "CONSULT", day("2026-01-22"), actor=(USA, UKR), recipient=())
    b = Page("One leader met the other.", published="2026-01-24", publisher="Courier")
    b.event("One leader met the other", "CONSULT", day("2026-01-22"), actor=(UKR,), recipient=(USA,))
    (event,) = kept(record, "event", a, b)
    assert [[r["country"] for r in event[slot]] for slot in ("actor", "recipient")] == [["USA", "UKR"], []]


# --- commitments ----------------------------------------------------------------------------------------------------


def promised(published="2026-01-26", publisher="Herald", due="2026-02-01"):
    page = Page(f"They agreed to reconvene in Abu Dhabi on {due}.", published=published, publisher=publisher)
    page.commitment("agreed to reconvene", day(due), content="reconvene for further talks", made=day("2026-01-24"))
    page.round("reconvene in Abu Dhabi", day(due), status="planned")
    return page


def test_a_promise_before_its_day_is_pending(record):
    (promise,) = kept(record, "commitment", promised())
    assert (promise["status"], promise["followed"]) == ("pending", {"until": "2026-01-26", "finding": "not_due_yet"})


def test_a_promise_told_twice_is_one(record):
    (promise,) = kept(record, "commitment", promised(), promised(publisher="Courier"))
    assert promise["sources"] == 1, "the same sentence in both: one source"
    assert len(promise["members"]) == 2


def test_a_promise_kept(record):
    b = Page("The sides met in Abu Dhabi on Sunday.", published="2026-02-02", publisher="Courier")
    held = b.round("met in Abu Dhabi", day("2026-02-01"))
    (promise,) = kept(record, "commitment", promised(), b)
    assert promise["status"] == "kept"
    assert [e["exact"] for e in promise["resolution"]] == ["met in Abu Dhabi"]
    assert links(record, "fulfils") == [(record.entry(held.id)["id"], promise["id"])]


def test_a_promise_kept_late_shows_both_sentences(record):
    b = Page(
        "No talks were held today. New dates were set: 4 and 5 February.", published="2026-02-01", publisher="Courier"
    )
    b.round("No talks were held today", day("2026-02-01"), status="postponed")
    b.commitment("New dates were set", day("2026-02-04", "2026-02-05"), content="hold talks", made=day("2026-02-01"))
    c = Page("Two days of talks closed in Abu Dhabi on Thursday.", published="2026-02-05", publisher="Post")
    c.round("Two days of talks", day("2026-02-04", "2026-02-05"))
    first, second = kept(record, "commitment", promised(), b, c)
    assert first["status"] == "kept_late"
    assert [e["exact"] for e in first["resolution"]] == ["No talks were held today", "Two days of talks"]
    assert (second["status"], [e["exact"] for e in second["resolution"]]) == ("kept", ["Two days of talks"])


def test_a_new_date_agreed_before_supersedes(record):
    b = Page("The meeting was moved to 4 February.", published="2026-01-28", publisher="Courier")
    b.commitment("moved to 4 February", day("2026-02-04"), content="meeting of the envoys", made=day("2026-01-28"))
    first, second = kept(record, "commitment", promised(), b)
    assert (first["status"], second["status"]) == ("superseded", "pending")
    assert links(record, "supersedes") == [(second["id"], first["id"])]


def test_a_promise_said_not_to_have_been_kept_is_broken(record):
    b = Page("Nobody came to the palace on Sunday.", published="2026-02-02", publisher="Courier")
    b.round("Nobody came", day("2026-02-01"), status="did_not_happen")
    (promise,) = kept(record, "commitment", promised(), b)
    assert (promise["status"], [e["exact"] for e in promise["resolution"]]) == ("broken", ["Nobody came"])


def test_due_and_nothing_found(record):
    (promise,) = kept(record, "commitment", promised(), Page("Snow fell.", published="2026-03-01", publisher="Courier"))
    assert (promise["status"], promise["followed"]["finding"]) == ("pending", "due_and_nothing_found")


def test_the_round_at_which_it_was_promised_does_not_keep_it(record):
    a = promised()
    a.round("They agreed", day("2026-01-23", "2026-01-24"))
    (promise,) = kept(record, "commitment", a)
    assert promise["status"] == "pending"


def test_a_promise_of_talks_is_not_kept_by_an_exchange(record):
    b = Page("Captured soldiers came home on Sunday.", published="2026-02-02", publisher="Courier")
    b.event("came home", "RETREAT", day("2026-02-01"), actor=(RUS, UKR), recipient=(), mode=("release",))
    (promise,) = kept(record, "commitment", promised(), b)
    assert promise["status"] == "pending"


def test_a_further_meeting_is_no_new_date_for_the_first(record):
    b = Page("The ministers are to meet on 20 February.", published="2026-01-28", publisher="Courier")
    b.commitment("are to meet", day("2026-02-20"), content="meeting of the ministers", made=day("2026-01-28"))
    first, second = kept(record, "commitment", promised(), b)
    assert [c["followed"]["finding"] for c in (first, second)] == ["not_due_yet", "not_due_yet"]
    assert links(record, "supersedes") == []


def test_a_meeting_soon_after_at_the_same_place_is_the_promised_one(record):
    b = Page("They met in Abu Dhabi on Wednesday.", published="2026-02-05", publisher="Courier")
    b.round("met in Abu Dhabi", day("2026-02-04"))
    (promise,) = kept(record, "commitment", promised(), b)
    assert (promise["status"], [e["exact"] for e in promise["resolution"]]) == ("kept_late", ["met in Abu Dhabi"])


def test_a_meeting_before_the_day_is_another_meeting(record):
    b = Page("They met in Abu Dhabi on Wednesday.", published="2026-01-29", publisher="Courier")
    b.round("met in Abu Dhabi", day("2026-01-28"))
    (promise,) = kept(record, "commitment", promised(), b)
    assert promise["status"] == "pending"


def test_an_exchange_by_a_limit_may_come_before_it(record):
    a = Page("They promised to exchange captives by 1 February.", published="2026-01-26")
    a.commitment(
        "promised to exchange", day("2026-02-01"), content="exchange captives", made=day("2026-01-24"), place=None
    )
    b = Page("Captured soldiers came home.", published="2026-01-29", publisher="Courier")
    b.event("came home", "RETREAT", day("2026-01-28"), actor=(RUS, UKR), recipient=(), mode=("release",))
    (promise,) = kept(record, "commitment", a, b)
    assert promise["status"] == "kept"


def test_a_promise_told_only_after_its_day_is_not_followed(record):
    a = Page("They had promised to meet on 1 May.", published="2026-01-26")
    a.commitment("promised to meet", day("2025-05-01"))
    (promise,) = kept(record, "commitment", a)
    assert (promise["status"], promise["followed"]["finding"]) == ("unknown", "told_after_it_was_due")


def test_envoys_without_a_country_promise_what_their_states_do(record):
    b = Page("The envoys want to be back there that Sunday.", published="2026-01-27", publisher="Courier")
    b.commitment("want to be back", day("2026-02-01"), parties=(ref("Envoys"),), content="to be back")
    (promise,) = kept(record, "commitment", promised(), b)
    assert (promise["sources"], [p["country"] for p in promise["parties"]]) == (2, ["RUS", "UKR"])


def test_a_bare_date_is_the_promise_for_that_date(record):
    b = Page("The date of 1 February still stands.", published="2026-01-27", publisher="Courier")
    b.commitment("The date of 1 February", day("2026-02-01"), content="The date of 1 February", place=None)
    c = Page("They will open a channel on 1 February.", published="2026-01-27", publisher="Post")
    c.commitment("will open a channel", day("2026-02-01"), content="open a channel", place=None)
    assert [len(p["members"]) for p in kept(record, "commitment", promised(), b, c)] == [2, 1]


# --- tallies --------------------------------------------------------------------------------------------------------


def counted(publisher, value, published="2026-02-05", **more):
    page = Page(f"{publisher} counts {value} of them.", publisher=publisher, published=published)
    page.tally(str(value), value, **more)
    return page


def test_the_same_figure_is_one_entry_with_two_sources(record):
    (tally,) = kept(record, "tally", counted("Herald", 314), counted("Courier", 314, published="2026-02-06"))
    assert (tally["value"], tally["sources"]) == (314, 2)


def test_rival_figures_stand_side_by_side(record):
    first, second = kept(record, "tally", counted("Herald", 314), counted("Courier", 320))
    assert {first["value"], second["value"]} == {314, 320}
    assert set(links(record, "contradicts")[0]) == {first["id"], second["id"]}


def test_each_times_sides_is_reconciled(record):
    kept(record, "tally", counted("Herald", 314, scope="all"), counted("Courier", 157, scope="each"))
    assert len(list(record.entries("tally"))) == 2
    (link,) = record.entries("link")
    assert (link["relation"], link["reasons"]) == ("possibly_same", ["157 each × 2 = 314"])


def test_a_figure_that_fits_another_s_words_is_no_contradiction(record):
    kept(record, "tally", counted("Herald", 314), counted("Courier", 300, qualifier="more than"))
    (link,) = record.entries("link")
    assert (link["relation"], link["reasons"]) == ("possibly_same", ["314 fits more than 300"])


def test_a_running_total_may_rise_but_not_fall(record):
    a = counted("Herald", 4641, cumulative=True, as_of=day("2026-01-26"))
    b = counted("Courier", 4700, cumulative=True, as_of=day("2026-02-26"))
    c = counted("Post", 4600, cumulative=True, as_of=day("2026-03-26"))
    kept(record, "tally", a, b)
    assert list(record.entries("link")) == []
    kept(record, "tally", c)
    assert {e["relation"] for e in record.entries("link")} == {"contradicts"}


def test_counts_of_other_things_or_times_are_left_alone(record):
    kept(
        record,
        "tally",
        counted("Herald", 314),
        counted("Courier", 12, what="drones shot down", unit="drone"),
        counted("Post", 200, published="2025-06-01"),
    )
    assert len(list(record.entries("tally"))) == 3
    assert list(record.entries("link")) == []


def test_a_figure_told_again_weeks_later_is_the_same_unless_it_is_a_round_one(record):
    again = counted("Courier", 314, published="2026-03-01")
    assert len(kept(record, "tally", counted("Herald", 314), again)) == 1
    assert len(kept(record, "tally", counted("Post", 300), counted("Star", 300, published="2026-03-01"))) == 3


def test_figures_of_another_size_for_people_are_of_other_things(record):
    a = Page("Some 4641 people came home.", published="2026-02-05")
    a.tally("4641 people", 4641, what="people", unit="person")
    b = Page("In the cold 3900 people had no light.", published="2026-02-05", publisher="Courier")
    b.tally("3900 people", 3900, what="people", unit="person")
    kept(record, "tally", a, b)
    assert list(record.entries("link")) == []


# --- what is said ---------------------------------------------------------------------------------------------------


def test_a_position_is_one_for_party_issue_stance_and_version(record):
    def page(publisher, published, document=None, stance="rejects"):
        page = Page(f"{publisher}: the draft was refused.", publisher=publisher, published=published)
        page.position("refused", RUS, "peacekeepers", stance, day(published), document=document)
        return page

    merged = kept(
        record,
        "position",
        page("Herald", "2026-01-26"),
        page("Courier", "2026-01-20"),
        page("Post", "2026-01-26", "revised draft"),
        page("Star", "2026-01-26", stance="accepts"),
    )
    assert [len(p["members"]) for p in merged] == [2, 1, 1]
    assert merged[0]["date"]["start"] == "2026-01-20"


def test_the_same_words_of_the_same_speaker_are_one_quotation(record):
    a = Page("“We are close,” he said.", published="2026-01-26")
    a.quotation("We are close,", RUS)
    b = Page("He added: “We are close”.", published="2026-01-26", publisher="Courier")
    b.quotation("We are close", RUS)
    b.quotation("are close", UKR)
    assert [len(q["members"]) for q in kept(record, "quotation", a, b)] == [2, 1]


def test_documents_by_name_version_and_author(record):
    def page(publisher, author, version="initial"):
        page = Page(f"{publisher} has seen the peace plan.", publisher=publisher)
        page.add(Document, "name", "the peace plan", name="the peace plan", author=author, version=version)
        return page

    merged = kept(
        record, "document", page("Herald", USA), page("Courier", None), page("Post", UKR), page("Star", USA, "revised")
    )
    assert sorted(len(d["members"]) for d in merged) == [1, 1, 2]


# --- actors ---------------------------------------------------------------------------------------------------------


def named(name, publisher, *, country="UKR", published="2026-01-26", role=None, is_a="person", aliases=()):
    page = Page(f"{name} spoke to {publisher}.", publisher=publisher, published=published)
    roles = (Role(role, published),) if role else ()
    page.add(
        Actor,
        "name",
        name,
        name=name,
        aliases=aliases,
        type=is_a,
        country=country,
        sector="GOV",
        roles=roles,
        side=country,
    )
    return page


def names(record, *pages):
    return sorted((a["name"], len(a["members"])) for a in kept(record, "actor", *pages))


def test_spellings_titles_and_initials_are_one_person(record):
    pages = (
        named("Ivan Kovalenko", "Herald"),
        named("Iván Kovalenko", "Courier"),
        named("Ivan P. Kovalenko", "Post"),
        named("President Ivan Kovalenko", "Star"),
    )
    assert names(record, *pages) == [("Ivan Kovalenko", 4)]


def test_a_surname_joins_the_one_person_it_fits(record):
    assert names(record, named("Kovalenko", "Herald"), named("Ivan Kovalenko", "Courier")) == [("Ivan Kovalenko", 2)]


def test_a_surname_that_fits_two_joins_neither(record):
    pages = named("Kovalenko", "Herald"), named("Ivan Kovalenko", "Courier"), named("Olena Kovalenko", "Post")
    assert len(names(record, *pages)) == 3
    assert len(links(record, "possibly_same")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Kovalenko", "Ivan Kovalenko Jr."),
        ("George W. Hill", "George H. W. Hill"),
        ("Ivan Kovalenko", "Petro Kovalenko"),
        ("a Ukrainian official", "a Ukrainian official"),
    ],
)
def test_distinct_persons_are_never_merged(record, one, other):
    assert len(names(record, named(one, "Herald"), named(other, "Courier"))) == 2


def test_namesakes_of_two_countries_are_two(record):
    assert len(names(record, named("Ivan Koval", "Herald"), named("Ivan Koval", "Courier", country="CAN"))) == 2


def test_roles_add_up_with_the_day_first_seen(record):
    pages = (
        named("Ivan Kovalenko", "Herald", role="head of intelligence", published="2025-03-01"),
        named("Ivan Kovalenko", "Courier", role="head of the office", published="2026-01-26"),
        named("Ivan Kovalenko", "Post", role="Head of the office", published="2026-01-12"),
    )
    (actor,) = kept(record, "actor", *pages)
    assert [(r["title"], r["from"]) for r in actor["roles"]] == [
        ("head of intelligence", "2025-03-01"),
        ("Head of the office", "2026-01-12"),
    ]


def test_states_and_bodies_merge_by_country_or_name(record):
    pages = (
        named("Ukraine", "Herald", is_a="state"),
        named("Kyiv", "Courier", is_a="state"),
        named("Grain Board", "Post", is_a="organisation", aliases=("GB",)),
        named("the Grain Board", "Star", is_a="organisation"),
    )
    assert names(record, *pages) == [("Grain Board", 2), ("Ukraine", 2)]


def test_references_lead_to_the_merged_actor(record):
    a = named("Ivan Kovalenko", "Herald", published="2026-01-20")
    b = named("Kovalenko", "Courier")
    b.quotation("spoke", ref("Kovalenko", "UKR", "GOV", b.entries[-1].id))
    (quotation,) = kept(record, "quotation", a, b)
    assert quotation["speaker"] == {"id": a.entries[-1].id, "name": "Ivan Kovalenko", "country": "UKR", "sector": "GOV"}


# --- links and sources ----------------------------------------------------------------------------------------------


def test_links_of_articles_lead_to_merged_entries_each_once(record):
    def page(publisher, published):
        page = Page(
            f"{publisher}: they demanded the valley, and were refused.", publisher=publisher, published=published
        )
        a = page.position("demanded the valley", RUS, "territory", "demands", day("2026-01-22"))
        b = page.position("were refused", UKR, "territory", "rejects", day("2026-01-23"))
        page.add(Link, "relation", "were refused", from_=b.id, to=a.id, relation="answers")
        return page

    kept(record, "link", page("Herald", "2026-01-26"), page("Courier", "2026-01-27"))
    demand, refusal = sorted(record.entries("position"), key=lambda p: p["stance"])
    (link,) = record.entries("link")
    assert (link["from"], link["to"], len(link["members"])) == (refusal["id"], demand["id"], 2)


def test_a_hijacked_page_is_no_source(record):
    a = Page("Envoys sat down in Abu Dhabi on Friday.", publisher="Herald")
    a.round("sat down", day("2026-01-23"))
    b = Page("Cheap pills. On Friday envoys sat together in Abu Dhabi.", publisher="Courier", hijacked=True)
    b.round("sat together", day("2026-01-23"))
    (merged,) = kept(record, "round", a, b)
    assert (len(merged["members"]), merged["sources"]) == (2, 1)
