"""Turns matches and meetings into events: one for what the article tells once or several times."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.coding.arbiter import is_event
from communique.coding.bearings import place_of, spoken_time, time_of
from communique.coding.brokers import article_mediators, brokers_beside
from communique.coding.filling import fill_actors, main_session
from communique.coding.lexicon import Frame, lexicon, lexicon_frame
from communique.coding.matching import Match, find_weak_matches
from communique.coding.meetings import Session
from communique.coding.mentions import article_day
from communique.coding.ontology import event_type
from communique.coding.saying import spoken_demands, spoken_pledges, spoken_refusals
from communique.coding.scene import Scene
from communique.coding.speech_acts import spoken_act
from communique.coding.standing import held_stances
from communique.coding.status import Factuality, Source, factuality, source_of
from communique.words import PlaceMention, TimeExpression
from communique.words.entries import Status

__all__ = ["EventDraft", "draft_events"]

_STANDS = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "CONSULT", "THREATEN", "PROTEST"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_RUNS = frozenset(
    "go continue kill hit wound follow resume intensify leave destroy damage injure rage flatten strike".split()
)
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})
_MISSED = frozenset({"AGREE", "CONSULT", "RETREAT", "AID"})
"""Types whose failing to happen is itself news for an analyst."""
_ACCEPTING = ("agree.accept", "agree.agree", "support.back", "support.recognise", "support.approve")
_REFUSABLE = (*_ACCEPTING, "reject.not_accepted")
_SAID_NOW = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"})
"""Types whose own time is when they are spoken, whatever day they speak of."""
_SPEECH = frozenset({"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN", "CONCEDE", "SUPPORT"})


_ANSWERS = frozenset({"REQUEST", "REJECT"})
"""Types whose object, where it tells a demand or an offer, is what they are about."""


@dataclass(slots=True)
class EventDraft:
    """An event before it becomes an entry; tokens and actors are numbers of the Analysis."""

    frame: Frame
    tokens: list[int]
    actors: list[int]
    recipients: list[int]
    status: Status
    why: str
    source: Source
    time: TimeExpression | None
    place: PlaceMention | None
    match: Match | None = None
    session: Session | None = None
    third: list[tuple[int, str, int]] = field(default_factory=list)
    mode: tuple[str, ...] = ()
    matches: list[Match] = field(default_factory=list)
    borrowed: bool = False
    """Whether its time is that of the article's meeting, only to tell it from others: no day is told for it."""

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.frame.type


def draft_events(scene: Scene, matches: list[Match], sessions: list[Session]) -> list[EventDraft]:
    """Return the article's events in order of first mention."""
    drafts = [d for s in sessions if (d := _from_session(scene, s)) is not None]
    for d in propose(scene, matches, sessions):
        if not is_event(scene, d):
            continue
        drafts.append(d)
        if d.status == "planned" and d.type == "RETREAT" and len(_sides(scene, d.actors)) > 1:
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
    drafts.sort(key=lambda d: (d.tokens[0], d.frame.id))
    _address_refusals(scene, drafts)
    merged = _merge(scene, _without_contents(scene, drafts))
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
                and _sides(scene, d.actors) & _sides(scene, o.recipients)
            ):
                d.recipients = list(o.actors)
                break


def _without_contents(scene: Scene, drafts: list[EventDraft]) -> list[EventDraft]:
    """Leave out what is only the content of another event: what was agreed, promised or demanded has not happened by that."""
    inside: set[int] = set()
    asked: set[int] = set()
    refused: set[int] = set()
    for d in drafts:
        if d.match is not None and d.frame.keys.get("content") == "undone":
            inside.update(k for o in d.match.objects for k in _clause(scene, o) if k not in d.tokens)
        if d.match is not None and d.match.complement is not None and _holds_content(d):
            kept = d.frame.type == "AGREE" and d.frame.keys.get("content") == "planned"
            inside.update(
                k
                for k in _clause(scene, d.match.complement)
                if k not in d.tokens and not (kept and k == d.match.complement)
            )
        if d.match is not None and not d.match.nominal and d.type in _ANSWERS:
            # "rejected a demand", "issued an appeal": the noun tells no event of its own
            nouns = [o for o in d.match.objects if scene.graph.is_noun(o) and o not in d.tokens]
            inside.update(nouns)
            asked.update(k for o in nouns for c in scene.graph.kids(o, "acl") for k in _clause(scene, c))
            refused.update(k for o in nouns if d.type == "REJECT" for k in _clause(scene, o))
    return [
        d
        for d in drafts
        if (d.session is not None and d.type == "CONSULT" and not refused.issuperset(d.tokens))
        or (
            d.tokens[0] not in inside
            and not (d.type in _SAID_NOW and d.tokens[0] in asked)
            and (d.type == "RETREAT" or not _content_of_pledge(d, drafts))
        )
    ]


