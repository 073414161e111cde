"""Brings together what an article tells several times, so that it is one event."""

from __future__ import annotations

import dataclasses

from communique.coding.events.drafts import CONFLICT, OUTCOMES, EventDraft, sides
from communique.coding.scene import Scene

__all__ = ["merge"]


def _window(d: EventDraft) -> tuple[str, str] | None:
    if d.session is not None and d.session.first and d.session.last and d.type == "CONSULT":
        return d.session.first.isoformat(), d.session.last.isoformat()
    if d.time is None or d.time.date is None or d.time.date.start is None or d.time.date.end is None:
        return None
    return d.time.date.start, d.time.date.end


def _one_agreement(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether both tell of one agreement: reached in one sentence, signed or brokered in another, by the same sides."""
    if a.frame.id not in OUTCOMES or b.frame.id not in OUTCOMES or a.status != b.status or a.status != "happened":
        return False
    if sides(scene, a.actors) != sides(scene, b.actors):
        return False
    wa, wb = _window(a), _window(b)
    return not (wa and wb) or (wa[0] <= wb[1] and wb[0] <= wa[1])


def _by_means_of(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether the one tells how the other was done: "killed a commander in a strike"."""
    pairs = [(x, y) for x in a.tokens for y in b.tokens]
    return any(scene.tokens[y].dep == "pobj" and scene.tokens[scene.tokens[y].head].head == x for x, y in pairs)


_RESULTS = frozenset({"kill", "seize", "take", "capture", "destroy", "lead", "loot", "confiscate", "wound", "injure"})
"""What comes of a deed told just before: "attacked the camp and killed nine", "stormed the office and confiscated papers"."""
_ONE_ACT = frozenset({"CONSULT", "AGREE", "SUPPORT"})
"""Types of which one act is often told with several verbs: "met and talked", "agreed and signed"."""


def _told_apart(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether one sentence lists the two as two deeds: "closed the border and detained the mayor", each with an object of its own."""
    second = b.matches[:1]
    if not a.matches or not second or second[0].nominal or a.type in _ONE_ACT:
        return False
    n = second[0]
    chain = scene.graph.conjuncts(scene.graph.chain_start(n.verb))
    listed = [m for m in a.matches if not m.nominal and m.verb in chain and m.verb != n.verb]
    if not listed or any(set(m.objects) & set(n.objects) for m in listed):
        return False
    results = n.frame.id in ("assault.kill", "assault.destroy") or scene.lemma(n.verb).split(" ")[0] in _RESULTS
    return bool(scene.graph.kids(n.verb, "nsubj", "nsubjpass")) or not results


def _same(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    if _one_agreement(scene, a, b):
        return True
    if a.type != b.type or (a.session is not b.session and a.type == "CONSULT"):
        return False
    if a.type == "ASSAULT" and _by_means_of(scene, a, b):
        return True
    if _told_apart(scene, a, b):
        return False
    if a.status != b.status and not {a.status, b.status} <= {"happened", "claimed"}:
        return False
    mine, theirs = sides(scene, a.actors), sides(scene, b.actors)
    if not (mine <= theirs or theirs <= mine):
        return False
    to_a, to_b = sides(scene, a.recipients), sides(scene, b.recipients)
    if not (to_a <= to_b or to_b <= to_a):
        return False
    wa, wb = _window(a), _window(b)
    if wa and wb and (wa[0] > wb[1] or wb[0] > wa[1]):
        return False
    if a.type in CONFLICT:
        if a.source.actor != b.source.actor and a.source.actor is not None and b.source.actor is not None:
            return False
        together = scene.tokens[a.tokens[-1]].sentence == scene.tokens[b.tokens[0]].sentence and not (
            a.actors and b.actors and a.frame.id == b.frame.id
        )
        return (wa == wb or wa is None or wb is None) and (together or _alike(scene, a, b))
    if a.type == "AGREE" and (a.frame.flag("commitment") != b.frame.flag("commitment")):
        return False
    return _alike(scene, a, b)


def _alike(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether two reports of one kind share a word of substance, or the one only repeats the other."""
    if a.tokens[0] in b.tokens:
        return True
    if (
        a.type == "RETREAT"
        and a.mode == b.mode
        and scene.tokens[a.tokens[-1]].sentence == scene.tokens[b.tokens[0]].sentence
    ):
        return True
    if a.frame.cameo[:1] == b.frame.cameo[:1] and (
        (a.frame.flag("commitment") and not _two_promises(scene, a, b))
        or a.type == "CONSULT"
        or a.status == "did_not_happen"
    ):
        return True
    words_a, words_b = _content(scene, a), _content(scene, b)
    if _two_promises(scene, a, b):
        # "agreed to hold military talks", "agreed to hold Red Cross talks": a shared word is not enough
        return 2 * len(words_a & words_b) > min(len(words_a), len(words_b))
    return not words_a.isdisjoint(words_b)


def _two_promises(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether each tells in a clause of its own what was agreed or promised, and neither is a heading, which tells it beforehand."""
    clauses = all(d.match is not None and d.match.complement is not None and bool(d.frame.verbs) for d in (a, b))
    return clauses and a.type == "AGREE" and not any(_is_heading(scene, d) for d in (a, b))


def _is_heading(scene: Scene, d: EventDraft) -> bool:
    at = scene.tokens[d.tokens[-1]].start
    return any(b.kind != "paragraph" for b in scene.analysis.article.blocks if b.start <= at < b.end)


def _content(scene: Scene, d: EventDraft) -> set[str]:
    g = scene.graph
    out: set[str] = set()
    for i in d.tokens:
        for k in g.subtree(i):
            t = scene.tokens[k]
            if t.pos in ("NOUN", "VERB", "PROPN") and k != i and not scene.actors_at(k):
                out.add(t.lemma.lower())
    return out


def merge(scene: Scene, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return the drafts in order of first mention, those that tell of the same event made one."""
    out: list[EventDraft] = []
    for d in drafts:
        home = next((o for o in out if _same(scene, o, d)), None)
        if home is None:
            out.append(dataclasses.replace(d))
            continue
        home.tokens += [t for t in d.tokens if t not in home.tokens]
        home.matches += [m for m in d.matches if m not in home.matches]
        home.actors += [
            a for a in d.actors if a not in home.actors and not sides(scene, [a]) <= sides(scene, home.actors)
        ]
        home.recipients += [
            a
            for a in d.recipients
            if a not in home.recipients and not sides(scene, [a]) <= sides(scene, home.recipients)
        ]
        if home.time is None or (home.borrowed and d.time is not None and not d.borrowed):
            home.time, home.borrowed = d.time, d.borrowed
        home.place = home.place or d.place
        home.match = home.match or d.match
        home.mode = home.mode or d.mode
        if home.status == "claimed" and d.status == "happened":
            home.status, home.source = d.status, d.source
        if home.source.actor is not None and d.source.actor is None:
            home.source = d.source
    return out
