"""What ties two reports to one thing: rounds, promises, figures, standing demands, headlines; and what keeps them apart."""

from __future__ import annotations

import dataclasses

import pytest
from tests.record.built_by_hand import Page, day, host, ref

from communique.record import open_record
from communique.words import Link, Place, ThirdParty, entry_id

AZE, ARM, GEO, FRA = (
    ref("Azerbaijan", "AZE", "GOV"),
    ref("Armenia", "ARM", "GOV"),
    ref("Georgia", "GEO", "GOV"),
    ref("France", "FRA", "GOV"),
)
TBILISI = Place("Tbilisi", "GEO", 41.7, 44.8, "city")
GANJA = Place("Ganja", "AZE", 40.7, 46.4, "city")
BOTH = {"actor": (AZE, ARM), "recipient": ()}
ABROAD = Place("Vienna", "AUT", 48.2, 16.4, "city")
MONTH = dataclasses.replace(day("2027-03-01", "2027-03-31", "in March"), granularity="month")


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "case.communique", create=True) as record:
        yield record


def page(text, published, publisher="Herald"):
    return Page(text, published=published, publisher=publisher)


def kept(record, kind, *pages):
    for one in pages:
        one.keep(record)
    return list(record.entries(kind))


def sizes(entries):
    return sorted(len(e["members"]) for e in entries)


def met(text, published, publisher, date, **slots):
    made = page(text, published, publisher)
    more = {"parties": (AZE, ARM), "place": TBILISI, **slots}
    made.round(text.split(".")[0], date, **more)
    return made


def deed(text, published, publisher, plover, date, **slots):
    made = page(text, published, publisher)
    made.event(text.split(".")[0], plover, date, **slots)
    return made


# --- rounds ---------------------------------------------------------------------------------------------------------


def test_a_month_is_the_one_round_in_it(record):
    """A round told with its month only is the one that is dated, if there is one."""
    a = met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
    b = met("The March talks brought nothing.", "2027-06-01", "Courier", MONTH)
    assert sizes(kept(record, "round", a, b)) == [2]


def test_a_stretch_of_days_does_not_lengthen_a_round(record):
    """ "Early in March" is when a round lay, not how long it was."""
    early = dataclasses.replace(day("2027-03-01", "2027-03-10", "early in March"), granularity="range")
    a = met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
    b = met("They met early in March.", "2027-04-01", "Courier", early)
    (merged,) = kept(record, "round", a, b)
    assert (merged["date"]["start"], merged["date"]["end"]) == ("2027-03-09", "2027-03-09")


def test_a_month_with_other_parties_than_most_name_is_left_open(record):
    """A vague mention of two sides is not the round at which most sources seat three."""
    three = {"parties": (AZE, ARM, GEO), "format": "trilateral", "place": ABROAD}
    a = met("All three met.", "2027-03-10", "Herald", day("2027-03-09"), **three)
    b = met("The three met.", "2027-03-10", "Courier", day("2027-03-09"), **three)
    c = met("The two met in March.", "2027-06-01", "Post", MONTH, place=ABROAD)
    assert sizes(kept(record, "round", a, b, c)) == [1, 2]


def test_a_month_with_two_rounds_is_left_open(record):
    """Where two rounds fit alike, a vague mention joins neither, and a link says so."""
    a = met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
    b = met("They met on 23 March.", "2027-03-24", "Courier", day("2027-03-23"))
    c = met("The March talks brought nothing.", "2027-06-01", "Post", MONTH)
    assert sizes(kept(record, "round", a, b, c)) == [1, 1, 1]
    assert {e["relation"] for e in record.entries("link")} == {"possibly_same"}


def test_another_number_is_another_round(record):
    """A first and a second round at one place, told without days, are two."""
    a = met("The first round changed little.", "2027-05-01", "Herald", day(None), ordinal=1)
    b = met("The second round changed little.", "2027-05-02", "Courier", day(None), ordinal=2)
    assert sizes(kept(record, "round", a, b)) == [1, 1]


