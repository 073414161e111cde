"""add: one bad capture never ends a run, nothing is done twice, an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.record.built_by_hand import RUN, Page, day

from communique.errors import ModelMissing, RecordError
from communique.pipeline import Progress, add, run_of
from communique.record import open_record
from communique.words import Capture, Case

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Problem:
    source: str
    reason: str
    next_step: str = "check the path"
    severity: str = "error"


class HandMade:
    """Layers that look the entries up that a page made by hand carries, and fail where they are told to."""

    def __init__(self, pages, fail=None):
        self.pages = {page.capture.id: page for page in pages}
        self.fail = fail or {}
        self.read_captures = []

    def read(self, capture):
        self.read_captures.append(capture.id)
        self._fail("reading", capture.id)
        return self.pages[capture.id].article

    def annotate(self, article, _case):
        self._fail("annotation", article.capture)
        return article

    def code(self, analysis, _case):
        self._fail("coding", analysis.capture)
        return self.pages[analysis.capture].entries

    def _fail(self, layer, capture):
        if self.fail.get(capture, (None,))[0] == layer:
            raise self.fail[capture][1]


def some_pages(count=5):
    pages = [Page(f"Report {n}. They met on day {n}.", publisher=f"Outlet {n}") for n in range(count)]
    for page in pages:
        page.round("They met", day("2026-01-23"))
    return pages


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        yield record


def test_adds_each_capture_once(record):
    pages = some_pages()
    layers = HandMade(pages)
    seen = []
    first = add(record, (p.capture for p in pages), layers=layers, run=RUN, progress=seen.append)
    assert (first.new, first.entries, first.failures) == (5, 10, ())
    assert seen[0] == Progress(1, "Outlet 0.html", "new")
    again = add(record, (p.capture for p in pages), layers=layers, run=RUN)
    assert (again.new, again.unchanged) == (0, 5)
    assert len(layers.read_captures) == 5


@pytest.mark.parametrize("layer", ["reading", "annotation", "coding"])
def test_a_bad_capture_is_kept_as_a_failure_and_tried_again(record, layer):
    pages = some_pages(3)
    bad = pages[1].capture
    layers = HandMade(pages, {bad.id: (layer, RecursionError("too deep"))})
    summary = add(record, [p.capture for p in pages], layers=layers, run=RUN)
    assert (summary.new, [(f.capture, f.layer, f.error, f.message) for f in summary.failures]) == (
        2,
        [(bad.id, layer, "RecursionError", "too deep")],
    )
    assert [f.attempts for f in record.failures()] == [1]
    add(record, [p.capture for p in pages], layers=layers, run=RUN)
    assert [f.attempts for f in record.failures()] == [2]
    assert add(record, [bad], layers=HandMade(pages), run=RUN).new == 1
    assert record.failures() == ()


def test_entries_that_cannot_be_kept_are_a_failure_of_that_capture(record):
    pages = some_pages(2)
    pages[0].round("They met", day("2026-01-24"))
    summary = add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
    assert (summary.new, [f.layer for f in summary.failures]) == (1, ["record"])


def test_what_could_not_be_caught_is_a_failure_too(record):
    (page,) = some_pages(1)
    summary = add(record, [Problem("lost.html", "no such file"), page.capture], layers=HandMade([page]), run=RUN)
    assert (summary.new, summary.failures[0].message, summary.failures[0].layer) == (
        1,
        "no such file; check the path",
        "captures",
    )
    add(record, [Capture(page.capture.data, "lost.html")], layers=HandMade([page]), run=run_next())
    assert record.failures() == ()


def test_text_that_no_utf8_can_hold_ends_nothing(record):
    """An undecodable file name and half a surrogate pair in a page are kept with question marks in their place."""
    page = Page("He said \ud800 twice. They met.", publisher="Half \udfff", data="half")
    page.round("They met", day("2026-01-23"), label="\ud83d")
    named = Capture(page.capture.data, "bad\udcff.html", url="https://x.example/\ud800")
    assert add(record, [named], layers=HandMade([page]), run=RUN).new == 1
    assert add(record, [named], layers=HandMade([page]), run=RUN).unchanged == 1
    assert [json.loads(line)["kind"] for line in record.export_jsonl()] == ["article", "round"]
    assert record.capture(named.id).source == "bad?.html"
    assert record.why(page.entries[1].id).passages[0].before == "He said ? twice. "
    failing = HandMade([page], {named.id: ("coding", ValueError("odd \udcff"))})
    assert add(record, [named], layers=failing, run=run_next()).failures[0].source == "bad\udcff.html"
    assert record.failures()[0].message == "odd ?"


def test_what_holds_no_page_is_no_failure(record):
    summary = add(
        record, [Problem("a.warc#3", "an archived 404", "nothing to do", "info")], layers=HandMade([]), run=RUN
    )
    assert (summary.skipped, summary.failures, record.failures()) == (1, (), ())


def run_next():
    from dataclasses import replace

    return replace(RUN, code_version="0.2.0")


@pytest.mark.parametrize("error", [ModelMissing("none"), RecordError("disk full")])
def test_what_every_capture_would_meet_ends_the_run(record, error):
    pages = some_pages(2)
    layers = HandMade(pages, {pages[0].capture.id: ("annotation", error)})
    with pytest.raises(type(error)):
        add(record, [p.capture for p in pages], layers=layers, run=RUN)
    assert record.failures() == ()


def test_an_interrupted_run_goes_on_where_it_stopped(record):
    pages = some_pages()
    layers = HandMade(pages, {pages[3].capture.id: ("coding", KeyboardInterrupt())})
    with pytest.raises(KeyboardInterrupt):
        add(record, [p.capture for p in pages], layers=layers, run=RUN)
    summary = add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
    assert (summary.unchanged, summary.new) == (3, 2)


def test_readers_find_the_view_ready(record, monkeypatch):
    pages = some_pages()
    add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
    record.decide(next(record.entries("round"))["id"], "accept", by="a", when="2026-03-01")
    monkeypatch.setattr("communique.record.view.compute_view", None)
    with open_record(record.path, read_only=True) as reader:
        assert next(reader.entries("round"))["review"]["state"] == "accepted"


def test_another_case_or_model_is_another_run():
    one = run_of(Case(name="a"))
    assert one == run_of(Case(name="a"))
    assert one.case_hash != run_of(Case(name="b")).case_hash
    assert len({one.code_version, one.lexicon_hash, one.model, one.case_hash}) == 4


WORKER = """
import sys, time
sys.path.insert(0, {here!r})
from test_pipeline import HandMade, some_pages
from tests.record.built_by_hand import RUN
from communique.pipeline import add
from communique.record import open_record
class Slow(HandMade):
    def annotate(self, article, case):
        time.sleep(0.01)
        return article
