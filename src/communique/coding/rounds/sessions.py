"""Gathers every mention of a meeting into the meetings of the article: who met, when, where, in which form, and whether."""

from __future__ import annotations

import datetime as dt

from communique.coding.lexicon import table
from communique.coding.matching.match import Match
from communique.coding.rounds.circles import complete_sessions
from communique.coding.rounds.implied import implied_sessions
from communique.coding.rounds.meetings import REAL, Session, SessionMention, places_agree
from communique.coding.rounds.mentions import CONTAINERS, read_mention, words_around
from communique.coding.rounds.unnamed import numbered_rounds, unnamed_people
from communique.coding.scene import Scene

__all__ = ["find_sessions"]


def _fit(scene: Scene, s: Session, m: SessionMention) -> int | None:
    """How well the mention fits the meeting, None where something contradicts."""
    score = 0
    place = places_agree(s.place, m.place)
    if place is False:
        return None
    score += 3 if place else 0
    lone = len(s.countries(scene)) == 1 and not s.mentions[0].match.nominal
    if (
        m.match.nominal
        and (lone or s.hosts)
        and len(m.actors) < 2
        and (_is_parley(scene, m) or not (m.definite or m.actors))
    ):
        # "the cabinet met", "the president was in New York": no negotiations
        return None
    if "visit" in m.match.frame.mode and not s.actors and m.first is None:
        return None
    parley = _is_parley(scene, s.mentions[0])
    if not m.match.nominal and not m.again and len(m.actors) == 1 and (parley or len(s.countries(scene)) > 1):
        return None
    if s.first is not None and m.first is not None and s.last is not None and m.last is not None:
        if m.first > s.last + dt.timedelta(days=1) or m.last < s.first - dt.timedelta(days=1):
            return None
        score += 4
    if _is_history(scene, s, m):
        return None
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
    if m.ordinal and m.ordinal > 1 and not s.ordinal and s.overtaken:
        return None
    return score


_LONG_AGO = dt.timedelta(days=60)


def _is_history(scene: Scene, s: Session, m: SessionMention) -> bool:
    """Whether the mention tells of months ago and the meeting, told without a day, is the news of the page."""
    day = scene.day
    if day is None or m.last is None or s.first is not None or s.status not in ("happened", "ongoing"):
        return False
    opening = scene.is_lead(s.mentions[0].token) and m.token > s.mentions[0].token
    return opening and day - m.last > _LONG_AGO


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


def _is_parley(scene: Scene, m: SessionMention) -> bool:
    return scene.tokens[m.token].lemma.lower() in ("talk", "negotiation", "dialogue", "round")


def _purpose_of(scene: Scene, sessions: list[Session], m: SessionMention) -> Session | None:
    """ "Flew to Cairo for talks", "met for talks in Cairo": the meeting for which they came is the one that they came to."""
    t = scene.tokens[m.top]
    if not m.match.nominal or t.dep != "pobj" or scene.tokens[t.head].text.lower() != "for":
        return None
    above = scene.tokens[t.head].head
    return next((s for s in sessions if s.mentions[-1].token == above), None)


def _way_of(scene: Scene, sessions: list[Session], m: SessionMention) -> Session | None:
    """ "Hosted eight rounds, its diplomats carrying papers between two hotels": how the meeting before was held."""
    t = scene.tokens[m.token]
    if m.match.nominal or t.dep != "advcl" or t.tag != "VBG":
        return None
    return next((s for s in sessions if scene.graph.clause_verb(s.mentions[-1].token) == t.head), None)


def _goes_on(scene: Scene, sessions: list[Session], m: SessionMention) -> Session | None:
    """ "It was the fourth meeting of the commission": the meeting that the sentence before, or this one, told of."""
    verb = scene.tokens[m.top].head
    if scene.tokens[m.top].dep != "attr" or not sessions:
        return None
    pronouns = {scene.tokens[k].text.lower() for k in scene.graph.kids(verb, "nsubj")}
    last = max(sessions, key=lambda s: s.mentions[-1].token)
    near = scene.tokens[m.token].sentence - scene.tokens[last.mentions[-1].token].sentence <= 1
    return last if near and pronouns & {"it", "this", "that", "these"} and last.status in REAL else None