@pytest.mark.parametrize(
    ("status", "published", "expected"), [("planned", "2027-03-01", 1), ("planned", "2027-03-20", 2)]
)
def test_the_next_round_is_the_one_that_follows(record, status, published, expected):
    """ "The next round", told without a day, is the one that was held there after the article, not before it."""
    a = met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
    b = met("The next round will be there.", published, "Courier", day(None), status=status)
    assert len(kept(record, "round", a, b)) == expected


def test_a_mediator_known_elsewhere_may_be_counted_as_a_party(record):
    """Who mediates in one article may be a party in another; two parties without it are still the same round."""
    known = met(
        "They met earlier.", "2027-01-10", "Post", day("2027-01-09"), third_party=(ThirdParty(FRA, "mediator"),)
    )
    a = met("All three met.", "2027-03-10", "Herald", day("2027-03-09"), parties=(AZE, ARM, FRA), format="trilateral")
    b = met("The two met.", "2027-03-10", "Courier", day("2027-03-09"))
    assert sizes(kept(record, "round", known, a, b)) == [1, 2]


def test_a_side_meeting_with_the_mediator_is_another(record):
    """One party and the mediator on the same days are no round of all three."""
    known = met(
        "They met earlier.", "2027-01-10", "Post", day("2027-01-09"), third_party=(ThirdParty(FRA, "mediator"),)
    )
    a = met("All three met.", "2027-03-10", "Herald", day("2027-03-09"), parties=(AZE, ARM, FRA), format="trilateral")
    b = met("The two met.", "2027-03-10", "Courier", day("2027-03-09"), parties=(AZE, FRA))
    assert sizes(kept(record, "round", known, a, b)) == [1, 1, 1]


def test_who_only_hosts_is_no_party(record):
    """A host taken for a party in one article is the host where another says so."""
    a = met("All met.", "2027-03-10", "Herald", day("2027-03-09"), parties=(AZE, ARM, GEO))
    b = met("They met.", "2027-03-10", "Courier", day("2027-03-09"), third_party=(host(GEO),))
    (merged,) = kept(record, "round", a, b)
    assert [p["country"] for p in merged["parties"]] == ["AZE", "ARM"]


def test_no_more_sit_down_than_the_format_has_seats(record):
    """Of three parties told in two ways, those stand that most sources, or the latest, name."""
    slots = {"format": "trilateral"}
    a = met(
        "Three will meet.",
        "2027-03-08",
        "Herald",
        day("2027-03-09"),
        parties=(AZE, ARM, GEO),
        status="planned",
        **slots,
    )
    b = met("Three met.", "2027-03-10", "Courier", day("2027-03-09"), parties=(AZE, ARM, FRA), **slots)
    (merged,) = kept(record, "round", a, b)
    assert [p["country"] for p in merged["parties"]] == ["AZE", "ARM", "FRA"]


def test_a_third_report_brings_two_together(record):
    """The days before and after a report that surely fits both are one run of days."""
    a = met("They met on Tuesday.", "2027-03-09", "Herald", day("2027-03-09"))
    b = met("They closed on Thursday.", "2027-03-11", "Courier", day("2027-03-11"))
    c = met("They went on on Wednesday.", "2027-03-12", "Post", day("2027-03-10"))
    (merged,) = kept(record, "round", b, c, a)
    assert (merged["date"]["start"], merged["date"]["end"]) == ("2027-03-09", "2027-03-11")


def test_the_run_planned_is_the_run_held_where_only_its_end_is_told(record):
    """ "Ended on Wednesday" of a round planned for Tuesday and Wednesday dates both days."""
    a = met("They will meet on Tuesday.", "2027-03-05", "Herald", day("2027-03-09", "2027-03-10"), status="planned")
    b = met("The round ended on Wednesday.", "2027-03-10", "Courier", day("2027-03-10"))
    (merged,) = kept(record, "round", a, b)
    assert (merged["status"], merged["date"]["start"]) == ("happened", "2027-03-09")


