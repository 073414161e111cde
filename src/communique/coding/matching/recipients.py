"""Finds whom an event is done to: by the places that its frame names, else by who stands deeper in the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.scene import Scene
from communique.coding.scene.memory import remembered, remembered_list

if TYPE_CHECKING:
    from communique.coding.matching.match import Match

__all__ = ["fill_recipients", "pobjects"]


_HANGING = frozenset({"prep", "agent", "dative", "advmod", "prt", "conj"})


@remembered
def _prepositions_near(scene: Scene, i: int) -> frozenset[str]:
    """The words and base forms that hang on token `i`, or on one that does, where prepositions and particles hang."""
    g = scene.graph
    near = level = [i]
    for _ in range(4):
        level = [k for at in level for k in g.children[at] if scene.tokens[k].dep in _HANGING]
        near = near + level
    return frozenset({g.texts[k] for k in near[1:]} | {g.lemmas[k] for k in near[1:]} | {"between"})


def pobjects(scene: Scene, i: int, prep: str) -> list[int]:
    """Return the nouns, verbs and objects behind one preposition or particle of token `i`."""
    if not scene.graph.children[i] or prep not in _prepositions_near(scene, i):
        return []
    return _pobjects(scene, i, prep)


@remembered_list
def _pobjects(scene: Scene, i: int, prep: str) -> list[int]:
    out = scene.graph.prep_objects(i, prep)
    for p in scene.graph.kids(i, "prep"):
        if scene.tokens[p].text.lower() == prep:
            out.extend(scene.graph.kids(p, "pcomp", "amod", "acomp"))
        elif prep == "between":  # "shuttled for two years between"": the parser hangs it on the time
            spans = (o for o in scene.graph.kids(p, "pobj") if scene.time_at(o) is not None)
            out.extend(k for o in spans for k in scene.graph.prep_objects(o, prep))
    for k in scene.graph.kids(i, "advmod"):  # "pulled its soldiers back from", "worked closely with"
        out.extend(scene.graph.prep_objects(k, prep))
    for p in scene.graph.kids(i, "prt"):
        if scene.tokens[p].text.lower() == prep:
            out.extend(scene.graph.kids(i, "dobj"))
    return out


def fill_recipients(scene: Scene, m: Match) -> None:
    """Set whom the match is done to: the first place of its frame that names somebody, else who stands deeper in its words."""
    behind = [o for _, o in scene.graph.prepositions(m.token)]
    if len({scene.side(a) for a in m.actors}) > 1 and any(scene.is_each_other(o) for o in (*m.objects, *behind)):
        m.recipients = list(m.actors)
    else:
        _by_frame(scene, m)


def _by_frame(scene: Scene, m: Match) -> None:
    g = scene.graph
    specs = m.frame.recipient if "recipient" in m.frame.keys else ("object",)
    own: list[int] = []
    mine = {scene.side(a) for a in m.actors}
    for spec in specs:
        got: list[int] = []
        kind, _, word = spec.partition(":")
        if spec == "object":
            got = _objects(scene, m)
        elif spec == "object.owner":
            got = _owners_of_objects(scene, m)
        elif spec == "object.maker":
            got = [a for o in m.objects for h in scene.heads(o) for a in _makers(scene, h)]
        elif spec == "object.of":
            got = [
                a
                for o in m.objects
                for p in g.prep_objects(o, "of")
                for a in scene.people_at(p) or scene.modifier_actors(p)
            ]
        elif spec == "object.against":
            got = [a for o in m.objects for p in g.prep_objects(o, "against") for a in _target(scene, p)]
        elif spec == "object.by":
            got = [a for o in m.objects for p in g.prep_objects(o, "by") for a in scene.people_at(p)]
        elif spec == "object.place":
            got = [a for o in m.objects for a in scene.state_of_place(o)]
        elif spec == "dative":
            got = [a for o in g.kids(m.token, "dative") for a in scene.people_at(o)]
        elif kind == "prep":
            pobj = [o for at in dict.fromkeys((m.token, m.verb, *m.objects)) for o in pobjects(scene, at, word)]
            leaving = m.frame.type != "RETREAT" and any(scene.tokens[o].lemma.lower() in _LEAVING for o in m.objects)
            if word == "from" and leaving:
                continue
            got = [a for o in pobj for a in _target(scene, o)]
        elif spec in ("prep.owner", "prep.place", "prep.maker"):
            whose = _makers if spec == "prep.maker" else _owners_or_state
            got = [a for p in m.frame.prep for o in pobjects(scene, m.token, p) for a in whose(scene, o)]
        elif spec == "of.owner":
            got = [a for o in g.prep_objects(m.token, "of") for a in scene.actors_at(o) or scene.owners(o)]
        elif kind.startswith("complement") and m.complement is not None:
            got = _from_complement(scene, m.complement, spec)
        elif spec == "subject.owner":
            got = [a for s in g.subjects(m.verb) for a in scene.owners(s)]
        found = list(dict.fromkeys(got))
        got = _others(scene, m, found, spec, mine)
        if got:
            m.recipients = got
            return
        own = own or found
    if specs and not m.nominal:
        m.recipients = _deep_recipients(scene, m)
    if not m.recipients and m.frame.type in _AIMED and not m.frame.flag("reciprocal"):
        m.recipients = _other_side(scene, m)
    if not m.recipients and m.frame.type == "ASSAULT" and not m.frame.flag("reciprocal") and len(scene.pair) < 2:
        # "Venezuelan troops beat Venezuelan students": done to those of the same state
        m.recipients = own


def _objects(scene: Scene, m: Match) -> list[int]:
    """The actors that the object itself stands for; where it names nobody, those of what else the frame asked for."""
    patients = set(scene.graph.patients(m.token))
    first = [a for o in m.objects if o in patients for a in scene.people_at(o) or scene.actors_at(o)]
    return first or [a for o in m.objects for a in scene.people_at(o) or scene.actors_at(o)]


def _owners_of_objects(scene: Scene, m: Match) -> list[int]:
    """Whose the objects are: those named before the noun, else those behind it."""
    heads = [h for o in m.objects for h in scene.heads(o)]
    if m.frame.type in _OF_OTHERS and m.actors:
        # "its bases in Niger", "US forces in Iraq": those who do it may stand before the noun
        mine = {scene.side(a) for a in m.actors}
        found = [a for h in heads for a in (*scene.modifier_actors(h), *scene.owners(h), *_in_phrase(scene, h))]
        others = [a for a in found if scene.side(a) not in mine]
        if others:
            return others
    return [a for h in heads for a in scene.modifier_actors(h) or scene.owners(h) or scene.state_of_place(h)]


def _in_phrase(scene: Scene, noun: int) -> list[int]:
    """The state named in the "in" or "of" phrase of a noun."""
    return [a for o in scene.graph.prep_objects(noun, "in", "of") for a in _owners_or_state(scene, o)]


def _others(scene: Scene, m: Match, found: list[int], spec: str, mine: set[str]) -> list[int]:
    """Whom of those found it can be done to: not those who do it, and for some types not those of their side."""
    # a people protests against its own state
    got = [a for a in found if a not in m.actors or m.frame.type == "PROTEST"]
    if m.frame.type in _OF_OTHERS:
        return [a for a in got if scene.side(a) not in mine]
    if m.frame.type in ("REQUEST", "REJECT") and (
        spec.endswith(("owner", "place", "maker", "of")) or spec == "prep:from"
    ):
        # one's own soldiers, one's own land: what is asked or refused, not who
        return [
            a for a in got if scene.side(a) not in mine or (scene.actor(a).named and scene.actor(a).type != "state")
        ]
    return got


_AIMED = frozenset(
    {"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "AID", "MOBILIZE"}
)
"""Types that are done to somebody, whom the clause may name anywhere."""
_OF_OTHERS = frozenset({"RETREAT", "AID", "COOPERATE"})
"""Types that are done to another side: one's own people and places are no recipients."""
_MATERIAL = frozenset({"SANCTION", "COERCE", "ASSAULT", "AID", "MOBILIZE"})
_AROUND = (
    "in",
    "at",
    "near",
    "after",
    "before",
    "during",
    "since",
    "under",
    "with",
    "through",
    "amid",
    "despite",
    "like",
)


