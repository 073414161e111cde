"""Tries a frame at a verb: who does it to whom, in actives, passives and what the parser makes of them."""

from __future__ import annotations

from communique.coding.lexicon import Frame
from communique.coding.matching.company import (
    complement_of,
    has_purpose,
    in_company,
    phrasal,
    said_by_speaker,
    sides_fit,
)
from communique.coding.matching.match import Match
from communique.coding.matching.recipients import fill_recipients
from communique.coding.scene import Scene
from communique.coding.scene.memory import remembered, remembered_list

__all__ = ["match_verb"]


def match_verb(scene: Scene, f: Frame, i: int, *, weak: bool = False) -> Match | None:
    """Return the frame found at the verb `i`; None where its conditions do not hold, with `weak` even if its company is not there."""
    g = scene.graph
    ok, met, objects, complement = _company(scene, i, f)
    if not (ok or weak) or not _allowed(scene, f, i, objects, met, weak=weak):
        return None
    subjects = g.agents(i)
    m = Match(f, i, i, objects=[*objects, *(x for x in met if x not in objects)], complement=complement)
    if f.keys.get("actor") == "speaker":
        return said_by_speaker(scene, m, subjects)
    m.actors = scene.doers(i) or _issuers(scene, subjects, i)
    if not m.actors and subjects and f.type in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "COOPERATE"):
        # "Malian drones struck": the owner of what acts
        m.actors = [a for s in subjects for a in scene.makers(s)]
    if not m.actors and f.type in ("CONCEDE", "AID") and g.is_passive(i):
        # "UN sanctions were lifted", "Turkish drones were supplied to Kyiv": whose they were
        m.actors = [a for o in objects for a in scene.modifier_actors(o)]
    if not m.actors and "release" in f.mode:
        m.actors = _holders(scene, (*objects, *subjects))
    if f.flag("suffered_by_subject"):
        _suffers(scene, m, subjects, met)
    elif not m.actors and f.type in ("ASSAULT", "MOBILIZE") and g.is_passive(i):
        m.actors = _behind(scene, m)
    elif not m.actors and g.is_passive(i) and f.keys.get("actor") == "place":
        # "were refused entry to Israel"
        m.actors = [a for o in (i, *objects) for p in g.prep_objects(o, "to", "into", "by") for a in scene.people_at(p)]
    if weak and not m.actors and not f.flag("reciprocal"):
        # somebody must do it
        return None
    if not m.recipients:
        fill_recipients(scene, m)
    if f.flag("reciprocal"):
        m.actors += [a for at in (i, *g.kids(i, "dobj")) for a in scene.named_below(at, "with")]
        # the parser takes "called President Yoon on Friday" for a naming
        named = [o for o in g.kids(i, "oprd") if scene.tokens[o].pos == "PROPN"]
        others = [o for o in [*g.kids(i, "dobj"), *named, *g.prep_objects(i, "with", "to")] if not scene.is_press(o)]
        m.actors += [a for o in others for c in g.conjuncts(o) for a in scene.people_at(c)]
        m.recipients = []
    if f.session and "visit" in f.mode:
        # guest and host both take part; which is which is kept apart
        m.recipients = [a for o in objects for a in scene.people_at(o) or scene.state_of_place(o)] or m.recipients
        if f.flag("host"):
            m.actors, m.recipients = m.recipients, m.actors
    m.actors = list(dict.fromkeys(m.actors))
    if f.flag("need_recipient") and not m.recipients:
        return None
    return m if sides_fit(scene, m) else None


@remembered
def _company(scene: Scene, i: int, f: Frame) -> tuple[bool, list[int], list[int], int | None]:
    """Whether the verb stands in the company that the frame asks for, and what met that; its objects and complement."""
    g = scene.graph
    objects = _objects(scene, i) or _behind_particle(scene, f, i)
    complement = complement_of(scene, i, f.keys.get("wanted") == "infinitive")
    if "wanted" in f.keys and not objects and complement is not None:
        # "implored Europe to act": the parser makes Europe the subject of "act"
        objects = [c for o in g.kids(complement, "nsubj", "nsubjpass") for c in g.conjuncts(o)]
    objects += [k for o in objects for k in _meant(scene, o, i)]
    # "held Serbia responsible": the parser hangs what is said of an object on it, as an adjective behind the noun
    objects += [k for o in objects for k in g.kids(o, "amod") if k > o]
    return *in_company(scene, f, i, objects, complement), objects, complement


def _allowed(scene: Scene, f: Frame, i: int, objects: list[int], met: list[int], *, weak: bool) -> bool:
    """Whether nothing stands with the verb that the frame bars, and its subject, purpose and adverb are what it asks for."""
    g, keys = scene.graph, f.keys
    if "not_participle" in keys and scene.tokens[i].tag == "VBN" and scene.tokens[i].dep == "amod":
        return False
    if "not_modifier" in keys and any(g.lemmas[k] in keys["not_modifier"] for o in objects for k in g.modifiers(o)):
        return False
    if "not_object" in keys and any(scene.is_class(o, keys["not_object"]) for o in (*objects, *met)):
        return False
    if "not_cause" in keys and any(scene.is_class(o, keys["not_cause"]) for o in (*g.agents(i), *_causes(scene, i))):
        return False
    if "adverb" in keys and not _has_adverb(scene, f, i):
        return False
    if weak:
        # "asked not to be named": a clause with which the frame never holds
        clause = complement_of(scene, i) if "not_complement" in keys else None
        return clause is None or not scene.is_class(clause, keys["not_complement"])
    if "subject" in keys and not any(scene.is_class(s, keys["subject"]) for s in g.agents(i)):
        unsaid = g.is_passive(i) and not g.agents(i)
        # who speaks by a text is an actor
        if not unsaid and not ("ACTOR" in keys["subject"] and _issuers(scene, g.agents(i), i)):
            return False
    return "purpose" not in keys or has_purpose(scene, f, i)


