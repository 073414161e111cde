"""Finds the frames of the lexicon in an article: which word calls which frame, and who fills its roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from communique.coding.lexicon import lexicon
from communique.coding.matching.company import phrasal
from communique.coding.matching.match import Match
from communique.coding.matching.nouns import match_noun
from communique.coding.matching.qualities import match_adjective, match_adverb
from communique.coding.matching.verbs import match_verb
from communique.coding.scene import Scene

__all__ = ["find_matches", "find_weak_matches"]


def find_matches(scene: Scene) -> list[Match]:
    """Return the best frame for every word that calls one, in text order."""
    words = lexicon()
    out: list[Match] = []
    for t in scene.tokens:
        lemma = scene.lemma(t.i)
        found: Iterator[Match | None]
        if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass", "amod", "compound"):
            # the verb with its particle first; where none of its frames holds, the bare verb ("stands by Chad")
            spelt = dict.fromkeys((phrasal(scene, t.i), lemma, lemma.split(" ")[0]))
            frames = tuple(f for word in spelt for f in words.verbs.get(word, ()))
            if t.tag == "VBG" and t.dep in _NOUN_PLACES and t.text.lower() in words.nouns:
                found = (match_noun(scene, f, t.i) for f in words.nouns[t.text.lower()])
                best = next((m for m in found if m is not None), None)
                if best is not None:
                    out.append(best)
                continue
            felt = words.adjectives.get(t.text.lower(), ()) if scene.graph.kids(t.i, "auxpass") else ()
            found = chain((match_verb(scene, f, t.i) for f in frames), (match_adjective(scene, f, t.i) for f in felt))
        elif t.pos == "ADV" and lemma in words.adverbs:
            found = (match_adverb(scene, f, t.i) for f in words.adverbs[lemma])
        elif t.pos == "ADJ" and lemma in words.adjectives:
            found = (match_adjective(scene, f, t.i) for f in words.adjectives[lemma])
        elif t.pos in ("NOUN", "PROPN") and t.dep != "compound":
            phrase = scene.phrase(t.i)
            frames = next(
                (words.nouns[p] for p in (phrase, " ".join(phrase.split(" ")[-2:]), lemma) if p in words.nouns), ()
            )
            found = (match_noun(scene, f, t.i) for f in frames)
        else:
            continue
        best = next((m for m in found if m is not None), None)
        if best is not None:
            out.append(best)
    return _once_each(_with_echoes(scene, out))


def _with_echoes(scene: Scene, found: list[Match]) -> list[Match]:
    """Add what somebody else "did likewise" or "followed suit" in: the same frame as the verb before it in the sentence."""
    out = list(found)
    for t in scene.tokens:
        if t.pos not in ("VERB", "AUX") or t.lemma.lower() not in ("do", "follow"):
            continue
        said = {scene.tokens[k].text.lower() for k in scene.graph.kids(t.i, "advmod", "dobj")}
        if not said & ({"likewise", "same", "similarly"} if t.lemma.lower() == "do" else {"suit"}):
            continue
        above = set(scene.graph.ancestors(t.i))
        told = [m for m in found if m.token in above and m.token < t.i]
        if told and (actors := scene.doers(t.i)):
            like = told[-1]
            recipients = [a for a in like.recipients if a not in actors]
            out.append(Match(like.frame, t.i, t.i, actors, recipients, objects=list(like.objects)))
    return sorted(out, key=lambda m: m.token)


def _once_each(found: list[Match]) -> list[Match]:
    """Without the verb that only carries a noun of two sides ("held joint drills") and the adverb of a verb that tells more by itself."""
    nouns = {m.verb for m in found if m.nominal and m.frame.flag("two_sides")}
    words = {m.token for m in found if m.frame.type != "MOBILIZE"}
    shared = {m.verb for m in found if m.frame.adverbs}
    return [
        m
        for m in found
        if not (m.token in nouns and m.frame.type in ("MOBILIZE", "COOPERATE"))
        and not (m.token in shared and m.frame.type == "MOBILIZE")
        and not (m.frame.adverbs and m.verb in words)
    ]


def find_weak_matches(scene: Scene, strong: list[Match]) -> list[Match]:
    """Return for every word that calls frames, but none in the company that they ask for, one weak match of each type.

    Somebody must do it. Meetings are left out: who met, where and when is what tells one from talk of talking.
    """
    words = lexicon()
    taken = {m.token for m in strong}
    out: list[Match] = []
    for t in scene.tokens:
        if t.i in taken:
            continue
        if t.pos == "VERB" and t.dep not in ("aux", "auxpass", "amod", "compound"):
            frames, match = words.verbs.get(scene.lemma(t.i), ()), match_verb
        elif t.pos == "NOUN" and t.dep != "compound":
            frames, match = words.nouns.get(scene.phrase(t.i)) or words.nouns.get(scene.lemma(t.i), ()), match_noun
        else:
            continue
        seen: set[str] = set()
        for f in frames:
            if f.type in seen or f.session or f.flag("negated_only"):
                continue
            m = match(scene, f, t.i, weak=True)
            if m is not None and m.actors:
                seen.add(f.type)
                m.weak = True
                out.append(m)
    return out


_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
