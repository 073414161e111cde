"""What a reviewer decides lies on top of the record: nothing is overwritten, and it survives when all is added anew."""

from __future__ import annotations

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
    assert list(record.export_jsonl()) == before
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
