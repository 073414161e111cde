"""What is agreed, promised or offered to be done: beside the agreement an event that is planned."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.events.certainty import lies_ahead
from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import Frame, lexicon_frame, table
from communique.coding.matching.match import Match
from communique.coding.scene import Scene
from communique.coding.scene.bearings import place_of, time_of

__all__ = ["PLEDGED", "pledged_deeds"]

PLEDGED = "status.pledged"
"""Why such an event is planned."""
_DEEDS = frozenset({"RETREAT", "CONCEDE", "COOPERATE", "AID"})
"""Types of deeds that are worth knowing before they are done; what is to be talked about or signed is told as such."""
_GIVING = frozenset({"agree.promise_thing", "agree.promise", "agree.offer", "agree.offer_to", "agree.announce_money"})
_GIFTS = ("MONEY", "AID")


def pledged_deeds(scene: Scene, drafts: list[EventDraft], matches: list[Match]) -> Iterator[EventDraft]:
    """Yield the deeds that the agreements and promises among `drafts` are to do, where the rules have none of them yet."""
    told = {t: d for d in drafts for t in d.tokens if d.type in _DEEDS}
    deeds = {m.token: m for m in matches if m.frame.type in _DEEDS and not m.weak}
    for d in drafts:
        if d.type != "AGREE" or d.status != "happened" or d.match is None or d.match.weak:
            continue
        for at in _contents(scene, d.match):
            m = deeds.get(at) or _noun_of_deed(scene, d.match, at)
            if at in told:
                told[at].why = PLEDGED if told[at].status == "planned" else told[at].why
            elif m is not None and not scene.graph.kids(at, "neg"):
                told[at] = _planned(scene, d, m.frame, m, at)
                yield told[at]
        gift = _gift(scene, d.match)
        if gift is not None and gift not in told:
            told[gift] = _planned(scene, d, lexicon_frame("aid.provide"), d.match, gift)
            yield told[gift]


def _contents(scene: Scene, m: Match) -> list[int]:
    """The verbs of what is agreed or promised, those of a list too; nouns where a thing is agreed to."""
    g = scene.graph
    if m.complement is not None:
        return [v for v in g.conjuncts(m.complement) if g.is_verb(v)]
    things = dict.fromkeys([*m.objects, *g.prep_objects(m.token, "to", "on", "upon")])
    return [c for o in things if g.is_noun(o) and o != m.token for c in g.conjuncts(o)]


def _noun_of_deed(scene: Scene, m: Match, noun: int) -> Match | None:
    """The deed that a noun tells which somebody agrees to: "agreed to the closure of its camps"."""
    lemma = scene.tokens[noun].lemma.lower()
    for row in table("pledges.toml")["deed"]:
        if lemma in row["nouns"] and scene.graph.is_noun(noun):
            of = scene.graph.prep_objects(noun, "of", "by", "for")
            if "of" not in row or any(scene.is_class(o, tuple(row["of"])) for o in of):
                return Match(lexicon_frame(row["frame"]), noun, m.verb, objects=[noun, *of], nominal=True)
    return None


def _gift(scene: Scene, m: Match) -> int | None:
    """The money or goods that somebody promises to give: "pledged 10 million euros for the camps"."""
    if m.frame.id not in _GIVING:
        return None
    return next((o for o in scene.graph.patients(m.token) if scene.is_class(o, _GIFTS)), None)


def _planned(scene: Scene, d: EventDraft, frame: Frame, m: Match, at: int) -> EventDraft:
    own = m is not d.match
    time = time_of(scene, at)
    return EventDraft(
        frame=frame, tokens=[at], actors=list((m.actors if own else []) or d.actors), recipients=list(m.recipients), status="planned",
        why=PLEDGED, source=d.source, time=time if lies_ahead(scene, time) else None, place=place_of(scene, at) if own else None, match=m if own else None,
        mode=frame.mode, matches=[m] if own else [],
    )  # fmt: skip
