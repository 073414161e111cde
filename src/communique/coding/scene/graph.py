"""The dependency tree of an article as the coder walks it: children, subjects, objects, clauses, noun phrases."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from communique.coding.scene.memory import remembered, remembered_list
from communique.coding.scene.mending import mended
from communique.words import Analysis, Token

__all__ = ["Graph"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_AWAY = frozenset({"away", "back", "out", "off", "down", "ahead", "aside", "apart", "forward"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj"})
_INSIDE_NOUN = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "punct", "neg"}
)
_OF_ANOTHER = frozenset(
    "accuse criticise criticize condemn blame thank praise prevent stop ban bar suspect denounce fault rebuke punish deter dissuade discourage".split()
)
"""Verbs whose "for", "of" or "from" with a participle tells what their object does, not their subject."""
_WITH_WHAT = frozenset("use take spend seize have need waste interrupt".split())
"""Verbs whose object is what the infinitive is done with, not its doer: "used his speech to accuse", "took time to condemn"."""
_NP_MORE = frozenset({"prep", "pobj", "appos", "conj", "cc"})
_ADVERBS = frozenset({"out", "away", "back", "down", "off"})
_DECREES = frozenset(
    {"order", "decree", "law", "bill", "resolution", "directive", "legislation", "edict", "decision", "act"}
)
"""What acts for whoever signs or adopts it: "signed an order ending the aid"."""


class Graph:
    """The tree of one Analysis. Token numbers are indexes into `analysis.tokens`; nothing here looks at meaning.

    `texts` and `lemmas` are the words and their base forms in small letters, `children` what hangs on each, by token number.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = mended(analysis.tokens)
        kids: list[list[int]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head != t.i:
                kids[t.head].append(t.i)
        self.children: tuple[tuple[int, ...], ...] = tuple(tuple(k) for k in kids)
        self.texts = [t.text.lower() for t in self.tokens]
        self.lemmas = [t.lemma.lower() for t in self.tokens]
        self._deps = [t.dep for t in self.tokens]
        self._starts = [t.start for t in self.tokens]
        self._ends = [t.end for t in self.tokens]

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the children of token `i` with one of `deps` (all children when none is given), in order."""
        below = self.children[i]
        if not below or not deps:
            return list(below)
        dep = self._deps
        return [k for k in below if dep[k] in deps]

    def first(self, i: int, *deps: str) -> int | None:
        """Return the first child with one of `deps`."""
        return next((k for k in self.children[i] if not deps or self._deps[k] in deps), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads of token `i` from the nearest up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def with_lemma(self, words: Iterable[str]) -> list[int]:
        """Return the tokens whose base form is one of the words, in text order."""
        known = self._by_lemma
        return sorted(k for w in words for k in known.get(w, ()))

    def with_text(self, words: Iterable[str]) -> list[int]:
        """Return the tokens that are one of the words as they stand, in small letters, in text order."""
        known = self._by_text
        return sorted(k for w in words for k in known.get(w, ()))

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        return _places(self.lemmas)

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        return _places(self.texts)

    @remembered_list
    def subtree(self, i: int) -> list[int]:
        """Return the token and all below it, in text order."""
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(self.children[at])
        return sorted(out)

    def span(self, i: int) -> tuple[int, int]:
        """Return the code points that the token and all below it cover."""
        below = self.subtree(i)
        return self.tokens[below[0]].start, self.tokens[below[-1]].end

    def clause_span(self, i: int) -> tuple[int, int]:
        """Return the code points of the clause or phrase of token `i` without what is coordinated with it."""
        below: list[int] = []
        stack = [i]
        while stack:
            at = stack.pop()
            below.append(at)
            stack.extend(k for k in self.children[at] if at != i or self.tokens[k].dep not in ("conj", "cc", "punct"))
        return self.tokens[min(below)].start, self.tokens[max(below)].end

    def is_verb(self, i: int) -> bool:
        """Tell whether token `i` is a verb form, copulas included."""
        return self.tokens[i].pos in ("VERB", "AUX")

    def is_noun(self, i: int) -> bool:
        """Tell whether token `i` is a noun or a name."""
        return self.tokens[i].pos in ("NOUN", "PROPN")

    @remembered_list
    def conjuncts(self, i: int) -> list[int]:
        """Return token `i` and everything that it is coordinated with, `i` standing first in the chain."""
        out, stack = [i], [i]
        while stack:
            for k in self.kids(stack.pop(), "conj"):
                out.append(k)
                stack.append(k)
        return sorted(out)

    def chain_start(self, i: int) -> int:
        """Return the first member of the coordination that token `i` stands in."""
        while self.tokens[i].dep == "conj":
            i = self.tokens[i].head
        return i

    @remembered
    def is_passive(self, verb: int) -> bool:
        """Tell whether the verb stands in the passive."""
        if any(self.tokens[k].dep in ("nsubjpass", "auxpass") for k in self.children[verb]):
            return True
        # "were arrested and later released"
        t = self.tokens[verb]
        own = t.tag == "VBN" and t.dep == "conj" and not self.kids(verb, "aux", "nsubj", "dobj")
        return own and self.is_verb(t.head) and self.tokens[t.head].tag == "VBN" and self.is_passive(t.head)

    @remembered_list
    def prep_objects(self, i: int, *preps: str) -> list[int]:
        """Return the heads of the noun phrases that hang on token `i` by one of the prepositions (all when none given)."""
        out: list[int] = []
        if not self.children[i]:
            return out
        heads = self.kids(i, "prep", "agent", "dative")
        # "walked away from the table": the parser may hang "from" on "away"
        heads += [
            p for a in self.kids(i, "advmod", "prt") if self.tokens[a].text in _AWAY for p in self.kids(a, "prep")
        ]
        heads += [c for p in heads for c in self.kids(p, "conj") if self.tokens[c].pos == "ADP"]
        # "pulled out of the pact": "of" hangs on "out"
        heads += [c for p in heads if self.lemmas[p] in _ADVERBS for c in self.kids(p, "prep")]
        for p in heads:
            if preps and self.lemmas[p] not in preps and self.texts[p] not in preps:
                continue
            for o in self.kids(p, "pobj"):
                out.extend(self.conjuncts(o))
            for inner in self.kids(p, "prep"):  # "from across the border"
                out.extend(k for o in self.kids(inner, "pobj") for k in self.conjuncts(o))
        return out

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """Return (preposition in small letters, its token) for every prepositional phrase on token `i`."""
        return [(self.texts[p], p) for p in self.kids(i, "prep", "agent", "dative")]

    @remembered
    def clause_verb(self, i: int) -> int:
        """Return the verb whose clause token `i` belongs to (itself when it is one, else the nearest head that is)."""
        if self.is_verb(i) and self.tokens[i].dep not in ("aux", "auxpass", "amod", "compound"):
            return i
        for a in self.ancestors(i):
            if self.is_verb(a) and self.tokens[a].dep not in ("aux", "auxpass", "amod", "compound"):
                return a
        return self.root(i)

    def root(self, i: int) -> int:
        """Return the root of the sentence of token `i`."""
        top = i
        for a in self.ancestors(i):
            top = a
        return top

    @remembered_list
    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Return the heads of the verb's subject, the understood one included: passives give what is acted on.

        "He refused to leave": `leave` takes the subject of `refused`; "urged Kyiv to leave" takes its object; a relative
        clause takes the noun that it hangs on; a participle takes that noun or the main clause's subject.
        """
        own = self.kids(verb, "nsubj", "nsubjpass")
        if own:
            heads = own[-1:]
            if self.tokens[heads[0]].tag in ("WDT", "WP") or (
                self.tokens[heads[0]].lemma.lower() == "that" and self.tokens[verb].dep == "relcl"
            ):
                heads = [self.tokens[verb].head] if self.tokens[verb].dep == "relcl" else heads
            # "the minister, Davis, and the negotiator Barnier met": the parser hangs the second on the name of the first
            named = [c for h in heads for k in self.kids(h, "appos") for c in self.conjuncts(k) if c != k]
            return [c for h in heads for c in self.conjuncts(h)] + named
        if depth > 6:
            return []
        t = self.tokens[verb]
        head = t.head
        if t.dep == "conj" and self.is_verb(head):
            return self.subjects(head, depth + 1)
        if t.dep == "xcomp" and self.is_verb(head):
            objects = self.kids(head, "dobj", "dative")
            if objects and self.tokens[head].lemma.lower() not in _WITH_WHAT:
                return [c for o in objects[-1:] for c in self.conjuncts(o)]
            return self.subjects(head, depth + 1)
        if t.dep == "xcomp" and self.tokens[head].dep in ("acomp", "prep"):
            # "is about to meet", "was ready to leave": whoever is so
            return self.subjects(self.clause_verb(head), depth + 1)
        if t.dep == "pcomp" and self.tokens[self.tokens[head].head].lemma.lower() in _OF_ANOTHER:
            objects = self.patients(self.tokens[head].head)
            if objects:
                return objects
        if t.dep == "advcl" or (t.dep == "pcomp" and self.tokens[head].dep == "prep"):
            return self.subjects(self.clause_verb(head), depth + 1)
        if t.dep in ("acl", "relcl"):
            if t.tag == "VBN":
                return [head]
            if t.tag == "VBG":
                decree = self.tokens[head].lemma.lower() in _DECREES and self.tokens[head].dep == "dobj"
                if decree:
                    return self.subjects(self.clause_verb(head), depth + 1)
                return self.conjuncts(head) if self.is_noun(head) else []
            owners = [c for p in self.kids(head, "poss") for c in self.conjuncts(p)]
            if owners and self.is_noun(head) and t.tag == "VB":
                return owners
            # "the decision to leave": whoever decided, the subject of the clause that the noun stands in
            return self.subjects(self.clause_verb(head), depth + 1) if self.is_noun(head) else []
        if t.dep == "ccomp" and t.tag == "VBG" and self.is_verb(head):
            return self.subjects(head, depth + 1)
        return []

    @remembered_list
    def agents(self, verb: int) -> list[int]:
        """Return who does it: the subject of an active verb, the "by" phrase of a passive one."""
        bare = self.tokens[verb].tag == "VBN" and not self.kids(verb, "aux", "nsubj")
        if self.is_passive(verb) or (bare and self.tokens[verb].dep in ("acl", "amod", "advcl")):
            return self.prep_objects(verb, "by")
        return self.subjects(verb)

    @remembered_list
    def patients(self, verb: int) -> list[int]:
        """Return what it is done to: the object of an active verb, the subject of a passive one."""
        if self.is_passive(verb) or (self.tokens[verb].tag == "VBN" and self.tokens[verb].dep == "acl"):
            # "was given a prison term": what is given suffers too
            return [*self.subjects(verb), *(c for o in self.kids(verb, "dobj") for c in self.conjuncts(o))]
        direct = [c for o in self.kids(verb, "dobj", "oprd") for c in self.conjuncts(o)]
        if not direct and self.tokens[verb].dep == "relcl":
            # "the demand that Moscow made": a relative pronoun, or none, stands for the noun
            own = self.kids(verb, "nsubj")
            if own and self.tokens[own[-1]].tag not in ("WDT", "WP"):
                return [self.tokens[verb].head]
        if direct and self.tokens[direct[0]].tag in ("WDT", "WP") and self.tokens[verb].dep == "relcl":
            return [self.tokens[verb].head]
        return direct

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """Return the code points of the noun phrase of `head` without relative clauses and what follows them."""
        low = high = head
        stack = [head]
        while stack:
            at = stack.pop()
            low, high = min(low, at), max(high, at)
            for k in self.children[at]:
                dep = self.tokens[k].dep
                if (dep in _INSIDE_NOUN and dep != "punct") or (dep in _NP_MORE and at != k):
                    stack.append(k)
        return self.tokens[low].start, self.tokens[high].end

    @remembered_list
    def modifiers(self, noun: int) -> list[int]:
        """Return the adjectives, compounds and possessors before a noun, those of compounds included."""
        out: list[int] = []
        stack = [noun]
        while stack:
            for k in self.kids(stack.pop(), "amod", "compound", "poss", "nmod", "npadvmod"):
                out.append(k)
                stack.append(k)
                out.extend(c for c in self.conjuncts(k) if c != k)
        return sorted(out)

    def words(self, start: int, end: int) -> list[Token]:
        """Return the tokens between two code points."""
        return list(self.tokens[bisect_right(self._ends, start) : bisect_left(self._starts, end)])


def _places(words: list[str]) -> dict[str, list[int]]:
    """The numbers of the tokens by their word."""
    found: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        found.setdefault(word, []).append(i)
    return found
