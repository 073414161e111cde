"""The tokenizer tells every place exactly and stays linear on hostile pages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.html import read_html
from communique.reading.html.tokens import MAX_ATTRIBUTES, read_attributes, tokenize
from communique.reading.html.tree import MAX_DEPTH, build_tree
from communique.words import Capture

MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", '<a href="x', '">', "<", ">", "&amp;", "text ", "Wörter, viele. ", "<li>", "<td>", "</table>", "<table>", "<h1>", "<article>", "</article>", "<br>", "\n", '"', "'", "=", "<time datetime=2026-01-01>", "<title>", "<noscript>", "<p hidden>"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def test_tags_texts_and_raw_contents_have_exact_places():
    source = '<p class="a > b">One <b>two</b></p><script>if (a < b) "</p>"</script>tail'
    tokens = list(tokenize(source))
    assert [(t.kind, source[t.start : t.end]) for t in tokens] == [
        ("open", '<p class="a > b">'),
        ("text", "One "),
        ("open", "<b>"),
        ("text", "two"),
        ("close", "</b>"),
        ("close", "</p>"),
        ("open", "<script>"),
        ("raw", 'if (a < b) "</p>"'),
        ("close", "</script>"),
        ("text", "tail"),
    ]


def test_attributes_are_decoded_and_capped():
    assert read_attributes(""" class="a b" ID=x hidden title='it&#39;s' class="c" """) == {
        "class": "a b",
        "id": "x",
        "hidden": "",
        "title": "it's",
    }
    assert len(read_attributes(" ".join(f"a{n}=1" for n in range(1000)))) == MAX_ATTRIBUTES


def test_an_unclosed_quote_does_not_swallow_the_page():
    assert [t.kind for t in tokenize('<p title="never closed>text</p>')] == ["open", "text", "close"]


@given(MARKUP)
@settings(deadline=None, max_examples=150)
def test_texts_lie_in_order_and_inside_the_page(source):
    position = 0
    for token in tokenize(source):
        assert position <= token.start <= token.end <= len(source)
        position = token.end


@given(MARKUP)
@settings(deadline=None, max_examples=150)
def test_any_page_can_be_read_and_every_offset_holds(source):
    article = read_html(Capture(source.encode(), "-"), source, [])
    again = read_html(Capture(source.encode(), "-"), source, [])
    assert article == again
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in article.blocks)
    for block in article.blocks:
        assert block.capture_start is None or 0 <= block.capture_start < block.capture_end <= len(source)


def test_depth_is_capped_and_no_text_is_lost():
    words = "Deep down there is a sentence, and it must be found again."
    source = "<div>" * 3000 + f"<p>{words}</p>" + "</div>" * 3000
    tree = build_tree(source)
    assert tree.capped
    assert max(e.depth for e in tree.elements) <= MAX_DEPTH
    article = read_html(Capture(source.encode(), "-"), source, [])
    assert words in article.text + "".join(d.text for d in article.dropped)
    assert "tree_capped" in [f.code for f in article.findings]


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<p>", "<b>", '<a b="', "<a b='\">", "<", "<!--", "<script>", "<title>", "</a ", "<li><ul>", "&", "<i><div></i>", "<table><td></div>", "<a href=x>", "<h1>a", "<br>", "(", "<p>a.b, c", "<time datetime=2026-01-01T10:00>", "<meta name=a content=b>", "<p class='related-stories'>x"],
)  # fmt: skip
def test_hostile_repetition_costs_linear_time(unit):
    source = unit * (400_000 // len(unit))
    began = time.process_time()
    read_html(Capture(b"", "-"), source, [])
    # A few seconds for 8 MB are a fraction of one for 0.4 MB; quadratic behaviour would take minutes.
    assert time.process_time() - began < 4
