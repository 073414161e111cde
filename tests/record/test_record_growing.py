"""A case grows: adding a page compares only what it touches, and gives what merging everything anew would give."""

from __future__ import annotations

import dataclasses
import random
from typing import get_args, get_type_hints

import pytest
from tests.record.built_by_hand import ISTANBUL, RUN, RUS, UKR, USA, Page, day, ref

from communique.record import Run, merging, open_record, view
from communique.record.merging import clusters, events, members, tallies, values, wordings
from communique.words import Actor, Entry
from communique.words.entries import ActorRef

NEXT_RUN = Run("0.2.0", RUN.lexicon_hash, RUN.model, RUN.case_hash)
BY = {"by": "reviewer", "when": "2026-03-01T10:00:00Z"}


def a_page(number, chance):
    """Return a page on some of a few things, told in one of a few ways; many pages tell of the same."""
    date = f"2026-01-{chance.randint(20, 29)}"
    text = (
        f"Report {number} of {chance.random()}. Envoys met there. Drones hit the port. They freed prisoners. "
        f"They will meet again soon. Koval spoke at length {number}. "
    )
    matters = " ".join(chance.sample(["a base", "the gas transit", "border posts", "old debts", "a pipeline"], 2))
    text += f"And all the while the envoys in the hall kept asking for {matters}."
    page = Page(text, published=date, publisher=f"Outlet {number % 5}", agency=chance.choice([None, None, "Wire"]))
    parties = chance.choice([(RUS, UKR), (RUS, UKR, USA), (RUS, USA)])
    days = chance.choice([day(f"2026-01-{chance.randint(19, 24)}"), day("2026-01-20", "2026-01-23"), day(None)])
    place = chance.choice([None, ISTANBUL])
    name = chance.choice(["Koval", "Ivan Koval", "Olena Koval"])
    person = page.add(
        Actor, "name", "Koval", name=name, aliases=(), type="person", country="UKR", sector="GOV", roles=(), side="UKR"
    )
    who = ref(name, "UKR", "GOV", person.id)
    if chance.random() < 0.6:
        held = page.round("Envoys met", days, parties=parties, place=place)
        page.event("Envoys met", "CONSULT", days, actor=(who, RUS), recipient=(), round=held.id, place=place)
    for _ in range(chance.randint(0, 2)):
        page.event(
            chance.choice(["Drones hit", "Drones hit the port", "hit the port"])
            if not page.entries[2:]
            else "the port",
            "ASSAULT",
            chance.choice([days, day(f"2026-01-{chance.randint(19, 24)}")]),
            mode=("drone",),
            status=chance.choice(["happened", "claimed", "denied"]),
            place=place,
        )
    page.tally("prisoners", chance.choice([157, 314, 300]), scope=chance.choice([None, "each"]))
    due = day(f"2026-0{chance.randint(1, 2)}-28")
    page.commitment("They will meet", due, parties=parties, content=chance.choice(["meet", "hold talks"]), place=place)
    page.quotation("spoke at length", who)
    page.position(matters, chance.choice([RUS, UKR]), chance.choice(["other", "territory"]), "demands", days)
    return page


def distinct(page):
    """Tell whether no two entries of a page have one id: equal draws fall on the same words."""
    return len({e.id for e in page.entries}) == len(page.entries)


def some_pages(seed, count):
    chance = random.Random(seed)
    made = (a_page(n, chance) for n in range(10 * count))
    return [p for p in made if distinct(p)][:count]


def merged_anew(record):
    """Return the export after everything was compared and written again."""
    record._connection.execute("DELETE FROM traces")
    record._connection.execute("UPDATE merged SET made = ''")
    record._connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
    return list(record.export_jsonl())


