"""Finds the places of an article: names, their meanings all together, and the role of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.places.fold import fold_name
from communique.annotation.places.meanings import Meaning, meanings_of
from communique.annotation.places.name_words import load_name_words
from communique.annotation.places.names import NO_NAMES, WELL_KNOWN, PlaceName, find_place_names
from communique.annotation.places.resolve import Naming, resolve
from communique.annotation.places.roles import read_roles
from communique.words import PlaceMention
from communique.world import by_seat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    roles = read_roles(parse, names, meanings)
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
    # The place of the byline is named nowhere in the text, but it is part of the context.
    byline = parse.article.dateline or ""
    namings.append(Naming(start=-1, key=f"False:{fold_name(byline)}", meanings=meanings_of(byline)))
    meanings = resolve(namings, parse.article.publisher_country)[:-1]
    known = _gather(parse, names, meanings)
    return [m if m is not None else _borrow(parse, names, meanings, known, i) for i, m in enumerate(meanings)]


def _container(tokens: Sequence[Token], names: Sequence[PlaceName], i: int) -> tuple[Meaning, ...]:
    """Return the meanings of the place that the words name as containing name `i`: "X, Illinois", "X in Syria"."""
    if i + 1 >= len(names):
        return ()
    here, after = names[i], names[i + 1]
    if not after.meanings or tokens[here.last - 1].sentence != tokens[after.first].sentence or after.form == "people":
        return ()
    between = [t.text.lower() for t in tokens[here.last : min(after.first, here.last + 6)]]
    if between == [","] or not between:
        outer = after.meanings
        if i + 2 < len(names) and [t.text for t in tokens[after.last : names[i + 2].first]] == [","]:
            outer += tuple(m for m in names[i + 2].meanings if m.kind in {"country", "region"})
        return tuple(m for m in outer if m.kind in {"country", "region", "district", "area"})
    words = [
        w
        for w in between
        if w not in {"the", "western", "eastern", "northern", "southern", "central"} | load_name_words().cities
    ]
    if words in ([","], ["in"], [",", "in"], ["("]) and len(between) < 5:
        return tuple(m for m in after.meanings if m.kind in {"country", "region", "district", "area", "capital"})
    return ()


def _wanted(tokens: Sequence[Token], name: PlaceName) -> str | None:
    """Return the kind of place that the words beside the name call for."""
    words = load_name_words()
    after = tokens[name.last].text.lower() if name.last < len(tokens) else ""
    if after in words.regions and name.last < len(tokens) and tokens[name.last].sentence == tokens[name.first].sentence:
        return "region"
    if after in words.districts:
        return "district"
    before = [t.text.lower() for t in tokens[max(0, name.first - 3) : name.first]]
    if len(before) > 1 and before[-1] == "of" and before[-2] in words.regions:
        return "region"
    if (len(before) > 1 and before[-1] == "of" and before[-2] in words.cities) or (
        before and before[-1] in {"city", "town", "village"}
    ):
        return "city"
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    """The resolved names of an article, for those that no table knows."""

    by_text: Mapping[str, Meaning]
    cities: tuple[tuple[int, int, Meaning], ...]
    main: Meaning | None

    def last_city(self, block: int, i: int) -> Meaning | None:
        """Return the city named last before name `i` in block number `block`, else the first after it there."""
        at = bisect_left(self.cities, (block, i), key=lambda c: c[:2])
        if at > 0 and self.cities[at - 1][0] == block:
            return self.cities[at - 1][2]
        return self.cities[at][2] if at < len(self.cities) and self.cities[at][0] == block else self.main


def _gather(parse: Parse, names: Sequence[PlaceName], meanings: Sequence[Meaning | None]) -> _Known:
    by_text: dict[str, Meaning] = {}
    cities: list[tuple[int, int, Meaning]] = []
    for i, (name, meaning) in enumerate(zip(names, meanings, strict=True)):
        if meaning is None:
            continue
        by_text.setdefault(name.text, meaning)
        if meaning.kind in {"city", "capital", "district"}:
            cities.append((parse.sentences[parse.tokens[name.first].sentence].block, i, meaning))
    counts = Counter(m for _, _, m in cities)
    main = min(counts, key=lambda m: (-counts[m], m.key)) if counts else None
    return _Known(by_text, tuple(cities), main)


def _borrow(
    parse: Parse, names: Sequence[PlaceName], meanings: Sequence[Meaning | None], known: _Known, i: int
) -> Meaning | None:
    """Return the place whose point and country a name of no table borrows, None where the text ties it to none.

    That is the place its own words name ("in Geneva" after it, "Vancouver" inside "Vancouver Art Gallery"); for a site,
    else the last city named before it in its paragraph, else the first after it there, else the article's main one.
    """
    here = names[i]
    tokens = parse.tokens
    sentence = parse.sentences[tokens[here.first].sentence]
    for other in range(i + 1, min(i + 3, len(names))):
        outer = meanings[other]
        if tokens[names[other].first].sentence != sentence.i:
            break
        if outer is None or outer.granularity not in {"city", "site", "region"} or names[other].form == "people":
            continue
        between = [t.text.lower() for t in tokens[here.last : min(names[other].first, here.last + 5)]]
        if between and len(between) <= 4 and between[0] in {"in", ",", "near", "of", "outside"}:
            return outer
    part = _part_of_name(parse, known, here)
    return part if part is not None or not here.site else known.last_city(sentence.block, i)


def _part_of_name(parse: Parse, known: _Known, here: PlaceName) -> Meaning | None:
    """Return the city or subdivision named inside a longer name, where the article or its size makes it sure."""
    tokens = parse.tokens
    for width in range(min(3, here.last - here.first - 1), 0, -1):
        for first in (here.first, here.last - width):
            text = parse.text(tokens[first].start, tokens[first + width - 1].end)
            if text in known.by_text:
                return known.by_text[text]
            found = meanings_of(text) if text[0].isupper() and text.lower() not in NO_NAMES else ()
            if found and found[0].weight >= WELL_KNOWN and found[0].kind not in {"area", "country"}:
                return found[0]
    return None
