"""Says who holds a stance, and what denies it: what stances and conditions look up alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from communique.coding.lexicon import lexicon, table
from communique.coding.scene import Scene

__all__ = ["FUTURE", "Stance", "auxiliaries", "doers_of", "is_unplaced", "negated", "sides_of", "speaker_of"]

FUTURE = ("will", "would", "'ll", "'d", "wo", "can", "could", "shall")
_OWN = ("it", "they", "he", "she", "we", "i")
_OF_SIDES = ("state", "group", "organisation", "organization")


@dataclass(slots=True)
class Stance:
    """A stance at token `word`: who takes it (indexes of actors) and the tokens of what it is about.

    `beside` are the tokens of what a condition is set for.
    """

    word: int
    parties: list[int]
    stance: str
    rule: str
    about: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)


def sides_of(scene: Scene, actors: list[int]) -> list[int]:
    """Return those of the actors that act for a state, a movement or a body; a person of no known country is of the article's own."""
    out: list[int] = []
    for a in actors:
        who = scene.actor(a)
        if who.sector in ("MED", "JRN") or _speaks_for_none(scene, a):
            continue
        if scene.country(a) or (who.type in _OF_SIDES and (who.named or who.name.lower().split(" ")[-1] in _people())):
            out.append(a)
        elif who.type == "person" and who.named and _holds_office(scene, a):
            out.append(scene.states.get(scene.home or "", a))
    known = [a for a in out if scene.country(a)]
    return known or out


def _holds_office(scene: Scene, a: int) -> bool:
    """Whether the article calls the person by an office: a minister, a negotiator, a leader."""
    offices = {w for name in ("OFFICIALS", "BODIES") for w in lexicon().classes[name]}
    return any(r.title.lower().split(" ")[-1] in offices for r in scene.actor(a).roles)


def is_unplaced(scene: Scene, a: int) -> bool:
    """Tell whether it is a named person of whom the article does not tell for which side he speaks."""
    who = scene.actor(a)
    return who.type == "person" and who.named and scene.country(a) is None and not _speaks_for_none(scene, a)


@cache
def _people() -> frozenset[str]:
    """The last words of what people and bodies are called without a name: "the rebels", "farmers", not "other factors"."""
    classes = lexicon().classes
    words = [
        w.split(" ")[-1]
        for name in ("BODIES", "OFFICIALS", "PERSONS", "FORCES", "CROWD", "GROUPS")
        for w in classes[name]
    ]
    return frozenset(form for w in words for form in (w, f"{w}s", f"{w.removesuffix('y')}ies"))


def _speaks_for_none(scene: Scene, a: int) -> bool:
    """Whether it is one who judges from outside ("an analyst", "a former minister"): what such people want is no side's stance."""
    who, words = scene.actor(a), table("stances.toml")["voices"]
    called = [who.name] if not who.named else []
    for title in (*called, *(r.title for r in who.roles)):
        parts = title.lower().replace("-", " ").split(" ")
        if parts[-1].removesuffix("s") in words["own"] or set(parts) & set(words["past"]):
            return True
    return False


def doers_of(scene: Scene, verb: int) -> list[int]:
    """Return who does what the verb says; a pronoun that stands for nobody known is whoever says so ("said it would")."""
    found = scene.doers(verb)
    heads = scene.graph.subjects(verb)
    if not found and heads and all(scene.tokens[h].text.lower() in _OWN for h in heads):
        return speaker_of(scene, verb)
    return found


def speaker_of(scene: Scene, i: int) -> list[int]:
    """Return the side whose words token `i` is, said or quoted."""
    quote = scene.quote_at(i)
    return sides_of(scene, [quote.speaker]) if quote is not None and quote.speaker is not None else []


def negated(scene: Scene, i: int, *within: str) -> bool:
    """Tell whether "not" or "never" stands on the word, or "no" on its object or on what else of it is named."""
    g = scene.graph
    if any(scene.tokens[k].dep == "neg" or scene.tokens[k].lemma.lower() == "never" for k in g.kids(i)):
        return True
    if any(scene.tokens[k].lemma.lower() == "never" for x in g.kids(i, "aux") for k in g.kids(x)):
        # "never will accept"
        return True
    named = g.kids(i, "dobj", "attr", *within)
    if any(scene.tokens[d].lemma.lower() == "no" for k in named for d in g.kids(k, "det")):
        return True
    # "not one inch will be given up", "nobody may", "nothing will"
    firsts = [min(g.subtree(k)) for k in named]
    return any(scene.tokens[k].text.lower() in ("not", "nobody", "nothing", "none", "neither") for k in firsts)


def auxiliaries(scene: Scene, i: int) -> list[str]:
    """Return the auxiliary words of the verb, in small letters."""
    return [scene.tokens[k].text.lower() for k in scene.graph.kids(i, "aux")]
