"""Finds what is called closed ("out of the question") and what somebody says must, will or will not be."""

from __future__ import annotations

from functools import cache

from communique.coding.lexicon import table
from communique.coding.positions.holders import (
    FUTURE,
    Stance,
    auxiliaries,
    doers_of,
    is_unplaced,
    negated,
    sides_of,
    speaker_of,
)
from communique.coding.positions.issues import issue_of
from communique.coding.scene import Scene
from communique.coding.scene.status import is_inverted

__all__ = ["closed", "content", "on_condition", "says_something"]

_NAMING = ("call", "describe", "deem", "consider", "declare", "label", "brand", "find", "term", "make", "see", "regard")


# ---- what is closed --------------------------------------------------------------------------------------------------------


@cache
def _doors() -> tuple[tuple[str, ...], frozenset[str]]:
    """All words that close a door, and the one or two letters with which they begin."""
    doors = tuple(w for words in table("stances.toml")["closed"].values() for w in words)
    return doors, frozenset(w[:n] for w in doors for n in (1, 2))


def closed(scene: Scene, i: int, words: dict[str, list[str]]) -> Stance | None:
    """Return the stance told by "called the withdrawal non-negotiable" or "the withdrawal is a red line for Baku", None elsewhere."""
    g = scene.graph
    doors, heads = _doors()
    if g.texts[i][:2] not in heads:
        return None
    start = scene.tokens[i].start
    text = scene.analysis.article.text[start : start + 30].lower()
    if not text.startswith(doors):
        return None
    stance, word = next(((s, w) for s, ws in words.items() for w in ws if text.startswith(w)), (None, None))
    if stance is None or word is None:
        return None
    if not word.startswith("not ") and negated(scene, scene.tokens[i].head):
        return None
    last = i + len(word.replace("-", " - ").split(" ")) - 1
    verb = g.clause_verb(min(last, len(scene.tokens) - 1))
    inside = set(range(i, last + 1))
    subjects = [k for k in g.kids(verb, "nsubj", "nsubjpass", "csubj") if not inside & set(g.subtree(k))]
    if scene.lemma(verb) in ("be", "remain", "stay", "seem") and subjects:
        parties = speaker_of(scene, i) or [
            a
            for o in (*g.prep_objects(verb, "for", "to"), *(o for k in inside for o in g.prep_objects(k, "for", "to")))
            for a in scene.people_at(o)
        ]
        about = [k for s in subjects for k in g.subtree(s)]
        if word == "red line" and any(scene.tokens[k].dep == "csubj" for k in subjects):
            # what one does is a red line for those who will not do it
            stance = "rejects"
    elif scene.lemma(verb) in _NAMING:
        parties = scene.doers(verb)
        about = [k for k in g.subtree(verb) if verb < k and k not in inside]
    else:
        return None
    if _is_reproach(scene, about):
        return None
    return Stance(i, sides_of(scene, parties), stance, "stance.closed", about)


def _is_reproach(scene: Scene, about: list[int]) -> bool:
    """Whether it is said of a deed, a word or a state of things: to call an attack unacceptable is to condemn it."""
    inside = set(about)
    heads = [
        k
        for k in about
        if scene.tokens[k].head not in inside or scene.tokens[k].dep in ("nsubj", "nsubjpass", "csubj", "dobj")
    ]
    return any(scene.is_class(k, tuple(table("stances.toml")["reproach"]["deeds"])) for k in heads)


# ---- what is said must or will not be --------------------------------------------------------------------------------------


