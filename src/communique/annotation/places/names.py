"""Finds the words of an article that name places: the model's names, mended and added to by the place table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.annotation.places.meanings import Meaning, meanings_of, meanings_of_adjective, short_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.annotation.tokens import Parse
    from communique.words import Entity, Mention, Sentence, Token

__all__ = ["PlaceName", "find_place_names"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 6
_CONNECTORS = frozenset({"of", "the", "de", "del", "la", "el", "al", "le", "and", "-", "–", "'s", "’s", "upon", "on", "d'", "&", "/"})
_LOCATIVES = frozenset(
    ["in", "at", "near", "from", "to", "outside", "inside", "around", "across", "throughout", "into", "toward", "towards",
     "through", "via", "outskirts", "between", "of", "over", "above", "off", "within", "beyond", "leave", "leaving", "left", "reached",
     "entered", "visited", "visit", "visiting"],
)  # fmt: skip
_STRONG = frozenset({"in", "near", "outside", "inside", "across", "throughout", "into", "around", "toward", "towards"})
REGION_WORDS = frozenset(
    ["region", "oblast", "province", "governorate", "state", "territory", "prefecture", "department", "republic", "voivodeship"],
)
DISTRICT_WORDS = frozenset(["county", "district", "raion", "parish", "municipality", "co."])
CITY_WORDS = frozenset(
    ["city", "town", "village", "hamlet", "settlement", "suburb", "capital", "port", "municipality", "township", "neighbourhood",
     "neighborhood", "district", "resort", "island", "camp", "county", "province", "region", "state", "governorate"],
)  # fmt: skip
_SITE_WORDS = frozenset(
    ["airport", "palace", "square", "street", "bridge", "hospital", "station", "university", "stadium", "hotel", "mosque", "church",
     "cathedral", "base", "dam", "park", "prison", "port", "airbase", "museum", "river", "lake", "mountain", "mountains", "island",
     "islands", "bay", "sea", "strait", "desert", "valley", "peninsula", "road", "avenue", "highway", "camp", "crossing", "harbour",
     "harbor", "plant", "mall", "market", "centre", "center", "school", "college", "castle", "theatre", "theater", "tower"],
)  # fmt: skip


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

    def around(self, start: int, end: int) -> Entity | None:
        """Return the model's name that overlaps `start`..`end`."""
        at = bisect_right(self.starts, start) - 1
        for entity in self.entities[max(0, at) : at + 3]:
            if entity.start < end and entity.end > start:
                return entity
        return None


def _read_names(parse: Parse) -> _Names:
    entities = tuple(sorted(parse.entities, key=lambda e: (e.start, e.end)))
    places, others = Counter[str](), Counter[str]()
    for entity in entities:
        text = parse.text(entity.start, entity.end)
        text = text[4:] if text[:4].lower() == "the " else text
        (places if entity.label in _PLACES else others)[text] += 1
        if entity.label == "PERSON" and " " in text:
            # "Mr Georgia": the parts of a person's name are no places elsewhere either.
            for part in text.split()[:6]:
                others[part] += 1
    return _Names(tuple(e.start for e in entities), entities, places, others)


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
            while step < sentence.last and step < end + 2 and tokens[step].text.lower() in _CONNECTORS:
                step += 1
            if step < sentence.last and _is_name_word(tokens[step]):
                end = step + 1
            else:
                break
        runs.append((at, end))
        at = end
    return runs


def find_place_names(parse: Parse, mentions: tuple[Mention, ...]) -> list[PlaceName]:
    """Return the place names of the article in text order, none overlapping another."""
    names = _read_names(parse)
    persons = _spans_of_people(mentions)
    found: list[PlaceName] = []
    for sentence in parse.sentences:
        capitals = _all_capitals(parse.tokens, sentence)
        taken = sentence.first
        for first, last in _runs(parse.tokens, sentence):
            at = max(first, taken)
            while at < last:
                name = _match_at(parse, names, persons, (first, at, last), found[-1] if found else None, capitals=capitals)
                if name is None:
                    at += 1
                else:
                    found.append(name)
                    at = taken = name.last
    return _with_unknown(parse, names, persons, found)


def _all_capitals(tokens: Sequence[Token], sentence: Sentence) -> bool:
    words = [t.text for t in tokens[sentence.first : min(sentence.last, sentence.first + 40)] if t.text.isalpha()]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _spans_of_people(mentions: tuple[Mention, ...]) -> tuple[list[int], list[int]]:
    spans = sorted((m.start, m.end) for m in mentions if m.form in {"name", "short"} and m.end - m.start > 0)
    return [s for s, _ in spans], [e for _, e in spans]


