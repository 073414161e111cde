"""Countries and seats of government found by code, name, demonym or capital, as news writes them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, TypeVar

from communique.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = [
    "Country",
    "Seat",
    "by_capital",
    "by_demonym",
    "by_seat",
    "countries",
    "country",
    "country_by_name",
    "seats",
]

T = TypeVar("T")

_OTHER_CODES = {"XKX": "KOS", "XKO": "KOS", "UVK": "KOS", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}
"""Codes in use elsewhere for countries that have another code here."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: codes, names, what its people are called, its capital cities, its clock.

    `alpha3` is ISO 3166-1 with PLOVER's KOS for Kosovo; `adjectives` stand before nouns ("French"), `nouns` are people
    ("Frenchman"); the first of `capitals` is the usual one; `zone` is the IANA zone of most of its people;
    `latitude` is in whole degrees, north positive.
    """

    alpha3: str
    alpha2: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    capitals: tuple[str, ...]
    zone: str
    latitude: int

    @property
    def hemisphere(self) -> Literal["north", "south"]:
        """The half of the Earth that its seasons follow."""
        return "south" if self.latitude < 0 else "north"


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or street that stands for who works there: `country` is alpha-3, `sector` a PLOVER sector."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    sector: str


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("; ") if part)


@cache
def _load() -> tuple[tuple[Country, ...], tuple[Seat, ...]]:
    raw = tomllib.loads(resources.files(__package__).joinpath("countries.toml").read_text("utf-8"))
    try:
        lands = tuple(
            Country(a3, a2, name, (name, *_parts(more)), _parts(adj), _parts(nouns), _parts(caps), zone, lat)
            for a3, (a2, name, more, adj, nouns, caps, zone, lat) in raw["countries"].items()
        )
        houses = tuple(
            Seat(key, name, (name, *_parts(more)), state, sector)
            for key, (name, more, state, sector) in raw["seats"].items()
        )
    except (KeyError, ValueError) as error:
        msg = f"world/countries.toml: a line has the wrong number of fields ({error}); see the comment at its top"
        raise DataError(msg) from error
    return lands, houses


def countries() -> tuple[Country, ...]:
    """Return every country, ordered by alpha-3 code."""
    return _load()[0]


def seats() -> tuple[Seat, ...]:
    """Return every seat of government, in the order of the file."""
    return _load()[1]


def _plain(word: str) -> str:
    word = word.strip().replace("’", "'")
    return word[4:] if word[:4] in ("the ", "The ", "THE ") else word


_ACRONYM = 3
"""Up to this length a word in capitals is its own word: "US" is not "us"."""


def _fill(owners: Iterable[T], words: Callable[[T], Iterable[str]]) -> Mapping[str, T]:
    """Return the owner of each word, the first in the file's order; long words also in capitals, for headlines."""
    found: dict[str, T] = {}
    listed = tuple(owners)
    for owner in listed:
        for word in words(owner):
            found.setdefault(_plain(word), owner)
    for owner in listed:
        for word in words(owner):
            key = _plain(word)
            if len(key) > _ACRONYM:
                found.setdefault(key.upper(), owner)
    return found


# Where the order of codes would give a word to the wrong country: the one that news means when it says no more.
_FIRST = {"COD": 0, "KOR": 0, "DOM": 0, "GEO": 0}


def _by_weight() -> tuple[Country, ...]:
    return tuple(sorted(countries(), key=lambda c: (_FIRST.get(c.alpha3, 1), c.alpha3)))


@cache
def _names() -> Mapping[str, Country]:
    return _fill(_by_weight(), lambda c: c.names)


@cache
def _demonyms() -> Mapping[str, Country]:
    return _fill(_by_weight(), lambda c: (*c.adjectives, *c.nouns))


@cache
def _capitals() -> Mapping[str, Country]:
    return _fill(_by_weight(), lambda c: c.capitals)


@cache
def _seats() -> Mapping[str, Seat]:
    return _fill(seats(), lambda s: s.names)


@cache
def _codes() -> Mapping[str, Country]:
    return {c.alpha3: c for c in countries()}


def country(alpha3: str) -> Country | None:
    """Return the country with this alpha-3 code (XKX reads as KOS), None where there is none."""
    return _codes().get(_OTHER_CODES.get(alpha3, alpha3))


def country_by_name(name: str) -> Country | None:
    """Return the country that news calls `name` ("the US", "Burma", "CHINA"), None where none is called so.

    Case counts: "turkey" and "us" are not countries.
    """
    return _names().get(_plain(name))


def by_demonym(word: str) -> Country | None:
    """Return the country of an adjective or a people's name ("Emirati", "Danes"), None where it is none."""
    return _demonyms().get(_plain(word))


def by_capital(city: str) -> Country | None:
    """Return the country whose capital or seat of government `city` is ("Kiev", "The Hague"), None otherwise."""
    return _capitals().get(_plain(city))


def by_seat(name: str) -> Seat | None:
    """Return the seat of government called `name` ("the Kremlin", "No 10"), None where it is none."""
    return _seats().get(_plain(name))