def content(scene: Scene, i: int, lists: dict[str, list[str]]) -> Stance | None:
    """Return the stance told by "said that Laos must leave" or "said that it would (not) leave", between quote marks too, None elsewhere."""
    g = scene.graph
    t = scene.tokens[i]
    if not g.is_verb(i) or t.dep in ("aux", "auxpass") or (t.dep in ("advcl", "relcl", "acl")):
        return None
    aux = auxiliaries(scene, i)
    denied = negated(scene, i, "nsubj", "nsubjpass")
    if "should" in aux and scene.lemma(i) in lists["expected"]:
        return None
    has_to = (_has_to(scene, i, lists["duties"]) and not denied) or _is_not_to(scene, i)
    verb = next(iter(g.kids(i, "xcomp")), i) if has_to else i
    future = any(a in FUTURE for a in aux)
    yields = scene.lemma(verb) in lists["yielding"] or scene.tokens[verb].lemma.lower() in lists["yielding"]
    parties = _said_by(scene, i, lists["cues"])
    subjects = g.subjects(i)
    doers = sides_of(scene, [a for s in subjects for a in scene.people_at(s)] or doers_of(scene, i))
    about = [k for k in g.subtree(i) if k != i] + [i]
    if has_to or any(a in lists["obliging"] for a in aux) or (denied and "may" in aux):
        others = {scene.country(a) for a in doers} - {None}
        of_others = len(others) == 1 and not others & {scene.country(a) for a in parties} and scene.lemma(verb) != "do"
        if parties and subjects and (says_something(scene, about) or of_others):
            return Stance(i, parties, "demands", "stance.must", about)
        return None
    if not (future and yields):
        return None
    if _is_unplaced_speech(scene, i) or (denied and not parties and not scene.quote_at(i)):
        parties = doers or parties
    if doers and not {scene.side(a) for a in doers} & {scene.side(a) for a in parties}:
        return None
    if denied:
        return Stance(i, parties, "rejects", "stance.will_not", about) if parties else None
    if (
        doers
        and parties
        and says_something(scene, about)
        and not {"can", "could"} & set(aux)
        and not on_condition(scene, i)
    ):
        return Stance(i, parties, "offers", "stance.will", about)
    return None


def _is_unplaced_speech(scene: Scene, i: int) -> bool:
    """Whether the words are those of somebody of no known side, who speaks for whom he speaks of."""
    quote = scene.quote_at(i)
    return quote is not None and quote.speaker is not None and is_unplaced(scene, quote.speaker)


def _has_to(scene: Scene, i: int, duties: list[str]) -> bool:
    """Whether the verb says what one has to do: "have to", "need to", "is obliged to"."""
    t = scene.tokens[i]
    if t.lemma.lower() not in duties or (t.lemma.lower() not in ("have", "need") and not scene.graph.is_passive(i)):
        return False
    return any("to" in auxiliaries(scene, k) for k in scene.graph.kids(i, "xcomp"))


def _is_not_to(scene: Scene, i: int) -> bool:
    """ "The constitution is not to be touched": a duty by its form."""
    g = scene.graph
    passive = any(g.is_passive(k) and "to" in auxiliaries(scene, k) for k in g.kids(i, "xcomp"))
    return scene.tokens[i].lemma.lower() == "be" and bool(g.kids(i, "neg")) and passive


def on_condition(scene: Scene, i: int) -> bool:
    """Tell whether something stands with the verb on which it hangs: that is a condition, and told as one."""
    g = scene.graph
    return any(is_inverted(scene, c) for c in g.kids(i, "advcl")) or any(
        scene.tokens[m].text.lower() in ("if", "unless", "once", "when", "until")
        for c in g.kids(i, "advcl")
        for m in g.kids(c, "mark", "advmod")
    )


def _said_by(scene: Scene, i: int, cues: list[str]) -> list[int]:
    """Who says the clause of verb `i`: the speaker of a quotation, or the subject of the verb of saying above it."""
    above = next((a for a in scene.graph.ancestors(i) if scene.graph.is_verb(a)), None)
    if above is not None and scene.tokens[i].dep in ("ccomp", "conj") and scene.lemma(above) in cues and above < i:
        doers = sides_of(scene, scene.doers(above))
        if doers:
            return doers
    return speaker_of(scene, i)


def says_something(scene: Scene, about: list[int], heads: list[int] | None = None) -> bool:
    """Tell whether the content speaks of an issue, or is a paper or the talks."""
    named = heads is not None and any(scene.is_class(k, ("AGREEMENT", "DEMAND", "PLAN", "TALKS")) for k in heads)
    return named or issue_of(scene, about, least_weight=2) is not None
