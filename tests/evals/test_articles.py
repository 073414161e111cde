"""The articles written for measuring are sound: what the gold cites stands in the text, in words of the contract, on real days."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from communique.coding.ontology import event_type

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "articles"
NAMES = sorted(p.stem for p in FOLDER.glob("*.txt"))
SPLIT = tomllib.loads((FOLDER / "split.toml").read_text("utf-8"))

TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
STATUS = set("happened ongoing planned postponed cancelled did_not_happen claimed denied hoped conditional".split())
KEPT = set("pending kept kept_late partly broken superseded unknown".split())
STANCES = set("demands offers accepts rejects conditions".split())
ISSUES = set(
    "territory ceasefire security_guarantees peacekeepers prisoners sanctions energy humanitarian_access political_status "
    "reparations recognition monitoring sequence implementation".split()
)
QUALIFIERS = {"exact", "nearly", "about", "at least", "at most", "more than"}
ATTRIBUTIONS = {"narrator", "named", "anonymous", "document"}
FORMATS = {"bilateral", "trilateral", "multilateral"}
ROLES = {"host", "mediator", "guarantor", "observer"}
KINDS = {"event", "round", "quotation", "actor", "tally", "position", "commitment"}
TO_COME = {"planned", "pending"}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def gold_of(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.gold.json").read_text("utf-8"))


def sentences(name: str) -> list[str]:
    """The sentences of the paragraphs, short ones and furniture apart."""
    found = [s.strip() for s in re.split(r"(?<=[.!?\"])\s+|\n+", text_of(name))]
    return [s for s in found if len(s.split()) > 5]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_article_has_its_gold_and_stands_in_one_part_of_the_split():
    assert sorted(NAMES) == sorted(name for part in SPLIT.values() for name in part)
    assert {f"{n}.gold.json" for n in NAMES} == {p.name for p in FOLDER.glob("*.gold.json")}
    assert {"dev": 6, "train": 43, "test": 22} == {part: len(names) for part, names in SPLIT.items()}


def test_no_two_articles_share_a_sentence():
    seen = Counter(s for n in NAMES for s in set(sentences(n)))
    assert [] == [s for s, times in seen.items() if times > 1]


def test_an_article_is_as_long_as_a_report(name):
    assert 250 <= len(text_of(name).split()) <= 750


def test_gold_cites_the_text_exactly(name):
    text, gold = text_of(name), gold_of(name)
    assert gold["schema"] == "communique-gold/1"
    cited = [(row["id"], t) for row in gold["entries"] + gold["not"] for t in row["text"]]
    assert [] == [pair for pair in cited if pair[1] not in text]
    assert [] == [row["id"] for row in gold["entries"] if not row["text"] and row["kind"] != "actor"]
    assert [] == [q["id"] for q in gold["entries"] if q["kind"] == "quotation" and q["quote"] not in text]


def test_the_head_of_the_article_stands_in_the_text(name):
    text, article = text_of(name), gold_of(name)["article"]
    for key in ("headline", "deck", "publisher"):
        assert article.get(key, "") in text
    assert all(part in text for part in article["keeps"] + article["drops"])
    assert article["published"][:4] in text
    assert article["dateline"].casefold() in text.casefold() if "dateline" in article else True


def test_ids_are_single(name):
    gold = gold_of(name)
    for rows in (gold["entries"], gold["not"]):
        assert [] == [i for i, times in Counter(r["id"] for r in rows).items() if times > 1]
    assert 2 <= len(gold["not"]) <= 6
    assert KINDS >= {r["kind"] for r in gold["entries"] + gold["not"]}


def test_words_are_those_of_the_contract(name):
    allowed = {
        "event": {"type": TYPES, "status": STATUS, "attribution": ATTRIBUTIONS},
        "round": {"format": FORMATS, "status": STATUS},
        "position": {"stance": STANCES, "issue": ISSUES},
        "commitment": {"status": KEPT},
        "tally": {"qualifier": QUALIFIERS},
    }
    for row in gold_of(name)["entries"]:
        for slot, words in allowed.get(row["kind"], {}).items():
            assert words >= set(row.get(slot, ())), (row["id"], slot)
            assert row.get(slot) != [], (row["id"], slot)
        assert ROLES >= {role for _, role in row.get("third_party", ())}, row["id"]


def test_a_mode_is_one_of_a_type_that_is_allowed(name):
    for row in gold_of(name)["entries"]:
        allowed = {mode for kind in row.get("type", ()) for mode in event_type(kind).modes}
        assert allowed >= set(row.get("mode", ())), row["id"]


def test_days_are_days_and_run_forward(name):
    for row in gold_of(name)["entries"]:
        for start, end in row.get("dates", ()):
            assert (start is None) == (end is None), row["id"]
            if start is not None:
                assert date.fromisoformat(start) <= date.fromisoformat(end), row["id"]


def test_what_has_happened_lies_behind_the_page_and_what_is_planned_ahead(name):
    gold = gold_of(name)
    page = date.fromisoformat(gold["article"]["published"])
    for row in gold["entries"]:
        days = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in row.get("dates", ()) if a is not None]
        if not days:
            continue
        status = set(row["status"])
        if status == {"happened"}:
            assert all(start <= page for start, _ in days), row["id"]
        if status <= TO_COME:
            assert any(end >= page for _, end in days), row["id"]


def test_traps_do_not_forbid_what_the_gold_asks_for(name):
    """A trap with no conditions must not share a sentence with an entry of its kind."""
    gold = gold_of(name)
    for trap in gold["not"]:
        if trap.get("where"):
            continue
        cited = {t for row in gold["entries"] if row["kind"] == trap["kind"] for t in row["text"]}
        assert set() == cited & set(trap["text"]), trap["id"]


def test_traps_with_conditions_leave_room_for_the_gold(name):
    """What a trap forbids of a sentence is nothing that an entry of the gold allows of it."""
    gold = gold_of(name)
    slot = {"due": "dates"}
    for trap in gold["not"]:
        where = trap.get("where", {})
        for row in gold["entries"] if where else ():
            if row["kind"] != trap["kind"] or not set(row["text"]) & set(trap["text"]):
                continue
            asked = [
                [d for d in row.get(slot.get(k, k), ()) if d == [None, None]]
                if k == "due"
                else set(v) & set(row[k] if isinstance(row.get(k), list) else [row.get(k)])
                for k, v in where.items()
            ]
            assert not all(asked), (trap["id"], row["id"])


@pytest.mark.parametrize("part", sorted(SPLIT))
def test_the_readme_counts_what_is_there(part):
    golds = [gold_of(n) for n in SPLIT[part]]
    kinds = Counter(row["kind"] for g in golds for row in g["entries"])
    words = sum(len(text_of(n).split()) for n in SPLIT[part])
    order = ("event", "round", "quotation", "actor", "tally", "position", "commitment")
    traps = sum(len(g["not"]) for g in golds)
    row = [part, str(len(golds)), f"{words:,}", *(str(kinds[k]) for k in order), str(traps)]
    assert "| " + " | ".join(row) + " |" in (FOLDER / "README.md").read_text("utf-8")


def test_the_part_for_development_holds_every_type_of_event():
    """Rules and a trained arbiter may be developed on `train`: what it lacks they could not learn there."""
    first = Counter(row["type"][0] for n in SPLIT["train"] for row in gold_of(n)["entries"] if row["kind"] == "event")
    assert [] == sorted(TYPES - set(first))
