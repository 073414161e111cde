"""Decisions and runs on the command line: what a reviewer types, and what is shown of it."""

from __future__ import annotations

import json

from tests.record.built_by_hand import RUN, Page, day

from communique.record import Run, open_record

NEXT_RUN = Run("0.2.0", RUN.lexicon_hash, RUN.model, RUN.case_hash)


def code_anew(folder):
    page = Page(
        "Envoys met in Abu Dhabi on Friday. Russia struck Ukraine on Saturday. Both agreed to meet on 1 February.",
        published="2026-01-24",
        url="https://herald.example/a",
    )
    page.round("Envoys met in Abu Dhabi on Friday", day("2026-01-23"), status="postponed")
    with open_record(folder / "case.communique") as record:
        page.keep(record, NEXT_RUN)
        record.refresh()


def the(run, what):
    return json.loads(run("show", what, "--json")[1].splitlines()[0])


def test_a_decision_is_taken_back(run, case_folder):
    entry = the(run, "rounds")["id"]
    assert run("decide", entry, "reject", "--by", "Ann")[0] == 0
    assert run("show", "rounds", "--count")[1] == "0\n"
    code, _, err = run("decide", entry, "undo", "--by", "Ann")
    assert (code, err.split(",")[0]) == (0, f"undo {entry} by Ann")
    assert run("show", "rounds", "--count")[1] == "1\n"
    assert "taken back by decision 2" in run("show", "decisions", "--csv")[1]
    assert run("decide", entry, "undo")[0] == 1
    assert case_folder.is_dir()


def test_an_amended_date_is_shown_and_a_wrong_one_refused(run, case_folder):
    entry = the(run, "rounds")["id"]
    code, _, err = run("decide", entry, "amend", "--set", "date=soon")
    assert (code, "write a day such as" in err) == (1, True)
    assert run("decide", entry, "amend", "--set", "date=2026-01-22")[0] == 0
    assert the(run, "rounds")["date"]["start"] == "2026-01-22"
    assert run("brief", "--case", case_folder)[0] == 0


def test_hostile_reasons_stay_text(run, case_folder):
    entry = the(run, "rounds")["id"]
    run("decide", entry, "note", "--by", "<b>Eve", "--reason", "\x1b[31m<script>alert(1)</script> =1+1")
    assert "\x1b" not in run("why", entry, "--text")[1]
    assert "<script>" not in run("brief", "--case", case_folder)[1]
    html = case_folder / "brief.html"
    run("brief", "-o", html)
    assert "<script>alert" not in html.read_text("utf-8")
    assert "<b>Eve" not in html.read_text("utf-8")
    assert "'=1+1" in run("show", "decisions", "--csv")[1] or " =1+1" in run("show", "decisions", "--csv")[1]


def test_diff_shows_what_a_newer_coding_changed(run, case_folder):
    entry = the(run, "rounds")["id"]
    run("decide", entry, "accept", "--by", "Ann", "--when", "2026-03-01")
    assert run("diff")[0] == 1, "nothing was coded anew"
    code_anew(case_folder)
    code, out, _ = run("diff", "--text")
    assert code == 0
    assert out.startswith("run 1 to run 2: 1 capture coded by both\n\nDecisions to look at again\n  1. accept round-")
    assert "coded otherwise since: status" in out
    assert "status: happened → postponed" in out
    assert "Gone (4)" in out
    head, decision, *changes = [json.loads(line) for line in run("diff", "1", "2", "--json")[1].splitlines()]
    assert (head["before"], head["after"], head["captures"]) == (1, 2, 1)
    assert (decision["number"], decision["changed"]) == (1, ["status"])
    assert {(c["change"], c["entry_kind"]) for c in changes} >= {("changed", "round"), ("gone", "event")}
    assert run("diff", "--kind", "quotation")[0] == 4
    assert run("diff", "7", "8")[0] == 1
    assert run("diff", "--json", "--text")[0] == 2
    assert "look at it again" in run("why", entry, "--text")[1]
    assert "Decisions to look at again" in run("brief")[1]


def test_the_runs_are_listed(run, case_folder):
    code_anew(case_folder)
    rows = [json.loads(line) for line in run("show", "runs", "--json")[1].splitlines()]
    assert [(r["number"], r["code_version"], r["captures"], r["earlier"]) for r in rows] == [
        (1, "0.1.0", 0, 1),
        (2, "0.2.0", 1, 0),
    ]
    assert "1 capture now, 0 before" in run("show", "runs", "--csv")[1]
    assert run("show", "runs", "--party", "RUS")[0] == 2


def test_why_tells_what_an_entry_was_coded_with(run, case_folder):
    assert "Coded with\n  code_version 0.1.0, lexicon lexicon" in run("why", the(run, "rounds")["id"], "--text")[1]
    assert case_folder.is_dir()
