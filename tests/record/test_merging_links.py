"""Links lead to merged entries, each once; a hijacked page is no source."""

from __future__ import annotations

from tests.record.built_by_hand import RUS, UKR, Page, day, kept

from communique.words import Link


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
