"""Says what a commitment promises and what would keep it, by the list promises.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from communique.errors import DataError
from communique.record.merging.names import fold, phrase_list

__all__ = ["Promise", "dated_words", "keepers", "promise_of", "promises", "tells_of_a_change"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A kind of promise; `kept_by` holds "round" or PLOVER types, `modes` the modes that such an event must show."""

    id: str
    words: frozenset[str]
    kept_by: frozenset[str]
    modes: frozenset[str]
    example: str
    counter: str


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("promises.toml").read_text("utf-8"))


@cache
def promises() -> tuple[Promise, ...]:
    """Return the kinds of promises in the order in which they are tried. Raises DataError for a broken list."""
    try:
        return tuple(
            Promise(
                line["id"],
                frozenset(line["words"]),
                frozenset(line["kept_by"]),
                frozenset(line["modes"]),
                line["example"],
                line["counter"],
            )
            for line in _lists()["promise"]
        )
    except KeyError as error:
        msg = f"record/merging/promises.toml: an entry lacks {error}; see the comment at the file's top"
        raise DataError(msg) from error


@cache
def keepers() -> frozenset[str]:
    """Return the types of events that keep a promise of some kind."""
    return frozenset(kind for promise in promises() for kind in promise.kept_by)


def promise_of(content: str) -> Promise | None:
    """Return the kind of promise that a commitment's content names, None where the list has none.

    The first word that any kind lists decides: "talks on an exchange of prisoners" promises talks.
    """
    for word in phrase_list(content):
        for promise in promises():
            if word in promise.words:
                return promise
    return None


def tells_of_a_change(words: str) -> bool:
    """Tell whether the words around a promise say that its date is another than first agreed."""
    plain = " " + " ".join("".join(c if c.isalnum() else " " for c in fold(words)).split()) + " "
    return any(f" {phrase} " in plain for phrase in _lists()["changed"])


@cache
def dated_words() -> frozenset[str]:
    """Return the words that only say when: months, weekdays and the like."""
    return frozenset(_lists()["dated"])
