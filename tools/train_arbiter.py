"""Trains the arbiter (src/communique/coding/events/arbiter.py) on the project's own annotated texts and writes its weights.

    python tools/train_arbiter.py            # prints the figures of a cross-validation and writes the weights
    python tools/train_arbiter.py --dry-run  # the figures alone

Trained on: evals/articles, parts train and dev; evals/sentences, part dev (both CC BY 4.0, written for this project). Never on a part that is
sealed or held. A draft is right when the gold has an event of its type in its sentence. Logistic regression with a quadratic
penalty, by plain gradient descent in a fixed order: the same texts give the same weights. The cross-validation leaves out a fifth of
the articles and sentences at a time.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals import sentences  # noqa: E402

from communique.annotation import annotate  # noqa: E402
from communique.coding.events import find as events  # noqa: E402
from communique.coding.events.arbiter import GROUPS, features_of, group_of  # noqa: E402
from communique.coding.events.drafts import EventDraft  # noqa: E402
from communique.coding.matching import find_matches  # noqa: E402
from communique.coding.rounds.rounds import add_hosts  # noqa: E402
from communique.coding.rounds.sessions import find_sessions  # noqa: E402
from communique.coding.scene import Scene  # noqa: E402
from communique.reading import read  # noqa: E402
from communique.words import Analysis, Article, Block, Capture  # noqa: E402

WEIGHTS = ROOT / "src/communique/coding/lexicon/arbiter.tsv"
ARTICLES = ROOT / "evals/articles"
PENALTY, STEPS, RATE, FOLDS = 2.0, 600, 0.5, 5
LEAST = 2
"""A feature seen fewer times has no weight."""

Example = tuple[str, tuple[str, ...], bool, str]
"""Article or sentence, features, whether it is right, what the rules think of it (arbiter.GROUPS)."""
LEAST_PRECISION = 0.9
"""What the rules would not keep is admitted only where, cross-validated, this share of it is right."""


def _drafts(analysis: Analysis) -> Iterator[tuple[EventDraft, Scene]]:
    scene = Scene(analysis)
    matches = find_matches(scene)
    sessions = find_sessions(scene, matches)
    for s in sessions:
        add_hosts(scene, s)
    for d in events.propose(scene, matches, sessions):
        yield d, scene


def _plain(text: str) -> str:
    return " ".join(text.split())


def from_articles() -> Iterator[Example]:
    """Yield the drafts of the open articles."""
    split = tomllib.loads((ARTICLES / "split.toml").read_text("utf-8"))
    for stem in [*split["dev"], *split["train"]]:
        gold = json.loads((ARTICLES / f"{stem}.gold.json").read_text("utf-8"))
        wanted = [(set(e["type"]), [_plain(t) for t in e["text"]]) for e in gold["entries"] if e["kind"] == "event"]
        analysis = annotate(read(Capture((ARTICLES / f"{stem}.txt").read_bytes(), stem)))
        for d, scene in _drafts(analysis):
            here = _plain(analysis.sentence_text(scene.tokens[d.tokens[0]].sentence))
            right = any(d.type in types and any(here in t or t in here for t in texts) for types, texts in wanted)
            yield stem, features_of(scene, d), right, group_of(d)


def from_sentences() -> Iterator[Example]:
    """Yield the drafts of the open sentences."""
    for n, row in enumerate(sentences.rows("dev")):
        text = row.sentence
        article = Article(
            capture="c" * 64,
            text=text,
            blocks=(Block("paragraph", 0, len(text)),),
            published=sentences.PUBLISHED,
            language="en",
        )
        for d, scene in _drafts(annotate(article)):
            if d.status in sentences.COUNTED:
                yield (
                    f"{row.type_file} {n}",
                    features_of(scene, d),
                    d.type in {e[0] for e in row.events},
                    group_of(d),
                )


def fit(examples: list[Example]) -> dict[str, int]:
    """Return the weights in thousandths."""
    count: dict[str, int] = {}
    for _, names, *_ in examples:
        for name in names:
            count[name] = count.get(name, 0) + 1
    known = sorted(n for n, c in count.items() if c >= LEAST)
    at = {n: k for k, n in enumerate(known)}
    x = np.zeros((len(examples), len(known)))
    for row, (_, names, *_) in enumerate(examples):
        x[row, [at[n] for n in names if n in at]] = 1.0
    y = np.array([float(e[2]) for e in examples])
    w = np.zeros(len(known))
    scale = np.full(len(known), 1e-6)
    for _ in range(STEPS):
        gradient = x.T @ (1 / (1 + np.exp(-(x @ w))) - y) + PENALTY * w
        scale += gradient**2
        w -= RATE * gradient / np.sqrt(scale)
    return {n: round(1000 * float(v)) for n, v in zip(known, w, strict=True) if round(1000 * float(v))}


def figures(kept: list[bool], examples: list[Example]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what is kept."""
    both = sum(k and e[2] for k, e in zip(kept, examples, strict=True))
    p, r = both / max(1, sum(kept)), both / max(1, sum(e[2] for e in examples))
    return p, r, 2 * p * r / max(1e-9, p + r)