def test_a_round_cannot_have_been_held_after_its_article(record):
    """What is coded as held days after the article was written is a plan."""
    (merged,) = kept(record, "round", met("They met on 20 March.", "2027-03-10", "Herald", day("2027-03-20")))
    assert merged["status"] == "planned"


# --- events tied to a round or a promise ----------------------------------------------------------------------------


def test_no_agreement_is_one_for_each_round(record):
    """What a round failed to bring is one entry, however it is worded; that of another round is another."""
    pages = []
    for number, (publisher, first) in enumerate([("Herald", "09"), ("Courier", "09"), ("Post", "23")]):
        made = met(
            f"They met in {publisher} words.", f"2027-03-{int(first) + 1:02}", publisher, day(f"2027-03-{first}")
        )
        words = ("No deal was struck.", "Nothing was signed.", "It ended empty-handed.")[number]
        made = dataclasses_page(made, words)
        own = made.round(words, day(f"2027-03-{first}"), parties=(AZE, ARM), place=TBILISI)
        made.event(
            words, "AGREE", day(f"2027-03-{first}"), status="did_not_happen", cameo=("057",), round=own.id, **BOTH
        )
        pages.append(made)
    assert sizes(kept(record, "event", *pages)) == [1, 2]


def dataclasses_page(made, words):
    """Return a new page with the same publisher and day whose text is `words`."""
    return Page(words, published=made.article.published, publisher=made.article.publisher)


def test_what_a_round_did_not_bring_has_its_days(record):
    """ "No agreement", told of the last day, is of the whole round."""
    a = page("They met. No deal was struck.", "2027-03-11")
    own = a.round("They met", day("2027-03-09", "2027-03-10"), parties=(AZE, ARM), place=TBILISI)
    a.event("No deal was struck", "AGREE", day("2027-03-10"), status="did_not_happen", **BOTH)
    (event,) = kept(record, "event", a)
    assert own.id == next(record.entries("round"))["id"]
    assert (event["date"]["start"], event["date"]["end"]) == ("2027-03-09", "2027-03-10")


def test_the_meeting_has_what_its_round_has(record):
    """The event of a round takes its days, place and third parties."""
    a = page("They met.", "2027-03-10")
    own = a.round("They met", day("2027-03-09"), parties=(AZE, ARM), place=TBILISI, third_party=(host(GEO),))
    a.event("They met", "CONSULT", day("2027-03-09"), round=own.id, **BOTH)
    (event,) = kept(record, "event", a)
    assert (event["place"]["name"], event["third_party"][0]["role"]) == ("Tbilisi", "host")


def test_agreements_that_make_one_promise_are_one(record):
    """Two reports that date an agreement differently made one promise: one agreement."""
    pages = []
    for publisher, made_on in (("Herald", "2027-03-09"), ("Courier", "2027-03-10")):
        made = page("They agreed to reopen the border crossing at Sadakhlo.", "2027-03-11", publisher)
        promise = made.commitment(
            "reopen the border crossing",
            None,
            parties=(AZE, ARM),
            content="reopen the border crossing at Sadakhlo",
            place=None,
        )
        event = made.event("agreed to reopen", "AGREE", day(made_on), cameo=("030",), **BOTH)
        evidence = (made.evidence("relation", "agreed to reopen"),)
        link = Link(
            entry_id(made.capture.id, "link", evidence), evidence, from_=event.id, to=promise.id, relation="creates"
        )
        made.entries.append(link)
        pages.append(made)
    assert sizes(kept(record, "event", *pages)) == [2]


def test_what_an_older_article_tells_as_done_is_not_what_came_after(record):
    """An agreement reported in March is not the one of June, though both promise the same."""
    pages = []
    for publisher, told_on, made_on in (("Herald", "2027-03-10", None), ("Courier", "2027-06-10", "2027-06-09")):
        made = page("They agreed to reopen the border crossing at Sadakhlo.", told_on, publisher)
        promise = made.commitment(
            "reopen the border crossing",
            None,
            parties=(AZE, ARM),
            content="reopen the border crossing at Sadakhlo",
            place=None,
        )
        event = made.event("agreed to reopen", "AGREE", day(made_on), cameo=("030",), **BOTH)
        evidence = (made.evidence("relation", "agreed to reopen"),)
        made.entries.append(
            Link(
                entry_id(made.capture.id, "link", evidence), evidence, from_=event.id, to=promise.id, relation="creates"
            )
        )
        pages.append(made)
    assert sizes(kept(record, "event", *pages)) == [1, 1]


