"""An HTML page is read as its article: what belongs to it, what was dropped and why, and what the page says of itself."""

from pathlib import Path

import pytest

from communique.reading.html import read_html
from communique.words import Capture

FIXTURES = Path(__file__).parent / "fixtures"


def read(name, url=None):
    data = (FIXTURES / f"{name}.html").read_bytes()
    return read_html(Capture(data, name, url=url, media_type="text/html"), data.decode("utf-8"), [])


def texts(article, kind):
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


def reason_of(article, part):
    return next(d.reason for d in article.dropped if part in d.text)


URL = "https://gazette.example/world/2026/01/26/envoys-end-second-round-without-deal"


@pytest.fixture(scope="module")
def article():
    return read("article", URL)


def test_an_article_keeps_its_blocks_in_order_and_typed(article):
    assert [b.kind for b in article.blocks] == [
        "headline", "deck", "paragraph", "paragraph", "subhead", "paragraph", "quotation", "paragraph", "list_item", "list_item", "paragraph",
    ]  # fmt: skip
    assert article.headline == "Envoys end second round without a deal"
    assert article.deck == "Delegates from both banks of the river agree only to meet again"
    assert texts(article, "subhead") == ["Prisoners first"]
    assert texts(article, "paragraph")[-1].startswith("Neither side has commented")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("cookies", "consent"),
        ("Sport", "navigation"),
        ("Share on one", "share"),
        ("What the first round left", "related"),
        ("two umbrellas", "advertisement"),
        ("retired", None),
        ("The judge who does not raise", "related"),
        ("morning letter", "newsletter"),
        ("eleven years", "comments"),
        ("Storm closes", "aside"),
        ("All rights reserved", "footer"),
    ],
)
def test_furniture_is_dropped_with_its_reason(article, part, reason):
    if reason is None:
        assert part in article.text
    else:
        assert part not in article.text
        assert reason_of(article, part) == reason


def test_the_facts_come_from_what_the_page_states_and_shows(article):
    assert article.authors == ("Ana Example", "Bo Sample")
    assert article.published == "2026-01-26T08:15:00+02:00"
    assert article.updated == "2026-01-26T11:40:00+02:00"
    assert article.publisher == "The Harbour Gazette"
    assert article.section == ("World", "Diplomacy")
    assert article.canonical_url == URL
    assert article.language == "en"
    assert article.dateline == "Port Sample"
    assert article.rights.holder == "Harbour Gazette Press"
    assert article.page_kind == "article"
    assert not article.hijacked
    assert [f.code for f in article.findings] == []


def test_blocks_and_dropped_texts_point_into_the_capture(article):
    source = (FIXTURES / "article.html").read_text("utf-8")
    for block in article.blocks:
        place = source[block.capture_start : block.capture_end]
        words = article.text[block.start : block.end].split()
        assert place.startswith(words[0][:3])
        assert place.rstrip().endswith(words[-1][-3:])
    assert all(source[d.capture_start : d.capture_end] for d in article.dropped)


def test_the_next_article_of_an_endless_page_is_left_out():
    article = read("scroll")
    assert article.headline == "Lock keepers to strike on Friday"
    assert [b.kind for b in article.blocks] == ["headline", "paragraph", "paragraph", "paragraph", "paragraph"]
    assert "fish hall" not in article.text
    assert "umbrellas" not in article.text
    assert article.authors == ("Bo Sample",)


def test_a_live_blog_gives_its_entries_their_times():
    article = read("live")
    assert article.page_kind == "live_blog"
    assert texts(article, "entry_heading") == [
        "Delegations return to the table",
        "A pause for soup",
        "Doors close",
        "Good morning",
    ]
    times = [b.published for b in article.blocks if b.kind == "paragraph"]
    assert times == [f"2026-01-25T{t}:00+00:00" for t in ("12:30", "11:05", "09:10", "08:00")]


def test_a_walled_page_is_a_stub():
    article = read("stub")
    assert article.page_kind == "stub"
    assert "paywall_stub" in [f.code for f in article.findings]
    assert texts(article, "paragraph") == [
        "For eleven years nobody has asked what the silence on the river costs, and who has paid for it so far..."
    ]
    assert article.published == "2026-02-01"
    assert reason_of(article, "To continue reading") == "paywall"


def test_an_index_page_holds_no_article():
    article = read("index")
    assert article.page_kind == "index"
    assert [b.kind for b in article.blocks] == ["headline"]
    assert "index_page" in [f.code for f in article.findings]


def test_an_injected_title_and_hidden_links_are_found_and_dropped():
    article = read("hidden", "https://gazette.example/council-votes-on-the-bridge")
    assert article.headline == "Council votes on the bridge that nobody wants"
    codes = [f.code for f in article.findings]
    assert "injected_title" in codes
    assert "hidden_links" in codes
    assert "casino" not in article.text
    source = (FIXTURES / "hidden.html").read_text("utf-8")
    title = next(f for f in article.findings if f.code == "injected_title")
    assert source[title.start : title.end] == title.exact
    assert not article.hijacked


