"""The heads of our own annotated articles: headline, deck, authors, dateline, publisher and days, as read from the plain captures alone.

Nothing is parsed, so that this takes a second. A field is right where it is what the gold says, word by word; it is wrong where it says
something else, and merely missed where it is empty: for a record an empty field is the better of the two. `test` is counted by totals.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import asdict
from typing import Any

from communique.reading import read
from communique.words import Capture
from evals.articles import FOLDER, PARTS, SEALED
from evals.scoring import score_article

FIELDS = ("headline", "deck", "authors", "dateline", "publisher", "published", "updated")


def _count(part: str, stems: list[str], *, verbose: bool) -> tuple[dict[str, list[int]], list[int]]:
    """Return right, wrong and judged by field, and the same in all."""
    by_field: dict[str, list[int]] = {}
    for stem in stems:
        gold: dict[str, Any] = json.loads((FOLDER / f"{stem}.gold.json").read_text("utf-8"))["article"]
        found = asdict(read(Capture((FOLDER / f"{stem}.txt").read_bytes(), stem)))
        for name, right in score_article({k: v for k, v in gold.items() if k in FIELDS}, found).items():
            counts = by_field.setdefault(name, [0, 0, 0])
            counts[0] += right
            counts[1] += not right and bool(found[name])
            counts[2] += 1
            if verbose and not right and part not in SEALED:
                print(f"   {stem}: {name} {found[name]!r}, not {gold[name]!r}")
    return by_field, [sum(c[k] for c in by_field.values()) for k in range(3)]


def measure(*, verbose: bool = False) -> dict[str, float]:
    """Return by part the share of fields of the head that are right and that are wrong; by field where the part is open."""
    if not (FOLDER / "split.toml").is_file():
        return {}
    split = tomllib.loads((FOLDER / "split.toml").read_text("utf-8"))
    out: dict[str, float] = {}
    for part in PARTS:
        by_field, (right, wrong, judged) = _count(part, split.get(part, []), verbose=verbose)
        shown = "" if part in SEALED else " ".join(f"{n} {a}/{c}" for n, (a, _, c) in sorted(by_field.items()))
        print(f"{part:<6}right {right}/{judged}, wrong {wrong}  {shown}")
        out[f"heads {part} right"] = right / max(1, judged)
        out[f"heads {part} wrong"] = wrong / max(1, judged)
    return out


if __name__ == "__main__":
    measure(verbose="-v" in sys.argv)
