"""What each party demands, offers, accepts, rejects or makes a condition, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.bearings import time_of
from communique.coding.events import EventDraft
from communique.coding.issues import issue_of
from communique.coding.matching import Match
from communique.coding.scene import Scene
from communique.coding.status import Source, source_of
from communique.words import TimeExpression

__all__ = ["PositionDraft", "draft_positions"]

OTHER = "other"
"""The issue of a stance on what is on no list of issues: kept, since a demand is one whether or not it was foreseen."""
_STANCES = {"REQUEST": "demands", "REJECT": "rejects"}
"""What a frame that names no stance says by its type."""
_GENERAL = frozenset({"implementation", "sequence"})


@dataclass(slots=True)
class PositionDraft:
    """A stance before it becomes an entry. `tokens` hold the words that say it, `about` the words that it is about."""

    party: int
    issue: str
    stance: str
    tokens: list[int]
    rule: str
    source: Source
    time: TimeExpression | None
    document: int | None = None
    reason: tuple[int, int] | None = None


def draft_positions(scene: Scene, events: list[EventDraft]) -> list[PositionDraft]:
    """Return the positions that the events and the conditions of the article state, one for a party, stance and issue."""
    out: list[PositionDraft] = []
    for d in sorted(events, key=lambda d: d.tokens[0]):
        out.extend(_from_event(scene, d, out))
    out.extend(_conditions(scene))
    out.sort(key=lambda p: p.tokens[0])
    return _merge(scene, out)


def _stance(d: EventDraft, scene: Scene) -> str | None:
    if d.status in ("did_not_happen", "denied"):
        return None
    if d.frame.stance or d.type in _STANCES:
        return d.frame.stance or _STANCES[d.type]
    words = d.frame.keys.get("stance_on_plan")
    if (
        words
        and d.match is not None
        and any(scene.is_class(o, ("PLAN", "AGREEMENT", "DEMAND")) for o in d.match.objects)
    ):
        return str(words)
    return None


def _from_event(scene: Scene, d: EventDraft, before: list[PositionDraft]) -> list[PositionDraft]:
    stance = _stance(d, scene)
    if stance is None or d.match is None:
        return []
    if d.frame.type == "AGREE" and d.frame.id == "agree.agree" and stance == "accepts" and not d.match.objects:
        return []
    m = d.match
    g = scene.graph
    about = [k for o in [*m.objects, *([m.complement] if m.complement is not None else [])] for k in g.subtree(o)]
    about = sorted(dict.fromkeys(k for k in about if k != m.token))
    around = [k for p in g.kids(m.token, "prep", "advcl") for k in g.subtree(p)]
    issue = issue_of(scene, about, least_weight=2)
    if issue is None or issue in _GENERAL or (_plan(scene, m.objects) and issue == "ceasefire"):
        issue = issue_of(scene, around, least_weight=2) or issue
    if issue is None:
        issue = _referred(scene, d, before)
    if issue is None:
        issue = issue_of(scene, [*about, *around]) or (issue_of(scene, _sentence(scene, m.token), least_weight=2))
    if issue is None and _points_back(scene, m):
        return []
    issue = issue or OTHER
    document = next(
        (o for o in m.objects if scene.is_class(o, ("PLAN", "AGREEMENT")) and not scene.is_class(o, ("DEMAND",))), None
    )
    out = []
    seen: set[str] = set()
    for a in d.actors:
        side = scene.side(a)
        if side in seen:
            continue
        seen.add(side)
        out.append(
            PositionDraft(
                a, issue, stance, list(d.tokens), d.frame.id, d.source, d.time, document, _reason(scene, m.token)
            )
        )
    return out


def _points_back(scene: Scene, m: Match) -> bool:
    """Whether it only speaks of a demand told elsewhere: "repeated the demand", "refused to do so"."""
    things = [o for o in m.objects if o != m.token]
    if m.frame.type == "REJECT" and any(scene.is_class(o, ("TALK_OF", "something", "that")) for o in things):
        # "rejected the findings": what is said of one is denied, nothing is refused
        return True
    if m.complement is not None:
        return scene.lemma(m.complement) in ("do", "say", "comment", "be")
    return not things or all(scene.tokens[o].pos == "PRON" or scene.is_class(o, ("DEMAND",)) for o in things)


def _plan(scene: Scene, objects: list[int]) -> bool:
    return any(scene.is_class(o, ("PLAN",)) for o in objects)


def _sentence(scene: Scene, i: int) -> list[int]:
    s = scene.analysis.sentences[scene.tokens[i].sentence]
    return list(range(s.first, s.last))


def _referred(scene: Scene, d: EventDraft, before: list[PositionDraft]) -> str | None:
    """The issue of the demand or offer that "this demand" points back to: the latest one of the other side."""
    if d.match is None or not any(
        scene.is_class(o, ("DEMAND", "PLAN", "it", "this", "that", "they")) for o in d.match.objects
    ):
        return None
    mine = {scene.country(a) for a in d.actors}
    theirs = {scene.country(a) for a in d.recipients}
    for p in reversed(before):
        side = scene.country(p.party)
        if p.stance in ("demands", "offers", "conditions") and side not in mine and (not theirs or side in theirs):
            return p.issue
    return None


def _reason(scene: Scene, i: int) -> tuple[int, int] | None:
    g = scene.graph
    for k in g.kids(i, "prep", "advcl"):
        mark = g.first(k, "mark")
        word = (
            scene.tokens[k].text.lower()
            if scene.tokens[k].dep == "prep"
            else (scene.tokens[mark].text.lower() if mark is not None else "")
        )
        if word in ("over", "for", "because", "as", "since", "due", "citing"):
            if word == "for" and not g.kids(k, "pcomp"):
                continue
            if word in ("as", "since") and scene.tokens[k].dep != "advcl":
                continue
            return g.span(k)
    return None


def _conditions(scene: Scene) -> list[PositionDraft]:
    """ "X must happen before Y", "no Y until X", "only if X": said by a party, a condition that it sets."""
    g = scene.graph
    out: list[PositionDraft] = []
    for t in scene.tokens:
        if t.lemma.lower() not in ("before", "unless", "until", "provided", "once", "if") or t.dep not in (
            "mark",
            "advmod",
            "prep",
        ):
            continue
        clause = t.head if t.dep != "prep" else t.i
        main = g.clause_verb(scene.tokens[clause].head if t.dep != "prep" else t.head)
        if main == clause or not g.is_verb(main):
            continue
        quote = scene.quote_at(main)
        if quote is None or quote.speaker is None:
            continue
        if not _binding(scene, main, t.lemma.lower()):
            continue
        speaker = quote.speaker
        if not (scene.country(speaker) or scene.actor(speaker).type in ("state", "group")):
            continue
        words = [*g.subtree(main)]
        issue = issue_of(scene, words, least_weight=2) if t.lemma.lower() != "before" else None
        talks = any(scene.is_class(k, ("TALKS",)) for k in words)
        issue = "sequence" if issue is None and (talks or t.lemma.lower() == "before") else issue
        if issue is None:
            continue
        out.append(
            PositionDraft(
                speaker,
                issue,
                "conditions",
                [main],
                f"condition.{t.lemma.lower()}",
                source_of(scene, main),
                time_of(scene, main),
            )
        )
    return out


def _binding(scene: Scene, main: int, word: str) -> bool:
    """Whether the main clause obliges: "must", "have to", "will not", "can only", "no ... until"."""
    g = scene.graph
    chain = [main, *(a for a in g.ancestors(main) if scene.tokens[a].sentence == scene.tokens[main].sentence)][:3]
    lemmas = {scene.tokens[k].lemma.lower() for v in chain[:2] for k in g.kids(v, "aux", "neg", "advmod", "det")} | {
        scene.lemma(v) for v in chain[:2]
    }
    must = lemmas & {"must", "need", "should", "require"} or any(
        scene.tokens[v].lemma.lower() == "have" and g.kids(v, "xcomp") for v in chain[:2]
    )
    no = lemmas & {"not", "n't", "no", "never", "only", "first"} or any(
        scene.tokens[k].lemma.lower() == "no" for v in chain[:1] for k in g.subtree(v)
    )
    if word in ("unless", "until", "once", "provided", "if"):
        return bool(no)
    return bool(must or no)


def _merge(scene: Scene, drafts: list[PositionDraft]) -> list[PositionDraft]:
    out: list[PositionDraft] = []
    for p in drafts:
        side = scene.side(p.party)
        home = next(
            (o for o in out if o.issue == p.issue and o.stance == p.stance and (scene.side(o.party)) == side
             and (o.document is None) == (p.document is None)),
            None,
        )  # fmt: skip
        if home is None:
            out.append(p)
        else:
            home.tokens += [t for t in p.tokens if t not in home.tokens]
            home.reason = home.reason or p.reason
    return out
