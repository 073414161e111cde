"""Finds the words of an article that name places: the model's names, mended and added to by the place table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.annotation.places.evidence import Site, follows_place, stands_in_place, weigh_meaning, weigh_words
from communique.annotation.places.meanings import Meaning, meanings_of, meanings_of_adjective, short_form
from communique.annotation.places.name_words import load_name_words
from communique.annotation.places.role_words import load_role_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Entity, Mention, Sentence, Token

__all__ = ["NO_NAMES", "WELL_KNOWN", "PlaceName", "find_place_names"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 6
"""Words of the longest name that is looked up."""
_WORDS = load_name_words()
NO_NAMES = _WORDS.never | _WORDS.directions
WELL_KNOWN = 5.5
"""Weight (log10 of the population) from which a place is known by its name alone."""
_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place: tokens `first` to `last` (excluded), and what they can mean.

    `form`: name, people ("Turkish"), short ("Ky."), unknown (a place that no table knows). `rule` says why it is one.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    form: Literal["name", "people", "short", "unknown"]
    meanings: tuple[Meaning, ...]
    rule: str
    site: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """The model's names by place in the text, and how often it took each form for a place or for something else."""

    starts: tuple[int, ...]
    entities: tuple[Entity, ...]
    places: Counter[str]
    others: Counter[str]
    persons: Counter[str]

    def around(self, start: int, end: int) -> Entity | None:
        """Return the model's name that overlaps `start`..`end`."""
        at = bisect_right(self.starts, start) - 1
        for entity in self.entities[max(0, at) : at + 3]:
            if entity.start < end and entity.end > start:
                return entity
        return None


def _read_names(parse: Parse) -> _Names:
    entities = tuple(sorted(parse.entities, key=lambda e: (e.start, e.end)))
    places, others, persons = Counter[str](), Counter[str](), Counter[str]()
    for entity in entities:
        text = parse.text(entity.start, entity.end)
        text = text[4:] if text[:4].lower() == "the " else text
        (places if entity.label in _PLACES else others)[text] += 1
        if entity.label == "PERSON" and " " in text:
            # The last part of a person's name is no place elsewhere either.
            persons[text.split()[-1].removesuffix("'s").removesuffix("’s")] += 1
    return _Names(tuple(e.start for e in entities), entities, places, others, persons)


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and (len(token.text) > 1 or token.text in {"U", "D"})


def _runs(tokens: Sequence[Token], sentence: Sentence) -> list[tuple[int, int]]:
    """Return the runs of capitalised words of a sentence, joined over "of", "de", hyphens and the like."""
    runs: list[tuple[int, int]] = []
    at = sentence.first
    while at < sentence.last:
        if not _is_name_word(tokens[at]) or tokens[at].tag == "PRP":
            at += 1
            continue
        end = at + 1
        while end < sentence.last:
            step = end
            while step < sentence.last and step < end + 2 and tokens[step].text.lower() in _WORDS.connectors:
                step += 1
            if step < sentence.last and _is_name_word(tokens[step]) and not _is_day_after(tokens, end, step):
                end = step + 1
            else:
                break
        runs.append((at, end))
        at = end
    return runs


def _is_day_after(tokens: Sequence[Token], end: int, step: int) -> bool:
    """Return whether the next capital only dates the name before it: "Odesa on Sunday"."""
    return step > end and tokens[end].text.lower() == "on" and tokens[step].text.lower() in _WORDS.never


def find_place_names(parse: Parse, actors: Sequence[ActorProfile], mentions: Sequence[Mention]) -> list[PlaceName]:
    """Return the place names of the article in text order, none overlapping another."""
    names = _read_names(parse)
    people = _read_people(actors, mentions)
    found: list[PlaceName] = []
    for sentence in parse.sentences:
        capitals = _all_capitals(parse.tokens, sentence)
        taken = sentence.first
        for first, last in _runs(parse.tokens, sentence):
            at = max(first, taken)
            while at < last:
                name = _match_at(
                    parse, names, people, (first, at, last), found[-1] if found else None, capitals=capitals
                )
                if name is None:
                    at += 1
                else:
                    found.append(name)
                    at = taken = name.last
    return _with_unknown(parse, names, people, found)


def _all_capitals(tokens: Sequence[Token], sentence: Sentence) -> bool:
    words = [t.text for t in tokens[sentence.first : min(sentence.last, sentence.first + 40)] if t.text.isalpha()]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


@dataclass(frozen=True, slots=True)
class _People:
    """Where the actors' annotator found persons named."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, start: int, end: int) -> bool:
        """Return whether a person's name holds `start`..`end`."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.ends[at] >= end


