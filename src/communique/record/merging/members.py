"""What merging starts from: the entries of every capture with what is known of its article, in one total order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from communique.record.merging.tracing import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "ENTRY_KINDS",
    "Body",
    "Member",
    "Merged",
    "Provenance",
    "Reference",
    "actor_references",
    "instant",
    "made_of",
    "provenance_of",
    "sort_key",
    "with_actors",
]

Body = dict[str, Any]
"""An entry as the JSON object of the record format."""

Provenance = tuple[tuple[str, str], ...]
"""What an entry was coded with, as pairs of name and value: code, lexicon, model and case."""

ENTRY_KINDS = (
    "article",
    "finding",
    "actor",
    "document",
    "round",
    "event",
    "position",
    "commitment",
    "tally",
    "quotation",
    "link",
)
"""The kinds in the order in which a record is exported."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What merging needs to know of a capture's article. `group` names the independent source that it belongs to.

    `seen` is the article's time for sorting, in UTC; `day` is its day as the publisher writes it; `coded_by` names the run
    that coded it.
    """

    capture: str
    seen: str
    day: str | None
    group: str
    independent: bool = True
    coded_by: Provenance = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of one capture. `version` is a digest of all that merging knows of it; another one means to compare it anew."""

    body: Body
    article: Reference
    version: str = ""
    id: str = field(init=False, default="")
    """The entry's own id."""
    key: tuple[str, str, str] = field(init=False, default=("", "", ""))
    """The total order of members: when the article was published, which capture, which entry."""
    _known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", str(self.body["id"]))
        object.__setattr__(self, "key", (self.article.seen, self.article.capture, self.id))

    def once(self, name: str, work_out: Callable[[Body], Any]) -> Any:
        """Return what `work_out` makes of the body, worked out once: members are compared many times."""
        if name not in self._known:
            self._known[name] = work_out(self.body)
        return self._known[name]


@dataclass(slots=True)
class Merged:
    """The entries of the whole record, the entry to which each member belongs, the text by which each is sorted, and a digest
    of all that each was made of: where that is the same as before, the entry is."""

    entries: list[Body] = field(default_factory=list)
    belongs: dict[str, str] = field(default_factory=dict)
    sort: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def put(
        self, body: Body, members: Sequence[Member], *more: object, after: Sequence[Member] = (), made: str = ""
    ) -> None:
        """Add an entry with its members, and what these were coded with; `more` is what it was made of beside them, `made` a
        digest of all of it where that is known.

        One without members is sorted as if it began with the first of `after`, of which it was made.
        """
        behind = members or after
        self.entries.append(body)
        body.setdefault("provenance", provenance_of(members))
        self.belongs.update((member.id, body["id"]) for member in members)
        self.sort[body["id"]] = sort_key(body, behind[0] if behind else None)
        self.made[body["id"]] = made or made_of(behind, *more)


def made_of(members: Sequence[Member], *more: object) -> str:
    """Return a digest of these members, all that merging knows of them, and of what else an entry was made of."""
    return digest(repr(([m.version for m in members], more)))


def provenance_of(members: Iterable[Member]) -> list[Body]:
    """Return what these members were coded with, each run once, in their order."""
    return [dict(run) for run in dict.fromkeys(m.article.coded_by for m in members) if run]


def instant(*times: str | None) -> str:
    """Return the first of these ISO 8601 times that is stated, in UTC, so that it sorts; "9999" where none is."""
    for time in times:
        if time:
            try:
                at = datetime.fromisoformat(time)
            except ValueError:
                return time
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "9999"


def sort_key(body: Body, member: Member | None) -> str:
    """Return the text by which an entry that begins with this member is sorted: by kind, then by the total order."""
    rank = ENTRY_KINDS.index(body["kind"]) if body["kind"] in ENTRY_KINDS else len(ENTRY_KINDS)
    return f"{rank:02d} " + (" ".join(member.key) if member is not None else "")


def actor_references(value: Any) -> Iterator[Body]:
    """Yield every actor reference inside an entry's body, evidence left out."""
    if isinstance(value, dict):
        if value.keys() == _REFERENCE:
            yield value
            return
        for key, inner in value.items():
            if key not in _NO_ACTORS:
                yield from actor_references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from actor_references(inner)


def with_actors(value: Any, references: dict[str, Body]) -> Any:
    """Return an entry's body with each actor reference replaced by the one to its merged actor."""
    if isinstance(value, dict):
        if value.keys() == _REFERENCE:
            return references.get(value["id"], value)
        # Most values are plain: they are left without a call.
        return {
            k: with_actors(v, references) if isinstance(v, dict | list) and k not in _NO_ACTORS else v
            for k, v in value.items()
        }
    if isinstance(value, list):
        return [with_actors(v, references) for v in value]
    return value


_REFERENCE = {"id", "name", "country", "sector"}
_NO_ACTORS = frozenset(
    {
        *("evidence", "resolution", "text", "variants", "joined"),
        *("date", "due", "made", "period", "as_of", "place", "mode", "context", "cameo", "agenda", "roles"),
    }
)
"""Slots in which no actor is named; they are passed by."""
