"""Lays entries out as flat rows, with the columns that an analyst expects of each kind, and writes them as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from communique.dossier.reviewing import decision_state
from communique.dossier.sentences import first_sentence
from communique.dossier.wording import counted, figure
from communique.record.answers import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from communique.record import Record

__all__ = ["COLUMNS", "columns_of", "flat_row", "source_rows", "table_csv"]

Entry = dict[str, Any]

_OF_KIND = {
    "event": ("date", "what", "actor", "recipient", "status", "attribution", "place", "sources", "text", "id"),
    "round": ("date", "what", "actor", "third_party", "status", "place", "sources", "text", "id"),
    "position": ("date", "actor", "issue", "what", "attribution", "sources", "text", "id"),
    "commitment": ("due", "what", "actor", "status", "finding", "date", "sources", "text", "id"),
    "tally": ("date", "figure", "what", "attribution", "sources", "text", "id"),
    "quotation": ("date", "actor", "role", "what", "text", "sources", "id"),
    "actor": ("what", "type", "country", "sector", "role", "side", "aliases", "id"),
    "finding": ("what", "status", "text", "capture", "id"),
    "document": ("what", "version", "actor", "sources", "text", "id"),
    "article": ("date", "publisher", "what", "type", "url", "capture", "id"),
    "link": ("what", "from", "to", "text", "id"),
    "decision": ("number", "date", "actor", "what", "id", "text", "status"),
    "run": ("number", "what", "lexicon", "model", "case", "status"),
    "failure": ("what", "text", "type", "sources"),
    "source": ("number", "date", "publisher", "what", "status", "text", "url", "capture"),
}

COLUMNS = (
    "kind", "date", "date_from", "date_to", "what", "type", "actor", "actor_country", "recipient", "recipient_country",
    "third_party", "issue", "figure", "value", "low", "high", "unit", "status", "attribution", "place", "place_country",
    "latitude", "longitude", "due", "role", "side", "sources", "text", "capture", "start", "end", "review", "id",
)  # fmt: skip
"""The columns of a table that holds entries of every kind."""


def columns_of(kind: str) -> tuple[str, ...]:
    """Return the columns in which entries of this kind (or of "source") are shown."""
    return _OF_KIND.get(kind, COLUMNS)


def flat_row(entry_json: Entry) -> dict[str, str]:
    """Return an entry of the record format as text cells; what it has no value for has no cell."""
    kind = entry_json["kind"]
    row = {"kind": kind, "id": entry_json.get("id", "")}
    row |= _common(entry_json)
    row |= _LAID_OUT.get(kind, _nothing)(entry_json)
    return {name: str(value) for name, value in row.items() if value not in (None, "")}


def table_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str], csv_cell: Callable[[Any], str]) -> str:
    """Return the rows as CSV with a header line; every cell is made safe by `csv_cell`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(c)) for c in columns] for row in rows)
    return buffer.getvalue()


def source_rows(record: Record) -> list[Entry]:
    """Return one row for each capture of the record, by date, with whether it counts as a source and why not."""
    from communique.dossier.sources import sources_of

    return [
        {
            "kind": "source",
            "number": s.number,
            "date": s.day,
            "publisher": s.publisher,
            "headline": s.headline,
            "counts": s.counts,
            "why": s.why,
            "url": s.url,
            "capture": s.capture,
        }
        for s in sources_of(record)
    ]


def _common(entry: Entry) -> Entry:
    date = next((entry[s] for s in ("date", "as_of", "made") if isinstance(entry.get(s), dict)), None)
    place = entry.get("place") or {}
    evidence = (entry.get("evidence") or [{}])[0]
    return {
        **_dated(date),
        "status": entry.get("status"),
        "attribution": _attribution(entry.get("attribution")),
        "place": place.get("name"),
        "place_country": place.get("country"),
        "latitude": place.get("lat"),
        "longitude": place.get("lon"),
        "third_party": "; ".join(f"{t['actor']['name']} ({t['role']})" for t in entry.get("third_party") or ()),
        "sources": entry.get("sources"),
        "text": first_sentence(entry),
        "capture": evidence.get("capture"),
        "start": evidence.get("start"),
        "end": evidence.get("end"),
        "review": (entry.get("review") or {}).get("state"),
    }


def _dated(date: Entry | None) -> Entry:
    if not date:
        return {}
    return {"date": date.get("edtf"), "date_from": date.get("start"), "date_to": date.get("end")}


def _attribution(attribution: Entry | None) -> str:
    if not attribution:
        return ""
    actor = attribution.get("actor")
    return f"{attribution['kind']}: {actor['name']}" if actor else str(attribution["kind"])


def _people(references: Iterable[Entry], slot: str = "name") -> str:
    return "; ".join(str(r.get(slot) or "") for r in references)


def _event(entry: Entry) -> Entry:
    return {
        "what": "/".join([entry["type"], *entry["mode"]]),
        "type": entry["type"],
        **_actors(entry["actor"]),
        "recipient": _people(entry["recipient"]),
        "recipient_country": _people(entry["recipient"], "country"),
    }


