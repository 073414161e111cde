"""Makes what entries consist of: evidence spans, references to actors, dates, places, attributions."""

from __future__ import annotations

from collections.abc import Iterable

from communique.coding.scene import Scene
from communique.coding.scene.status import Source
from communique.words import (
    ActorRef,
    Attribution,
    Date,
    Evidence,
    Place,
    PlaceMention,
    TimeExpression,
    entry_id,
)

__all__ = ["UNKNOWN", "Citations", "merged"]

UNKNOWN = Date(edtf="", start=None, end=None, granularity="unknown")
_CONTEXT = 32
_LEAST_WORDS = 8


class Citations:
    """Evidence and references for one article; the ids of its actors are made once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.analysis = scene.analysis
        self.capture = scene.analysis.article.capture
        self._refs: dict[int, ActorRef] = {}

    def span(self, start: int, end: int, slot: str, rule: str) -> Evidence:
        """Return the evidence for code points `start` to `end` of the article text."""
        text = self.analysis.article.text
        return Evidence(
            capture=self.capture,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - _CONTEXT) : start],
            suffix=text[end : end + _CONTEXT],
            slot=slot,
            rule=rule,
        )

    def sentence(self, i: int, slot: str, rule: str) -> Evidence:
        """Return the whole sentence of token `i` as evidence."""
        s = self.analysis.sentences[self.scene.tokens[i].sentence]
        return self.span(s.start, s.end, slot, rule)

    def phrase(self, i: int, slot: str, rule: str) -> Evidence:
        """Return the phrase around token `i`: the smallest one of the tree that has at least eight words, inside its sentence."""
        g = self.scene.graph
        at = i
        below = g.subtree(at)
        while len(below) < _LEAST_WORDS and self.scene.tokens[at].head != at:
            at = self.scene.tokens[at].head
            below = g.subtree(at)
        return self.span(self.scene.tokens[below[0]].start, self.scene.tokens[below[-1]].end, slot, rule)

    def around(self, start: int, end: int, slot: str, rule: str) -> Evidence:
        """Return the phrase around the words between two code points."""
        words = self.scene.graph.words(start, end)
        if not words:
            return self.span(start, end, slot, rule)
        if len(words) >= _LEAST_WORDS:
            return self.span(start, end, slot, rule)
        # the highest word of the span carries the phrase
        inside = {w.i for w in words}
        top = next((w.i for w in words if w.head not in inside or w.head == w.i), words[0].i)
        return self.phrase(top, slot, rule)

    def mentions_of(self, actor: int) -> list[Evidence]:
        """Return the places that name the actor: names, titles and acronyms, not pronouns; of a state that only a place speaks of, the place."""
        if actor >= self.scene.named:
            code = self.scene.actor(actor).country
            lying = [p for p in self.analysis.places if p.country == code and p.role in ("event", "object", None)]
            return [self.span(p.start, p.end, "name", "place.state") for p in lying[:1]]
        mine = [m for m in self.analysis.mentions if m.actor == actor]
        naming = (
            [m for m in mine if m.form in ("name", "short", "title")]
            or [m for m in mine if m.form != "pronoun"]
            or mine
        )
        seen: dict[str, Evidence] = {}
        for m in naming:
            e = self.span(m.start, m.end, "name", m.rule or f"mention.{m.form}")
            seen.setdefault(e.exact, e)
        return list(seen.values())

    def ref(self, actor: int) -> ActorRef:
        """Return the reference to actor number `actor`."""
        if actor not in self._refs:
            a = self.scene.actor(actor)
            evidence = self.mentions_of(actor)
            self._refs[actor] = ActorRef(
                id=entry_id(self.capture, "actor", evidence, a.name),
                name=a.name,
                country=self.scene.country(actor),
                sector=a.sector,
            )
        return self._refs[actor]

    def refs(self, actors: Iterable[int]) -> tuple[ActorRef, ...]:
        """Return the references to several actors, each once, in order."""
        return tuple(self.ref(a) for a in dict.fromkeys(actors))

    def attribution(self, source: Source) -> Attribution:
        """Return who says so."""
        if source.actor is None:
            return Attribution("narrator")
        return Attribution("named" if source.kind == "named" else "anonymous", self.ref(source.actor))

    @staticmethod
    def date(x: TimeExpression | None) -> Date:
        """Return the days of a time expression, the unknown date where there is none."""
        return x.date if x is not None and x.date is not None else UNKNOWN

    @staticmethod
    def place(p: PlaceMention | None, role: str = "event") -> Place | None:
        """Return the place in the record's shape."""
        if p is None:
            return None
        return Place(p.name, p.country, p.lat, p.lon, p.granularity, role)

    def place_in(self, p: PlaceMention | None, country: str | None) -> Place | None:
        """Return the place with the country that the event tells, where one is given; without a place the country itself."""
        if country is None:
            return self.place(p)
        if p is None:
            return Place(self.scene.actor(self.scene.lands[country]).name, country, granularity="country")
        return Place(p.name, country, granularity=p.granularity)


def merged(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without repeats, in text order."""
    unique = {(e.start, e.end, e.slot): e for e in evidence}
    return tuple(unique[k] for k in sorted(unique))
