"""What surrounds the words of an article: the places, times and quotations that they are part of."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from communique.coding.lexicon import status_words
from communique.coding.scene.wording import Wording
from communique.words import ActorProfile, PlaceMention, Quote, TimeExpression

__all__ = ["Surroundings"]

_LEAD = 8
"""The sentences at the head of a page, its headline and lines of names included."""


class Surroundings(Wording):
    """Where, when and in whose words. Actors are indexes into `analysis.actors`."""

    def actor(self, index: int) -> ActorProfile:
        """Return the profile of actor number `index`."""
        return self.analysis.actors[index]

    @cached_property
    def states(self) -> dict[str, int]:
        """The state actors that the article names, by country code."""
        return {c: n for c, n in self.lands.items() if n < self.named}

    @cached_property
    def lands(self) -> dict[str, int]:
        """The state actors by country code, those included that only a place speaks of."""
        return {
            a.country: n for n, a in reversed(list(enumerate(self.analysis.actors))) if a.type == "state" and a.country
        }

    @cached_property
    def _places(self) -> dict[int, PlaceMention]:
        out: dict[int, PlaceMention] = {}
        for p in self.analysis.places:
            for t in self.graph.words(p.start, p.end):
                out.setdefault(t.i, p)
        return out

    def place_at(self, i: int) -> PlaceMention | None:
        """Return the place that token `i` is part of."""
        return self._places.get(i)

    def lands_below(self, i: int) -> set[str]:
        """Return the countries in which the places lie that token `i` and the words below it name, origins left out."""
        places = [p for k in self.graph.subtree(i) if (p := self._places.get(k)) is not None]
        return {p.country for p in places if p.country and p.role in ("event", "object")}

    def state_of_place(self, i: int) -> list[int]:
        """Return the state in which the place named at token `i` lies."""
        place = self.place_at(i)
        if place is None or place.country is None:
            # a state that only the case file knows has no place on the map
            return [a for a, _ in self._direct.get(i, ()) if self.actor(a).type == "state"]
        if place.country not in self.lands:
            return []
        return [self.lands[place.country]]

    def is_lead(self, i: int) -> bool:
        """Tell whether token `i` stands at the head of the page, which tells its news."""
        return self.tokens[i].sentence < _LEAD

    @cached_property
    def day(self) -> dt.date | None:
        """The day of the page, None where the capture does not tell."""
        anchor = self.analysis.article.anchor
        try:
            return dt.date.fromisoformat(anchor[:10]) if anchor else None
        except ValueError:
            return None

    @cached_property
    def _times(self) -> dict[int, TimeExpression]:
        out: dict[int, TimeExpression] = {}
        for x in self.analysis.times:
            for t in self.graph.words(x.start, x.end):
                out.setdefault(t.i, x)
        return out

    def time_at(self, i: int) -> TimeExpression | None:
        """Return the time expression that token `i` is part of."""
        return self._times.get(i)

    @cached_property
    def _quote_of(self) -> dict[int, Quote]:
        out: dict[int, Quote] = {}
        # direct words win over the indirect clause that they stand in
        for q in sorted(self.statements, key=lambda q: (q.form == "indirect", q.end - q.start), reverse=True):
            for t in self.graph.words(q.start, q.end):
                out[t.i] = q
        return out

    @cached_property
    def statements(self) -> tuple[Quote, ...]:
        """The quotations in which somebody states something: verbs of refusing, agreeing or hoping bring in no statement."""
        return tuple(q for q in self.analysis.quotes if q.form != "indirect" or self._states(q))

    def _states(self, q: Quote) -> bool:
        if q.cue_start is None or q.cue_end is None:
            return False
        cue = self.graph.words(q.cue_start, q.cue_end)
        if any(t.lemma.lower() in ("accord", "per") or t.text.lower() == "according" for t in cue):
            return True
        if not any(t.lemma.lower() in status_words()["say"] for t in cue):
            return False
        return any(t.dep in ("nsubj", "nsubjpass", "expl") for t in self.graph.words(q.start, q.end))

    def quote_at(self, i: int) -> Quote | None:
        """Return the innermost quotation, direct or indirect, that holds token `i`."""
        return self._quote_of.get(i)

    def indirect_at(self, i: int) -> Quote | None:
        """Return the quotation around token `i`, unless only quote marks of a few words stand around it."""
        return self.quote_at(i)