def _actors(references: Sequence[Entry]) -> Entry:
    return {"actor": _people(references), "actor_country": _people(references, "country")}


def _round(entry: Entry) -> Entry:
    what = entry["label"] or "round"
    return {
        "what": f"{what}: {entry['outcome']}" if entry.get("outcome") else what,
        "type": entry["format"],
        **_actors(entry["parties"]),
        "issue": "; ".join(str(a) for a in entry["agenda"]),
    }


def _position(entry: Entry) -> Entry:
    what = f"{entry['stance']} ({entry['document']})" if entry.get("document") else entry["stance"]
    return {"what": what, "type": entry["stance"], "issue": entry["issue"], **_actors([entry["party"]])}


def _commitment(entry: Entry) -> Entry:
    return {
        "what": entry["content"],
        "type": entry["form"],
        **_actors(entry["parties"]),
        "due": (entry["due"] or {}).get("edtf"),
        "finding": str((entry.get("followed") or {}).get("finding") or "").replace("_", " "),
    }


def _tally(entry: Entry) -> Entry:
    source = entry["source"]
    return {
        "what": entry["what"] or entry["unit"],
        "figure": figure(entry),
        "value": entry["value"],
        "low": entry["low"],
        "high": entry["high"],
        "unit": entry["unit"],
        "attribution": source["name"] if source else "",
    }


def _quotation(entry: Entry) -> Entry:
    speaker = entry["speaker"]
    return {
        "what": entry["form"],
        "type": entry["form"],
        **_actors([speaker] if speaker else []),
        "role": entry["speaker_role"],
        "side": entry["side"],
        "text": entry["text"],
    }


def _actor(entry: Entry) -> Entry:
    return {
        "what": entry["name"],
        "type": entry["type"],
        "country": entry["country"],
        "actor_country": entry["country"],
        "sector": entry["sector"],
        "role": "; ".join(f"{r['title']} ({r['from']})" if r["from"] else r["title"] for r in entry["roles"]),
        "side": entry["side"],
        "aliases": "; ".join(entry["aliases"]),
    }


def _finding(entry: Entry) -> Entry:
    return {
        "what": entry["code"],
        "type": entry["severity"],
        "status": f"{entry['severity']}, {entry['effect']}",
        "text": entry["message"],
    }


def _document(entry: Entry) -> Entry:
    author = entry["author"]
    return {"what": entry["name"], "version": entry["version"], **_actors([author] if author else [])}


def _article(entry: Entry) -> Entry:
    return {
        "date": entry["published"] or entry["updated"],
        "what": entry["headline"],
        "publisher": entry["publisher"],
        "type": "hijacked" if entry.get("hijacked") else entry.get("page_kind"),
        "url": entry["canonical_url"] or entry["url"],
        "capture": entry["capture"],
        "text": entry["headline"],
    }


def _link(entry: Entry) -> Entry:
    return {
        "what": entry["relation"],
        "type": entry["relation"],
        "from": entry["from"],
        "to": entry["to"],
        "text": "; ".join(entry.get("reasons") or ()) or first_sentence(entry),
    }


def _source(entry: Entry) -> Entry:
    return {
        "number": entry["number"],
        "date": entry["date"],
        "publisher": entry["publisher"],
        "what": entry["headline"],
        "status": "counts" if entry["counts"] else "does not count",
        "text": entry["why"],
        "url": entry["url"],
        "capture": entry["capture"],
    }


def _decision(entry: Entry) -> Entry:
    return {
        "number": entry["number"],
        "date": entry["when"],
        "actor": entry["by"],
        "what": entry["decision"],
        "id": entry["entry"],
        "text": entry["reason"],
        "status": decision_state(Decision(**{k: v for k, v in entry.items() if k != "kind"})),
    }


def _run(entry: Entry) -> Entry:
    return {
        "number": entry["number"],
        "what": entry["code_version"],
        "lexicon": entry["lexicon_hash"],
        "model": entry["model"],
        "case": entry["case_hash"],
        "status": f"{counted(entry['captures'], 'capture')} now, {entry['earlier']} before",
    }


def _failure(entry: Entry) -> Entry:
    return {
        "what": entry["source"],
        "text": entry["message"],
        "type": f"{entry['layer']}: {entry['error']}",
        "sources": f"{entry['attempts']} attempts" if entry["attempts"] != 1 else "1 attempt",
        "capture": entry["capture"],
    }


def _nothing(_entry: Entry) -> Entry:
    return {}


_LAID_OUT: dict[str, Callable[[Entry], Entry]] = {
    "event": _event,
    "round": _round,
    "position": _position,
    "commitment": _commitment,
    "tally": _tally,
    "quotation": _quotation,
    "actor": _actor,
    "finding": _finding,
    "document": _document,
    "article": _article,
    "link": _link,
    "source": _source,
    "decision": _decision,
    "failure": _failure,
    "run": _run,
}
