"""Reads one mention of a meeting: who attends, who brings them together, when, where, and whether it takes place."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from communique.coding.lexicon import table
from communique.coding.matching.match import Match
from communique.coding.rounds.brokers import brokers_beside
from communique.coding.rounds.meetings import SessionMention
from communique.coding.scene import Scene
from communique.coding.scene.bearings import place_of, time_of
from communique.coding.scene.status import Factuality, Source, factuality, source_of
from communique.words import PlaceMention, TimeExpression

_Marked = TypeVar("_Marked", TimeExpression, PlaceMention)

__all__ = ["CONTAINERS", "article_day", "read_mention", "window", "words_around"]

CONTAINERS = frozenset(
    "day round series set session bout cycle stage phase hour week part cycle half third month".split()
)
_BOUNDS = frozenset("end close conclusion start opening outset".split())


def article_day(scene: Scene) -> dt.date | None:
    """Return the day of the page, None where the capture does not tell."""
    return scene.day


def window(x: TimeExpression | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a time expression."""
    if x is None or x.date is None or x.date.start is None or x.date.end is None:
        return None, None
    try:
        return dt.date.fromisoformat(x.date.start[:10]), dt.date.fromisoformat(x.date.end[:10])
    except ValueError:
        return None, None


def _top(scene: Scene, i: int, containers: frozenset[str] = CONTAINERS) -> int:
    """The noun that stands for the meeting in its clause: "day" in "a second day of talks"."""
    for _ in range(3):
        t = scene.tokens[i]
        prep = t.head
        if t.dep != "pobj" or scene.tokens[prep].lemma.lower() != "of":
            return i
        above = scene.tokens[prep].head
        if scene.tokens[above].lemma.lower() not in containers:
            return i
        i = above
    return i


def words_around(scene: Scene, *tokens: int) -> list[int]:
    """Return the determiners, adjectives, numbers and nouns before the tokens."""
    return [
        k for i in tokens for k in scene.graph.kids(i, "amod", "det", "compound", "nummod", "nmod", "poss", "predet")
    ]


def _participants(scene: Scene, m: Match, top: int) -> list[int]:
    """Those who take part; `top` is the noun that stands for the meeting, "at the end of five days of talks" included."""
    g = scene.graph
    sessions = table("sessions.toml")
    out = [*m.actors, *m.recipients]
    before: list[int] = []
    for k in g.modifiers(m.token):
        # "Russia-Ukraine talks", "Russian-Ukrainian negotiations"; one name alone ("the Doha talks") is the venue or says too little
        if not scene.is_maker(k):
            before += scene.actors_before(k)
    owners = [a for k in g.kids(m.token, "poss") for a in scene.actors_before(k)] if m.recipients or m.actors else []
    if len({scene.side(a) for a in before}) > 1:
        out += before
    elif len({scene.side(a) for a in (*owners, *m.actors, *m.recipients)}) > 1:
        # "Ukraine's next meeting with Russia"
        out += owners
    for o in g.prep_objects(top, "between", "involving", "among"):
        out += scene.people_at(o)
    if m.nominal:
        top = _top(scene, top, _BOUNDS)
    verb = g.clause_verb(top)
    lemma = scene.lemma(verb)
    base = lemma.split(" ")[0]
    tokens = g.conjuncts(top)
    as_object = any(top in g.conjuncts(o) for o in g.kids(verb, "dobj")) and not g.is_passive(verb)
    as_phrase = scene.tokens[top].dep == "pobj" and scene.tokens[scene.tokens[top].head].head == verb
    attends = lemma in sessions["attend"] or base in sessions["attend"]
    brings = lemma in sessions["mediator"] or base in sessions["host"]
    preposition = scene.tokens[scene.tokens[top].head].text.lower() if as_phrase else ""
    if as_phrase and not attends and preposition in ("after", "during", "in", "at", "following"):
        # "signed the truce after two weeks of talks": those who did so together had met
        together = scene.doers(verb)
        out += together if len({scene.side(a) for a in together}) > 1 else []
    if attends and not (brings and as_object) and (as_object or as_phrase) and tokens:
        out += scene.doers(verb)
        out += scene.named_below(verb, "with")
    beside = {b for b, _ in _brokers_beside(scene, m)}
    return list(dict.fromkeys(scene.principal(a) for a in out if a not in beside))


