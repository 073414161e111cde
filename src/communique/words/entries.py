"""The entries of the record, in the record format "communique/1"; see docs/record-format.md.

The field names are the keys of the JSON objects; a trailing underscore (`from_`) is dropped.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorRef",
    "ArticleEntry",
    "Attribution",
    "Commitment",
    "Date",
    "Delegation",
    "Document",
    "Entry",
    "Event",
    "Evidence",
    "FindingEntry",
    "Link",
    "Place",
    "Position",
    "Quotation",
    "Role",
    "Round",
    "Status",
    "Tally",
    "ThirdParty",
    "as_json",
    "entry_id",
    "to_line",
]

SCHEMA = "communique/1"

Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "postponed",
    "cancelled",
    "did_not_happen",
    "claimed",
    "denied",
    "hoped",
    "conditional",
]
Granularity = Literal["instant", "day", "range", "week", "month", "season", "year", "unknown"]
Qualifier = Literal["exact", "nearly", "about", "at least", "at most", "more than"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words behind one slot: W3C TextPositionSelector and TextQuoteSelector in one.

    `start` and `end` count code points in the article text, end excluded; `prefix` and `suffix` hold up to 32 code points
    before and after. `rule` names the lexicon entry or rule that read the slot.
    """

    capture: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    slot: str
    rule: str


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF (ISO 8601-2) value with its first and last day; `expression` is the words that it was read from.

    `start` or `end` is None where that end is open or unknown.
    """

    edtf: str
    start: str | None
    end: str | None
    granularity: Granularity
    expression: str = ""


@dataclass(frozen=True, slots=True)
class ActorRef:
    """A pointer to an actor entry, with what a reader needs to know at once."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; coordinates in WGS 84 degrees, None where the name could not be resolved."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    granularity: str = "unknown"
    role: str = "event"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the reporter (narrator), somebody named, somebody unnamed, or a document."""

    kind: Literal["narrator", "named", "anonymous", "document"]
    actor: ActorRef | None = None


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """An actor beside the parties; `role` is host, mediator, facilitator, guarantor, observer or broker."""

    actor: ActorRef
    role: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role as an article states it; `from_` is the day of the article (ISO), the first on which it is seen."""

    title: str
    from_: str | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """The people whom a side sent."""

    actor: ActorRef
    members: tuple[ActorRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What every entry has: a stable id and the evidence behind it."""

    kind: ClassVar[str] = "entry"
    id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ArticleEntry(Entry):
    """The article as read; its evidence points at the headline."""

    kind: ClassVar[str] = "article"
    capture: str
    url: str | None
    canonical_url: str | None
    headline: str | None
    deck: str | None
    authors: tuple[str, ...]
    dateline: str | None
    publisher: str | None
    section: tuple[str, ...]
    published: str | None
    updated: str | None
    language: str | None
    text: str
    blocks: tuple[dict[str, Any], ...]
    dropped: tuple[dict[str, Any], ...]
    rights: dict[str, str | None]
    agency: str | None = None
    page_kind: str = "article"
    hijacked: bool = False


@dataclass(frozen=True, slots=True)
class FindingEntry(Entry):
    """A finding about the capture."""

    kind: ClassVar[str] = "finding"
    code: str
    severity: str
    message: str
    effect: str


@dataclass(frozen=True, slots=True)
class Actor(Entry):
    """A person, organisation, state or group."""

    kind: ClassVar[str] = "actor"
    name: str
    aliases: tuple[str, ...]
    type: str
    country: str | None
    sector: str | None
    roles: tuple[Role, ...]
    side: str | None


@dataclass(frozen=True, slots=True)
class Event(Entry):
    """Who did what to whom, in PLOVER terms."""

    kind: ClassVar[str] = "event"
    type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    cameo: tuple[str, ...]
    actor: tuple[ActorRef, ...]
    recipient: tuple[ActorRef, ...]
    third_party: tuple[ThirdParty, ...]
    status: Status
    attribution: Attribution
    date: Date
    place: Place | None
    round: str | None


@dataclass(frozen=True, slots=True)
class Round(Entry):
    """A negotiating session or a run of them; `round` of an event is this entry's id."""

    kind: ClassVar[str] = "round"
    ordinal: int | None
    label: str
    format: Literal["bilateral", "trilateral", "multilateral"] | None
    direct: bool | None
    parties: tuple[ActorRef, ...]
    third_party: tuple[ThirdParty, ...]
    delegations: tuple[Delegation, ...]
    agenda: tuple[str, ...]
    status: Status
    date: Date
    place: Place | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Position(Entry):
    """A party's stance on an issue: demands, offers, accepts, rejects, conditions."""

    kind: ClassVar[str] = "position"
    party: ActorRef
    issue: str
    stance: Literal["demands", "offers", "accepts", "rejects", "conditions"]
    document: str | None
    reason: str | None
    attribution: Attribution
    date: Date


@dataclass(frozen=True, slots=True)
class Commitment(Entry):
    """Something promised for a time. `resolution` holds the evidence for the status, empty while pending."""

    kind: ClassVar[str] = "commitment"
    parties: tuple[ActorRef, ...]
    content: str
    due: Date | None
    made: Date | None
    form: Literal["agreed", "unilateral", "reported"]
    status: Literal["pending", "kept", "kept_late", "partly", "broken", "superseded", "unknown"]
    resolution: tuple[Evidence, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Tally(Entry):
    """A claimed figure. `scope` is each ("from each side") or all, None where the words do not say."""

    kind: ClassVar[str] = "tally"
    what: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    unit: str
    qualifier: Qualifier
    cumulative: bool
    period: Date | None
    as_of: Date | None
    source: ActorRef | None
    scope: Literal["each", "all"] | None = None


@dataclass(frozen=True, slots=True)
class Quotation(Entry):
    """Words attributed to a speaker."""

    kind: ClassVar[str] = "quotation"
    text: str
    speaker: ActorRef | None
    speaker_role: str | None
    side: str | None
    form: Literal["direct", "partial", "indirect"]
    channel: str | None
    date: Date | None


@dataclass(frozen=True, slots=True)
class Document(Entry):
    """A document under negotiation, with its version."""

    kind: ClassVar[str] = "document"
    name: str
    author: ActorRef | None
    version: str | None


@dataclass(frozen=True, slots=True)
class Link(Entry):
    """A relation of two entries: outcome_of, creates, answers, fulfils, supersedes, possibly_same, contradicts, quotes."""

    kind: ClassVar[str] = "link"
    from_: str
    to: str
    relation: str


def entry_id(capture: str, kind: str, evidence: Iterable[Evidence], *more: str) -> str:
    """Return an entry's id: the kind and 16 base-32 letters made from the capture, the kind, the spans and `more`.

    The same input gives the same id in every run; `more` tells entries apart that rest on the same words.
    """
    spans = sorted({(e.slot, e.start, e.end) for e in evidence})
    key = json.dumps([capture, kind, spans, list(more)], ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.sha256(key.encode("ascii")).digest()[:10]
    return f"{kind}-{base64.b32encode(digest).decode('ascii').lower()}"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def as_json(entry: Entry) -> dict[str, Any]:
    """Return the entry as a plain JSON object with its keys in the documented order: schema, kind, id, fields, evidence."""
    body = _plain(entry)
    evidence = body.pop("evidence")
    return {"schema": SCHEMA, "kind": entry.kind, "id": body.pop("id"), **body, "evidence": evidence}


def to_line(entry: Entry) -> str:
    """Return the entry as one line of JSON Lines, without the line break."""
    return json.dumps(as_json(entry), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
