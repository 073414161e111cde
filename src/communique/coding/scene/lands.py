"""The states in which the named places lie: who is struck, cut off or visited where the text names a town alone."""

from __future__ import annotations

import dataclasses

from communique.words import ActorProfile, Analysis
from communique.world.countries import country

__all__ = ["with_lands"]


def with_lands(analysis: Analysis) -> Analysis:
    """Return the analysis with a state actor, at the end of its actors, for each country that only its places speak of.

    "Shells fell on Kharkiv" is done to Ukraine, whether or not the text says the name. Such an actor has no mention: it
    never acts or speaks, and its evidence is the place. Datelines and disputed places give none.
    """
    named = {a.country for a in analysis.actors if a.type == "state"}
    wanted = dict.fromkeys(
        p.country
        for p in analysis.places
        if p.country and p.role in ("event", "object", "origin", None) and p.country not in named
    )
    lands = [
        ActorProfile(name=c.name, type="state", country=c.alpha3, side=c.alpha3)
        for code in wanted
        if (c := country(code)) is not None
    ]
    return dataclasses.replace(analysis, actors=(*analysis.actors, *lands)) if lands else analysis
