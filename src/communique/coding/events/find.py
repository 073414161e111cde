"""Turns matches and meetings into events: one for what the article tells once or several times."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from communique.coding.events.aims import crowd, struck
from communique.coding.events.arbiter import is_event
from communique.coding.events.certainty import bounded, fact_of, lies_ahead, said_when, settled_status
from communique.coding.events.contents import without_contents
from communique.coding.events.drafts import CONFLICT, OUTCOMES, SAID_NOW, SPEECH, EventDraft, sides
from communique.coding.events.filling import fill_actors, main_session
from communique.coding.events.gatherings import from_session
from communique.coding.events.pledged import pledged_deeds
from communique.coding.events.retold import merge
from communique.coding.events.saying import spoken_demands, spoken_pledges, spoken_refusals
from communique.coding.events.speech_acts import spoken_act
from communique.coding.events.worth import doers, is_worth_recording
from communique.coding.lexicon import Frame, lexicon_frame
from communique.coding.matching.find import find_weak_matches
from communique.coding.matching.match import Match
from communique.coding.positions.standing import held_stances
from communique.coding.rounds.brokers import article_mediators, brokers_beside
from communique.coding.rounds.meetings import Session
from communique.coding.rounds.mentions import article_day
from communique.coding.scene import Scene
from communique.coding.scene.bearings import place_of, spoken_time, time_of
from communique.coding.scene.status import Source, source_of
from communique.words import PlaceMention, TimeExpression

__all__ = ["draft_events"]


_STANDS = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "CONSULT", "THREATEN", "PROTEST"})


_MISSED = frozenset({"AGREE", "CONSULT", "RETREAT", "AID"})
"""Types whose failing to happen is itself news for an analyst."""


def draft_events(scene: Scene, matches: list[Match], sessions: list[Session]) -> list[EventDraft]:
    """Return the article's events in order of first mention."""
    drafts = [d for s in sessions if (d := from_session(scene, s)) is not None]
    for d in propose(scene, matches, sessions):
        if not is_event(scene, d):
            continue
        drafts.append(d)
        if (
            d.status == "planned"
            and d.type == "RETREAT"
            and d.why != "status.agreed_on"
            and len(sides(scene, d.actors)) > 1
        ):
            # what both sides are to do, both have agreed to
            drafts.append(
                dataclasses.replace(
                    d,
                    frame=lexicon_frame("agree.announced"),
                    status="happened",
                    recipients=[],
                    mode=(),
                    place=None,
                    time=None,
                )
            )
    drafts += pledged_deeds(scene, drafts, matches)
    drafts.sort(key=lambda d: (d.tokens[0], d.frame.id))
    _address_refusals(scene, drafts)
    merged = merge(scene, without_contents(scene, drafts))
    told = [dataclasses.replace(d, time=None) if d.borrowed else d for d in merged]
    return [_dated_by_lead(scene, d) for d in told]


def _dated_by_lead(scene: Scene, d: EventDraft) -> EventDraft:
    """What the headline alone tells happened on the day that the first paragraph names, where that is the article's or just before it."""
    at = scene.tokens[d.tokens[-1]].start
    blocks = scene.analysis.article.blocks
    heads = any(b.kind in ("headline", "deck") and b.start <= at < b.end for b in blocks)
    lead = next((b for b in blocks if b.kind == "paragraph"), None)
    day = article_day(scene)
    if d.time is not None or not heads or d.status != "happened" or lead is None or day is None:
        return d
    for x in scene.analysis.times:
        if lead.start <= x.start < lead.end and x.date is not None and x.date.granularity == "day" and x.date.start:
            off = (day - dt.date.fromisoformat(x.date.start[:10])).days
            return dataclasses.replace(d, time=x) if 0 <= off <= _FRESH else d
    return d


_FRESH = 2
"""Days between the deed and the article that a headline tells as new."""


def propose(scene: Scene, matches: list[Match], sessions: list[Session]) -> Iterator[EventDraft]:
    """Yield what the rules propose beside the meetings, with weak matches among them, for the arbiter to judge."""
    refused: set[int] = set()
    for match in [*matches, *find_weak_matches(scene, matches)]:
        said = _from_saying(scene, match)
        drafts = [said] if said is not None else []
        if not match.frame.session and (found := _from_match(scene, match, sessions)) is not None:
            drafts.append(found)
        refused.update(t for d in drafts if not match.weak and d.type == "REJECT" for t in d.tokens)
        yield from drafts
    strong = {m.token for m in matches}
    spoken = [*spoken_demands(scene), *spoken_refusals(scene, refused), *spoken_pledges(scene, strong)]
    told = [m for m in (*matches, *spoken) if m.frame.type in _STANDS]
    for m in [*spoken, *held_stances(scene, told)]:
        yield _spoken(scene, m, m.frame, m.frame.mode)


