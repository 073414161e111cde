"""Gathers what happened when: the talks, meetings, attacks and wars of an article whose days its words tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from communique.annotation.times.government import date_of_span, holder_of
from communique.annotation.times.lexicon import load_lexicon, read_number
from communique.annotation.times.spans import run_of_days, shift_days
from communique.annotation.times.tense import children_of

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import Date, TimeExpression, Token

__all__ = ["EventWords", "Occurrence", "date_of_event", "event_words", "gather_occurrences", "words_of"]


@dataclass(frozen=True, slots=True)
class EventWords:
    """Nouns and verbs of events by class, and the verbs of beginning and ending."""

    nouns: dict[str, str]
    verbs: dict[str, str]
    begins: frozenset[str]
    ends: frozenset[str]


@cache
def event_words() -> EventWords:
    """Return the words of events.toml."""
    raw = tomllib.loads(files(__package__).joinpath("events.toml").read_text("utf-8"))
    kinds = {e["id"].removeprefix("event."): e for e in raw["class"]}
    phases = {e["id"]: frozenset(e["words"]) for e in raw["verbs"]}
    return EventWords(
        nouns={n: kind for kind, e in kinds.items() for n in e["nouns"]},
        verbs={v: kind for kind, e in kinds.items() for v in e["verbs"]},
        begins=phases["event.begins"],
        ends=phases["event.ends"],
    )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event of the article: its class, its first and last day where known, and the words that tell it from others.

    `exact` is true where the days are told to the day; `sentence` and `token` say where it is told.
    """

    kind: str
    token: int
    sentence: int
    start: date | None
    end: date | None
    exact: bool
    words: frozenset[str]
    by: str


_DULL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "with",
        "between",
        "by",
        "from",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "new",
        "latest",
        "first",
        "second",
        "third",
        "fourth",
        "last",
        "next",
        "final",
        "round",
        "day",
        "days",
        "high",
        "level",
        "direct",
        "further",
        "peace",
        "said",
    ]
)


def words_of(tokens: list[Token]) -> frozenset[str]:
    """Return the words that tell one event from another: names and other nouns, in lower case."""
    return frozenset(
        t.text.lower()
        for t in tokens
        if (t.pos in {"PROPN", "NOUN", "ADJ"} or t.text[:1].isupper()) and t.text.lower() not in _DULL
    )


def _clause(parse: Parse, verb: Token) -> list[Token]:
    """Return the words under the verb, without those under a verb joined to it or a clause that it reports."""
    sentence = parse.sentences[verb.sentence]
    low, high = max(sentence.first, verb.i - 80), min(sentence.last, verb.i + 80)
    tokens = parse.tokens[low:high]
    inside: dict[int, bool] = {verb.i: True}

    def under(token: Token) -> bool:
        path: list[int] = []
        at = token
        while at.i not in inside:
            path.append(at.i)
            joined = at.dep in {"conj", "ccomp", "parataxis"} and at.pos in {"VERB", "AUX"}
            if at.head == at.i or joined or not low <= at.head < high or len(path) > 40:
                inside.update((i, False) for i in path)
                return False
            at = parse.tokens[at.head]
        answer = inside[at.i]
        inside.update((i, answer) for i in path)
        return answer

    return [t for t in tokens if under(t)]


def _verb_above(parse: Parse, token: Token) -> Token:
    at = token
    for _ in range(12):
        if at.pos in {"VERB", "AUX"} and at.dep not in {"aux", "auxpass"}:
            return at
        if at.head == at.i:
            return at
        at = parse.tokens[at.head]
    return at


def gather_occurrences(parse: Parse, times: tuple[TimeExpression, ...]) -> list[Occurrence]:
    """Return the events whose day, first day or last day the article tells, in text order."""
    lex = event_words()
    found: list[Occurrence] = []
    starts = [t.start for t in times]
    for token in parse.tokens:
        low = token.text.lower()
        kind = lex.nouns.get(low) or (lex.verbs.get(low) if token.pos == "VERB" else None)
        if kind is None or (token.pos == "PROPN" and token.text[:1].isupper() and low != token.text):
            continue
        sentence = parse.sentences[token.sentence]
        at = bisect_left(starts, sentence.start)
        if at >= len(times) or times[at].start >= sentence.end:
            continue
        if any(c.text.lower() == "no" for c in children_of(parse, token)):
            continue
        one = _occurrence(parse, times, token, kind)
        if one is not None:
            found.append(one)
        if len(found) >= _MOST:
            break
    return _joined(found)


_MOST = 150
"""No article tells of more events with days than this; the bound keeps hostile pages linear."""


def _occurrence(parse: Parse, times: tuple[TimeExpression, ...], token: Token, kind: str) -> Occurrence | None:
    time = _own_relative(parse, times, token, kind) or date_of_span(times, parse, token.i)
    if time is not None and not _tells_of(parse, time, token, kind):
        return None
    if (
        time is None
        or time.date is None
        or time.type not in {"DATE", "TIME", "DURATION"}
        or (time.rule.startswith("time.event.") and time.rule != "time.event.later")
    ):
        return None
    if (
        time.rule == "time.to-date"
        or time.date.granularity == "unknown"
        or (time.type == "DURATION" and time.date.end is None)
    ):
        return None
    start = date.fromisoformat(time.date.start) if time.date.start else None
    end = date.fromisoformat(time.date.end) if time.date.end else None
    exact = time.date.granularity in {"day", "instant"} or (
        time.date.granularity == "range" and bool(start and end and (end - start).days < 15)
    )
    lex = event_words()
    verb = _verb_above(parse, token)
    phase = verb.text.lower()
    days = _length_in_days(parse, token)
    ordinal = _ordinal_day(parse, token)
    if start and end and start == end:
        if ordinal:
            start = shift_days(end, 1 - ordinal)
        elif days and phase in lex.ends:
            start = shift_days(end, 1 - days)
        elif days and phase in lex.begins:
            end = shift_days(start, days - 1)
        elif phase in lex.begins and verb.i != token.i and kind in {"talks", "conflict", "visit"}:
            end = None
    elif phase in lex.begins and kind == "conflict":
        end = None
    return Occurrence(
        kind,
        token.i,
        token.sentence,
        start,
        end,
        exact,
        words_of(_clause(parse, verb)),
        parse.text(time.start, time.end),
    )


