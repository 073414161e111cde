"""The world as news names it: countries, demonyms, capitals and seats of government, read once and on first use."""

from __future__ import annotations

from communique.world.actors import KnownActor, known_actor, known_actors, known_by_name
from communique.world.countries import (
    Country,
    Seat,
    by_capital,
    by_demonym,
    by_seat,
    countries,
    country,
    country_by_name,
    seats,
)

__all__ = [
    "Country",
    "KnownActor",
    "Seat",
    "by_capital",
    "by_demonym",
    "by_seat",
    "countries",
    "country",
    "country_by_name",
    "known_actor",
    "known_actors",
    "known_by_name",
    "seats",
]
