"""Scores clusters against gold clusters: MUC, B³, CEAFe and their mean, the CoNLL F1. Both sides hold the same mentions.

MUC counts links (Vilain and others 1995), B³ each mention's share of its cluster (Bagga and Baldwin 1998), CEAFe pairs clusters one to
one so that the sum of 2|K∩R|/(|K|+|R|) is greatest (Luo 2005). Clusters of one mention count in B³ and CEAFe, as is usual with gold mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

__all__ = ["b_cubed", "ceaf_e", "conll", "muc"]

Clusters = Sequence[frozenset[Hashable]]


def conll(gold: Clusters, ours: Clusters) -> dict[str, float]:
    """Return the F1 of the three measures and their mean."""
    figures = {"muc": f1(*muc(gold, ours)), "b3": f1(*b_cubed(gold, ours)), "ceafe": f1(*ceaf_e(gold, ours))}
    return {**figures, "conll": sum(figures.values()) / 3}


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def muc(gold: Clusters, ours: Clusters) -> tuple[float, float]:
    """Return precision and recall of links: of the links that hold a cluster together, how many the other side keeps."""

    def kept(keys: Clusters, others: Clusters) -> float:
        home = _home(others)
        links = sum(len(k) - 1 for k in keys)
        held = sum(len(k) - len({home.get(m, m) for m in k}) for k in keys)
        return held / links if links else 0.0

    return kept(ours, gold), kept(gold, ours)


def b_cubed(gold: Clusters, ours: Clusters) -> tuple[float, float]:
    """Return precision and recall of each mention's cluster, averaged over the mentions."""
    home_gold, home_ours = _home(gold), _home(ours)
    shared = Counter((home_gold[m], home_ours[m]) for m in home_gold if m in home_ours)
    precision = sum(n * n / len(ours[o]) for (_, o), n in shared.items())
    recall = sum(n * n / len(gold[g]) for (g, _), n in shared.items())
    return precision / max(1, len(home_ours)), recall / max(1, len(home_gold))


def ceaf_e(gold: Clusters, ours: Clusters) -> tuple[float, float]:
    """Return precision and recall of the best one-to-one pairing of clusters.

    Clusters that share no mention have no likeness, so each connected part is paired for itself.
    """
    home = _home(gold)
    likeness: dict[tuple[int, int], float] = {}
    for o, cluster in enumerate(ours):
        for g, n in Counter(home[m] for m in cluster if m in home).items():
            likeness[g, o] = 2 * n / (len(gold[g]) + len(cluster))
    best = sum(_best_pairing(part) for part in _parts(likeness))
    return best / max(1, len(ours)), best / max(1, len(gold))


def _parts(likeness: dict[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(x: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for g, o in likeness:
        root[find(("g", g))] = find(("o", o))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (g, o), value in likeness.items():
        parts.setdefault(find(("g", g)), {})[g, o] = value
    return parts.values()


def _best_pairing(part: dict[tuple[int, int], float]) -> float:
    rows, columns = sorted({g for g, _ in part}), sorted({o for _, o in part})
    if len(rows) > len(columns):
        part = {(o, g): v for (g, o), v in part.items()}
        rows, columns = columns, rows
    return assign([[part.get((r, c), 0.0) for c in columns] for r in rows])


def assign(value: list[list[float]]) -> float:
    """Return the greatest sum of one cell a row, no column twice, for at least as many columns as rows (Hungarian method)."""
    rows, columns = len(value), len(value[0])
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        column, came = 0, [0] * (columns + 1)
        slack, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            seen[column] = True
            least, following = float("inf"), 0
            for c in range(1, columns + 1):
                if seen[c]:
                    continue
                gap = -value[owner[column] - 1][c - 1] - by_row[owner[column]] - by_column[c]
                if gap < slack[c]:
                    slack[c], came[c] = gap, column
                if slack[c] < least:
                    least, following = slack[c], c
            for c in range(columns + 1):
                if seen[c]:
                    by_row[owner[c]] += least
                    by_column[c] -= least
                else:
                    slack[c] -= least
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return sum(value[owner[c] - 1][c - 1] for c in range(1, columns + 1) if owner[c])