def _address_refusals(scene: Scene, drafts: list[EventDraft]) -> None:
    """ "Kyiv has refused to do so": a refusal that names nobody answers the demand just before it that was put to the one who refuses."""
    for n, d in enumerate(drafts):
        if d.type != "REJECT" or d.recipients:
            continue
        here = scene.tokens[d.tokens[0]].sentence
        for o in reversed(drafts[:n]):
            if (
                o.type == "REQUEST"
                and here - scene.tokens[o.tokens[-1]].sentence <= 2
                and sides(scene, d.actors) & sides(scene, o.recipients)
            ):
                d.recipients = list(o.actors)
                break


def _from_match(scene: Scene, m: Match, sessions: list[Session]) -> EventDraft | None:
    fact = fact_of(scene, m)
    if fact.status is None or (m.frame.flag("negated_only") and fact.why not in ("status.negated", "status.not")):
        return None
    f = m.frame
    source = source_of(scene, m.token)
    session = _session_near(scene, m, sessions)
    actors, third = fill_actors(scene, m, fact.status, session, sessions)
    third += _brokered(scene, m, actors)
    if not actors and f.type == "AID" and source.actor is not None and _gives_help(scene, source.actor):
        # "the World Food Programme said that rice had been delivered": by its own people
        actors = [source.actor]
    recipients = list(m.recipients)
    if not recipients and f.type in ("REJECT", "SANCTION") and any(scene.is_class(o, ("TALKS",)) for o in m.objects):
        # "suspended the dialogue": with the other side
        recipients = [a for a in scene.pair if scene.side(a) not in sides(scene, actors)][:1]
    if (
        not recipients
        and f.type in ("SANCTION", "THREATEN")
        and any(scene.is_class(o, ("SANCTIONS",)) for o in m.objects)
    ):
        # "imposed new sanctions": on the country that the article is about
        about = scene.states.get(scene.home or "")
        recipients = [a for a in (about,) if a is not None and not sides(scene, [a]) & sides(scene, actors)]
    time = time_of(scene, m.token) or said_when(scene, m, source)
    if time is None and m.nominal and f.type in SAID_NOW:
        # "repeated the demand on Thursday": uttered when the verb says so
        time = time_of(scene, m.verb)
    if time is None and f.type in (*SPEECH, *SAID_NOW):
        time = spoken_time(scene, m.verb)
    place = place_of(scene, m.token, targets=f.type in CONFLICT)
    if place is None and fact.status == "happened" and (f.id in OUTCOMES or f.id == "agree.agree"):
        place = _where_agreed(scene, m, session, actors)
    land = [scene.lands[place.country]] if place is not None and place.country in scene.lands else []
    if f.type == "PROTEST":
        actors = crowd(scene, actors, land)
    recipients = struck(scene, m, actors, recipients, place) or _accuser(scene, m, source, actors)
    if not m.weak and not is_worth_recording(scene, m, actors, recipients, fact, source):
        return None
    if fact.why == "status.plan" and not lies_ahead(scene, time):
        # "agreed on Monday to free them": the day of agreeing
        time = None
    if f.type == "AGREE" and lies_ahead(scene, time):
        # the day for which something was agreed is not the day of agreeing
        time = None
    borrowed = False
    if time is None and f.type == "AGREE" and fact.status in ("happened", "did_not_happen"):
        # what one side offers or promises need not have been said at the talks
        between = len({scene.side(a) for a in actors}) > 1 or f.flag("reciprocal") or fact.status == "did_not_happen"
        held = session or main_session(sessions)
        borrowed = session is None and not between and f.id not in OUTCOMES
        time = held.time if held is not None else None
    if f.type in CONFLICT and f.type != "PROTEST" and not recipients:
        mine = {scene.country(a) for a in actors} if f.flag("reciprocal") or f.type in ("MOBILIZE", "COERCE") else set()
        recipients = [a for a in land if a not in actors and scene.country(a) not in mine]
    somewhere = actors or bounded(time) or place or scene.lands_below(m.verb)
    if f.type == "ASSAULT" and not (somewhere or doers(scene, m)):
        return None
    status = settled_status(scene, f, fact.status, source, actors, time)
    if status == "did_not_happen" and f.type not in _MISSED:
        return None
    return EventDraft(
        frame=f, tokens=[m.token], actors=actors, recipients=recipients, status=status, why=fact.why, source=source, time=time,
        place=place, match=m, session=session if f.type == "AGREE" else None, third=third, mode=f.mode, matches=[m], borrowed=borrowed,
    )  # fmt: skip


