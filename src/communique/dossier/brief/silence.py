"""Finds the sentences that report a party's silence: "Moscow has not commented"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from communique.errors import DataError
from communique.world import country

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.dossier.brief.scope import Party
    from communique.dossier.sources import Source

__all__ = ["SilenceWords", "reported_silences", "silence_words"]

_LONGEST = 600
"""Code points of a sentence that are looked at; a longer one is no sentence of a news text."""
_SENTENCE = re.compile(r"[^.!?\n]{1,600}(?:[.!?](?=\w)[^.!?\n]{0,600}){0,8}[.!?]?")


@dataclass(frozen=True, slots=True)
class SilenceWords:
    """Words that report a silence; `after` tells whether the silent one is named after them."""

    id: str
    words: re.Pattern[str]
    after: bool
    example: str
    counter: str


@cache
def silence_words() -> tuple[SilenceWords, ...]:
    """Return the words of silence.toml. Raises DataError where one of them is broken."""
    text = resources.files(__package__).joinpath("silence.toml").read_text("utf-8")
    try:
        rows = tomllib.loads(text)["silence"]
        return tuple(
            SilenceWords(r["id"], re.compile(r["words"]), r["after"], r["example"], r["counter"]) for r in rows
        )
    except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
        msg = f"silence.toml: {error}; mend that entry"
        raise DataError(msg) from error


def reported_silences(sources: Sequence[Source], parties: Sequence[Party]) -> list[tuple[Party, dict[str, Any]]]:
    """Return each sentence of a counting source that reports the silence of one of the parties, as evidence.

    The party is the one named nearest before the words (or after them, where the words ask for that).
    """
    names = [(p, _names_of(p)) for p in parties]
    found: list[tuple[Party, dict[str, Any]]] = []
    for source in sources:
        if not source.counts:
            continue
        for start, sentence in _sentences(source.text):
            silent = _silent_one(sentence, names)
            if silent is not None:
                end = start + len(sentence)
                piece = {"capture": source.capture, "start": start, "end": end, "exact": sentence}
                found.append((silent, {**piece, "slot": "silence", "rule": "silence"}))
    return found


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        bare = sentence.strip()
        if bare and len(bare) <= _LONGEST:
            yield match.start() + sentence.index(bare), bare


def _silent_one(sentence: str, names: Sequence[tuple[Party, re.Pattern[str]]]) -> Party | None:
    small = sentence.lower().replace("’", "'")
    if len(small) != len(sentence):
        return None
    for row in silence_words():
        match = row.words.search(small)
        if match is None:
            continue
        best: tuple[int, Party] | None = None
        for party, pattern in names:
            for hit in pattern.finditer(sentence):
                distance = hit.start() - match.end() if row.after else match.start() - hit.end()
                if distance >= 0 and (best is None or distance < best[0]):
                    best = (distance, party)
        if best is not None:
            return best[1]
    return None


def _names_of(party: Party) -> re.Pattern[str]:
    """Return a pattern of all names by which the party goes: its own, its state's names, adjectives and capitals."""
    words = {party.name}
    state = country(party.code) if party.code else None
    if state is not None:
        words.update((state.name, *state.names, *state.adjectives, *state.capitals))
    ordered = sorted((w for w in words if len(w) > 1), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
