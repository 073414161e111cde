"""Copies of one text are one source, one page caught twice is one source, a hijacked page is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.built_by_hand import Page

from communique.record import open_record
from communique.record.sources import Text, address_key, group_sources, shingles_of, unpack_shingles

WORDS = [f"word{n}" for n in range(400)]


def wording(seed, count=120):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def text(name, words, **more):
    return Text(
        capture=name,
        shingles=unpack_shingles(shingles_of(words)),
        published=more.pop("published", "2026-01-26"),
        **more,
    )


def groups(*texts):
    grouping = group_sources(texts)
    found = {}
    for t in texts:
        found.setdefault(grouping.group_of[t.capture], []).append(t.capture)
    return sorted(found.values())


def test_independent_texts_stay_apart():
    assert groups(text("a", wording(1)), text("b", wording(2))) == [["a"], ["b"]]


def test_a_copy_with_another_first_paragraph_is_one_source():
    assert groups(text("a", wording(1)), text("b", wording(9, 20) + " " + wording(1))) == [["a", "b"]]


def test_a_text_inside_a_longer_one_is_one_source():
    assert groups(text("a", wording(1)), text("b", wording(1) + " " + wording(2, 100))) == [["a", "b"]]


def test_a_shared_quotation_makes_no_copy():
    shared = wording(5, 25)
    assert groups(text("a", wording(1) + " " + shared), text("b", wording(2) + " " + shared)) == [["a"], ["b"]]


def test_the_same_agency_text_cut_in_two_ways_is_one_source():
    a, b = wording(1, 60) + " " + wording(2, 60), wording(1, 60) + " " + wording(3, 60)
    assert groups(text("a", a), text("b", b)) == [["a"], ["b"]]
    assert groups(text("a", a, agency="Wire"), text("b", b, agency="WIRE")) == [["a", "b"]]
    assert groups(text("a", wording(1), agency="Wire"), text("b", wording(2), agency="Wire")) == [["a"], ["b"]]


def test_one_page_caught_twice_is_one_source():
    a = text("a", wording(1), url="https://www.herald.example/story?id=7&utm_source=x#top")
    b = text("b", wording(2), url="http://herald.example/story/?id=7")
    c = text("c", wording(3), url="http://herald.example/story?id=8")
    assert groups(a, b, c) == [["a", "b"], ["c"]]


def test_short_texts_are_copies_only_when_equal():
    assert groups(text("a", "No deal yet."), text("b", "No deal yet!"), text("c", "No deal.")) == [["a", "b"], ["c"]]
    assert groups(text("a", ""), text("b", "")) == [["a"], ["b"]]


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(8)))
def test_the_order_does_not_matter(order):
    texts = [
        text(f"t{n}", wording(n // 3) + " " + wording(50 + n, 10), published=f"2026-01-{20 + n}") for n in range(8)
    ]
    expected = group_sources(texts)
    assert group_sources([texts[n] for n in order]) == expected
    assert expected.group_of["t1"] == "t0"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://m.herald.example/a/", "herald.example/a"),
        ("https://herald.example/a?b=2&a=1&fbclid=x", "herald.example/a?a=1&b=2"),
        ("mailto:x", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_addresses(url, expected):
    assert address_key(url) == expected


def test_words_without_blanks_are_compared_by_character():
    assert groups(
        text("a", "双方在阿布扎比举行了第二轮会谈没有达成具体协议"),
        text("b", "双方在阿布扎比举行了第二轮会谈没有达成任何协议"),
    ) == [["a", "b"]]


def test_a_record_shows_its_sources(tmp_path):
    a = Page(wording(1), publisher="Herald", published="2026-01-26", url="https://herald.example/a")
    b = Page(wording(1) + " more", publisher="Courier", published="2026-01-27", url="https://courier.example/b")
    c = Page(wording(3), publisher="Spam", hijacked=True)
    with open_record(tmp_path / "r", create=True) as record:
        for page in (c, b, a):
            page.keep(record)
        found = {g.publishers: g for g in record.sources()}
    both = found["Courier", "Herald"]
    assert (both.id, both.independent) == (a.capture.id, True)
    assert sorted(r.split(" of ")[0] for r in both.reasons) == ["a copy", "alone"]
    assert (found["Spam",].independent, found["Spam",].reasons) == (False, ("hijacked",))
