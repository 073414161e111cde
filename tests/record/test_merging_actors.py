"""Actors: one for each person, body and state; two persons are never merged on a likeness of names."""

from __future__ import annotations

import pytest
from tests.record.built_by_hand import Page, kept, links, ref

from communique.words import Actor, Role


def named(name, publisher, *, country="UKR", published="2026-01-26", role=None, is_a="person", aliases=()):
    page = Page(f"{name} spoke to {publisher}.", publisher=publisher, published=published)
    roles = (Role(role, published),) if role else ()
    page.add(
        Actor,
        "name",
        name,
        name=name,
        aliases=aliases,
        type=is_a,
        country=country,
        sector="GOV",
        roles=roles,
        side=country,
    )
    return page


def names(record, *pages):
    return sorted((a["name"], len(a["members"])) for a in kept(record, "actor", *pages))


def test_spellings_titles_and_initials_are_one_person(record):
    pages = (
        named("Ivan Kovalenko", "Herald"),
        named("Iván Kovalenko", "Courier"),
        named("Ivan P. Kovalenko", "Post"),
        named("President Ivan Kovalenko", "Star"),
    )
    assert names(record, *pages) == [("Ivan Kovalenko", 4)]


def test_a_surname_joins_the_one_person_it_fits(record):
    assert names(record, named("Kovalenko", "Herald"), named("Ivan Kovalenko", "Courier")) == [("Ivan Kovalenko", 2)]


def test_a_surname_that_fits_two_joins_neither(record):
    pages = named("Kovalenko", "Herald"), named("Ivan Kovalenko", "Courier"), named("Olena Kovalenko", "Post")
    assert len(names(record, *pages)) == 3
    assert len(links(record, "possibly_same")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Kovalenko", "Ivan Kovalenko Jr."),
        ("George W. Hill", "George H. W. Hill"),
        ("Ivan Kovalenko", "Petro Kovalenko"),
        ("a Ukrainian official", "a Ukrainian official"),
    ],
)
def test_distinct_persons_are_never_merged(record, one, other):
    assert len(names(record, named(one, "Herald"), named(other, "Courier"))) == 2


def test_namesakes_of_two_countries_are_two(record):
    assert len(names(record, named("Ivan Koval", "Herald"), named("Ivan Koval", "Courier", country="CAN"))) == 2


def test_roles_add_up_with_the_day_first_seen(record):
    pages = (
        named("Ivan Kovalenko", "Herald", role="head of intelligence", published="2025-03-01"),
        named("Ivan Kovalenko", "Courier", role="head of the office", published="2026-01-26"),
        named("Ivan Kovalenko", "Post", role="Head of the office", published="2026-01-12"),
    )
    (actor,) = kept(record, "actor", *pages)
    assert [(r["title"], r["from"]) for r in actor["roles"]] == [
        ("head of intelligence", "2025-03-01"),
        ("Head of the office", "2026-01-12"),
    ]


def test_states_and_bodies_merge_by_country_or_name(record):
    pages = (
        named("Ukraine", "Herald", is_a="state"),
        named("Kyiv", "Courier", is_a="state"),
        named("Grain Board", "Post", is_a="organisation", aliases=("GB",)),
        named("the Grain Board", "Star", is_a="organisation"),
    )
    assert names(record, *pages) == [("Grain Board", 2), ("Ukraine", 2)]


def test_references_lead_to_the_merged_actor(record):
    a = named("Ivan Kovalenko", "Herald", published="2026-01-20")
    b = named("Kovalenko", "Courier")
    b.quotation("spoke", ref("Kovalenko", "UKR", "GOV", b.entries[-1].id))
    (quotation,) = kept(record, "quotation", a, b)
    assert quotation["speaker"] == {"id": a.entries[-1].id, "name": "Ivan Kovalenko", "country": "UKR", "sector": "GOV"}
