"""Says who holds a stance, and what denies it: what stances and conditions look up alike."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.scene import Scene

__all__ = ["FUTURE", "Stance", "auxiliaries", "doers_of", "negated", "sides_of", "speaker_of"]

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
    """Return those of the actors that act for a state, a movement or a body."""
    out = [
        a
        for a in actors
        if (scene.country(a) or scene.actor(a).type in _OF_SIDES) and scene.actor(a).sector not in ("MED", "JRN")
    ]
    known = [a for a in out if scene.country(a)]
    return known or out


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
    named = g.kids(i, "dobj", "attr", *within)
    if any(scene.tokens[d].lemma.lower() == "no" for k in named for d in g.kids(k, "det")):
        return True
    # "not one inch will be given up", "nobody may", "nothing will"
    firsts = [min(g.subtree(k)) for k in named]
    return any(scene.tokens[k].text.lower() in ("not", "nobody", "nothing", "none", "neither") for k in firsts)


def auxiliaries(scene: Scene, i: int) -> list[str]:
    """Return the auxiliary words of the verb, in small letters."""
    return [scene.tokens[k].text.lower() for k in scene.graph.kids(i, "aux")]
