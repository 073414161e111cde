"""The example case over all its captures, each of its articles, and (with COMMUNIQUE_GOLD) the page it began with."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from communique.annotation import annotate
from communique.captures import iter_captures
from communique.cases import load_case
from communique.coding import code
from communique.pipeline import add
from communique.reading import read
from communique.record import open_record
from communique.words import Capture, as_json
from evals.scoring import KindScore, score_article, score_entries, traps_avoided

CASE = Path(__file__).resolve().parent.parent / "examples" / "istanbul-abu-dhabi-geneva"


def _figures(scores: dict[str, KindScore], prefix: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for kind, s in scores.items():
        out[f"{prefix} {kind} F1"] = s.f1
        out[f"{prefix} {kind} recall"] = s.recall
        if s.matched:
            out[f"{prefix} {kind} fully right"] = s.fully_right / s.matched
    return out


def _show(scores: dict[str, KindScore]) -> None:
    for kind, s in scores.items():
        slots = " ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(s.slots.items()))
        print(
            f"{kind:<11} gold {s.gold:>3} found {s.found:>3} matched {s.matched:>3}  P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}  full {s.fully_right}  {slots}"
        )
        if "-v" in sys.argv:
            print("   missed:", ", ".join(s.missed))
            for g, w in s.wrong.items():
                print(f"   {g}: wrong {', '.join(w)}")
            for e in s.extra:
                print("   extra:", e)


def case_entries() -> list[dict[str, Any]]:
    """Return the merged export of the example case."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "case.communique", create=True) as record:
        add(record, iter_captures([CASE / "captures"]), load_case(CASE / "case.toml"))
        return [json.loads(line) for line in record.export_jsonl()]


def measure_case() -> dict[str, float]:
    """Return the figures of the whole example case, merged."""
    gold = json.loads((CASE / "gold" / "case.json").read_text("utf-8"))
    entries = case_entries()
    scores = score_entries(gold, entries)
    _show(scores)
    good, bad = traps_avoided(gold, entries)
    print("traps avoided", f"{len(good)}/{len(good) + len(bad)}", *bad)
    return {**_figures(scores, "case"), "case traps": len(good) / max(1, len(good) + len(bad))}


def measure_articles() -> dict[str, float]:
    """Return the share of right fields over the example case's articles."""
    gold = json.loads((CASE / "gold" / "articles.json").read_text("utf-8"))
    rows = {row["file"]: row for row in gold["articles"]}
    right = total = hijacked = 0
    for item in iter_captures([CASE / "captures"]):
        if not isinstance(item, Capture):
            continue
        name = Path(item.source).name
        want = rows.get(name)
        if want is None:
            continue
        article = read(item)
        fields = score_article(want, as_json(code(annotate(article))[0]))
        right += sum(fields.values())
        total += len(fields)
        hijacked += bool(want.get("hijacked")) == article.hijacked
        wrong = [k for k, ok in fields.items() if not ok]
        if wrong:
            print(f"   {name}: wrong {', '.join(wrong)}")
    print(f"articles: {right}/{total} fields right; hijacked told rightly on {hijacked}/{len(rows)}")
    return {"articles fields": right / max(1, total), "articles hijacked": hijacked / len(rows)}


def measure_seed(shared: Path) -> dict[str, float]:
    """Return the figures of the first page."""
    capture = Capture((shared / "seed" / "capture.txt").read_bytes(), "capture.txt")
    gold = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    entries = [as_json(e) for e in code(annotate(read(capture)))]
    scores = score_entries(gold, entries)
    _show(scores)
    fields = score_article(gold["article"], next(e for e in entries if e["kind"] == "article"))
    good, bad = traps_avoided(gold, entries)
    print(f"article {sum(fields.values())}/{len(fields)}; traps avoided {len(good)}/{len(good) + len(bad)}", *bad)
    return {
        **_figures(scores, "seed"),
        "seed article": sum(fields.values()) / len(fields),
        "seed traps": len(good) / (len(good) + len(bad)),
    }


if __name__ == "__main__":
    import os

    what = [a for a in sys.argv[1:] if not a.startswith("-")] or ["case", "articles", "seed"]
    if "articles" in what:
        measure_articles()
    if "case" in what:
        measure_case()
    if "seed" in what and os.environ.get("COMMUNIQUE_GOLD"):
        measure_seed(Path(os.environ["COMMUNIQUE_GOLD"]))
