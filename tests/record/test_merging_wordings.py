"""Positions, quotations and documents: what is said again is the same entry."""

from __future__ import annotations

import pytest
from tests.record.built_by_hand import RUS, UKR, USA, Page, day, kept, links

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


def stance(publisher, published, text, stance, *, party=UKR, document=None, issue="ceasefire"):
    page = Page(f"{text}, {publisher} wrote.", publisher=publisher, published=published)
    page.position(text, party, issue, stance, day(published), document=document)
    return page


def test_a_party_that_turns_is_shown_with_both_sentences(record):
    pages = (
        stance("Herald", "2026-01-10", "Kyiv refused a truce at sea", "rejects"),
        stance("Courier", "2026-01-12", "Kyiv again turned down the truce at sea", "rejects"),
        stance("Post", "2026-02-01", "Kyiv accepted the truce at sea", "accepts"),
        stance("Star", "2026-03-01", "Kyiv now refuses the sea truce", "rejects"),
    )
    refused, accepted = sorted(kept(record, "position", *pages), key=lambda p: p["date"]["start"])
    assert links(record, "supersedes") == [(accepted["id"], refused["id"]), (refused["id"], accepted["id"])]
    link = next(e for e in record.entries("link") if e["from"] == accepted["id"])
    assert link["reasons"] == ["the stance turned from rejects to accepts"]
    assert [e["exact"] for e in link["evidence"]] == [
        "Kyiv accepted the truce at sea",
        "Kyiv again turned down the truce at sea",
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"party": RUS},
        {"issue": "territory"},
        {"text": "Kyiv accepted the prisoner lists"},
        {"published": "2026-01-10"},
        {"stance": "demands"},
    ],
)
def test_another_party_issue_matter_or_the_same_day_is_no_turn(record, other):
    asked = {"text": "Kyiv accepted the truce at sea", "stance": "accepts", "published": "2026-02-01", **other}
    kept(record, "position", stance("Herald", "2026-01-10", "Kyiv refused a truce at sea", "rejects"))
    kept(record, "position", stance("Post", asked.pop("published"), asked.pop("text"), asked.pop("stance"), **asked))
    assert links(record, "supersedes") == []


def test_another_version_of_a_document_is_no_turn(record):
    kept(
        record, "position", stance("Herald", "2026-01-10", "Kyiv refused the truce", "rejects", document="first draft")
    )
    kept(
        record, "position", stance("Post", "2026-02-10", "Kyiv accepted the truce", "accepts", document="second draft")
    )
    assert links(record, "supersedes") == []


def test_a_document_is_the_same_with_and_without_an_article_before_it(record):
    one = stance("Herald", "2026-01-10", "Kyiv refused it", "rejects", document="a truce along the border")
    other = stance("Post", "2026-01-11", "Kyiv turned it down", "rejects", document="truce along the border")
    turned = stance("Star", "2026-02-10", "Kyiv agreed", "accepts", document="the truce")
    refused, accepted = kept(record, "position", one, other, turned)
    assert len(refused["members"]) == 2
    assert links(record, "supersedes") == [(accepted["id"], refused["id"])]
