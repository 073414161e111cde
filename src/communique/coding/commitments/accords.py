"""Agreements as those who are bound by them: whose an accord is, when it was made, and what is told to be done under one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.words import TimeExpression

__all__ = [
    "Accord",
    "accord_at",
    "accord_over",
    "is_accord",
    "last_accord",
    "noun_at",
    "same_block",
    "spoken_of_before",
    "words_of",
]

_MAKING = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
_NEAR = 3
_TOLD = 2
"""Sentences behind one that tells of an agreement in which its pieces are still told."""
_UNDER = 8
"""How many steps above a clause the phrase that names its agreement may hang."""


@dataclass(slots=True)
class Accord:
    """An agreement: the actors that it binds and when it was made; `noun` is the token that names it, -1 where none does."""

    parties: list[int] = field(default_factory=list)
    made: TimeExpression | None = None
    noun: int = -1


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one of the word lists of commitments.toml."""
    return frozenset(table("commitments.toml")["words"][name])


def noun_at(scene: Scene, i: int) -> str:
    """Return the noun at token `i` in small letters, "cease-fire" whole."""
    lemma = scene.tokens[i].lemma.lower()
    before = [t.text.lower() for t in scene.tokens[max(0, i - 2) : i]]
    return "cease-fire" if lemma == "fire" and before == ["cease", "-"] else lemma


def is_accord(scene: Scene, i: int) -> bool:
    """Tell whether token `i` names an agreement that stands: not a draft, a possible one, none."""
    if not scene.graph.is_noun(i):
        return False
    if noun_at(scene, i) not in words_of("accord") and not _is_accepted_plan(scene, i):
        return False
    before = {scene.tokens[k].lemma.lower() for k in scene.graph.kids(i, "amod", "det", "compound")}
    return not before & words_of("unreal")


def _is_accepted_plan(scene: Scene, i: int) -> bool:
    """ "Accepted a plan", "signed up to the proposal": a plan that somebody has taken on."""
    g = scene.graph
    t = scene.tokens[i]
    if t.lemma.lower() not in words_of("proposals"):
        return False
    verb = g.clause_verb(i)
    taken = scene.tokens[verb].lemma.lower() in words_of("taking") and not g.kids(verb, "neg")
    return (
        taken and scene.tokens[verb].tag in ("VBD", "VBN", "VBZ", "VBP") and (i in g.patients(verb) or t.dep == "pobj")
    )


def accord_at(scene: Scene, events: list[EventDraft], i: int) -> Accord:
    """Return whose the agreement at token `i` is: those it names, else those who last made one, else the two sides of the article."""
    g = scene.graph
    named = scene.named_below(i, "between", "among", "with", "of", "by")
    for k in g.kids(i, "acl", "relcl"):
        named += [a for o in g.prep_objects(k, "by", "between", "with") for a in scene.people_at(o)]
    named += [a for a in scene.modifier_actors(i) if a not in named]
    named = [a for a in dict.fromkeys(named) if scene.country(a) or scene.actor(a).named]
    known = last_accord(scene, events, i)
    made = next((x for k in g.kids(i, "acl") if (x := time_of(scene, k)) is not None), None)
    verb = g.clause_verb(i)
    if made is None and i in g.patients(verb):
        # "signed an agreement on 27 June, by which they are to leave"
        made = time_of(scene, verb)
    made = made or known.made
    if len({scene.side(a) for a in named}) > 1 or (named and not known.parties):
        return Accord(named, made, i)
    with_them = [a for a in known.parties if not named or {scene.side(b) for b in named} & {scene.side(a)}]
    return Accord(known.parties if with_them or not named else named, made, i)


def last_accord(scene: Scene, events: list[EventDraft], i: int) -> Accord:
    """Return the agreement told last before token `i`, else the first after it, else one of the article's two sides."""
    made = [d for d in events if d.type in _MAKING and d.status in ("happened", "claimed") and _binds(scene, d)]
    before = [d for d in made if d.tokens[0] < i]
    here = scene.tokens[i].sentence
    near = sorted(before, key=lambda d: max(t for t in d.tokens if t < i)) or made[:1]
    if near:
        last = near[-1]
        close = here - scene.tokens[last.tokens[0]].sentence
        return Accord(_principals(scene, events, last.actors), last.time if abs(close) <= _NEAR else None)
    if scene.pair:
        return Accord(list(scene.pair))
    home = scene.states.get(scene.home) if scene.home is not None else None
    return Accord([home] if home is not None else [])


