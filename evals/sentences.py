"""Our own coded sentences (evals/sentences/*.tsv): one newswire sentence each, with every PLOVER event that a careful coder records.

A line is `part<TAB>events<TAB>sentence`. `part` is dev or held; events are parted by "; ", the main one first, each
`TYPE ACTORS>RECIPIENTS` with codes parted by commas (`ASSAULT RUS>UKR`, `CONSULT ARM,AZE`); "-" where nothing is to be coded.
Codes are ISO alpha-3, of armed groups and movements that of their country (Hamas PSE, Houthis YEM, M23 COD), or PLOVER's (UNO, EUR,
IGO); "?" where nobody is named.

Counted are events that happened, go on, are claimed or planned. *type*: an event of that type in the sentence, F1. *dyad*: the type
with the same actors and the same recipients (all together for CONSULT and COOPERATE), F1. *main*: share of sentences whose
first gold event is among ours; *none*: share of the "-" sentences in which we found nothing. `held` sentences are counted and not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.words import Article, Block, Event

FOLDER = Path(__file__).resolve().parent / "sentences"
COUNTED = ("happened", "ongoing", "claimed", "planned")
TOGETHER = ("CONSULT", "COOPERATE")
PUBLISHED = "2026-03-10T12:00:00+00:00"
Coded = tuple[str, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the events that belong to it; the first is the main one."""

    type_file: str
    part: str
    events: tuple[Coded, ...]
    sentence: str


@dataclass
class Count:
    """Gold, found and matched of one measure."""

    gold: int = 0
    found: int = 0
    matched: int = 0

    def add(self, gold: Counter[object], found: Counter[object]) -> None:
        self.gold += gold.total()
        self.found += found.total()
        self.matched += (gold & found).total()

    @property
    def f1(self) -> float:
        return 2 * self.matched / max(1, self.gold + self.found)


@dataclass
class Tally:
    """All counts of one part."""

    type: Count = field(default_factory=Count)
    dyad: Count = field(default_factory=Count)
    main: list[bool] = field(default_factory=list)
    none: list[bool] = field(default_factory=list)


def _coded(text: str) -> Coded:
    type_, _, who = text.strip().partition(" ")
    actors, _, recipients = who.partition(">")
    sides = [
        frozenset(c.strip() for c in side.split(",") if c.strip() and c.strip() != "?") for side in (actors, recipients)
    ]
    return _together((type_, sides[0], sides[1]))


def _together(event: Coded) -> Coded:
    type_, actors, recipients = event
    return (type_, actors | recipients, frozenset()) if type_ in TOGETHER else event


def rows(*parts: str) -> Iterator[Row]:
    """Yield the sentences of the parts, in file order."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            part, events, sentence = line.split("\t")
            if part in parts:
                yield Row(path.stem, part, () if events == "-" else tuple(map(_coded, events.split(";"))), sentence)


def coded_events(sentence: str) -> list[Coded]:
    """Return the counted events that we find in the sentence, as its own article of the fixed day."""
    article = Article(
        capture="c" * 64,
        text=sentence,
        blocks=(Block("paragraph", 0, len(sentence)),),
        published=PUBLISHED,
        language="en",
    )
    out = []
    for e in code(annotate(article)):
        if isinstance(e, Event) and e.status in COUNTED:
            sides = [frozenset(a.country or a.name for a in refs) for refs in (e.actor, e.recipient)]
            out.append(_together((e.type, sides[0], sides[1])))
    return out


def judge(row: Row, found: list[Coded], tally: Tally) -> bool:
    """Add one sentence to the counts; tell whether its main event, actors and recipients included, is right."""
    tally.type.add(Counter(e[0] for e in row.events), Counter(e[0] for e in found))
    tally.dyad.add(Counter(row.events), Counter(found))
    if not row.events:
        tally.none.append(not found)
        return not found
    tally.main.append(row.events[0][0] in {e[0] for e in found})
    return row.events[0] in found


def measure(*, verbose: str = "") -> dict[str, float]:
    """Return the figures of both parts; with `verbose` (a file's stem or "all") print the dev sentences that are read wrongly."""
    out: dict[str, float] = {}
    for part in ("dev", "held"):
        tally = Tally()
        for row in rows(part):
            found = coded_events(row.sentence)
            right = judge(row, found, tally)
            if not right and part == "dev" and verbose in ("all", row.type_file):
                print(f"{_show(row.events)}\n    {row.sentence}\n    got {_show(tuple(found))}")
        if not tally.main:
            continue
        out[f"sentences {part} type F1"] = tally.type.f1
        out[f"sentences {part} dyad F1"] = tally.dyad.f1
        out[f"sentences {part} main"] = sum(tally.main) / len(tally.main)
        out[f"sentences {part} none"] = sum(tally.none) / max(1, len(tally.none))
    return out


def _show(events: tuple[Coded, ...]) -> str:
    return "; ".join(f"{t} {','.join(sorted(a))}>{','.join(sorted(r))}" for t, a, r in events) or "-"


if __name__ == "__main__":
    import sys

    for name, figure in measure(verbose=sys.argv[1] if len(sys.argv) > 1 else "").items():
        print(f"{name:<28} {figure:.3f}")
