"""Gathers every mention of a meeting into the meetings of the article: who met, when, where, in which form, and whether."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from communique.coding.bearings import place_of, time_of
from communique.coding.lexicon import table
from communique.coding.matching import Match
from communique.coding.scene import Scene
from communique.coding.status import Factuality, Source, factuality, source_of
from communique.words import PlaceMention, TimeExpression
from communique.words.entries import Status

__all__ = ["Session", "SessionMention", "article_day", "find_sessions", "principal_pair"]

_CONTAINERS = frozenset("day round series set session bout cycle stage phase hour week part cycle half third".split())


@dataclass(slots=True)
class SessionMention:
    """One place in the text that speaks of a meeting; token numbers and actor indexes of the Analysis."""

    match: Match
    token: int
    top: int
    actors: list[int]
    third: list[tuple[int, str, int]]
    place: PlaceMention | None
    time: TimeExpression | None
    first: dt.date | None
    last: dt.date | None
    fact: Factuality
    source: Source
    definite: bool
    again: bool
    format: str | None
    direct: bool | None
    ordinal: int | None
    back_to_past: bool

    @property
    def informative(self) -> bool:
        """Whether the mention by itself tells a meeting from others."""
        return len(self.actors) > 1 or self.place is not None or self.first is not None


@dataclass(slots=True)
class Session:
    """A meeting of the article; `first` and `last` are days, `time` the expression that they rest on most."""

    mentions: list[SessionMention] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    third: list[tuple[int, str, int]] = field(default_factory=list)
    place: PlaceMention | None = None
    time: TimeExpression | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    status: Status | None = None
    format: str | None = None
    direct: bool | None = None
    ordinal: int | None = None
    members: list[int] = field(default_factory=list)
    member_tokens: list[int] = field(default_factory=list)
    again: bool = False
    hosts: list[int] = field(default_factory=list)

    def add(self, m: SessionMention) -> None:
        """Take in one more mention: what it adds fills what was unknown, a finer place or day wins."""
        self.mentions.append(m)
        self.actors += [a for a in m.actors if a not in self.actors]
        if "visit" in m.match.frame.mode:
            self.hosts += [a for a in m.match.recipients if a not in self.hosts]
        self.third += [t for t in m.third if t[:2] not in [o[:2] for o in self.third]]
        if m.place is not None and (self.place is None or _finer(m.place, self.place)):
            self.place = m.place
        if m.first is not None and m.last is not None:
            if (
                self.first is None
                or self.last is None
                or (_days(m.first, m.last) < _days(self.first, self.last) <= 366 and _days(self.first, self.last) > 14)
            ):
                self.first, self.last, self.time = m.first, m.last, m.time
            elif _days(m.first, m.last) <= 14:
                self.first, self.last = min(self.first, m.first), max(self.last, m.last)
        if m.format and (self.format is None or len(m.actors) > 2):
            self.format = m.format
        self.direct = m.direct if self.direct is None else self.direct
        self.ordinal = self.ordinal or m.ordinal
        self.status = _joined(self.status, m.fact.status)

    def countries(self, scene: Scene) -> set[str]:
        """Return the countries (or actor names where an actor has none) that take part."""
        return {_side(scene, a) for a in self.actors}


def _side(scene: Scene, a: int) -> str:
    return scene.side(a)


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1


_FINE = {"site": 0, "city": 1, "area": 2, "region": 2, "country": 3}


def _finer(a: PlaceMention, b: PlaceMention) -> bool:
    return _FINE.get(a.granularity, 4) < _FINE.get(b.granularity, 4) and (a.country == b.country or b.country is None)


_ORDER: tuple[Status, ...] = (
    "cancelled",
    "postponed",
    "happened",
    "ongoing",
    "did_not_happen",
    "planned",
    "hoped",
    "conditional",
)


def _joined(a: Status | None, b: Status | None) -> Status | None:
    known = [s for s in (a, b) if s is not None]
    return min(known, key=lambda s: _ORDER.index(s) if s in _ORDER else 9) if known else None


def article_day(scene: Scene) -> dt.date | None:
    """Return the day of the page, None where the capture does not tell."""
    anchor = scene.analysis.article.anchor
    try:
        return dt.date.fromisoformat(anchor[:10]) if anchor else None
    except ValueError:
        return None


def _window(x: TimeExpression | None) -> tuple[dt.date | None, dt.date | None]:
    if x is None or x.date is None or x.date.start is None or x.date.end is None:
        return None, None
    try:
        return dt.date.fromisoformat(x.date.start[:10]), dt.date.fromisoformat(x.date.end[:10])
    except ValueError:
        return None, None


def _top(scene: Scene, i: int) -> int:
    """The noun that stands for the meeting in its clause: "day" in "a second day of talks"."""
    for _ in range(3):
        t = scene.tokens[i]
        prep = t.head
        if t.dep != "pobj" or scene.tokens[prep].lemma.lower() != "of":
            return i
        above = scene.tokens[prep].head
        if scene.tokens[above].lemma.lower() not in _CONTAINERS:
            return i
        i = above
    return i


def _words(scene: Scene, *tokens: int) -> list[int]:
    return [
        k for i in tokens for k in scene.graph.kids(i, "amod", "det", "compound", "nummod", "nmod", "poss", "predet")
    ]


def _participants(scene: Scene, m: Match, top: int) -> list[int]:
    g = scene.graph
    sessions = table("sessions.toml")
    out = [*m.actors, *m.recipients]
    before: list[int] = []
    for k in g.modifiers(m.token):
        # "Russia-Ukraine talks", "Russian-Ukrainian negotiations"; one name alone ("the Doha talks") is the venue or says too little
        if not scene.is_maker(k):
            before += scene.actors_before(k)
    if len({_side(scene, a) for a in before}) > 1:
        out += before
    for o in g.prep_objects(top, "between", "involving", "among"):
        out += scene.people_at(o)
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
        out += together if len({_side(scene, a) for a in together}) > 1 else []
    if attends and not (brings and as_object) and (as_object or as_phrase) and tokens:
        out += scene.doers(verb)
        out += scene.named_below(verb, "with")
    return list(dict.fromkeys(scene.principal(a) for a in out))


def _third_parties(scene: Scene, m: Match, top: int) -> list[tuple[int, str, int]]:
    g = scene.graph
    sessions = table("sessions.toml")
    out: list[tuple[int, str, int]] = []

    def add(actors: list[int], role: str, word: int) -> None:
        out.extend((a, role, word) for a in actors)

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
    for noun in dict.fromkeys((m.token, top)):
        for k in [c for clause in g.kids(noun, "acl", "relcl") for c in g.conjuncts(clause)]:
            lemma = scene.lemma(k)
            role = "host" if lemma in sessions["host"] else "mediator" if lemma in sessions["mediator"] else None
            if role:
                agents = g.prep_objects(k, "by") or [s for s in g.subjects(k) if s != noun]
                add([a for o in agents for a in scene.people_at(o)], role, k)
    verb = g.clause_verb(top)
    lemma = scene.lemma(verb)
    role = "host" if lemma in sessions["host"] else "mediator" if lemma in sessions["mediator"] else None
    if role and top in [c for o in g.patients(verb) for c in g.conjuncts(o)]:
        add([a for s in g.agents(verb) for a in scene.people_at(s)], role, verb)
    for p in g.kids(top, "prep"):
        if scene.tokens[p].text.lower() == "under":
            for o in g.kids(p, "pobj"):
                if scene.tokens[o].lemma.lower() in ("mediation", "auspex", "auspices", "auspice", "sponsorship"):
                    add(scene.owners(o), "mediator", o)
    return out


def _covering(scene: Scene, i: int) -> list[tuple[int, object]]:
    t = scene.tokens[i]
    return [(m.actor, m) for m in scene.analysis.mentions if m.start <= t.start and t.end <= m.end]


def _mention(scene: Scene, m: Match) -> SessionMention:
    g = scene.graph
    sessions = table("sessions.toml")
    top = _top(scene, m.token) if m.nominal else m.token
    around = _words(scene, m.token, top) if m.nominal else []
    lemmas = [scene.tokens[k].lemma.lower() for k in around] + [scene.tokens[k].text.lower() for k in around]
    texts = {w for k in dict.fromkeys((m.token, top)) for w in [scene.tokens[k].lemma.lower()]} | set(lemmas)
    ordinals = sessions["ordinals"]
    numbered = next((ordinals[w] for w in lemmas if w in ordinals), None)
    is_day = scene.tokens[top].lemma.lower() == "day" and top != m.token
    time = time_of(scene, top)
    if time is not None and time.start <= scene.tokens[m.token].start < time.end:
        # "on the eve of the second day of the talks": the time hangs on the meeting, it does not date it
        time = None
    first, last = _window(time)
    day = article_day(scene)
    if is_day and numbered and first is not None and first == last:
        first = first - dt.timedelta(days=numbered - 1)
    fact = factuality(scene, top)
    if fact.status == "happened" and first is not None and day is not None and first > day:
        fact = Factuality("planned", "status.after_the_page", top)
    if m.nominal:
        definite = any(scene.tokens[k].lemma.lower() in sessions["back"] for k in around) or bool(
            g.kids(m.token, "poss")
        )
        again = any(w in sessions["again"] for w in lemmas) and not (is_day and numbered)
    else:
        definite, again = False, scene.lemma(m.token) in sessions["again_verbs"]
    return SessionMention(
        match=m,
        token=m.token,
        top=top,
        actors=_participants(scene, m, top),
        third=_third_parties(scene, m, top),
        place=place_of(scene, top),
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


def _places_agree(a: PlaceMention | None, b: PlaceMention | None) -> bool | None:
    """True or False where both are known, None where one is not."""
    if a is None or b is None:
        return None
    if a.name == b.name:
        return True
    coarse = {"country", "continent"}
    return bool(
        a.country
        and a.country == b.country
        and (a.granularity in coarse or b.granularity in coarse or "site" in (a.granularity, b.granularity))
    )


def _fit(scene: Scene, s: Session, m: SessionMention) -> int | None:
    """How well the mention fits the meeting, None where something contradicts."""
    score = 0
    place = _places_agree(s.place, m.place)
    if place is False:
        return None
    score += 3 if place else 0
    if s.first is not None and m.first is not None and s.last is not None and m.last is not None:
        if m.first > s.last + dt.timedelta(days=1) or m.last < s.first - dt.timedelta(days=1):
            return None
        score += 4
    if m.actors and s.actors:
        mine = {_side(scene, a) for a in m.actors}
        theirs = s.countries(scene) | {_side(scene, a) for a, _, _ in s.third}
        if len(mine) > 1:
            if not (mine <= theirs or theirs <= mine):
                return None
            score += 2 * len(mine & theirs)
        elif not mine & theirs:
            return None
        persons_m = {a for a in m.actors if scene.actor(a).type == "person"}
        persons_s = {a for a in s.actors if scene.actor(a).type == "person"}
        if persons_m and persons_s and not persons_m & persons_s and len(persons_m) > 1:
            return None
        if (persons_m and not persons_s and s.mentions and len(mine) > 1) or (
            persons_s and not persons_m and len(s.actors) > 1 and len(mine) > 1 and not persons_s & set(m.actors)
        ):
            return None
    if m.format and s.format and m.format != s.format and len(m.actors) > 1:
        return None
    if m.ordinal and s.ordinal and m.ordinal != s.ordinal:
        return None
    return score


def _subject_meeting(scene: Scene, m: SessionMention) -> set[int] | None:
    """ "The talks marked the first negotiations": what is marked is the subject's meeting again."""
    verb = scene.tokens[m.top].head
    if scene.tokens[m.top].dep not in ("attr", "dobj") or scene.tokens[verb].lemma.lower() not in (
        "mark",
        "be",
        "constitute",
        "represent",
        "become",
    ):
        return None
    return {c for s in scene.graph.subjects(verb) for c in scene.graph.conjuncts(s)}


