"""find_places: every place the article names, resolved, with its role; place_of_token: where something happened."""

from __future__ import annotations

from communique.annotation.places.find import find_places
from communique.annotation.places.govern import place_of_token

__all__ = ["find_places", "place_of_token"]
