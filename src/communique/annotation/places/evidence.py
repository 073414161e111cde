"""Weighs what speaks for a name's being a place: the words beside it, and what the table knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.places.meanings import Meaning, meanings_of, short_form
from communique.annotation.places.name_words import load_name_words
from communique.annotation.places.role_words import load_role_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.places.names import PlaceName
    from communique.annotation.tokens import Parse
    from communique.words import Token

__all__ = ["Site", "follows_place", "stands_in_place", "weigh_meaning", "weigh_words"]

_WORDS = load_name_words()
_ALONE = 1.0
"""What it says for a name that all places of it lie in one country: names of persons are those of many towns."""
_TOWN = 4.0
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Site:
    """Tokens `at` to `end` in the run `first` to `last`, their text and the heaviest thing that they can mean."""

    first: int
    at: int
    end: int
    last: int
    text: str
    best: Meaning


def follows_place(tokens: Sequence[Token], at: int, before: PlaceName | None) -> bool:
    """Return whether a place name and at most a comma stand right before token `at`."""
    return (
        before is not None
        and before.last <= at <= before.last + 1
        and (before.last == at or tokens[at - 1].text == ",")
    )


def follows_container(parse: Parse, site: Site) -> bool:
    """Return whether a comma and a subdivision or country follow, as in "Oxford, North Carolina,"."""
    tokens = parse.tokens
    if (
        site.end + 1 >= len(tokens)
        or tokens[site.end].text != ","
        or tokens[site.end].sentence != tokens[site.at].sentence
    ):
        return False
    for words in (1, 2, 3):
        end = site.end + 1 + words
        if end > len(tokens) or tokens[end - 1].sentence != tokens[site.at].sentence:
            break
        text = parse.text(tokens[site.end + 1].start, tokens[end - 1].end)
        if text[0].isupper() and (short_form(text) or any(m.kind in {"country", "region"} for m in meanings_of(text))):
            return True
    return False


def heads_dateline(parse: Parse, site: Site) -> bool:
    """Return whether the words open a paragraph in capitals before a dash or a bracket: "TORRINGTON —"."""
    block = parse.article.blocks[parse.sentences[parse.tokens[site.at].sentence].block]
    head = parse.text(block.start, min(block.end, block.start + 80))
    dash = min((i for i in (head.find(d) for d in (" —", " –", " --", " - ", " (")) if i > 0), default=-1)
    return parse.tokens[site.at].start - block.start < dash and site.text.isupper() and len(site.text) > 3


def stands_in_place(parse: Parse, site: Site) -> bool:
    """Return whether the words before the name want a place: "near X", "the siege of X", "fired at X"."""
    tokens = parse.tokens
    if site.at == 0 or tokens[site.at - 1].sentence != tokens[site.at].sentence:
        return False
    word = tokens[site.at - 1]
    if word.text.lower() in _WORDS.strong:
        return True
    governor = tokens[word.head] if word.head < word.i else tokens[max(0, word.i - 1)]
    lemma = governor.lemma.lower()
    words = load_role_words()
    if word.text.lower() in {"from", "to"} and governor.pos == "VERB":
        return lemma in words.motion_verbs | words.leave_verbs
    if word.text.lower() in {"of", "over", "from", "on", "about", "for"}:
        return lemma in words.dispute_nouns | words.fight_nouns | words.office_nouns | words.argue_verbs
    return word.text.lower() in {"at", "towards", "into"} and lemma in _WORDS.shots


def weigh_meaning(site: Site) -> float:
    """Return what the size of the place says for the name's being one, and that no other place is called so."""
    alone = len({m.country for m in meanings_of(site.text)}) == 1
    return _weigh_size(site) + (_ALONE if alone and site.best.weight >= _TOWN and len(site.text) > _SHORT else 0.0)


def _weigh_size(site: Site) -> float:
    weight = site.best.weight
    if site.best.kind in {"capital", "city"} and weight >= 7:
        return 3.0
    if site.best.kind == "area":
        return 2.0 if " " in site.text or len(site.text) > _SHORT else 1.5
    if site.best.kind == "country" or weight >= 6:
        return 2.0
    return 0.5 if weight >= 5 else -0.5 if weight < 4 else 0.0


def weigh_words(parse: Parse, site: Site, before: PlaceName | None) -> float:
    """Return what the words beside a name say for its being a place."""
    tokens = parse.tokens
    score = 0.0
    word = (
        tokens[site.at - 1].text.lower()
        if site.at > 0 and tokens[site.at - 1].sentence == tokens[site.at].sentence
        else ""
    )
    if word == "the" and site.at > 1:
        word = tokens[site.at - 2].text.lower() if site.best.kind in {"area", "country"} else word
    if word in _WORDS.strong:
        score += 2.0
    elif word in _WORDS.locatives:
        score += 1.0
    elif word in _WORDS.directions or word in {"downtown", "central", "city", "town", "village"}:
        score += 1.5
    if word == "of" and site.at > 1 and tokens[site.at - 2].text.lower() in _WORDS.cities:
        score += 2.0
    if word in {"on", "against"} and site.at > 1 and tokens[site.at - 2].text.lower() in _WORDS.attacks:
        score += 2.5
    if word not in _WORDS.strong and stands_in_place(parse, site):
        score += 1.5
    verbs = load_role_words()
    hanging = tokens[site.end - 1]
    if hanging.dep == "compound" and tokens[hanging.head].text in _WORDS.sites:
        hanging = tokens[hanging.head]
        score += 1.0
    if hanging.dep in {"dobj", "nsubjpass"} and tokens[hanging.head].lemma.lower() in _WORDS.attack_verbs:
        score += 1.5
    if (
        hanging.dep in {"dobj", "nsubjpass"}
        and tokens[hanging.head].lemma.lower() in verbs.reach_verbs | verbs.leave_verbs | verbs.hold_verbs
    ):
        score += 1.5
    if hanging.dep == "nsubj" and tokens[hanging.head].lemma.lower() in verbs.host_verbs:
        score += 1.5
    after = tokens[site.end].text.lower() if site.end < len(tokens) else ""
    if after in _WORDS.regions | _WORDS.districts:
        score += 2.0
    if follows_container(parse, site) or heads_dateline(parse, site):
        score += 3.0
    if follows_place(tokens, site.at, before) and tokens[site.at - 1].text == ",":
        score += 3.0 if site.best.kind in {"country", "region"} else 1.0
    return score
