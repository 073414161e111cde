"""Events: the same by the same sides on the same days is one; what is unsure is linked, never merged."""

from __future__ import annotations

import dataclasses

from tests.record.built_by_hand import ABU_DHABI, ISTANBUL, RUS, UKR, USA, Page, day, kept, links, ref

from communique.words import Actor, Place


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


def met(publisher, parties, *, place=None, published="2026-02-02", status="happened", date=None, **more):
    page = Page(f"{publisher}: the envoys met for talks.", publisher=publisher, published=published)
    page.event("met for talks", "CONSULT", day(date), actor=parties, recipient=(), place=place, status=status, **more)
    return page


def test_meetings_told_without_day_or_place_are_one_only_where_all_sides_are_the_same(record):
    two, three = (RUS, UKR), (RUS, UKR, USA)
    assert len(kept(record, "event", met("Herald", two), met("Courier", three))) == 2
    assert len(kept(record, "event", met("Post", three))) == 2


def test_a_meeting_told_without_day_at_the_same_place_may_lack_a_side(record):
    pages = met("Herald", (RUS, UKR), place=ABU_DHABI), met("Courier", (RUS, UKR, USA), place=ABU_DHABI)
    assert len(kept(record, "event", *pages)) == 1


def test_a_coming_meeting_told_without_a_day_is_the_next_one(record):
    first = met("Herald", (RUS, UKR, USA), date="2026-02-04", place=ABU_DHABI, published="2026-02-06")
    ours = first.round("met for talks", day("2026-02-04"), parties=(RUS, UKR, USA))
    first.entries[1] = dataclasses.replace(first.entries[1], round=ours.id)
    less = met("Star", (RUS, UKR), date="2026-02-04", place=ABU_DHABI, published="2026-02-05")
    later = met("Courier", (RUS, UKR, USA), date="2026-02-16", place=ISTANBUL, published="2026-02-13", status="planned")
    coming = met("Post", (RUS, UKR, USA), published="2026-02-03", status="planned")
    merged = kept(record, "event", less, first, later, coming)
    together = next(e for e in merged if coming.entries[1].id in e["members"])
    assert first.entries[1].id in together["members"]
    assert later.entries[1].id not in together["members"]


def test_each_member_tells_why_it_is_there(record):
    a = Page("Drones hit the port on Friday night.", published="2026-01-24")
    first = a.event("Drones hit the port", "ASSAULT", day("2026-01-23"), mode=("drone",))
    b = Page("The port was struck by drones.", published="2026-01-25", publisher="Courier")
    second = b.event("struck by drones", "ASSAULT", day("2026-01-23"), mode=("drone",))
    (merged,) = kept(record, "event", a, b)
    (why,) = merged["joined"]
    assert (why["member"], why["to"], why["score"]) == (second.id, first.id, 0.925)
    assert why["reasons"] == ["days fit 1", "parties fit 1", "place fit 0.5", "mode fit 1"]
    other = met("Post", (RUS, UKR))
    (talks,) = [e for e in kept(record, "event", other) if e["type"] == "CONSULT"]
    assert "joined" not in talks
    record.decide(first.id, "merge", others=[talks["id"]], by="Ann", when="2026-03-02")
    (merged,) = record.entries("event")
    assert merged["joined"][1] == {
        "member": talks["id"],
        "to": first.id,
        "score": None,
        "reasons": ["a reviewer put them together"],
    }
