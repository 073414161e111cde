"""Tallies: the same figure is one entry; rival figures stand side by side, and sums are reconciled."""

from __future__ import annotations

from tests.record.built_by_hand import RUS, Page, day, kept, links


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


def test_a_reading_is_taken_whole_and_the_others_are_shown(record):
    pages = (
        counted("Herald", 314, qualifier="at least", low=314, source=RUS),
        counted("Courier", 314, published="2026-02-06"),
        counted("Post", 314, published="2026-02-06"),
    )
    (tally,) = kept(record, "tally", *pages)
    reading = ("qualifier", "low", "high", "source", "scope")
    assert [tally[slot] for slot in reading] == ["exact", None, None, None, None]
    assert {
        v["slot"]: [w["value"] for w in tally["variants"] if w["slot"] == v["slot"]] for v in tally["variants"]
    } == {"qualifier": ["at least", "exact"]}


def test_the_reading_of_most_sources_stands_with_who_says_it(record):
    pages = (
        counted("Herald", 314),
        counted("Courier", 314, qualifier="at least", low=314, source=RUS, published="2026-02-06"),
        counted("Post", 314, qualifier="at least", low=314, published="2026-02-06"),
    )
    (tally,) = kept(record, "tally", *pages)
    assert (tally["qualifier"], tally["low"], tally["source"]["country"]) == ("at least", 314, "RUS")