def _has_adverb(scene: Scene, f: Frame, i: int) -> bool:
    g = scene.graph
    near = [*g.kids(i, "advmod"), *(x for p in g.kids(i, "prep") for x in g.kids(p, "advmod"))]
    return any(g.texts[k] in f.keys["adverb"] for k in near)


def _behind_particle(scene: Scene, f: Frame, i: int) -> list[int]:
    """The object of a verb whose particle the parser took for a preposition ("gunned down a lawmaker")."""
    verb = phrasal(scene, i)
    return scene.graph.prep_objects(i, verb.split(" ")[1]) if verb and verb in f.verbs else []


def _causes(scene: Scene, i: int) -> list[int]:
    """What the clause names as having done it, the subject left out: "killed by the flood", "killed when a bus overturned"."""
    g = scene.graph
    when = [k for k in g.kids(i, "advcl") if g.kids(k, "mark", "advmod") and scene.tokens[k].tag != "VBG"]
    return [*g.prep_objects(i, "in", "by", "from", "of", "during", "after"), *when]


def _suffers(scene: Scene, m: Match, subjects: list[int], met: list[int]) -> None:
    """ "The convoy came under fire from rebels": the subject suffers it, whoever is behind the attack does it."""
    g = scene.graph
    preps = ("by", "from", "with", *(("to",) if "to" in m.frame.prep else ()))
    senders = [p for o in (m.token, *met) for p in g.prep_objects(o, *preps)]
    m.actors = [a for o in met for a in scene.modifier_actors(o)] or [a for p in senders for a in scene.people_at(p)]
    m.recipients = [a for s in subjects for a in scene.people_at(s) or scene.owners(s) or scene.state_of_place(s)]
    m.objects = [*subjects, *met]


_FOUGHT = ("clash", "fighting", "battle", "gunfight", "firefight", "combat", "skirmish", "shootout")
_HOLDING = frozenset("hold detain seize kidnap capture abduct jail imprison take arrest free release".split())


def _holders(scene: Scene, freed: tuple[int, ...]) -> list[int]:
    """Who held those who come free: "hostages held by Hamas were released", "Greeks freed by Iran flew home"."""
    g = scene.graph
    held = [k for o in freed for k in g.kids(o, "acl", "relcl") if scene.tokens[k].lemma.lower() in _HOLDING]
    return [a for k in held for o in g.prep_objects(k, "by") for a in scene.people_at(o)]


def _behind(scene: Scene, m: Match) -> list[int]:
    """Who does what a passive tells: whose attack it was in ("killed in Israeli shelling"), whose forces are sent ("U.S. troops were sent")."""
    g, i = scene.graph, m.token
    if m.frame.type == "MOBILIZE":
        return [
            a for o in g.patients(i) for h in scene.heads(o) for a in scene.modifier_actors(h) or scene.people_at(h)
        ]
    attacks = [o for o in g.prep_objects(i, "in", "by", "during") if scene.is_class(o, ("ATTACK", *_FOUGHT))]
    # "killed in clashes with Chadian troops"
    against = [p for o in attacks if scene.is_class(o, _FOUGHT) for p in g.prep_objects(o, "with")]
    return [a for o in attacks for a in scene.makers(o)] or [a for p in against for a in scene.people_at(p)]


@remembered_list
def _objects(scene: Scene, i: int) -> list[int]:
    """What it is done to, with what a passive keeps ("were refused entry") and what the parser hangs on the one who gets it."""
    g = scene.graph
    out = g.patients(i)
    if g.is_passive(i):
        out = [*out, *(c for o in g.kids(i, "dobj") for c in g.conjuncts(o))]
    return out or [k for o in g.kids(i, "dative") for k in g.kids(o, "appos") if g.is_noun(k)]


def _meant(scene: Scene, o: int, verb: int) -> list[int]:
    """What "it" or "them" at token `o` stands for: the object of the verb with which its own is listed ("imposed a ban and lifted it")."""
    g = scene.graph
    if scene.tokens[o].text.lower() not in ("it", "them") or scene.tokens[verb].dep != "conj":
        return []
    before = [k for v in g.conjuncts(g.chain_start(verb)) if v < verb for k in g.kids(v, "dobj")]
    return [k for k in before if g.is_noun(k) and scene.tokens[k].pos != "PRON"][-1:]


def _issuers(scene: Scene, subjects: list[int], verb: int) -> list[int]:
    """ "A German statement urged …", "adopted a resolution calling on …": whoever issued the text that speaks."""
    g = scene.graph
    for s in subjects:
        if not scene.is_class(s, ("STATEMENT",)):
            continue
        own = [a for o in g.prep_objects(s, "by", "from", "of") for a in scene.people_at(o)]
        above = g.clause_verb(s)
        return own or scene.modifier_actors(s) or (scene.doers(above) if above != verb else [])
    return []