def _other_side(scene: Scene, m: Match) -> list[int]:
    """The first of another side in what hangs on the word, where the frame's own places name nobody.

    What only says where or when something was said is passed over, and so is what is told in passing.
    """
    g = scene.graph
    mine = {scene.side(a) for a in m.actors}
    subjects = set(g.kids(m.token, "nsubj", "nsubjpass", "agent", "csubj"))
    stack = [k for k in reversed(g.children[m.token]) if k not in subjects]
    while stack:
        at = stack.pop()
        t = scene.tokens[at]
        if t.dep in ("relcl", "acl", "advcl", "conj", "parataxis") or (t.dep == "prep" and _aside(m, t.text)):
            continue
        if t.dep != "poss" or not scene.is_press(at):
            found = [
                a
                for a in (*scene.actors_at(at), *scene.actors_before(at))
                if _is_party(scene, a) and scene.side(a) not in mine
            ]
            found = found or [
                a for a in scene.state_of_place(at) if m.frame.type in _MATERIAL and scene.side(a) not in mine
            ]
            if found:
                return found[:1]
        stack.extend(reversed(g.children[at]))
    return []


def _aside(m: Match, preposition: str) -> bool:
    word = preposition.lower()
    return word in _AROUND and not (m.frame.type in _MATERIAL and word in ("in", "at", "near"))


def _is_party(scene: Scene, actor: int) -> bool:
    a = scene.actor(actor)
    return bool(scene.country(actor)) or (a.named and a.type in ("group", "organisation") and bool(a.side))