@pytest.mark.parametrize("seed", range(6))
def test_a_record_that_grew_page_by_page_is_as_if_merged_at_once(tmp_path, seed):
    pages = some_pages(seed, 14)
    chance = random.Random(seed)
    with open_record(tmp_path / "whole", create=True) as record:
        for page in pages:
            page.keep(record)
        whole = list(record.export_jsonl())
    chance.shuffle(pages)
    with open_record(tmp_path / "grown", create=True) as record:
        for page in pages:
            page.keep(record)
            record.refresh()
        assert list(record.export_jsonl()) == whole


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_between_the_pages(tmp_path, seed):
    """Decisions, captures coded anew with fewer or other entries, and further pages, each followed by a look."""
    chance = random.Random(100 + seed)
    pages = some_pages(100 + seed, 12)
    kept = []
    with open_record(tmp_path / "r", create=True) as record:
        for page in pages:
            page.keep(record)
            kept.append(page)
            grown = list(record.export_jsonl())
            if chance.random() < 0.4:
                old = chance.choice(kept)
                old.entries = [e for e in old.entries if e.kind in ("article", "actor") or chance.random() < 0.7]
                old.keep(record, Run(f"run {len(kept)}", "", "", ""))
                grown = list(record.export_jsonl())
            if chance.random() < 0.4:
                entries = [e for e in record.entries() if e["kind"] in ("event", "tally", "commitment", "round")]
                entry = chance.choice(entries)
                alike = [e for e in entries if e["kind"] == entry["kind"] and e["id"] != entry["id"]]
                if len(entry["members"]) > 1:
                    record.decide(entry["id"], "split", others=entry["members"][1:], **BY)
                elif alike:
                    record.decide(entry["id"], "merge", others=[alike[0]["id"]], **BY)
                grown = list(record.export_jsonl())
            assert merged_anew(record) == grown


def decide_on_some(record, chance):
    """Merge, split and reject some entries and take one decision back; the same for the same record and chance."""
    laid = []
    for kind in ("event", "tally", "commitment", "round"):
        entries = sorted(record.entries(kind), key=lambda e: e["id"])
        wide = [e for e in entries if len(e["members"]) > 1]
        if wide:
            chosen = chance.choice(wide)
            laid.append(record.decide(chosen["id"], "split", others=chosen["members"][1:], **BY))
        entries = sorted(record.entries(kind), key=lambda e: e["id"])
        if len(entries) > 2:
            one, other, third = chance.sample(entries, 3)
            laid.append(record.decide(one["id"], "merge", others=[other["id"]], **BY))
            laid.append(record.decide(third["id"], "reject", **BY))
    record.decide(laid[chance.randrange(len(laid))].entry, "undo", **BY)
    assert len(laid) > 2


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_pages_come_decisions_included(tmp_path, seed):
    """What was decided on half of the pages lies on the same entries, whatever the order of the other half."""
    pages = some_pages(300 + seed, 16)
    begun, later = pages[:8], pages[8:]
    with open_record(tmp_path / "whole", create=True) as record:
        for page in begun:
            page.keep(record)
        decide_on_some(record, random.Random(seed))
        for page in later:
            page.keep(record)
        whole = merged_anew(record)
    for number in range(3):
        random.Random(number).shuffle(begun)
        random.Random(10 + number).shuffle(later)
        with open_record(tmp_path / f"grown {number}", create=True) as record:
            for page in begun:
                page.keep(record)
                record.refresh()
            decide_on_some(record, random.Random(seed))
            for page in later:
                page.keep(record)
                record.refresh()
            assert list(record.export_jsonl()) == whole


def test_positions_on_no_listed_issue_are_compared_where_a_page_tells_one(tmp_path, monkeypatch):
    compared = []
    against = clusters._against
    monkeypatch.setattr(clusters, "_against", lambda c, m, *more: compared.append(m.id) or against(c, m, *more))
    told = ["gas transit fees", "border posts", "pipeline debts", "old harbour rights", "grain"]
    with open_record(tmp_path / "r", create=True) as record:
        for number, matter in enumerate(told):
            page = Page(f"Envoys want {matter}, says outlet {number}.", published=f"2026-01-{10 + number}")
            position = page.position(matter, RUS, "other", "demands", day(None))
            page.keep(record)
            compared.clear()
            record.refresh()
            assert set(compared) == ({position.id} if number else set())
        assert len(list(record.entries("position"))) == len(told)


def test_a_cluster_is_walked_through_once_however_many_join_it(tmp_path, monkeypatch):
    walked = []
    touch = clusters._Gathering._touch
    monkeypatch.setattr(clusters._Gathering, "_touch", lambda g, number: walked.append(number) or touch(g, number))
    with open_record(tmp_path / "r", create=True) as record:
        for number in range(20):
            page = Page(f"Outlet {number} saw the army strike the port.", published="2026-01-20")
            page.event("strike the port", "ASSAULT", day("2026-01-19"))
            page.keep(record)
        assert [len(e["members"]) for e in record.entries("event")] == [20]
    assert len(walked) == 1