def _gives_help(scene: Scene, actor: int) -> bool:
    """Whether the actor is an organisation that helps wherever it is."""
    return scene.country(actor) in ("UNO", "NGO", "IGO", "EUR")


def _accuser(scene: Scene, m: Match, source: Source, actors: list[int]) -> list[int]:
    """Who accuses, of deeds that hit nobody else by name: "Chad accused Niger of attacking a border post"."""
    if m.frame.type not in CONFLICT or m.frame.flag("reciprocal") or source.actor is None or not actors:
        return []
    cue = source.word
    accuses = cue is not None and scene.graph.is_verb(cue) and scene.in_list(cue, "accuse")
    return [source.actor] if accuses and not sides(scene, [source.actor]) & sides(scene, actors) else []


def _brokered(scene: Scene, m: Match, actors: list[int]) -> list[tuple[int, str, int]]:
    """Who brought an agreement or an exchange about: named beside it, else the article's mediators where it is of its two sides."""
    if m.frame.type not in ("AGREE", "SUPPORT", "RETREAT", "CONCEDE"):
        return []
    nouns = [o for o in m.objects if scene.graph.is_noun(o)]
    beside = brokers_beside(scene, m.token, *nouns)
    made = m.frame.type == "RETREAT" or m.frame.id in OUTCOMES or m.frame.id == "agree.agree"
    if made and scene.parties and scene.parties <= sides(scene, [*actors, *m.recipients]):
        time = time_of(scene, m.token)
        if scene.day is None or time is None or _recent(scene.day, time):
            beside += article_mediators(scene)
    return [x for x in dict.fromkeys(beside) if x[0] not in actors]


def _where_agreed(scene: Scene, m: Match, session: Session | None, actors: list[int]) -> PlaceMention | None:
    """Where the talks of the same sentence were held; at the head of the page, the city of its dateline away from both sides."""
    here = scene.tokens[m.token].sentence
    if session is not None and any(scene.tokens[x.token].sentence == here for x in session.mentions):
        return session.place
    both = scene.parties and scene.parties <= sides(scene, actors)
    return scene.venue if both and scene.is_lead(m.token) else None


def _recent(day: dt.date, time: TimeExpression) -> bool:
    return time.date is None or (time.date.end or "") >= (day - dt.timedelta(days=60)).isoformat()


def _from_saying(scene: Scene, m: Match) -> EventDraft | None:
    """The pledge, threat or refusal that lies in saying what one will or will not do."""
    fact, source = fact_of(scene, m), source_of(scene, m.token)
    unnamed = not m.actors and source.actor is not None and scene.graph.is_passive(m.token)
    actors = [source.actor] if unnamed and source.actor is not None else list(m.actors)
    act = spoken_act(scene, m.frame.type, fact, source, actors)
    if act is None:
        return None
    return dataclasses.replace(_spoken(scene, m, *act), actors=actors)


def _spoken(scene: Scene, m: Match, frame: Frame, mode: tuple[str, ...]) -> EventDraft:
    """What is done by saying so: it happened when it was said."""
    source = source_of(scene, m.token)
    return EventDraft(
        frame=frame, tokens=[m.token], actors=list(m.actors), recipients=list(m.recipients), status="happened", why="status.narrated",
        source=source, time=said_when(scene, m, source), place=None, match=m, mode=mode, matches=[m],
    )  # fmt: skip


def _session_near(scene: Scene, m: Match, sessions: list[Session]) -> Session | None:
    """The meeting that the clause of the match speaks of, for outcomes ("the talks yielded a deal")."""
    g = scene.graph
    verb = g.clause_verb(m.token)
    near = {
        verb,
        *g.subtree(
            g.clause_verb(scene.tokens[verb].head)
            if scene.tokens[verb].dep in ("conj", "relcl", "advcl", "acl")
            else verb
        ),
    }
    same = scene.tokens[m.token].sentence
    inside = [s for s in sessions if any(x.token in near for x in s.mentions) and s.status in ("happened", "ongoing")]
    if inside:
        return inside[0]
    around = [
        s
        for s in sessions
        if any(scene.tokens[x.token].sentence == same for x in s.mentions) and s.status in ("happened", "ongoing")
    ]
    return around[0] if around else None
