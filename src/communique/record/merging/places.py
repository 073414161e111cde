"""Compares places by name, country and distance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from communique.record.merging.names import fold

if TYPE_CHECKING:
    from communique.record.merging.members import Body

__all__ = ["is_known", "place_fit", "venue_fit"]

_NEAR_KM = 50.0
"""Two sites or cities nearer than this may be one place under two names (a palace and its city)."""
_WIDE = frozenset({"country", "region", "continent", "area"})


def place_fit(a: Body | None, b: Body | None) -> float | None:
    """Return how well two places fit: 1 the same, 0.7 one within the other, 0.5 one unknown; None where they
    exclude each other."""
    if not a or not b:
        return 0.5
    if fold(str(a["name"])) == fold(str(b["name"])):
        return 1.0 if a["country"] == b["country"] or not (a["country"] and b["country"]) else None
    if a["country"] and b["country"] and a["country"] != b["country"]:
        return None
    wide = {p["granularity"] for p in (a, b)} & _WIDE
    if wide and a["country"] and a["country"] == b["country"]:
        return 0.7 if "country" in wide else 0.6
    away = _kilometres(a, b)
    return 0.9 if away is not None and away <= _NEAR_KM else None


def venue_fit(a: Body | None, b: Body | None) -> float | None:
    """Return how well two places of a meeting fit: as place_fit, but one name that was found in two countries excludes
    nothing (parties and days tell more), nor does a name that nothing is known of: it is a palace, or no place at all."""
    fit = place_fit(a, b)
    if fit is not None or not a or not b:
        return fit
    alike = fold(str(a["name"])) == fold(str(b["name"]))
    return 0.5 if alike or not (is_known(a) and is_known(b)) else None


def is_known(place: Body) -> bool:
    """Tell whether a place's country or position is known."""
    return place["country"] is not None or place["lat"] is not None


def _kilometres(a: Body, b: Body) -> float | None:
    if None in (a["lat"], a["lon"], b["lat"], b["lon"]):
        return None
    north, south = math.radians(a["lat"]), math.radians(b["lat"])
    across = math.radians(a["lon"] - b["lon"])
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))