_REAL = ("happened", "ongoing", None, "did_not_happen")


def _kinds_agree(s: Session, m: SessionMention) -> bool:
    real = s.status in _REAL
    if m.definite and not m.again and m.first is None:
        return True
    if m.fact.status in _REAL:
        return real or (m.first is not None and m.first == s.first)
    if m.fact.status in ("planned", "cancelled", "postponed"):
        return s.status in ("planned", "cancelled", "postponed")
    return s.status == m.fact.status


def _join(scene: Scene, sessions: list[Session], m: SessionMention) -> Session | None:
    """The meeting that the mention speaks of, None where it is a new one."""
    g = scene.graph
    told_of = _subject_meeting(scene, m)
    for s in sessions:
        if told_of is not None and any(x.token in told_of or x.top in told_of for x in s.mentions):
            return s
    last = sessions[-1] if sessions else None
    vague = m.fact.status in ("hoped", "conditional") and not m.place and not m.first
    here = last is not None and scene.tokens[last.mentions[-1].token].sentence == scene.tokens[m.token].sentence
    if last is not None and here and vague and last.status == m.fact.status:
        # "a bilateral ..., or a trilateral ...": two forms of one meeting that may come
        return last
    chain = set(g.conjuncts(g.chain_start(m.token)))
    for s in sessions:
        if (
            s.mentions[-1].token in chain
            and s.mentions[-1].fact.status == m.fact.status
            and m.match.nominal
            and not m.place
            and not m.first
        ):
            return s
    scored = []
    for n, s in enumerate(sessions):
        fit = _fit(scene, s, m)
        if fit is None or not _kinds_agree(s, m):
            continue
        if m.again and not m.definite and s.status in _REAL and m.first is None and m.fact.status not in _REAL:
            continue
        if m.again and not m.informative and s.status in _REAL and not m.definite:
            continue
        salience = (s.status in _REAL, len(s.mentions), -n)
        scored.append((fit, salience, n, s))
    if not scored:
        return None
    scored.sort(
        key=lambda x: (
            m.first is not None and x[0],
            x[1][0] if m.definite else x[0],
            x[0] if not m.definite else 0,
            x[1],
        ),
        reverse=True,
    )
    fit, _, _, best = scored[0]
    if m.informative and not m.definite and fit == 0:
        # brings its own place, day or people, shares nothing with what is known: joined only where it plainly goes on
        near = abs(scene.tokens[m.token].sentence - scene.tokens[best.mentions[-1].token].sentence) <= 2
        if near and bool(m.actors) != bool(best.actors) and m.fact.status in _REAL and best.status in _REAL:
            return best
        return best if best.status == m.fact.status == "planned" or (len(sessions) == 1 and not m.actors) else None
    return best