def _brokers_beside(scene: Scene, m: Match) -> list[tuple[int, int]]:
    """ "Talks with Turkey as go-between", "met, with Qatar acting as mediator": who does so, and the word for it."""
    g = scene.graph
    roles = table("sessions.toml")["role_nouns"]
    out: list[tuple[int, int]] = []
    for p in dict.fromkeys(k for at in (m.token, m.verb) for k in g.kids(at, "prep")):
        if scene.tokens[p].text.lower() != "with":
            continue
        inside = g.kids(p, "pobj") + [s for v in g.kids(p, "pcomp") for s in g.kids(v, "nsubj")]
        for o in inside:
            after = [t for t in scene.tokens[o + 1 : o + 8] if t.sentence == scene.tokens[o].sentence]
            first = next((n for n, t in enumerate(after[:3]) if t.text.lower() == "as"), None)
            role = next((t.i for t in after[first:] if t.lemma.lower() in roles), None) if first is not None else None
            if role is not None:
                out += [(a, role) for a in scene.people_at(o)]
    return out


def _third_parties(scene: Scene, m: Match, top: int) -> list[tuple[int, str, int]]:
    g = scene.graph
    sessions = table("sessions.toml")
    out: list[tuple[int, str, int]] = []

    def add(actors: list[int], role: str, word: int) -> None:
        out.extend((a, role, word) for a in actors)

    out.extend((a, "mediator", word) for a, word in _brokers_beside(scene, m))
    start = g.subtree(m.token)[0]
    for j in range(start, m.token):
        text = scene.tokens[j].text.lower()
        role = (
            "mediator"
            if text in sessions["broker_adjectives"]
            else "host"
            if text in sessions["host_adjectives"]
            else None
        )
        if role and j >= 2 and scene.tokens[j - 1].text == "-":
            add([a for a, mention in _covering(scene, j - 2)], role, j)
        if "-" in text:
            continue
    out += brokers_beside(scene, m.token, top, *([g.clause_verb(top)] if scene.tokens[top].dep != "pobj" else []))
    if m.frame.flag("mediator"):
        add(m.actors, "mediator", m.token)
    verb = g.clause_verb(top)
    lemma = scene.lemma(verb)
    role = "host" if lemma in sessions["host"] else "mediator" if lemma in sessions["mediator"] else None
    if role and top in [c for o in g.patients(verb) for c in g.conjuncts(o)]:
        add([a for s in g.agents(verb) for a in scene.people_at(s)], role, verb)
    return out


def _covering(scene: Scene, i: int) -> list[tuple[int, object]]:
    t = scene.tokens[i]
    return [(m.actor, m) for m in scene.analysis.mentions if m.start <= t.start and t.end <= m.end]