def _match_at(
    parse: Parse,
    names: _Names,
    _persons: tuple[list[int], list[int]],
    run: tuple[int, int, int],
    before: PlaceName | None,
    *,
    capitals: bool,
) -> PlaceName | None:
    """Return the longest place name that starts at token `run[1]` of the run, None where none does or it is none here."""
    first, at, last = run
    tokens = parse.tokens
    if tokens[at].text.lower() in _CONNECTORS and tokens[at].text != "The":
        return None
    for end in range(min(last, at + _LONGEST), at, -1):
        if tokens[end - 1].text.lower() in _CONNECTORS:
            continue
        text = parse.text(tokens[at].start, tokens[end - 1].end)
        form: Literal["name", "people", "short", "unknown"] = "name"
        short = short_form(text) if end == at + 1 and _follows_place(tokens, at, before) else ()
        people = () if short else meanings_of_adjective(text)
        meanings = short or people or meanings_of(text)
        if not meanings:
            continue
        form = "short" if short else "people" if people else "name"
        rule = _accept(parse, names, (first, at, end, last), text, form, meanings, before, capitals=capitals)
        if rule:
            start = tokens[at + 1].start if tokens[at].text in {"The", "the"} and end > at + 1 else tokens[at].start
            return PlaceName(at, end, start, tokens[end - 1].end, text, form, meanings, rule)
    return None


def _follows_place(tokens: Sequence[Token], at: int, before: PlaceName | None) -> bool:
    """Return whether a place name and at most a comma stand right before token `at`."""
    return before is not None and before.last <= at <= before.last + 1 and (before.last == at or tokens[at - 1].text == ",")


def _accept(
    parse: Parse,
    names: _Names,
    run: tuple[int, int, int, int],
    text: str,
    form: str,
    meanings: tuple[Meaning, ...],
    before: PlaceName | None,
    *,
    capitals: bool,
) -> str:
    """Return the rule by which the words are a place name here, "" where they are none."""
    first, at, end, last = run
    tokens = parse.tokens
    entity = names.around(tokens[at].start, tokens[end - 1].end)
    label = entity.label if entity else ""
    wider = entity is not None and (entity.start < tokens[at].start - 4 or entity.end > tokens[end - 1].end + 2)
    best = meanings[0]
    if form == "short":
        return "short"
    if form == "people":
        return "" if wider and label in {"PERSON", "WORK_OF_ART", "FAC"} else "people"
    if _follows_place(tokens, at, before) and tokens[at - 1].text == "," and best.kind in {"country", "region", "area"}:
        return "after-comma"
    if label in _PLACES:
        if not wider or best.kind in {"country", "area"} or label != "FAC":
            return "model"
        return ""
    if label in {"PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"} and wider:
        return ""
    alone = at == first and end == last
    if best.kind == "country" and (label == "" or not wider):
        return "country" if alone or label or _joins_lightly(tokens, run) else ""
    if best.kind == "area" and (alone or " " in text or _joins_lightly(tokens, run)):
        return "area" if best.weight >= 8 and (" " in text or label != "PERSON") else ""
    if not alone and not _joins_lightly(tokens, run):
        return ""
    votes, against = names.places[text], names.others[text]
    if votes > against:
        return "elsewhere"
    word = tokens[at - 1].text.lower() if at > 0 else ""
    heavy = best.weight
    if label in {"PERSON", "ORG", "NORP", "PRODUCT"} and not capitals:
        return "preposition" if word in _STRONG and heavy >= 5 and label != "PERSON" else ""
    if tokens[at].pos not in {"PROPN", "NOUN", "ADJ"} and not capitals:
        return ""
    if word in _LOCATIVES and heavy >= 4:
        return "preposition"
    if heavy >= 6 and tokens[end - 1].pos == "PROPN" and against == 0:
        return "large"
    return ""


def _joins_lightly(tokens: Sequence[Token], run: tuple[int, int, int, int]) -> bool:
    """Return whether the rest of the run hangs on by a connector or is a word for a kind of place or a title."""
    first, at, end, last = run
    left = at == first or tokens[at - 1].text.lower() in {"-", "–", "the", "and", "'s", "’s", "/"}
    right = end == last or tokens[end].text.lower() in {"-", "–", "'s", "’s", "and", "/"}
    right = right or tokens[end].text.lower() in REGION_WORDS | DISTRICT_WORDS
    return left and right


def _with_unknown(
    parse: Parse, names: _Names, _persons: tuple[list[int], list[int]], found: list[PlaceName]
) -> list[PlaceName]:
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
        if names.others[text] > names.places[text]:
            continue
        site = entity.label == "FAC" or tokens[-1].text.lower() in _SITE_WORDS
        meanings = meanings_of(text) if len(tokens) <= _LONGEST else ()
        form: Literal["name", "unknown"] = "name" if meanings else "unknown"
        more.append(
            PlaceName(tokens[0].i, tokens[-1].i + 1, tokens[0].start, tokens[-1].end, text, form, meanings, "model", site=site)
        )
    return sorted(found + more, key=lambda n: (n.start, n.end)) if more else found