def _keeps(scene: Scene, m: Match) -> bool:
    """Leave out nouns whose meeting another noun of the same phrase already stands for ("round" in "round of talks")."""
    if not m.nominal:
        if m.frame.flag("host") or m.frame.flag("mediator"):
            return not any(scene.is_class(o, ("TALKS",)) for o in m.objects)
        # "meet for talks", "hold" aside: the noun phrase is the better witness
        return True
    if any(
        scene.tokens[k].lemma.lower() in ("two", "both", "three", "several", "four", "many", "2", "3")
        for k in scene.graph.kids(m.token, "nummod", "det", "amod")
    ):
        # several meetings at once: none of them
        return scene.tokens[m.token].lemma.lower() not in ("round", "meeting", "session", "summit")
    if scene.tokens[m.token].lemma.lower() in _CONTAINERS:
        return not any(scene.is_class(o, ("TALKS",)) for o in scene.graph.prep_objects(m.token, "of"))
    return True


def find_sessions(scene: Scene, matches: list[Match]) -> list[Session]:
    """Return the meetings of the article in order of first mention; hoped and conditional ones are among them."""
    sessions: list[Session] = []
    for match in matches:
        if not match.frame.session or not _keeps(scene, match):
            continue
        m = _mention(scene, match)
        if not match.nominal and len(m.actors) < 2 and not m.again and "visit" not in match.frame.mode:
            continue
        target = _join(scene, sessions, m)
        if target is None:
            if not _opens(scene, m):
                continue
            target = Session()
            target.again = m.again and not m.back_to_past
            sessions.append(target)
        target.add(m)
    pair = principal_pair(scene, sessions)
    for s in sessions:
        _people_rounds(scene, s, pair)
    for n, s in enumerate(sessions):
        _inherit(scene, s, _parent(scene, sessions, n, pair))
    _seat_third_parties(scene, sessions)
    _seat_delegations(scene, sessions)
    return [s for s in sessions if s.status is not None]


