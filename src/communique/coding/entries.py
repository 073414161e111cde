"""Puts the drafts of one article into the record format."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

from communique.coding.citing import UNKNOWN, Citations, merged
from communique.coding.commitments.find import CommitmentDraft, draft_commitments
from communique.coding.documents import find_documents
from communique.coding.events.contexts import contexts_of
from communique.coding.events.drafts import EventDraft
from communique.coding.events.find import draft_events
from communique.coding.events.homeland import country_without_place, setting, venue
from communique.coding.events.modes import modes_of
from communique.coding.matching.find import find_matches
from communique.coding.positions.find import PositionDraft, draft_positions
from communique.coding.rounds.rounds import RoundDraft, add_hosts, draft_rounds
from communique.coding.rounds.sessions import find_sessions
from communique.coding.scene import Scene
from communique.coding.statements import kept_statements
from communique.coding.tallies import TallyDraft, draft_tallies
from communique.words import (
    Actor,
    ActorRef,
    Analysis,
    Article,
    ArticleEntry,
    Case,
    Commitment,
    Document,
    Entry,
    Event,
    Evidence,
    FindingEntry,
    Link,
    Position,
    Quotation,
    Quote,
    Round,
    Tally,
    ThirdParty,
    entry_id,
)

__all__ = ["article_entries", "article_entry", "make_entries"]

_HOSTILE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN"})
"""What two sides do to one another: each of them is also the one to whom it is done."""


def make_entries(analysis: Analysis, case: Case | None) -> tuple[Entry, ...]:
    """Return all entries of the article."""
    article = analysis.article
    out: list[Entry] = list(article_entries(article))
    if article.hijacked or article.page_kind in ("index", "stub", "empty") or not analysis.tokens:
        return tuple(out)
    scene = Scene(analysis, case)
    cite = Citations(scene)
    matches = find_matches(scene)
    sessions = find_sessions(scene, matches)
    for s in sessions:
        add_hosts(scene, s)
    events = draft_events(scene, matches, sessions)
    home = setting(scene, sessions)
    for d in events:
        d.place = d.place or venue(d, sessions)
    rounds = draft_rounds(scene, sessions)
    promises = draft_commitments(scene, events, sessions)
    round_entries = {id(r.session): _round(cite, r) for r in rounds}
    event_entries = [(d, _event(cite, d, round_entries, home)) for d in events]
    commitment_entries = [(c, _commitment(cite, c)) for c in promises]
    at = len(out)
    out += list(round_entries.values())
    out += [e for _, e in event_entries]
    positions, tallies = draft_positions(scene, events), draft_tallies(scene)
    out += [_position(cite, p) for p in positions]
    out += [e for _, e in commitment_entries]
    out += [_tally(cite, t) for t in tallies]
    told = [i for drafts in (events, positions, promises) for d in drafts for i in d.tokens]
    told += [t.token for t in tallies]
    out += [_quotation(cite, q) for q in kept_statements(scene, told)]
    out += [_document(cite, *d) for d in find_documents(scene)]
    out += _links(cite, event_entries, commitment_entries, round_entries)
    out[at:at] = _actors(cite, out)
    return tuple({e.id: e for e in out}.values())


def article_entries(article: Article) -> tuple[Entry, ...]:
    """Return the article and its findings, which need no annotation."""
    return (article_entry(article), *_findings(article))


def article_entry(article: Article) -> ArticleEntry:
    """Return the article in the record format; its evidence is the headline, or the first block where there is none."""
    block = next((b for b in article.blocks if b.kind == "headline"), article.blocks[0] if article.blocks else None)
    evidence: tuple[Evidence, ...] = ()
    if block is not None:
        exact = article.text[block.start : block.end]
        evidence = (
            Evidence(article.capture, block.start, block.end, exact, article.text[max(0, block.start - 32) : block.start],
                     article.text[block.end : block.end + 32], block.kind, "read.blocks"),
        )  # fmt: skip
    return ArticleEntry(
        id=entry_id(article.capture, "article", evidence),
        evidence=evidence,
        capture=article.capture,
        url=article.url,
        canonical_url=article.canonical_url,
        headline=article.headline,
        deck=article.deck,
        authors=article.authors,
        dateline=article.dateline,
        publisher=article.publisher,
        section=article.section,
        published=article.published,
        updated=article.updated,
        language=article.language,
        text=article.text,
        blocks=tuple(_plain_block(b) for b in article.blocks),
        dropped=tuple({"reason": d.reason, "text": d.text} for d in article.dropped),
        rights={"holder": article.rights.holder, "statement": article.rights.statement},
        agency=article.agency,
        page_kind=article.page_kind,
        hijacked=article.hijacked,
    )


def _plain_block(block: Any) -> dict[str, Any]:
    row = {"kind": block.kind, "start": block.start, "end": block.end}
    if block.published:
        row["published"] = block.published
    return row


def _findings(article: Article) -> list[Entry]:
    out: list[Entry] = []
    for f in article.findings:
        # a finding about the page as a whole has no words of its own, but still says which capture it is about
        exact = f.exact or ""
        evidence = (Evidence(article.capture, f.start or 0, f.end or 0, exact, "", "", "capture", f.code),)
        key = entry_id(article.capture, "finding", evidence, f.code, f.message)
        out.append(FindingEntry(key, evidence, f.code, f.severity, f.message, f.effect))
    return out


def _actors(cite: Citations, others: list[Entry]) -> list[Entry]:
    """The article's actors; what is neither named nor of any side counts as one only where an entry speaks of it."""
    spoken_of = {name for e in others if e.kind != "article" for name in _references(e)}
    out: list[Entry] = []
    for n, a in enumerate(cite.analysis.actors):
        ref = cite.ref(n)
        kept = n < cite.scene.named and (a.named or ref.country or a.sector)
        if not (kept or ref.id in spoken_of):
            continue
        evidence = tuple(cite.mentions_of(n))
        out.append(Actor(ref.id, evidence, a.name, a.aliases, a.type, ref.country, a.sector, a.roles, a.side))
    return out


