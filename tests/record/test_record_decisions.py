"""What a reviewer decides lies on top of the record: nothing is overwritten, and it survives when all is added anew."""

from __future__ import annotations

import itertools
import sqlite3

import pytest
from tests.record.built_by_hand import RUN, Page, day

from communique.errors import QueryError
from communique.record import Run, open_record

NEXT_RUN = Run("0.2.0", RUN.lexicon_hash, RUN.model, RUN.case_hash)
BY = {"by": "reviewer", "when": "2026-03-01T10:00:00Z"}


def pages():
    a = Page("Envoys sat down in Abu Dhabi on Friday.", publisher="Herald", published="2026-01-24")
    a.round("sat down", day("2026-01-23"))
    b = Page("A meeting in Abu Dhabi took place on 23 January.", publisher="Courier", published="2026-01-25")
    b.round("took place", day("2026-01-23"))
    c = Page("There will be talks in Geneva, the ministry hopes.", publisher="Post", published="2026-01-26")
    c.round("will be talks", day("2026-02-10"), status="hoped", place=None)
    return a, b, c


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        for page in pages():
            page.keep(record)
        yield record


def rounds(record, **filters):
    return list(record.entries("round", **filters))


def test_a_rejected_entry_is_left_out_but_not_lost(record):
    first, second = rounds(record)
    record.decide(second["id"], "reject", reason="a wish, no plan", **BY)
    assert rounds(record) == [first]
    rejected = rounds(record, rejected=True)[1]
    assert rejected["review"]["state"] == "rejected"
    assert any(second["id"] in line for line in record.export_jsonl())
    record.decide(second["id"], "accept", **BY)
    assert rounds(record)[1]["review"]["state"] == "accepted"
    assert [d["decision"] for d in rounds(record)[1]["review"]["decisions"]] == ["reject", "accept"]


def test_an_amendment_keeps_the_old_value(record):
    first, _ = rounds(record)
    record.decide(first["id"], "amend", changes={"label": "first round"}, **BY)
    amended = record.entry(first["id"])
    assert (amended["label"], amended["review"]["was"]) == ("first round", {"label": ""})


def test_decisions_survive_coding_anew(record):
    first, second = rounds(record)
    record.decide(first["members"][1], "amend", changes={"label": "first round"}, **BY)
    record.decide(second["id"], "reject", **BY)
    before = list(record.export_jsonl())
    for page in pages():
        assert page.keep(record, NEXT_RUN).state == "recoded"
    assert [line.replace("0.2.0", "0.1.0") for line in record.export_jsonl()] == before
    assert [d.applies for d in record.decisions()] == [True, True]


def test_a_decision_outlives_its_entry(record):
    _, second = rounds(record)
    record.decide(second["id"], "note", reason="check this", **BY)
    page = pages()[2]
    page.entries.pop()
    page.keep(record, NEXT_RUN)
    assert [(d.entry, d.applies) for d in record.decisions()] == [(second["id"], False)]
    pages()[2].keep(record)
    assert [d.applies for d in record.decisions()] == [True]


def test_split_and_merge(record):
    first, second = rounds(record)
    keep, take = first["members"]
    record.decide(first["id"], "split", others=[take], **BY)
    assert [r["members"] for r in rounds(record)] == [[keep], [take], second["members"]]
    assert "split" in [d["decision"] for d in record.entry(keep)["review"]["decisions"]]
    record.decide(keep, "merge", others=[take, second["id"]], **BY)
    assert [r["members"] for r in rounds(record)] == [[keep, take, *second["members"]]]


def test_undo_takes_back_the_last_decision_and_keeps_both_listed(record):
    first, second = rounds(record)
    record.decide(second["id"], "amend", changes={"label": "wish"}, **BY)
    record.decide(second["id"], "reject", **BY)
    record.decide(second["id"], "undo", **BY)
    entry = record.entry(second["id"])
    assert (entry["label"], entry["review"]["state"]) == ("wish", "amended")
    assert [d.undone for d in record.decisions()] == [None, 3, None]
    record.decide(second["id"], "undo", **BY)
    entry = record.entry(second["id"])
    assert (entry["label"], entry["review"]["state"], "was" in entry["review"]) == ("", "undone", False)
    with pytest.raises(QueryError, match="no decision on"):
        record.decide(first["id"], "undo", **BY)


def test_a_split_and_a_merge_are_undone(record):
    first, second = rounds(record)
    _, take = first["members"]
    record.decide(first["id"], "split", others=[take], **BY)
    assert len(rounds(record)) == 3
    record.decide(take, "undo", **BY)
    assert [r["members"] for r in rounds(record)] == [first["members"], second["members"]]
    record.decide(first["id"], "merge", others=[second["id"]], **BY)
    assert len(rounds(record)) == 1
    record.decide(first["id"], "undo", **BY)
    assert [r["members"] for r in rounds(record)] == [first["members"], second["members"]]