def _holds_content(d: EventDraft) -> bool:
    """Whether what hangs on its word is no event of its own, by its frame or by the one that the words call ("will stop firing")."""
    frames = (d.frame, d.match.frame) if d.match is not None else (d.frame,)
    return any(f.keys.get("content") in ("planned", "none") for f in frames)


def _clause(scene: Scene, verb: int) -> list[int]:
    """The words of the clause of `verb`, without what is only told about its nouns."""
    out, stack = [], [verb]
    while stack:
        at = stack.pop()
        out.append(at)
        stack.extend(k for k in scene.graph.kids(at) if scene.tokens[k].dep not in ("relcl", "appos"))
    return out


def _content_of_pledge(d: EventDraft, drafts: list[EventDraft]) -> bool:
    return any(
        o.match is not None
        and o is not d
        and o.match.complement == d.tokens[0]
        and o.frame.keys.get("content") == "planned"
        for o in drafts
    )


# ---- one match -----------------------------------------------------------------------------------------------------


def _from_match(scene: Scene, m: Match, sessions: list[Session]) -> EventDraft | None:
    fact = _fact_of(scene, m)
    if fact.status is None or (m.frame.flag("negated_only") and fact.why not in ("status.negated", "status.not")):
        return None
    f = m.frame
    source = source_of(scene, m.token)
    session = _session_near(scene, m, sessions)
    actors, third = fill_actors(scene, m, fact.status, session, sessions)
    third += _brokered(scene, m, actors)
    recipients = list(m.recipients)
    if not recipients and f.type in ("REJECT", "SANCTION") and any(scene.is_class(o, ("TALKS",)) for o in m.objects):
        # "suspended the dialogue": with the other side
        recipients = [a for a in scene.pair if scene.side(a) not in _sides(scene, actors)][:1]
    time = time_of(scene, m.token) or _said_when(scene, m, source)
    if time is None and m.nominal and f.type in _SAID_NOW:
        # "repeated the demand on Thursday": uttered when the verb says so
        time = time_of(scene, m.verb)
    if time is None and f.type in (*_SPEECH, *_SAID_NOW):
        time = spoken_time(scene, m.verb)
    place = place_of(scene, m.token, targets=f.type in _CONFLICT)
    if place is None and fact.status == "happened" and (f.id in _OUTCOMES or f.id == "agree.agree"):
        place = _where_agreed(scene, m, session, actors)
    land = [scene.lands[place.country]] if place is not None and place.country in scene.lands else []
    if f.type == "PROTEST":
        actors = _crowd(scene, actors, land)
    recipients = _struck(scene, m, actors, recipients, place)
    worth = _worth(scene, m, actors, recipients, fact, source)
    if not worth and not m.weak:
        return None
    if f.type == "AGREE" and _lies_ahead(scene, time):
        # the day for which something was agreed is not the day of agreeing
        time = None
    borrowed = False
    if time is None and f.type == "AGREE" and fact.status in ("happened", "did_not_happen"):
        # what one side offers or promises need not have been said at the talks
        between = len({scene.side(a) for a in actors}) > 1 or f.flag("reciprocal") or fact.status == "did_not_happen"
        held = session or main_session(sessions)
        borrowed = session is None and not between and f.id not in _OUTCOMES
        time = held.time if held is not None else None
    if f.type in _CONFLICT and f.type != "PROTEST" and not recipients:
        mine = {scene.country(a) for a in actors} if f.flag("reciprocal") or f.type in ("MOBILIZE", "COERCE") else set()
        recipients = [a for a in land if a not in actors and scene.country(a) not in mine]
    somewhere = actors or _bounded(time) or place or scene.lands_below(m.verb)
    if f.type == "ASSAULT" and not (somewhere or _doers(scene, m)):
        return None
    status = _settled_status(scene, f, fact.status, source, actors, time)
    if status == "did_not_happen" and f.type not in _MISSED:
        return None
    return EventDraft(
        frame=f, tokens=[m.token], actors=actors, recipients=recipients, status=status, why=fact.why, source=source, time=time,
        place=place, match=m, session=session if f.type == "AGREE" else None, third=third, mode=f.mode, matches=[m], borrowed=borrowed,
    )  # fmt: skip


