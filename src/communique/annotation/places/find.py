"""Finds the places of an article: names, their meanings all together, and the role of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.places.fold import fold_name
from communique.annotation.places.meanings import Meaning
from communique.annotation.places.names import CITY_WORDS, DISTRICT_WORDS, REGION_WORDS, PlaceName, find_place_names
from communique.annotation.places.resolve import Naming, resolve
from communique.annotation.places.roles import read_roles
from communique.words import PlaceMention
from communique.world import by_seat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Mention, Token

__all__ = ["find_places", "resolve_names"]


def find_places(
    parse: Parse, actors: tuple[ActorProfile, ...], mentions: tuple[Mention, ...]
) -> tuple[PlaceMention, ...]:
    """Return the places named in the article, in text order, each with its country, point, granularity and role.

    Adjectives and peoples ("Turkish") are given as places of origin. A place that no table knows has no country and no
    point, a site that stands "in" a known place has that place's.
    """
    names = find_place_names(parse, actors, mentions)
    meanings = resolve_names(parse, names)
    roles = read_roles(parse, names, meanings, actors, mentions)
    found: list[PlaceMention] = []
    for name, meaning, role in zip(names, meanings, roles, strict=True):
        # A palace that stands for who works there, and neither for a place nor for an origin, is an actor alone.
        if role is None and by_seat(name.text) is not None:
            continue
        found.append(_mention(name, meaning, role))
    return tuple(found)


def _mention(name: PlaceName, meaning: Meaning | None, role: str | None) -> PlaceMention:
    known = meaning is not None
    return PlaceMention(
        start=name.start,
        end=name.end,
        name=meaning.name if meaning and name.form != "unknown" else name.text,
        country=meaning.country if meaning else None,
        lat=meaning.lat if meaning else None,
        lon=meaning.lon if meaning else None,
        granularity=_granularity(name, meaning),
        role=role,  # type: ignore[arg-type]
        rule=name.rule if known else f"{name.rule}:unknown",
    )


def _granularity(name: PlaceName, meaning: Meaning | None) -> str:
    if name.form == "unknown" or meaning is None:
        return "site" if name.site else "city"
    return meaning.granularity


def resolve_names(parse: Parse, names: Sequence[PlaceName]) -> list[Meaning | None]:
    """Return what each name means in this article, None for one that no table knows and no other place contains."""
    tokens = parse.tokens
    namings = [
        Naming(
            start=name.start,
            key=f"{name.form == 'people'}:{fold_name(name.text)}",
            meanings=name.meanings,
            inside=_container(tokens, names, i),
            wants=_wanted(tokens, name),
        )
        for i, name in enumerate(names)
    ]
    meanings = resolve(namings, parse.article.publisher_country)
    return [m if m is not None else _borrow(parse, names, meanings, i) for i, m in enumerate(meanings)]


def _container(tokens: Sequence[Token], names: Sequence[PlaceName], i: int) -> tuple[Meaning, ...]:
    """Return the meanings of the place that the words name as containing name `i`: "X, Illinois", "X in Syria"."""
    if i + 1 >= len(names):
        return ()
    here, after = names[i], names[i + 1]
    if not after.meanings or tokens[here.last - 1].sentence != tokens[after.first].sentence or after.form == "people":
        return ()
    between = [t.text.lower() for t in tokens[here.last : after.first]]
    if between == [","] or not between:
        outer = after.meanings
        if i + 2 < len(names) and [t.text for t in tokens[after.last : names[i + 2].first]] == [","]:
            outer += tuple(m for m in names[i + 2].meanings if m.kind in {"country", "region"})
        return tuple(m for m in outer if m.kind in {"country", "region", "district", "area"})
    words = [w for w in between if w not in {"the", "western", "eastern", "northern", "southern", "central"} | CITY_WORDS]
    if words in ([","], ["in"], [",", "in"], ["("]) and len(between) < 5:
        return tuple(m for m in after.meanings if m.kind in {"country", "region", "district", "area", "capital"})
    return ()


def _wanted(tokens: Sequence[Token], name: PlaceName) -> str | None:
    """Return the kind of place that the words beside the name call for."""
    after = tokens[name.last].text.lower() if name.last < len(tokens) else ""
    if after in REGION_WORDS and name.last < len(tokens) and tokens[name.last].sentence == tokens[name.first].sentence:
        return "region"
    if after in DISTRICT_WORDS:
        return "district"
    before = [t.text.lower() for t in tokens[max(0, name.first - 3) : name.first]]
    if len(before) > 1 and before[-1] == "of" and before[-2] in REGION_WORDS:
        return "region"
    if (len(before) > 1 and before[-1] == "of" and before[-2] in CITY_WORDS) or (before and before[-1] in {"city", "town", "village"}):
        return "city"
    return None


def _borrow(
    parse: Parse, names: Sequence[PlaceName], meanings: Sequence[Meaning | None], i: int
) -> Meaning | None:
    """Return the point and country of the place that a site of no table stands in, as its own words say."""
    here = names[i]
    for other in range(i + 1, min(i + 3, len(names))):
        outer = meanings[other]
        if outer is None or outer.granularity not in {"city", "site", "region"} or names[other].form == "people":
            continue
        if parse.tokens[names[other].first].sentence != parse.tokens[here.first].sentence:
            break
        between = [t.text.lower() for t in parse.tokens[here.last : names[other].first]]
        if len(between) <= 4 and between and between[0] in {"in", ",", "near", "of", "outside"}:
            return outer
    return None
