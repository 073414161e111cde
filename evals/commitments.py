"""Our own promises in one line each (evals/commitments/promised.tsv), and what looks like a promise and binds nobody.

A line is `part<TAB>gold<TAB>text`. `part` is dev, held, wire or last; `gold` holds the commitments, parted by "; ", each `PARTIES DUE WORD` or
`PARTIES DUE WORD STATUS`: the codes of those bound (readings parted by "|"), the last day of the time promised or "-", a
word of what is promised, and where the text tells it what became of it ("|" parts readings of each); or it is `hope`, `condition` or `none`.

Commitments pair one to one: those first whose content holds the word, the rest in order. *F1* counts the pairs; *parties*, *due*, *what*
and *status* are shares of the pairs; *none* is the share of the texts without commitments in which we found none. `held` and `last`
texts are counted and not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.words import Article, Block, Commitment

PARTS = ("dev", "held", "wire", "last")
READ = ("dev", "wire")
FILE = Path(__file__).resolve().parent / "commitments" / "promised.tsv"
PUBLISHED = "2026-03-10T12:00:00+00:00"
NONE = ("hope", "condition", "none")
_SLOTS = ("parties", "due", "what", "status")


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that belongs to a text."""

    parties: tuple[frozenset[str], ...]
    due: frozenset[str]
    words: tuple[str, ...]
    status: frozenset[str]

    def told_in(self, content: str) -> bool:
        """Tell whether the content holds a word of what is promised."""
        return any(w.lower() in content.lower() for w in self.words)


@dataclass
class Tally:
    """The counts of one part."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    slots: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_SLOTS, 0))
    none: list[bool] = field(default_factory=list)


def _promise(text: str) -> Promise:
    parties, due, word, *status = text.split(" ")
    readings = tuple(frozenset(p for p in r.split(",") if p != "?") for r in parties.split("|"))
    became = frozenset((status or ["pending"])[0].split("|"))
    return Promise(readings, frozenset(due.split("|")), tuple(word.split("|")), became)


def rows(part: str) -> Iterator[tuple[tuple[Promise, ...], str]]:
    """Yield the commitments of each text of the part, and the text, in file order."""
    for line in FILE.read_text("utf-8").splitlines():
        name, gold, text = line.split("\t")
        if name == part:
            yield () if gold in NONE else tuple(_promise(g) for g in gold.split("; ")), text


def coded(text: str) -> list[Commitment]:
    """Return the commitments that we find in the text, as its own article of the fixed day."""
    article = Article(
        "c" * 64, text=text, blocks=(Block("paragraph", 0, len(text)),), published=PUBLISHED, language="en"
    )
    return [e for e in code(annotate(article)) if isinstance(e, Commitment)]


def judge(gold: tuple[Promise, ...], found: list[Commitment], tally: Tally) -> bool:
    """Add one text to the counts; tell whether all of it is right."""
    tally.gold += len(gold)
    tally.found += len(found)
    if not gold:
        tally.none.append(not found)
        return not found
    left, right = list(found), len(gold) == len(found)
    pairs: list[tuple[Promise, Commitment]] = []
    for by_word in (True, False):
        for g in gold:
            if any(g is p for p, _ in pairs):
                continue
            hit = next((c for c in left if not by_word or g.told_in(c.content)), None)
            if hit is not None:
                left.remove(hit)
                pairs.append((g, hit))
    tally.matched += len(pairs)
    for g, c in pairs:
        good = _right(g, c)
        for slot in _SLOTS:
            tally.slots[slot] += good[slot]
        right = right and all(good.values())
    return right


def _right(g: Promise, c: Commitment) -> dict[str, bool]:
    return {
        "parties": frozenset(p.country or p.name for p in c.parties) in g.parties,
        "due": ((c.due and c.due.end) or "-") in g.due,
        "what": g.told_in(c.content),
        "status": c.status in g.status,
    }


def measure(*, verbose: bool = False) -> dict[str, float]:
    """Return the figures of both parts; `verbose` prints the dev texts that are read wrongly."""
    out: dict[str, float] = {}
    for part in PARTS:
        tally = Tally()
        for gold, text in rows(part):
            found = coded(text)
            if not judge(gold, found, tally) and verbose and part in READ:
                _tell(gold, found, text)
        name = f"commitments {part}"
        out[f"{name} F1"] = 2 * tally.matched / max(1, tally.gold + tally.found)
        out.update({f"{name} {slot}": n / max(1, tally.matched) for slot, n in tally.slots.items()})
        out[f"{name} none"] = sum(tally.none) / max(1, len(tally.none))
    return out


def _tell(gold: tuple[Promise, ...], found: list[Commitment], text: str) -> None:
    print(text)
    for g in gold:
        print("    want", "|".join(",".join(sorted(p)) for p in g.parties), sorted(g.due), g.words, sorted(g.status))
    for c in found:
        who = ",".join(sorted(p.country or p.name for p in c.parties))
        print("    got ", who, c.due.end if c.due else None, c.content[:70], c.status, c.evidence[0].rule)


if __name__ == "__main__":
    import sys

    for name, figure in measure(verbose="-v" in sys.argv).items():
        print(f"{name:<28} {figure:.3f}")
