"""Tells whether the clause around a time speaks of the past or of the future, by its verbs and a few words beside
it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["PLANNING", "children_of", "clause_direction", "head_of_span", "verb_before"]

PLANNING = frozenset(
    [
        "agree",
        "aim",
        "allow",
        "announce",
        "arrange",
        "ask",
        "await",
        "book",
        "call",
        "commit",
        "consider",
        "decide",
        "demand",
        "due",
        "envisage",
        "expect",
        "foresee",
        "hope",
        "intend",
        "invite",
        "mean",
        "need",
        "offer",
        "order",
        "plan",
        "pledge",
        "prepare",
        "pencil",
        "promise",
        "propose",
        "ready",
        "schedule",
        "seek",
        "set",
        "slate",
        "slot",
        "suggest",
        "summon",
        "tentative",
        "threaten",
        "tip",
        "undertake",
        "urge",
        "vow",
        "want",
        "wish",
        "likely",
        "about",
        "poise",
        "bind",
    ]
)
"""Words that put what depends on them into the future, whatever their own tense."""

_PUT_OFF = frozenset(
    ["postpone", "delay", "defer", "extend", "reschedule", "adjourn", "push", "suspend", "prolong", "roll"]
)
_FIXING = frozenset(
    [
        "agree",
        "propose",
        "call",
        "fix",
        "set",
        "arrange",
        "plan",
        "schedule",
        "suggest",
        "offer",
        "announce",
        "book",
        "request",
    ]
)
_TO_A_DAY = frozenset({"to", "until", "till", "for"})
_FUTURE_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "may", "might", "can", "could", "should", "must"}
)
_AHEAD = re.compile(
    r"\b(?:ahead of|upcoming|coming|forthcoming|planned|scheduled|due|slated|set|expected|proposed|looking ahead to|"
    r"deadline of|until|till|no later than|starting|beginning|effective|from)(?: (?:the|a|an|for|on|in|by|to|be))*\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:since|after|following|as of|dated|as recently as|back in|ever since)(?: (?:the|a|an|on|in|late|early))*\s*$",
    re.IGNORECASE,
)
_FUTURE_NOUN = re.compile(
    r"^(?:['’]s)?(?!\s+(?:that|it|he|she|they|we|who|which|when|after|as|and|but)\b)"
    r"\s+(?:deadline|target date"
    r"|(?:\w+\s){0,2}(?:to be held|to come|will|would|is (?:expected|due|scheduled|planned)))\b",
    re.IGNORECASE,
)


_GIVEN_UNTIL = re.compile(
    r"\b(?:has|have|gives?|giving|gave|grants?|granting|granted|extended|prolonged) (?:[\w'’-]+ ){0,4}until\b[^.;,]{0,25}$"
)
"""He has until Monday, they give the garrison until noon on Monday: time that is left."""


def head_of_span(parse: Parse, start: int, end: int) -> Token | None:
    """Return the token of the span whose head lies outside it (the last such one that is a noun or number, else the
    first)."""
    tokens = parse.tokens_between(start, end)
    if not tokens:
        return None
    first, last = tokens[0].i, tokens[-1].i
    outside = [t for t in tokens if not first <= t.head <= last or t.head == t.i]
    nouns = [t for t in outside if t.pos in {"PROPN", "NOUN", "NUM"}]
    return (nouns or outside or list(tokens))[-1]


def children_of(parse: Parse, token: Token) -> list[Token]:
    """Return the words of the token's sentence that depend on it, in order."""
    sentence = parse.sentences[token.sentence]
    near_low, near_high = max(sentence.first, token.i - 60), min(sentence.last, token.i + 60)
    return [t for t in parse.tokens[near_low:near_high] if t.head == token.i and t.i != token.i]


