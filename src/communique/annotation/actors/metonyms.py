"""Tells a capital that stands for its government from one that is a place: "Paris rejected the plan", not "in Paris"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.actors.names import Name
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["acts"]

# What is done to a city, not to a government.
_DONE_TO_CITIES = frozenset(
    "hit strike shell bomb attack capture storm besiege retake evacuate flood destroy damage reach enter leave rock shake encircle"
    " surround occupy shut blanket host locate situate seize liberate".split()
)
# What only somebody who acts can be the object of.
_ADDRESSING = frozenset(
    "urge tell ask warn accuse blame pressure press push persuade convince help support back criticise criticize condemn praise"
    " sanction invite notify inform assure thank demand force oblige allow want expect call isolate punish threaten arm deter"
    " engage challenge consult defy provoke reject side trust mistrust remind brief commend denounce demand anger irk".split()
)
_WORDS = frozenset(
    "talks negotiations agreement deal accord dialogue relations ties pressure criticism demand demands support response"
    " statement proposal tension tensions contacts cooperation consultations pact truce dispute rift war conflict message aid"
    " sanction sanctions consent approval request assurances guarantees word answer reply concessions offer backing help".split()
)
_PLACES = frozenset({"city", "capital", "town", "place", "home", "venue", "site"})
_CASES = frozenset({"'s", "’s", "'", "’"})


def acts(parse: Parse, name: Name) -> bool:
    """Return whether a capital's name stands here for the government that sits in it."""
    head = parse.tokens[name.last - 1]
    if _named_as_place(parse, name):
        return False
    return _acts(parse, head, depth=0)


def _named_as_place(parse: Parse, name: Name) -> bool:
    tokens = parse.tokens
    before = tokens[name.first - 1].text.lower() if name.first else ""
    after = tokens[name.last].text if name.last < len(tokens) else ""
    if before in (
        "capital",
        "city",
        "near",
        "in",
        "central",
        "downtown",
        "outside",
        "into",
        "eastern",
        "western",
        "northern",
        "southern",
    ):
        return True
    return (
        after == ","
        and name.last + 1 < len(tokens)
        and tokens[name.last + 1].text[:1].isupper()
        and (name.last + 2 < len(tokens) and tokens[name.last + 2].text == "," and tokens[name.last + 1].dep == "appos")
    )


def _acts(parse: Parse, token: Token, depth: int) -> bool:
    tokens = parse.tokens
    head = tokens[token.head]
    if token.dep == "nsubj":
        if head.lemma == "be":
            return not any(t.head == head.i and t.dep == "attr" and t.lemma in _PLACES for t in _children(parse, head))
        return True
    if token.dep == "nsubjpass":
        return head.lemma not in _DONE_TO_CITIES
    if token.dep == "poss":
        return head.lemma not in (
            "street",
            "airport",
            "mayor",
            "metro",
            "suburb",
            "outskirt",
            "center",
            "centre",
            "skyline",
            "district",
        )
    if token.dep in ("dobj", "dative"):
        return head.lemma in _ADDRESSING
    if token.dep == "agent" or (token.dep == "pobj" and head.dep == "agent"):
        return True
    if token.dep == "pobj":
        return _object_of(parse, head)
    if token.dep in ("conj", "appos") and depth < 4:
        return _acts(parse, head, depth + 1)
    if token.dep in ("compound", "nmod") and head.head != head.i and token.i < head.i:
        return head.lemma.lower() in _WORDS
    return token.dep == "ROOT" and token.i + 1 < len(tokens) and tokens[token.i + 1].text == ":"


def _object_of(parse: Parse, preposition: Token) -> bool:
    governor = parse.tokens[preposition.head]
    word = preposition.text.lower()
    if word in ("in", "at", "into", "near", "around", "through", "outside", "inside", "across", "throughout", "over"):
        return False
    if word == "with":
        return True
    if word in ("between", "from", "to", "against", "on", "by", "of", "for", "toward", "towards"):
        if governor.pos in ("NOUN", "PROPN"):
            return governor.lemma.lower() in _WORDS or governor.text.lower() in _WORDS
        if word in ("against", "by"):
            return True
        return governor.lemma in (
            "say",
            "belong",
            "appeal",
            "pledge",
            "promise",
            "talk",
            "speak",
            "respond",
            "reply",
            "demand",
            "call",
            "come",
        )
    return word == "according"


def _children(parse: Parse, head: Token) -> tuple[Token, ...]:
    s = parse.sentences[head.sentence]
    return parse.tokens[s.first : s.last]
