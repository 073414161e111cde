"""Finds who acts and speaks: every actor of the article, and every place that speaks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique import world
from communique.annotation.actors.drafting import Draft, Drafts, Spot
from communique.annotation.actors.identity import Identity
from communique.annotation.actors.lexicon import lexicon
from communique.annotation.actors.names import mark_names
from communique.annotation.actors.nominals import Nominals, place_capitals
from communique.annotation.actors.pronouns import Pronouns
from communique.annotation.actors.titles import TitleReader

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Case, Mention, Quote

__all__ = ["find_actors"]


def find_actors(
    parse: Parse, quotes: tuple[Quote, ...] = (), case: Case | None = None
) -> tuple[tuple[ActorProfile, ...], tuple[Mention, ...]]:
    """Return the actors in order of first mention, and the mentions in text order.

    Every span of `quotes` that names a speaker lies under a mention, or holds one. Offsets are code points of the
    article text. The text's own words win over the case file, the case file over the list of known actors.
    """
    lex = lexicon()
    drafts = Drafts(parse)
    names = mark_names(parse, lex, case)
    reader = TitleReader(parse, lex, names)
    titles = reader.titles_of()
    identity = Identity(parse, lex, drafts, names, titles=titles, case=case)
    identity.place_all()
    identity.inherit_sides()
    place_capitals(identity, names, parse)
    spans = _speaker_spans(parse, quotes)
    titled = {i for several in titles.values() for t in several for i in range(t.first, t.last)}
    nominals = Nominals(parse, lex, drafts, identity, reader, titled=titled, parties=_parties(drafts, case))
    nominals.place_all({drafts.head(first, last) for first, last in spans})
    identity.lead_sides()
    Pronouns(parse, drafts, identity, quotes).place_all()
    for first, last in spans:
        _cover(parse, drafts, first, last)
    return drafts.settle()


def _parties(drafts: Drafts, case: Case | None) -> tuple[int, ...]:
    """Return the states of this article that the case follows as parties."""
    found: list[int] = []
    for party in case.parties if case is not None else ():
        land = world.country(party) or world.country_by_name(party)
        if land is not None and land.alpha3 in drafts.states:
            found.append(drafts.states[land.alpha3])
    return tuple(found)


def _speaker_spans(parse: Parse, quotes: tuple[Quote, ...]) -> list[tuple[int, int]]:
    """Return the token ranges that name a speaker, each once, in text order."""
    spans: set[tuple[int, int]] = set()
    for q in quotes:
        if q.speaker_start is not None and q.speaker_end is not None:
            inside = parse.tokens_between(q.speaker_start, q.speaker_end)
            if inside:
                spans.add((inside[0].i, inside[-1].i + 1))
    return sorted(spans)


def _cover(parse: Parse, drafts: Drafts, first: int, last: int) -> None:
    """Make an unnamed actor of a speaker whom nothing else has found."""
    if any(s.form != "demonym" for s in drafts.within(first, last)):
        return
    head = drafts.head(first, last)
    speechless = lexicon().speechless
    if parse.tokens[head].text.lower() in speechless or parse.tokens[first].text.lower() in speechless:
        return
    if any(s.first <= head < s.last and s.form != "demonym" for s in drafts.spots):
        return
    start = first
    while start < last - 1 and parse.tokens[start].tag in ("DT", "PRP$", "CD"):
        start += 1
    text = " ".join(parse.text(parse.tokens[start].start, parse.tokens[last - 1].end).split())
    states = [drafts.actors[s.actor].country for s in drafts.within(first, last) if s.form == "demonym"]
    country = states[0] if states else None
    plural = parse.tokens[head].tag in ("NNS", "NNPS")
    actor = drafts.add(Draft(text, "group" if plural else "person", country, None, country, named=False))
    drafts.mention(Spot(first, last, actor, "nominal", rule="nominal:speaker"))
