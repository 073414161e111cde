"""Says what a name can mean as a place: area, country, people, subdivision or city, each with a prior weight."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz import fuzz

from communique.annotation.places.fold import fold_name
from communique.annotation.places.table import Spot, open_table
from communique.errors import DataError
from communique.world import by_demonym, country, country_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Kind", "Meaning", "meanings_of", "meanings_of_adjective", "short_form"]

Kind = Literal["area", "country", "people", "region", "district", "city", "capital"]

_ARTICLES = frozenset({"al ", "el ", "ar ", "as ", "ad ", "an ", "at ", "az ", "en ", "er ", "es ", "ed "})
_KOSOVO = {"KOS": "XKX"}
_TOWN = 4.0
_UNCOUNTED = 5.0
"""Weight of a town that no list counts but that the news of a war names."""
_MEANT = 2.0
"""What the news's own spelling adds to the weight of a town: nothing else is written so."""
_SHORT = 5
"""Letters up to which a name is too short for another spelling to be told from another name."""
_VARIANT = 80.0
"""Likeness of two spellings from which they are one name."""
_FIFTH = 0.75
"""log10 of the largest ratio of people at which a city outweighs the subdivision of its name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name can mean. `weight` is its prior, about log10 of the people who live there.

    `admin` is the record of its first-level subdivision in the place table, `record` its own. `exact` is false where
    the name is only one of its alternate names.
    """

    kind: Kind
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    granularity: str
    weight: float
    admin: int | None = None
    record: int | None = None
    exact: bool = True

    @property
    def key(self) -> tuple[str, str, str, int]:
        """A total order over meanings, for ties."""
        return (self.kind, self.name, self.country or "", self.record if self.record is not None else -1)


@dataclass(frozen=True, slots=True)
class _Areas:
    by_name: Mapping[str, Meaning]
    by_adjective: Mapping[str, Meaning]
    short: Mapping[str, tuple[str, str]]
    prominent: Mapping[str, str]
    english: Mapping[str, str]
    spellings: Mapping[str, tuple[str, str, str]]


def _bare(name: str) -> str:
    return name[4:] if name[:4] in {"the ", "The ", "THE "} else name


def _region(name: str, code: str) -> Meaning:
    """Return the subdivision that the table knows by `name`, with the weight of an area. Raises ValueError for none."""
    spots = [s for s in open_table().find(fold_name(name)) if s.kind == "region" and s.country == code]
    if not spots:
        msg = f"{name}, which is no subdivision of {code}"
        raise ValueError(msg)
    best = max(spots, key=lambda s: (s.size, -s.record))
    return Meaning("area", name, code, best.lat, best.lon, "region", 8.0, best.admin, best.record)


def _read(path: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(path).read_text("utf-8"))


@cache
def _areas() -> _Areas:
    """Return the shipped areas and sites by name. Raises DataError where the file is broken."""
    raw, towns = (_read(f"data/{name}.toml") for name in ("areas", "towns"))
    by_name: dict[str, Meaning] = {}
    by_id: dict[str, Meaning] = {}
    try:
        for key, (name, more, code, lat, lon, granularity) in raw["areas"].items():
            known = Meaning("area", _bare(name), code or None, float(lat), float(lon), granularity, 8.0)
            by_id[key] = known
            for form in (name, *(m for m in more.split("; ") if m)):
                by_name.setdefault(fold_name(_bare(form)), known)
        for key, (name, more, code) in raw["regions"].items():
            by_id[key] = _region(name, code)
            for form in (name, *(m for m in more.split("; ") if m)):
                by_name.setdefault(fold_name(_bare(form)), by_id[key])
        for name, (more, code, lat, lon, granularity) in towns["towns"].items():
            kind: Kind = "city" if granularity == "city" else "area"
            weight = _UNCOUNTED if kind == "city" else 8.0
            known = Meaning(kind, name, code or None, float(lat), float(lon), granularity, weight)
            for form in (name, *(m for m in more.split("; ") if m)):
                by_name.setdefault(fold_name(form), known)
        spellings = {fold_name(n): (n, fold_name(known), code) for n, (known, code) in towns["spellings"].items()}
        adjectives = {word: by_id[key] for word, key in raw["adjectives"].items()}
        short = {word: (name, code) for word, (name, code) in raw["short"].items()}
    except (KeyError, ValueError) as error:
        msg = f"the lists of places/data of this installation is broken at {error}; install communique again"
        raise DataError(msg) from error
    return _Areas(
        by_name=by_name,
        by_adjective=adjectives,
        short=short,
        prominent={fold_name(n): code for n, code in raw["prominent"].items()},
        english=raw["english"],
        spellings=spellings,
    )


