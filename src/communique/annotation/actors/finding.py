"""Finds who acts and speaks: every actor of the article, and every place that speaks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique import world
from communique.annotation.actors.drafting import Draft, Drafts, Spot
from communique.annotation.actors.lexicon import lexicon
from communique.annotation.actors.names import Name, mark_names

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Case, Mention, Quote

__all__ = ["find_actors"]


def find_actors(
    parse: Parse, quotes: tuple[Quote, ...] = (), case: Case | None = None
) -> tuple[tuple[ActorProfile, ...], tuple[Mention, ...]]:
    """Return the actors in order of first mention, and the mentions in text order.

    Every span of `quotes` that names a speaker lies under a mention. Offsets are code points of the article text.
    """
    lex = lexicon()
    names = mark_names(parse, lex, case)
    drafts = Drafts(parse)
    for name in names:
        _place(parse, drafts, name)
    for quote in quotes:
        if quote.speaker_start is not None and quote.speaker_end is not None:
            _cover(parse, drafts, quote.speaker_start, quote.speaker_end)
    return drafts.settle()


def _place(parse: Parse, drafts: Drafts, name: Name) -> None:
    text = parse.text(parse.tokens[name.first].start, parse.tokens[name.last - 1].end)
    if name.kind in ("state", "demonym", "capital"):
        code = next(m.ref for m in name.meanings if m.kind in ("state", "demonym", "capital"))
        land = world.country(code)
        form = {"state": "name", "demonym": "demonym", "capital": "metonym"}[name.kind]
        if land is not None and (name.kind != "capital" or parse.tokens[name.last - 1].dep in ("nsubj", "poss")):
            actor = drafts.actor(
                f"state:{code}", lambda: Draft(land.name, "state", country=code, side=code, sector="GOV")
            )
            drafts.mention(Spot(name.first, name.last, actor, form))
        return
    if name.kind == "seat":
        seat = world.by_seat(text)
        if seat is not None:
            actor = drafts.actor(
                f"seat:{seat.id}",
                lambda: Draft(seat.name, "organisation", country=seat.country, side=seat.country, sector=seat.sector),
            )
            drafts.mention(Spot(name.first, name.last, actor, "name"))
        return
    known = next((k for k in world.known_by_name().get(text, ()) if k.id in {m.ref for m in name.meanings}), None)
    if known is not None:
        actor = drafts.actor(
            known.id,
            lambda: Draft(
                known.name, known.type, country=known.country, side=known.country, sector=known.sector, known=known.id
            ),
        )
        drafts.mention(Spot(name.first, name.last, actor, "name"))
        return
    kind = name.kind
    key = parse.tokens[name.last - 1].text if kind == "person" else text
    actor = drafts.actor(f"{kind}:{key}", lambda: Draft(text, kind))  # type: ignore[arg-type]
    drafts.lengthen(actor, text)
    drafts.mention(Spot(name.first, name.last, actor, "name"))


def _cover(parse: Parse, drafts: Drafts, start: int, end: int) -> None:
    inside = parse.tokens_between(start, end)
    if not inside or drafts.covers(inside[0].i, inside[-1].i + 1):
        return
    first, last = inside[0].i, inside[-1].i + 1
    if inside[0].tag == "PRP":
        actor = drafts.person_before(first)
        if actor is not None:
            drafts.mention(Spot(first, last, actor, "pronoun"))
            return
    words = [t for t in inside if t.tag not in ("DT", "PRP$")]
    text = parse.text((words or list(inside))[0].start, end)
    country = next((s.country for s in drafts.within(first, last)), None)
    actor = drafts.actor(
        f"nominal:{text.lower()}",
        lambda: Draft(text, "person", country=country, side=country, named=False),
    )
    drafts.mention(Spot(first, last, actor, "nominal"))
