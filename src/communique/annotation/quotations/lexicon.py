"""Holds the words that tell who speaks: cue verbs, cue nouns and cue prepositions (cues.toml, frames.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

__all__ = ["CueEntry", "CueFrame", "inflect", "read_entries", "read_frames", "read_nouns", "read_verbs", "read_words"]

Frame = Literal["clause", "infinitive", "gerund", "object", "preposition"]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue of the lexicon. `quotes`: it can hold quoted words; `frames`: what its reported content can be.

    `preps` are the prepositions whose object is the content ("called for a truce"); `with_word` is the particle,
    preposition or object that must hang on the verb ("put it", "point out").
    """

    id: str
    kind: str
    word: str
    example: str
    counter: str
    quotes: bool = True
    frames: tuple[Frame, ...] = ("clause",)
    preps: tuple[str, ...] = ()
    channel: str | None = None
    forms: tuple[str, ...] = ()
    with_word: str = ""


@dataclass(frozen=True, slots=True)
class CueFrame:
    """A further frame of several cues: what they report in `example` is `content`; in `counter` nobody reports."""

    frame: Frame
    cues: tuple[str, ...]
    preps: tuple[str, ...]
    example: str
    content: str
    counter: str


_VOWELS = "aeiou"


def inflect(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular English verb: base, third person, past, gerund."""
    word = verb
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return (word, word + "es", word + "ed", word + "ing")
    return (word, word + "s", word + "ed", word + "ing")


@cache
def read_entries() -> tuple[CueEntry, ...]:
    """Return every entry of the lexicon in the order of the file. Pure: the data is part of the package."""
    data = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))
    kinds = data["kinds"]
    out = []
    further = read_frames()
    for e in data["cue"]:
        merged = {**kinds[e["kind"]], **e}
        word, _, beside = merged["word"].partition(" ")
        merged["with_word"] = beside
        regular = (word, word + "s") if e["kind"] == "noun" else inflect(word)
        merged["forms"] = tuple(merged["forms"]) if "forms" in merged else regular
        merged.setdefault("id", f"{e['kind']}.{e['word'].replace(' ', '_')}")
        more = [f for f in further if merged["id"] in f.cues]
        merged["frames"] = tuple(dict.fromkeys([*merged.get("frames", ()), *(f.frame for f in more)]))
        merged["preps"] = tuple(dict.fromkeys([*merged.get("preps", ()), *(p for f in more for p in f.preps)]))
        out.append(CueEntry(**merged))
    return tuple(out)


@cache
def read_frames() -> tuple[CueFrame, ...]:
    """Return the frames that cues take beside those of cues.toml, in the order of the file."""
    data = tomllib.loads(resources.files(__package__).joinpath("frames.toml").read_text("utf-8"))
    return tuple(CueFrame(**{**f, "cues": tuple(f["cues"]), "preps": tuple(f.get("preps", ()))}) for f in data["frame"])


@cache
def read_verbs() -> dict[str, tuple[CueEntry, ...]]:
    """Return the verbs of the lexicon by each of their forms, in lower case, in the order of the file."""
    table: dict[str, list[CueEntry]] = {}
    for entry in read_entries():
        if entry.kind not in {"noun", "preposition"}:
            for form in entry.forms:
                table.setdefault(form, []).append(entry)
    return {form: tuple(entries) for form, entries in table.items()}


@cache
def read_nouns() -> dict[str, CueEntry]:
    """Return the nouns of speech by each of their forms, in lower case."""
    return {form: entry for entry in read_entries() if entry.kind == "noun" for form in entry.forms}


@cache
def read_words(name: str) -> frozenset[str]:
    """Return one of the word lists of words.toml, for looking up only."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    return frozenset(data[name]["words"])