def _opens(scene: Scene, m: SessionMention) -> bool:
    """Whether a mention that fits no known meeting is a meeting of its own."""
    if m.fact.status is None:
        return False
    if m.definite and not m.informative:
        return False
    if len({_side(scene, a) for a in m.actors}) > 1:
        return True
    if m.again and m.fact.status != "happened":
        return True
    return (m.place is not None or m.first is not None) and (
        bool(m.actors) or m.fact.status in ("happened", "planned", "ongoing")
    )


def _main(sessions: list[Session]) -> Session | None:
    real = [s for s in sessions if s.status in _REAL and s.actors]
    return max(real, key=lambda s: len(s.mentions)) if real else None


def principal_pair(scene: Scene, sessions: list[Session]) -> list[str]:
    """Return the two sides that the article's meetings are mostly about: the case's parties, else the most named ones."""
    if scene.case is not None and len(scene.case.parties) > 1:
        from communique.world import country_by_name

        found = [country_by_name(p) for p in scene.case.parties]
        return [f.alpha3 if f is not None else p for f, p in zip(found, scene.case.parties, strict=True)]
    if scene.pair:
        return [_side(scene, a) for a in scene.pair]
    third = {_side(scene, a) for s in sessions for a, _, _ in s.third}
    met: dict[str, int] = {}
    for s in sessions:
        for side in sorted(s.countries(scene)):
            met[side] = met.get(side, 0) + len(s.mentions)
    named: dict[str, int] = {}
    for m in scene.analysis.mentions:
        side = _side(scene, m.actor)
        named[side] = named.get(side, 0) + 1
    if len(met) < 2:
        for side in sorted(scene.states):
            met.setdefault(side, 0)
    ranked = sorted(met, key=lambda x: (x in third, -met[x] - named.get(x, 0), x))
    return ranked[:2]


