"""What was promised, by whom and for when: agreed meetings, pledges, the terms of agreements and announced steps, never hopes or conditions."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.commitments.accords import is_accord, words_of
from communique.coding.commitments.bound import bound_by, parties_of
from communique.coding.commitments.deadlines import deadline
from communique.coding.commitments.joining import joined
from communique.coding.commitments.promised import CommitmentDraft, is_bound_to_a_condition, is_guessed, is_void
from communique.coding.commitments.promising import Binding, find_bindings
from communique.coding.commitments.settled import settle
from communique.coding.commitments.steps import find_steps
from communique.coding.events.drafts import EventDraft
from communique.coding.events.filling import main_session
from communique.coding.matching.match import Match
from communique.coding.rounds.meetings import Session
from communique.coding.rounds.mentions import article_day, window
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.words import TimeExpression

__all__ = ["CommitmentDraft", "draft_commitments"]

_STEPS = frozenset({"RETREAT", "AID", "COOPERATE", "SUPPORT", "CONCEDE"})
_LONG_AGO = 2 * 365
"""Days after which a promise of which nothing more is told, and which fell due, is history."""


def draft_commitments(scene: Scene, events: list[EventDraft], sessions: list[Session]) -> list[CommitmentDraft]:
    """Return the article's commitments: agreed or announced meetings, pledges, what agreements set, announced steps."""
    found: list[CommitmentDraft] = []
    taken: set[int] = set()
    for d in events:
        if d.type not in {"AGREE", "CONCEDE"}:
            continue
        if d.status != "happened" or not d.frame.flag("commitment") or d.match is None:
            continue
        found.extend(_from_pledge(scene, d, events, sessions, taken))
    found += [
        _from_session(scene, s, _who_meet(scene, s, sessions))
        for s in sessions
        if id(s) not in taken and s.status in ("planned", "postponed") and _is_announced(scene, s, sessions)
    ]
    pledged = {t for c in found for t in c.tokens if c.session is None}
    found += [c for b in find_bindings(scene, events) if b.word not in pledged for c in _from_binding(scene, b)]
    found += [c for c in find_steps(scene, events, sessions) if not _is_told(c, found)]
    found += [_from_plan(scene, d) for d in events if _is_dated_plan(scene, d)]
    out = joined(scene, found)
    for c in out:
        settle(scene, c)
    return [c for c in out if not _is_history(scene, c)]


def _is_told(c: CommitmentDraft, known: list[CommitmentDraft]) -> bool:
    """Whether the step is told as a meeting already, which its own words open."""
    return any(k.session is not None and k.due is not None and c.head in k.tokens for k in known)


def _is_history(scene: Scene, c: CommitmentDraft) -> bool:
    """Whether it was promised years ago and is over, with nothing told of what became of it."""
    day, (_, made), (_, due) = article_day(scene), window(c.made), window(c.due)
    if c.status != "pending" or day is None or made is None:
        return False
    return (day - made).days > _LONG_AGO and (due is None or due < day)


# ---- pledges -------------------------------------------------------------------------------------------------------------


def _from_pledge(
    scene: Scene, d: EventDraft, events: list[EventDraft], sessions: list[Session], taken: set[int]
) -> Iterator[CommitmentDraft]:
    planned = [s for s in sessions if s.status == "planned"]
    for m in d.matches:
        below = set(scene.graph.subtree(m.token))
        about = next((s for s in planned if any(x.token in below for x in s.mentions)), None)
        if about is None and m.frame.id in ("agree.meet", "agree.talks"):
            about = planned[0] if len(planned) == 1 else None
        if about is not None and id(about) not in taken:
            taken.add(id(about))
            yield _agreed_meeting(scene, events, d, m, about)
        contents = _contents(scene, m)
        if about is not None:
            # "agreed not to use force and to meet again": the other pieces
            met = {x.token for x in about.mentions}
            more = m.complement is not None and len(contents) > 1
            contents = [c for c in contents if more and not met & {c, *_objects(scene, c)}]
        if contents:
            actors = bound_by(scene, events, m.token, m.actors or d.actors)
            made = time_of(scene, m.token) or (d.time if len(d.matches) == 1 else None)
            yield from _pledges(scene, m.token, contents, actors, made, m.frame.id)


def _agreed_meeting(scene: Scene, events: list[EventDraft], d: EventDraft, m: Match, s: Session) -> CommitmentDraft:
    c = _from_session(scene, s)
    c.parties = list(dict.fromkeys(d.actors)) if len({scene.side(a) for a in d.actors}) > 1 else c.parties
    c.parties = bound_by(scene, events, m.token, c.parties)
    c.form, c.made, c.rule = "agreed", d.time, m.frame.id
    c.tokens = sorted({*c.tokens, *d.tokens})
    return c