def clause_direction(parse: Parse, start: int, end: int) -> int:
    """Return below 0 where the clause of the span speaks of the past, above 0 where of the future, 0 where nothing
    tells.

    2 or -2 where the verb on which the time hangs tells it, 1 or -1 where a verb further up or a word beside it does.
    """
    before, after = parse.article.text[max(0, start - 60) : start], parse.article.text[end : end + 40]
    behind = bool(_BEHIND.search(before))
    if behind and re.search(r"\bsince\b[^.]*$", before[-20:], re.IGNORECASE):
        return -1
    if _FUTURE_NOUN.match(after):
        return 1
    if re.search(
        r"\b(?:upcoming|forthcoming|planned|scheduled|slated|expected|proposed)(?: (?:for|on|the|to))*\s*$",
        before,
        re.IGNORECASE,
    ):
        return 1
    if _GIVEN_UNTIL.search(before):
        return 1
    head = head_of_span(parse, start, end)
    if head is None:
        return 0
    found = _by_verbs(parse, head)
    if re.search(r"\bas of\s+(?:the\s+|early\s+|late\s+)?$", before, re.IGNORECASE):
        return min(found, 0)
    if _AHEAD.search(before) and not (
        found < 0 and re.search(r"\b(?:from|beginning|starting|until|till|due|set|expected)\b[^.]*$", before[-25:])
    ):
        return 1
    if found >= 0 and re.search(r"\bby\s+(?:the\s+|early\s+|late\s+|mid-)?$", before, re.IGNORECASE):
        return max(found, 1)
    if found:
        return found
    return -1 if behind else 0


def verb_before(parse: Parse, time: Token) -> Token | None:
    """Return the verb right before a bare day ("announced Friday that ..."), which the parser often hangs elsewhere."""
    first = time
    while (
        first.i > 0 and parse.tokens[first.i - 1].head == time.i and parse.tokens[first.i - 1].sentence == time.sentence
    ):
        first = parse.tokens[first.i - 1]
    if first.i == 0:
        return None
    if time.dep == "poss":
        return None
    before = parse.tokens[first.i - 1]
    return (
        before
        if before.sentence == time.sentence and before.tag in {"VBD", "VBN", "VBZ"} and before.pos == "VERB"
        else None
    )


def _by_verbs(parse: Parse, head: Token) -> int:
    at = verb_before(parse, head) or head
    verbs = 0
    for _ in range(12):
        if at.pos in {"VERB", "AUX"} or at.tag.startswith("VB"):
            found = _verb_direction(parse, at, head)
            if found:
                return found if verbs else 2 * found
            verbs += 1
        elif at.lemma.lower() in {
            "meeting",
            "talk",
            "summit",
            "round",
            "election",
            "deadline",
            "vote",
        } and _planned_noun(parse, at):
            return 1
        if at.head == at.i:
            return 0
        at = parse.tokens[at.head]
    return 0


def _planned_noun(parse: Parse, noun: Token) -> bool:
    return any(
        c.text.lower() in {"upcoming", "planned", "scheduled", "next", "future", "forthcoming", "proposed"}
        for c in children_of(parse, noun)
    )


def _verb_direction(parse: Parse, verb: Token, time: Token) -> int:
    kin = children_of(parse, verb)
    lower = {c.text.lower() for c in kin if c.dep in {"aux", "auxpass"}}
    lemma = _stem(verb)
    perfect = bool(lower & {"have", "has", "had", "having", "'ve", "’ve"})
    if lower & _FUTURE_MODALS:
        return -1 if perfect and lower & {"would", "could", "might", "should", "may", "must", "'d"} else 1
    infinitive = next((c for c in kin if c.text.lower() in {"to", "be", "not"} and c.dep in {"xcomp", "ccomp"}), None)
    planned = [c for c in kin if c.dep in {"xcomp", "ccomp", "advcl"} and c.tag == "VB" and c.i < time.i]
    if (lemma in PLANNING and (planned or infinitive)) or (lemma in _PUT_OFF and _after_preposition(parse, time)):
        return 1
    if lemma in _FIXING and (
        _after_preposition(parse, time, {"for"}) or (lemma not in {"call", "announce"} and _on_noun(parse, time, verb))
    ):
        return 1
    if verb.tag == "VB" and "to" in lower:
        return _infinitive_direction(parse, verb)
    if verb.tag == "VBG" and lower & {"is", "are", "'s", "’s", "'re", "’re", "am"}:
        return 1
    if lemma in {"schedule", "slate", "due", "expect", "plan", "pencil", "set"} and verb.tag in {"VBN", "JJ"}:
        return 1
    if verb.tag == "VBD" or perfect or (verb.tag == "VBN" and lower & {"was", "were", "been", "got"}):
        return -1
    if verb.tag == "VBN" and lower & {"is", "are", "'s", "be"}:
        return 1 if lemma not in {"say", "believe", "report", "allege"} else -1
    if verb.tag == "VBN" and not lower:
        return -1
    if verb.tag in {"VBZ", "VBP"}:
        return (
            -1
            if lemma in {"say", "report", "claim", "show", "mark", "come", "account", "date"}
            else _present(parse, verb, time)
        )
    return 0


