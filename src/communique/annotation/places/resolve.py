"""Decides which of its meanings each place name of an article has, all names together.

The method is the usual one of toponym resolution (Leidner 2007; Lieberman and Samet 2012, "adaptive context"): a prior
by population, the containing place where the words name it, the countries and subdivisions that the article names, and
nearness to the places that are already sure; one name has one meaning in an article unless its own words say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.annotation.places.meanings import Meaning

__all__ = ["Naming", "distance_km", "resolve"]

_EARTH = 6371.0
_SURE = 2.5
"""A lead in weight over the next meaning from which a name is taken as sure in the first pass."""
_POPULOUS = 6.5
"""Weight of a subdivision from which it may be meant by the name of another state."""
_LARGER_THAN_CONTEXT = 7.0
_GREAT_CAPITAL = 8.0
"""Weight of a capital of a million people: news means it unless the words or a whole article say otherwise."""
_CAPITAL_HOLDS = 2.0
_MOST_ANCHORS = 40


@dataclass(frozen=True, slots=True)
class Naming:
    """One place name in the text, to be resolved: what it can mean, and what its own words say of its container.

    `inside` are the meanings of the place named right after it ("Springfield, Illinois"); `wants` is "region" or "city"
    where a word for the kind stands beside it ("Donetsk region", "the city of"); `key` folds the forms of one name.
    """

    start: int
    key: str
    meanings: tuple[Meaning, ...]
    inside: tuple[Meaning, ...] = ()
    wants: str | None = None


def distance_km(a: Meaning, b: Meaning) -> float:
    """Return the great-circle distance of two places in kilometres, infinite where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))


def _holds(outer: Meaning, inner: Meaning) -> bool:
    """Return whether `inner` lies in `outer` as far as the table tells."""
    if outer.kind in {"country", "people"} or (outer.kind == "area" and outer.granularity == "country"):
        return inner.country is not None and inner.country == outer.country and inner.kind != "country"
    if outer.kind == "region":
        return inner.admin is not None and inner.admin == outer.record and inner.record != outer.record
    if outer.kind in {"district", "city", "capital"} and inner.kind in {"city", "district"}:
        return inner.admin == outer.admin and inner.country == outer.country and distance_km(outer, inner) < 60
    return outer.kind == "area" and outer.granularity in {"region", "city"} and distance_km(outer, inner) < 250


def _names_a_large_region(naming: Naming, land: Meaning) -> bool:
    """Return whether the name is also that of a populous subdivision of another state: Georgia."""
    return any(m.kind == "region" and m.weight >= _POPULOUS and m.country != land.country for m in naming.meanings)


@dataclass(frozen=True, slots=True)
class _Context:
    """How often the article names each country and subdivision, in all and by each name, and the points it names."""

    countries: Mapping[str, float]
    regions: Mapping[int, float]
    by_key: Mapping[tuple[str, str | int], float]
    anchors: tuple[tuple[Meaning, str], ...]
    home: str | None

    def share(self, key: str, owner: str | int) -> float:
        """Return the share of the country or subdivision `owner` in the article, the name `key` itself left out."""
        count = self.countries.get(owner, 0.0) if isinstance(owner, str) else self.regions.get(owner, 0.0)
        mine = count - self.by_key.get((key, owner), 0.0)
        return mine / (mine + 1.5) if mine > 0 else 0.0


