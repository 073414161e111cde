"""Says which actor spoke: the one whose mention covers the words that name the speaker best."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse
    from communique.words import ActorProfile, Mention, Quote

__all__ = ["resolve_quotes"]


def resolve_quotes(
    parse: Parse, drafts: tuple[Quote, ...], actors: tuple[ActorProfile, ...], mentions: tuple[Mention, ...]
) -> tuple[Quote, ...]:
    """Return the drafts with `speaker` filled where a mention overlaps the words that name the speaker."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.actor))
    return tuple(replace(q, speaker=_best(parse, q, actors, ordered)) for q in drafts)


def _best(parse: Parse, q: Quote, actors: tuple[ActorProfile, ...], ordered: list[Mention]) -> int | None:
    if q.speaker_start is None or q.speaker_end is None:
        return None
    best: tuple[tuple[int, ...], int] | None = None
    at = bisect_left(ordered, q.speaker_start - 300, key=lambda m: m.start)
    while at < len(ordered) and ordered[at].start < q.speaker_end:
        m = ordered[at]
        at += 1
        common = min(m.end, q.speaker_end) - max(m.start, q.speaker_start)
        if common <= 0:
            continue
        key = (int(m.form != "demonym"), common, -abs(m.end - q.speaker_end), -m.start, -m.actor)
        if best is None or key > best[0]:
            best = (key, m.actor)
    return best[1] if best else None
