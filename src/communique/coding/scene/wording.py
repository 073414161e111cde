"""The words of one article: lemmas mended, phrasal verbs, noun phrases, and what is named where."""

from __future__ import annotations

from functools import cache, cached_property

from communique.coding.lexicon import lexicon, status_words
from communique.coding.scene.graph import Graph
from communique.coding.scene.lands import with_lands
from communique.coding.scene.memory import remembered
from communique.coding.scene.whereabouts import with_whereabouts
from communique.words import Analysis, Case, Mention

__all__ = ["Wording"]

_LEMMAS = {"burnt": "burn", "arm": "arms", "forgave": "forgive", "forwent": "forgo", "retook": "retake"}
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

    def lemma(self, i: int) -> str:
        """Return the lemma in small letters, with the particle of a phrasal verb ("call off")."""
        return self._lemmas[i]

    @cached_property
    def _lemmas(self) -> list[str]:
        return [self._mended_lemma(t.i) for t in self.tokens]

    def _mended_lemma(self, i: int) -> str:
        t = self.tokens[i]
        particle = self.graph.first(i, "prt")
        base = self.graph.lemmas[i]
        base = base if base == "arm" and t.pos == "VERB" else _LEMMAS.get(base, base)
        base = _base(self.graph.texts[i], base) if t.pos == "VERB" else base
        if i > 1 and self.tokens[i - 1].text == "-" and f"{self.graph.texts[i - 2]}-{base}" in lexicon().verbs:
            base = f"{self.graph.texts[i - 2]}-{base}"
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

    def in_list(self, i: int, *lists: str) -> bool:
        """Tell whether the word at token `i` is in one of the lists of status.toml."""
        here = self._lists_at(i)
        return bool(here) and not here.isdisjoint(lists)

    @remembered
    def _lists_at(self, i: int) -> frozenset[str]:
        lemma = self.lemma(i)
        if lemma.startswith("close") and self.tokens[i].pos == "VERB":
            return frozenset()  # "close to a deal" leaves it open, "closed the port" does not
        known = _lists_by_word()
        return known.get(lemma, frozenset()) | known.get(lemma.split(" ")[0], frozenset())

    def is_maker(self, i: int) -> bool:
        """Tell whether token `i` only says who made something: "US" in "US-brokered", "Qatari" in "Qatari-mediated"."""
        return i in self.makers_before

    @cached_property
    def makers_before(self) -> dict[int, str]:
        """What each word that only says who made something says of it, in text order: "brokered" at "US" in "US-brokered"."""
        g = self.graph
        return {
            i - 1: g.texts[i + 1]
            for i in g.with_text("-")
            if 0 < i < len(self.tokens) - 1
            and (self.tokens[i + 1].tag in ("VBN", "VBD") or g.texts[i + 1].endswith("ed"))
        }


@cache
def _lists_by_word() -> dict[str, frozenset[str]]:
    """The names of the lists of status.toml in which each word stands."""
    found: dict[str, set[str]] = {}
    for name, words in status_words().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


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