def _fit(naming: Naming, meaning: Meaning, context: _Context) -> float:
    score = meaning.weight
    if naming.wants == "region":
        score += 3.0 if meaning.granularity == "region" and meaning.kind != "district" else 0.0
    elif naming.wants == "district":
        score += 3.0 if meaning.kind == "district" else 0.0
    elif naming.wants == "city":
        score += 2.0 if meaning.granularity == "city" else 0.0
    if naming.inside and any(_holds(outer, meaning) for outer in naming.inside):
        score += 8.0
    if meaning.kind in {"country", "people", "area"}:
        # Context alone never makes a country or a sea into a town of its name; only its own words do ("Turkey, Texas").
        return score if _names_a_large_region(naming, meaning) else score + _LARGER_THAN_CONTEXT
    if meaning.kind == "capital" and meaning.weight >= _GREAT_CAPITAL and not naming.inside:
        score += _CAPITAL_HOLDS
    if meaning.country:
        score += 3.5 * context.share(naming.key, meaning.country)
        score += 0.7 if meaning.country == context.home else 0.0
    region = meaning.admin if meaning.kind != "region" else meaning.record
    if region is not None:
        score += 3.0 * context.share(naming.key, region)
    near = 0.0
    for anchor, key in context.anchors:
        # Three degrees of latitude are 333 km: most anchors are passed over without trigonometry.
        if key != naming.key and anchor.record != meaning.record and abs((anchor.lat or 0) - (meaning.lat or 0)) < 3:
            km = distance_km(anchor, meaning)
            if km < 300:
                near += 1 - km / 300
    return score + 3.0 * near / (near + 1.0)


def _best(naming: Naming, context: _Context) -> tuple[Meaning, float]:
    """Return the best meaning and its lead over the next one elsewhere."""
    ranked = sorted(((-_fit(naming, m, context), m.key, m) for m in naming.meanings), key=lambda x: x[:2])
    first = ranked[0]
    for score, _, other in ranked[1:]:
        if distance_km(other, first[2]) > 100:
            return first[2], score - first[0]
    return first[2], math.inf


def _weigh(sure: Sequence[tuple[Naming, Meaning]], home: str | None) -> _Context:
    """Return the context that the resolved names make."""
    countries: dict[str, float] = defaultdict(float)
    regions: dict[int, float] = defaultdict(float)
    by_key: dict[tuple[str, str | int], float] = defaultdict(float)
    seen: set[tuple[str, str, str, int]] = set()
    anchors: list[tuple[Meaning, str]] = []
    for naming, meaning in sure:
        fresh = meaning.key not in seen
        seen.add(meaning.key)
        step = 1.0 if fresh else 0.3
        if meaning.country:
            countries[meaning.country] += step
            by_key[naming.key, meaning.country] += step
        region = meaning.record if meaning.kind == "region" else meaning.admin
        if region is not None:
            regions[region] += step
            by_key[naming.key, region] += step
        if fresh and meaning.granularity in {"city", "site", "region"} and meaning.kind != "region":
            anchors.append((meaning, naming.key))
    return _Context(countries, regions, by_key, tuple(anchors[:_MOST_ANCHORS]), home)


def resolve(namings: Sequence[Naming], home: str | None) -> list[Meaning | None]:
    """Return the meaning of each naming, None where it has none; `home` is the country of the publisher.

    Linear in the number of namings, but for the anchors, of which there are at most forty.
    """
    nothing = _Context({}, {}, {}, (), home)
    groups: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.meanings:
            groups[naming.key].append(naming)
    # The one naming of a group that says most of itself speaks for all.
    speakers = [
        max(g, key=lambda n: (bool(n.inside), n.wants is not None, -n.start)) for _, g in sorted(groups.items())
    ]
    speakers.sort(key=lambda n: n.start)
    context = nothing
    chosen: dict[str, Meaning] = {}
    for turn in range(3):
        results = [(n, *_best(n, context)) for n in speakers]
        chosen = {n.key: m for n, m, _ in results}
        sure = [(n, m) for n, m, lead in results if turn or lead >= _SURE or n.inside]
        context = _weigh(_repeat(sure, groups), home)
    own: list[Meaning | None] = []
    for naming in namings:
        if not naming.meanings:
            own.append(None)
        elif naming.inside or naming.wants:
            own.append(_best(naming, context)[0])
        else:
            own.append(chosen[naming.key])
    return own


def _repeat(
    sure: Sequence[tuple[Naming, Meaning]], groups: Mapping[str, Sequence[Naming]]
) -> list[tuple[Naming, Meaning]]:
    """Return each sure meaning as often as its name stands in the article, six times at most."""
    return [(n, m) for n, m in sure for _ in groups[n.key][:6]]