def read_mention(scene: Scene, m: Match) -> SessionMention:
    """Return what the words around a match tell of the meeting."""
    sessions = table("sessions.toml")
    top = _top(scene, m.token) if m.nominal else m.token
    around = words_around(scene, m.token, top) if m.nominal else []
    lemmas = [scene.tokens[k].lemma.lower() for k in around] + [scene.tokens[k].text.lower() for k in around]
    texts = {w for k in dict.fromkeys((m.token, top)) for w in [scene.tokens[k].lemma.lower()]} | set(lemmas)
    ordinals = sessions["ordinals"]
    numbered = next((ordinals[w] for w in lemmas if w in ordinals), None)
    fact = _fact(scene, top)
    is_day = scene.tokens[top].lemma.lower() == "day" and top != m.token
    passing = m.nominal and _in_passing(scene, top, definite=_is_definite(scene, m, around))
    at = _told_at(scene, m, top)
    time = _below(scene, top, time_of(scene, at), passing=passing)
    if fact.why == "status.called_off":
        # the day for which it was called off is the day of calling off
        time = None
    if time is not None and _is_of_planning(scene, top, fact, time):
        time = None
    if time is not None and time.start <= scene.tokens[m.token].start < time.end:
        # "on the eve of the second day of the talks": the time hangs on the meeting, it does not date it
        time = None
    first, last = window(time)
    day = scene.day
    if first is not None and last is not None and day is not None and _is_limit(scene, time) and day < last:
        # "to hold a third before the end of the year": any day from now on
        first = day
    if is_day and numbered and first is not None and first == last:
        first = first - dt.timedelta(days=numbered - 1)
    if (
        fact.status in _OFF
        and first is not None
        and last is not None
        and day is not None
        and first - day > _HALF_A_YEAR
    ):
        # "a third, scheduled for 17 September, was cancelled": of the September before
        first, last = _year_before(first), _year_before(last)
    if fact.status == "happened" and first is not None and day is not None and first > day:
        fact = Factuality("planned", "status.after_the_page", top)
    if m.nominal:
        definite = _is_definite(scene, m, around)
        again = any(w in sessions["again"] for w in lemmas) and not (is_day and numbered)
    else:
        anew = any(scene.tokens[k].text.lower() in sessions["anew"] for k in scene.graph.kids(m.token, "advmod"))
        definite, again = False, anew or scene.lemma(m.token) in sessions["again_verbs"]
    return SessionMention(
        match=m,
        token=m.token,
        top=top,
        actors=_participants(scene, m, top),
        third=_third_parties(scene, m, top),
        place=_below(scene, top, place_of(scene, at), passing=passing),
        time=time,
        first=first,
        last=last,
        fact=fact,
        source=_holder(scene, fact) or source_of(scene, m.token),
        definite=definite,
        again=again,
        format=next((f for f in ("bilateral", "trilateral", "multilateral") if texts & set(sessions[f])), None),
        direct=True if texts & set(sessions["direct"]) else False if texts & set(sessions["indirect"]) else None,
        ordinal=numbered if not is_day and texts & {"round", "session", "meeting"} else None,
        back_to_past=any(w in sessions["prior"] for w in lemmas),
        passing=passing,
        same_place=_at_the_same_place(scene, at),
    )


def _is_of_planning(scene: Scene, top: int, fact: Factuality, time: TimeExpression) -> bool:
    """ "Agreed on Friday to hold talks": a day gone by that stands beside the planning, not with what is planned."""
    if fact.why != "status.plan" or fact.word is None or scene.day is None:
        return False
    _, last = window(time)
    if last is None or last > scene.day:
        return False
    verb = scene.graph.clause_verb(top)
    below = scene.graph.subtree(top if verb == fact.word else verb)
    return not any(time.start <= scene.tokens[k].start < time.end for k in below)


def _is_limit(scene: Scene, time: TimeExpression | None) -> bool:
    """Whether the words before the time make it the last day on which something may be: "by Friday", "before the end of June"."""
    words = scene.graph.words(time.start, time.end) if time is not None else []
    if not words:
        return False
    before = [t.text.lower() for t in scene.tokens[max(0, words[0].i - 2) : words[0].i]]
    limits = table("sessions.toml")["limits"]
    return any(b in limits for b in before) or words[0].text.lower() in limits


def _at_the_same_place(scene: Scene, i: int) -> bool:
    """ "Meet again in the same city", "met there on Friday"."""
    g = scene.graph
    verb = g.clause_verb(i)
    if any(scene.tokens[k].text.lower() == "there" and scene.tokens[k].dep == "advmod" for k in g.kids(verb)):
        return True
    places = [o for k in dict.fromkeys((i, verb)) for o in g.prep_objects(k, "in", "at")]
    return any(scene.tokens[k].text.lower() == "same" for o in places for k in g.kids(o, "amod"))


def _told_at(scene: Scene, m: Match, top: int) -> int:
    """The word that carries time and place: "held" in "the talks, held in Cairo on 3 May", else the meeting itself."""
    for noun in dict.fromkeys((m.token, top)):
        for k in scene.graph.kids(noun, "acl"):
            if scene.lemma(k) in _TOLD_BY and scene.graph.kids(k, "prep", "npadvmod"):
                return k
        for k in scene.graph.kids(noun, "relcl"):
            # "the talks, which began on Monday in Cairo"
            subjects = scene.graph.kids(k, "nsubj", "nsubjpass")
            whole = any(scene.tokens[s].tag == "WDT" for s in subjects)
            if whole and scene.lemma(k) in table("sessions.toml")["held"] and scene.graph.kids(k, "prep", "npadvmod"):
                return k
    return top


