"""Dates quotations by the time at which the words were said, where the sentence of the verb of speaking tells it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.annotation.times.government import holder_of, times_in_sentence

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import Quote, TimeExpression

__all__ = ["date_quotes"]

_AIRED = frozenset(
    {"aired", "broadcast", "carried", "dated", "issued", "posted", "published", "recorded", "released", "shown"}
)
"""What words reach the public by: "in an interview published on Monday"."""


def date_quotes(parse: Parse, quotes: tuple[Quote, ...], times: tuple[TimeExpression, ...]) -> tuple[Quote, ...]:
    """Return the quotations with the time of speaking filled in where the cue's sentence tells it.

    A carried-over quotation has the cue of its first sentence and so takes the same. "The official said", of a source
    whose words were dated before, goes on with that conversation and takes its date.
    """
    spans = sorted((q.start, q.end) for q in quotes)
    dated: list[Quote] = []
    for quote in quotes:
        time = _time_of_speaking(parse, quote, times, spans)
        if time is not None:
            dated.append(replace(quote, date=time.date))
            continue
        before = _same_conversation(parse, quote, dated)
        dated.append(replace(quote, date=before.date) if before else quote)
    return tuple(dated)


def _time_of_speaking(
    parse: Parse, quote: Quote, times: tuple[TimeExpression, ...], spans: list[tuple[int, int]]
) -> TimeExpression | None:
    if quote.cue_start is None or quote.cue_end is None:
        return None
    sentence = parse.sentence_at(quote.cue_start)
    if sentence is None:
        return None
    cue = parse.tokens_between(quote.cue_start, quote.cue_end)
    if not cue:
        return None
    options: list[tuple[int, int, TimeExpression]] = []
    for time in times_in_sentence(times, parse, cue[0]):
        assert time.date is not None
        at = bisect_right(spans, (time.start, len(parse.article.text) + 1))
        if any(time.start < end for _, end in spans[max(at - 4, 0) : at]):
            continue  # said within the quotation, not of it
        if time.date.start is None or time.date.granularity in {"year", "unknown"}:
            continue
        if time.type not in {"DATE", "TIME"}:
            continue
        chain = holder_of(parse, time)
        on_cue = any(c.i == h.i for c in cue for h in chain[-1:])
        near = not on_cue and _beside_cue(parse, quote, time)
        if on_cue or near:
            options.append((0 if on_cue else 1, abs(time.start - quote.cue_start), time))
    return min(options, key=lambda o: o[:2])[2] if options else None


def _beside_cue(parse: Parse, quote: Quote, time: TimeExpression) -> bool:
    """Return whether the time stands beside the verb with nothing but the speaker and the channel between them."""
    assert quote.cue_start is not None
    assert quote.cue_end is not None
    low, high = (quote.cue_end, time.start) if time.start >= quote.cue_end else (time.end, quote.cue_start)
    between = parse.text(low, high)
    if len(between) > 90 or re.search(r"[\"“”;:]|\b(?:that|who|which|when|after|before)\b", between):
        return False
    tokens = parse.tokens_between(low, high)
    return not any(t.pos == "VERB" and t.tag != "VBG" and t.text.lower() not in _AIRED for t in tokens)


def _same_conversation(parse: Parse, quote: Quote, dated: list[Quote]) -> Quote | None:
    if quote.speaker is None or quote.speaker_start is None or quote.speaker_end is None:
        return None
    words = parse.text(quote.speaker_start, quote.speaker_end)
    if not re.match(r"[Tt]he (?:[\w-]+ )?[a-z]+$", words):
        return None
    same = [q for q in dated if q.speaker == quote.speaker and q.date is not None]
    return same[-1] if same else None
