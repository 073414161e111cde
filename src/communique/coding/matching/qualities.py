"""Tries a frame at an adjective or an adverb that is said of somebody."""

from __future__ import annotations

from communique.coding.lexicon import Frame
from communique.coding.matching.company import complement_of, in_company, said_by_speaker
from communique.coding.matching.match import Match
from communique.coding.matching.recipients import fill_recipients
from communique.coding.scene import Scene

__all__ = ["match_adjective", "match_adverb"]


def match_adjective(scene: Scene, f: Frame, i: int) -> Match | None:
    """The frame at an adjective that is said of somebody, or at a participle that the parser took for a passive ("was dismayed at")."""
    g = scene.graph
    felt = bool(g.kids(i, "auxpass"))
    verb = i if felt else scene.tokens[i].head
    if not felt and (scene.tokens[i].dep not in ("acomp", "oprd", "attr", "ccomp", "xcomp") or not g.is_verb(verb)):
        return None
    complement = complement_of(scene, i)
    complement = complement if complement is not None else g.first(verb, "ccomp")
    ok, met = in_company(scene, f, i, [], complement)
    if not ok and f.prep:
        ok, met = in_company(scene, f, verb, [], complement)
    if not ok:
        return None
    subjects = g.kids(verb, "nsubjpass") if felt else g.subjects(verb)
    if f.words("subject") and not any(scene.is_class(s, f.words("subject")) for s in subjects):
        return None
    if any(scene.is_class(s, f.words("not_object")) for s in subjects):
        return None
    m = Match(f, i, verb, objects=[*met, *subjects], complement=complement)
    if f.keys.get("actor") == "speaker":
        return said_by_speaker(scene, m, subjects)
    m.actors = list(dict.fromkeys(a for s in subjects for a in scene.people_at(s)))
    if f.type in ("ACCUSE", "SUPPORT", "THREATEN", "REJECT"):
        fill_recipients(scene, m)
    return m


def match_adverb(scene: Scene, f: Frame, i: int) -> Match | None:
    """ "Turkish and Azeri soldiers trained together": what two sides do with one another, whatever it is."""
    verb = scene.tokens[i].head
    if not scene.graph.is_verb(verb) or scene.lemma(verb).split(" ")[0] in f.words("not_governor"):
        return None
    m = Match(f, i, verb, objects=[verb])
    with_whom = [o for at in (verb, i) for o in scene.graph.prep_objects(at, "with")]
    m.actors = list(dict.fromkeys([*scene.doers(verb), *(a for o in with_whom for a in scene.people_at(o))]))
    return m if len({scene.side(a) for a in m.actors}) > 1 else None