def _contents(scene: Scene, m: Match) -> list[int]:
    """The heads of what is promised: the infinitives or the clause, else the thing."""
    g = scene.graph
    if m.frame.type == "RETREAT":
        # what both sides are told to be going to do
        return [] if m.nominal else [m.token]
    if m.complement is not None:
        first = m.complement
        listed = [k for k in g.kids(first, "advcl") if _is_listed(scene, first, k)]
        more = [c for f in (first, *listed) for c in g.conjuncts(f) if scene.tokens[c].tag == scene.tokens[first].tag]
        return [c for c in more if not is_void(scene, c) and scene.tokens[c].lemma.lower() not in words_of("hollow")]
    if any(
        scene.tokens[x].text.lower() in ("will", "would") for c in g.kids(m.token, "ccomp") for x in g.kids(c, "aux")
    ):
        # "agreed by telephone that observers would be sent": the clause tells it
        return []
    things = [*m.objects, *g.prep_objects(m.token, "to", "on", "for")]
    thing = next((o for o in things if o != m.token), None)
    if scene.tokens[m.token].lemma.lower() == "commit" and thing is not None and is_accord(scene, thing):
        # "is committed to the truce" stands by what was promised before
        return []
    if (
        thing is None
        or is_void(scene, thing)
        or scene.tokens[thing].tag in ("WP", "WDT", "WRB")
        or _is_asked(scene, thing)
    ):
        # "what was agreed?", "the only news on which both agreed", "agree at last": nothing is named
        return []
    word = scene.tokens[thing].lemma.lower()
    if scene.tokens[m.token].dep in ("relcl", "acl", "advcl") or word in words_of("papers") | words_of(
        "captives"
    ) | words_of("hollow"):
        return []
    return [thing]


def _is_asked(scene: Scene, thing: int) -> bool:
    """ "Agreed on how to merge their armies": the clause asks what is to be done."""
    g = scene.graph
    return g.is_verb(thing) and any(
        scene.tokens[k].tag in ("WRB", "WP", "WDT") for k in g.kids(thing, "advmod", "dobj", "nsubj")
    )


def _objects(scene: Scene, verb: int) -> list[int]:
    """What the verb is done to or with, and what these are of ("a round of talks")."""
    g = scene.graph
    near = [*g.patients(verb), *g.prep_objects(verb)]
    return [*near, *(o for k in near for o in g.prep_objects(k, "of"))]


def _is_listed(scene: Scene, first: int, k: int) -> bool:
    """ "To free them, to open talks and to withdraw": the parser may hang the second on the first."""
    g = scene.graph
    start = g.subtree(k)[0]
    comma = start > 0 and scene.tokens[start - 1].text == ","
    to = any(scene.tokens[x].text.lower() == "to" for x in g.kids(k, "aux"))
    return comma and to and k > first and bool(g.kids(k, "conj"))


def _pledges(
    scene: Scene, word: int, contents: list[int], actors: list[int], made: TimeExpression | None, rule: str
) -> Iterator[CommitmentDraft]:
    """One promise for each day: "undertook to open talks by May and to free prisoners in June" promises two."""
    day = article_day(scene)
    told, _ = window(made)
    past = told is not None and day is not None and (day - told).days > 0
    if told is not None and day is not None and told > day:
        made = None
    dues = [deadline(scene, c, made, past=past) for c in contents]
    if len(contents) > 1 and dues[-1] is not None and not any(dues[:-1]):
        dues = [dues[-1]] * len(dues)
    if len(contents) == 1 and dues[0] is None:
        dues = [_ahead(scene, word)]
    groups: list[tuple[TimeExpression | None, list[int]]] = []
    for c, due in zip(contents, dues, strict=True):
        if groups and groups[-1][0] == due:
            groups[-1][1].append(c)
        else:
            groups.append((due, [c]))
    sides = {scene.side(a) for a in actors}
    starts = [scene.graph.clause_span(heads[0])[0] for _, heads in groups]
    for n, (due, heads) in enumerate(groups):
        spans = [scene.graph.clause_span(c) for c in heads]
        if n + 1 < len(groups):
            spans[-1] = (spans[-1][0], max(spans[-1][0] + 1, min(spans[-1][1], starts[n + 1])))
        yield CommitmentDraft(
            parties=list(actors), tokens=[word], content=(spans[0][0], spans[-1][1]), due=due, made=made if made is not due else None,
            form="agreed" if len(sides) > 1 else "unilateral", rule=rule, head=heads[0],
        )  # fmt: skip


