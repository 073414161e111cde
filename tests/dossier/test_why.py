"""An explanation shows the words that count in their paragraph, and who told them."""

from __future__ import annotations

import dataclasses

import pytest
from tests.record.built_by_hand import Page, day

from communique.dossier.why import explanation_text
from communique.record import open_record


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        for publisher, status in (("Herald", "planned"), ("Courier", "happened")):
            text = f"On Friday the \x1b[31menvoys met in Abu Dhabi for talks, said the {publisher}."
            page = Page(
                text,
                publisher=publisher,
                published=f"2026-01-2{3 + (status == 'happened')}",
                url=f"https://{publisher}.example/a".lower(),
            )
            page.round("met in Abu Dhabi", day("2026-01-23"), status=status)
            page.keep(record)
        yield record


def test_words_in_their_paragraph_rule_source_members_and_differences(record):
    entry = next(record.entries("round"))
    record.decide(entry["id"], "note", by="ana", when="2026-02-01T10:00:00+00:00", reason="checked\x07")
    text = explanation_text(record.why(entry["id"]))
    assert "»met in Abu Dhabi« for talks, said the Herald." in text
    assert "status by hand" in text
    assert (
        "-- Herald, “On Friday the \ufffd[31menvoys met in Abu Dhabi for talks, said the Herald”, 2026-01-23, https://herald.example/a"
        in text
    )
    assert "2 members merged into it" in text
    assert f"with {entry['members'][0]} (score 1.00): the days overlap; the same parties; places fit 1" in " ".join(
        text.split()
    )
    assert "status: happened (1 source; chosen: the latest source" in text
    assert "2026-02-01T10:00:00+00:00 ana: note: checked\ufffd" in text
    assert "\x1b" not in text


def test_colour_only_where_it_is_asked_for(record):
    found = record.why(next(record.entries("round"))["id"])
    assert "\x1b[4m»met in Abu Dhabi«\x1b[0m" in explanation_text(found, colour=True)
    assert "\x1b" not in explanation_text(found)


def test_lines_fit_the_width(record):
    found = record.why(next(record.entries("round"))["id"])
    body = [
        line
        for line in explanation_text(found, width=60).split("\n")
        if line.startswith("    ") and not line.startswith("    --")
    ]
    assert body
    assert max(map(len, body)) <= 62


def test_words_within_a_passage_stand_under_it_and_what_came_of_it_comes_last(tmp_path):
    page = Page("Envoys agreed to meet again on 1 February. They left.", published="2026-01-24")
    promise = page.commitment("agreed to meet again on 1 February", day("2026-02-01"))
    inner = page.evidence("due", "on 1 February")
    page.entries[-1] = dataclasses.replace(promise, evidence=(*promise.evidence, inner))
    later = Page("Envoys met in Abu Dhabi on Sunday.", published="2026-02-01", publisher="Courier")
    later.round("Envoys met in Abu Dhabi on Sunday", day("2026-02-01"))
    with open_record(tmp_path / "why.communique", create=True) as record:
        page.keep(record)
        later.keep(record)
        text = explanation_text(record.why(promise.id))
    assert "due: “on 1 February” by hand" in text
    assert text.count("[1]") == 1
    assert text.index("-- Herald") < text.index("What came of it") < text.index("»Envoys met in Abu Dhabi on Sunday«")
