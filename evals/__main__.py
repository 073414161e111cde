"""`make eval`: runs every evaluation that can run here, prints the figures beside the peers', fails below a pinned floor or above a ceiling.

python -m evals                the example case and the blind articles; with COMMUNIQUE_GOLD the public sets too
python -m evals NAME ...       only these
python -m evals --write        also writes the table into docs/evaluation.md
"""

from __future__ import annotations

import importlib
import os
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "evaluation.md"
PUBLIC = (
    "aeb", "wcxb", "reading_text", "meantime_names", "polnear", "meantime_times", "recognizers_dates", "recognizers_numbers",
    "trnews", "petrarch", "ecb", "meantime_merging", "cameo_class",
)  # fmt: skip
"""Sets that need COMMUNIQUE_GOLD, in the order of the layers."""


@dataclass(frozen=True)
class Row:
    """A figure with what it is measured against: a floor where more is better, a ceiling where less is."""

    measure: str
    ours: float
    floor: float | None
    peers: str
    ceiling: float | None = None

    @property
    def fell(self) -> bool:
        below = self.floor is not None and self.ours < self.floor - 1e-9
        return below or (self.ceiling is not None and self.ours > self.ceiling + 1e-9)

    @property
    def limit(self) -> str:
        if self.ceiling is not None:
            return f"≤ {self.ceiling:g}"
        return "" if self.floor is None else f"{self.floor:g}"


def _rows(
    figures: dict[str, float],
    pinned: dict[str, dict[str, float]],
    peers: tuple[tuple[str, str, float], ...],
    prefix: str = "",
) -> list[Row]:
    out = []
    floors, ceilings = pinned["floors"], pinned["ceilings"]
    for measure, value in figures.items():
        beside = ", ".join(f"{who} {figure:g}" for m, who, figure in peers if m == measure)
        name = prefix + measure
        out.append(Row(name, round(value, 4), floors.get(name), beside, ceilings.get(name)))
    return out


def _run(name: str, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    begun = time.monotonic()
    print(f"\n== {name}", flush=True)
    figures = measure()
    print(f"   ({time.monotonic() - begun:.0f} s)", flush=True)
    return figures


def collect(wanted: list[str], shared: Path | None) -> list[Row]:
    """Return the figures of all evaluations asked for that can run here."""
    from evals import articles, commitments, entries, heads, merging, own_names, sentences, stances

    pinned: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    out: list[Row] = []
    own: list[tuple[str, Callable[[], dict[str, float]]]] = [
        ("example", entries.measure_case),
        ("example_articles", entries.measure_articles),
        ("merging", lambda: merging.measure(HERE)),
        ("heads", heads.measure),
        ("articles", articles.measure),
        ("sentences", sentences.measure),
        ("commitments", commitments.measure),
        ("stances", stances.measure),
    ]
    prefixes = {"own_names": "own_names "}
    own.append(("own_names", lambda: own_names.measure(HERE)))
    if shared is not None:
        own.append(("seed", lambda: entries.measure_seed(shared)))
    for name, measure in own:
        if not wanted or name in wanted:
            out += _rows(_run(name, measure), pinned, (), prefixes.get(name, ""))
    for name in PUBLIC:
        if (wanted and name not in wanted) or not (HERE / f"{name}.py").is_file():
            continue
        if shared is None:
            print(f"\n== {name}: left out, COMMUNIQUE_GOLD is not set (docs/evaluation.md says how to get the data)")
            continue
        module = importlib.import_module(f"evals.{name}")
        out += _rows(_run(name, lambda module=module: module.measure(shared)), pinned, module.PEERS, f"{name} ")  # type: ignore[misc]
    return out


def _table(rows: list[Row]) -> str:
    lines = ["| measure | communique | floor | peers |", "| --- | --- | --- | --- |"]
    lines += [f"| {r.measure} | {r.ours:g} | {r.limit} | {r.peers} |" for r in rows]
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Run, print, compare; return 1 when a figure fell below its floor."""
    wanted = [a for a in argv if not a.startswith("-")]
    given = os.environ.get("COMMUNIQUE_GOLD")
    shared = Path(given) if given and (Path(given) / "gold").is_dir() else None
    if given and shared is None:
        print(
            f"COMMUNIQUE_GOLD={given}: there is no folder gold/ in it; only the example case is scored", file=sys.stderr
        )
    rows = collect(wanted, shared)
    print("\n" + _table(rows))
    if "--write" in argv:
        page = PAGE.read_text("utf-8")
        before, _, rest = page.partition("<!-- figures -->")
        _, _, after = rest.partition("<!-- /figures -->")
        PAGE.write_text(f"{before}<!-- figures -->\n\n{_table(rows)}\n\n<!-- /figures -->{after}", "utf-8")
    fell = [r for r in rows if r.fell]
    for r in fell:
        what = "BELOW THE FLOOR" if r.ceiling is None else "ABOVE THE CEILING (FLOOR)"
        print(f"{what}: {r.measure} {r.ours:g}, pinned at {r.limit}", file=sys.stderr)
    print(f"\n{len(rows)} figures, {sum(bool(r.limit) for r in rows)} with a floor or ceiling, {len(fell)} beyond it")
    return 1 if fell else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