_OFF = frozenset({"cancelled", "did_not_happen"})
_HALF_A_YEAR = dt.timedelta(days=182)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day)


_FEBRUARY = 2
_TOLD_BY = frozenset({"hold", "host", "convene", "conduct", "begin", "open", "schedule", "set", "plan", "slate"})


def _is_definite(scene: Scene, m: Match, around: list[int]) -> bool:
    back = table("sessions.toml")["back"]
    return any(scene.tokens[k].lemma.lower() in back for k in around) or bool(scene.graph.kids(m.token, "poss"))


def _in_passing(scene: Scene, top: int, *, definite: bool) -> bool:
    """Whether the clause only mentions the meeting: it breaks off, leaves or is about it, and does not say that it is held."""
    g = scene.graph
    sessions = table("sessions.toml")
    t = scene.tokens[g.chain_start(top)]
    verb = g.clause_verb(top)
    stopped = {scene.lemma(verb), scene.lemma(verb).split(" ")[0]} & set(sessions["stop"])
    if any(scene.tokens[k].text.lower() in sessions["repeated"] for k in g.kids(verb, "advmod")):
        return True
    if stopped and any(top in g.subtree(o) for o in g.patients(verb)):
        return True
    if t.dep != "pobj":
        return False
    preposition = scene.tokens[t.head].text.lower()
    if preposition in ("from", "out") or (
        preposition == "of" and scene.tokens[scene.tokens[t.head].head].text.lower() == "out"
    ):
        return True
    return definite and preposition not in sessions["occasion"] and scene.lemma(verb) not in sessions["attend"]


def _below(scene: Scene, top: int, found: _Marked | None, *, passing: bool) -> _Marked | None:
    """The time or place, of a meeting mentioned in passing only where it stands in the meeting's own phrase."""
    if found is None or not passing:
        return found
    start, end = scene.graph.span(top)
    return found if start <= found.start < end else None


_FILLERS = frozenset("now currently still again also therefore once already".split())


def _fact(scene: Scene, top: int) -> Factuality:
    """Whether the meeting took place; what people had been due to hold came otherwise, what "is off" is cancelled."""
    fact = factuality(scene, top)
    if fact.why == "status.had_been_due" and scene.graph.is_verb(top):
        return Factuality("did_not_happen", fact.why, fact.word)
    if (
        fact.why == "status.infinitive"
        and fact.word is not None
        and scene.tokens[fact.word].lemma.lower() in ("likely", "sure", "bound")
    ):
        return Factuality("planned", "status.likely", fact.word)
    if fact.why == "status.plan" and _is_occasion(scene, top):
        return Factuality("happened", "status.narrated")
    verb = scene.tokens[top].head
    if scene.tokens[top].dep in ("nsubj", "nsubjpass") and scene.tokens[verb].lemma.lower() == "be":
        below = [k for k in scene.graph.kids(verb) if k > verb and scene.tokens[k].text.lower() not in _FILLERS]
        words = " ".join(scene.tokens[k].text.lower() for d in below[:2] for k in [d, *scene.graph.kids(d)])
        for phrase, status in table("sessions.toml")["called_off"].items():
            if words.startswith(phrase):
                return Factuality(status, "status.called_off", below[0])
    return fact


def _is_occasion(scene: Scene, top: int) -> bool:
    """ "Agreed to restore ties in talks", "at the close of four days of talks": what was planned there had been talked about."""
    start = _top(scene, top, _BOUNDS)
    t = scene.tokens[start]
    preposition = scene.tokens[t.head].text.lower() if t.dep == "pobj" else ""
    return (
        preposition in ("after", "following", "during")
        or (preposition == "in" and t.tag == "NNS")
        or (preposition == "at" and start != top)
    )


def _holder(scene: Scene, fact: Factuality) -> Source | None:
    """Who hopes: the subject of "hopes", "expressed hopes"; None where nobody is named."""
    if fact.status != "hoped" or fact.word is None:
        return None
    g = scene.graph
    people = [a for s in g.subjects(g.clause_verb(fact.word)) for a in scene.people_at(s)]
    if not people:
        return None
    return Source("named" if scene.actor(people[0]).named else "anonymous", people[0], fact.word)