def _read_people(actors: Sequence[ActorProfile], mentions: Sequence[Mention]) -> _People:
    spans = sorted(
        (m.start, m.end) for m in mentions if m.form in {"name", "short"} and actors[m.actor].type == "person"
    )
    return _People(tuple(s for s, _ in spans), tuple(e for _, e in spans))


def _match_at(
    parse: Parse, names: _Names, people: _People, run: tuple[int, int, int], before: PlaceName | None, *, capitals: bool
) -> PlaceName | None:
    """Return the longest place name that starts at token `run[1]` of the run, None where there is none."""
    first, at, last = run
    tokens = parse.tokens
    if tokens[at].text.lower() in _WORDS.connectors and not tokens[at].text[0].isupper():
        return None
    for end in range(min(last, at + _LONGEST), at, -1):
        if tokens[end - 1].text.lower() in _WORDS.connectors or (end == at + 1 and tokens[at].text.lower() in NO_NAMES):
            continue
        text = parse.text(tokens[at].start, tokens[end - 1].end)
        short = short_form(text) if end == at + 1 and follows_place(tokens, at, before) else ()
        named = () if short else meanings_of(text)
        land = bool(named) and named[0].kind == "country"
        adjective = () if short or land else meanings_of_adjective(text)
        meanings = short or adjective or named
        if not meanings:
            continue
        form: Literal["name", "people", "short"] = "short" if short else "people" if adjective else "name"
        site = Site(first, at, end, last, text, meanings[0])
        rule = "short" if short else ""
        if adjective:
            rule = _accept_adjective(tokens, names, site)
        elif not short:
            rule = _accept_name(parse, names, people, site, before, capitals=capitals)
        if rule:
            at += tokens[at].text in {"The", "the"} and end > at + 1
            return PlaceName(at, end, tokens[at].start, tokens[end - 1].end, text, form, meanings, rule)
    return None


def _accept_adjective(tokens: Sequence[Token], names: _Names, site: Site) -> str:
    """Return "people" where the word is an adjective of origin; peoples and languages are actors and no places."""
    entity = names.around(tokens[site.at].start, tokens[site.end - 1].end)
    word = tokens[site.end - 1]
    if entity and entity.label in {"PERSON", "WORK_OF_ART"} and entity.end > word.end:
        return ""
    if entity and entity.label == "LANGUAGE":
        return ""
    governs = site.end < len(tokens) and tokens[site.end].sentence == word.sentence
    after = tokens[site.end] if governs else None
    modifies = word.dep in {"amod", "compound", "nmod", "poss"} or (
        after is not None and (after.text == "-" or after.tag[:2] == "NN")
    )
    return "people" if modifies and word.tag not in {"NNS", "NNPS"} else ""


def _accept_name(
    parse: Parse, names: _Names, people: _People, site: Site, before: PlaceName | None, *, capitals: bool
) -> str:
    """Return the rule by which the words are a place name here, "" where they are none.

    Evidence is added up: the model's label, the words around, the other mentions of the article, the size of the place.
    """
    tokens, best = parse.tokens, site.best
    start, end = tokens[site.at].start, tokens[site.end - 1].end
    if people.covers(start, end):
        return ""
    entity = names.around(start, end)
    label = entity.label if entity else ""
    wider = entity is not None and (entity.start < start - 4 or entity.end > end + 2)
    if wider and entity is not None and _opens_with_common_noun(parse, entity, site):
        label, wider = "", False
    votes, against, persons = names.places[site.text], names.others[site.text], names.persons[site.text]
    if label in {"PERSON", "WORK_OF_ART", "LAW", "PRODUCT"} and wider:
        return ""
    if label in {"ORG", "EVENT", "FAC"} and wider:
        return _accept_inside(tokens, site, known=votes > 0 or best.weight >= WELL_KNOWN or best.kind == "country")
    against -= bool(label) and label not in _PLACES
    light = _joins_lightly(tokens, site)
    if not light and label not in _PLACES and not (best.kind == "area" and " " in site.text):
        return _accept_inside(tokens, site, known=votes > 0) if site.end < site.last else ""
    score = {"": 0.0, "PERSON": -2.0, "ORG": -1.0}.get(label, 3.0 if label in _PLACES else -1.0)
    if score < 0 and _outweighs_label(parse, site, entity):
        score = 0.0
    score += weigh_words(parse, site, before)
    score += 1.5 if votes > 0 else 0.0
    score -= 1.5 if against > votes and label not in _PLACES and best.kind != "area" else 0.0
    score -= 3.0 if persons and best.kind != "country" and persons >= votes else 0.0
    score += weigh_meaning(site)
    if not capitals and tokens[site.end - 1].pos not in {"PROPN", "NOUN", "ADJ"}:
        score -= 1.5
    if score < _ENOUGH:
        return ""
    return "model" if label in _PLACES else best.kind if best.kind in {"country", "area"} else "context"


