"""The heads of pages: wires, ministries, newsletters, radio, papers old and new give headline, outlet, signers and days."""

import re
import tomllib
from pathlib import Path

import pytest

from communique.reading import read
from communique.words import Capture

HEADS = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))
NAMES = ("headline", "deck", "publisher", "dateline", "agency")
TIMES = ("published", "updated")


def words_of(text):
    return re.findall(r"\w+", (text or "").casefold())


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_head_is_read(name):
    expected = HEADS[name]
    article = read(Capture(expected["text"].strip("\n").encode(), name))
    for key in NAMES:
        if key in expected:
            assert words_of(expected[key]) == words_of(getattr(article, key)), key
    for key in TIMES:
        if key in expected:
            assert expected[key] == (getattr(article, key) or ""), key
    if "authors" in expected:
        assert [words_of(a) for a in expected["authors"]] == [words_of(a) for a in article.authors]
    for passage in expected.get("keeps", ()):
        assert passage in article.text
    for passage in expected.get("drops", ()):
        assert passage not in article.text


def test_heads_name_only_known_keys():
    known = {"text", "authors", "keeps", "drops", *NAMES, *TIMES}
    assert all(known.issuperset(head) and len(head) > 2 for head in HEADS.values())
