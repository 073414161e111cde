"""merge: one entry for each thing, over all captures, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.record.merging.actors import assemble_actor, called, merge_actors
from communique.record.merging.clusters import Cluster, Doubt
from communique.record.merging.commitments import (
    Deed,
    assemble_commitment,
    doers_of,
    follow_commitments,
    may_keep,
    merge_commitments,
)
from communique.record.merging.context import Context, Relation
from communique.record.merging.days import window_of
from communique.record.merging.events import assemble_event, merge_events
from communique.record.merging.likeness import NOT_DONE
from communique.record.merging.links import merge_links
from communique.record.merging.members import Body, Member, Merged, made_of, with_actors
from communique.record.merging.parties import parties_of
from communique.record.merging.rounds import assemble_round, follow_rounds, merge_rounds
from communique.record.merging.stances import follow_positions
from communique.record.merging.tallies import assemble_tally, merge_tallies
from communique.record.merging.tracing import digest
from communique.record.merging.values import assemble, settled
from communique.record.merging.wordings import (
    assemble_position,
    merge_documents,
    merge_positions,
    merge_quotations,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Context", "merge"]

_Merger = Callable[["Iterable[Member]", Context], "tuple[list[Cluster], list[Doubt]]"]

_KINDS: tuple[tuple[str, _Merger, Callable[[Cluster, Context], Body]], ...] = (
    ("document", merge_documents, lambda c, _: assemble(c)),
    ("round", merge_rounds, lambda c, _: assemble_round(c)),
    ("commitment", merge_commitments, lambda c, _: assemble_commitment(c)),
    ("event", merge_events, assemble_event),
    ("position", merge_positions, lambda c, _: assemble_position(c)),
    ("tally", merge_tallies, lambda c, _: assemble_tally(c)),
    ("quotation", merge_quotations, lambda c, _: assemble(c)),
)
"""The kinds in the order in which they are merged: events after the rounds and commitments to which they are tied."""
_OUTCOMES = frozenset({"AGREE", "SUPPORT", "CONCEDE"})
_TWO = 2
"""Parties that an agreement needs."""
_ORDER = ("document", "round", "event", "position", "commitment", "tally", "quotation")


def merge(members: Iterable[Member], context: Context) -> Merged:
    """Return the entries of the whole record. A pure function of the set of members: their order does not matter.

    `context` brings what reviewers decided about sameness, what was compared the last time and what the entries that stand
    were made of: the latter two spare work, and change nothing in the result. Of an entry that stands only kind and id are
    given.
    """
    by_kind: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda m: m.key):
        by_kind.setdefault(member.body["kind"], []).append(member)
    merged = Merged()
    doubts, actors = _actors(by_kind.get("actor", []), merged, context)
    named = _as_merged(by_kind.pop("actor", []), actors, context)
    links = by_kind.pop("link", [])
    for kind in ("article", "finding"):
        for member in by_kind.pop(kind, []):
            merged.put(dict(member.body), [member])
            context.see(member.article.day)
            if kind == "article":
                context.heads[member.article.capture] = _heads(member.body)
    found: dict[str, list[tuple[Cluster, Body]]] = {}
    for kind, gather_kind, assemble_kind in _KINDS:
        told = [
            Member(with_actors(m.body, actors), m.article, m.version + named.get(m.article.capture, ""))
            for m in by_kind.pop(kind, [])
        ]
        if kind == "event":
            _tie_events(told, links, found, context)
            told = [replace(m, version=m.version + ties) if (ties := _ties(m, context)) else m for m in told]
        clusters, unsure = gather_kind(told, context)
        context.made |= {c.first.id: made_of(c.members, c.because, *_beside(c, context)) for c in clusters}
        found[kind] = [
            (cluster, _as_kept(cluster) if _spared(cluster, context) else assemble_kind(cluster, context))
            for cluster in clusters
        ]
        doubts += unsure
    relations = list(follow_rounds(found["round"]))
    deeds = [
        Deed(cluster, body, window, doers_of(body))
        for kind in ("round", "event")
        for cluster, body in found[kind]
        if may_keep(cluster) and (window := window_of(body["date"])) is not None
    ]
    relations += follow_commitments(found["commitment"], deeds, context.last_day)
    relations += follow_positions(found["position"])
    for kind in _ORDER:
        for cluster, body in found[kind]:
            made = context.made[cluster.first.id]
            if kind == "commitment":
                made = digest(repr((made, body["status"], body["resolution"], body["followed"])))
            merged.put(body, cluster.members, made=made)
    relations += [Relation(d.member, d.other, d.relation, d.reasons) for d in doubts]
    merge_links(links, relations, merged)
    for members_left in by_kind.values():
        for member in members_left:
            merged.put({**member.body, "members": [member.id]}, [member])
    return merged


def _beside(cluster: Cluster, context: Context) -> Iterator[object]:
    """Yield what an entry is made of beside its members: the rounds of which an event is part or an outcome."""
    if cluster.first.body["kind"] == "event":
        for member in cluster.members:
            for session in (member.body["round"], context.outcomes.get(member.id)):
                yield context.made.get(session or "")


def _spared(cluster: Cluster, context: Context) -> bool:
    """Tell whether an entry need not be made: it stands, and nothing that is made after it looks at more than its members."""
    return cluster.first.body["kind"] != "commitment" and not may_keep(cluster) and context.stands(cluster)


def _as_kept(cluster: Cluster) -> Body:
    """Return what names an entry that stands."""
    return {"kind": cluster.first.body["kind"], "id": cluster.first.id}


def _as_merged(actors: list[Member], references: dict[str, Body], context: Context) -> dict[str, str]:
    """Return for each capture a digest of what its actors are called in the merged record."""
    named: dict[str, list[str]] = {}
    for member in actors:
        reference = references[member.id]
        person = reference["id"] in context.people
        named.setdefault(member.article.capture, []).append(f"{member.id} {person} {tuple(reference.values())}")
    return {capture: digest("\n".join(lines)) for capture, lines in named.items()}


def _ties(event: Member, context: Context) -> str:
    """Return a digest of the round and the promises to which an event is tied."""
    ties = (event.body["round"], context.outcomes.get(event.id), sorted(context.promises.get(event.id, ())))
    return digest(repr(ties)) if any(ties) else ""


def _heads(article: Body) -> tuple[tuple[int, int], ...]:
    """Return the spans of an article's headline and deck."""
    blocks = article.get("blocks") or ()
    return tuple((b["start"], b["end"]) for b in blocks if b["kind"] in {"headline", "deck"})