def _outweighs_label(parse: Parse, site: Site, entity: Entity | None) -> bool:
    """Return whether the model's label counts for nothing, since the words want a place."""
    if entity is None or (" " in parse.text(entity.start, entity.end) and site.best.kind != "area"):
        return False
    return stands_in_place(parse, site)


def _opens_with_common_noun(parse: Parse, entity: Entity, site: Site) -> bool:
    """Return whether the model's longer name is but "Control of X" at the head of a sentence."""
    words = load_role_words()
    head = parse.tokens_between(entity.start, parse.tokens[site.at].start)
    end = parse.tokens[site.end - 1].end
    if entity.end > end + 2 or not 2 <= len(head) <= 3 or head[1].text.lower() != "of":
        return False
    return head[0].text.lower() in words.dispute_nouns | words.part_nouns | words.event_nouns


def _accept_inside(tokens: Sequence[Token], site: Site, *, known: bool) -> str:
    """Return "in-name" for a place at the edge of a longer name: "Kentucky State Police", "Environment Canada"."""
    left, right = tokens[site.at - 1] if site.at else None, tokens[site.end] if site.end < len(tokens) else None
    public = right is not None and right.text.lower() in _WORDS.bodies
    opens = site.at == site.first or (left is not None and left.text.lower() in {"of", "the", "for", "in"})
    closes = site.end == site.last and left is not None and left.text[0].isupper()
    if site.best.kind == "area" and site.best.granularity not in {"region", "continent"}:
        return ""
    return "in-name" if (public and opens and site.best.weight >= 3) or (known and (opens or closes)) else ""


def _joins_lightly(tokens: Sequence[Token], site: Site) -> bool:
    """Return whether the rest of the run hangs on by a connector or is a word for a kind of place or a title."""
    joints = {"-", "–", "the", "and", "'s", "’s", "/"}
    words = load_role_words()
    left = site.at == site.first or tokens[site.at - 1].text.lower() in joints | _WORDS.directions
    if site.at == site.first + 2 and tokens[site.at - 1].text in {"of", "on", "over"}:
        opens = {tokens[site.first].text.lower(), tokens[site.first].lemma.lower()}
        left = bool(opens & (words.dispute_nouns | words.part_nouns | words.event_nouns | words.office_nouns))
    right = site.end == site.last or tokens[site.end].text.lower() in joints | _WORDS.regions | _WORDS.districts
    return left and right


def _with_unknown(parse: Parse, names: _Names, people: _People, found: list[PlaceName]) -> list[PlaceName]:
    """Return `found` with the model's places that no table knows, in text order."""
    starts = [n.start for n in found]
    more: list[PlaceName] = []
    for entity in names.entities:
        if entity.label not in _PLACES:
            continue
        at = bisect_right(starts, entity.end) - 1
        if at >= 0 and found[at].end > entity.start:
            continue
        tokens = parse.tokens_between(entity.start, entity.end)
        if tokens and tokens[0].text.lower() == "the" and len(tokens) > 1:
            tokens = tokens[1:]
        if not tokens or not tokens[0].text[0].isupper() or not any(c.isalpha() for c in tokens[0].text):
            continue
        text = parse.text(tokens[0].start, tokens[-1].end)
        if names.others[text] > names.places[text] or names.persons[text] >= names.places[text] > 0:
            continue
        if (
            people.covers(tokens[0].start, tokens[-1].end)
            or tokens[-1].text.lower() in _WORDS.roads
            or text.lower() in NO_NAMES
        ):
            continue
        if any(c.isdigit() for c in text) or (entity.label != "LOC" and len(text) < 4 and text.isupper()):
            continue
        site = entity.label == "FAC" or tokens[-1].text.lower() in _WORDS.sites
        meanings = meanings_of(text) if len(tokens) <= _LONGEST else ()
        form: Literal["name", "unknown"] = "name" if meanings else "unknown"
        more.append(
            PlaceName(
                tokens[0].i, tokens[-1].i + 1, tokens[0].start, tokens[-1].end, text, form, meanings, "model", site=site
            )
        )
    return sorted(found + more, key=lambda n: (n.start, n.end)) if more else found
