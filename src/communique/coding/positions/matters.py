"""Tells what matter of the negotiation a stance is about: by its content, by what it answers, by where it stands."""

from __future__ import annotations

from communique.coding.positions.issues import issue_of
from communique.coding.scene import Scene

__all__ = ["OTHER", "Matters"]

OTHER = "other"
"""The issue of a stance on what is on no list of issues: kept, since a demand is one whether or not it was foreseen."""
_ASIDE = ("advcl", "appos", "parataxis", "relcl")
_PAPER = ("AGREEMENT", "DEMAND", "PLAN", "TALK_OF")
_POINTERS = frozenset("it this that they them these those what which so".split())
_DOERS = (
    "government",
    "cabinet",
    "parliament",
    "assembly",
    "minister",
    "ministry",
    "council",
    "presidency",
    "junta",
    "militia",
)
"""Who acts is not what it is about."""
_FAR = 6
"""How many sentences back the paper, the offer or the demand may have been told that a stance is about."""
_LIST = 3
"""How many things make a list of which each is told for itself."""
_BODIES = ("state", "organisation", "organization", "person")


class Matters:
    """The issues of one article's sentences, and of what is said in them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._names: set[int] = set()
        self._actors: set[int] = set()
        for m in scene.analysis.mentions:
            words = {t.i for t in scene.graph.words(m.start, m.end)}
            if m.form in ("name", "short"):
                self._names |= words
            if scene.actor(m.actor).type in _BODIES:
                self._actors |= words
        self._of_sentence: dict[int, str | None] = {}

    def of_words(self, tokens: list[int]) -> str | None:
        """Return the issue that the content speaks of: its main clause before its side clauses, names of actors left out."""
        inside = set(tokens)
        aside = {
            k
            for i in tokens
            if self.scene.tokens[i].dep in _ASIDE and self.scene.tokens[i].head in inside
            for k in self.scene.graph.subtree(i)
        }
        words = [i for i in tokens if i not in self._names]
        core = [i for i in words if i not in aside]
        return issue_of(self.scene, core, least_weight=2) or issue_of(self.scene, words, least_weight=2)

    def listed(self, tokens: list[int]) -> list[str]:
        """Return the issues of content that lists things of several: "the release of its men, four ministries and a truce"."""
        graph, inside = self.scene.graph, set(tokens)
        heads = [i for i in self.heads_of(tokens) if graph.is_noun(i)]
        items = [c for h in heads for c in graph.conjuncts(h) if c in inside]
        found: list[str] = []
        for item in items:
            own = [
                k
                for k in graph.subtree(item)
                if k in inside and not any(k in graph.subtree(o) for o in items if o > item)
            ]
            name = self.of_words(own)
            if name is not None and name not in found:
                found.append(name)
        return found if len(items) >= _LIST and len(found) > 1 else []

    def of_sentence(self, number: int) -> str | None:
        """Return the issue that a sentence is about, those who speak and act in it left out."""
        if number < 0:
            return None
        if number not in self._of_sentence:
            scene = self.scene
            s = scene.analysis.sentences[number]
            words = [i for i in range(s.first, s.last) if i not in self._actors and not scene.is_class(i, _DOERS)]
            self._of_sentence[number] = issue_of(self.scene, words, least_weight=2)
        return self._of_sentence[number]

    def points_away(self, about: list[int]) -> bool:
        """Tell whether the content only names a paper, an offer or a demand, or points back: "rejected it", "the terms"."""
        scene = self.scene
        return any(scene.tokens[i].text.lower() in _POINTERS or scene.is_class(i, _PAPER) for i in self.heads_of(about))

    def heads_of(self, about: list[int]) -> list[int]:
        """Return the words of the content on which its other words hang."""
        inside, tokens = set(about), self.scene.tokens
        return [i for i in about if tokens[i].head not in inside or tokens[i].head == i]

    def around(self, word: int, about: list[int]) -> str:
        """Return the issue of a stance whose content speaks of none: of its sentence, of those before it, of the headline."""
        scene = self.scene
        s = scene.tokens[word].sentence
        loose = issue_of(scene, [i for i in about if i not in self._names])
        if not about or self.points_away(about):
            near = [self.of_sentence(k) for k in (*range(s, max(-1, s - _FAR), -1), 0)]
            return next((n for n in near if n), None) or loose or OTHER
        return loose or self.of_sentence(s) or OTHER