def _tie_events(
    events: list[Member], links: list[Member], found: dict[str, list[tuple[Cluster, Body]]], context: Context
) -> None:
    """Lead the events to the merged rounds, and note of which round each is an outcome and what it promises."""
    home = {
        m.id: cluster.first.id
        for kind in ("round", "commitment")
        for cluster, _ in found[kind]
        for m in cluster.members
    }
    context.rounds = {body["id"]: body for _, body in found["round"]}
    for member in events:
        member.body["round"] = home.get(member.body["round"], member.body["round"])
        if member.body["round"] is not None:
            context.outcomes[member.id] = member.body["round"]
    by_day = _rounds_by_day(found["round"])
    promises: dict[str, set[str]] = {}
    for link in links:
        source, target = link.body["from"], home.get(link.body["to"])
        if target is not None and link.body["relation"] == "creates":
            promises.setdefault(source, set()).add(target)
        elif target is not None and link.body["relation"] == "outcome_of":
            context.outcomes[source] = target
    for member in events:
        if member.id not in context.outcomes and member.body["status"] in NOT_DONE and member.body["type"] in _OUTCOMES:
            session = _round_of_those_days(member, by_day)
            if session is not None:
                context.outcomes[member.id] = session
    context.promises = {source: frozenset(targets) for source, targets in promises.items()}


def _rounds_by_day(rounds: list[tuple[Cluster, Body]]) -> dict[int, list[Body]]:
    by_day: dict[int, list[Body]] = {}
    for _, body in rounds:
        window = window_of(body["date"])
        if window is not None and window.precise:
            for day in range(window.first, window.last + 1):
                by_day.setdefault(day, []).append(body)
    return by_day


def _round_of_those_days(member: Member, by_day: dict[int, list[Body]]) -> str | None:
    """Return the one round on whose days two of its parties reached nothing; None where there are several or none."""
    window = window_of(member.body["date"])
    if window is None or not window.precise:
        return None
    codes = parties_of([*member.body["actor"], *member.body["recipient"]])
    found = {
        body["id"]
        for day in range(window.first, window.last + 1)
        for body in by_day.get(day, ())
        if len(codes & parties_of(body["parties"])) >= _TWO
    }
    return min(found) if len(found) == 1 else None


def _actors(members: list[Member], merged: Merged, context: Context) -> tuple[list[Doubt], dict[str, Body]]:
    """Put the merged actors in place; return the doubts and, for each actor id of a member, the merged reference."""
    clusters, doubts = merge_actors(members, context.constraints)
    references: dict[str, Body] = {}
    people: set[str] = set()
    for cluster in clusters:
        made = context.made[cluster.first.id] = made_of(cluster.members, cluster.because)
        body = _as_kept(cluster) if context.stands(cluster) else assemble_actor(cluster)
        merged.put(body, cluster.members, made=made)
        reference = {"id": cluster.first.id, **called(cluster)}
        references.update((member.id, reference) for member in cluster.members)
        if settled("type", cluster.members) == "person":
            people.add(cluster.first.id)
    context.people = frozenset(people)
    return doubts, references
