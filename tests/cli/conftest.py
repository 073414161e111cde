"""The command line run as a program would run it, in this process."""

from __future__ import annotations

import pytest

from communique.cli.main import main

PAGE = """<!doctype html><html lang="en"><head><title>Envoys meet in Geneva</title>
<meta property="article:published_time" content="2026-02-18T20:00:00+01:00"></head><body><article>
<h1>Envoys meet in Geneva</h1><p>Envoys of Russia and Ukraine met in Geneva on Wednesday and agreed to meet again on 4
March. No truce was agreed, officials said, and both delegations left the city in the evening without a statement.</p>
<p>The two sides will exchange 120 prisoners each next week, the host said after the talks had ended in the city.</p>
</article></body></html>"""


@pytest.fixture
def page():
    """Return the text of a saved page."""
    return PAGE


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Return a function that runs a command in an empty folder and gives its exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COMMUNIQUE_TRACEBACK", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*args):
        with pytest.raises(SystemExit) as leave:
            main([str(a) for a in args])
        told = capsys.readouterr()
        return leave.value.code, told.out, told.err

    return call


@pytest.fixture
def case_folder(tmp_path):
    """Return a folder with a case and a record of two pages made by hand."""
    from tests.record.built_by_hand import RUS, UKR, Page, day

    from communique.record import Failure, open_record

    (tmp_path / "case.toml").write_text('title = "Talks"\nparties = ["RUS", "UKR"]\n', "utf-8")
    page = Page(
        "Envoys met in Abu Dhabi on Friday. Russia struck Ukraine on Saturday. Both agreed to meet on 1 February.",
        published="2026-01-24",
        url="https://herald.example/a",
    )
    page.round("Envoys met in Abu Dhabi on Friday", day("2026-01-23"))
    page.event("Russia struck Ukraine on Saturday", "ASSAULT", day("2026-01-24"), status="claimed", mode=("aerial",))
    page.commitment("Both agreed to meet on 1 February", day("2026-02-01"))
    page.position("Russia struck Ukraine", RUS, "security_guarantees", "demands", day("2026-01-24"))
    page.tally("1 February", 1, source=UKR)
    with open_record(tmp_path / "case.communique", create=True) as record:
        page.keep(record)
        record.fail(Failure("", "lost.html", "captures", "CaptureProblem", "it cannot be opened"))
    return tmp_path
