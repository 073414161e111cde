"""Finds the conditions that a party sets: will not sign until, will return only once, offered to leave in exchange for."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.positions.holders import FUTURE, Stance, auxiliaries, doers_of, negated, sides_of, speaker_of
from communique.coding.scene import Scene
from communique.coding.scene.status import is_inverted

__all__ = ["find_conditions"]


_INVERTED = ("should", "were", "had")
_THINKING = ("see", "know", "think", "believe", "want", "expect", "feel", "doubt")


def find_conditions(scene: Scene, lists: dict[str, list[str]]) -> Iterator[Stance]:
    """ "Will not sign until", "will return only once", "offered to leave in exchange for": conditions that a party sets."""
    g = scene.graph
    binding = {*lists["exchange"], *lists["barring"], *lists["granting"], *lists["after_only"], *lists["on_terms"]}
    for i in g.with_text({"conditional", "contingent", "as", *_INVERTED, *binding}):
        t, low = scene.tokens[i], g.texts[i]
        if low in ("conditional", "contingent") and (t.dep != "amod" or t.head < i):
            verb = g.clause_verb(t.i)
            about = [
                k for o in g.prep_objects(t.i, "on", "upon") or g.prep_objects(verb, "on", "upon") for k in g.subtree(o)
            ]
            yield Stance(t.i, sides_of(scene, scene.doers(verb)), "conditions", "condition.made", about)
            continue
        low = _phrase(scene, t.i, low)
        found = _on_terms(scene, t.i, lists) or _bound(scene, t.i, low, lists)
        if found is None:
            continue
        main, kind, about = found
        parties, doers = speaker_of(scene, main), sides_of(scene, doers_of(scene, main))
        if not any(map(scene.country, parties)):
            # somebody of no known side speaks for whom he speaks of
            parties = doers or parties
        yield Stance(main, parties, "conditions", f"condition.{kind}.{low}", about, g.subtree(main))


def _phrase(scene: Scene, i: int, low: str) -> str:
    """The conjunction whole, "as long as", at its last word."""
    if low != "as" or i <= 1:
        return low
    before = [t.text.lower() for t in scene.tokens[i - 2 : i]]
    return " ".join([*before, low]) if before[0] in ("as", "so") and before[1] in ("long", "soon") else low


def _on_terms(scene: Scene, i: int, lists: dict[str, list[str]]) -> tuple[int, str, list[int]] | None:
    """ "Agreed on condition that", "on the understanding that": the clause behind the noun is the condition."""
    g, t = scene.graph, scene.tokens[i]
    if t.lemma.lower() not in lists["on_terms"] or t.dep != "pobj" or scene.tokens[t.head].text.lower() != "on":
        return None
    clauses = [k for k in g.kids(i, "acl", "ccomp", "relcl") if g.is_verb(k)]
    main = g.clause_verb(t.head)
    if not clauses or scene.lemma(main) in lists["telling"]:
        return None
    return main, "terms", [k for c in clauses for k in g.subtree(c)]


def _bound(scene: Scene, i: int, low: str, lists: dict[str, list[str]]) -> tuple[int, str, list[int]] | None:
    """The main verb that the conjunction at token `i` binds, how, and the words of the condition."""
    g = scene.graph
    t = scene.tokens[i]
    if low in lists["exchange"] and t.dep == "pobj" and scene.tokens[t.head].text.lower() == "in":
        verb = g.clause_verb(t.head)
        top = _promise(scene, verb, lists["promising"])
        wanted = [k for at in (i, verb) for o in g.prep_objects(at, "for") if o > i for k in g.subtree(o)]
        return (top, "grant", wanted) if top is not None and wanted else None
    if t.dep == "aux" and is_inverted(scene, t.head) and t.i < min(g.kids(t.head, "nsubj", "nsubjpass")):
        low = "if"
    if low not in {*lists["barring"], *lists["granting"], *lists["after_only"]}:
        return None
    later = [k for k in g.kids(t.head, "advcl") if k > i] if t.dep == "advmod" else []
    if t.dep == "advmod" and not later and scene.tokens[t.head].dep != "advcl":
        return None
    clause = t.i if t.dep in ("prep", "advcl") else next(iter(later), t.head)
    if t.dep not in ("mark", "advmod", "prep", "advcl", "aux"):
        return None
    main = g.clause_verb(scene.tokens[clause].head)
    if main == clause or not g.is_verb(main) or scene.tokens[main].sentence != t.sentence:
        return None
    about = g.subtree(clause)
    only = any(scene.tokens[k].text.lower() == "only" for k in range(max(0, min(about) - 1), i))
    # "could only be repaired if"
    only = only or any(scene.tokens[k].text.lower() == "only" and k < main for k in g.kids(main, "advmod"))
    top = _promise(scene, main, lists["promising"])
    if low in lists["threatening_if"] and (threat := _threat(scene, main, lists["threatening"])) is not None:
        return threat, "threat", about
    if low == "before" and _obliges(scene, main):
        return main, "bar", about
    if (
        low in lists["barring"]
        and (_bars(scene, main) or (g.is_verb(clause) and _endures(scene, main, lists["enduring"])))
        and not _is_contrast(scene, low, clause)
    ):
        return _refusal(scene, main), "bar", about
    if only and low in lists["after_only"] and (top is not None or _able(scene, main)):
        return (main if top is None else top), "bar", about
    if low in lists["granting"] and top is not None:
        return top, "grant", about
    if low in lists["granting_own"] and top is not None and _own_words(scene, top):
        return top, "grant", about
    return None


def _is_contrast(scene: Scene, low: str, clause: int) -> bool:
    """ "Would not sign, while the others did": what is set beside a refusal is no condition; one would be told in the present."""
    tense = {scene.tokens[k].tag for k in (clause, *scene.graph.kids(clause, "aux", "auxpass"))}
    own = any(scene.people_at(k) for k in scene.graph.kids(clause, "nsubj"))
    if (
        low == "before"
        and not scene.graph.is_verb(clause)
        and scene.lemma(scene.tokens[clause].head) in ("rule out", "reject")
    ):
        # "ruled out foreign troops before the ballot": troops at that time
        return True
    return low == "while" and own and "VBD" in tense and scene.lemma(clause) not in ("be", "have", "remain", "stay")


def _own_words(scene: Scene, i: int) -> bool:
    """Whether those who will do it say so themselves, or their own side: "said it would return if"."""
    speakers = {scene.side(a) for a in speaker_of(scene, i)} | {scene.country(a) or "" for a in speaker_of(scene, i)}
    doers = doers_of(scene, i)
    if not speakers and "would" in auxiliaries(scene, i):
        # told as known: "Laos would consider a truce if"
        return bool(sides_of(scene, doers)) and scene.quote_at(i) is None
    return bool(speakers & ({scene.side(a) for a in doers} | {c for a in doers if (c := scene.country(a))}))


def _threat(scene: Scene, main: int, words: list[str]) -> int | None:
    """The word that threatens what the clause says will be: "warned that it would strike if", "threatened to leave unless"."""
    g = scene.graph
    to = "to" in auxiliaries(scene, main)
    up = [a for a in g.ancestors(main) if g.is_verb(a) and scene.tokens[a].sentence == scene.tokens[main].sentence]
    for at in (main, *up[:3]):
        if scene.tokens[at].lemma.lower() in words and sides_of(scene, doers_of(scene, at)):
            future = at == main or to or set(FUTURE) & set(auxiliaries(scene, main)) or at != scene.tokens[main].head
            return at if future else None
    return None


def _bars(scene: Scene, main: int) -> bool:
    """Whether the clause says that something will not be: "will not sign", "there can be no", "refused to leave"."""
    if negated(scene, main, "nsubj", "nsubjpass"):
        said = bool(speaker_of(scene, main)) and scene.tokens[main].lemma.lower() not in _THINKING
        return any(a in FUTURE for a in auxiliaries(scene, main)) or said
    refusing = ("refuse", "decline", "reject", "rule out")
    if not scene.graph.kids(main, "dobj", "xcomp", "ccomp", "prt", "nsubjpass"):
        # shares declined while
        return False
    if scene.lemma(main) in ("say", "comment") or any(
        scene.lemma(k) in ("say", "comment") for k in scene.graph.kids(main, "xcomp")
    ):
        return False
    return scene.lemma(main) in refusing or scene.lemma(scene.tokens[main].head) in refusing


def _obliges(scene: Scene, main: int) -> bool:
    """Whether the clause says what must come first, in somebody's words."""
    must = any(a in ("must", "should", "ought") for a in auxiliaries(scene, main))
    above = scene.tokens[main].head
    must = must or (scene.tokens[main].lemma.lower() in ("have", "need") and bool(scene.graph.kids(main, "xcomp")))
    must = must or (scene.tokens[main].dep == "xcomp" and scene.tokens[above].lemma.lower() in ("have", "need"))
    return must and bool(speaker_of(scene, main))


def _endures(scene: Scene, main: int, words: list[str]) -> bool:
    """ "Would stay in the bush until", "operations will continue unless", in somebody's words: it will not end before."""
    ahead = any(a in ("will", "would", "'ll", "shall") for a in auxiliaries(scene, main))
    return ahead and scene.lemma(main) in words and bool(speaker_of(scene, main))


def _able(scene: Scene, main: int) -> bool:
    """ "Can only be settled if", in somebody's words."""
    return bool({"can", "could", "may", "might"} & set(auxiliaries(scene, main))) and bool(speaker_of(scene, main))


def _refusal(scene: Scene, main: int) -> int:
    head = scene.tokens[main].head
    return head if scene.lemma(head) in ("refuse", "decline") else main


def _promise(scene: Scene, main: int, words: list[str]) -> int | None:
    """The word that promises: the offer above an infinitive, or the verb itself in the future of its own side."""
    for at in (main, scene.tokens[main].head):
        if scene.lemma(at) in words:
            return at
    for at in (main, scene.tokens[main].head if scene.tokens[main].dep in ("ccomp", "xcomp") else main):
        if any(a in ("will", "would", "'ll", "'d") for a in auxiliaries(scene, at)):
            return at
    return None
