"""Says by what an entry can be found: parties, issue, source, days, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.record.merging.members import Body, actor_references
from communique.record.merging.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Facets", "facets_of"]

_WORDS = (
    "name",
    "aliases",
    "headline",
    "deck",
    "text",
    "what",
    "unit",
    "content",
    "issue",
    "label",
    "agenda",
    "outcome",
)
_MORE_WORDS = ("document", "reason", "type", "mode", "message", "code", "version", "speaker_role", "channel")
_DATES = ("date", "due", "made", "as_of", "period")


@dataclass(frozen=True, slots=True)
class Facets:
    """What is indexed of an entry. `values` are (facet, value) pairs; days are ISO; `words` is what full text
    searches."""

    status: str | None
    first_day: str | None
    last_day: str | None
    rejected: bool
    values: tuple[tuple[str, str], ...]
    words: str


def facets_of(body: Body) -> Facets:
    """Return what is indexed of this entry."""
    first, last = _days(body)
    values = {("capture", str(e["capture"])) for e in body["evidence"]}
    if body.get("capture"):
        values.add(("capture", str(body["capture"])))
    for party in _parties(body):
        values.add(("party", fold(party)))
    if body["kind"] == "link":
        values.update(("end", str(body[slot])) for slot in ("from", "to"))
    issues = [body["issue"]] if body.get("issue") else list(body.get("agenda") or ())
    values.update(("issue", fold(str(i))) for i in issues)
    return Facets(
        status=body.get("status"),
        first_day=first,
        last_day=last,
        rejected=(body.get("review") or {}).get("state") == "rejected",
        values=tuple(sorted(values)),
        words="\n".join(_words(body)),
    )


def _days(body: Body) -> tuple[str | None, str | None]:
    """Return the first and last day of the first date that the entry states, either end alone where one is open."""
    for slot in _DATES:
        date = body.get(slot)
        if date and (date["start"] or date["end"]):
            return (date["start"] or date["end"])[:10], (date["end"] or date["start"])[:10]
    published = body.get("published") or body.get("updated")
    return (published[:10], published[:10]) if published else (None, None)


def _parties(body: Body) -> Iterator[str]:
    for reference in actor_references(body):
        yield from (str(reference[k]) for k in ("name", "country", "id") if reference[k])
    if body["kind"] == "actor":
        yield from (str(body[k]) for k in ("name", "country", "side", "id") if body[k])
        yield from body["aliases"]
    elif body.get("side"):
        yield str(body["side"])


def _words(body: Body) -> Iterator[str]:
    for slot in _WORDS + _MORE_WORDS:
        value = body.get(slot)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (str(v) for v in value)
    for reference in actor_references(body):
        yield str(reference["name"])
    place = body.get("place")
    if place:
        yield str(place["name"])
    seen = set()
    for evidence in body["evidence"]:
        if evidence["exact"] not in seen:
            seen.add(evidence["exact"])
            yield str(evidence["exact"])
