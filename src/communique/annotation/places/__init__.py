"""find_places: every place the article names, resolved, with its role; place_of_token: where something happened.

Whose a place is: it has the code of the state whose territory the United Nations counts it in. Where that is disputed,
or the place lies in several states, it has no code and the granularity area; a territory with an ISO 3166 code of its
own has that code. Coordinates are the centre of a city, or one point inside a country or subdivision. A site that no
table knows has the point of the city that its own words or its paragraph name.
"""

from __future__ import annotations

from communique.annotation.places.find import find_places
from communique.annotation.places.govern import place_of_token

__all__ = ["find_places", "place_of_token"]