def _principals(scene: Scene, events: list[EventDraft], actors: list[int]) -> list[int]:
    """Those who agreed, without the United Nations and those who mediated."""
    brokers = {scene.side(a) for d in events for a, role, _ in d.third if role != "host"}
    own = [a for a in actors if scene.country(a) != "UNO" and scene.side(a) not in brokers]
    return own or list(actors)


def _binds(scene: Scene, d: EventDraft) -> bool:
    """Whether the event is an agreement of two or more."""
    if len(d.actors) < 2:
        return False
    if d.type == "SUPPORT" and not d.frame.id.startswith("support.sign"):
        return False
    return all(scene.country(a) or (scene.actor(a).named and scene.actor(a).type != "person") for a in d.actors) and (
        len({scene.side(a) for a in d.actors}) > 1 or d.type == "AGREE"
    )


def spoken_of_before(scene: Scene, events: list[EventDraft], verb: int) -> Accord | None:
    """Return the agreement of the sentences just before, which "it" may stand for."""
    here = scene.tokens[verb].sentence
    first = next(t.i for t in scene.tokens if t.sentence == here)
    nouns = [
        t.i
        for t in scene.tokens[max(0, first - 90) : verb]
        if here - t.sentence <= _TOLD and is_accord(scene, t.i) and same_block(scene, t.start, scene.tokens[verb].start)
    ]
    return last_accord(scene, events, verb) if nouns else None


def same_block(scene: Scene, a: int, b: int) -> bool:
    """Tell whether both code points lie in one paragraph."""
    return any(k.start <= a and b < k.end for k in scene.analysis.article.blocks)


def accord_over(scene: Scene, events: list[EventDraft], verb: int) -> Accord | None:
    """Return the agreement under which the clause of `verb` is told to be done, None where none is named in its sentence."""
    g = scene.graph
    chain = [verb]
    for a in g.ancestors(verb):
        if len(chain) > _UNDER or not (g.is_verb(a) or scene.tokens[a].dep in ("acomp", "oprd")):
            break
        chain.append(a)
    for at in chain:
        for p in g.kids(at, "prep", "agent", "advcl", "pcomp"):
            if scene.tokens[p].text.lower() not in words_of("under") and scene.lemma(p) not in ("accord", "line"):
                continue
            for o in (*g.kids(p, "pobj"), *g.prep_objects(p, "to", "with", "of")):
                if is_accord(scene, o) and _is_over(scene, p, o):
                    return accord_at(scene, events, o)
                if scene.tokens[o].lemma.lower() in ("return", "exchange") and not g.kids(o, "prep", "det"):
                    # "in return, Tehran would halt its shipments"
                    return _bargain(scene, events, verb)
                if scene.tokens[o].tag in ("WDT", "WP"):
                    above = _antecedent(scene, at)
                    if above is not None:
                        return accord_at(scene, events, above)
    return None


def _bargain(scene: Scene, events: list[EventDraft], verb: int) -> Accord | None:
    """The agreement told just before, of which "in return" tells the other half; None after a mere proposal."""
    here = scene.tokens[verb].sentence
    near = [t for t in scene.tokens[max(0, verb - 120) : verb] if here - t.sentence <= _NEAR]
    if any(t.lemma.lower() in words_of("proposals") for t in near):
        return None
    agreed = any(d.type == "AGREE" and d.status == "happened" and set(d.tokens) & {t.i for t in near} for d in events)
    return last_accord(scene, events, verb) if agreed else None


def _is_over(scene: Scene, preposition: int, noun: int) -> bool:
    """ "Under the deal", "by the terms of the truce", "in the first phase of the accord"; "in a statement" and "with a deal" bind nobody."""
    word = scene.tokens[preposition].text.lower()
    lemma = scene.tokens[noun].lemma.lower()
    if word in ("in", "with"):
        return word == "in" and lemma in ("agreement", "deal", "accord", "pact", "treaty", "phase", "declaration")
    return True


def _antecedent(scene: Scene, verb: int) -> int | None:
    """The agreement of which a relative clause tells: "an agreement with the doctors under which it will pay"."""
    t = scene.tokens[verb]
    if t.dep not in ("relcl", "acl"):
        return None
    at = t.head
    for k in (at, *(a for a in scene.graph.ancestors(at))):
        if scene.graph.is_verb(k):
            # "signed an accord on 1 March, under which": the parser hangs the clause on the day
            return next((o for o in scene.graph.patients(k) if is_accord(scene, o)), None)
        if is_accord(scene, k):
            return k
    return None