def _kinds_agree(s: Session, m: SessionMention) -> bool:
    real = s.status in REAL
    if m.fact.status in ("cancelled", "postponed") and s.status in ("happened", "ongoing"):
        return False
    if s.status == "did_not_happen" and m.fact.status == "happened" and m.ordinal and s.ordinal != m.ordinal:
        # "that meeting did not take place. The second round brought ..."
        return False
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
    words = {scene.tokens[k].text.lower() for k in words_around(scene, m.token, m.top)}
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
    before = _goes_on(scene, sessions, m) or _purpose_of(scene, sessions, m) or _way_of(scene, sessions, m)
    if before is not None:
        return before
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
    if scene.tokens[m.token].lemma.lower() in CONTAINERS:
        return not any(scene.is_class(o, ("TALKS",)) for o in scene.graph.prep_objects(m.token, "of"))
    return True


def find_sessions(scene: Scene, matches: list[Match]) -> list[Session]:
    """Return the meetings of the article in order of first mention; hoped and conditional ones are among them."""
    sessions: list[Session] = []
    counted = list(numbered_rounds(scene, matches))
    for match in sorted([*matches, *counted], key=lambda m: m.token) if counted else matches:
        if not match.frame.session or not _keeps(scene, match):
            continue
        m = read_mention(scene, match)
        if match in counted:
            m.again, m.ordinal = True, table("sessions.toml")["ordinals"][scene.tokens[match.token].lemma.lower()]
        m.actors = m.actors or unnamed_people(scene, m)
        if m.same_place and m.place is None and sessions:
            m.place = sessions[-1].place
        if not match.nominal and not m.actors and not m.again:
            continue
        target = _join(scene, sessions, m) if match not in counted else None
        if target is None:
            if not _opens(scene, m):
                continue
            target = Session()
            like = any(scene.tokens[k].text.lower() == "such" for k in words_around(scene, m.token, m.top))
            for s in sessions:
                # "agreed to meet again in May": what is told of a second round after that is not of the talks at which they agreed
                s.overtaken = s.overtaken or (m.again and s.status in REAL and m.fact.status not in REAL)
            target.again = (m.again and not m.back_to_past) or (m.match.nominal and like)
            sessions.append(target)
        target.add(m)
    complete_sessions(scene, sessions)
    sessions += implied_sessions(scene, matches, sessions)
    return [
        s for s in sessions if s.status is not None and not all(m.fact.why == "status.had_been_due" for m in s.mentions)
    ]


def _takes_place(scene: Scene, m: SessionMention) -> bool:
    """ "Talks continued", "negotiations were under way": the clause says that they are held."""
    verb = scene.tokens[m.top].head
    verbs = [verb, *scene.graph.kids(verb, "xcomp")]
    happens = any(scene.lemma(v).split(" ")[0] in table("sessions.toml")["happen"] for v in verbs)
    talks = _is_parley(scene, m)
    told = m.fact.status in ("happened", "ongoing", "planned", "did_not_happen")
    return talks and told and ((happens and scene.tokens[m.top].dep in ("nsubj", "nsubjpass")) or bool(m.third))


def _opens(scene: Scene, m: SessionMention) -> bool:
    """Whether a mention that fits no known meeting is a meeting of its own."""
    bearing = m.place is not None or m.first is not None
    if m.fact.status is None or (m.passing and not (bearing and (len(m.actors) > 1 or _is_parley(scene, m)))):
        return False
    if m.definite and not m.informative:
        return False
    alone = not m.match.nominal and any(scene.country(a) or bearing for a in m.actors)
    if len(m.actors) > 1 or (alone and (bearing or "visit" in m.match.frame.mode or m.fact.status != "happened")):
        return m.fact.why != "status.condition"
    if m.again and m.fact.status != "happened":
        return True
    if m.match.nominal and not m.again and len(scene.pair) > 1 and _takes_place(scene, m):
        return True
    return bearing and (bool(m.actors) or m.fact.status in ("happened", "planned", "ongoing"))