def test_a_place_that_was_found_in_another_country_parts_no_rounds(record):
    """One article's Vienna was taken for that in Virginia: days and parties tell that it is one round."""
    elsewhere = Place("Vienna", "USA", 38.9, -77.3, "city")
    pages = [
        met("They sat down.", "2027-03-10", "Herald", day("2027-03-09"), place=ABROAD),
        met("The envoys met.", "2027-03-11", "Courier", day("2027-03-09"), place=elsewhere),
    ]
    assert sizes(kept(record, "round", *pages)) == [2]


# --- figures, words, standing demands -------------------------------------------------------------------------------


@pytest.mark.parametrize(("other", "expected"), [("264", [2]), ("132", [2]), ("180", [1, 1])])
def test_a_figure_tells_which_exchange_it_is(record, other, expected):
    """The same figure, or one side's half of it, is the same exchange; another figure is another."""
    a = deed("Both will free 264 captives.", "2027-03-10", "Herald", "RETREAT", day(None), mode=("release",), **BOTH)
    words = f"Both freed {other} captives."
    b = deed(words, "2027-03-12", "Courier", "RETREAT", day("2027-03-12"), mode=("release",), **BOTH)
    assert sizes(kept(record, "event", a, b)) == expected


def test_a_standing_demand_is_one_however_often_restated(record):
    """A demand told without a day, by one side to another on one matter, is one for months; a dated one stands alone."""
    texts = ("Baku wants the enclave returned.", "Baku insists that the enclave go back.", "The enclave must return.")
    days = ("2027-01-05", "2027-03-05", "2027-08-05")
    pages = [
        deed(text, told, name, "REQUEST", day(None), actor=(AZE,), recipient=(ARM,))
        for text, told, name in zip(texts, days, ("Herald", "Courier", "Post"), strict=True)
    ]
    dated = deed(
        "On Friday it asked for the enclave.",
        "2027-03-06",
        "Star",
        "REQUEST",
        day("2027-03-05"),
        actor=(AZE,),
        recipient=(ARM,),
    )
    assert sizes(kept(record, "event", *pages, dated)) == [1, 3]


def test_demands_on_other_matters_or_by_others_stay_apart(record):
    """Another matter, another side or another addressee is another demand."""
    texts = (
        ("Baku wants the enclave returned.", AZE, ARM),
        ("Baku wants a corridor through Syunik.", AZE, ARM),
        ("Paris wants the enclave returned.", FRA, ARM),
        ("Baku wants the enclave off the maps of Paris.", AZE, FRA),
    )
    pages = [
        deed(text, "2027-01-05", f"Outlet {n}", "REQUEST", day(None), actor=(by,), recipient=(to,))
        for n, (text, by, to) in enumerate(texts)
    ]
    assert sizes(kept(record, "event", *pages)) == [1, 1, 1, 1]


def test_a_refusal_that_names_no_matter_is_the_standing_one(record):
    """ "Yerevan refuses" is the refusal that other articles tell in full."""
    a = deed(
        "Yerevan rejects giving up the enclave.",
        "2027-01-05",
        "Herald",
        "REJECT",
        day(None),
        actor=(ARM,),
        recipient=(AZE,),
    )
    b = deed("Yerevan refuses.", "2027-04-05", "Courier", "REJECT", day(None), actor=(ARM,), recipient=())
    assert sizes(kept(record, "event", a, b)) == [2]


def test_a_deed_dated_after_its_article_is_misdated(record):
    """What is said to have happened after the article was written cannot be kept apart by that day."""
    words = "They agreed to mark the frontier near Ijevan."
    a = deed(words, "2027-03-10", "Herald", "AGREE", day("2027-04-01"), **BOTH)
    b = deed(
        "Both agreed on marking posts: the frontier at Ijevan.",
        "2027-03-10",
        "Courier",
        "AGREE",
        day("2027-03-09"),
        **BOTH,
    )
    (event,) = kept(record, "event", a, b)
    assert event["date"]["start"] == "2027-03-09"


