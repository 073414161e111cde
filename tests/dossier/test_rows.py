"""Entries as flat rows: the columns of each kind, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from tests.record.built_by_hand import ABU_DHABI, RUS, UKR, USA, Page, day, host

from communique.cli.output import csv_cell
from communique.coding.kinds import KINDS
from communique.dossier.rows import COLUMNS, columns_of, flat_row, source_rows, table_csv
from communique.dossier.sentences import first_sentence, main_evidence
from communique.record import open_record
from communique.words import Document, FindingEntry, Link, as_json


@pytest.fixture
def page():
    page = Page("Envoys met in Abu Dhabi. Russia struck Ukraine, =1+1 said. Both agreed to meet. 314 went home.")
    page.round(
        "Envoys met in Abu Dhabi", day("2026-01-23", "2026-01-24"), third_party=(host(USA),), agenda=("territory",)
    )
    page.event("Russia struck Ukraine", "ASSAULT", day("2026-01-24"), mode=("aerial",), place=ABU_DHABI)
    page.commitment("Both agreed to meet", day("2026-02-01"), made=day("2026-01-24"))
    page.tally("314 went home", 314, as_of=day("2026-01-24"), source=UKR)
    page.position("Both agreed", RUS, "territory", "demands", day("2026-01-24"), document="draft")
    page.quotation("Both agreed to meet", UKR, date=day("2026-01-24"))
    page.entries += [
        FindingEntry("finding-a", (), "mojibake", "info", "Letters were put right.", "repaired"),
        Document("document-a", (), "plan", USA, "new"),
        Link("link-a", (), "event-a", "round-a", "outcome_of"),
    ]
    return page


def rows(page):
    return {e.kind: flat_row(as_json(e)) for e in page.entries}


def test_every_kind_has_columns_and_a_row_without_empty_cells(page):
    for kind, row in rows(page).items():
        assert row["kind"] == kind
        assert "" not in row.values()
        assert len(columns_of(kind)) >= 5
    assert set(rows(page)) == set(KINDS) - {"actor"}


def test_an_event_row(page):
    row = rows(page)["event"]
    expected = {
        "date": "2026-01-24", "what": "ASSAULT/aerial", "actor": "Russia", "actor_country": "RUS", "recipient": "Ukraine",
        "status": "happened", "attribution": "narrator", "place": "Abu Dhabi", "place_country": "ARE",
        "text": "Russia struck Ukraine", "capture": page.capture.id, "start": "25", "end": "46",
    }  # fmt: skip
    assert expected.items() <= row.items()
    assert columns_of("event") == (
        "date",
        "what",
        "actor",
        "recipient",
        "status",
        "attribution",
        "place",
        "sources",
        "text",
        "id",
    )


def test_rows_of_the_other_kinds(page):
    found = rows(page)
    assert found["round"]["third_party"] == "United States (host)"
    assert (found["commitment"]["due"], found["commitment"]["date"]) == ("2026-02-01", "2026-01-24")
    assert (found["tally"]["figure"], found["tally"]["attribution"]) == ("314", "Ukraine")
    assert (found["position"]["what"], found["position"]["issue"]) == ("demands (draft)", "territory")
    assert (found["quotation"]["actor"], found["quotation"]["text"]) == ("Ukraine", "Both agreed to meet")
    assert found["finding"]["status"] == "info, repaired"
    assert found["document"]["version"] == "new"
    assert found["link"]["what"] == "outcome_of"


def test_csv_is_read_back_as_it_was_and_holds_no_formula(page):
    given = [flat_row(as_json(e)) for e in page.entries]
    given.append(
        {"kind": "event", "text": '=HYPERLINK("x")', "what": "+1", "actor": "@a", "recipient": " =1", "value": "-5"}
    )
    text = table_csv(given, COLUMNS, csv_cell)
    read = list(csv.DictReader(io.StringIO(text)))
    assert [r["kind"] for r in read] == [r["kind"] for r in given]
    last = read[-1]
    assert (last["text"], last["what"], last["actor"], last["recipient"]) == ('\'=HYPERLINK("x")', "'+1", "'@a", "' =1")
    assert last["value"] == "-5"


def test_source_rows_are_numbered_by_date(page, tmp_path):
    with open_record(tmp_path / "r.communique", create=True) as record:
        page.keep(record)
        older = Page("An older page.", published="2026-01-01", publisher="Courier")
        older.keep(record)
        found = [flat_row(r) for r in source_rows(record)]
    assert [(r["number"], r["publisher"], r["status"]) for r in found] == [
        ("1", "Courier", "counts"),
        ("2", "Herald", "counts"),
    ]


def evidence(slot, start, end, capture="c"):
    return {"slot": slot, "start": start, "end": end, "capture": capture, "exact": f"{slot}\n {start}-{end}"}


def test_the_main_evidence_is_that_of_the_kind_without_what_lies_within_another():
    entry = {
        "kind": "event",
        "evidence": [
            evidence("date", 0, 99),
            evidence("event", 10, 20),
            evidence("event", 5, 30),
            evidence("event", 5, 30),
        ],
    }
    assert [(e["start"], e["end"]) for e in main_evidence(entry)] == [(5, 30)]
    assert first_sentence(entry) == "event 5-30"


def test_without_evidence_of_the_kind_a_slot_about_the_thing_stands_in():
    assert (
        first_sentence({"kind": "event", "evidence": [evidence("place", 0, 3), evidence("status", 4, 9)]})
        == "status 4-9"
    )
    assert first_sentence({"kind": "event", "evidence": [evidence("place", 0, 3)]}) == "place 0-3"
    assert first_sentence({"kind": "link", "evidence": []}) == ""
