"""Says which actor spoke: the one whose mention covers the words that name the speaker best."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_words

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Mention, Quote

__all__ = ["resolve_quotes"]

_LONGEST = 300
"""No mention is longer than this many characters."""
_MOST = 64
"""No more mentions than this are weighed for one speaker."""


def resolve_quotes(
    parse: Parse, drafts: tuple[Quote, ...], actors: tuple[ActorProfile, ...], mentions: tuple[Mention, ...]
) -> tuple[Quote, ...]:
    """Return the drafts with `speaker` filled where a mention overlaps the words that name the speaker.

    The mention of the head word wins ("the minister" in "the minister of Malta"); a demonym speaks only in a document
    ("a Maltese government statement"), which is its issuer's word.
    """
    known = [m for m in mentions if 0 <= m.actor < len(actors)]
    ordered = sorted(known, key=lambda m: (m.start, m.end, m.actor))
    return tuple(replace(q, speaker=_find_speaker(parse, q, actors, ordered)) for q in drafts)


def _find_speaker(parse: Parse, q: Quote, actors: tuple[ActorProfile, ...], ordered: list[Mention]) -> int | None:
    if q.speaker_start is None or q.speaker_end is None:
        return None
    head = _head_of(parse, q.speaker_start, q.speaker_end)
    document = head is not None and parse.tokens[head].text.lower() in read_words("documents")
    best: tuple[tuple[int, ...], int] | None = None
    at = bisect_left(ordered, q.speaker_start - _LONGEST, key=lambda m: m.start)
    stop = bisect_left(ordered, q.speaker_end, key=lambda m: m.start)
    for m in ordered[max(at, stop - _MOST) : stop]:
        common = min(m.end, q.speaker_end) - max(m.start, q.speaker_start)
        if common <= 0 or (m.form == "demonym" and not document):
            continue
        key = (
            int(m.head == head),
            int(m.form != "demonym"),
            int(head is not None and m.start <= parse.tokens[head].start < m.end),
            common,
            int(actors[m.actor].type == "person" and not document),
            -abs(m.start - q.speaker_start),
            -m.actor,
        )
        if best is None or key > best[0]:
            best = (key, m.actor)
    return best[1] if best else None


def _head_of(parse: Parse, start: int, end: int) -> int | None:
    """Return the index of the word on which the others between `start` and `end` hang."""
    words = parse.tokens_between(start, end)
    if not words:
        return None
    first, last = words[0].i, words[-1].i
    return next((t.i for t in words if t.head == t.i or not first <= t.head <= last), first)
