"""An article is shown with its facts, what is wrong with it, and what was dropped and why."""

from __future__ import annotations

from communique.dossier.article import article_markdown, article_text
from communique.words import Article, Block, Dropped, Finding, Rights


def article(**more):
    parts = [("headline", "Talks end"), ("deck", "No deal yet"), ("subhead", "Next steps"), ("paragraph", "They met.\x1b[2J"), ("list_item", "One item")]  # fmt: skip
    blocks, text = [], ""
    for kind, said in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(said)))
        text += said
    slots = {
        "capture": "ab" * 32,
        "text": text,
        "blocks": tuple(blocks),
        "headline": "Talks end",
        "deck": "No deal yet",
        "authors": ("Ana Example",),
        "publisher": "Herald",
        "published": "2026-01-26T09:40:00+08:00",
        "findings": (Finding("zone_inferred", "info", "The zone is the publisher's.", "reported", field="published"),),
        "dropped": (*(Dropped("most_read", f"Item {n} " + "word " * 60) for n in range(20)),),
        "rights": Rights("Herald Ltd", "All rights reserved."),
    }
    return Article(**{**slots, **more})


def test_text_holds_facts_body_findings_dropped_and_rights():
    text = article_text(article())
    assert text.startswith("Talks end\nNo deal yet\n")
    assert "By Ana Example | Herald" in text
    assert "Published: 2026-01-26 09:40 +08:00 (time zone inferred)" in text
    assert "They met.\ufffd[2J" in text
    assert "\x1b" not in text
    assert "info (reported) zone_inferred [published]: The zone is the publisher's." in text
    assert "most read: Item 0 word" in text
    assert "and 8 more pieces" in text
    assert "All rights reserved." in text
    assert text.count("Talks end") == 1


def test_markdown_is_escaped_and_headed():
    text = article_markdown(article(headline="# <b>Talks</b> [x](https://evil.example)"))
    assert text.startswith("# \\# \\<b\\>Talks\\</b\\> [x\\](https\\://evil.example)\n")
    assert "## Next steps" in text
    assert "- One item" in text


def test_an_article_without_anything_is_shown_too():
    empty = Article(capture="cd" * 32, text="", blocks=(), page_kind="empty", hijacked=True)
    for text in (article_text(empty), article_markdown(empty)):
        assert "(no headline)" in text
        assert "Published: the page names no date" in text
        assert "HIJACKED PAGE" in text


def test_the_time_of_a_live_blog_entry_is_told_once():
    text = "First.\n\nSecond.\n\nThird."
    blocks = tuple(
        Block("paragraph", start, end, published=time)
        for start, end, time in (
            (0, 6, "2026-02-05T10:00:00Z"),
            (8, 15, "2026-02-05T10:00:00Z"),
            (17, 23, "2026-02-05T09:00:00Z"),
        )
    )
    shown = article_text(article(text=text, blocks=blocks))
    assert shown.count("[2026-02-05 10:00 UTC]") == 1
    assert shown.count("[2026-02-05 09:00 UTC]") == 1
