"""Finds what an agreement sets: "under the deal the troops are to leave", "the truce takes effect on Sunday"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.commitments.accords import (
    Accord,
    accord_over,
    is_accord,
    last_accord,
    noun_at,
    same_block,
    spoken_of_before,
    words_of,
)
from communique.coding.commitments.announced import announced, is_ahead
from communique.coding.commitments.bound import bound_by, parties_of
from communique.coding.commitments.deadlines import deadline
from communique.coding.commitments.promised import CommitmentDraft, is_bound_to_a_condition, is_guessed
from communique.coding.events.drafts import EventDraft
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.coding.scene.status import factuality, source_of
from communique.words import TimeExpression

__all__ = ["find_steps"]

_HARM = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT", "PROTEST", "ACCUSE", "REQUEST", "CONSULT"}
)
_SELF = ("it", "they", "this", "which", "that")


def find_steps(scene: Scene, events: list[EventDraft], sessions: list[Session]) -> Iterator[CommitmentDraft]:
    """Yield the steps that an agreement sets and those that a party announces, in text order."""
    harmful = [d for d in events if d.type in _HARM and not _is_dispatch(scene, d)]
    harm = {i for d in harmful for i in d.tokens}
    told = {i for d in harmful if d.status != "planned" for i in d.tokens}
    for t in scene.tokens:
        if t.pos not in ("VERB", "AUX") or t.dep not in ("ROOT", "conj", "ccomp", "xcomp", "relcl", "advcl", "acl"):
            continue
        lemma = t.lemma.lower()
        if lemma not in words_of("refrain") and (t.i in told or lemma in words_of("harm")):
            continue
        found = _effect(scene, events, sessions, t.i) or _under_accord(scene, events, t.i)
        if (
            found is None
            and (t.i not in harm or lemma in words_of("refrain"))
            and t.dep in ("ROOT", "conj", "ccomp", "xcomp")
        ):
            found = announced(scene, events, t.i)
        if found is not None:
            yield found


def _is_dispatch(scene: Scene, d: EventDraft) -> bool:
    """Whether troops are lent, not moved against somebody: "will send 2,000 soldiers to the force"."""
    return d.type in ("MOBILIZE", "THREATEN") and scene.tokens[d.tokens[0]].lemma.lower() in words_of("lend")


def _effect(scene: Scene, events: list[EventDraft], sessions: list[Session], verb: int) -> CommitmentDraft | None:
    """ "The truce takes effect on Sunday", "negotiations on a second phase are to begin by the 16th day"."""
    if _phrase(scene, verb) not in words_of("effect"):
        return None
    subjects = [s for s in scene.graph.subjects(verb) if s != verb]
    if not subjects or _is_denied(scene, verb):
        return None
    s = subjects[0]
    word = scene.tokens[s].text.lower()
    meeting = next((m for m in sessions if any(s in (x.token, x.top) for x in m.mentions)), None)
    third = {a for a, _, _ in meeting.third} if meeting is not None else set()
    accord: Accord | None = None
    if meeting is not None and len(meeting.countries(scene)) > 1:
        accord = Accord([a for a in meeting.actors if a not in third] or list(meeting.actors))
    elif word in _SELF:
        accord = spoken_of_before(scene, events, verb)
    elif noun_at(scene, s) in words_of("piece"):
        accord = last_accord(scene, events, verb) if _is_piece(scene, s) else None
    if accord is None or not accord.parties or is_guessed(scene, verb) or is_bound_to_a_condition(scene, verb):
        return None
    fact = factuality(scene, verb)
    ahead = fact.status == "planned"
    present = fact.status == "happened" and scene.tokens[verb].tag in ("VBZ", "VBP")
    due = deadline(scene, verb, accord.made, past=_is_past(scene, verb))
    if not (ahead or (present and due is not None)):
        return None
    if due is None and not (ahead and _told_by(scene, events, verb)):
        return None
    named = [a for o in scene.graph.prep_objects(s, "between", "of", "with") for a in scene.people_at(o)]
    parties = named if len({scene.side(a) for a in named}) > 1 else accord.parties
    draft = _draft(scene, verb, parties, due, accord, "commitment.effect")
    draft.own = False
    if meeting is not None:
        draft.place, draft.shared = meeting.place, False
    return draft


def _told_by(scene: Scene, events: list[EventDraft], verb: int) -> bool:
    """Whether an agreement, in the same sentence or just before, sets it."""
    return accord_over(scene, events, verb) is not None or spoken_of_before(scene, events, verb) is not None


def _phrase(scene: Scene, verb: int) -> str:
    """The verb with the noun that makes it one of taking effect; of a passive with "be"."""
    g = scene.graph
    lemma = scene.tokens[verb].lemma.lower()
    if g.is_passive(verb):
        return f"be {scene.tokens[verb].text.lower()}"
    more = [scene.tokens[o].text.lower() for o in g.kids(verb, "dobj")]
    more += [
        f"{scene.tokens[p].text.lower()} {scene.tokens[o].text.lower()}"
        for p in g.kids(verb, "prep")
        for o in g.kids(p, "pobj")
    ]
    return next((f"{lemma} {m}" for m in more if f"{lemma} {m}" in words_of("effect")), lemma)


def _is_piece(scene: Scene, noun: int) -> bool:
    """Whether the noun is an agreement, or talks and phases that one sets: not "a deal", not "the process of voting"."""
    before = {scene.tokens[k].text.lower() for k in scene.graph.kids(noun, "det", "amod")}
    return not before & {"any", "no", "possible", "new"} and not before & words_of("unreal")


def _under_accord(scene: Scene, events: list[EventDraft], verb: int) -> CommitmentDraft | None:
    """ "Under the deal Israeli troops are to be withdrawn within 30 days"."""
    fact = factuality(scene, verb)
    must = any(scene.tokens[k].text.lower() == "must" for k in scene.graph.kids(verb, "aux"))
    would = any(scene.tokens[k].text.lower() == "would" for k in scene.graph.kids(verb, "aux"))
    if not must and not would and (fact.status != "planned" or not is_ahead(scene, fact)):
        return None
    if scene.tokens[verb].lemma.lower() in words_of("still") and not (must or scene.graph.is_passive(verb)):
        return None
    if is_guessed(scene, verb) or is_bound_to_a_condition(scene, verb) or _is_denied(scene, verb):
        return None
    accord = accord_over(scene, events, verb)
    due = deadline(scene, verb, accord.made if accord is not None else None, past=_is_past(scene, verb))
    if accord is None and not would:
        accord = _continued(scene, events, verb, dated=due is not None, must=must)
        if accord is not None and due is not None:
            due = deadline(scene, verb, accord.made, past=_is_past(scene, verb))
    if accord is None:
        return None
    parties = _whose(scene, events, verb) or accord.parties
    draft = _draft(scene, verb, parties, due, accord, "commitment.under_accord")
    draft.own = parties is not accord.parties
    return draft


def _continued(scene: Scene, events: list[EventDraft], verb: int, *, dated: bool, must: bool) -> Accord | None:
    """The agreement that the sentence before was about, for a further piece of it: something is done to a thing, or by a day."""
    g = scene.graph
    if not g.is_passive(verb) and not dated:
        return None
    if source_of(scene, verb).actor is not None or (must and not dated):
        return None
    subjects = g.subjects(verb)
    if any(parties_of(scene, scene.people_at(s)) for s in subjects) and not g.is_passive(verb):
        return None
    here = scene.tokens[verb].sentence
    pieces = [
        t.i
        for t in scene.tokens[max(0, verb - 90) : verb]
        if 0 < here - t.sentence <= 1 and is_accord(scene, t.i) and same_block(scene, t.start, scene.tokens[verb].start)
    ]
    return last_accord(scene, events, verb) if pieces else None


def _whose(scene: Scene, events: list[EventDraft], verb: int) -> list[int]:
    """Who does it, or whose troops, mines or tariffs it is done to; nobody where the parties do it to people or things of all."""
    g = scene.graph
    doers = parties_of(scene, bound_by(scene, events, verb, scene.doers(verb)))
    if doers or not g.is_passive(verb):
        subjects = [] if doers else g.subjects(verb)
        return doers or parties_of(scene, [a for s in subjects for a in scene.modifier_actors(s)])
    out: list[int] = []
    for s in g.subjects(verb):
        heads = scene.heads(s)
        if any(scene.tokens[h].lemma.lower() in words_of("captives") for h in heads):
            continue
        out += [a for h in heads for a in (*scene.modifier_actors(h), *scene.people_at(h))]
    return parties_of(scene, out)


def _is_denied(scene: Scene, verb: int) -> bool:
    at = scene.tokens[verb].head if scene.tokens[verb].dep == "xcomp" else verb
    return bool(scene.graph.kids(verb, "neg") or scene.graph.kids(at, "neg"))


def _is_past(scene: Scene, verb: int) -> bool:
    """ "Was to withdraw", "were due to begin": told as planned once."""
    at = scene.tokens[verb].head if scene.tokens[verb].dep in ("xcomp", "acomp") else verb
    return scene.tokens[at].tag == "VBD" and scene.tokens[at].lemma.lower() == "be"


def _draft(
    scene: Scene, verb: int, parties: list[int], due: TimeExpression | None, accord: Accord, rule: str
) -> CommitmentDraft:
    return CommitmentDraft(
        parties=parties,
        tokens=[verb],
        content=scene.graph.clause_span(_whole(scene, verb)),
        due=due,
        made=accord.made,
        form="agreed" if len({scene.side(a) for a in accord.parties}) > 1 else "reported",
        rule=rule,
        head=verb,
        shared=True,
    )


def _whole(scene: Scene, verb: int) -> int:
    """The word whose clause tells it with its subject: "are" of "are to be freed"."""
    t = scene.tokens[verb]
    if t.dep == "xcomp" and scene.tokens[t.head].dep == "acomp":
        return scene.tokens[t.head].head
    return t.head if t.dep == "xcomp" and scene.tokens[t.head].lemma.lower() == "be" else verb