def _brokered(scene: Scene, m: Match, actors: list[int]) -> list[tuple[int, str, int]]:
    """Who brought an agreement or an exchange about: named beside it, else the article's mediators where it is of its two sides."""
    if m.frame.type not in ("AGREE", "SUPPORT", "RETREAT", "CONCEDE"):
        return []
    nouns = [o for o in m.objects if scene.graph.is_noun(o)]
    beside = brokers_beside(scene, m.token, *nouns)
    made = m.frame.type == "RETREAT" or m.frame.id in _OUTCOMES or m.frame.id == "agree.agree"
    if made and scene.parties and scene.parties <= _sides(scene, [*actors, *m.recipients]):
        time = time_of(scene, m.token)
        if scene.day is None or time is None or _recent(scene.day, time):
            beside += article_mediators(scene)
    return [x for x in dict.fromkeys(beside) if x[0] not in actors]


def _where_agreed(scene: Scene, m: Match, session: Session | None, actors: list[int]) -> PlaceMention | None:
    """Where the talks of the same sentence were held; at the head of the page, the city of its dateline away from both sides."""
    here = scene.tokens[m.token].sentence
    if session is not None and any(scene.tokens[x.token].sentence == here for x in session.mentions):
        return session.place
    both = scene.parties and scene.parties <= _sides(scene, actors)
    return scene.venue if both and scene.is_lead(m.token) else None


def _recent(day: dt.date, time: TimeExpression) -> bool:
    return time.date is None or (time.date.end or "") >= (day - dt.timedelta(days=60)).isoformat()


_FOLK = ("protester", "protestor", "demonstrator", "marcher", "rioter", "striker", "student", "villager", "resident", "miner", "worker", "farmer",
         "opposition", "activist", "journalist", "crowd", "voter", "inmate", "prisoner", "detainee")  # fmt: skip
"""Those whom the forces of their own state hit, where nothing else is said of them."""


def _struck(scene: Scene, m: Match, actors: list[int], recipients: list[int], place: PlaceMention | None) -> list[int]:
    """Whom violence or a march is aimed at where its words name no side: the state where it happened, else the one it is all about."""
    f = m.frame
    if f.type not in ("ASSAULT", "MOBILIZE") or f.flag("reciprocal"):
        return recipients
    own = {scene.country(a) for a in actors}
    sided = [a for a in recipients if scene.country(a)]
    if f.type == "MOBILIZE":
        if any(scene.actor(a).sector == "REB" for a in actors):
            return sided
        # who moves troops at home aims them at nobody by that
        return [a for a in sided if scene.actor(a).type != "state" or scene.country(a) not in own] or _land(
            scene, m, place, but=own
        )
    if sided or (m.nominal and not f.flag("owner_needed")):
        return recipients
    land = _land(scene, m, place, but=own if len(scene.pair) > 1 or recipients else set())
    if land:
        return land
    at_home = any(scene.is_class(o, _FOLK) for o in m.objects) or any(scene.actor(a).sector == "COP" for a in actors)
    if scene.home is None or (scene.home in own and not at_home):
        return recipients
    return [scene.states[scene.home]]


def _land(scene: Scene, m: Match, place: PlaceMention | None, *, but: set[str | None]) -> list[int]:
    """The one state, none of `but`, in which the places of the clause lie."""
    lands = {place.country} if place is not None else scene.lands_below(m.verb)
    return [scene.lands[c] for c in lands if c in scene.lands and c not in but] if len(lands) == 1 else []


