"""Makes evals/sameness.toml: logistic weights over pairs of mentions of ECB+ topics 1 to 20, ridge penalty, Newton's method.

python -m evals.sameness_train     with COMMUNIQUE_GOLD; cross-validated by topic, prints, writes; the same data give the same file

Every topic weighs by the root of its pairs. The ridge is fixed; `least`, the likeness down to which mentions are joined, is the one with the best
CoNLL F1 over three folds of topics, each left out once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from evals.ecb import score, topics_of
from evals.sameness import FEATURES, HERE, Matrix, Text, features

TRAINED_ON = range(1, 21)
_RIDGE, _STEPS, _FOLDS = 300.0, 12, 3
_LEAST = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
Topic = tuple[Text, dict[str, str]]
Pairs = tuple[Matrix, Matrix]


def pairs_of(topic: Topic) -> Pairs:
    """Return the features of every two mentions of a topic, and whether they are one event."""
    text, events = topic
    upper = np.triu_indices(len(text.mentions), 1)
    values = features(text)
    gold = np.array([events[m.id] for m in text.mentions])
    return np.stack([values[f][upper] for f in FEATURES], -1), (gold[upper[0]] == gold[upper[1]]).astype(float)


def fit(topics: list[Pairs]) -> dict[str, float]:
    """Return the weights that fit the topics best."""
    x = np.concatenate([p[0] for p in topics])
    y = np.concatenate([p[1] for p in topics])
    w = np.concatenate([np.full(len(p[1]), 1 / np.sqrt(max(1, len(p[1])))) for p in topics])
    w *= len(w) / w.sum()
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.c_[np.ones(len(x)), (x - mean) / spread]
    b = np.zeros(z.shape[1])
    ridge = np.r_[0.0, np.full(len(b) - 1, _RIDGE)]
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-z @ b))
        slope = z.T @ (w * (p - y)) + ridge * b
        b -= np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + np.diag(ridge), slope)
    weights: Any = b[1:] / spread
    return {"bias": float(b[0] - (weights * mean).sum()), **dict(zip(FEATURES, map(float, weights), strict=True))}


def main() -> None:
    """Cross-validate, fit on all, write."""
    topics = list(topics_of(Path(os.environ["COMMUNIQUE_GOLD"]), TRAINED_ON))
    pairs = [pairs_of(t) for t in topics]
    folds = [range(n, len(topics), _FOLDS) for n in range(_FOLDS)]
    fitted = [fit([p for n, p in enumerate(pairs) if n not in fold]) for fold in folds]
    found = {}
    for least in _LEAST:
        figures = [
            score([topics[n] for n in fold], {**w, "least": least}) for fold, w in zip(folds, fitted, strict=True)
        ]
        found[least] = float(np.mean([f["conll"] for f in figures]))
        print(
            f"left out, joined down to {least}: {found[least]:.4f} (same lemma {np.mean([f['same_lemma'] for f in figures]):.4f})"
        )
    weights = {**fit(pairs), "least": max(found, key=lambda k: (found[k], -k))}
    lines = [f"{name} = {round(value, 4)!r}" for name, value in weights.items()]
    (HERE / "sameness.toml").write_text(
        "# Made by evals/sameness_train.py from ECB+ (Cybulska and Vossen 2014, CC BY 3.0), topics 1 to 20. Do not edit.\n[weights]\n"
        + "\n".join(lines)
        + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
