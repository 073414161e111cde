"""add and code take captures in, go on where they stopped, and tell what failed by their exit code."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace


def test_add_keeps_once_and_tells_what_it_did(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    code, out, err = run("add", "page.html")
    assert (code, out, err) == (0, "", "record.communique: 1 new, 0 coded anew, 0 known already\n")
    assert run("add", "page.html", "-v")[2].splitlines() == [
        "unchanged page.html",
        "record.communique: 0 new, 0 coded anew, 1 known already",
    ]
    assert run("add", "page.html", "-q")[1:] == ("", "")
    assert json.loads(run("show", "articles")[1])["headline"] == "Envoys meet in Geneva"


def test_coded_anew_decisions_are_kept_and_those_to_look_at_again_are_counted(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    record = ("--record", "r.communique")
    run("add", "page.html", *record)
    meeting = json.loads(run("show", "rounds", *record)[1].splitlines()[0])["id"]
    run("decide", meeting, "accept", "--by", "Ann", *record)
    (tmp_path / "case.toml").write_text('name = "talks"\ntitle = "Talks"\nparties = ["UKR", "RUS"]\n', "utf-8")
    err = run("add", "page.html", *record)[2].splitlines()
    assert err[0] == "r.communique: 0 new, 1 coded anew, 0 known already"
    assert err[1].startswith("`communique diff` shows what is read otherwise now")
    runs = [json.loads(line) for line in run("show", "runs", *record)[1].splitlines()]
    assert [(r["captures"], r["earlier"]) for r in runs] == [(0, 1), (1, 0)]
    assert run("diff", *record)[0] in (0, 4)
    assert json.loads(run("show", "decisions", *record)[1])["entry"] == meeting


def test_add_goes_on_after_a_bad_file_and_gives_3(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    code, _, err = run("add", "none.html", "page.html")
    assert code == 3
    assert "none.html" in err
    assert "1 new" in err
    assert run("show", "articles", "--count")[1] == "1\n"
    assert run("show", "failures", "--count")[1] == "1\n"


def test_an_empty_folder_gives_4(run, tmp_path):
    (tmp_path / "pages").mkdir()
    assert run("add", "pages")[0] == 4


def test_strict_minds_findings(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page.replace("2026-02-18T20:00:00+01:00", ""), "utf-8")
    assert run("add", "page.html")[0] == 0
    assert run("add", "page.html", "--strict")[0] == 3
    assert run("read", "page.html", "--strict")[0] == 3


def test_a_page_from_standard_input(run, monkeypatch, page):
    stdin = SimpleNamespace(buffer=io.BytesIO(page.encode()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, _ = run("read", "-", "--text")
    assert code == 0
    assert out.startswith("Envoys meet in Geneva\n")


def test_code_prints_the_kinds_asked_for(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    code, out, _ = run("code", "page.html", "--kind", "article", "--kind", "quotation")
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["kind"] for line in lines} <= {"article", "quotation"}
    assert {tuple(line["provenance"][0]) for line in lines} == {("code_version", "lexicon", "model", "case")}
    assert run("code", "page.html", "--csv", "--kind", "article")[1].startswith("kind,date,")
    assert run("code", "page.html", "-o", "page.csv")[0] == 0
    assert (tmp_path / "page.csv").read_text("utf-8").startswith("kind,date,")
    assert run("code", "page.html", "--kind", "evnt")[0] == 1
    assert not (tmp_path / "record.communique").exists()


def test_the_same_page_gives_the_same_bytes(run, tmp_path, page):
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert run("code", "page.html")[1] == run("code", "page.html")[1]


def test_the_demo_runs_and_names_what_it_wrote(tmp_path, monkeypatch, capsys, page):
    """One page of the example is enough here; the whole example is measured elsewhere."""
    import importlib.util
    from pathlib import Path

    example = Path(__file__).resolve().parents[2] / "examples"
    spec = importlib.util.spec_from_file_location("demo", example / "demo.py")
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    case = tmp_path / "a-case"
    (case / "captures").mkdir(parents=True)
    (case / "case.toml").write_bytes((example / "istanbul-abu-dhabi-geneva" / "case.toml").read_bytes())
    (case / "captures" / "page.html").write_text(page, "utf-8")
    monkeypatch.setattr(demo, "CASE", case)
    monkeypatch.setattr(demo, "OUT", tmp_path / "out")
    assert demo.main() == 0
    out = capsys.readouterr().out
    assert "1 capture read and coded" in out
    for suffix in ("md", "html", "jsonl", "communique"):
        assert (tmp_path / "out" / f"a-case.{suffix}").stat().st_size > 0
        assert f"a-case.{suffix}" in out
