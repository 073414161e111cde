"""Days, figures and names are put into words as exactly as they are known, and no more."""

from __future__ import annotations

import pytest

from communique.coding.ontology import event_types
from communique.dossier.wording import (
    EVENT_WORDS,
    clock,
    counted,
    counted_figure,
    day_span,
    day_text,
    joined,
    shortened,
    who_says,
    worded,
)


def date(edtf, start, end, granularity):
    return {"edtf": edtf, "start": start, "end": end, "granularity": granularity, "expression": ""}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("24 January 2026", date("2026-01-24", "2026-01-24", "2026-01-24", "day")),
        ("4 to 5 February 2026", date("2026-02-04/2026-02-05", "2026-02-04", "2026-02-05", "range")),
        ("31 January to 1 February 2026", date("2026-01-31/2026-02-01", "2026-01-31", "2026-02-01", "range")),
        ("31 December 2025 to 1 January 2026", date("x", "2025-12-31", "2026-01-01", "range")),
        ("May 2025", date("2025-05", "2025-05-01", "2025-05-31", "month")),
        ("summer 2025", date("2025-22", "2025-06-01", "2025-08-31", "season")),
        ("2022", date("2022", "2022-01-01", "2022-12-31", "year")),
        ("about 1 to 10 March 2026", date("2026-03-01~/2026-03-10~", "2026-03-01", "2026-03-10", "range")),
        ("from 3 May 2024 on", date("2024-05-03/..", "2024-05-03", None, "range")),
        ("until 3 May 2024", date("../2024-05-03", None, "2024-05-03", "range")),
        (
            "4 February 2026",
            date("2026-02-04T10:00", "2026-02-04T10:00:00+03:00", "2026-02-04T10:00:00+03:00", "instant"),
        ),
        ("", date("", None, None, "unknown")),
        ("", None),
    ],
)
def test_day_span(said, value):
    assert day_span(value) == said


def test_day_text_gives_what_is_no_day_back():
    assert day_text("2026-02-04", weekday=True) == "Wednesday 4 February 2026"
    assert day_text("soon") == "soon"


def test_clock_names_the_zone_or_says_that_there_is_none():
    assert clock("2026-01-26T09:40:00+08:00") == "2026-01-26 09:40 +08:00"
    assert clock("2026-01-26T09:40:00Z") == "2026-01-26 09:40 UTC"
    assert clock("2026-01-26T09:40:00") == "2026-01-26 09:40 (no time zone)"
    assert clock("2026-01-26") == "2026-01-26"
    assert clock("yesterday") == "yesterday"
    assert clock("2026-01-26T09:40:00+08:00", "Europe/Kyiv") == "2026-01-26 03:40 +02:00"


def tally(**slots):
    return {
        "what": "prisoners",
        "unit": "prisoner",
        "value": None,
        "low": None,
        "high": None,
        "qualifier": "exact",
        **slots,
    }


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("157 prisoners each", {"value": 157, "scope": "each"}),
        ("314 prisoners in all", {"value": 314, "scope": "all"}),
        ("nearly 1,200,000 people", {"value": 1200000, "qualifier": "nearly", "what": "people", "unit": "person"}),
        ("24 to 48 hours", {"low": 24, "high": 48, "what": "hours", "unit": "hour"}),
        ("from 10 prisoners", {"low": 10}),
        ("up to 10 prisoners", {"high": 10}),
        ("29.5 percent (no)", {"value": 29.5, "what": "no", "unit": "percent"}),
        ("5 USD", {"value": 5, "what": "", "unit": "USD"}),
    ],
)
def test_counted_figure(said, slots):
    assert counted_figure(tally(**slots)) == said


def test_small_words():
    assert (counted(1, "copy", "copies"), counted(2000, "copy", "copies")) == ("1 copy", "2,000 copies")
    assert [joined(x) for x in ([], ["A"], ["A", "B"], ["A", "", "B", "C"])] == ["", "A", "A and B", "A, B and C"]
    assert shortened("one two three", 9) == "one two…"
    assert shortened("  one\n two ", 9) == "one two"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


def test_who_says_names_only_whom_the_record_names():
    actor = {"name": "officials"}
    assert who_says({"kind": "narrator", "actor": None}) == ""
    assert who_says({"kind": "named", "actor": {"name": "A. B."}}) == "according to A. B."
    assert who_says({"kind": "anonymous", "actor": actor}) == "according to officials (not named)"
    assert who_says({"kind": "anonymous", "actor": None}) == "according to an unnamed source"
    assert who_says({"kind": "document", "actor": None}) == "according to a document"


def test_every_event_type_has_a_name():
    assert set(event_types()) == set(EVENT_WORDS)
    assert worded({"type": "RETREAT", "mode": ["release"]}) == "Release or exchange"
    assert worded({"type": "ASSAULT", "mode": []}) == "Attack"