def _ahead(scene: Scene, word: int) -> TimeExpression | None:
    """The time of the clause of the pledge where it lies ahead: what is promised is for then."""
    x, day = deadline(scene, word, None, past=False), article_day(scene)
    _, last = window(x)
    return x if last is not None and day is not None and last > day else None


def _from_binding(scene: Scene, b: Binding) -> Iterator[CommitmentDraft]:
    made = b.accord.made if b.accord is not None and b.accord.noun >= 0 else time_of(scene, b.word)
    drafts = list(_pledges(scene, b.word, list(b.contents), list(b.parties), made, b.rule))
    for c in drafts:
        if c.due is None and b.dated:
            c.due = next((x for k in b.contents if (x := deadline(scene, k, None, past=False, ahead=True))), None)
        if b.rule in ("commitment.have_until", "commitment.given_until"):
            c.due = deadline(scene, b.word, None, past=False) or c.due
        if c.due is None and b.rule == "commitment.put_off":
            c.due = deadline(scene, b.word, None, past=False, ahead=True)
        if b.accord is not None and b.rule != "commitment.undertake":
            c.form, c.shared = "agreed", True
        if c.due is not None or not b.dated:
            yield c


# ---- meetings and dated plans --------------------------------------------------------------------------------------------


def _is_dated_plan(scene: Scene, d: EventDraft) -> bool:
    """A release, withdrawal or payment that is announced for a day."""
    if (
        d.type not in _STEPS
        or d.why == "status.narrated"
        or d.status != "planned"
        or d.time is None
        or d.time.date is None
        or not d.time.date.end
    ):
        return False
    day = article_day(scene)
    ahead = day is None or d.time.date.end >= day.isoformat()
    free = not is_bound_to_a_condition(scene, scene.graph.clause_verb(d.tokens[0]))
    return ahead and free and not is_guessed(scene, d.tokens[0])


def _from_plan(scene: Scene, d: EventDraft) -> CommitmentDraft:
    verb = scene.graph.clause_verb(d.tokens[0])
    due = deadline(scene, verb, None, past=False) or d.time
    return CommitmentDraft(
        parties=list(d.actors) or parties_of(scene, scene.doers(verb)), tokens=list(d.tokens), content=scene.graph.clause_span(verb), due=due, made=None,
        form="reported", rule="commitment.dated_plan", head=d.tokens[0], place=d.place,
    )  # fmt: skip


def _who_meet(scene: Scene, s: Session, sessions: list[Session]) -> list[int]:
    """Those who will meet; those who met, where a further round is told without them ("the next round will be held on")."""
    third = {a for a, _, _ in s.third}
    own = [a for a in s.actors if a not in third] or list(s.actors)
    if len(s.countries(scene)) > 1 or not all(m.match.nominal and m.again for m in s.mentions):
        return own
    held = main_session(sessions)
    return [a for a in held.actors if all(a != t for t, _, _ in held.third)] if held is not None else list(scene.pair)


def _is_announced(scene: Scene, s: Session, sessions: list[Session]) -> bool:
    """A planned meeting with a day is a commitment when the narrator or a party states it, not when somebody wishes it."""
    firm = [
        m
        for m in s.mentions
        if m.fact.status in ("planned", "postponed") and not is_guessed(scene, m.top) and not _had_been(scene, m.top)
    ]
    sides = {scene.side(a) for a in _who_meet(scene, s, sessions)}
    day = article_day(scene)
    if s.first is None or not firm or (day is not None and s.last is not None and s.last < day):
        return False
    return (
        len(sides) > 1
        or sides == {scene.home}
        or (any(m.source.actor is None for m in firm) and all(m.match.nominal for m in firm))
    )


def _had_been(scene: Scene, i: int) -> bool:
    """ "Had been planned for Monday": told because it came otherwise."""
    verb = scene.graph.clause_verb(i)
    return any(scene.tokens[k].text.lower() == "had" for k in scene.graph.kids(verb, "aux"))


def _from_session(scene: Scene, s: Session, parties: list[int] | None = None) -> CommitmentDraft:
    third = {a for a, _, _ in s.third}
    parties = parties or [a for a in s.actors if a not in third] or list(s.actors)
    first = s.mentions[0]
    verb = scene.graph.clause_verb(first.top)
    return CommitmentDraft(
        parties=parties, tokens=[m.token for m in s.mentions], content=scene.graph.span(first.top if first.match.nominal else verb), due=s.time,
        made=None, form="reported", rule="commitment.planned_meeting", head=first.token, place=s.place, session=s,
    )  # fmt: skip