def _parent(scene: Scene, sessions: list[Session], n: int, pair: list[str]) -> Session | None:
    """The meeting that a further one goes on from: the nearest one before it that both main sides held, else the main one."""
    circle = [s for s in sessions if s is not sessions[n] and set(pair) <= s.countries(scene)]
    real = [s for s in circle if s.status in _REAL] or circle
    before = [s for s in real if s.mentions[0].token < sessions[n].mentions[0].token]
    if sessions[n].status in _REAL:
        return before[-1] if before else None
    return max(real, key=lambda s: len(s.mentions)) if real else _main([s for s in sessions if s is not sessions[n]])


def _people_rounds(scene: Scene, s: Session, pair: list[str]) -> None:
    """A round with place or day that names nobody ("the third round ended in Geneva") is one of the sides that the article is about."""
    if len(s.countries(scene)) > 1 or (s.place is None and s.first is None):
        return
    talks = any(m.match.nominal and scene.tokens[m.token].lemma.lower() in _PARLEYS for m in s.mentions)
    if not (s.ordinal or s.format or talks) or "phone" in s.mentions[0].match.frame.mode:
        return
    adversaries = [scene.side_actor(side) for side in pair] if len(pair) > 1 else list(scene.pair)
    mine = s.countries(scene)
    if mine and not mine & {_side(scene, a) for a in adversaries if a is not None}:
        return
    s.actors += [a for a in adversaries if a is not None and _side(scene, a) not in mine]
    if s.format == "trilateral":
        s.actors += [a for a in _third_side(scene, pair) if a not in s.actors][:1]


def _third_side(scene: Scene, pair: list[str]) -> list[int]:
    """The state, beside the pair, whose people the article names most often."""
    count: dict[int, int] = {}
    for m in scene.analysis.mentions:
        side = scene.country(m.actor)
        if side in scene.states and side not in pair and scene.actor(m.actor).type in ("state", "person"):
            count[scene.states[side]] = count.get(scene.states[side], 0) + 1
    return sorted(count, key=lambda a: (-count[a], a))


_PARLEYS = frozenset("talk negotiation round dialogue summit".split())
_ROLE_NOUNS = {
    "host": "host",
    "mediator": "mediator",
    "broker": "mediator",
    "facilitator": "facilitator",
    "guarantor": "guarantor",
    "observer": "observer",
    "go-between": "mediator",
}