# --- strikes and headlines ------------------------------------------------------------------------------------------


def test_who_struck_may_be_left_unsaid(record):
    """A strike told without its author is the one on the same target and day that names it."""
    a = deed(
        "Shells fell on Ganja.",
        "2027-03-10",
        "Herald",
        "ASSAULT",
        day("2027-03-09"),
        actor=(ARM,),
        recipient=(AZE,),
        place=GANJA,
    )
    b = deed(
        "Ganja was shelled.",
        "2027-03-10",
        "Courier",
        "ASSAULT",
        day("2027-03-09"),
        actor=(),
        recipient=(AZE,),
        place=GANJA,
    )
    assert sizes(kept(record, "event", a, b)) == [2]


@pytest.mark.parametrize(("thing", "expected"), [("Mingachevir", [2]), ("Sumqayit", [1, 1])])
def test_the_name_of_what_was_struck_leads_to_the_strike(record, thing, expected):
    """Weeks later, the name of the thing struck leads to the dated strike; another name does not."""
    a = deed(
        "A rocket hit the Mingachevir dam.",
        "2027-03-10",
        "Herald",
        "ASSAULT",
        day("2027-03-09"),
        actor=(ARM,),
        recipient=(AZE,),
    )
    b = deed(
        f"Since then the {thing} works were hit.",
        "2027-03-28",
        "Courier",
        "ASSAULT",
        day(None),
        actor=(),
        recipient=(AZE,),
    )
    assert sizes(kept(record, "event", a, b)) == expected


def test_a_headline_is_what_its_article_tells(record):
    """An event that a headline alone tells joins the one of the same kind in the same article."""
    made = page("Captives to be freed. Both sides will free 264 captives, they said.", "2027-03-10")
    article = made.entries[0]
    blocks = ({"kind": "headline", "start": 0, "end": 21}, {"kind": "paragraph", "start": 22, "end": 67})
    made.entries[0] = dataclasses.replace(article, blocks=blocks)
    made.event("Captives to be freed", "RETREAT", day(None), mode=("release",), status="happened", **BOTH)
    made.event("Both sides will free", "RETREAT", day("2027-03-12"), mode=("release",), status="planned", **BOTH)
    assert sizes(kept(record, "event", made)) == [2]


# --- promises and figures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "expected"), [("exchange 264 captives", [2]), ("exchange 180 captives", [1, 1])])
def test_a_promise_without_a_day_is_known_by_its_figure(record, second, expected):
    """Promises of one figure are one; of two figures, two."""
    pages = []
    for name, content in (("Herald", "free 264 prisoners"), ("Courier", second)):
        made = page(f"They agreed to {content}.", "2027-03-10", name)
        made.commitment(f"to {content}", None, parties=(AZE, ARM), content=content, place=None)
        pages.append(made)
    assert sizes(kept(record, "commitment", *pages)) == expected


def test_a_promise_in_like_words_is_one(record):
    """The longer wording of a promise holds the shorter one."""
    pages = []
    for name, content in (
        ("Herald", "restore the hotline between the border guards"),
        ("Courier", "restore a border guard hotline, with a general in charge"),
        ("Post", "reopen the rail line to the south"),
    ):
        made = page(f"They agreed to {content}.", "2027-03-10", name)
        made.commitment(f"to {content}", None, parties=(AZE, ARM), content=content, place=None)
        pages.append(made)
    assert sizes(kept(record, "commitment", *pages)) == [1, 2]


def counted(name, text, value, published, **slots):
    made = page(text, published, name)
    made.tally(text, value, **{"what": "captives", "unit": "captive", **slots})
    return made


