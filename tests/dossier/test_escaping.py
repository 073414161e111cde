"""Captured text stays text wherever it is shown."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from communique.dossier.escaping import html_text, markdown_text, plain_lines, plain_text, web_address

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[a]: https://evil.example",
    "[a][b]",
    "# A heading",
    "   - a list",
    "+ a list",
    "12. a list",
    "1) a list",
    "=====",
    "-----",
    "> quoted",
    "`code` ```fence```",
    "*em* **strong** _em_ ~~gone~~",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "https://evil.example www.evil.example ftp://evil.example",
    "<https://evil.example>",
    "| a | b |",
    "\\[x](y)",
    "[x] done",
    "$x^2$",
    "a\\",
    "<!-- a comment -->",
    "<details><summary>",
    ": definition",
    "% title",
)
INLINE = {"text", "text_special", "inline", "paragraph_open", "paragraph_close", "softbreak"}


def tokens(text):
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        yield token
        yield from token.children or ()


def shown(text):
    return "".join(
        t.content for t in tokens(text) if t.type in ("text", "text_special") or (t.type == "inline" and not t.children)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_makes_no_markup(text):
    assert {t.type for t in tokens(markdown_text(text))} <= INLINE
    assert shown(markdown_text(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_makes_no_markup_within_a_list_item_and_a_table(text):
    item = {t.type for t in tokens(f"- **{markdown_text(text)}**: {markdown_text(text)} [4a]\n")}
    assert item <= INLINE | {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
        "strong_open",
        "strong_close",
    }
    table = [t for t in tokens(f"| a | b |\n| --- | --- |\n| {markdown_text(text)} | x |\n") if t.type == "td_open"]
    assert len(table) == 2


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=300)
def test_markdown_shows_exactly_the_text(text):
    line = plain_text(text)
    escaped = markdown_text(text)
    assert {t.type for t in tokens(escaped)} <= INLINE
    assert shown(escaped) == line


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_html_gives_the_text_back_and_holds_no_markup(text):
    escaped = html_text(text)
    assert not re.search(r"[<>\"']", escaped)
    assert html.unescape(escaped) == plain_text(text)


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_plain_text_is_one_printable_line(text):
    line = plain_text(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in line)
    assert "\n" not in line
    line.encode("utf-8")


def test_plain_text_shows_what_would_steer_a_terminal_as_marks():
    assert plain_text("a\x1b[31mred\x07") == "a\ufffd[31mred\ufffd"
    assert plain_text("\u202eright to left\u2066") == "\ufffdright to left\ufffd"


def test_plain_text_leaves_out_what_carries_nothing_and_keeps_joiners():
    assert plain_text("dip\u00adlo\u200bmat\ufeff") == "diplomat"
    assert plain_text("می\u200cخواهم") == "می\u200cخواهم"


def test_plain_lines_keep_line_breaks_alone():
    assert plain_lines("one\r\ntwo\rthree\x00") == "one\ntwo\nthree\ufffd"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        " https://a.example",
        "https://a.example/\"onclick='x'",
        "https://a.example/<b>",
        "//a.example",
        "https://\u0430.example",
        "https://a.example/" + "x" * 3000,
        "file:///etc/passwd",
        "",
        None,
    ],
)
def test_unsafe_addresses_make_no_link(address):
    assert web_address(address) is None


def test_a_plain_address_makes_a_link():
    assert web_address("https://a.example/b?c=d&e=f#g") == "https://a.example/b?c=d&e=f#g"
