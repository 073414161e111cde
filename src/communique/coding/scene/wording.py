"""The words of one article: lemmas mended, phrasal verbs, noun phrases, and what is named where."""

from __future__ import annotations

from functools import cache

from communique.coding.lexicon import lexicon, status_words
from communique.coding.scene.graph import Graph
from communique.coding.scene.lands import with_lands
from communique.coding.scene.memory import remembered
from communique.coding.scene.whereabouts import with_whereabouts
from communique.words import Analysis, Case, Mention

__all__ = ["Wording"]

_LEMMAS = {"arm": "arms", "forgave": "forgive", "forwent": "forgo", "retook": "retake"}
"""What the model's lemmatizer gets wrong often enough to matter; see also `_base`."""


class Wording:
    """One Analysis with its tree, and the mentions of actors by their head word."""

    def __init__(self, analysis: Analysis, case: Case | None = None) -> None:
        self.named = len(analysis.actors)
        analysis = with_lands(with_whereabouts(analysis))
        self.analysis = analysis
        self.case = case
        self.graph = Graph(analysis)
        self.tokens = self.graph.tokens
        self._direct: dict[int, list[tuple[int, Mention]]] = {}
        self._demonym: dict[int, list[tuple[int, Mention]]] = {}
        for m in analysis.mentions:
            head = m.head
            table = self._demonym if m.form == "demonym" else self._direct
            table.setdefault(head, []).append((m.actor, m))

    @remembered
    def lemma(self, i: int) -> str:
        """Return the lemma in small letters, with the particle of a phrasal verb ("call off")."""
        t = self.tokens[i]
        particle = self.graph.first(i, "prt")
        base = t.lemma.lower()
        base = base if base == "arm" and t.pos == "VERB" else _LEMMAS.get(base, base)
        base = _base(t.text.lower(), base) if t.pos == "VERB" else base
        if i > 1 and self.tokens[i - 1].text == "-" and f"{self.tokens[i - 2].text.lower()}-{base}" in lexicon().verbs:
            base = f"{self.tokens[i - 2].text.lower()}-{base}"
        if particle is None and t.pos == "VERB":
            # "handed the pilot back", "sent them home": an adverb that makes another verb of it
            particle = next(
                (
                    k
                    for k in self.graph.kids(i, "advmod")
                    if f"{base} {self.tokens[k].lemma.lower()}" in lexicon().verbs
                ),
                None,
            )
        return f"{base} {self.tokens[particle].lemma.lower()}" if particle is not None else base

    @remembered
    def phrase(self, i: int) -> str:
        """Return the noun with the compounds and adjectives before it, lemmas in small letters."""
        before = [k for k in self.graph.kids(i, "compound", "amod") if k < i]
        return " ".join(self.tokens[k].lemma.lower() for k in [*before, i])

    @remembered
    def _phrase_of(self, i: int) -> str:
        """The noun with what it is "of", lemmas in small letters ("state of emergency"); "" where nothing follows."""
        below = self.graph.prep_objects(i, "of")
        return f"{self.tokens[i].lemma.lower()} of {self.tokens[below[0]].lemma.lower()}" if below else ""

    @remembered
    def in_list(self, i: int, *lists: str) -> bool:
        """Tell whether the word at token `i` is in one of the lists of status.toml."""
        words = status_words()
        lemma = self.lemma(i)
        if lemma.startswith("close") and self.tokens[i].pos == "VERB":
            return False  # "close to a deal" leaves it open, "closed the port" does not
        return any(lemma in words[n] or lemma.split(" ")[0] in words[n] for n in lists)


@cache
def _verb_bases() -> frozenset[str]:
    return frozenset(v.split(" ")[0] for v in lexicon().verbs)


def _base(text: str, lemma: str) -> str:
    """The base form where the lemmatizer dropped an "e", added one or left the word ("stag", "cordone", "postponed")."""
    verbs = _verb_bases()
    if lemma in verbs:
        return lemma
    if lemma == text and text.endswith("ed"):
        return next((b for b in (text[:-1], text[:-2]) if b in verbs or b in status_words()["postpone"]), lemma)
    if lemma + "e" in verbs and text in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return lemma + "e"
    short = lemma.removesuffix("e")
    if short[-1:] == short[-2:-1] and short[:-1] in verbs:  # "extolled": "extoll"
        return short[:-1]
    return short if short in verbs and text in (f"{short}ed", f"{short}ing") else lemma