def _crowd(scene: Scene, actors: list[int], land: list[int]) -> list[int]:
    """Who protests: a crowd of no named country is of the state where it gathers."""
    crowds = lexicon().classes["CROWD"]
    last = [scene.actor(a).name.lower().split(" ")[-1].removesuffix("s") for a in actors]
    if any(scene.country(a) or word not in crowds for a, word in zip(actors, last, strict=True)):
        return actors
    return land or ([scene.states[scene.home]] if scene.home in scene.states else actors)


def _from_saying(scene: Scene, m: Match) -> EventDraft | None:
    """The pledge, threat or refusal that lies in saying what one will or will not do."""
    fact, source = _fact_of(scene, m), source_of(scene, m.token)
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
        source=source, time=_said_when(scene, m, source), place=None, match=m, mode=mode, matches=[m],
    )  # fmt: skip


def _fact_of(scene: Scene, m: Match) -> Factuality:
    """Whether the match's event happened, what its frame and its object say of that included."""
    f = m.frame
    fact = factuality(scene, m.token)
    if f.prep.get("without") and any(scene.tokens[scene.tokens[o].head].lemma.lower() == "without" for o in m.objects):
        return Factuality("did_not_happen", "status.without", m.token)
    if f.type == "AGREE" and fact.status == "happened":
        below = [factuality(scene, o) for o in m.objects]
        fact = next((b for b in below if b.why == "status.negated"), fact)
    if f.flag("dated") and fact.status is not None and fact.why != "status.plan":
        # "the accord of 2014 did not last": it was made all the same
        return Factuality("happened", "status.narrated")
    if f.keys.get("status") == "did_not_happen" and fact.status == "happened":
        return Factuality("did_not_happen", "status.frame", m.token)
    if fact.why == "status.infinitive" and f.type in _ANSWERS and scene.in_list(fact.word or 0, "resolve"):
        # "voted to demand": what is resolved so is said by it
        return Factuality("happened", "status.narrated")
    if fact.why == "status.negated" and f.type == "REJECT" and f.flag("negated_only"):
        return Factuality("happened", "status.negated")
    refusable = f.id in _REFUSABLE or (f.type == "AGREE" and bool(f.adjectives) and not _yet(scene, m))
    if fact.why == "status.negated" and refusable and len(_sides(scene, m.actors)) < 2:
        # "did not accept it" is a refusal
        m.frame = lexicon_frame("reject.not_accepted")
        return Factuality("happened", "status.narrated")
    return fact


def _yet(scene: Scene, m: Match) -> bool:
    """ "Neither side is yet ready": what is not yet is not refused."""
    g = scene.graph
    return any(
        scene.tokens[k].text.lower() in ("yet", "still") for at in (m.token, m.verb) for k in g.kids(at, "advmod")
    )


def _settled_status(
    scene: Scene, f: Frame, status: Status, source: Source, actors: list[int], time: TimeExpression | None
) -> Status:
    """The status with the claimant and the calendar seen: what only a speaker reports is claimed, what lies ahead planned."""
    told = status == "happened" and source.actor is not None
    if told and (f.type not in _SPEECH or (f.type == "ACCUSE" and source.actor not in actors)):
        status = "claimed"
    if f.type not in _SAID_NOW:
        status = _by_date(scene, status, time)
    return status


def _said_when(scene: Scene, m: Match, source: Source) -> TimeExpression | None:
    """A demand, offer or refusal made in somebody's own words was made when the words were spoken."""
    if m.frame.type not in _SPEECH or source.actor is None:
        return None
    quote = scene.quote_at(m.token)
    if quote is None or quote.cue_start is None or quote.date is None:
        return None
    if not _sides(scene, m.actors) & _sides(scene, [source.actor]):
        return None
    cue = scene.graph.words(quote.cue_start, quote.cue_start + 1)
    return time_of(scene, cue[0].i) if cue else None