def test_decisions_are_the_same_in_whatever_order_pages_were_added(tmp_path):
    exports = []
    for number, order in enumerate(itertools.permutations(pages())):
        with open_record(tmp_path / str(number), create=True) as record:
            for page in order:
                page.keep(record)
            (first, second) = rounds(record)
            keep, take = first["members"]
            record.decide(second["id"], "reject", reason="a wish", **BY)
            record.decide(keep, "split", others=[take], **BY)
            record.decide(take, "amend", changes={"date": "2026-01-22"}, **BY)
            for page in reversed(order):
                page.keep(record)
            exports.append(list(record.export_jsonl()))
    assert exports == [exports[0]] * 6


@pytest.mark.parametrize(
    ("slot", "value", "expected"),
    [
        ("date", "2026-02-01", ("2026-02-01", "2026-02-01", "day")),
        ("date", "2026-02-04/2026-02-05", ("2026-02-04", "2026-02-05", "range")),
        ("date", "2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("date", "2026", ("2026-01-01", "2026-12-31", "year")),
    ],
)
def test_an_amended_date_may_be_written_as_people_do(record, slot, value, expected):
    first, _ = rounds(record)
    record.decide(first["id"], "amend", changes={slot: value}, **BY)
    date = record.entry(first["id"])[slot]
    assert (date["start"], date["end"], date["granularity"]) == expected
    assert [r["id"] for r in rounds(record, since=value[:4])][-1:] == [rounds(record)[-1]["id"]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date": "2026-13"}, "write a day"),
        ({"date": "2026-02-05/2026-02-04"}, "write a day"),
        ({"date": "soon"}, "write a day"),
        ({"date": None}, "must be a day"),
        ({"status": "maybe"}, "must be happened"),
        ({"parties": "Arland"}, "must be a list"),
        ({"parties": [{"name": "Arland"}]}, "an object with id, name"),
        ({"label": 7}, "must be text"),
        ({"ordinal": "second"}, "must be a number or null"),
    ],
)
def test_an_amendment_that_the_format_does_not_allow_is_refused(record, changes, said):
    first, _ = rounds(record)
    with pytest.raises(QueryError, match=said):
        record.decide(first["id"], "amend", changes=changes, **BY)
    assert rounds(record)[0] == first


def test_an_amendment_that_an_older_communique_let_through_does_not_break_the_record(record):
    first, _ = rounds(record)
    record.decide(first["id"], "amend", changes={"label": "x"}, **BY)
    with sqlite3.connect(record.path) as file:
        file.execute("UPDATE decisions SET details = ?", ['{"changes": {"date": "soon"}}'])
        file.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    file.close()
    assert record.entry(first["id"])["date"] == first["date"]


def test_what_cannot_be_encoded_does_not_break_a_decision(record):
    first, _ = rounds(record)
    made = record.decide(first["id"], "note", reason="half \ud83d", by="\udcff", when="2026-03-01")
    assert (made.reason, made.by) == ("half ?", "?")
    assert record.decisions()[0].reason == "half ?"


def test_why_shows_the_decisions(record):
    first, _ = rounds(record)
    record.decide(first["members"][1], "note", reason="see the communiqué", **BY)
    explanation = record.why(first["id"])
    assert [(d.decision, d.reason, d.by) for d in explanation.decisions] == [("note", "see the communiqué", "reviewer")]
    assert [p.exact for p in explanation.passages] == ["sat down", "took place"]
    assert explanation.passages[0].before == "Envoys "
    assert explanation.passages[0].after == " in Abu Dhabi on Friday."
    assert [m["id"] for m in explanation.members] == first["members"]


@pytest.mark.parametrize(
    ("decision", "more", "said"),
    [
        ("approve", {}, "no such decision"),
        ("amend", {}, "at least one slot"),
        ("amend", {"changes": {"sources": 9}}, "no slot 'sources'"),
        ("amend", {"changes": {"colour": "red"}}, "these can"),
        ("merge", {}, "at least one other"),
        ("split", {"others": ["*all*"]}, "not all"),
    ],
)
def test_decisions_that_cannot_be_taken(record, decision, more, said):
    first, _ = rounds(record)
    if "others" in more:
        more = {"others": first["members"]}
    with pytest.raises(QueryError, match=said):
        record.decide(first["id"], decision, **more, **BY)
    assert record.decisions() == ()


def test_only_entries_of_one_kind_are_merged(record):
    first, _ = rounds(record)
    article = next(record.entries("article"))
    with pytest.raises(QueryError, match="not of the kind round"):
        record.decide(first["id"], "merge", others=[article["id"]], **BY)
