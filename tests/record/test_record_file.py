"""A record file survives kills, two writers, other orders, older schemas and damage; its errors say what to do next."""

from __future__ import annotations

import dataclasses
import itertools
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.built_by_hand import ISTANBUL, RUN, RUS, UKR, Page, day, ref

from communique.errors import QueryError, RecordBusy, RecordError, RecordTooNew
from communique.record import open_record
from communique.record.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from communique.words import Actor, Capture

HERE = Path(__file__).parent


def keep_all(record, pages):
    for page in pages:
        page.keep(record)


def read_whole(path):
    with open_record(path, read_only=True) as record:
        return list(record.export_jsonl())


def some_pages(count=6):
    """Return pages on a few things that overlap: rounds, events, tallies, persons, copies of each other."""
    pages = []
    for n in range(count):
        text = f"Report number {n // 2}. The envoys met in Abu Dhabi. {'Much snow fell. ' * (n % 3)} They freed {300 + n % 2} men."
        page = Page(text, published=f"2026-01-{24 + n % 5:02d}", publisher=f"Outlet {n}")
        page.round("envoys met", day(f"2026-01-{22 + n % 3}"))
        page.event("met in Abu Dhabi", "CONSULT", day(f"2026-01-{22 + n % 3}"), actor=(RUS, UKR), recipient=())
        page.tally(str(300 + n % 2), 300 + n % 2, as_of=day("2026-01-24"))
        name = ("Ivan Kovalenko", "Kovalenko", "Ivan P. Kovalenko")[n % 3]
        page.add(
            Actor,
            "name",
            "envoys",
            name=name,
            aliases=(),
            type="person",
            country="UKR",
            sector="GOV",
            roles=(),
            side="UKR",
        )
        page.commitment("They freed", day("2026-02-01"), content="meet again", place=None)
        pages.append(page)
    return pages


def export(path, pages=()):
    with open_record(path, create=True) as record:
        for page in pages:
            page.keep(record)
        return list(record.export_jsonl())


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(6)), st.data())
def test_the_export_does_not_depend_on_the_order(tmp_path_factory, order, data):
    """Added in another order, with looks at the record in between, the export is byte-identical."""
    pages = some_pages()
    folder = tmp_path_factory.mktemp("order")
    expected = export(folder / "a", pages)
    with open_record(folder / "b", create=True) as record:
        for n in order:
            pages[n].keep(record)
            if data.draw(st.booleans()):
                list(record.entries())
        assert list(record.export_jsonl()) == expected
    assert len(expected) > 6


WORKER = """
import sys
sys.path.insert(0, {here!r})
from test_record_file import some_pages
from communique.record import open_record
with open_record({path!r}, create=True) as record:
    for page in some_pages(40)[int(sys.argv[1])::int(sys.argv[2])]:
        page.keep(record)
        print(page.capture.id, flush=True)
"""


def worker(path, first, step):
    code = WORKER.format(here=str(HERE), path=str(path))
    return subprocess.Popen([sys.executable, "-c", code, str(first), str(step)], stdout=subprocess.PIPE, text=True)


def test_two_processes_add_the_two_halves_at_once(tmp_path):
    path = tmp_path / "both"
    workers = [worker(path, n, 2) for n in range(2)]
    assert [w.wait(60) for w in workers] == [0, 0]
    for w in workers:
        w.stdout.close()
    assert export(path) == export(tmp_path / "alone", some_pages(40))


def test_a_kill_loses_nothing_that_was_reported_as_kept(tmp_path):
    path = tmp_path / "killed"
    reported = []
    for attempt in range(3):
        process = worker(path, 0, 1)
        reported += [process.stdout.readline().strip() for _ in range(5 * attempt + 2)]
        process.kill()
        process.wait(30)
        reported += process.stdout.read().split()
        process.stdout.close()
        with open_record(path, read_only=True) as record:
            assert all(record.capture(i) is not None for i in reported)
            assert {e["capture"] for e in record.entries("article")} >= set(reported)
    assert export(path, some_pages(40)) == export(tmp_path / "whole", some_pages(40))


def test_a_reader_sees_whole_captures_while_another_writes(tmp_path):
    path = tmp_path / "record"
    export(path, some_pages(2))
    with open_record(path) as writer, open_record(path, read_only=True) as reader:
        assert len(list(reader.entries("article"))) == 2
        some_pages(4)[3].keep(writer)
        assert len(list(reader.entries("article"))) == 3, "the reader made the view anew for itself"
        list(writer.entries())
        assert len(list(reader.entries("article"))) == 3, "and uses the one in the file again"


