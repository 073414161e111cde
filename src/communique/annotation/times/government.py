"""Tells which time governs a verb or a noun, by the dependency tree: its own modifiers, its clause, the clause above
it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from communique.annotation.times.tense import PLANNING, children_of, head_of_span, verb_before

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import TimeExpression, Token

__all__ = ["SPEECH", "date_of_span", "holder_of", "times_in_sentence"]

SPEECH = frozenset(
    [
        "say",
        "tell",
        "add",
        "announce",
        "ask",
        "claim",
        "comment",
        "declare",
        "explain",
        "insist",
        "note",
        "quote",
        "recall",
        "remark",
        "report",
        "state",
        "stress",
        "warn",
        "write",
        "argue",
        "believe",
        "think",
        "hope",
        "suggest",
        "allege",
        "accuse",
        "deny",
        "confirm",
        "reply",
        "respond",
        "acknowledge",
        "admit",
        "reveal",
        "reiterate",
        "emphasise",
        "emphasize",
        "tweet",
        "post",
    ]
)
"""Verbs whose own time is that of speaking, not of what is told."""

_SPEECH_FORMS = SPEECH | frozenset(
    [
        "said",
        "says",
        "saying",
        "told",
        "tells",
        "telling",
        "added",
        "announced",
        "asked",
        "claimed",
        "commented",
        "declared",
        "explained",
        "insisted",
        "noted",
        "quoted",
        "recalled",
        "remarked",
        "reported",
        "stated",
        "stressed",
        "warned",
        "wrote",
        "written",
        "argued",
        "believed",
        "thought",
        "hoped",
        "suggested",
        "alleged",
        "accused",
        "denied",
        "confirmed",
        "replied",
        "responded",
        "acknowledged",
        "admitted",
        "revealed",
        "reiterated",
        "emphasised",
        "emphasized",
        "tweeted",
        "posted",
    ]
)


def is_speech(token: Token) -> bool:
    """Return whether the token is a verb of speaking."""
    return token.text.lower() in _SPEECH_FORMS or token.lemma.lower() in SPEECH


_NEAR = 16
"""How many times of one sentence on either side of a word are looked at; bounds the work on hostile pages."""


def times_in_sentence(times: tuple[TimeExpression, ...], parse: Parse, token: Token) -> list[TimeExpression]:
    """Return the times of the token's sentence that name calendar days, the nearest ones where there are very many."""
    span = parse.sentences[token.sentence]
    here = bisect_left(times, token.start, key=lambda t: t.start)
    first = max(here - _NEAR, 0)
    inside: list[TimeExpression] = []
    for time in times[first : here + _NEAR]:
        if time.start >= span.end:
            break
        if time.start < span.start:
            continue
        if time.date is not None and (time.date.start or time.date.end):
            inside.append(time)
    return inside


def _is_verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} or token.tag.startswith("VB")


def holder_of(parse: Parse, time: TimeExpression) -> list[Token]:
    """Return the words that the time hangs on, nearest first, up to and with the first verb.

    "agreed to meet on 3 May": the parser may hang the day on "agreed"; it belongs to what was agreed.
    """
    head = head_of_span(parse, time.start, time.end)
    if head is None:
        return []
    direct = verb_before(parse, head)
    if direct is not None:
        return [direct]
    chain: list[Token] = []
    at = head
    for _ in range(16):
        if at.head == at.i:
            if not chain:
                chain.append(at)
            break
        at = parse.tokens[at.head]
        if time.start <= at.start < time.end:
            continue
        chain.append(at)
        if _is_verb(at) and at.dep not in {"aux", "auxpass"}:
            break
    if chain and _is_verb(chain[-1]):
        verb = chain[-1]
        below = [c for c in children_of(parse, verb) if c.dep == "xcomp" and c.tag == "VB" and verb.i < c.i < head.i]
        if below and (
            verb.lemma.lower() in PLANNING or verb.text.lower().rstrip("ds") in {"agree", "plan", "vow", "pledge"}
        ):
            chain[-1] = below[-1]
    return chain


def _rank(time: TimeExpression) -> tuple[int, int]:
    assert time.date is not None
    bounded = time.date.start is not None and time.date.end is not None
    dated = time.type in {"DATE", "TIME"} or time.rule == "time.range"
    return (0 if bounded and dated else 1 if bounded else 2, -(time.end - time.start))


def date_of_span(times: tuple[TimeExpression, ...], parse: Parse, token_index: int) -> TimeExpression | None:
    """Return the time that governs the verb or noun at `token_index`, None where the sentence tells none.

    In order: times that hang on the word itself; times on the verb of its clause; times on a verb that it is joined to
    ("met on Friday and signed"); then the clause above, as long as no verb of speaking stands there. A time with both
    ends known goes before one with an open end. A covering range ("from 3 to 5 May") goes before its ends.
    """
    token = parse.tokens[token_index]
    near = times_in_sentence(times, parse, token)
    if not near:
        return None
    holders = [(time, holder_of(parse, time)) for time in near]
    own = [t for t, chain in holders if any(h.i == token.i for h in chain) or t.start <= token.start < t.end]
    if own:
        return min(own, key=_rank)
    at = token
    for _ in range(16):
        if _is_verb(at) and at.dep not in {"aux", "auxpass"}:
            here = [t for t, chain in holders if chain and chain[-1].i == at.i]
            if here:
                return min(here, key=_rank)
        if at.head == at.i:
            return None
        above = parse.tokens[at.head]
        if is_speech(above) and _is_verb(above) and at.dep in {"ccomp", "xcomp", "parataxis", "advcl", "dep"}:
            return None
        at = above
    return None
