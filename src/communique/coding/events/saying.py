"""Finds the demands, pledges and refusals that lie in modal words alone: "Minsk must free him", "we will pay for it", "we will not yield"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.lexicon import lexicon_frame, table
from communique.coding.matching.match import Match
from communique.coding.scene import Scene
from communique.coding.scene.status import source_of

__all__ = ["spoken_demands", "spoken_pledges", "spoken_refusals"]

_MUST = frozenset({"must", "should", "ought"})
_WILL = frozenset({"will", "wo", "'ll", "would", "'d", "shall"})
_PLEDGING = frozenset({"will", "'ll", "would", "'d", "shall"})
_CAN = frozenset({"can", "ca", "could"})
_STATES = ("be", "have", "know", "see", "mean", "seem", "become")


def spoken_demands(scene: Scene) -> Iterator[Match]:
    """Yield, for each "must" and "should" by which somebody tells another side what to do, the demand that lies in it."""
    g = scene.graph
    for t in scene.tokens:
        if t.tag != "MD" or t.text.lower() not in _MUST or t.dep != "aux":
            continue
        verb = t.head
        speaker = source_of(scene, verb).actor
        subjects = g.kids(verb, "nsubj", "nsubjpass")
        if speaker is None or scene.country(speaker) is None or not subjects or subjects[-1] > t.i:
            continue
        if any(
            scene.tokens[m].lemma.lower() in ("before", "once")
            for k in g.kids(verb, "advcl")
            for m in g.kids(k, "mark", "advmod")
        ):
            # "must leave before we talk" is a condition, which positions.py keeps
            continue
        if scene.tokens[verb].lemma.lower() in _STATES or _perfect(scene, verb):
            continue
        who = [] if g.is_passive(verb) else subjects[-1:]
        told = [a for s in who for c in g.conjuncts(s) for a in scene.people_at(c)]
        told = [a for a in dict.fromkeys(told) if scene.country(a) and scene.side(a) != scene.side(speaker)]
        matter = any(scene.is_class(s, tuple(table("speech_acts.toml")["refusal"]["things"])) for s in subjects[-1:])
        if told or matter:
            objects = [*g.patients(verb), *([] if told else subjects[-1:])]
            yield Match(lexicon_frame("request.must"), t.i, verb, [speaker], told, objects=objects, complement=verb)


def spoken_refusals(scene: Scene, known: set[int]) -> Iterator[Match]:
    """Yield the refusals that no frame of a deed tells; `known` are the verbs whose refusal is told already."""
    for t in scene.tokens:
        if t.i in known:
            continue
        if t.pos in ("VERB", "AUX"):
            found = _refused_deed(scene, t.i) or _nothing_of_the_kind(scene, t.i) or _closed(scene, t.i)
            if found is not None and len({scene.side(a) for a in found.actors}) == 1:
                # what several will not do together, nobody refuses
                yield found
        elif t.pos == "NOUN":
            found = _no_intention(scene, t.i)
            if found is not None and found.actors:
                yield found


def spoken_pledges(scene: Scene, known: set[int]) -> Iterator[Match]:
    """Yield, for each good deed that a side says it "will" or "would" do, the pledge; `known` are the verbs that tell something already."""
    g = scene.graph
    verbs = frozenset(table("speech_acts.toml")["pledge"]["verbs"])
    for t in scene.tokens:
        if t.i in known or t.pos != "VERB" or t.lemma.lower() not in verbs or g.is_passive(t.i):
            continue
        if t.dep in ("acl", "advcl", "relcl", "pcomp") or _denied(scene, t.i) or _perfect(scene, t.i):
            continue
        if not any(scene.tokens[k].text.lower() in _PLEDGING for k in g.kids(t.i, "aux")):
            continue
        speaker = source_of(scene, t.i).actor
        if speaker is None or scene.country(speaker) is None:
            continue
        doers = scene.doers(t.i)
        if doers and {scene.side(a) for a in doers} == {scene.side(speaker)}:
            pledge = _refusal(scene, t.i, g.subjects(t.i))
            yield Match(lexicon_frame("agree.will"), t.i, t.i, doers, pledge.recipients, objects=pledge.objects)


def _perfect(scene: Scene, verb: int) -> bool:
    return any(scene.tokens[k].lemma.lower() == "have" for k in scene.graph.kids(verb, "aux"))


def _denied(scene: Scene, i: int) -> bool:
    return any(
        scene.tokens[k].dep == "neg" or scene.tokens[k].text.lower() in ("never", "not", "nor")
        for k in scene.graph.kids(i, "neg", "advmod", "preconj", "cc")
        if scene.tokens[k].text.lower() != "only"
    )


def _refused_deed(scene: Scene, i: int) -> Match | None:
    """ "Will not sign", "cannot accept", "is not going to yield", "does not intend to meet"."""
    g, words = scene.graph, table("speech_acts.toml")["refusal"]
    lemma = scene.tokens[i].lemma.lower()
    t = scene.tokens[i]
    if t.dep == "xcomp" and t.tag == "VB" and scene.tokens[t.head].lemma.lower() in words["leads"]:
        if lemma not in words["verbs"] or not _denied(scene, t.head):
            return None
        return _refusal(scene, i, g.subjects(t.head))
    modals = {scene.tokens[k].text.lower() for k in g.kids(i, "aux") if scene.tokens[k].tag == "MD"}
    if t.dep == "conj" and not modals:
        modals = {scene.tokens[k].text.lower() for k in g.kids(t.head, "aux") if scene.tokens[k].tag == "MD"}
    will = modals & _WILL and lemma in words["verbs"]
    can = modals & _CAN and lemma in words["cannot"]
    if t.dep in ("acl", "advcl", "pcomp") or (t.dep == "ccomp" and not _told(scene, t.head)):
        return None
    if not (will or can) or not _denied(scene, i) or _perfect(scene, i) or g.is_passive(i):
        return None
    return _refusal(scene, i, g.subjects(i))


def _told(scene: Scene, head: int) -> bool:
    """Whether what hangs on the word is told: not feared, guaranteed or asked for."""
    return scene.in_list(head, "say", "pledge") or scene.tokens[head].lemma.lower() in (
        "clear",
        "adamant",
        "rule",
        "signal",
        "hint",
    )


def _refusal(scene: Scene, verb: int, subjects: list[int]) -> Match:
    g = scene.graph
    actors = list(dict.fromkeys(a for s in subjects for a in scene.people_at(s) if scene.is_actor(s)))
    below = [*g.patients(verb), *g.prep_objects(verb, "to", "with", "from", "for", "of")]
    below += [o for p in g.patients(verb) for o in g.prep_objects(p, "with", "to", "from", "for", "of")]
    mine = {scene.side(a) for a in actors}
    # where talks are to be held says nothing of who is refused
    below = [o for o in below if not scene.is_class(o, ("TALKS",))]
    whose = [
        [a for o in below for a in found(o) if scene.country(a) and scene.side(a) not in mine]
        for found in (scene.people_at, scene.modifier_actors, scene.owners)
    ]
    recipients = next((list(dict.fromkeys(w)) for w in whose if w), [])
    return Match(lexicon_frame("reject.will_not"), verb, verb, actors, recipients, objects=g.patients(verb) or [verb])


def _no_intention(scene: Scene, i: int) -> Match | None:
    """ "Has no intention of withdrawing", "there are no plans to lift it"."""
    g, words = scene.graph, table("speech_acts.toml")["refusal"]
    if scene.tokens[i].lemma.lower() not in words["nouns"]:
        return None
    if not any(scene.tokens[k].text.lower() in ("no", "any") for k in g.kids(i, "det")):
        return None
    deeds = [*g.kids(i, "acl", "xcomp"), *(k for p in g.kids(i, "prep") for k in g.kids(p, "pcomp"))]
    deed = next((k for k in deeds if scene.tokens[k].lemma.lower() in words["verbs"]), None)
    head = scene.tokens[i].head
    denied = any(scene.tokens[k].text.lower() == "no" for k in g.kids(i, "det")) or _denied(scene, head)
    if deed is None or not denied:
        return None
    found = _refusal(scene, deed, g.subjects(head) if scene.tokens[i].dep == "dobj" else [])
    found.token = i
    if not found.actors:
        speaker = source_of(scene, i).actor
        found.actors = [speaker] if speaker is not None else []
        found.recipients = [a for a in found.recipients if a not in found.actors]
    return found


def _nothing_of_the_kind(scene: Scene, i: int) -> Match | None:
    """ "There will be no truce", said by a side."""
    g, words = scene.graph, table("speech_acts.toml")["refusal"]
    speaker = source_of(scene, i).actor
    if speaker is None or scene.country(speaker) is None or not g.kids(i, "expl"):
        return None
    if not any(scene.tokens[k].text.lower() in (*_WILL, *_CAN) for k in g.kids(i, "aux")):
        return None
    for o in g.kids(i, "attr", "nsubj", "dobj"):
        if scene.is_class(o, tuple(words["things"])) and any(
            scene.tokens[k].text.lower() == "no" for k in g.kids(o, "det")
        ):
            return Match(lexicon_frame("reject.will_not"), i, i, [speaker], _others(scene, speaker, [o]), objects=[o])
    return None


def _closed(scene: Scene, i: int) -> Match | None:
    """ "Their terms are a non-starter", said by a side, or "for" a side."""
    if scene.tokens[i].lemma.lower() not in ("be", "remain"):
        return None
    text, start = scene.analysis.article.text, scene.tokens[i].end
    behind = text[start : start + 60].lower()
    phrases: list[str] = table("speech_acts.toml")["refusal"]["closed"]
    near = next((p for p in phrases if 0 <= behind.find(p) <= 24), None)
    if near is None or not scene.graph.kids(i, "nsubj"):
        return None
    subjects = scene.graph.subjects(i)
    speaker = source_of(scene, i).actor
    if speaker is None or scene.country(speaker) is None:
        return None
    return Match(
        lexicon_frame("reject.will_not"), i, i, [speaker], _others(scene, speaker, subjects), objects=list(subjects)
    )


def _others(scene: Scene, speaker: int, nouns: list[int]) -> list[int]:
    found = [a for o in nouns for a in (*scene.modifier_actors(o), *scene.owners(o))]
    return [a for a in dict.fromkeys(found) if scene.side(a) != scene.side(speaker)]
