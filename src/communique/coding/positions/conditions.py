"""Finds the conditions that a party sets: will not sign until, will return only once, offered to leave in exchange for."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.positions.holders import FUTURE, Stance, auxiliaries, doers_of, negated, sides_of, speaker_of
from communique.coding.scene import Scene

__all__ = ["find_conditions"]


_THINKING = ("see", "know", "think", "believe", "want", "expect", "feel", "doubt")


def find_conditions(scene: Scene, lists: dict[str, list[str]]) -> Iterator[Stance]:
    """ "Will not sign until", "will return only once", "offered to leave in exchange for": conditions that a party sets."""
    g = scene.graph
    binding = {*lists["exchange"], *lists["barring"], *lists["granting"], *lists["after_only"]}
    for i in g.with_text({"conditional", *binding}):
        t, low = scene.tokens[i], g.texts[i]
        if low == "conditional":
            verb = g.clause_verb(t.i)
            about = [
                k for o in g.prep_objects(t.i, "on", "upon") or g.prep_objects(verb, "on", "upon") for k in g.subtree(o)
            ]
            yield Stance(t.i, sides_of(scene, scene.doers(verb)), "conditions", "condition.made", about)
            continue
        found = _bound(scene, t.i, low, lists)
        if found is None:
            continue
        main, kind, about = found
        parties = speaker_of(scene, main) or sides_of(scene, doers_of(scene, main))
        yield Stance(main, parties, "conditions", f"condition.{kind}.{low}", about, g.subtree(main))


def _bound(scene: Scene, i: int, low: str, lists: dict[str, list[str]]) -> tuple[int, str, list[int]] | None:
    """The main verb that the conjunction at token `i` binds, how, and the words of the condition."""
    g = scene.graph
    t = scene.tokens[i]
    if low in lists["exchange"] and t.dep == "pobj" and scene.tokens[t.head].text.lower() == "in":
        verb = g.clause_verb(t.head)
        top = _promise(scene, verb, lists["promising"])
        wanted = [k for at in (i, verb) for o in g.prep_objects(at, "for") if o > i for k in g.subtree(o)]
        return (top, "grant", wanted) if top is not None and wanted else None
    if low not in {*lists["barring"], *lists["granting"], *lists["after_only"]}:
        return None
    later = [k for k in g.kids(t.head, "advcl") if k > i] if t.dep == "advmod" else []
    if t.dep == "advmod" and not later and scene.tokens[t.head].dep != "advcl":
        return None
    clause = t.i if t.dep in ("prep", "advcl") else next(iter(later), t.head)
    if t.dep not in ("mark", "advmod", "prep", "advcl"):
        return None
    main = g.clause_verb(scene.tokens[clause].head)
    if main == clause or not g.is_verb(main) or scene.tokens[main].sentence != t.sentence:
        return None
    about = g.subtree(clause)
    only = any(scene.tokens[k].text.lower() == "only" for k in range(max(0, min(about) - 1), i))
    top = _promise(scene, main, lists["promising"])
    if low in lists["threatening_if"] and (threat := _threat(scene, main, lists["threatening"])) is not None:
        return threat, "threat", about
    if low == "before" and _obliges(scene, main):
        return main, "bar", about
    if low in lists["barring"] and _bars(scene, main):
        return _refusal(scene, main), "bar", about
    if only and low in lists["after_only"] and top is not None:
        return top, "bar", about
    if low in lists["granting"] and top is not None:
        return top, "grant", about
    if low in lists["granting_own"] and top is not None and _own_words(scene, top):
        return top, "grant", about
    return None


def _own_words(scene: Scene, i: int) -> bool:
    """Whether those who will do it say so themselves, or their own side: "said it would return if"."""
    speakers = {scene.side(a) for a in speaker_of(scene, i)} | {scene.country(a) or "" for a in speaker_of(scene, i)}
    doers = doers_of(scene, i)
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