def test_a_round_figure_told_again_looks_back(record):
    """Months later, a round figure is the same where the sentence looks back in like words."""
    a = counted("Herald", "The sides will exchange 1,400 captives each.", 1400, "2027-01-10", scope="each")
    b = counted("Courier", "In winter they had agreed to exchange 1,400 captives on either side.", 1400, "2027-06-10")
    c = counted("Post", "The flood took the homes of 1,400 captives.", 1400, "2027-06-10")
    assert sizes(kept(record, "tally", a, b, c)) == [1, 2]


def test_people_may_be_called_by_what_they_are(record):
    """ "People" in one source are the captives of another, where the sentences agree."""
    a = counted("Herald", "Mediation led to the release of 2,317 captives.", 2317, "2027-01-10")
    b = counted(
        "Courier", "Mediation led to the release of 2,317 people.", 2317, "2027-01-20", what="people", unit="person"
    )
    assert sizes(kept(record, "tally", a, b)) == [2]


def test_the_order_of_captures_changes_nothing(tmp_path):
    """The merged view is the same whatever the order in which pages came."""

    def pages():
        yield met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
        yield met("They closed on 11 March.", "2027-03-11", "Courier", day("2027-03-11"))
        yield met("They went on on 10 March.", "2027-03-12", "Post", day("2027-03-10"))
        yield met("The March talks brought nothing.", "2027-06-01", "Star", MONTH)
        yield deed("Yerevan refuses the enclave.", "2027-04-05", "Sun", "REJECT", day(None), actor=(ARM,), recipient=())
        yield deed("Yerevan refuses.", "2027-04-05", "Moon", "REJECT", day(None), actor=(ARM,), recipient=(AZE,))

    views = []
    for number, order in enumerate((list, lambda p: list(reversed(list(p))))):
        with open_record(tmp_path / f"{number}.communique", create=True) as record:
            for made in order(pages()):
                made.keep(record)
            views.append(list(record.export_jsonl()))
    assert views[0] == views[1]


def test_a_palace_of_which_nothing_is_known_is_in_its_city(record):
    """A venue without country or position does not keep two reports of one round apart, and the known place stands."""
    palace = Place("Palace of Rites", None, None, None, "site")
    a = met("They met in the palace.", "2027-03-10", "Herald", day("2027-03-09"), place=palace)
    b = met("They met in the city.", "2027-03-10", "Courier", day("2027-03-09"))
    (merged,) = kept(record, "round", a, b)
    assert merged["place"]["name"] == "Tbilisi"


def test_a_sum_of_exchanges_is_not_the_exchange_of_the_day(record):
    """Many exchanges told as a sum are not the one that another article tells of on that day."""
    a = deed(
        "All exchanges so far freed 2,317 people.",
        "2027-03-10",
        "Herald",
        "RETREAT",
        day(None),
        mode=("release",),
        **BOTH,
    )
    b = deed("Captives were exchanged.", "2027-03-10", "Courier", "RETREAT", day(None), mode=("release",), **BOTH)
    assert sizes(kept(record, "event", a, b)) == [1, 1]


@pytest.mark.parametrize(("first", "expected"), [("2027-03-20", 1), ("2027-05-20", 2)])
def test_a_meeting_planned_without_a_day_is_the_next_one(record, first, expected):
    """A meeting said to come is the dated one of the same sides that follows within two weeks."""
    a = deed("The two will meet.", "2027-03-15", "Herald", "CONSULT", day(None), status="planned", **BOTH)
    b = deed("The two met.", "2027-06-01", "Courier", "CONSULT", day(first), **BOTH)
    assert len(kept(record, "event", a, b)) == expected


def test_who_a_reviewer_kept_apart_is_never_brought_together(record):
    """A decision outweighs every tie."""
    a = met("They met on 9 March.", "2027-03-10", "Herald", day("2027-03-09"))
    b = met("The March talks brought nothing.", "2027-06-01", "Courier", MONTH)
    (merged,) = kept(record, "round", a, b)
    record.decide(merged["id"], "split", by="Ana Reviewer", when="2027-06-02T00:00:00Z", others=[b.entries[1].id])
    assert sizes(record.entries("round")) == [1, 1]
