"""What was promised, by whom and for when: agreed meetings, pledges and announced steps, never hopes or conditions."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.bearings import time_of
from communique.coding.events import EventDraft
from communique.coding.meetings import Session
from communique.coding.scene import Scene
from communique.coding.sessions import article_day
from communique.coding.status import factuality, source_of
from communique.words import PlaceMention, TimeExpression

__all__ = ["CommitmentDraft", "draft_commitments"]


@dataclass(slots=True)
class CommitmentDraft:
    """A promise before it becomes an entry."""

    parties: list[int]
    tokens: list[int]
    content: tuple[int, int]
    due: TimeExpression | None
    made: TimeExpression | None
    form: str
    rule: str
    place: PlaceMention | None = None
    session: Session | None = None


def draft_commitments(scene: Scene, events: list[EventDraft], sessions: list[Session]) -> list[CommitmentDraft]:
    """Return the article's commitments: one for each planned meeting that was agreed or announced, one for each pledge."""
    out: list[CommitmentDraft] = []
    taken: set[int] = set()
    for d in events:
        if d.type not in {"AGREE", "CONCEDE"}:
            continue
        if d.status != "happened" or not d.frame.flag("commitment") or d.match is None:
            continue
        out.extend(_from_pledge(scene, d, sessions, taken))
    out += [_from_plan(scene, d) for d in events if _is_dated_plan(scene, d)]
    announced = (
        s for s in sessions if id(s) not in taken and s.status in ("planned", "postponed") and _announced(scene, s)
    )
    out += [_from_session(scene, s) for s in announced]
    return [*out, *_announced_steps(scene, events, out)]


_HARM = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT", "PROTEST", "ACCUSE", "REQUEST", "CONSULT"}
)
_IDLE = frozenset(
    "be have remain need face see find know want say tell become get go come look lose win keep seem depend feel think believe "
    "like understand suffer receive fall rise stay show reach prove happen live die hear learn realise realize add note speak "
    "talk address attend meet discuss decide hope continue try travel fly arrive visit expect consider press seek "
    "lead act head serve represent chair sit watch play broker enter last report".split()
)
"""Verbs whose future promises nothing: what is only foreseen, said or sought, and travel and talks, which are meetings."""
_AHEAD = ("status.future", "status.future_reported", "status.be_to")


def _announced_steps(scene: Scene, events: list[EventDraft], known: list[CommitmentDraft]) -> list[CommitmentDraft]:
    """ "London is to repeal the act", "Beijing will suspend the rules": what a party is told, or says itself, to be going to do."""
    told = {i for d in events if d.type in _HARM for i in d.tokens} | {i for c in known for i in c.tokens}
    spans = [c.content for c in known]
    out: list[CommitmentDraft] = []
    for t in scene.tokens:
        if t.pos != "VERB" or t.dep not in ("ROOT", "conj", "ccomp", "xcomp") or t.i in told:
            continue
        if scene.lemma(t.i).split(" ")[0] in _IDLE or any(a <= t.start < b for a, b in spans):
            continue
        actors = _promisers(scene, t.i)
        fact = factuality(scene, t.i)
        if not actors or fact.status != "planned" or fact.why not in _AHEAD or not _firm(scene, t.i, fact.why):
            continue
        out.append(
            CommitmentDraft(
                parties=actors,
                tokens=[t.i],
                content=scene.graph.clause_span(t.i),
                due=_due(scene, t.i, t.i),
                made=None,
                form="reported",
                rule="commitment.announced_step",
            )
        )
    return out


def _firm(scene: Scene, verb: int, why: str) -> bool:
    """Whether the clause neither guesses, warns, sets a condition, nor says the same once more ("suspend or revoke")."""
    g = scene.graph
    t = scene.tokens[verb]
    if (t.dep == "xcomp") != (why == "status.be_to") or _guessed(scene, verb):
        return False
    if any(scene.tokens[k].text.lower() == "have" for k in g.kids(verb, "aux")):
        return False
    if t.dep == "conj" and any(scene.tokens[k].text.lower() == "or" for k in g.kids(t.head, "cc")):
        return False
    if t.dep == "ccomp" and scene.lemma(t.head) in ("warn", "threaten", "fear", "predict", "believe"):
        return False
    marks = [m for k in g.kids(verb, "advcl") for m in g.kids(k, "mark")]
    return all(scene.tokens[m].text.lower() not in ("if", "unless") for m in marks)


def _promisers(scene: Scene, verb: int) -> list[int]:
    """The parties that will do it, in the narrator's words or their own; nobody where others say so of them."""
    actors = [a for a in scene.doers(verb) if scene.country(a) is not None]
    source = source_of(scene, verb)
    if source.actor is not None and scene.side(source.actor) not in {scene.side(a) for a in actors}:
        return []
    return actors


