"""What a record answers with: frozen values that the dossier, the command line and other programs show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = [
    "Change",
    "Decision",
    "Explanation",
    "Failure",
    "Filters",
    "Kept",
    "Passage",
    "Run",
    "RunDiff",
    "RunKept",
    "SourceGroup",
]


@dataclass(frozen=True, slots=True)
class Run:
    """What a capture was coded with: the same capture and the same run give the same entries, so nothing is done twice.

    `code_version` names our own code, `lexicon_hash` its rules and word lists, `model` the statistical model with its
    hash, `case_hash` the case that was followed.
    """

    code_version: str
    lexicon_hash: str
    model: str
    case_hash: str = ""

    @property
    def provenance(self) -> tuple[tuple[str, str], ...]:
        """What entries say that they were coded with: pairs of name and value, those without a value left out."""
        named = (
            ("code_version", self.code_version),
            ("lexicon", self.lexicon_hash),
            ("model", self.model),
            ("case", self.case_hash),
        )
        return tuple((name, value) for name, value in named if value)


@dataclass(frozen=True, slots=True)
class RunKept:
    """A run of a record: its number, how many captures stand as it coded them, and of how many more its coding is kept."""

    number: int
    run: Run
    captures: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of one capture that is gone, new or changed from one run to another.

    `id` is the entry's id after, `was` the one before; `slots` are those that differ, each with the value before and after;
    `entry` is the entry as it is after, or was where it is gone; `decisions` are the numbers of the decisions on it.
    """

    change: Literal["gone", "new", "changed"]
    kind: str
    capture: str
    id: str
    was: str
    slots: tuple[tuple[str, Any, Any], ...]
    entry: dict[str, Any]
    decisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RunDiff:
    """What changed from run `before` to run `after`, over the `captures` whose coding by both is kept.

    `only_before` and `only_after` count captures of which one of the two is kept alone; `decisions` are those whose entry
    is gone or changed.
    """

    before: int
    after: int
    captures: int
    only_before: int
    only_after: int
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did: `state` is new, recoded (an older run was replaced) or unchanged (it was there already)."""

    capture: str
    entries: int
    state: Literal["new", "recoded", "unchanged"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A capture that could not be coded, with the layer that failed and why; it is tried again at the next add.

    `capture` is empty where not even the bytes could be had.
    """

    capture: str
    source: str
    layer: str
    error: str
    message: str
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of an entry. `details` holds the amended slots, or the other entries of a merge or split.

    `applies` is false where no entry of the record has that id any more: the decision is kept, and applies again as
    soon as the entry is back; `now` is then the entry that rests on the same words, where there is one. `changed` are the
    slots of the entry that were coded otherwise when it was decided on: look at it again. `undone` is the number of the
    decision that took it back.
    """

    number: int
    entry: str
    decision: str
    by: str
    when: str
    reason: str | None
    details: dict[str, Any]
    applies: bool = True
    changed: tuple[str, ...] = ()
    now: str | None = None
    undone: int | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a reviewer should look at it again: its entry is gone, or was coded otherwise since."""
        return self.undone is None and (not self.applies or bool(self.changed))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are asked for; a filter left at None asks for nothing. Several filters must all hold.

    `party` is a name or an ISO 3166 alpha-3 code; `since` and `until` are ISO days, and an entry without a date is left
    out where either is given; `words` are searched as words, all of them; `source` is a publisher, a host, or a
    capture id (12 characters of it suffice). Rejected entries come only with `rejected`.
    """

    kind: str | None = None
    party: str | None = None
    issue: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    source: str | None = None
    limit: int | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The words behind one slot in their place: `before` + `exact` + `after` is the paragraph (or a part of a
    long one)."""

    capture: str
    slot: str
    rule: str
    start: int
    end: int
    before: str
    exact: str
    after: str
    headline: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entry is in the record: the entry, the words behind it, its members, the decisions on it and its links."""

    entry: dict[str, Any]
    passages: tuple[Passage, ...]
    members: tuple[dict[str, Any], ...]
    decisions: tuple[Decision, ...]
    links: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Captures that count as one source, with the reason; `independent` is false for hijacked pages, which
    count for none."""

    id: str
    captures: tuple[str, ...]
    reasons: tuple[str, ...]
    publishers: tuple[str, ...]
    urls: tuple[str, ...]
    independent: bool
