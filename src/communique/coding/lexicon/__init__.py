"""The lexicon: frames (what a verb, noun or adjective with such company says happened) and word classes, as data."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from communique.errors import DataError

__all__ = ["Frame", "Lexicon", "lexicon", "lexicon_frame", "lexicon_hash", "status_words", "table"]

_WORD_FILES = (
    "classes.toml",
    "status.toml",
    "issues.toml",
    "sessions.toml",
    "tallies.toml",
    "contexts.toml",
    "speech_acts.toml",
    "stances.toml",
    "commitments.toml",
    "pledges.toml",
)
_KEYS = frozenset({
    "id", "verbs", "nouns", "adjectives", "adverbs", "within", "two_sides", "object",
    "subject", "complement", "prep", "modifier", "lacks", "need", "type", "mode",
    "cameo", "actor", "recipient", "stance", "stance_on_plan", "content", "commitment", "session", "reciprocal", "host", "mediator",
    "owner_needed", "need_recipient", "abroad", "negated_only", "verbs_over", "suffered", "done_by", "purpose",
    "not_complement", "not_participle", "wanted",
    "complement_session", "complement_own", "complement_if", "mediated", "status", "not_modifier", "not_governor", "not_object", "example", "counter",
    "not_cause", "suffered_by_subject", "someone_needed",
    "not_prep", "adverb", "object_lacks", "announces", "dated",
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One lexicon entry: words, the company they must keep, and what it means. docs/lexicon.md explains every key.

    There is one of each in a process, so that two are equal only where they are the same.
    """

    id: str
    type: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    adverbs: tuple[str, ...]
    mode: tuple[str, ...]
    cameo: tuple[str, ...]
    recipient: tuple[str, ...]
    stance: str | None
    example: str
    counter: str
    prep: dict[str, tuple[str, ...]] = field(default_factory=dict)
    not_prep: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)

    def words(self, key: str) -> tuple[str, ...]:
        """Return the class names and words under a list key, () when the frame does not have it."""
        found = self.keys.get(key, ())
        return found if type(found) is tuple else tuple(found)

    def flag(self, key: str) -> bool:
        """Tell whether a yes-or-no key is set."""
        return bool(self.keys.get(key, False))

    @property
    def session(self) -> bool:
        """Whether the frame speaks of a meeting, which sessions.py puts together."""
        return self.flag("session")

    @property
    def weight(self) -> int:
        """How specific the frame is: conditions count, a list of named classes more than "*"."""
        lists = [
            self.words(k) for k in ("object", "complement", "modifier", "verbs_over", "suffered", "purpose", "done_by")
        ]
        lists += list(self.prep.values())[:1]
        doers = 1 if {"CROWD", "police"} & set(self.words("subject")) else 0
        return (
            sum(2 if w != ("*",) else 1 for w in lists if w)
            + (1 if self.keys.get("lacks") or self.keys.get("object_lacks") else 0)
            + (1 if self.keys.get("dated") else 0)
            + doers
            + (1 if "dative" in self.words("need") else 0)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by the words that call them, and the word classes."""

    frames: tuple[Frame, ...]
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    adverbs: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]


@cache
def table(name: str) -> dict[str, Any]:
    """Return one of the layer's data files as read from TOML. Raises DataError where it is broken."""
    try:
        return tomllib.loads(resources.files(__name__).joinpath(name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as e:
        raise DataError(f"communique/coding/lexicon/{name}: {e}; the file is broken, install communique again") from e


@cache
def status_words() -> dict[str, frozenset[str]]:
    """Return the word lists of status.toml by name."""
    return {k: frozenset(v) for k, v in table("status.toml").items() if isinstance(v, list)}


@cache
def _frame_files() -> tuple[str, ...]:
    """The files of frames, in the order of their names."""
    folder = resources.files(__name__).joinpath("frames")
    return tuple(sorted(f"frames/{f.name}" for f in folder.iterdir() if f.name.endswith(".toml")))


def _frame(row: dict[str, Any], file: str) -> Frame:
    unknown = set(row) - _KEYS
    if unknown or "id" not in row or "type" not in row:
        raise DataError(f"{file}: frame {row.get('id', '?')!r}: unknown or missing keys {sorted(unknown)}")
    return Frame(
        id=row["id"],
        type=row["type"],
        verbs=tuple(row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        adjectives=tuple(row.get("adjectives", ())),
        adverbs=tuple(row.get("adverbs", ())),
        mode=tuple(row.get("mode", ())),
        cameo=tuple(row.get("cameo", ())),
        recipient=tuple(row.get("recipient", ())),
        stance=row.get("stance"),
        example=row.get("example", ""),
        counter=row.get("counter", ""),
        prep={k: tuple(v) for k, v in row.get("prep", {}).items()},
        not_prep={k: tuple(v) for k, v in row.get("not_prep", {}).items()},
        keys={k: tuple(v) if isinstance(v, list) else v for k, v in row.items()},
    )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once a process."""
    frames = tuple(_frame(row, name) for name in _frame_files() for row in table(name)["frame"])
    index: dict[str, dict[str, list[Frame]]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "adverbs": {}}
    for frame in frames:
        for part, by_word in index.items():
            for word in getattr(frame, part):
                by_word.setdefault(word, []).append(frame)
    ordered = {p: {w: tuple(sorted(fs, key=lambda f: -f.weight)) for w, fs in d.items()} for p, d in index.items()}
    classes = {k: frozenset(v) for k, v in table("classes.toml").items()}
    return Lexicon(frames, ordered["verbs"], ordered["nouns"], ordered["adjectives"], ordered["adverbs"], classes)


@cache
def _by_id() -> dict[str, Frame]:
    return {f.id: f for f in lexicon().frames}


def lexicon_frame(frame_id: str) -> Frame:
    """Return the frame of that id. Raises KeyError when there is none."""
    return _by_id()[frame_id]


@cache
def lexicon_hash() -> str:
    """Return the SHA-256 (first 16 hexadecimal digits) of all the layer's word lists, as written into every record."""
    digest = hashlib.sha256()
    for name in (*_frame_files(), *_WORD_FILES):
        digest.update(resources.files(__name__).joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
