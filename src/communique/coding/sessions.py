"""Gathers every mention of a meeting into the meetings of the article: who met, when, where, in which form, and whether."""

from __future__ import annotations

import datetime as dt

from communique.coding.bearings import place_of, time_of
from communique.coding.circles import complete_sessions
from communique.coding.lexicon import table
from communique.coding.matching import Match
from communique.coding.meetings import REAL, Session, SessionMention, places_agree
from communique.coding.scene import Scene
from communique.coding.status import Factuality, Source, factuality, source_of
from communique.words import TimeExpression

__all__ = ["article_day", "find_sessions"]

_CONTAINERS = frozenset("day round series set session bout cycle stage phase hour week part cycle half third".split())


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
    if len({scene.side(a) for a in before}) > 1:
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
        out += together if len({scene.side(a) for a in together}) > 1 else []
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


def _fit(scene: Scene, s: Session, m: SessionMention) -> int | None:
    """How well the mention fits the meeting, None where something contradicts."""
    score = 0
    place = places_agree(s.place, m.place)
    if place is False:
        return None
    score += 3 if place else 0
    if s.first is not None and m.first is not None and s.last is not None and m.last is not None:
        if m.first > s.last + dt.timedelta(days=1) or m.last < s.first - dt.timedelta(days=1):
            return None
        score += 4
    if m.actors and s.actors:
        mine = {scene.side(a) for a in m.actors}
        theirs = s.countries(scene) | {scene.side(a) for a, _, _ in s.third}
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


def _kinds_agree(s: Session, m: SessionMention) -> bool:
    real = s.status in REAL
    if m.definite and not m.again and m.first is None:
        return True
    if m.fact.status in REAL:
        return real or (m.first is not None and m.first == s.first)
    if m.fact.status in ("planned", "cancelled", "postponed"):
        return s.status in ("planned", "cancelled", "postponed")
    return s.status == m.fact.status


def _points_nowhere(scene: Scene, m: SessionMention) -> bool:
    """ "Nothing was said of a meeting", "gave no date for the next round": no meeting known so far is meant."""
    if m.informative or not m.match.nominal or m.fact.status not in REAL:
        return False
    words = {scene.tokens[k].text.lower() for k in _words(scene, m.token, m.top)}
    return bool(words & {"next", "a", "an", "another", "any"}) and scene.tokens[m.top].dep not in ("nsubj", "attr")


def _join(scene: Scene, sessions: list[Session], m: SessionMention) -> Session | None:
    """The meeting that the mention speaks of, None where it is a new one."""
    g = scene.graph
    if _points_nowhere(scene, m):
        return None
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
        if m.again and not m.definite and s.status in REAL and m.first is None and m.fact.status not in REAL:
            continue
        if m.again and not m.informative and s.status in REAL and not m.definite:
            continue
        salience = (s.status in REAL, len(s.mentions), -n)
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
        if near and bool(m.actors) != bool(best.actors) and m.fact.status in REAL and best.status in REAL:
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
    complete_sessions(scene, sessions)
    return [s for s in sessions if s.status is not None]


def _takes_place(scene: Scene, m: SessionMention) -> bool:
    """ "Talks continued", "negotiations were under way": the clause says that they are held."""
    verb = scene.tokens[m.top].head
    happens = scene.lemma(verb).split(" ")[0] in table("sessions.toml")["happen"]
    talks = scene.tokens[m.token].lemma.lower() in ("talk", "negotiation", "dialogue")
    return talks and happens and scene.tokens[m.top].dep == "nsubj" and m.fact.status in ("happened", "ongoing")


def _opens(scene: Scene, m: SessionMention) -> bool:
    """Whether a mention that fits no known meeting is a meeting of its own."""
    if m.fact.status is None:
        return False
    if m.definite and not m.informative:
        return False
    if len({scene.side(a) for a in m.actors}) > 1:
        return True
    if m.again and m.fact.status != "happened":
        return True
    if m.match.nominal and not m.again and len(scene.pair) > 1 and _takes_place(scene, m):
        return True
    return (m.place is not None or m.first is not None) and (
        bool(m.actors) or m.fact.status in ("happened", "planned", "ongoing")
    )