def _present(parse: Parse, verb: Token, time: Token) -> int:
    """Return 1 where the day hangs on the plain present itself: the timetable's future ("the summit opens on
    Monday")."""
    head = parse.tokens[time.head]
    return 1 if head.i == verb.i or (head.pos == "ADP" and head.head == verb.i) else 0


def _after_preposition(parse: Parse, time: Token, words: frozenset[str] | set[str] = _TO_A_DAY) -> bool:
    head = parse.tokens[time.head]
    return head.text.lower() in words


def _on_noun(parse: Parse, time: Token, verb: Token) -> bool:
    """Return whether the day belongs to what was agreed ("agreed on a round on 3 May"), not to the agreeing."""
    between = parse.tokens[verb.i + 1 : time.i]
    return (
        sum(t.pos == "NOUN" for t in between) > 0
        and sum(t.pos == "ADP" for t in between) > 0
        and not any(t.tag == "TO" for t in between)
    )


def _stem(verb: Token) -> str:
    lemma = verb.lemma.lower()
    if lemma in PLANNING or lemma in _PUT_OFF:
        return lemma
    lemma = verb.text.lower()
    for ending, put in (
        ("eed", "ee"),
        ("ied", "y"),
        ("tted", "t"),
        ("nned", "n"),
        ("ised", "ise"),
        ("ged", "ge"),
        ("ded", "de"),
        ("ced", "ce"),
        ("sed", "se"),
        ("ed", ""),
        ("s", ""),
    ):
        if lemma.endswith(ending):
            stem = lemma[: -len(ending)] + put
            if stem in PLANNING or stem in _PUT_OFF:
                return stem
            if stem + "e" in PLANNING or stem + "e" in _PUT_OFF:
                return stem + "e"
    for ending in ("ed", "ing"):
        if lemma.endswith(ending):
            stem = lemma[: -len(ending)]
            for form in (stem, stem + "e"):
                if form in PLANNING or form in _PUT_OFF:
                    return form
    return verb.lemma.lower()


def _infinitive_direction(parse: Parse, verb: Token) -> int:
    head = parse.tokens[verb.head]
    if head.i == verb.i:
        return 1  # a headline: "Envoys to meet on Sunday"
    if _stem(head) in PLANNING or head.text.lower() in PLANNING:
        return 1
    if head.text.lower() in {"is", "are", "was", "were", "'s"}:
        return 1
    first = parse.sentences[verb.sentence].first
    bare = all(t.pos in {"NOUN", "PROPN", "ADJ", "NUM"} for t in parse.tokens[first : head.i + 1]) and head.i < verb.i
    if bare and verb.i - head.i <= 3:
        return 1  # a headline again: "Envoys to meet on Sunday, spokesman says"
    if head.pos == "NOUN" and verb.dep in {"acl", "relcl", "xcomp"}:
        return (
            1
            if _stem(head)
            in {
                "plan",
                "agreement",
                "deal",
                "intention",
                "promise",
                "pledge",
                "proposal",
                "offer",
                "invitation",
                "decision",
                "wish",
                "hope",
            }
            else 0
        )
    return 0
