"""Places told by words that no table of places knows: small towns, "the Qatari capital", "this port" of the dateline."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator

from communique.coding.lexicon import table
from communique.words import Analysis, PlaceMention, Token
from communique.world import by_capital
from communique.world.countries import country

__all__ = ["dateline_places", "venue_of_news", "with_whereabouts"]

_BY_WORDS = ("place.area", "place.unlisted")


def with_whereabouts(analysis: Analysis) -> Analysis:
    """Return the analysis with the places added that its words tell without a name that the places' table knows."""
    taken = {k for p in analysis.places for k in range(p.start, p.end)}
    own = _own_country(analysis)
    found = [*_capitals(analysis, own), *_here(analysis), *_unlisted(analysis, own)]
    new = {(p.start, p.end): p for p in found if p.start not in taken}
    if not new:
        return analysis
    places = sorted((*analysis.places, *new.values()), key=lambda p: (p.start, p.end))
    told = {k for p in new.values() if p.rule in _BY_WORDS for k in range(p.start, p.end)}
    towns = {m.actor for m in analysis.mentions if m.start in told}
    people = tuple(m for m in analysis.mentions if m.actor not in towns)
    return dataclasses.replace(analysis, places=tuple(places), mentions=people)


def dateline_places(analysis: Analysis) -> list[PlaceMention]:
    """Return the cities that the dateline names, each as the text names it, those left out that it names nowhere."""
    names = [n.strip().casefold() for n in (analysis.article.dateline or "").replace(" and ", "/").split("/")]
    cities = sorted((p for p in analysis.places if p.granularity == "city"), key=lambda p: p.name.isupper())
    return [p for n in names if n and (p := next((c for c in cities if c.name.casefold() == n), None)) is not None]


def venue_of_news(analysis: Analysis, parties: Iterable[str]) -> PlaceMention | None:
    """Return the city of the dateline that lies with none of the parties: whoever writes from there went to where it happened.

    None where it names several such cities, or one in which agencies keep their correspondents.
    """
    away = [p for p in dateline_places(analysis) if p.country is not None and p.country not in set(parties)]
    if len(away) != 1 or away[0].name in table("whereabouts.toml")["bureaus"]:
        return None
    return away[0]


def _own_country(analysis: Analysis) -> str | None:
    """The country that the article names twice as often as any other."""
    count = Counter(c for m in analysis.mentions if (c := analysis.actors[m.actor].country) and len(c) == 3)
    ranked = sorted((c for c in count if country(c) is not None), key=lambda c: (-count[c], c))
    if not ranked or (len(ranked) > 1 and count[ranked[0]] < 2 * count[ranked[1]]):
        return None
    return ranked[0]


def _place(t: Token, last: Token, name: str, like: PlaceMention | None, code: str | None, rule: str) -> PlaceMention:
    return PlaceMention(
        start=t.start, end=last.end, name=name, country=like.country if like is not None else code,
        lat=like.lat if like is not None else None, lon=like.lon if like is not None else None,
        granularity=like.granularity if like is not None else "area" if rule == "place.area" else "city",
        role="event", rule=rule,
    )  # fmt: skip


def _capitals(analysis: Analysis, own: str | None) -> Iterator[PlaceMention]:
    """ "In the Qatari capital", "on the capital": where the words name no country, that of the one that it is all about."""
    tokens = analysis.tokens
    origins = {p.end: p.country for p in analysis.places}
    seats = {c.alpha3: p for p in analysis.places if p.granularity == "city" and (c := by_capital(p.name)) is not None}
    for t in tokens:
        if t.text != "capital" or t.dep != "pobj" or t.i < 2:
            continue
        before = tokens[t.i - 1]
        before = tokens[t.i - 2] if before.tag == "POS" else before
        of = origins.get(before.end) if before.text.lower() != "the" else own
        state = country(of) if of else None
        if state is None or not state.capitals:
            continue
        city = seats.get(state.alpha3)
        yield _place(t, t, city.name if city is not None else state.capitals[0], city, state.alpha3, "place.capital")


def _here(analysis: Analysis) -> Iterator[PlaceMention]:
    """ "In this Red Sea port", "met here": the city of the dateline, where it is one."""
    cities = dateline_places(analysis)
    if len(cities) != 1:
        return
    quoted = {k for q in analysis.quotes if q.form != "indirect" for k in range(q.start, q.end)}
    for t in analysis.tokens:
        shown = t.text.lower() in table("whereabouts.toml")["here"] and any(
            k.head == t.i and k.text.lower() == "this" for k in analysis.tokens[max(0, t.i - 5) : t.i]
        )
        if (shown or (t.text == "here" and t.dep == "advmod")) and t.start not in quoted:
            yield _place(t, t, cities[0].name, cities[0], None, "place.here")


def _unlisted(analysis: Analysis, own: str | None) -> Iterator[PlaceMention]:
    """ "At Ngarbuh", "the town of Badme", "the East Nile district": names of which only the words before them tell what they are."""
    tokens, words = analysis.tokens, table("whereabouts.toml")
    actors = {k: m.actor for m in analysis.mentions for k in range(m.start, m.end) if m.form != "pronoun"}
    count = Counter(m.actor for m in analysis.mentions)
    known = {p.name: p for p in reversed(analysis.places)}
    timed = {k for x in analysis.times for k in range(x.start, x.end)}
    for t in tokens:
        if t.dep != "pobj" or t.start in timed or t.head >= t.i:
            continue
        preposition = tokens[t.head].text.lower()
        above = tokens[tokens[t.head].head]
        first = _first_name(tokens, t)
        kind = t.lemma.lower() in words["areas"] and t.pos != "PROPN" and first < t.i
        town = preposition == "of" and above.lemma.lower() in words["towns"]
        if not (kind or town) and (preposition not in words["locatives"] or not _is_name(t)):
            continue
        if kind and preposition not in words["locatives"]:
            continue
        last = t.i - 1 if kind else t.i
        span = tokens[first : last + 1]
        if not all(_is_name(k) for k in span) or any(k.start in timed or k.text in words["never"] for k in span):
            continue
        sure = kind or town or preposition != "in"
        if any(
            k.start in actors
            and not (sure and _may_be_place(analysis, actors[k.start]) and count[actors[k.start]] < _OFTEN)
            for k in span
        ):
            continue
        name = " ".join(k.text for k in span)
        yield _place(span[0], t, name, known.get(name), own, "place.area" if kind else "place.unlisted")


def _may_be_place(analysis: Analysis, actor: int) -> bool:
    """Whether what the model took for somebody, nobody knows whom, may as well be a town."""
    a = analysis.actors[actor]
    return a.type in ("organisation", "person") and a.sector is None and not a.aliases


_OFTEN = 6
"""Whoever is named so often is somebody."""


def _first_name(tokens: tuple[Token, ...], t: Token) -> int:
    """The first of the capitalised words that stand right before token `t`."""
    first = t.i
    while first > 0 and first > t.i - 4 and tokens[first - 1].head == t.i and _is_name(tokens[first - 1]):
        first -= 1
    return first


def _is_name(t: Token) -> bool:
    return t.pos == "PROPN" and t.text[0].isupper() and t.text[1:].islower()
