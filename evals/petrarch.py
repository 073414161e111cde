"""The PETRARCH suites (MIT): single sentences with source, target and CAMEO code as those coders' authors want them.

`unit`: the unit suite of PETRARCH as UniversalPetrarch keeps it (284 stylised sentences, most of invented lands; the records
that test error messages are left out, those that want no event count against us). `records`: PETRARCH-2's validation records of
real news. The unit suite's lands are known to its own actor dictionary alone, which the archive does not hold: petrarch_names.toml
gives their names and codes, and we read them as any user gives us what no list of the world knows, by a case file.

`dyad_f1`: ordered pairs of source and target over all sentences, each cut to its first three letters (the country, or the kind of
organisation); a reciprocal event of ours counts in both directions, as CAMEO wants it. `triple_f1`: such pairs with the PLOVER type,
theirs by our CAMEO map; `type_f1`: types alone, a sentence at a time; comments (roots 01, 02) and codes that only their test
dictionary has (345, 904) have no type. Developed on the unit suite's records of even number; `_held_out` are the others, never read.
The validation records were all read; UniversalPetrarch's figure is on what is its own regression suite.
"""

from __future__ import annotations

import re
import tarfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.coding.ontology import cameo_to_plover
from communique.words import Article, Block, Case, CaseActor, Event

NAME = "petrarch"
PEERS: tuple[tuple[str, str, float], ...] = tuple(
    (measure, who, figure)
    for measure in ("unit_dyad_f1", "unit_dyad_f1_held_out")
    for who, figure in (("PETRARCH2", 0.577), ("UniversalPetrarch", 0.814), ("prototype", 0.662))
)
_RECORD = re.compile(r"<Sentence\b([^>]*?)/?>(.*?)(?=<Sentence\b|</Sentences>|\Z)", re.DOTALL)
_CODING = re.compile(r"<EventCoding\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OURS = {"KUW": "KWT", "RHO": "ZWE", "ZBW": "ZWE", "NZE": "NZL", "IMG": "ISM"}
"""Their codes of countries and kinds that ISO 3166 and PLOVER write otherwise."""

Pair = tuple[str, str]
Keys = set[Pair] | set[str] | set[tuple[str, str, str]]


@dataclass(frozen=True)
class Record:
    """A sentence of a suite: its number in the file, the day, what is wanted as (source, target, CAMEO code)."""

    number: int
    day: str
    text: str
    gold: tuple[tuple[str, str, str], ...]
    faulty: bool


def read_records(shared: Path, ending: str) -> list[Record]:
    """Return the records of the suite whose file name ends so."""
    with tarfile.open(shared / "gold" / "events" / "petrarch.tar.xz") as tar:
        name = next(n for n in tar.getnames() if n.endswith(ending))
        raw = tar.extractfile(name).read().decode("utf-8", "replace")  # type: ignore[union-attr]
    out = []
    for number, (head, body) in enumerate(_RECORD.findall(_COMMENT.sub("", raw))):
        day = dict(_ATTRIBUTE.findall(head)).get("date", "20100101")
        text = _TEXT.search(body)
        rows = [dict(_ATTRIBUTE.findall(c)) for c in _CODING.findall(body)]
        if text is None:
            continue
        gold = tuple(
            (r.get("sourcecode", ""), r.get("targetcode", ""), r["eventcode"]) for r in rows if r.get("eventcode")
        )
        faulty = any("error" in r for r in rows)
        out.append(Record(number, f"{day[:4]}-{day[4:6]}-{day[6:8]}", " ".join(text.group(1).split()), gold, faulty))
    return out


def suite_case() -> Case:
    """Return the case file of the unit suite's invented lands."""
    names = tomllib.loads(Path(__file__).with_name("petrarch_names.toml").read_text("utf-8"))
    return Case(actors=tuple(CaseActor(n[0], tuple(n[1:]), "state", country) for country, n in names.items()))


def _party(theirs: str) -> str | None:
    if not theirs[:3].isalpha():
        return None
    return "EUR" if theirs.startswith("IGOEEU") else _OURS.get(theirs[:3], theirs[:3])


def _plover(code_: str) -> str | None:
    table = cameo_to_plover()
    for n in range(len(code_), 1, -1):
        if code_[:n] in table:
            return table[code_[:n]][0]
    return None


def _dyads(events: list[Event]) -> set[Pair]:
    out: set[Pair] = set()
    for e in events:
        sources = [a.country for a in e.actor if a.country]
        targets = [a.country for a in e.recipient if a.country]
        pairs = [(s, t) for s in sources for t in targets] if targets else list(permutations(dict.fromkeys(sources), 2))
        out.update(pairs)
    return out


class _Count(Counter[str]):
    def see(self, wanted: Keys, ours: Keys) -> None:
        self.update(hits=len(wanted & ours), found=len(ours), gold=len(wanted))

    @property
    def f1(self) -> float:
        total = self["found"] + self["gold"]
        return round(2 * self["hits"] / total, 4) if total else 0.0


def _score(records: list[Record], case: Case | None) -> dict[str, float]:
    pairs, triples, types = _Count(), _Count(), _Count()
    for r in records:
        article = Article("p" * 64, r.text, (Block("paragraph", 0, len(r.text)),), published=r.day, language="en")
        events = [e for e in code(annotate(article, case), case) if isinstance(e, Event)]
        wanted = [(s, t, _plover(c)) for source, target, c in r.gold if (s := _party(source)) and (t := _party(target))]
        pairs.see({(s, t) for s, t, _ in wanted}, _dyads(events))
        triples.see({(s, t, c) for s, t, c in wanted if c}, {(s, t, e.type) for e in events for s, t in _dyads([e])})
        types.see({t for *_, c in r.gold if (t := _plover(c))}, {e.type for e in events})
    return {"dyad_f1": pairs.f1, "triple_f1": triples.f1, "type_f1": types.f1, "dyad_gold": pairs["gold"]}


def measure(shared: Path) -> dict[str, float]:
    """Return the figures of both suites, and how many pairs they rest on."""
    units = [r for r in read_records(shared, "parsed_udpipe_2.0.xml") if not r.faulty]
    case = suite_case()
    whole = _score(units, case)
    held = _score([r for r in units if r.number % 2], case)
    news = _score([r for r in read_records(shared, "PETR2_GSR_validation.xml") if r.gold], None)
    return {
        "unit_records": len(units),
        **{f"unit_{k}": v for k, v in whole.items()},
        **{f"unit_{k}_held_out": v for k, v in held.items()},
        **news,
    }


if __name__ == "__main__":
    import os

    print(measure(Path(os.environ["COMMUNIQUE_GOLD"])))
