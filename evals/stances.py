"""Our own sentences with positions (evals/positions/sentences.tsv): who demands, offers, accepts, rejects or makes a condition of what.

A line is `part<TAB>positions<TAB>text`. `part` is dev, held, wire or last; positions are parted by "; ", each `PARTY STANCE ISSUE`, where "/" parts
the readings that are right alike (`PHL/MILF conditions/rejects *`) and "*" is an issue that is not judged; "-" where nobody takes a
stance. A party is an ISO code, PLOVER's of an organisation, or a name.

*position*: a position of that party and stance in the text, F1. *issue*: share of these whose issue is right, of those judged.
*none*: share of the "-" texts in which we found nothing. `held` and `last` lines are counted and not read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.words import Article, Block, Position

PARTS = ("dev", "held", "wire", "last")
READ = ("dev", "wire")
FILE = Path(__file__).resolve().parent / "positions" / "sentences.tsv"
PUBLISHED = "2026-03-10T12:00:00+00:00"
Taken = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A text with the positions that it tells."""

    part: str
    positions: tuple[Taken, ...]
    text: str


def _taken(text: str) -> Taken:
    party, stance, issue = (frozenset(w.split("/")) for w in text.split())
    return party, stance, issue


def rows(*parts: str) -> Iterator[Row]:
    """Yield the lines of the parts, in file order."""
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            part, positions, text = line.split("\t")
            if part in parts:
                yield Row(part, () if positions == "-" else tuple(map(_taken, positions.split(";"))), text)


def positions_in(text: str) -> list[tuple[set[str], str, str]]:
    """Return (codes and name of the party, stance, issue) of the positions that we find in the text, as its own article."""
    blocks = (Block("paragraph", 0, len(text)),)
    article = Article(capture="c" * 64, text=text, blocks=blocks, published=PUBLISHED, language="en")
    return [
        ({p.party.country or p.party.name, p.party.name}, p.stance, p.issue)
        for p in code(annotate(article))
        if isinstance(p, Position)
    ]


def measure(*, verbose: bool = False) -> dict[str, float]:
    """Return the figures of both parts; `verbose` prints the dev lines that are read wrongly."""
    out: dict[str, float] = {}
    for part in PARTS:
        gold = found = right = judged = issues = empty = quiet = 0
        for row in rows(part):
            have = positions_in(row.text)
            gold, found = gold + len(row.positions), found + len(have)
            empty, quiet = empty + (not row.positions), quiet + (not row.positions and not have)
            left, wrong = list(have), bool(have) and not row.positions
            for party, stance, issue in row.positions:
                fits = [h for h in left if h[0] & party and h[1] in stance]
                fits.sort(key=lambda h: h[2] not in issue)
                wrong = wrong or not fits or not ({"*", fits[0][2]} & issue)
                if fits:
                    left.remove(fits[0])
                    right += 1
                    judged, issues = judged + ("*" not in issue), issues + (fits[0][2] in issue)
            if verbose and part in READ and (wrong or left):
                print(f"{[tuple(map(sorted, p)) for p in row.positions]}\n    {row.text}\n    got {have}")
        out[f"positions {part} F1"] = 2 * right / max(1, gold + found)
        out[f"positions {part} recall"] = right / max(1, gold)
        out[f"positions {part} issue"] = issues / max(1, judged)
        out[f"positions {part} none"] = quiet / max(1, empty)
    return out


if __name__ == "__main__":
    for name, figure in measure(verbose="-v" in sys.argv).items():
        print(f"{name:<28} {figure:.3f}")