def _country_meaning(alpha3: str, kind: Kind) -> Meaning | None:
    known = country(alpha3)
    if known is None:
        return None
    point = open_table().country_points.get(_KOSOVO.get(alpha3, alpha3))
    lat, lon = point or (None, None)
    return Meaning(kind, known.name, alpha3, lat, lon, "country", 9.0)


def _is_spelling(name: str, folded: str) -> bool:
    """Return whether `folded` only spells the table's name otherwise: without its article, with "ia" for "ya"."""
    bare = name.split(" ", 1)[1] if name[:3] in _ARTICLES else name
    return folded in {name, bare} or (len(folded) > _SHORT and fuzz.ratio(bare, folded) >= _VARIANT)


def _respelled(folded: str) -> list[Meaning]:
    """Return the towns that news spells `folded` and the table otherwise, under the news's name."""
    known = _areas().spellings.get(folded)
    if known is None:
        return []
    english, name, code = known
    spots = [s for s in open_table().find(name) if s.kind in {"city", "capital"} and s.country == code]
    found = [_spot_meaning(s, english, name) for s in spots[:1]]
    return [replace(m, name=english, weight=m.weight + _MEANT, exact=True) for m in found]


def _spot_meaning(spot: Spot, surface: str, folded: str) -> Meaning:
    table = open_table()
    name = table.name(spot.record) or surface
    exact = _is_spelling(fold_name(name), folded)
    weight = spot.size
    if spot.kind == "capital":
        weight += 2.0
    elif spot.kind == "district":
        weight -= 1.5 if exact else 3.5
    if spot.kind == "city" and spot.size >= _TOWN and _areas().prominent.get(folded) == spot.country:
        weight += 1.5
    if not exact and spot.kind != "region":
        weight -= 1.0
    land = "KOS" if spot.country == "XKX" else spot.country
    granularity = "city" if spot.kind in {"city", "capital"} else "region"
    kind: Kind = spot.kind  # type: ignore[assignment]
    return Meaning(
        kind,
        _areas().english.get(name, name),
        land,
        spot.lat,
        spot.lon,
        granularity,
        weight,
        spot.admin,
        spot.record,
        exact,
    )


def _prefer_cities(found: list[Meaning]) -> list[Meaning]:
    """Return `found` with a city that holds a fifth of the subdivision of its name above it ("Donetsk" is the city)."""
    regions = {m.record: m.weight for m in found if m.kind == "region"}
    return [
        replace(m, weight=max(m.weight, regions[m.admin] + 0.25))
        if m.kind == "city" and m.admin in regions and m.weight >= regions[m.admin] - _FIFTH
        else m
        for m in found
    ]


@lru_cache(maxsize=8192)
def meanings_of(surface: str) -> tuple[Meaning, ...]:
    """Return all that the name `surface` can mean, the heaviest first; () for a name that is known as none.

    Case counts for countries alone ("turkey" is none); a leading "the" counts for nothing.
    """
    bare = _bare(surface)
    folded = fold_name(bare)
    found: list[Meaning] = []
    area = _areas().by_name.get(folded)
    if area is not None:
        found.append(area)
    land = country_by_name(bare)
    if land is not None:
        meant = _country_meaning(land.alpha3, "country")
        if meant is not None:
            found.append(meant)
    if folded:
        spots = [_spot_meaning(spot, bare, folded) for spot in open_table().find(folded)]
        mine = _respelled(folded)
        known = {m.record for m in (*mine, *found)}
        found.extend(_prefer_cities(mine + [m for m in spots if m.record not in known]))
    return tuple(sorted(found, key=lambda m: (-m.weight, m.key)))


@lru_cache(maxsize=2048)
def meanings_of_adjective(word: str) -> tuple[Meaning, ...]:
    """Return the country or area whose people or adjective `word` is ("Turkish", "Gazans"), () where it is none."""
    area = _areas().by_adjective.get(word)
    if area is not None:
        return (Meaning("people", area.name, area.country, area.lat, area.lon, area.granularity, area.weight),)
    land = by_demonym(word)
    meant = _country_meaning(land.alpha3, "people") if land else None
    return (meant,) if meant else ()


@lru_cache(maxsize=512)
def short_form(word: str) -> tuple[Meaning, ...]:
    """Return the subdivision that a short form stands for ("Ky.", "Ont."), () where it is none."""
    # The tokenizer may have cut the dot off.
    known = _areas().short.get(word) or _areas().short.get(f"{word}.")
    if known is None:
        return ()
    name, code = known
    return tuple(m for m in meanings_of(name) if m.kind == "region" and m.country == code)[:1]