pages = some_pages(60)
with open_record({path!r}, create=True) as record:
    add(record, [p.capture for p in pages], layers=Slow(pages), run=RUN,
        progress=lambda p: print(p.source, flush=True))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_is_resumed(tmp_path, how):
    """Killed or interrupted in mid-run: what was reported as done is there, the rest is done by the next run."""
    path = tmp_path / "r"
    code = WORKER.format(here=str(HERE), path=str(path))
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    reported = [process.stdout.readline() for _ in range(7)]
    os.kill(process.pid, how)
    process.wait(30)
    reported += process.stdout.readlines()
    process.stdout.close()
    pages = some_pages(60)
    with open_record(path) as record:
        summary = add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
        assert len(reported) <= summary.unchanged <= len(reported) + 1
        assert summary.new == 60 - summary.unchanged > 0
        mixed = list(record.export_jsonl())
    with open_record(tmp_path / "whole", create=True) as record:
        add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
        assert list(record.export_jsonl()) == mixed


def test_adding_again_costs_no_more_than_hashing(record):
    pages = some_pages(50)
    add(record, [p.capture for p in pages], layers=HandMade(pages), run=RUN)
    captures = [p.capture for p in pages] * 20
    started = time.perf_counter()
    summary = add(record, captures, layers=HandMade([]), run=RUN)
    assert (summary.unchanged, summary.failures) == (1000, ())
    assert time.perf_counter() - started < 5


def test_the_same_bytes_twice_in_one_run_are_coded_once(record):
    (page,) = some_pages(1)
    layers = HandMade([page])
    elsewhere = Capture(page.capture.data, "elsewhere.html")
    summary = add(record, [page.capture, elsewhere, elsewhere], layers=layers, run=RUN)
    assert (summary.new, summary.unchanged, len(layers.read_captures)) == (1, 2, 1)
    sightings = record._connection.execute("SELECT source FROM sightings ORDER BY source").fetchall()
    assert [row["source"] for row in sightings] == ["Outlet 0.html", "elsewhere.html"]


def test_an_earlier_sighting_of_known_bytes_is_coded_anew(record):
    (page,) = some_pages(1)
    late, early = (Capture(page.capture.data, "a.warc#1", captured=f"2026-02-0{n}T00:00:00Z") for n in (2, 1))
    assert add(record, [late], layers=HandMade([page]), run=RUN).new == 1
    assert add(record, [late, early], layers=HandMade([page]), run=RUN).recoded == 1
    assert add(record, [late, early], layers=HandMade([page]), run=RUN).unchanged == 2


def test_captures_that_are_known_are_looked_up_together(record):
    pages = some_pages(40)
    captures = [p.capture for p in pages]
    add(record, captures, layers=HandMade(pages), run=RUN)
    asked = []
    record._connection.set_trace_callback(asked.append)
    summary = add(record, [*captures, Problem("lost.html", "gone", severity="info")], layers=HandMade([]), run=RUN)
    record._connection.set_trace_callback(None)
    assert (summary.unchanged, summary.skipped, len(asked)) == (40, 1, 1)