def test_a_page_of_spam_is_hijacked():
    spam = (
        "<p>online casino bonus slot gacor sports betting free slots casino betting bonus online poker casino bonus slot</p>"
        * 5
    )
    source = f"<html><head><title>slot gacor online casino</title></head><body><h1>slot gacor online casino betting bonus</h1>{spam}</body></html>"
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert article.hijacked
    assert "hijacked_page" in [f.code for f in article.findings]


def test_a_broken_page_loses_no_paragraph():
    article = read("broken")
    assert article.headline == "Fog halts the morning boats"
    assert len(texts(article, "paragraph")) == 4
    assert len(texts(article, "list_item")) == 2
    assert reason_of(article, "wind from the west") == "outside"


@pytest.mark.parametrize(("name", "language", "paragraphs"), [("arabic", "ar", 3), ("chinese", "zh", 3)])
def test_no_language_is_assumed(name, language, paragraphs):
    article = read(name)
    assert article.language == language
    assert len(texts(article, "paragraph")) == paragraphs
    assert len(article.blocks) == paragraphs + 1


def test_dates_that_differ_are_reported_and_the_visible_one_is_taken():
    source = (FIXTURES / "article.html").read_text("utf-8").replace("26 January 2026, 08:15", "3 November 2025, 08:15")
    article = read_html(Capture(source.encode(), "-"), source, [])
    finding = next(f for f in article.findings if f.code == "conflicting_dates")
    assert finding.field == "published"
    assert (
        "2025-11-03" in source[finding.start : finding.end] or "3 November 2025" in source[finding.start : finding.end]
    )
    assert article.published == "2025-11-03T08:15:00"


def test_broken_structured_data_still_speaks():
    article = read("stub")
    assert article.headline == "The price of a quiet harbour"
    source = '<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"A b c d","datePublished":"2026-02-03T10:00:00Z" "x":</script></head><body><h1>A b c d</h1></body></html>'
    assert read_html(Capture(source.encode(), "-"), source, []).published == "2026-02-03T10:00:00+00:00"


def test_a_body_split_over_containers_is_stitched():
    parts = "".join(
        f'<div class="story-chunk"><p>Part {n} of the report says that the river rose by {n} inches in the night, and that nobody slept.</p></div>'
        '<div class="shop">Buy a boat</div>'
        for n in range(1, 6)
    )
    source = f'<html><body><div id="w"><h1>The river rose in the night again</h1><div class="a">{parts}</div></div></body></html>'
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert len(texts(article, "paragraph")) == 5
    assert "Buy a boat" not in article.text


def test_an_empty_page_is_empty():
    article = read_html(Capture(b"", "-"), "", [])
    assert article.page_kind == "empty"
    assert article.text == ""


def test_a_text_that_stands_only_in_the_data_is_read_from_there():
    lines = [
        f"Sentence number {n} of the statement says that the ferry will sail again, whatever the weather, in spring."
        for n in range(8)
    ]
    body = "\\n\\n".join(lines)
    source = (
        '<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry will sail again in spring",'
        f'"articleBody":"{body}"}}</script></head><body><h1>The ferry will sail again in spring</h1><div id="root"></div></body></html>'
    )
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert texts(article, "paragraph") == lines
    assert article.page_kind == "article"
    assert "text_from_data" in [f.code for f in article.findings]


def test_a_further_h1_with_a_byline_closes_the_article():
    first = "".join(
        f"<p>Line {n} of the first story tells of the lock and of the keepers who do not like the cold at all.</p>"
        for n in range(5)
    )
    second = "".join(
        f"<p>Line {n} of the second story tells of fish, and of the hall in which they are to be sold now.</p>"
        for n in range(3)
    )
    source = (
        f"<html><head><title>Keepers want heated huts</title></head><body><div><h1>Keepers want heated huts</h1>{first}"
        f"<h1>The fish hall is open</h1><p>By Ana Example</p>{second}</div></body></html>"
    )
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert len(texts(article, "paragraph")) == 5
    assert reason_of(article, "second story") == "neighbour"


def test_letters_read_in_the_wrong_encoding_are_put_right():
    line = "The river’s keepers said they hadn’t been asked, and that nobody’s hut had been heated since autumn."
    source = f"<html><body><h1>Keepers ask for heat</h1><div>{'<p>' + line.encode().decode('cp1252') + '</p>'}</div></body></html>"
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert texts(article, "paragraph") == [line]
    finding = next(f for f in article.findings if f.code == "mojibake")
    assert finding.effect == "repaired"
    assert source[finding.start : finding.end].startswith("The river")
