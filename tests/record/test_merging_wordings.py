"""Positions, quotations and documents: what is said again is the same entry."""

from __future__ import annotations

from tests.record.built_by_hand import RUS, UKR, USA, Page, day, kept

from communique.words import Document


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


def test_positions_on_no_listed_issue_are_one_only_where_they_are_about_one_matter(record):
    def page(publisher, text):
        page = Page(f"{text}, {publisher} wrote.", publisher=publisher)
        page.position(text, RUS, "other", "demands", day(None))
        return page

    merged = kept(
        record,
        "position",
        page("Herald", "It wants the grain terminal reopened"),
        page("Courier", "It asked that the grain terminal be reopened"),
        page("Post", "It wants the television tower repaired"),
    )
    assert sorted(len(p["members"]) for p in merged) == [1, 2]