def _lies_ahead(scene: Scene, time: TimeExpression | None) -> bool:
    day = scene.day
    return day is not None and time is not None and time.date is not None and (time.date.start or "") > day.isoformat()


def _bounded(time: TimeExpression | None) -> bool:
    """Whether the time is a day or some weeks, not "since the war began"."""
    if time is None or time.date is None or not time.date.start or not time.date.end:
        return False
    try:
        return (dt.date.fromisoformat(time.date.end[:10]) - dt.date.fromisoformat(time.date.start[:10])).days <= 31
    except ValueError:
        return False


def _by_date(scene: Scene, status: Status, time: TimeExpression | None) -> Status:
    day = scene.day
    if status == "happened" and day and time is not None and time.date is not None and time.date.start:
        try:
            if dt.date.fromisoformat(time.date.start[:10]) > day:
                return "planned"
        except ValueError:
            return status
    return status


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


def _worth(scene: Scene, m: Match, actors: list[int], recipients: list[int], fact: Factuality, source: Source) -> bool:
    """Whether enough is known to record the event; a bare noun that only points back is not an event of its own."""
    f = m.frame
    if f.type == "ASSAULT" and not actors and scene.tokens[m.token].dep in ("acl", "amod", "relcl"):
        return False
    if f.type == "PROTEST" and actors and (not m.nominal or scene.tokens[m.token].dep in _CORE):
        # "activists staged a protest", "protests flared": who protests is told, against whom need not be
        return True
    if f.type in _CONFLICT:
        if m.nominal:
            running = (
                bool(actors) and scene.lemma(m.verb).split(" ")[0] in _RUNS and scene.tokens[m.token].dep == "nsubj"
            )
            fought = f.flag("reciprocal") and len({scene.side(a) for a in actors}) > 1
            if running or fought or (actors and scene.tokens[m.token].dep == "dobj" and m.verb != m.token):
                return True
            aimed = bool(recipients) or (
                bool(actors) and bool(scene.graph.prep_objects(m.token, "on", "against", "at", "into"))
            )
            return aimed and (bool(actors) or _is_predicate_noun(scene, m))
        if f.flag("reciprocal") or (f.type == "MOBILIZE" and actors):
            return bool(actors or recipients)
        return bool(recipients) or (bool(m.objects) and (bool(actors) or _told(scene, m)))
    if f.type == "REJECT" and source.actor is not None and not actors:
        return False
    if f.type == "RETREAT" and not m.nominal and any(scene.is_class(o, ("PRISONERS", "VICTIMS")) for o in m.objects):
        # "33 hostages are to be freed": worth knowing also where nobody is said to free them
        return True
    if f.type == "AGREE" and fact.status == "did_not_happen":
        return bool(actors)
    known = actors or (recipients and ("convict" in f.mode or _past_passive(scene, m)))
    if f.type == "SANCTION" and not m.nominal and m.objects and known:
        # "a court convicted 43 people", "Mali was suspended": whom it hits is told, though not of which country or by whom
        return True
    if f.type == "AID" and actors and any(scene.is_class(o, ("VICTIMS", "PRISONERS", "PERSON")) for o in m.objects):
        # "the coast guard rescued 68 migrants": whose they are need not be told
        return True
    if event_type(f.type).needs_recipient and f.type in ("AID", "COOPERATE", "SANCTION") and not recipients:
        aimed = bool(scene.graph.prep_objects(m.token, "to", "for", "on", "against", "with"))
        return bool(actors) and (aimed or len({scene.side(a) for a in actors}) > 1)
    return bool(actors)


_DOERS = ("TROOPS", "BODIES", "CROWD")
_MEANS = ("MUNITIONS", "ATTACK")
_HELD = ("VICTIMS", "PRISONERS", "PEOPLE", "PERSONS", "BODIES", "TROOPS")


def _doers(scene: Scene, m: Match) -> list[int]:
    """Those who do it by the words of the clause, named or not: "gunmen killed nine", "nine were arrested by police", "a bomb went off"."""
    names = (*_DOERS, *_MEANS) if m.frame.type == "ASSAULT" else _DOERS
    return [s for s in scene.graph.agents(m.verb) if s not in m.objects and scene.is_class(s, names)]