def test_a_writer_that_waits_too_long_says_so(tmp_path):
    path = tmp_path / "record"
    export(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_record(path, wait=0.1) as record, pytest.raises(RecordBusy, match="another process"):
        some_pages(1)[0].keep(record)
    other.execute("ROLLBACK")
    other.close()


def make_old(path, number):
    """Make a file as an older communique left it: the first steps only, with one capture in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT")
    for step in MIGRATIONS[:number]:
        for statement in step.statements:
            connection.execute(statement)
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (step.number, step.what))
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()


@pytest.mark.parametrize("number", range(1, SCHEMA_VERSION))
def test_an_older_record_is_brought_up_to_date(tmp_path, number):
    path = tmp_path / "old"
    make_old(path, number)
    with pytest.raises(RecordError, match="older communique"):
        open_record(path, read_only=True)
    assert export(path, some_pages()) == export(tmp_path / "new", some_pages())
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert [r[0] for r in connection.execute("SELECT number FROM migrations")] == [m.number for m in MIGRATIONS]
    connection.close()


def test_a_newer_record_is_left_alone(tmp_path):
    path = tmp_path / "new"
    export(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(RecordTooNew, match="upgrade communique"):
        open_record(path)


def test_files_that_are_no_record(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be looked at " * 30)
    with pytest.raises(RecordError, match=r"notes\.txt.*not an SQLite database"):
        open_record(text)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE things (a)")
    connection.close()
    with pytest.raises(RecordError, match="another program"):
        open_record(other, create=True)
    (tmp_path / "empty").touch()
    with pytest.raises(RecordError, match="empty"):
        open_record(tmp_path / "empty")
    with pytest.raises(RecordError, match="folder"):
        open_record(tmp_path, create=True)
    with pytest.raises(RecordError, match="its folder exists"):
        open_record(tmp_path / "nowhere" / "record", create=True)


def test_a_damaged_file_says_so(tmp_path):
    path = tmp_path / "damaged"
    export(path, some_pages(30))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged"):
        read_whole(path)


def test_a_full_disk_says_so_and_loses_nothing(tmp_path):
    path = tmp_path / "full"
    pages = some_pages(40)
    with open_record(path, create=True) as record:
        pages[0].keep(record)
        pages_there = record._connection.execute("PRAGMA page_count").fetchone()[0]
        record._connection.execute(f"PRAGMA max_page_count = {pages_there + 2}")
        with pytest.raises(RecordError, match="disk is full"):
            keep_all(record, pages[1:])
    assert export(path, pages) == export(tmp_path / "other", pages)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path):
    path = tmp_path / "folder" / "record"
    path.parent.mkdir()
    expected = export(path, some_pages(2))
    path.parent.chmod(0o555)
    try:
        with open_record(path, read_only=True) as record:
            assert list(record.export_jsonl()) == expected
        with pytest.raises(RecordError, match="may read and write there"):
            open_record(path.parent / "other", create=True)
    finally:
        path.parent.chmod(0o755)


def test_reading_only_writes_nothing(tmp_path):
    path = tmp_path / "record"
    export(path, some_pages(2))
    with open_record(path) as record:
        some_pages(3)[2].keep(record)
    before = path.read_bytes()
    with open_record(path, read_only=True) as record:
        assert len(list(record.entries("article"))) == 3
        with pytest.raises(RecordError, match="cannot be written"):
            some_pages(4)[3].keep(record)
    assert path.read_bytes() == before


# --- filters --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "record"
    a = Page(
        "The envoys met in Abu Dhabi on Friday. Kyiv’s “red lines” (50%) hold.",
        published="2026-01-26",
        url="https://www.herald.example/a",
    )
    a.round("envoys met", day("2026-01-23"), agenda=("territory",))
    a.position("hold", UKR, "territory", "rejects", day("2026-01-22"))
    a.quotation("red lines", ref("Ivan Kovalenko", "UKR", "GOV"), "partial")
    b = Page("The parties will meet in Istanbul in March.", published="2026-02-10", publisher="Courier")
    b.round("will meet", day("2026-03-01"), status="planned", parties=(RUS, ref("Turkey", "TUR")), place=ISTANBUL)
    export(path, (a, b))
    with open_record(path) as record:
        yield record


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "round"}, ["round", "round"]),
        ({"status": "planned"}, ["round"]),
        ({"party": "UKR"}, ["round", "position", "quotation"]),
        ({"party": "Iván kovalenko"}, ["quotation"]),
        ({"issue": "Territory"}, ["round", "position"]),
        ({"kind": "round", "since": "2026-02-01"}, ["round"]),
        ({"kind": "position", "until": "2026-01-22"}, ["position"]),
        ({"kind": "position", "until": "2026-01-21"}, []),
        ({"kind": "position", "since": "2026", "until": "2026-01"}, ["position"]),
        ({"kind": "round", "source": "courier"}, ["round"]),
        ({"source": "herald.example", "kind": "position"}, ["position"]),
        ({"words": "red lines"}, ["article", "quotation"]),
        ({"words": "abu dha*", "kind": "round"}, ["round"]),
        ({"words": '"envoys met"', "kind": "round"}, ["round"]),
        ({"words": '"met envoys"', "kind": "round"}, []),
        ({"limit": 1}, ["article"]),
        ({"limit": 0}, []),
    ],
)
def test_filters(filled, filters, expected):
    assert [e["kind"] for e in filled.entries(**filters)] == expected


@pytest.mark.parametrize(
    "filters",
    [{"kind": "rounds"}, {"since": "yesterday"}, {"words": "?!"}, {"source": "nobody.example"}, {"limit": -1}],
)
def test_filters_that_cannot_be_understood(filled, filters):
    with pytest.raises(QueryError):
        list(filled.entries(**filters))


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from(list("a“”\"'()*:^-+{}[],. \x00ANDORNOTé%é")), max_size=30))
def test_no_words_of_a_user_are_an_operator(filled, words):
    """Whatever is typed is searched for as words, or refused with a QueryError; SQLite never sees a syntax error."""
    try:
        found = list(filled.entries(words=words))
    except QueryError:
        assert not any(c.isalnum() for c in words)
    else:
        assert all(isinstance(e, dict) for e in found)


def test_a_beginning_must_fit_one_entry(tmp_path):
    page = Page("One said this, one said that.")
    for last in "ab":
        entry = page.quotation("said this" if last == "a" else "said that", UKR)
        page.entries[-1] = dataclasses.replace(entry, id="quotation-abcdefghijklmno" + last)
    with open_record(tmp_path / "r", create=True) as record:
        page.keep(record)
        with pytest.raises(QueryError, match=r"several.*abcdefghijklmnoa, quotation-abcdefghijklmnob"):
            record.entry("quotation-abc")
        assert record.entry("quotation-abcdefghijklmnob")["text"] == "said that"
        assert record.entry("abcdefghijklmnob")["text"] == "said that"
        with pytest.raises(QueryError, match="several"):
            record.entry("abcdefghijkl")


def test_the_same_bytes_are_looked_up_by_hashing_alone(tmp_path):
    """A thousand captures that are there already cost a look each: no entry is read or written."""
    with open_record(tmp_path / "r", create=True) as record:
        pages = some_pages(40)
        for page in pages:
            page.keep(record)
        before = record._connection.total_changes
        started = time.perf_counter()
        for page in itertools.islice(itertools.cycle(pages), 1000):
            assert record.has(Capture(page.capture.data, page.capture.source), RUN)
        assert record._connection.total_changes == before
        assert time.perf_counter() - started < 5


def test_the_view_touches_only_what_changed(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        pages = some_pages(20)
        random.Random(1).shuffle(pages)
        for page in pages:
            page.keep(record)
        list(record.entries())
        last = record._connection.execute("SELECT max(number) FROM merged").fetchone()[0]
        Page("Snow fell on the city.", publisher="Weather").keep(record)
        assert len(list(record.entries("article"))) == 21
        assert record._connection.execute("SELECT max(number) FROM merged").fetchone()[0] == last + 1


def test_a_reader_leaves_no_files_beside_the_record(tmp_path):
    path = tmp_path / "r"
    with open_record(path, create=True) as record:
        keep_all(record, some_pages())
        record.refresh()
    assert read_whole(path)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_reader_leaves_the_files_of_a_writer_alone(tmp_path):
    path = tmp_path / "r"
    with open_record(path, create=True) as record:
        keep_all(record, some_pages())
        assert read_whole(path)
        keep_all(record, some_pages(8))
        assert (tmp_path / "r-wal").exists()
    assert len({line for line in read_whole(path) if '"kind":"article"' in line}) == 8
