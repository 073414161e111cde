"""A record keeps what it is given, once, and gives it back."""

from __future__ import annotations

import json

import pytest
from tests.record.built_by_hand import RUN, Page, day

from communique.errors import QueryError, RecordError
from communique.record import Run, open_record
from communique.words import Capture, as_json


@pytest.fixture
def page():
    page = Page(
        "Talks were held. Russia and Ukraine met in Abu Dhabi on Friday. They met again.",
        url="https://herald.example/a",
    )
    page.round("met in Abu Dhabi on Friday", day("2026-01-23"))
    return page


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "case.communique", create=True) as record:
        yield record


def test_keeps_and_gives_back(record, page):
    assert page.keep(record).state == "new"
    kept = list(record.entries())
    assert [e["kind"] for e in kept] == ["article", "round"]
    expected = as_json(page.entries[1])
    assert {k: kept[1][k] for k in expected} == expected
    assert record.article(page.capture.id) == page.article
    assert record.capture(page.capture.id) == page.capture


def test_export_is_one_object_a_line(record, page):
    page.keep(record)
    lines = list(record.export_jsonl())
    assert [json.loads(line)["schema"] for line in lines] == ["communique/1"] * 2
    assert not any("\n" in line for line in lines)


def test_keeping_twice_is_keeping_once(record, page):
    page.keep(record)
    before = list(record.export_jsonl())
    assert page.keep(record).state == "unchanged"
    assert list(record.export_jsonl()) == before
    assert record.has(page.capture, RUN)
    assert not record.has(page.capture, Run("0.2.0", "lexicon", "model", "case"))


def test_a_new_run_replaces_the_old_coding(record, page):
    page.keep(record)
    page.entries.pop()
    assert page.keep(record, Run("0.2.0", "lexicon", "model", "case")).state == "recoded"
    assert [e["kind"] for e in record.entries()] == ["article"]


def test_the_earliest_sighting_is_coded(record, page):
    """The same bytes caught twice are one capture; which sighting is coded does not depend on the order of adding."""
    late = Capture(page.capture.data, "late.warc#1", captured="2026-02-02T00:00:00Z")
    early = Capture(page.capture.data, "early.warc#1", captured="2026-02-01T00:00:00Z")
    assert record.keep(late, page.article, page.entries, run=RUN).state == "new"
    assert not record.has(early, RUN)
    assert record.keep(early, page.article, page.entries, run=RUN).state == "recoded"
    assert record.has(late, RUN)
    assert record.capture(early.id).source == "early.warc#1"


def test_two_entries_with_one_id_are_refused(record, page):
    clash = page.round("met in Abu Dhabi on Friday", day("2026-01-24"))
    with pytest.raises(ValueError, match=clash.id):
        page.keep(record)
    assert list(record.entries()) == []


def test_an_id_may_be_shortened(record, page):
    page.keep(record)
    wanted = page.entries[1].id
    assert record.entry(wanted[:14])["id"] == wanted
    assert record.why(wanted).passages[0].exact == "met in Abu Dhabi on Friday"
    with pytest.raises(QueryError, match="at least 12"):
        record.entry(wanted[:9])
    with pytest.raises(QueryError, match="begins with"):
        record.entry("round-zzzzzzzzzz")


def test_no_record_is_made_without_being_asked(tmp_path):
    with pytest.raises(RecordError, match="no record here"):
        open_record(tmp_path / "case.communique")
    assert list(tmp_path.iterdir()) == []