def _seat_third_parties(scene: Scene, sessions: list[Session]) -> None:
    """ "Oman acted as mediator", "the UAE, the host of the talks": a stated role goes to the meeting spoken of."""
    for t in scene.tokens:
        role = _ROLE_NOUNS.get(t.lemma.lower())
        if role is None or t.pos not in ("NOUN", "PROPN") or t.dep == "compound":
            continue
        who = _bearers(scene, t.i)
        if not who:
            continue
        here = [s for s in sessions if any(scene.tokens[m.token].sentence == t.sentence for m in s.mentions)]
        near = here or [
            s
            for s in sessions
            if s.status in _REAL and any(scene.tokens[m.token].sentence < t.sentence for m in s.mentions)
        ]
        if near:
            s = near[0] if here else max(near, key=lambda s: len(s.mentions))
            s.third += [(a, role, t.i) for a in who if (a, role) not in [x[:2] for x in s.third]]


def _bearers(scene: Scene, i: int) -> list[int]:
    """Who bears the role noun at token `i`."""
    g = scene.graph
    t = scene.tokens[g.chain_start(i)]
    if t.dep == "attr" and g.is_verb(t.head):
        return scene.doers(t.head)
    if t.dep == "pobj" and scene.tokens[t.head].lemma.lower() == "as":
        verb = g.clause_verb(t.head)
        return scene.doers(verb) if scene.lemma(verb) in ("act", "serve", "function", "play", "remain") else []
    if t.dep == "appos":
        return scene.people_at(t.head) if g.is_noun(t.head) else []
    appositive = g.kids(i, "appos")
    return [a for k in appositive for a in scene.people_at(k)]


def _inherit(scene: Scene, s: Session, p: Session | None) -> None:
    """A further meeting of the same circle takes the circle's people, third parties and form where it names none."""
    if p is None or not s.again:
        return
    if s.countries(scene) <= p.countries(scene):
        s.actors += [a for a in p.actors if a not in s.actors and _side(scene, a) not in s.countries(scene)]
        s.format = s.format or p.format
        s.direct = p.direct if s.direct is None else s.direct
        s.third += [
            t
            for t in p.third
            if t[:2] not in [o[:2] for o in s.third] and (t[1] != "host" or _places_agree(s.place, p.place))
        ]


def _describes(scene: Scene, i: int) -> bool:
    """Whether the person at token `i` only describes another one ("an aide to President ...")."""
    for a in scene.graph.ancestors(i):
        if scene.graph.is_verb(a):
            return False
        if scene.tokens[a].dep == "appos" and scene.tokens[i].dep != "appos":
            return True
    return False


def _seat_delegations(scene: Scene, sessions: list[Session]) -> None:
    """People listed as present sit in the delegations of the meeting that the sentence, or the one before, speaks of."""
    words = set(table("sessions.toml")["attendance"])
    for sentence in scene.analysis.sentences:
        tokens = scene.tokens[sentence.first : sentence.last]
        cue = next((t for t in tokens if scene.lemma(t.i) in words), None)
        if cue is None or not sessions:
            continue
        people = [
            (m.actor, m.head)
            for m in scene.analysis.mentions
            if sentence.start <= m.start < sentence.end
            and m.form in ("name", "short")
            and scene.actor(m.actor).type == "person"
            and scene.quote_at(m.head) is None
            and scene.tokens[m.head].dep != "poss"
            and not _describes(scene, m.head)
        ]
        near = [
            s
            for s in sessions
            if any(scene.tokens[m.token].sentence <= sentence.i for m in s.mentions) and s.status in _REAL
        ]
        here = [s for s in near if any(scene.tokens[m.token].sentence == sentence.i for m in s.mentions)]
        pool = here or near
        if not pool or (len(people) < 2 and not here):
            continue
        s = max(
            pool,
            key=lambda s: (
                max(m.token for m in s.mentions if scene.tokens[m.token].sentence <= sentence.i),
                len(s.mentions),
            ),
        )
        if len(people) >= 2 or scene.lemma(cue.i) in ("lead", "head", "represent", "chair"):
            third = {a for a, _, _ in s.third}
            s.members += [a for a, _ in people if a not in s.members and a not in third]
            s.member_tokens.append(cue.i)