_WITHIN: dict[str, tuple[str, ...]] = {
    "SUPPORT": ("of", "with", "between", "from", "by", "to", "for"),
    "REJECT": ("of", "from", "by", "to", "with"),
    "REQUEST": ("of", "from", "by", "in", "to", "with", "between", "against", "on"),
    "AGREE": ("with",),
    "ACCUSE": ("of", "in", "by", "with", "against", "on", "from", "to"),
    "SANCTION": ("of", "in", "with", "from", "to", "against", "on"),
    "COERCE": ("of", "in", "from", "into", "to", "on"),
    "ASSAULT": ("of", "in", "near", "on", "from"),
    "AID": ("of", "in", "for", "to", "from"),
}
"""The prepositions inside the object's phrase behind which stands who is meant, where no place of the frame names anybody."""


_SIGNING = frozenset({"support.sign", "support.sign_more"})


def _deep_recipients(scene: Scene, m: Match) -> list[int]:
    """ "Welcomed the resumption of ties with Cairo", "criticised the closure of schools in Yemen": who is named inside the object."""
    preps = _WITHIN.get(m.frame.type, ())
    nouns = [o for o in m.objects if scene.graph.is_noun(o)] if preps else []
    nouns += [p for o in nouns for p in scene.graph.prep_objects(o, "of") if m.frame.type == "REQUEST"]
    # a plan to do something to others is refused to those who made it, wherever it was made
    below = ("by", "from") if m.frame.type == "REJECT" else _BELOW
    apart = ("in", "at", "on") if m.frame.type == "REJECT" else ()
    deep = [
        a for o in nouns for a in [*scene.named_below(o, *preps, apart=apart), *_in_clause_of(scene, o, preps=below)]
    ]
    if not deep and m.frame.id in _SIGNING:
        deep = _in_clause_of(scene, m.token, "advcl")
    sides = {scene.side(a) for a in m.actors}
    return [a for a in dict.fromkeys(deep) if scene.country(a) is not None and scene.side(a) not in sides]


_BELOW = ("to", "from", "by", "into", "with", "against")


def _in_clause_of(scene: Scene, word: int, dep: str = "acl", preps: tuple[str, ...] = _BELOW) -> list[int]:
    """Who stands in the infinitive or participle of a word: "an accord to supply Chad with fuel", "a letter sent by Chad"."""
    g = scene.graph
    out: list[int] = []
    for k in g.kids(word, dep):
        below = [*(g.kids(k, "dobj", "dative") if preps == _BELOW else []), *g.prep_objects(k, *preps)]
        if scene.tokens[k].lemma.lower() in _KEEPS:
            below += g.prep_objects(k, "in")
        out += [a for o in below for a in _target(scene, o)]
    return out


_BORDERS = frozenset({"border", "frontier", "boundary"})
_KEEPS = frozenset({"hold", "detain", "jail", "imprison", "keep", "arrest", "strand", "trap"})


def _made_by(scene: Scene, o: int) -> list[int]:
    """ "A list of demands issued by Riyadh": who made the thing at token `o`, or what it is of."""
    nouns = [o, *scene.graph.prep_objects(o, "of")]
    return [a for n in nouns for a in _in_clause_of(scene, n, preps=("by", "from"))]


_LEAVING = frozenset({"withdrawal", "departure", "pullout", "removal", "evacuation", "exit", "retreat", "expulsion"})
"""What is from a place: who is to go is asked, not the place."""


def _owners_or_state(scene: Scene, o: int) -> list[int]:
    return scene.owners(o) or scene.state_of_place(o)


def _makers(scene: Scene, o: int) -> list[int]:
    """Whose the offer, call or meeting at token `o` is: who stands before it, else who made it or with whom it is."""
    return scene.modifier_actors(o) or [
        a for p in scene.graph.prep_objects(o, "by", "from", "with") for a in _target(scene, p)
    ]


def _target(scene: Scene, o: int) -> list[int]:
    """Who is hit when the thing at token `o` is: the actor, else its owner, else the state where it lies; of a border, the neighbour."""
    if scene.tokens[o].lemma.lower() in _BORDERS:
        beyond = [a for p in scene.graph.prep_objects(o, "with") for a in scene.people_at(p) or scene.state_of_place(p)]
        if beyond:
            return beyond
    direct = scene.people_at(o) or scene.actors_at(o) or scene.modifier_actors(o)
    return direct or scene.owners(o) or scene.state_of_place(o)


def _from_complement(scene: Scene, verb: int, spec: str) -> list[int]:
    g = scene.graph
    if spec == "complement.subject":
        own = g.kids(verb, "nsubj", "nsubjpass")
        return [
            a for s in own for c in g.conjuncts(s) for a in scene.people_at(c) or scene.actors_at(c) or scene.owners(c)
        ]
    objects = [*g.patients(verb), *g.prep_objects(verb, "with", "from", "on", "to", "against")]
    objects += [o for p in g.patients(verb) for o in g.prep_objects(p, "with", "to", "from")]
    if spec == "complement.object":
        return [a for o in objects for a in scene.actors_at(o)]
    return [a for o in objects for a in scene.owners(o) or scene.state_of_place(o) or _made_by(scene, o)]
