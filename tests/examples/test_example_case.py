"""The expert's record of the example case is sound: what it cites stands in the captures, and its dates are days."""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

CASE = Path(__file__).resolve().parents[2] / "examples" / "istanbul-abu-dhabi-geneva"
GOLD = json.loads((CASE / "gold" / "case.json").read_text("utf-8"))
ARTICLES = json.loads((CASE / "gold" / "articles.json").read_text("utf-8"))["articles"]
ENCODING = {"02-istanbul-third-round.html": "windows-1252"}
DOUBLE_ENCODED = (("â€™", "’"), ("â€œ", "“"), ("â€\x9d", "”"), ("â€“", "–"), ("Â°", "°"), ("Â©", "©"))
STATUS = {
    "event": [
        "happened",
        "ongoing",
        "planned",
        "postponed",
        "cancelled",
        "did_not_happen",
        "claimed",
        "denied",
        "hoped",
        "conditional",
    ],
    "commitment": ["pending", "kept", "kept_late", "partly", "broken", "superseded", "unknown"],
}
STATUS["round"] = STATUS["event"]


def flat(text: str) -> str:
    return " ".join(text.split())


def words_of(capture: Path) -> str:
    """All words of a capture, its mark-up and scripts gone, double encoding undone."""
    raw = capture.read_bytes()
    if capture.suffix == ".gz":
        raw = gzip.decompress(raw)
    text = raw.decode(ENCODING.get(capture.name, "utf-8"), "replace")
    for wrong, right in DOUBLE_ENCODED:
        text = text.replace(wrong, right)
    if capture.suffix != ".txt":
        text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
        text = text.replace('<span class="cap">I</span>', "I")
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return flat(text)


WORDS = {path.name: words_of(path) for path in sorted((CASE / "captures").iterdir())}


@pytest.mark.parametrize("entry", GOLD["entries"] + GOLD["not"], ids=lambda entry: entry["id"])
def test_every_sentence_stands_in_a_capture(entry):
    missing = [text for text in entry["text"] if not any(flat(text) in words for words in WORDS.values())]
    assert missing == []


@pytest.mark.parametrize("entry", [e for e in GOLD["entries"] if e["text"]], ids=lambda entry: entry["id"])
def test_an_entry_names_the_captures_that_tell_of_it(entry):
    assert entry["captures"]
    for name in entry["captures"]:
        words = WORDS[name.partition("#")[0]]
        assert any(flat(text) in words for text in entry["text"]), name


@pytest.mark.parametrize("entry", [e for e in GOLD["entries"] if "dates" in e], ids=lambda entry: entry["id"])
def test_dates_are_days_in_order(entry):
    for first, last in entry["dates"]:
        if (first, last) != (None, None):
            assert date.fromisoformat(first) <= date.fromisoformat(last)


@pytest.mark.parametrize("kind", sorted(STATUS))
def test_every_status_is_a_word_of_the_format(kind):
    used = {status for e in GOLD["entries"] if e["kind"] == kind for status in e.get("status", [])}
    assert used - set(STATUS[kind]) == set()


def test_ids_are_unique():
    ids = [entry["id"] for entry in GOLD["entries"] + GOLD["not"]]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_what_a_reader_keeps_and_drops_stands_in_the_capture(article):
    words = WORDS[article["file"].partition("#")[0]]
    wanted = [article["headline"], article["deck"] or "", *article["authors"], *article["keeps"], *article["drops"]]
    assert [text for text in wanted if flat(text) not in words] == []
    assert not any(drop in keep for keep in article["keeps"] for drop in article["drops"])
    for day in (article["published"], article["updated"]):
        assert day is None or datetime.fromisoformat(day)


def test_every_capture_has_its_article():
    assert {article["file"].partition("#")[0] for article in ARTICLES} == set(WORDS)


def test_the_archive_is_what_its_script_writes(tmp_path):
    target = tmp_path / "13-two-pages.warc.gz"
    subprocess.run([sys.executable, str(CASE / "make_warc.py"), str(target)], check=True)
    kept = (CASE / "captures" / target.name).read_bytes()
    assert gzip.decompress(kept) == gzip.decompress(target.read_bytes())
