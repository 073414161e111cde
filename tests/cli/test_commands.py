"""Every command does what its help says, with the exit codes 0, 1, 2, 3 and 4."""

from __future__ import annotations

import csv
import io
import json

import pytest

from communique.cli.filters import last_day
from communique.cli.main import COMMANDS


def entries(out):
    return [json.loads(line) for line in out.splitlines()]


def test_read_prints_json_lines_when_piped_and_text_where_asked(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    code, out, err = run("read", "page.html")
    assert code == 0, err
    assert entries(out)[0]["headline"] == "Envoys meet in Geneva"
    assert run("read", "-q", "page.html") == (0, out, "")
    assert run("read", "page.html", "--text")[1].startswith("Envoys meet in Geneva\n")
    assert run("read", "page.html", "--markdown")[1].startswith("# Envoys meet in Geneva\n")


def test_the_ending_of_the_output_file_asks_for_its_form(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert run("read", "page.html", "-o", "a.md")[0] == 0
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Envoys")
    assert run("read", "page.html", "-o", "a.txt")[0] == 0
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("Envoys")


def test_a_missing_file_is_told_and_gives_3_and_stops_nothing(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    code, out, err = run("read", "none.html", "page.html")
    assert code == 3
    assert "none.html" in err
    assert len(out.splitlines()) >= 1


def test_forms_exclude_each_other(run):
    assert run("read", "x", "--json", "--text")[0] == 2
    assert run("show", "events", "--json", "--csv")[0] in (1, 2)


def test_init_writes_a_case_file_that_loads_and_never_over_another(run, tmp_path):
    from communique.cases import load_case

    code, out, err = run("init", "sudan.toml", "--title", 'Talks "in" Jeddah')
    assert (code, out) == (0, "")
    assert "next: communique add PAGES --case sudan.toml" in err
    assert load_case(tmp_path / "sudan.toml").title == 'Talks "in" Jeddah'
    assert run("init", "sudan.toml")[0] == 1
    assert run("init", "sudan.toml", "--force")[0] == 0
    assert run("init", "-")[1].startswith("# A communique case")


def test_without_a_record_the_next_step_is_named(run):
    code, _, err = run("show", "events")
    assert code == 1
    assert "put captures into it with: communique add PAGES" in err


def test_a_bad_case_file_is_told_in_a_line(run, tmp_path):
    (tmp_path / "case.toml").write_text("partys = []", "utf-8")
    code, _, err = run("brief")
    assert code == 1
    assert "did you mean 'parties'?" in err


def test_show_lists_filters_and_counts(run, case_folder):
    assert [e["type"] for e in entries(run("show", "events")[1])] == ["ASSAULT"]
    assert run("show", "events", "--party", "UKR", "--from", "2026-01-24", "--to", "2026-01", "--count")[1] == "1\n"
    assert run("show", "events", "--kind", "Aerial", "--count")[1] == "1\n"
    assert run("show", "positions", "--issue", "Security guarantees", "--count")[1] == "1\n"
    assert run("show", "events", "struck", "Saturday", "--count")[1] == "1\n"
    assert run("show", "events", "struck Ukraine", "--count")[1] == "1\n"


def test_nothing_found_gives_4(run, case_folder):
    assert run("show", "events", "--status", "hoped")[:2] == (4, "")
    assert run("export", "jsonl", "--party", "FRA")[0] == 4


def test_wrong_filters_give_2_or_1_in_words(run, case_folder):
    assert run("show", "events", "--status", "hapened")[0] == 2
    assert run("show", "events", "--from", "soon")[0] == 2
    assert run("show", "sources", "--party", "UKR")[0] == 2
    code, _, err = run("export", "csv", "--kind", "evnt")
    assert code == 1
    assert "the kinds are" in err


def test_show_csv_has_the_columns_of_the_kind(run, case_folder):
    rows = list(csv.reader(io.StringIO(run("show", "events", "--csv")[1])))
    assert rows[0][:4] == ["date", "what", "actor", "recipient"]
    assert rows[1][:5] == ["2026-01-24", "ASSAULT/aerial", "Russia", "Ukraine", "claimed"]


def test_sources_decisions_and_failures_are_listed_too(run, case_folder):
    assert entries(run("show", "sources")[1])[0]["url"] == "https://herald.example/a"
    assert entries(run("show", "failures")[1])[0]["source"] == "lost.html"
    event = entries(run("show", "events")[1])[0]["id"]
    code, _, err = run("decide", event, "reject", "--by", "ana", "--reason", "an old one", "--when", "2026-02-03")
    assert code == 0
    assert err == f"reject {event} by ana, 2026-02-03T00:00:00\n"
    assert entries(run("show", "decisions")[1])[0]["reason"] == "an old one"
    assert run("show", "events")[0] == 4
    assert run("export", "jsonl", "--kind", "event")[1].count('"rejected"') == 1


def test_decide_refuses_what_it_would_ignore(run, case_folder):
    assert run("decide", "x", "accept", "--set", "a=1")[0] == 2
    assert run("decide", "x", "accept", "other")[0] == 2
    assert run("decide", "x", "note", "--by", "a", "--when", "soon")[0] == 2
    assert run("decide", "x", "accept", "--by", "a")[0] == 1
    event = entries(run("show", "events")[1])[0]["id"]
    assert run("decide", event, "amend", "--by", "a", "--set", "status")[0] == 1
    assert run("decide", event, "amend", "--by", "a", "--set", "status=happened")[0] == 0
    assert entries(run("show", "events")[1])[0]["status"] == "happened"


def test_why_takes_an_id_as_tables_print_it(run, case_folder):
    whole = entries(run("show", "events")[1])[0]["id"]
    kind, rest = whole.split("-")
    code, out, _ = run("why", f"{kind}-{rest[:8]}")
    assert code == 0
    assert json.loads(out)["entry"]["id"] == whole
    assert "»Russia struck Ukraine on Saturday«" in run("why", whole, "--text")[1]
    assert run("why", "nothing-like-it")[0] == 1


def test_brief_as_markdown_page_and_json(run, case_folder):
    assert run("brief")[1].startswith("# Talks\n")
    assert run("brief", "--html")[1].startswith("<!DOCTYPE html>")
    assert json.loads(run("brief", "--json")[1])["title"] == "Talks"
    assert run("brief", "-o", "b.html")[0] == 0
    assert (case_folder / "b.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    due = run("brief", "--section", "due", "--as-of", "2026-02-03")[1]
    assert "### Due, and nothing found" in due
    assert "## Rounds of talks" not in due
    assert run("brief", "--from", "2026-02-01", "--to", "2026-01-01")[0] == 2


def test_every_section_can_be_asked_for(run, case_folder):
    from communique.cli.brief import SECTIONS

    found = [s["id"] for s in json.loads(run("brief", "--json")[1])["sections"]]
    assert [*found, "sources"] == list(SECTIONS)


def test_export_gives_the_whole_record(run, case_folder):
    kinds = {e["kind"] for e in entries(run("export", "jsonl")[1])}
    assert {"article", "round", "event", "commitment", "position", "tally"} <= kinds
    rows = list(csv.DictReader(io.StringIO(run("export", "csv")[1])))
    assert {r["kind"] for r in rows} == kinds


def test_an_output_file_that_cannot_be_written_is_told(run, case_folder):
    code, _, err = run("export", "jsonl", "-o", "none/at/all.jsonl")
    assert code == 1
    assert "cannot be written" in err
    assert list(case_folder.glob("*.part")) == []


def test_the_record_may_be_named_without_a_case(run, case_folder):
    assert run("show", "events", "--case", case_folder / "case.communique", "--count")[1] == "1\n"
    assert run("show", "events", "--record", case_folder / "case.communique", "--count")[1] == "1\n"
    assert run("show", "events", "--case", case_folder, "--count")[1] == "1\n"


def test_a_file_that_is_no_record_is_told(run, tmp_path):
    (tmp_path / "x.communique").write_bytes(b"no record at all" * 100)
    code, _, err = run("show", "events", "--record", "x.communique")
    assert code == 1
    assert "x.communique" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(run, shell):
    code, out, _ = run("completion", shell)
    assert code == 0
    assert f"_COMMUNIQUE_COMPLETE={shell}_complete" in out


def test_a_misspelt_command_is_answered_with_the_nearest(run):
    code, _, err = run("shwo")
    assert code == 2
    assert "Did you mean 'show'?" in err


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_help_ends_with_two_examples(run, name):
    out = run(name, "--help")[1]
    examples = out[out.index("Examples:") :].strip().splitlines()[1:]
    assert len(examples) == 2
    assert all("communique " + name in e for e in examples)


def test_a_month_or_a_year_stands_for_its_days(run, case_folder):
    whole = run("brief", "--from", "2026-01-01", "--to", "2026-01-31", "--as-of", "2026-12-31")[1]
    assert run("brief", "--from", "2026", "--to", "2026-01", "--as-of", "2026")[1] == whole
    assert "Rounds of talks" in whole
    assert last_day("2024-02") == "2024-02-29"
    assert run("brief", "--as-of", "2026-13")[0] == 2
    assert run("brief", "--as-of", "0000")[0] == 2
