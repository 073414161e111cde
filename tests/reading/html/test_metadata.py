"""What a page says of itself is read by general rules: every page of metadata.toml gives what stands there."""

import tomllib
from pathlib import Path

import pytest

from communique.reading import read
from communique.words import Capture

PAGES = tomllib.loads((Path(__file__).parent / "metadata.toml").read_text("utf-8"))["page"]
FIRST = (
    "<p>Envoys from the two river states met on Tuesday and agreed on a further meeting in March, the mediator said "
    "after six hours of talks behind closed doors.</p>"
    "<p>The mediator told reporters that the question of the dam had been left open and that experts would look at the "
    "figures before the next session.</p>"
)
SECOND = (
    "<p>Neither delegation would say whether prisoners had been discussed, and a joint paper is expected within ten "
    "days, according to an official in the hall.</p>"
    "<p>Farmers on both banks have waited for the water since the spring, and some of them stood at the gate with a "
    "banner that asked for less talk and more rain.</p>"
)


def take(page):
    body = f"{page['top']}{FIRST}{page.get('middle', '')}{SECOND}{page.get('bottom', '')}"
    source = f"<!doctype html><html lang='en'><head>{page['head']}</head><body>{body}</body></html>"
    return read(Capture(source.encode(), "test", media_type="text/html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p["id"])
def test_a_page_says_of_itself(page):
    article = take(page)
    assert article.headline == "River states to meet again in March"
    for kept in ("Envoys from the two", "question of the dam", "Neither delegation", "Farmers on both banks"):
        assert kept in article.text
    for words in page.get("drops", ()):
        assert words not in article.text
    assert set(page.get("findings", ())) <= {f.code for f in article.findings}
    for key in ("deck", "dateline", "publisher", "agency", "published", "updated"):
        if key in page:
            assert (page[key] or None) == getattr(article, key), key
    for key in ("authors", "section"):
        if key in page:
            assert page[key] == list(getattr(article, key)), key
    assert page.get("hijacked", False) == article.hijacked


def test_every_page_is_told_apart():
    ids = [p["id"] for p in PAGES]
    assert sorted(set(ids)) == sorted(ids)
