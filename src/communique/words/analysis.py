"""Analysis: the article with sentences, mentions, quotations, times, quantities and places marked, as stand-off spans.

Every `start` and `end` counts code points in `Article.text`, end excluded. Cross-references between the marks are
indexes into the tuples of the same Analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.words.article import Article
from communique.words.entries import Date, Role

__all__ = [
    "ActorProfile",
    "Analysis",
    "Entity",
    "Mention",
    "PlaceMention",
    "Quantity",
    "Quote",
    "Sentence",
    "TimeExpression",
    "Token",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `pos` is the universal tag, `tag` the Penn tag, `dep` the ClearNLP label, `head` the index of its head
    (its own index at the root)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `first` up to `last` (excluded), in block number `block`."""

    i: int
    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the statistical model marked it, before repair; `label` is the model's (OntoNotes)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor of this article: one for all its mentions.

    `name` is the fullest form in the text (or the canonical name where only a metonym, demonym or acronym stands).
    `country` is ISO 3166 alpha-3 (or a PLOVER code for non-states); `side` is the country or group that it speaks for, the
    same code where that is a state. `sector` is a PLOVER sector. `named` is false for "a US official" and for groups such
    as "Ukrainian officials". `known` is the id in the list of known actors, None where the text alone speaks.
    """

    name: str
    type: Literal["person", "organisation", "state", "group"]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    roles: tuple[Role, ...] = ()
    side: str | None = None
    named: bool = True
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that speaks of an actor; `actor` indexes Analysis.actors, `head` Analysis.tokens.

    `form`: name ("Rustem Umerov", "Ukraine"), short ("Umerov", "WAM"), title ("the Ukrainian president"), metonym
    ("Kyiv" acting), demonym ("Russian" in "Russian negotiators", "US" in "US officials": the state stands behind it but does
    not itself act), nominal ("a US official", "the envoy", "both sides"), pronoun. `role` is the title stated right here.
    A mention of several actors at once ("both sides", "they") is one Mention for each actor, with the same span.
    """

    start: int
    end: int
    actor: int
    head: int
    form: Literal["name", "short", "title", "metonym", "demonym", "nominal", "pronoun"]
    role: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text: TIMEX3 type and value, and the calendar days it covers.

    `value` is the TIMEX3 value (ISO 8601 and its seasons, durations as PnY); `date` is the resolved EDTF date, None for a
    duration or set. `anchor` says in words against what it was resolved; `rule` names the rule that read it.
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    date: Date | None
    anchor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: `start`..`end` covers the number with its qualifier, `counted_start`..`counted_end` what is counted.

    `value` is the figure meant (the middle word of a range is None; then `low` and `high` bound it). `unit` is the head noun
    of what is counted in the singular ("prisoner", "person", "USD", "percent"). `scope` tells "each" ("157 from each
    side"), "all" ("a total of 314") or None where the words do not say. `cumulative` is true for "a total of", "so far".
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: Literal["exact", "nearly", "about", "at least", "at most", "more than"]
    unit: str
    counted: str
    counted_start: int
    counted_end: int
    scope: Literal["each", "all"] | None = None
    cumulative: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text. `granularity`: site, city, region, country, continent, area.

    `role`: event (where something happened), object (what a demand or dispute is about), dateline, origin (where
    somebody comes from or belongs to); None where the place name only stands for an actor.
    """

    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    granularity: str
    role: Literal["event", "object", "dateline", "origin"] | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to a speaker. For direct and partial quotations `start`..`end` lies inside the quote marks.

    `speaker` indexes Analysis.actors; `cue_start`..`cue_end` is the verb or "according to"; `speaker_start`..`speaker_end`
    the words that name the speaker. A quotation carried over from another sentence keeps the cue of that sentence. `date`
    is the time of speaking where the text tells it.
    """

    start: int
    end: int
    text: str
    form: Literal["direct", "partial", "indirect"]
    speaker: int | None
    cue_start: int | None = None
    cue_end: int | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    channel: str | None = None
    date: Date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The article and all its marks. `model` names the statistical model: name, version and SHA-256 of its weights."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()
    actors: tuple[ActorProfile, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    model: str = ""

    def sentence_text(self, i: int) -> str:
        """Return the text of sentence number `i`."""
        s = self.sentences[i]
        return self.article.text[s.start : s.end]
