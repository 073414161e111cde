"""What earlier runs coded stays readable; a newer one shows what it changed, and which decisions to look at again."""

from __future__ import annotations

import pytest
from tests.record.built_by_hand import RUN, Page, day

from communique.errors import QueryError
from communique.record import Run, open_record
from communique.record.earlier import RUNS_KEPT

BY = {"by": "reviewer", "when": "2026-03-01T10:00:00Z"}
TEXT = "Envoys sat down in Abu Dhabi on Friday. They will meet again in Geneva. Snow fell."


def run(number):
    return Run(f"0.{number}.0", RUN.lexicon_hash, RUN.model, RUN.case_hash)


def page(*, status="happened", first="sat down", snow=False):
    made = Page(TEXT, published="2026-01-24")
    made.round(first, day("2026-01-23"), status=status)
    made.round("will meet again", day("2026-02-10"), status="planned", place=None)
    if snow:
        made.event("Snow fell", "ASSAULT", day("2026-01-23"))
    return made


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "r", create=True) as record:
        yield record


def met(record):
    return next(r for r in record.entries("round") if r["date"]["start"] == "2026-01-23")


def shown(diff):
    return [(c.change, c.kind, tuple(slot for slot, _, _ in c.slots)) for c in diff.changes]


def test_every_entry_tells_what_it_was_coded_with(record):
    page().keep(record, run(1))
    Page("Envoys sat together in Abu Dhabi on Friday.", publisher="Courier").keep(record, run(2))
    expected = [{"code_version": "0.1.0", "lexicon": "lexicon", "model": "model", "case": "case"}]
    assert [e["provenance"] for e in record.entries("round")] == [expected] * 2
    assert {e["provenance"][0]["code_version"] for e in record.entries("article")} == {"0.1.0", "0.2.0"}
    assert all(e["provenance"] for e in record.entries())


def test_a_merged_entry_tells_all_runs_behind_it_and_a_link_those_of_its_ends(record):
    a = Page("They met on 1 February.", published="2026-01-26")
    a.commitment("met on 1 February", day("2026-02-01"))
    b = Page("Talks were held.", publisher="Courier", published="2026-02-02")
    b.round("Talks were held", day("2026-02-01"))
    a.keep(record, run(1))
    b.keep(record, run(2))
    (link,) = record.entries("link")
    assert sorted(p["code_version"] for p in link["provenance"]) == ["0.1.0", "0.2.0"]


def test_nothing_changed_is_no_change(record):
    page().keep(record, run(1))
    page().keep(record, run(2))
    diff = record.diff()
    assert (diff.before, diff.after, diff.captures, diff.changes) == (1, 2, 1, ())


def test_gone_new_and_changed(record):
    page().keep(record, run(1))
    page(status="postponed", snow=True).keep(record, run(2))
    diff = record.diff()
    assert sorted(shown(diff)) == [("changed", "round", ("status",)), ("new", "event", ())]
    assert next(c for c in diff.changes if c.kind == "round").slots == (("status", "happened", "postponed"),)
    assert sorted(shown(record.diff(2, 1))) == [("changed", "round", ("status",)), ("gone", "event", ())]


def test_an_entry_that_rests_on_mostly_the_same_words_is_the_same_one_changed(record):
    page().keep(record, run(1))
    page(first="Envoys sat down").keep(record, run(2))
    (change,) = record.diff().changes
    assert (change.change, change.id != change.was, [s for s, _, _ in change.slots]) == ("changed", True, ["evidence"])


def test_other_words_are_another_entry(record):
    page().keep(record, run(1))
    page(first="Friday").keep(record, run(2))
    assert [c.change for c in record.diff().changes] == ["gone", "new"]


def test_a_decision_whose_entry_was_coded_otherwise_applies_and_is_flagged(record):
    page().keep(record, run(1))
    first = met(record)
    record.decide(first["id"], "accept", **BY)
    page(status="postponed").keep(record, run(2))
    (decision,) = record.decisions()
    assert (decision.applies, decision.changed, decision.doubtful) == (True, ("status",), True)
    entry = record.entry(first["id"])
    assert (entry["review"]["state"], entry["review"]["decisions"][0]["changed"]) == ("accepted", ["status"])
    diff = record.diff()
    assert ([d.number for d in diff.decisions], diff.changes[0].decisions) == ([1], (1,))
    record.decide(first["id"], "accept", **BY)
    assert [d.doubtful for d in record.decisions()] == [True, False]


def test_a_decision_whose_entry_is_gone_is_kept_and_names_what_took_its_place(record):
    page().keep(record, run(1))
    first = met(record)
    record.decide(first["id"], "reject", reason="an echo", **BY)
    page(first="Envoys sat down").keep(record, run(2))
    (decision,) = record.decisions()
    now = record.diff().changes[0].id
    assert (decision.applies, decision.now, decision.doubtful) == (False, now, True)
    assert "review" not in record.entry(now), "what was said of other words is not said of these"
    page().keep(record, run(1))
    assert (record.decisions()[0].applies, record.entry(first["id"])["review"]["state"]) == (True, "rejected")


def test_the_last_four_other_runs_stay_readable_and_no_more(record):
    statuses = ["happened", "postponed", "ongoing", "claimed", "denied", "hoped", "planned"]
    for number, status in enumerate(statuses, 1):
        page(status=status).keep(record, run(number))
    kept = {r.number: (r.captures, r.earlier) for r in record.runs()}
    assert kept == {1: (0, 0), 2: (0, 0), 3: (0, 1), 4: (0, 1), 5: (0, 1), 6: (0, 1), 7: (1, 0)}
    assert RUNS_KEPT == 4
    for before in range(3, 7):
        (change,) = record.diff(before, 7).changes
        assert change.slots == (("status", statuses[before - 1], "planned"),)
    (change,) = record.diff(4, 6).changes
    assert change.slots == (("status", "claimed", "hoped"),)
    gone = record.diff(1, 7)
    assert (gone.captures, gone.only_before, gone.only_after, gone.changes) == (0, 0, 1, ())


def test_a_run_that_comes_back_is_compared_with_the_one_between(record):
    page().keep(record, run(1))
    page(status="postponed").keep(record, run(2))
    page().keep(record, run(1))
    diff = record.diff()
    assert (diff.before, diff.after, diff.changes[0].slots) == (2, 1, (("status", "postponed", "happened"),))


def test_runs_that_are_not_there(record):
    page().keep(record, run(1))
    with pytest.raises(QueryError, match="nothing was coded anew"):
        record.diff()
    with pytest.raises(QueryError, match="no run 9; its runs are 1"):
        record.diff(1, 9)
