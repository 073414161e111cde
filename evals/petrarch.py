"""PETRARCH-2 validation records (MIT): single news sentences with source, target and CAMEO code as that coder's authors want them.

Only the records with real countries are scored (the older unit suite speaks of invented lands and needs its own actor
list). `dyad_f1`: ordered pairs of source and target country over all sentences; a reciprocal event of ours counts in both
directions, as CAMEO wants it. `type_f1`: PLOVER types by our CAMEO map, a sentence at a time; comments (roots 01, 02) have no type.
The peers' figures are over the whole unit suite, not over these records alone. Before their sentences were read, once, for
general frames that were missing, dyad F1 was .37 and type F1 .23: take the figure now as one on development data.
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from itertools import permutations
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.coding.ontology import cameo_to_plover
from communique.words import Article, Block, Event

NAME = "petrarch"
PEERS: tuple[tuple[str, str, float], ...] = (
    ("dyad_f1", "PETRARCH2, whole unit suite", 0.577),
    ("dyad_f1", "UniversalPetrarch, whole unit suite", 0.814),
    ("dyad_f1", "prototype, whole unit suite", 0.662),
)
_RECORD = re.compile(r"<Sentence\b([^>]*?)/?>(.*?)(?=<Sentence\b|</Sentences>|\Z)", re.DOTALL)
_CODING = re.compile(r"<EventCoding\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)


def read_records(shared: Path) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return (day, text, [(source, target, code)]) for every record."""
    with tarfile.open(shared / "gold" / "events" / "petrarch.tar.xz") as tar:
        name = next(n for n in tar.getnames() if n.endswith("PETR2_GSR_validation.xml"))
        raw = tar.extractfile(name).read().decode("utf-8", "replace")  # type: ignore[union-attr]
    out = []
    for head, body in _RECORD.findall(raw):
        day = dict(_ATTRIBUTE.findall(head)).get("date", "20100101")
        text = _TEXT.search(body)
        rows = [dict(_ATTRIBUTE.findall(c)) for c in _CODING.findall(body)]
        if text is None:
            continue
        gold = [
            (r.get("sourcecode", "")[:3], r.get("targetcode", "")[:3], r.get("eventcode", ""))
            for r in rows
            if r.get("eventcode")
        ]
        out.append((f"{day[:4]}-{day[4:6]}-{day[6:8]}", " ".join(text.group(1).split()), gold))
    return out


def _plover(code_: str) -> str | None:
    table = cameo_to_plover()
    for n in range(len(code_), 1, -1):
        if code_[:n] in table:
            return table[code_[:n]][0]
    return None


def _dyads(events: list[Event]) -> set[tuple[str, str]]:
    out: set[tuple[str, str]] = set()
    for e in events:
        sources = [a.country for a in e.actor if a.country]
        targets = [a.country for a in e.recipient if a.country]
        pairs = [(s, t) for s in sources for t in targets] if targets else list(permutations(dict.fromkeys(sources), 2))
        out.update(pairs)
    return out


def _f1(hits: int, found: int, gold: int) -> float:
    return round(2 * hits / (found + gold), 4) if found + gold else 0.0


def measure(shared: Path) -> dict[str, float]:
    """Return the figures, and how many records and pairs they rest on."""
    records = [r for r in read_records(shared) if r[2]]
    pairs = Counter[str]()
    types = Counter[str]()
    for day, text, gold in records:
        article = Article("p" * 64, text, (Block("paragraph", 0, len(text)),), published=day, language="en")
        events = [e for e in code(annotate(article)) if isinstance(e, Event)]
        wanted = {(s, t) for s, t, _ in gold if s and t and "-" not in s + t}
        ours = _dyads(events)
        pairs.update(hits=len(wanted & ours), found=len(ours), gold=len(wanted))
        want_types = {t for *_, c in gold if (t := _plover(c))}
        our_types = {e.type for e in events}
        types.update(hits=len(want_types & our_types), found=len(our_types), gold=len(want_types))
    return {
        "records": len(records),
        "dyad_f1": _f1(pairs["hits"], pairs["found"], pairs["gold"]),
        "dyad_gold": pairs["gold"],
        "type_f1": _f1(types["hits"], types["found"], types["gold"]),
        "type_gold": types["gold"],
    }


if __name__ == "__main__":
    import os

    print(measure(Path(os.environ["COMMUNIQUE_GOLD"])))
