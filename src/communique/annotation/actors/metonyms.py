"""Tells a capital that stands for its government from one that is a place: "Paris refused", not "in Paris"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.actors.lexicon import lexicon

if TYPE_CHECKING:
    from communique.annotation.actors.names import Name
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["acts"]

_WINDOW = 40
"""Words on either side in which a verb's parts are looked for."""


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
    if before in lexicon().metonyms["before"]:
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
            return not any(
                t.head == head.i and t.dep == "attr" and t.lemma in lexicon().metonyms["places"]
                for t in _children(parse, head)
            )
        return True
    if token.dep == "nsubjpass":
        return head.lemma not in lexicon().metonyms["done_to_cities"]
    if token.dep == "poss":
        return head.lemma not in lexicon().metonyms["city_things"]
    if token.dep in ("dobj", "dative"):
        return head.lemma in lexicon().metonyms["addressing"]
    if token.dep == "agent" or (token.dep == "pobj" and head.dep == "agent"):
        return True
    if token.dep == "pobj":
        return _object_of(parse, head)
    if token.dep in ("conj", "appos") and depth < 4:
        return _acts(parse, head, depth + 1)
    if token.dep in ("compound", "nmod") and head.head != head.i and token.i < head.i:
        return head.lemma.lower() in lexicon().metonyms["dealings"]
    return token.dep == "ROOT" and token.i + 1 < len(tokens) and tokens[token.i + 1].text == ":"


def _object_of(parse: Parse, preposition: Token) -> bool:
    governor = parse.tokens[preposition.head]
    word = preposition.text.lower()
    if word in ("in", "at", "into", "near", "around", "through", "outside", "inside", "across", "throughout", "over"):
        return False
    if word == "with":
        return True
    if word == "for" and preposition.i == parse.sentences[preposition.sentence].first:
        return True  # "For Ankara the day marks a return"
    if word in ("between", "from", "to", "against", "on", "by", "of", "for", "toward", "towards", "upon"):
        if governor.pos in ("NOUN", "PROPN"):
            return (
                governor.lemma.lower() in lexicon().metonyms["dealings"]
                or governor.text.lower() in lexicon().metonyms["dealings"]
            )
        if word in ("against", "by"):
            return True
        return governor.lemma in lexicon().metonyms["saying"]
    return word == "according"


def _children(parse: Parse, head: Token) -> tuple[Token, ...]:
    s = parse.sentences[head.sentence]
    return parse.tokens[max(s.first, head.i - _WINDOW) : min(s.last, head.i + _WINDOW)]
