"""Our own annotated articles on other peace processes (evals/articles/), each scored alone; see its README for the manner.

`dev` and `train` may be looked at when rules are written or trained; `test` is scored and never looked at.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from communique.annotation import annotate
from communique.coding import code
from communique.reading import read
from communique.words import Capture, as_json
from evals.scoring import KindScore, score_article, score_entries, traps_avoided

FOLDER = Path(__file__).resolve().parent / "articles"
PARTS = ("dev", "train", "test")
SEALED = ("test",)


def _add(total: dict[str, KindScore], one: dict[str, KindScore]) -> None:
    for kind, s in one.items():
        t = total.setdefault(kind, KindScore(0, 0, 0, 0))
        t.gold += s.gold
        t.found += s.found
        t.matched += s.matched
        t.fully_right += s.fully_right
        for slot, (good, n) in s.slots.items():
            a, b = t.slots.get(slot, (0, 0))
            t.slots[slot] = (a + good, b + n)


def measure(parts: tuple[str, ...] = PARTS, *, verbose: bool = False) -> dict[str, float]:
    """Return F1 by part and kind, the share of right article fields and of traps avoided."""
    if not (FOLDER / "split.toml").is_file():
        return {}
    split = tomllib.loads((FOLDER / "split.toml").read_text("utf-8"))
    out: dict[str, float] = {}
    for part in parts:
        total: dict[str, KindScore] = {}
        fields: list[bool] = []
        good = bad = 0
        for name in split.get(part, ()):
            stem = Path(name).stem.removesuffix(".gold")
            gold: dict[str, Any] = json.loads((FOLDER / f"{stem}.gold.json").read_text("utf-8"))
            entries = [as_json(e) for e in code(annotate(read(Capture((FOLDER / f"{stem}.txt").read_bytes(), stem))))]
            scores = score_entries(gold, entries)
            fields += score_article(gold["article"], entries[0]).values()
            avoided, caught = traps_avoided(gold, entries)
            good, bad = good + len(avoided), bad + len(caught)
            _add(total, scores)
            if verbose and part not in SEALED:
                _tell(stem, scores, caught)
        for kind, s in sorted(total.items()):
            print(f"{part:<6}{kind:<11} gold {s.gold:>3} found {s.found:>3} matched {s.matched:>3}  P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}  full {s.fully_right} "
                  + " ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(s.slots.items())))  # fmt: skip
            out[f"articles {part} {kind} F1"] = s.f1
        out[f"articles {part} fields"] = sum(fields) / max(1, len(fields))
        out[f"articles {part} traps"] = good / max(1, good + bad)
    return out


def _tell(stem: str, scores: dict[str, KindScore], caught: list[str]) -> None:
    print(f"-- {stem}", "fell for " + ", ".join(caught) if caught else "")
    for kind, s in scores.items():
        for line in (
            [f"missed {m}" for m in s.missed]
            + [f"{g}: wrong {', '.join(w)}" for g, w in s.wrong.items()]
            + [f"extra {e}" for e in s.extra]
        ):
            print(f"   {kind}: {line}")


if __name__ == "__main__":
    measure(tuple(p for p in PARTS if p in sys.argv) or PARTS, verbose="-v" in sys.argv)
