"""Reads the role of each place name from the words around it: where, about what, whence, the dateline, or an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.places.role_words import load_role_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.places.meanings import Meaning
    from communique.annotation.places.names import PlaceName
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["read_roles"]

_DASHES = frozenset({"—", "–", "-", "--", ":"})
_EDGES = frozenset({"border", "frontier", "boundary"})
_DEEPEST = 6
"""Steps up the tree after which the role is given up."""


def read_roles(
    parse: Parse,
    names: Sequence[PlaceName],
    meanings: Sequence[Meaning | None],
) -> list[str | None]:
    """Return the role of each name: event, object, dateline, origin, or None where it only stands for an actor."""
    roles: list[str | None] = []
    for i, name in enumerate(names):
        if _is_dateline(parse, name):
            roles.append("dateline")
        elif name.form == "people" or name.rule == "in-name":
            roles.append("origin")
        elif _is_hyphenated(parse.tokens, name):
            roles.append(None)
        elif i and roles and _continues(parse.tokens, names[i - 1], name):
            roles.append(roles[-1])
        else:
            roles.append(_role_of_token(parse.tokens, _head(parse.tokens, name), 0))
    return _with_venues(parse, names, meanings, roles)


def _head(tokens: Sequence[Token], name: PlaceName) -> Token:
    """Return the token of the name that hangs on a word outside it."""
    for token in tokens[name.first : name.last]:
        if not name.first <= token.head < name.last or token.head == token.i:
            return token
    return tokens[name.last - 1]


def _is_hyphenated(tokens: Sequence[Token], name: PlaceName) -> bool:
    """Return whether a hyphen ties the name to a word beside it: in "X-Y talks", "X-brokered" X is no venue."""
    after = tokens[name.last] if name.last < len(tokens) else None
    before = tokens[name.first - 1] if name.first else None
    tied = after is not None and after.text in {"-", "–"} and after.start == tokens[name.last - 1].end
    return tied or (before is not None and before.text in {"-", "–"} and before.end == tokens[name.first].start)


def _is_dateline(parse: Parse, name: PlaceName) -> bool:
    """Return whether the name stands before a dash at the head of a paragraph, as in "DUBAI (Agency) —"."""
    sentence = parse.sentences[parse.tokens[name.first].sentence]
    block = parse.article.blocks[sentence.block]
    if name.start - block.start > 40 or block.kind not in {"paragraph", "deck"}:
        return False
    before = parse.text(block.start, name.start)
    if (
        any(c.islower() for c in before.replace("and", "").replace("in", ""))
        and "," not in before
        and "/" not in before
    ):
        return False
    if before.split(" ", 1)[0] in {"In", "At", "From", "Near"}:
        return False
    window = parse.text(name.end, min(block.end, name.end + 60))
    for i, c in enumerate(window):
        if (
            c in "—–"
            or window[i : i + 2] == "--"
            or (c == "-" and window[i - 1 : i].isspace() and window[i + 1 : i + 2].isspace())
        ):
            return "." not in window[:i].replace("U.S", "").replace(".,", "") or ")" in window[:i]
        if c == ":" and i < 2:
            return parse.text(name.start, name.end).isupper()
    return False


def _continues(tokens: Sequence[Token], before: PlaceName, name: PlaceName) -> bool:
    """Return whether the name only says where the one before it lies: "Springfield, Illinois"."""
    gap = tokens[before.last : name.first]
    if tokens[before.last - 1].sentence != tokens[name.first].sentence or before.form == "people":
        return False
    return (
        len(gap) == 1
        and gap[0].text == ","
        and tokens[name.last - 1].dep != "conj"
        and _head(tokens, name).head == before.last - 1
    )


def _role_of_token(tokens: Sequence[Token], token: Token, depth: int) -> str | None:
    """Return the role that the token's place in its sentence gives it."""
    if depth > _DEEPEST or token.head == token.i:
        return None
    words = load_role_words()
    head = tokens[token.head]
    if token.dep in {"conj", "appos"}:
        return _role_of_token(tokens, head, depth + 1)
    if token.dep == "pobj":
        return _role_after_preposition(tokens, head, depth)
    if token.dep in {"compound", "amod", "nmod"}:
        return _role_before_noun(tokens, head, depth)
    if token.dep == "poss":
        if head.lemma.lower() in words.part_nouns:
            return _role_of_token(tokens, head, depth + 1) or "origin"
        return "object" if head.lemma.lower() in words.dispute_nouns else None
    if token.dep in {"dobj", "nsubjpass"}:
        verb = head.lemma.lower()
        if verb in words.leave_verbs or verb in words.hold_verbs:
            return "object"
        return "event" if verb in words.reach_verbs else None
    if token.dep == "nsubj":
        return "event" if head.lemma.lower() in words.host_verbs else None
    if token.dep == "npadvmod":
        return _role_of_token(tokens, head, depth + 1)
    return None


