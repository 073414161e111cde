"""Captures, articles and entries made by hand, for the tests of the record. Facts may be real; the words are ours."""

from __future__ import annotations

from communique.record import Run
from communique.words import (
    ActorRef,
    Article,
    ArticleEntry,
    Attribution,
    Block,
    Capture,
    Commitment,
    Date,
    Event,
    Evidence,
    Place,
    Position,
    Quotation,
    Round,
    Tally,
    ThirdParty,
    entry_id,
)

RUN = Run("0.1.0", "lexicon", "model", "case")
NARRATOR = Attribution("narrator")


def ref(name, country=None, sector=None, entry=None):
    return ActorRef(entry or f"actor-{name.lower().replace(' ', '-')}", name, country, sector)


RUS, UKR, USA, ARE, TUR = (
    ref("Russia", "RUS", "GOV"),
    ref("Ukraine", "UKR", "GOV"),
    ref("United States", "USA", "GOV"),
    ref("United Arab Emirates", "ARE", "GOV"),
    ref("Turkey", "TUR", "GOV"),
)
ABU_DHABI = Place("Abu Dhabi", "ARE", 24.45, 54.38, "city")
ISTANBUL = Place("Istanbul", "TUR", 41.01, 28.95, "city")


def day(first, last=None, expression=""):
    if first is None:
        return Date("", None, None, "unknown", expression)
    if last is None:
        return Date(first, first, first, "day", expression)
    return Date(f"{first}/{last}", first, last, "range", expression)


def summer(year):
    return Date(f"{year}-21", f"{year}-06-01", f"{year}-08-31", "season", "last summer")


class Page:
    """A capture with its article; makes entries whose evidence lies in its text."""

    def __init__(
        self, text, *, published="2026-01-26", publisher="Herald", url=None, hijacked=False, agency=None, data=None
    ):
        self.capture = Capture(
            (data or f"{publisher} {published} {url} {text}").encode(),
            source=f"{publisher}.html",
            url=url,
            captured=None,
        )
        self.article = Article(
            capture=self.capture.id,
            text=text,
            blocks=(Block("paragraph", 0, len(text)),),
            url=url,
            headline=text.split(".")[0],
            publisher=publisher,
            published=published,
            hijacked=hijacked,
            agency=agency,
        )
        self.entries = []
        self.add(
            ArticleEntry,
            "headline",
            text.split(".")[0],
            capture=self.capture.id,
            url=url,
            canonical_url=None,
            headline=text.split(".")[0],
            deck=None,
            authors=(),
            dateline=None,
            publisher=publisher,
            section=(),
            published=published,
            updated=None,
            language="en",
            text=text,
            blocks=({"kind": "paragraph", "start": 0, "end": len(text)},),
            dropped=(),
            rights={"holder": None, "statement": None},
            hijacked=hijacked,
        )

    def evidence(self, slot, exact):
        start = self.article.text.index(exact)
        end = start + len(exact)
        text = self.article.text
        return Evidence(
            self.capture.id, start, end, exact, text[max(0, start - 32) : start], text[end : end + 32], slot, "hand"
        )

    def add(self, shape, slot, exact, *more, **slots):
        evidence = (self.evidence(slot, exact),)
        entry = shape(id=entry_id(self.capture.id, shape.kind, evidence, *more), evidence=evidence, **slots)
        self.entries.append(entry)
        return entry

    def round(self, exact, date, place=ABU_DHABI, parties=(RUS, UKR), status="happened", **more):
        slots = {
            "ordinal": None,
            "label": "",
            "format": "bilateral",
            "direct": None,
            "third_party": (),
            "delegations": (),
            "agenda": (),
            "outcome": None,
        }
        return self.add(
            Round, "status", exact, parties=parties, date=date, place=place, status=status, **{**slots, **more}
        )

    def event(self, exact, plover, date, *, actor=(RUS,), recipient=(UKR,), place=None, status="happened", **more):
        slots = {
            "mode": (),
            "context": (),
            "cameo": (),
            "third_party": (),
            "attribution": NARRATOR,
            "round": None,
        }
        return self.add(
            Event,
            "type",
            exact,
            plover,
            type=plover,
            date=date,
            actor=actor,
            recipient=recipient,
            place=place,
            status=status,
            **{**slots, **more},
        )

    def commitment(self, exact, due, *, parties=(RUS, UKR), content="meet", made=None, place=ABU_DHABI, **more):
        slots = {"form": "agreed", "status": "pending"}
        return self.add(
            Commitment,
            "content",
            exact,
            parties=parties,
            content=content,
            due=due,
            made=made,
            place=place,
            **{**slots, **more},
        )

    def tally(self, exact, value, *, what="prisoners exchanged", unit="prisoner", as_of=None, source=None, **more):
        slots = {"low": None, "high": None, "qualifier": "exact", "cumulative": False, "period": None}
        return self.add(
            Tally, "value", exact, what=what, value=value, unit=unit, as_of=as_of, source=source, **{**slots, **more}
        )

    def position(self, exact, party, issue, stance, date, *, document=None, **more):
        slots = {"reason": None, "attribution": NARRATOR}
        return self.add(
            Position,
            "stance",
            exact,
            party=party,
            issue=issue,
            stance=stance,
            document=document,
            date=date,
            **{**slots, **more},
        )

    def quotation(self, exact, speaker, form="direct", date=None, **more):
        slots = {"speaker_role": None, "side": None, "channel": None}
        return self.add(
            Quotation, "text", exact, text=exact, speaker=speaker, form=form, date=date, **{**slots, **more}
        )

    def keep(self, record, run=RUN):
        return record.keep(self.capture, self.article, self.entries, run=run)


def host(actor):
    return ThirdParty(actor, "host")


def kept(record, kind, *pages):
    """Return the merged entries of a kind after these pages were kept."""
    for page in pages:
        page.keep(record)
    return list(record.entries(kind))


def links(record, relation):
    """Return the ends of the links of one relation."""
    return [(e["from"], e["to"]) for e in record.entries("link") if e["relation"] == relation]