def _own_relative(parse: Parse, times: tuple[TimeExpression, ...], token: Token, kind: str) -> TimeExpression | None:
    """Return the time of "the war, which began in 2014": that of the beginning goes before any other in the
    sentence."""
    if kind != "conflict":
        return None
    begins = event_words().begins
    for child in children_of(parse, token):
        if child.dep in {"relcl", "acl"} and child.text.lower() in begins:
            return date_of_span(times, parse, child.i)
    return None


def _tells_of(parse: Parse, time: TimeExpression, token: Token, kind: str) -> bool:
    """Return whether the time is that of the event, not that of something else in the sentence.

    It hangs on the event's own words, or on the verb of its clause; of a war only where that verb says that it began or
    ended, or the war invaded, since all else may happen within a war.
    """
    chain = holder_of(parse, time)
    lex = event_words()
    verb = _verb_above(parse, token)
    own = any(h.i == token.i for h in chain) or time.start <= token.start < time.end
    if kind == "conflict" and token.text.lower() in lex.nouns:
        begins = lex.begins | lex.ends
        relative = [t for t in children_of(parse, token) if t.dep in {"relcl", "acl"} and t.text.lower() in begins]
        subject = verb.text.lower() in begins and token.dep in {"nsubj", "nsubjpass", "dobj"} and token.head == verb.i
        return any(chain and chain[-1].i == v.i for v in ([*relative, verb] if subject else relative))
    if own:
        return True
    return bool(chain) and chain[-1].i in {verb.i, parse.tokens[verb.head].i if verb.dep == "conj" else verb.i}


_LENGTH = re.compile(r"\b(\d{1,2}|[a-z]{3,9})[- ]day\b(?![^.;]{0,60}\bold\b)", re.IGNORECASE)
_ORDINAL_DAY = re.compile(r"\b(\w{3,14}|\d{1,2}(?:st|nd|rd|th))(?: and (?:final|last))? day of\b", re.IGNORECASE)


def _noun_phrase_before(parse: Parse, token: Token) -> str:
    sentence = parse.sentences[token.sentence]
    text = parse.text(max(sentence.start, token.start - 80), token.start)
    return text[max(text.rfind(c) for c in ',;:.()"“”') + 1 :]


def _length_in_days(parse: Parse, token: Token) -> int | None:
    matches = list(_LENGTH.finditer(_noun_phrase_before(parse, token)))
    if not matches:
        return None
    number = read_number(matches[-1][1])
    return int(number) if number and 1 < number < 15 else None


def _ordinal_day(parse: Parse, token: Token) -> int | None:
    if token.pos == "VERB":
        return None
    matches = list(_ORDINAL_DAY.finditer(_noun_phrase_before(parse, token)))
    return ordinal_number(matches[-1][1]) if matches else None


def ordinal_number(words: str) -> int | None:
    """Return the number of an ordinal ("second", "2nd"; "opening" is the first), None for other words."""
    low = words.lower()
    if low == "opening":
        return 1
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", low)
    return int(digits[1]) if digits else load_lexicon().ordinals.get(low)


def _joined(found: list[Occurrence]) -> list[Occurrence]:
    """Return the events, one told only by its beginning closed by the next that tells the end of the same."""
    done: list[Occurrence] = []
    for one in found:
        if one.start and one.end is None and one.kind != "conflict":
            later = [
                o
                for o in found
                if o.kind == one.kind
                and o.end
                and o.end >= one.start
                and (o.end - one.start).days < 10
                and o is not one
                and o.words & one.words
            ]
            done.append(replace(one, end=min((o.end for o in later if o.end), default=None)))
        else:
            done.append(one)
    return done


def date_of_event(
    times: tuple[TimeExpression, ...],
    parse: Parse,
    token_index: int,
    occurrences: list[Occurrence] | None = None,
) -> Date | None:
    """Return the days of the event at `token_index` (its noun, or the verb of its clause), None where none are told.

    Wider than the time that governs the word (`date_of_span`) where the words tell more: "completed a third day of
    talks on Saturday" is Thursday to Saturday, "opened a three-day summit on Monday" Monday to Wednesday. `occurrences`
    spares the gathering where many events of one article are asked for.
    """
    known = gather_occurrences(parse, times) if occurrences is None else occurrences
    token = parse.tokens[token_index]
    mine = [
        one
        for one in known
        if one.sentence == token.sentence
        and (one.token == token_index or _verb_above(parse, parse.tokens[one.token]).i == token_index)
        and one.start is not None
        and one.end is not None
        and one.start < one.end
        and one.exact
    ]
    if mine:
        best = min(mine, key=lambda one: (one.token != token_index, one.token))
        assert best.start is not None
        assert best.end is not None
        return run_of_days(best.start, best.end).as_date(best.by)
    time = date_of_span(times, parse, token_index)
    return time.date if time is not None else None