def _told(scene: Scene, m: Match) -> bool:
    """Whether the clause tells one deed though it names nobody: its doers are clear, or people suffer it in a plain past passive."""
    if _doers(scene, m):
        return True
    return _past_passive(scene, m) and any(scene.is_class(o, _HELD) for o in m.objects)


def _past_passive(scene: Scene, m: Match) -> bool:
    """Whether a clause of its own tells it with "was" or "were"."""
    helpers = {scene.tokens[k].text.lower() for k in scene.graph.kids(m.verb, "auxpass", "aux")}
    past = bool(helpers & {"was", "were"}) and not helpers & {"has", "have", "had"}
    return past and scene.tokens[m.verb].dep in ("ROOT", "conj", "ccomp")


def _is_predicate_noun(scene: Scene, m: Match) -> bool:
    g = scene.graph
    i = m.token
    return scene.tokens[i].dep in ("nsubj", "nsubjpass", "dobj", "ROOT", "conj") or bool(
        g.prep_objects(i, "on", "against", "in")
    )


# ---- meetings --------------------------------------------------------------------------------------------------------


def _from_session(scene: Scene, s: Session) -> EventDraft | None:
    sides = s.countries(scene)
    if s.status is None or s.implied or not _someone_met(scene, s):
        return None
    first = next((m for m in s.mentions if m.actors), s.mentions[0])
    frame = first.match.frame
    actors, recipients = list(s.actors), []
    mode: tuple[str, ...] = frame.mode
    if len(sides) == 2 and s.place is not None and s.place.country is not None:
        hosts = [a for a in s.actors if scene.country(a) == s.place.country]
        visitors = [a for a in s.actors if a not in hosts]
        if hosts and visitors and not s.third:
            actors, recipients, mode = visitors, hosts, ("visit",)
        elif not hosts:
            mode = ("third-party",)
    if s.hosts and not recipients and not s.third and len(s.hosts) < len(s.actors):
        actors, recipients, mode = [a for a in s.actors if a not in s.hosts], list(s.hosts), ("visit",)
    if s.third and not mode:
        mode = ("third-party",)
    if len(sides) > 3 and not mode:
        mode = ("multilateral",)
    source = (
        first.source
        if s.status in ("hoped", "conditional", "planned") or all(m.source.actor is not None for m in s.mentions)
        else Source("narrator", None)
    )
    if any(m.source.actor is None and m.fact.status == s.status for m in s.mentions):
        source = Source("narrator", None)
    return EventDraft(
        frame=frame, tokens=[m.token for m in s.mentions], actors=actors, recipients=recipients, status=s.status, why=first.fact.why,
        source=source, time=s.time, place=s.place, session=s, third=list(s.third), mode=mode,
    )  # fmt: skip


def _someone_met(scene: Scene, s: Session) -> bool:
    """Whether it is told who met: two or more, or one that acts for somebody ("the Somali cabinet met", "the envoy flew to Bamako")."""
    if len(s.actors) > 1:
        return True
    if any(scene.country(a) or s.first is not None for a in s.actors):
        return s.status != "conditional"
    # "critical discussions were held in Rome on 14 April": of nobody named, but at a place on a day
    return s.place is not None and s.first is not None and any(m.match.nominal for m in s.mentions)


# ---- the same event told again ---------------------------------------------------------------------------------------


def _sides(scene: Scene, actors: list[int]) -> set[str]:
    return {scene.side(a) for a in actors}


def _window(d: EventDraft) -> tuple[str, str] | None:
    if d.session is not None and d.session.first and d.session.last and d.type == "CONSULT":
        return d.session.first.isoformat(), d.session.last.isoformat()
    if d.time is None or d.time.date is None or d.time.date.start is None or d.time.date.end is None:
        return None
    return d.time.date.start, d.time.date.end


_OUTCOMES = frozenset(
    {"agree.reach", "agree.brokered", "agree.end_with", "agree.dated", "agree.make_peace", "support.sign"}
)
"""Frames that tell of an agreement as such: reached, brokered, signed."""


