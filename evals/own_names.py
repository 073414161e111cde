"""The project's own articles: are all names found, each with its span and type? Every name counts, and every false one.

The gold (`evals/names/`, with its conventions in README.md) names each mention in reading order. Six articles of the
open half of `evals/articles` and eight captures of the example case; the annotation was made by reading, before any
program had marked them. `later_*` are six more captures, annotated when the rules stood that the others had led to. Spans match when they are equal. A gold line "either" is not judged, whether found or not.
`raw_*` is the statistical model's own output on the same parse and under the same rules.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.captures import iter_captures
from communique.reading import read
from communique.words import Capture
from evals.naming import KINDS, f1, our_names, raw_names

if TYPE_CHECKING:
    from pathlib import Path

NAME = "own_names"
PEERS: tuple[tuple[str, str, float], ...] = ()

_JUDGED = frozenset(KINDS)


def gold_names(rows: str, text: str) -> list[tuple[int, int, str, str]]:
    """Return (start, end, type, name) of each line; raise ValueError where a name does not stand where it should."""
    found = []
    at = 0
    for line in rows.splitlines()[1:]:
        name, kind = line.split("\t")
        if kind not in _JUDGED | {"either", "none"}:
            msg = f"no such type: {line!r}"
            raise ValueError(msg)
        hit = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, at)
        if hit is None:
            msg = f"{name!r} is not in the text behind {text[max(0, at - 40) : at]!r}"
            raise ValueError(msg)
        at = hit.end()
        found.append((hit.start(), hit.end(), kind, name))
    return found


def source(tsv: Path, evals: Path) -> Path:
    """Return the capture that a file of names belongs to."""
    part, _, stem = tsv.stem.partition("-")
    folder = evals / "articles" if part == "article" else evals.parent / "examples/istanbul-abu-dhabi-geneva/captures"
    return next(p for p in sorted(folder.glob(f"{stem}.*")) if not p.name.endswith(".json"))


def measure(evals: Path, *, show: bool = False) -> dict[str, float]:
    """Return typed and untyped F of all names, ours and the bare model's; `later_` the part annotated afterwards."""
    files = sorted((evals / "names").glob("*.tsv"))
    later = [f for f in files if f.name.startswith("later-")]
    developed = _figures(evals, [f for f in files if f not in later], show=show)
    return developed | {f"later_{key}": value for key, value in _figures(evals, later, show=show).items()}


def _figures(evals: Path, files: list[Path], *, show: bool) -> dict[str, float]:
    nlp, _ = load_model()
    count: Counter[str] = Counter()
    for tsv in files:
        capture = next(c for c in iter_captures([source(tsv, evals)]) if isinstance(c, Capture))
        parsed = parse(read(capture), nlp)
        text = parsed.article.text
        rows = gold_names(tsv.read_text("utf-8"), text)
        gold = {(a, b): k for a, b, k, _ in rows if k in _JUDGED}
        free = [(a, b) for a, b, k, _ in rows if k == "either"]
        for prefix, names in (("", our_names(parsed)), ("raw_", raw_names(parsed))):
            mine = {s: k for s, k in names.items() if not any(s[0] < b and a < s[1] for a, b in free)}
            count[prefix + "found"] += len(mine)
            count[prefix + "typed"] += sum(gold.get(s) == k for s, k in mine.items())
            count[prefix + "span"] += sum(s in gold for s in mine)
            for kind in KINDS:
                count[f"{prefix}{kind}_found"] += sum(k == kind for k in mine.values())
                count[f"{prefix}{kind}_right"] += sum(k == kind == gold.get(s) for s, k in mine.items())
            if show:
                wrong = sorted(set(mine.items()) ^ set(gold.items()))
                for (a, b), kind in wrong:
                    what = "false" if mine.get((a, b)) == kind else "missed"
                    print(
                        f"{prefix or 'ours'} {tsv.stem[:12]} {what} {kind} [{text[a:b]}] {text[max(0, a - 30) : b + 20]!r}"
                    )
        count["gold"] += len(gold)
        for kind in KINDS:
            count[f"{kind}_gold"] += sum(k == kind for k in gold.values())
    result = {"names": float(count["gold"])}
    for prefix in ("", "raw_"):
        result[prefix + "typed_f"] = f1(count[prefix + "typed"], count[prefix + "found"], count["gold"])
        result[prefix + "span_f"] = f1(count[prefix + "span"], count[prefix + "found"], count["gold"])
        for kind in KINDS:
            right, found = count[f"{prefix}{kind}_right"], count[f"{prefix}{kind}_found"]
            result[f"{prefix}{kind}_f"] = f1(right, found, count[f"{kind}_gold"])
    return result


if __name__ == "__main__":
    import sys
    from pathlib import Path as _Path

    for key, figure in measure(_Path(__file__).resolve().parent, show="--show" in sys.argv).items():
        print(f"{key:20} {figure}")