def _role_after_preposition(tokens: Sequence[Token], prep: Token, depth: int) -> str | None:
    words = load_role_words()
    text = prep.text.lower()
    governor = tokens[prep.head]
    lemma = governor.lemma.lower()
    if prep.dep == "conj" and governor.pos == "ADP":
        governor = tokens[governor.head]
        lemma = governor.lemma.lower()
    elif prep.dep == "prep" and governor.dep == "prep" and governor.tag in {"IN", "RB", "RP"}:
        text = governor.text.lower() if text == "of" else text
        governor = tokens[governor.head]
        lemma = governor.lemma.lower()
    if text in {"including", "like", "as"}:
        return _role_of_token(tokens, governor, depth + 1)
    beside = tokens[prep.i - 1].lemma.lower() if prep.i else ""
    if text == "from" and (lemma in words.reaction_nouns or beside in words.reaction_nouns):
        return None
    if text == "from":
        return "object" if lemma in words.leave_verbs or lemma in words.dispute_nouns else "origin"
    if text == "out":
        return "object" if lemma in words.leave_verbs else "origin"
    if text == "for":
        planned = governor.pos == "VERB" and lemma in words.plan_verbs
        return "event" if planned or lemma in words.fight_nouns else None
    if text in {"over", "on"} and lemma in words.argue_verbs:
        return "object"
    if text == "of":
        if lemma in words.dispute_nouns:
            return "object"
        if lemma in words.part_nouns or governor.text.lower() in words.part_nouns:
            return _role_of_token(tokens, governor, depth + 1) or "origin"
        return "event" if lemma in words.fight_nouns else "origin"
    if text in {"over", "about", "on", "regarding", "concerning"}:
        if lemma in words.fight_nouns:
            return "event"
        talk = lemma in words.dispute_nouns or lemma in words.event_nouns or governor.pos == "NOUN"
        return "object" if talk or text in {"about", "regarding", "concerning"} else "event"
    if text in {"to", "between"}:
        return "event" if lemma in words.motion_verbs else None
    if text == "with":
        edge = next((t for t in (governor, tokens[prep.i - 1]) if t.lemma.lower() in _EDGES), None)
        return _role_of_token(tokens, edge, depth + 1) if edge else None
    if text in words.locative or text in words.surface:
        return "object" if lemma in {"interest", "believe", "claim"} else "event"
    return None


def _role_before_noun(tokens: Sequence[Token], noun: Token, depth: int) -> str | None:
    words = load_role_words()
    lemma, text = noun.lemma.lower(), noun.text.lower()
    if lemma in words.dispute_nouns:
        return "object"
    if lemma in words.part_nouns or text in words.part_nouns:
        return _role_of_token(tokens, noun, depth + 1)
    if lemma in words.event_nouns or text in words.event_nouns:
        return "event"
    return "origin" if noun.pos in {"NOUN", "PROPN"} else None


def _with_venues(
    parse: Parse, names: Sequence[PlaceName], meanings: Sequence[Meaning | None], roles: list[str | None]
) -> list[str | None]:
    """Return the roles, with a country before "talks" taken for the venue only where a city of it is one.

    "the UAE talks" are held there where the article also says "in Abu Dhabi"; else they are about the country or by it.
    """
    venues = {
        m.country
        for m, r in zip(meanings, roles, strict=True)
        if m is not None and r == "event" and m.granularity in {"city", "site"} and m.country
    }
    for i, (name, meaning) in enumerate(zip(names, meanings, strict=True)):
        head = _head(parse.tokens, name)
        if (
            roles[i] == "event"
            and meaning is not None
            and meaning.kind == "country"
            and head.dep in {"compound", "amod", "nmod"}
        ):
            joined = parse.tokens[name.last].text in _DASHES if name.last < len(parse.tokens) else False
            if joined or meaning.country not in venues:
                roles[i] = None
    return roles