def _one_agreement(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether both tell of one agreement: reached in one sentence, signed or brokered in another, by the same sides."""
    if a.frame.id not in _OUTCOMES or b.frame.id not in _OUTCOMES or a.status != b.status or a.status != "happened":
        return False
    if _sides(scene, a.actors) != _sides(scene, b.actors):
        return False
    wa, wb = _window(a), _window(b)
    return not (wa and wb) or (wa[0] <= wb[1] and wb[0] <= wa[1])


def _by_means_of(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether the one tells how the other was done: "killed a commander in a strike"."""
    pairs = [(x, y) for x in a.tokens for y in b.tokens]
    return any(scene.tokens[y].dep == "pobj" and scene.tokens[scene.tokens[y].head].head == x for x, y in pairs)


_RESULTS = frozenset({"kill", "seize", "take", "capture", "detain", "destroy", "lead", "loot", "confiscate"})
"""What comes of a deed told just before: "attacked the camp and killed nine", "stormed the office and confiscated papers"."""


def _told_apart(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether one sentence lists the two as two deeds: "closed the border and detained the mayor", each with an object of its own."""
    first, second = a.matches[-1:], b.matches[:1]
    if not first or not second or first[0].nominal or second[0].nominal or a.frame.id == b.frame.id:
        return False
    m, n = first[0], second[0]
    listed = n.verb in scene.graph.conjuncts(scene.graph.chain_start(m.verb)) and n.verb != m.verb
    results = n.frame.id in ("assault.kill", "assault.destroy") or scene.lemma(n.verb).split(" ")[0] in _RESULTS
    return listed and not results and not set(m.objects) & set(n.objects)


def _same(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    if _one_agreement(scene, a, b):
        return True
    if a.type != b.type or (a.session is not b.session and a.type == "CONSULT"):
        return False
    if a.type == "ASSAULT" and _by_means_of(scene, a, b):
        return True
    if a.type in ("ASSAULT", "COERCE") and _told_apart(scene, a, b):
        return False
    if a.status != b.status and not {a.status, b.status} <= {"happened", "claimed"}:
        return False
    mine, theirs = _sides(scene, a.actors), _sides(scene, b.actors)
    if not (mine <= theirs or theirs <= mine):
        return False
    to_a, to_b = _sides(scene, a.recipients), _sides(scene, b.recipients)
    if not (to_a <= to_b or to_b <= to_a):
        return False
    wa, wb = _window(a), _window(b)
    if wa and wb and (wa[0] > wb[1] or wb[0] > wa[1]):
        return False
    if a.type in _CONFLICT:
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
    words_a, words_b = _content(scene, a), _content(scene, b)
    if a.frame.cameo[:1] == b.frame.cameo[:1] and (
        (a.frame.flag("commitment") and not _two_promises(scene, a, b))
        or a.type == "CONSULT"
        or a.status == "did_not_happen"
    ):
        return True
    return bool(words_a & words_b)


def _two_promises(scene: Scene, a: EventDraft, b: EventDraft) -> bool:
    """Whether each tells in a clause of its own what was agreed or promised, and neither is a heading, which tells it beforehand."""
    clauses = all(d.match is not None and d.match.complement is not None and bool(d.frame.verbs) for d in (a, b))
    return clauses and a.type == "AGREE" and not any(_is_heading(scene, d) for d in (a, b))


def _is_heading(scene: Scene, d: EventDraft) -> bool:
    at = scene.tokens[d.tokens[0]].start
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


def _merge(scene: Scene, drafts: list[EventDraft]) -> list[EventDraft]:
    out: list[EventDraft] = []
    for d in drafts:
        home = next((o for o in out if _same(scene, o, d)), None)
        if home is None:
            out.append(dataclasses.replace(d))
            continue
        home.tokens += [t for t in d.tokens if t not in home.tokens]
        home.matches += [m for m in d.matches if m not in home.matches]
        home.actors += [
            a for a in d.actors if a not in home.actors and not _sides(scene, [a]) <= _sides(scene, home.actors)
        ]
        home.recipients += [
            a
            for a in d.recipients
            if a not in home.recipients and not _sides(scene, [a]) <= _sides(scene, home.recipients)
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