def cross_validated(examples: list[Example]) -> list[int]:
    """Return for each example its score by weights that never saw its article or sentence."""
    groups = {g: n % FOLDS for n, g in enumerate(dict.fromkeys(e[0] for e in examples))}
    out = [0] * len(examples)
    for fold in range(FOLDS):
        weights = fit([e for e in examples if groups[e[0]] != fold])
        for n, e in enumerate(examples):
            if groups[e[0]] == fold:
                out[n] = sum(weights.get(name, 0) for name in e[1])
    return out


def bars(seen: list[int], examples: list[Example]) -> dict[str, int]:
    """Return for each group the score from which its drafts are kept, by the cross-validated scores `seen`."""
    steps = range(-3000, 6001, 50)
    out = {}
    for group in GROUPS:
        mine = [(s, e) for s, e in zip(seen, examples, strict=True) if e[3] == group]

        def at(bar: int, mine: list[tuple[int, Example]] = mine) -> tuple[float, float, float]:
            return figures([s >= bar for s, _ in mine], [e for _, e in mine])

        if group == "worth":
            best = max(at(bar)[2] for bar in steps)
            out[group] = next(bar for bar in steps if at(bar)[2] >= best - 0.006)
        else:
            out[group] = next((bar for bar in steps if at(bar)[0] >= LEAST_PRECISION), steps[-1])
        print(
            "{:<6} {:>5} drafts, from {:>5}: P {:.3f} R {:.3f} F1 {:.3f}".format(
                group, len(mine), out[group], *at(out[group])
            )
        )
    return out


def main() -> None:
    """Train, tell how well, and write the weights."""
    examples = [*from_articles(), *from_sentences()]
    print(f"{len(examples)} drafts, {sum(e[2] for e in examples)} right")
    print(
        "rules alone      P {:.3f} R {:.3f} F1 {:.3f}".format(*figures([e[3] == "worth" for e in examples], examples))
    )
    seen = cross_validated(examples)
    least = bars(seen, examples)
    kept = [s >= least[e[3]] for s, e in zip(seen, examples, strict=True)]
    print("with the arbiter P {:.3f} R {:.3f} F1 {:.3f} (cross-validated)".format(*figures(kept, examples)))
    if "--dry-run" in sys.argv:
        return
    weights = fit(examples)
    lines = [
        "# Weights of the arbiter in thousandths, by feature; see communique/coding/events/arbiter.py. Written by tools/train_arbiter.py.",
        *(f"from {group}\t{bar}" for group, bar in least.items()),
        *(f"{name}\t{weight}" for name, weight in sorted(weights.items())),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"wrote {len(weights)} weights to {WEIGHTS}")


if __name__ == "__main__":
    main()
