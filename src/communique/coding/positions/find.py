"""What each party demands, offers, accepts, rejects or makes a condition, issue by issue."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.matching.match import Match
from communique.coding.positions.holders import Stance
from communique.coding.positions.matters import OTHER, Matters
from communique.coding.positions.stances import find_stances
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.status import Source, source_of
from communique.words import TimeExpression

__all__ = ["PositionDraft", "draft_positions"]

_DEALS = ("AGREEMENT", "DEMAND", "MEASURES", "PEACE", "PLAN", "TALKS", "it")
"""What one takes a stance on by backing or approving it; to back men, parties or a budget is none."""
_SEVERAL = (
    "side",
    "party",
    "delegation",
    "both",
    "two",
    "rival",
    "faction",
    "they",
    "leader",
    "man",
    "camp",
    "country",
)
_BACK = ("DEMAND", "PLAN", "it", "this", "that", "they")
"""Words that point back to what somebody else asked or offered."""


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
    sure: bool = True


def draft_positions(scene: Scene, events: list[EventDraft]) -> list[PositionDraft]:
    """Return the positions that the events and the words of the article state, one for a party, stance and issue."""
    matters = Matters(scene)
    stances = find_stances(scene)
    told = {s.word for s in stances if not s.rule.startswith("condition.grant")}
    held: dict[int, set[str]] = {}
    for s in stances:
        for k in (*s.about, *s.beside):
            held.setdefault(k, set()).update(scene.side(a) for a in s.parties)
    out: list[PositionDraft] = []
    # what stands within a stance of the same side is its content
    acts = [
        (d, m)
        for d in events
        for m in d.matches
        if m.token not in told and not held.get(m.token, set()) & {scene.side(a) for a in m.actors}
    ]
    ordered: list[tuple[int, EventDraft | None, Match | None, Stance | None]] = [
        *((m.token, d, m, None) for d, m in acts),
        *((s.word, None, None, s) for s in stances),
    ]
    for _, d, m, said in sorted(ordered, key=lambda x: (x[0], x[3] is None)):
        if said is not None:
            out.extend(_from_stance(matters, said, out))
        elif d is not None and m is not None:
            out.extend(
                _from_event(matters, dataclasses.replace(d, match=m, tokens=[m.token], actors=_doers(d, m)), out)
            )
    return _merge(scene, out)


def _doers(d: EventDraft, m: Match) -> list[int]:
    return m.actors if len(d.matches) > 1 and m.actors else d.actors


def _from_stance(matters: Matters, s: Stance, before: list[PositionDraft]) -> list[PositionDraft]:
    scene = matters.scene
    if _jointly(scene, s.parties):
        return []
    around = s.beside or [k for p in scene.graph.kids(s.word, "prep", "advcl") for k in scene.graph.subtree(p)]
    if s.stance == "conditions":
        # what a condition settles first of all is what comes before what
        issue = matters.of_words(s.about) or matters.of_words(around) or "sequence"
    else:
        issue = _issue(matters, s.word, s.about, around, before, {scene.country(a) for a in s.parties}, set())
    sure = matters.of_words(s.about) is not None
    source, time = source_of(scene, s.word), time_of(scene, s.word)
    reason = _reason(scene, s.word)
    issues = matters.listed(s.about) if s.stance != "conditions" else []
    return [
        PositionDraft(a, name, s.stance, [s.word], s.rule, source, time, None, reason, sure)
        for a in _once(scene, s.parties)
        for name in (issues or [issue])
    ]


def _jointly(scene: Scene, actors: list[int]) -> bool:
    """Whether the article's two sides do it together: that is an agreement, and no stance of each."""
    sides = {scene.side(a) for a in actors}
    return len(scene.pair) > 1 and len(sides) > 1 and {scene.side(a) for a in scene.pair} <= sides


def _together(scene: Scene, m: Match) -> bool:
    """Whether the words of the subject say that several do it: "the two sides agreed", "the government and the rebels"."""
    g = scene.graph
    heads = g.kids(m.token, "nsubj")
    return any(scene.tokens[h].lemma.lower() in _SEVERAL or g.kids(h, "conj") for h in heads)


def _once(scene: Scene, actors: list[int]) -> list[int]:
    """The first actor of each side."""
    out: dict[str, int] = {}
    for a in actors:
        out.setdefault(scene.side(a), a)
    return list(out.values())


def _stance(d: EventDraft, scene: Scene) -> str | None:
    if d.status in ("did_not_happen", "denied") or (d.status == "conditional" and d.frame.stance == "accepts"):
        return None
    if d.frame.stance:
        return d.frame.stance
    words = d.frame.keys.get("stance_on_plan")
    if (
        words
        and d.match is not None
        and any(scene.is_class(o, ("PLAN", "AGREEMENT", "DEMAND")) for o in d.match.objects)
    ):
        return str(words)
    return None