def _references(value: Any) -> Iterator[str]:
    """Yield the ids of the actors to which an entry refers anywhere, in no order."""
    stack = [value]
    while stack:
        at = stack.pop()
        if isinstance(at, ActorRef):
            yield at.id
        elif isinstance(at, tuple):
            stack.extend(at)
        else:
            kind: type = type(at)
            stack.extend(getattr(at, name) for name in _fields(kind))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields in which a value of the record may refer to actors: evidence refers to none, nor what is no dataclass."""
    plain = kind is Evidence or not dataclasses.is_dataclass(kind)
    return () if plain else tuple(f.name for f in dataclasses.fields(kind))


def _third(cite: Citations, d: EventDraft | RoundDraft) -> tuple[ThirdParty, ...]:
    seen: dict[tuple[str, str], ThirdParty] = {}
    for actor, role, _ in d.third:
        ref = cite.ref(actor)
        seen.setdefault((ref.id, role), ThirdParty(ref, role))
    return tuple(seen.values())


def _slot_evidence(cite: Citations, d: EventDraft) -> list[Evidence]:
    rule = d.frame.id
    out = [cite.sentence(t, "event", rule) for t in d.tokens]
    if d.time is not None:
        out.append(cite.around(d.time.start, d.time.end, "date", d.time.rule or "time"))
    if d.place is not None:
        out.append(cite.around(d.place.start, d.place.end, "place", d.place.rule or "place"))
    if d.why not in ("status.narrated", ""):
        out.append(cite.phrase(d.tokens[0], "status", d.why))
    if d.source.word is not None:
        out.append(cite.phrase(d.source.word, "attribution", "quotation.cue"))
    out += [cite.phrase(word, f"third_party.{role}", "session.third_party") for _, role, word in d.third]
    return out


def _event(cite: Citations, d: EventDraft, rounds: dict[int, Round], home: str | None) -> Event:
    country = country_without_place(cite.scene, d, home)
    told = [cite.sentence(d.tokens[0], "place", "place.party")] if country is not None else []
    evidence = merged([*_slot_evidence(cite, d), *told])
    of_round = rounds.get(id(d.session)) if d.session is not None else None
    date = cite.date(d.time)
    if d.session is not None and d.type == "CONSULT":
        date = _session_date(cite, d)
    others = [a for a in d.recipients if a not in d.actors]
    # violence may be done by a state to its own people
    # "accused each other": those who do it are those to whom it is done
    mutual = d.type in _HOSTILE and len(d.actors) > 1 and set(d.recipients) == set(d.actors)
    inward = d.recipients if d.type == "ASSAULT" or mutual else ()
    actors, recipients = cite.refs(d.actors), cite.refs(others or inward)
    return Event(
        id=entry_id(cite.capture, "event", evidence[:1], d.type, d.frame.id, str(d.tokens[0])),
        evidence=evidence,
        type=d.type,
        mode=modes_of(cite.scene, d),
        context=contexts_of(cite.scene, d),
        cameo=_cameo(d),
        actor=actors,
        recipient=recipients,
        third_party=_third(cite, d),
        status=d.status,
        attribution=cite.attribution(d.source),
        date=date,
        place=cite.place_in(d.place, country),
        round=of_round.id if of_round is not None else None,
    )


def _cameo(d: EventDraft) -> tuple[str, ...]:
    if d.type == "CONSULT":
        if "phone" in d.mode:
            return ("041",)
        if "visit" in d.mode:
            return ("042", "043")
        if any(role in ("mediator", "broker", "facilitator") for _, role, _ in d.third):
            return ("045", "046")
        if "third-party" in d.mode:
            return ("044",)
    return d.frame.cameo


def _session_date(cite: Citations, d: EventDraft | RoundDraft) -> Any:
    s = d.session
    if s is None or s.first is None or s.last is None:
        return UNKNOWN
    base = cite.date(s.time)
    if (base.start, base.end) == (s.first.isoformat(), s.last.isoformat()):
        return base
    first, last = s.first.isoformat(), s.last.isoformat()
    edtf = first if first == last else f"{first}/{last}"
    return dataclasses.replace(base, edtf=edtf, start=first, end=last, granularity="day" if first == last else "range")


def _round(cite: Citations, r: RoundDraft) -> Round:
    s = r.session
    evidence = [cite.sentence(m.token, "round", m.match.frame.id) for m in s.mentions]
    evidence += [cite.sentence(t, "delegations", "session.attendance") for t in s.member_tokens]
    if s.time is not None:
        evidence.append(cite.around(s.time.start, s.time.end, "date", s.time.rule or "time"))
    if s.place is not None:
        evidence.append(cite.around(s.place.start, s.place.end, "place", s.place.rule or "place"))
    found = merged(evidence)
    return Round(
        id=entry_id(cite.capture, "round", found[:1], str(s.mentions[0].token)),
        evidence=found,
        ordinal=s.ordinal,
        label=r.label,
        format=r.format,
        direct=s.direct,
        parties=cite.refs(r.parties),
        third_party=_third(cite, r),
        delegations=r.delegations(cite),
        agenda=r.agenda,
        status=s.status or "happened",
        date=_session_date(cite, r),
        place=cite.place(s.place),
        outcome=r.outcome,
    )


def _position(cite: Citations, p: PositionDraft) -> Position:
    evidence = [cite.sentence(t, "position", p.rule) for t in p.tokens]
    if p.reason is not None:
        evidence.append(cite.around(*p.reason, "reason", "position.reason"))
    found = merged(evidence)
    text = cite.analysis.article.text
    document = None
    if p.document is not None:
        start, end = cite.scene.graph.noun_phrase(p.document)
        document = text[start:end]
    ref = cite.ref(p.party)
    return Position(
        id=entry_id(cite.capture, "position", found[:1], ref.id, p.issue, p.stance, str(p.tokens[0])),
        evidence=found,
        party=ref,
        issue=p.issue,
        stance=p.stance,  # type: ignore[arg-type]
        document=document,
        reason=text[p.reason[0] : p.reason[1]] if p.reason else None,
        attribution=cite.attribution(p.source),
        date=cite.date(p.time),
    )


def _commitment(cite: Citations, c: CommitmentDraft) -> Commitment:
    evidence = [cite.sentence(t, "commitment", c.rule) for t in c.tokens]
    if c.due is not None:
        evidence.append(cite.around(c.due.start, c.due.end, "due", c.due.rule or "time"))
    resolution = (cite.span(*c.settled, "status", "commitment.settled"),) if c.settled is not None else ()
    found = merged([*evidence, *resolution])
    due = cite.date(c.due) if c.due is not None else None
    if c.session is not None and c.session.first is not None:
        due = _session_date(cite, RoundDraft.of(c.session))
    text = cite.analysis.article.text
    return Commitment(
        id=entry_id(cite.capture, "commitment", found[:1], c.rule, str(c.tokens[0]), str(c.content[0])),
        evidence=found,
        parties=cite.refs(c.parties),
        content=" ".join(text[c.content[0] : c.content[1]].split()),
        due=due,
        made=cite.date(c.made) if c.made is not None else None,
        form=c.form,  # type: ignore[arg-type]
        status=c.status,  # type: ignore[arg-type]
        resolution=resolution,
        place=cite.place(c.place),
    )


def _tally(cite: Citations, t: TallyDraft) -> Tally:
    q = t.quantity
    evidence = merged([cite.sentence(t.token, "tally", q.rule or "quantity")])
    time = cite.date(t.time)
    day = cite.analysis.article.anchor
    known = time.start is not None
    return Tally(
        id=entry_id(cite.capture, "tally", evidence, str(q.start)),
        evidence=evidence,
        what=q.counted,
        value=_number(q.value),
        low=_number(q.low),
        high=_number(q.high),
        unit=q.unit,
        qualifier=q.qualifier,
        cumulative=t.cumulative,
        period=time if known and time.granularity == "range" else None,
        as_of=time if known and time.granularity != "range" else _day(day),
        source=cite.ref(t.source.actor) if t.source.actor is not None else None,
        scope=q.scope,
    )


def _day(anchor: str | None) -> Any:
    if not anchor:
        return None
    day = anchor[:10]
    return dataclasses.replace(UNKNOWN, edtf=day, start=day, end=day, granularity="day")


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _quotation(cite: Citations, q: Quote) -> Quotation:
    evidence = [cite.span(q.start, q.end, "quotation", q.rule or "quotation")]
    if q.speaker_start is not None and q.speaker_end is not None:
        evidence.append(cite.around(q.speaker_start, q.speaker_end, "speaker", q.rule or "quotation"))
    found = merged(evidence)
    speaker = cite.ref(q.speaker) if q.speaker is not None else None
    profile = cite.scene.actor(q.speaker) if q.speaker is not None else None
    role = profile.roles[0].title if profile is not None and profile.roles else None
    return Quotation(
        id=entry_id(cite.capture, "quotation", evidence[:1], q.form),
        evidence=found,
        text=q.text,
        speaker=speaker,
        speaker_role=role,
        side=profile.side if profile is not None else None,
        form=q.form,
        channel=q.channel,
        date=q.date,
    )


def _document(cite: Citations, token: int, author: int | None, version: str | None) -> Document:
    start, end = cite.scene.graph.noun_phrase(token)
    evidence = (cite.around(start, end, "name", "document.noun"),)
    return Document(
        id=entry_id(cite.capture, "document", evidence, str(token)),
        evidence=evidence,
        name=cite.analysis.article.text[start:end],
        author=cite.ref(author) if author is not None else None,
        version=version,
    )


def _links(
    cite: Citations,
    events: list[tuple[EventDraft, Event]],
    promises: list[tuple[CommitmentDraft, Commitment]],
    rounds: dict[int, Round],
) -> list[Entry]:
    out: list[Entry] = []

    def link(a: Entry, relation: str, b: Entry) -> None:
        out.append(Link(entry_id(cite.capture, "link", (), a.id, relation, b.id), a.evidence[:1], a.id, b.id, relation))

    for d, e in events:
        if d.type == "AGREE" and d.session is not None and id(d.session) in rounds:
            link(e, "outcome_of", rounds[id(d.session)])
        for c, commitment in promises:
            if d.type in ("AGREE", "CONCEDE") and d.status == "happened" and set(d.tokens) & set(c.tokens):
                link(e, "creates", commitment)
    for d, e in events:
        if d.type != "REJECT":
            continue
        mine, theirs = {a.country for a in e.actor}, {a.country for a in e.recipient}
        earlier = [
            o
            for o_d, o in events
            if o.type == "REQUEST" and o_d.tokens[0] < d.tokens[0] and {a.country for a in o.actor} & theirs
        ]
        if earlier and mine & {a.country for a in earlier[-1].recipient}:
            link(e, "answers", earlier[-1])
    return out
