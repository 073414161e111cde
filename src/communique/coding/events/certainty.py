"""How sure it is that the deed of a match happened, and when it was said."""

from __future__ import annotations

import datetime as dt

from communique.coding.events.drafts import ACCEPTING, ANSWERS, SAID_NOW, SPEECH, sides
from communique.coding.lexicon import Frame, lexicon_frame
from communique.coding.matching.match import Match
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.status import Factuality, Source, factuality
from communique.words import TimeExpression
from communique.words.entries import Status

__all__ = ["bounded", "fact_of", "lies_ahead", "said_when", "settled_status"]


_REFUSABLE = (*ACCEPTING, "reject.not_accepted")


def fact_of(scene: Scene, m: Match) -> Factuality:
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
    if fact.why == "status.infinitive" and f.type in ANSWERS and scene.in_list(fact.word or 0, "resolve"):
        # "voted to demand": what is resolved so is said by it
        return Factuality("happened", "status.narrated")
    if fact.why == "status.purpose" and f.type in (*SPEECH, "PROTEST") and _serves_to_say(scene, m.verb):
        # "used his speech to accuse", "marched to demand": it was said by doing so
        return Factuality("happened", "status.narrated")
    if fact.why == "status.negated" and f.type == "REJECT" and f.flag("negated_only"):
        return Factuality("happened", "status.negated")
    refusable = f.id in _REFUSABLE or (f.type == "AGREE" and bool(f.adjectives) and not _yet(scene, m))
    if fact.why == "status.negated" and refusable and len(sides(scene, m.actors)) < 2:
        # "did not accept it" is a refusal
        m.frame = lexicon_frame("reject.not_accepted")
        return Factuality("happened", "status.narrated")
    return fact


_SAYS_BY = frozenset(
    "use take seize summon rally march gather demonstrate protest assemble write convene strike issue interrupt".split()
)
"""What is done in order to say something, and says it: "used the podium to", "took to the streets to"."""


def _serves_to_say(scene: Scene, verb: int) -> bool:
    """Whether the infinitive `verb` hangs on a past deed by which it is uttered."""
    g = scene.graph
    above = g.clause_verb(scene.tokens[g.chain_start(verb)].head)
    if above == verb or scene.tokens[above].lemma.lower() not in _SAYS_BY:
        return False
    return factuality(scene, above).status in ("happened", "ongoing")


def _yet(scene: Scene, m: Match) -> bool:
    """ "Neither side is yet ready": what is not yet is not refused."""
    g = scene.graph
    return any(
        scene.tokens[k].text.lower() in ("yet", "still") for at in (m.token, m.verb) for k in g.kids(at, "advmod")
    )


def settled_status(
    scene: Scene, f: Frame, status: Status, source: Source, actors: list[int], time: TimeExpression | None
) -> Status:
    """The status with the claimant and the calendar seen: what only a speaker reports is claimed, what lies ahead planned."""
    told = status == "happened" and source.actor is not None
    if told and (f.type not in SPEECH or (f.type == "ACCUSE" and source.actor not in actors)):
        status = "claimed"
    if f.type not in SAID_NOW:
        status = _by_date(scene, status, time)
    return status


def said_when(scene: Scene, m: Match, source: Source) -> TimeExpression | None:
    """A demand, offer or refusal made in somebody's own words was made when the words were spoken."""
    if m.frame.type not in SPEECH or source.actor is None:
        return None
    quote = scene.quote_at(m.token)
    if quote is None or quote.cue_start is None or quote.date is None:
        return None
    if not sides(scene, m.actors) & sides(scene, [source.actor]):
        return None
    cue = scene.graph.words(quote.cue_start, quote.cue_start + 1)
    return time_of(scene, cue[0].i) if cue else None


def lies_ahead(scene: Scene, time: TimeExpression | None) -> bool:
    """Tell whether the time begins after the article's day."""
    day = scene.day
    return day is not None and time is not None and time.date is not None and (time.date.start or "") > day.isoformat()


def bounded(time: TimeExpression | None) -> bool:
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