def _from_pledge(scene: Scene, d: EventDraft, sessions: list[Session], taken: set[int]) -> list[CommitmentDraft]:
    out: list[CommitmentDraft] = []
    planned = [s for s in sessions if s.status == "planned"]
    for m in d.matches:
        below = set(scene.graph.subtree(m.token))
        about = next((s for s in planned if any(x.token in below for x in s.mentions)), None)
        if about is None and d.frame.id in ("agree.meet", "agree.talks"):
            about = planned[0] if len(planned) == 1 else None
        if about is not None:
            if id(about) in taken:
                continue
            taken.add(id(about))
            c = _from_session(scene, about)
            c.parties = list(dict.fromkeys(d.actors)) if len({scene.side(a) for a in d.actors}) > 1 else c.parties
            c.form, c.made, c.rule = "agreed", d.time, d.frame.id
            c.tokens = sorted({*c.tokens, *d.tokens})
            out.append(c)
            continue
        thing = next(iter([*m.objects, *scene.graph.prep_objects(m.token, "to", "on", "for")]), m.token)
        first = m.complement if m.complement is not None else thing
        if scene.tokens[first].tag in ("WP", "WDT") or scene.tokens[m.token].dep == "relcl":
            # "What was agreed?", "the only news on which both agreed": told in passing
            continue
        contents = scene.graph.conjuncts(first) if m.complement is not None else [first]
        out += [_pledge(scene, d, m.token, content) for content in contents]
    return out


_STEPS = frozenset({"RETREAT", "AID", "COOPERATE", "SUPPORT", "CONCEDE"})


def _is_dated_plan(scene: Scene, d: EventDraft) -> bool:
    """A release, withdrawal or payment that is announced for a day."""
    if d.type not in _STEPS or d.status != "planned" or d.time is None or d.time.date is None or not d.time.date.end:
        return False
    day = article_day(scene)
    return (day is None or d.time.date.end >= day.isoformat()) and not _guessed(scene, d.tokens[0])


def _from_plan(scene: Scene, d: EventDraft) -> CommitmentDraft:
    verb = scene.graph.clause_verb(d.tokens[0])
    return CommitmentDraft(
        parties=list(d.actors), tokens=list(d.tokens), content=scene.graph.clause_span(verb), due=d.time, made=None,
        form="reported", rule="commitment.dated_plan", place=d.place,
    )  # fmt: skip


def _pledge(scene: Scene, d: EventDraft, token: int, content: int) -> CommitmentDraft:
    """The promise of one thing; "undertook to open talks by May and to free prisoners" promises two."""
    due = _due(scene, content, token)
    sides = {scene.side(a) for a in d.actors}
    return CommitmentDraft(
        parties=list(d.actors),
        tokens=[token],
        content=scene.graph.clause_span(content),
        due=due,
        made=d.time if due is not d.time else None,
        form="agreed" if len(sides) > 1 else "unilateral",
        rule=d.frame.id,
    )


def _due(scene: Scene, content: int, pledge: int) -> TimeExpression | None:
    """The time for which the thing is promised: one inside its own words, later than the page."""
    x = time_of(scene, content)
    day = article_day(scene)
    if x is None or x.date is None or x.date.end is None:
        return None
    if day is not None and x.date.end < day.isoformat():
        return None
    own = time_of(scene, pledge)
    return x if own is None or own is not x or day is None or x.date.end >= day.isoformat() else None


def _announced(scene: Scene, s: Session) -> bool:
    """A planned meeting with a day is a commitment when the narrator or a party states it, not when somebody wishes it."""
    firm = [m for m in s.mentions if m.fact.status in ("planned", "postponed") and not _guessed(scene, m.top)]
    return s.first is not None and len(s.countries(scene)) > 1 and bool(firm)


def _guessed(scene: Scene, i: int) -> bool:
    """Whether the clause around token `i` only guesses ("most likely", "expects", "might")."""
    g = scene.graph
    verb = g.clause_verb(i)
    chain = [verb, *(a for a in g.ancestors(verb) if scene.tokens[a].sentence == scene.tokens[verb].sentence)]
    near = [
        k
        for v in chain
        for k in (
            v,
            *g.kids(v, "advmod", "acomp", "aux", "nsubj"),
            *(x for a in g.kids(v, "acomp", "advmod") for x in g.kids(a)),
        )
    ]
    return any(scene.in_list(k, "guess") for k in near)


def _from_session(scene: Scene, s: Session) -> CommitmentDraft:
    third = {a for a, _, _ in s.third}
    parties = [a for a in s.actors if a not in third] or list(s.actors)
    first = s.mentions[0]
    verb = scene.graph.clause_verb(first.top)
    return CommitmentDraft(
        parties=parties, tokens=[m.token for m in s.mentions], content=scene.graph.span(first.top if first.match.nominal else verb), due=s.time,
        made=None, form="reported", rule="commitment.planned_meeting", place=s.place, session=s,
    )  # fmt: skip