def test_an_actor_that_stands_is_not_put_together_again_and_is_called_as_before(tmp_path, monkeypatch):
    put_together = set()
    assemble = merging.assemble_actor
    monkeypatch.setattr(merging, "assemble_actor", lambda c: put_together.add(c.first.id) or assemble(c))
    pages = some_pages(4, 6)
    with open_record(tmp_path / "r", create=True) as record:
        for page in pages[:-1]:
            page.keep(record)
        record.refresh()
        put_together.clear()
        pages[-1].keep(record)
        grown = list(record.export_jsonl())
        actors = {e["id"]: e for e in record.entries("actor")}
        new = {e.id for e in pages[-1].entries}
        assert put_together == {key for key, e in actors.items() if new & set(e["members"])}
        assert len(put_together) < len(actors)
        for quotation in record.entries("quotation"):
            called = quotation["speaker"]
            assert called == {slot: actors[called["id"]][slot] for slot in ("id", "name", "country", "sector")}
        assert merged_anew(record) == grown


def test_no_actor_is_named_in_the_slots_that_are_passed_by():
    def names_actors(hint):
        shapes = get_type_hints(hint).values() if dataclasses.is_dataclass(hint) else get_args(hint)
        return hint is ActorRef or any(map(names_actors, shapes))

    slots = [(name, hint) for shape in Entry.__subclasses__() for name, hint in get_type_hints(shape).items()]
    assert any(name == "delegations" and names_actors(hint) for name, hint in slots)
    assert [name for name, hint in slots if name in members._NO_ACTORS and names_actors(hint)] == []


def test_only_what_a_page_touches_is_compared(tmp_path, monkeypatch):
    pages = []
    for number in range(40):
        page = Page(f"Outlet {number} saw the army strike the port.", published=f"2026-{1 + number // 4:02d}-20")
        page.event("strike the port", "ASSAULT", day(f"2026-{1 + number // 4:02d}-19"))
        pages.append(page)
    compared = []
    against = clusters._against
    monkeypatch.setattr(clusters, "_against", lambda c, m, *more: compared.append(m.id) or against(c, m, *more))
    with open_record(tmp_path / "r", create=True) as record:
        for page in pages[:-1]:
            page.keep(record)
        record.refresh()
        assert len(compared) >= 29
        compared.clear()
        record.keep(pages[-1].capture, pages[-1].article, pages[-1].entries, run=RUN)
        record.refresh()
        assert len(compared) < 29 // 2
        assert set(compared) <= {p.entries[1].id for p in pages[-4:]}, "those of the same days"


def test_the_same_pages_again_are_only_looked_up(tmp_path, monkeypatch):
    with open_record(tmp_path / "r", create=True) as record:
        for page in some_pages(1, 5):
            page.keep(record)
        before = list(record.export_jsonl())
        monkeypatch.setattr("communique.record.view.compute_view", lambda _: pytest.fail("merged again"))
        for page in some_pages(1, 5):
            assert page.keep(record).state == "unchanged"
        assert list(record.export_jsonl()) == before


@pytest.mark.parametrize("seed", range(3))
def test_blocks_that_hold_more_than_is_looked_at(tmp_path, monkeypatch, seed):
    """With so small a bound every block overflows; then too a record that grew is as if merged at once."""
    monkeypatch.setattr(clusters, "_LOOKED_AT", 2)
    pages = some_pages(200 + seed, 14)
    random.Random(seed).shuffle(pages)
    with open_record(tmp_path / "r", create=True) as record:
        for number, page in enumerate(pages):
            page.keep(record)
            grown = list(record.export_jsonl())
            if number == 9:
                pages[3].entries = pages[3].entries[:-2]
                pages[3].keep(record, NEXT_RUN)
                grown = list(record.export_jsonl())
        assert merged_anew(record) == grown


def test_a_view_is_not_written_over_that_of_another_process(tmp_path):
    """What stands is not made again, so a view may only be written over the one beside which it was made."""
    first, second, third = some_pages(2, 3)
    with open_record(tmp_path / "r", create=True) as record, open_record(tmp_path / "r") as other:
        first.keep(record)
        record.refresh()
        second.keep(record)
        mine = view.compute_view(record._connection, anew=False)
        third.keep(other)
        theirs = list(other.export_jsonl())
        assert not view._write_over(record._connection, mine)
        assert list(record.export_jsonl()) == theirs


def test_what_stands_is_not_put_together_again(tmp_path, monkeypatch):
    put_together = set()
    assemble = values.assemble
    for module in (merging, tallies, wordings, events):
        monkeypatch.setattr(module, "assemble", lambda c, *more: put_together.add(c.first.id) or assemble(c, *more))
    with open_record(tmp_path / "r", create=True) as record:
        for number in range(6):
            page = Page(f"Outlet {number} counted the dead {number}.", published=f"2026-01-{10 + number}")
            tally = page.tally("counted the dead", 100 + 7 * number)
            page.keep(record)
            put_together.clear()
            record.refresh()
            assert put_together == {tally.id}