def _from_event(matters: Matters, d: EventDraft, before: list[PositionDraft]) -> list[PositionDraft]:
    scene = matters.scene
    stance = _stance(d, scene)
    if stance is None or d.match is None:
        return []
    if _jointly(scene, d.actors):
        return []
    if d.frame.type == "AGREE" and stance == "accepts" and len({scene.side(a) for a in d.actors}) > 1:
        # what several sides agree on is an agreement and no stance of each
        return []
    if d.frame.id == "agree.agree" and (not (d.match.objects or d.match.complement) or _together(scene, d.match)):
        return []
    m = d.match
    if stance == "demands" and _is_empty(scene, m):
        return []
    if stance in ("accepts", "offers") and not m.actors:
        return []
    manners = table("stances.toml")["manners"]
    if stance == "accepts" and any(scene.is_class(o, tuple(manners["gifts"])) for o in m.objects if o != m.token):
        return []
    if stance == "rejects" and m.complement is not None and scene.lemma(m.complement) in manners["silence"]:
        return []
    if d.frame.type == "SUPPORT" and not any(scene.is_class(o, _DEALS) for o in m.objects):
        return []
    charges = table("stances.toml")["denial"]["charges"]
    deeds = tuple(table("stances.toml")["reproach"]["deeds"])
    if stance == "rejects" and any(scene.lemma(o) in charges for o in m.objects if o != m.token):
        return []
    if "unacceptable" in d.frame.id and any(
        scene.is_class(o, deeds) for o in scene.graph.subtree(scene.graph.clause_verb(m.token))
    ):
        return []
    g = scene.graph
    about = [k for o in [*m.objects, *([m.complement] if m.complement is not None else [])] for k in g.subtree(o)]
    about = sorted(dict.fromkeys(k for k in about if k != m.token))
    around = [k for p in g.kids(m.token, "prep", "advcl") for k in g.subtree(p)]
    issue = _issue(
        matters,
        m.token,
        about,
        around,
        before,
        {scene.country(a) for a in d.actors},
        {scene.country(a) for a in d.recipients},
    )
    if issue == OTHER and _points_back(scene, m):
        return []
    if _plan(scene, m.objects) and issue == "ceasefire":
        issue = matters.of_words(around) or issue
    sure = matters.of_words(about) is not None
    document = next(
        (o for o in m.objects if scene.is_class(o, ("PLAN", "AGREEMENT")) and not scene.is_class(o, ("DEMAND",))), None
    )
    reason = _reason(scene, m.token)
    return [
        PositionDraft(a, name, stance, list(d.tokens), d.frame.id, d.source, d.time, document, reason, sure)
        for a in _once(scene, d.actors)
        for name in (matters.listed(about) or [issue])
    ]


def _issue(
    matters: Matters,
    word: int,
    about: list[int],
    around: list[int],
    before: list[PositionDraft],
    mine: set[str | None],
    theirs: set[str | None],
) -> str:
    """The issue of a stance: by its content, by what stands around it, by what it answers, by its sentence and those before."""
    issue = matters.of_words(about) or matters.of_words(around)
    if issue is None and any(matters.scene.is_class(o, _BACK) for o in matters.heads_of(about)):
        issue = _referred(matters.scene, before, mine, theirs)
    return issue or matters.around(word, about)


def _points_back(scene: Scene, m: Match) -> bool:
    """Whether it only speaks of a demand told elsewhere: "repeated the demand", "refused to do so"."""
    things = [o for o in m.objects if o != m.token]
    if m.frame.type == "REJECT" and any(scene.is_class(o, ("TALK_OF", "something", "that")) for o in things):
        # "rejected the findings": what is said of one is denied, nothing is refused
        return True
    if m.complement is not None:
        return scene.lemma(m.complement) in ("do", "say", "comment", "be")
    return not things or all(scene.tokens[o].pos == "PRON" or scene.is_class(o, ("DEMAND",)) for o in things)


def _is_empty(scene: Scene, m: Match) -> bool:
    """Whether it asks for calm, restraint or wisdom: a good wish, and nothing that the other side could grant or refuse."""
    words = table("stances.toml")["empty"]
    things = [k for o in (m.token, m.complement) if o is not None for k in scene.graph.kids(o, "dobj", "acomp", "oprd")]
    things += scene.graph.prep_objects(m.token, "for")
    if any(scene.is_class(k, tuple(words["things"])) for k in (*m.objects, *things)):
        return True
    return m.complement is not None and scene.lemma(m.complement) in words["verbs"]


def _plan(scene: Scene, objects: list[int]) -> bool:
    return any(scene.is_class(o, ("PLAN",)) for o in objects)


def _referred(scene: Scene, before: list[PositionDraft], mine: set[str | None], theirs: set[str | None]) -> str | None:
    """The issue of the demand or offer that "this demand" points back to: the latest one of the other side."""
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


def _same(scene: Scene, a: PositionDraft, b: PositionDraft) -> bool:
    """Whether both tell one stance: of one side, on one issue, or twice in a sentence of which the one knows no issue."""
    if scene.side(a.party) != scene.side(b.party) or a.stance != b.stance:
        return False
    here = scene.tokens[a.tokens[-1]].sentence == scene.tokens[b.tokens[0]].sentence
    if OTHER in (a.issue, b.issue) or not (a.sure and b.sure):
        return here
    return a.issue == b.issue and (a.document is None or b.document is None or here)


def _merge(scene: Scene, drafts: list[PositionDraft]) -> list[PositionDraft]:
    out: list[PositionDraft] = []
    for p in drafts:
        home = next((o for o in out if _same(scene, o, p)), None)
        if home is None:
            out.append(p)
        else:
            home.tokens += [t for t in p.tokens if t not in home.tokens]
            home.reason = home.reason or p.reason
            home.issue = p.issue if home.issue == OTHER else home.issue
            home.document = home.document if home.document is not None else p.document
    return out
