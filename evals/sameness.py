"""Decides which mentions of happenings in a set of articles are one event: a logistic model over pairs, then average linkage.

What speaks for sameness: one word, one stem or one family of words (sameness_families.toml); the same PLOVER types by our lexicon; who and
what stands near the mention by the parse; names, figures and times of its sentence; and whether the two articles tell one story, by
the words that they share and others of the set do not. Weights are those of sameness.toml; `python -m evals.sameness_train` makes them.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from communique.coding.lexicon import lexicon

__all__ = ["FEATURES", "Mention", "Text", "cluster", "features", "load_weights", "same_event"]

Matrix = np.ndarray[Any, np.dtype[np.float64]]
HERE = Path(__file__).resolve().parent
_ENDINGS = (
    "ization isation ication ational ements ations ation ition ution ment ments ions ings ance ence ancy ers ors ing ion ies ied "
    "ure ant ent ed er or al es ly y e s"
).split()  # fmt: skip
_STEM, _SHORTEST = 6, 4
_EMPTY = frozenset(
    "be have do say get make take go come the a an of in on to for and with at by from as it that this his her their its he she they we you i not will "
    "would after was were has had been are who but said which when more than also over into about".split()
)
_PLAIN = frozenset("say tell report announce add be have do get make take go come".split())
"""Verbs that every article uses: one word in common says little."""
_STORY = (0.03, 0.05, 0.08)
"""Likenesses of articles from which they count as one story, from loose to strict."""
_LITTLE = 0.05
_APART = 3
"""Days after which articles are taken to tell of something new."""


@dataclass(frozen=True)
class Mention:
    """A word that tells of something, with what stands around it, as stems."""

    id: str
    document: int
    head: str
    words: str
    verb: bool
    sentence: int
    subject: frozenset[str]
    object: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    times: frozenset[str]


@dataclass(frozen=True)
class Text:
    """The articles that may tell of one another, each as the stems of its words; `days` their dates, where they are known."""

    documents: Sequence[Sequence[str]]
    mentions: Sequence[Mention] = field(default_factory=tuple)
    days: Sequence[int] = ()


def stem(word: str) -> str:
    """Return the word without its ending, six letters at most, so that "arrested" and "arrest" meet."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]


def stems(words: Iterable[str]) -> list[str]:
    """Return the stems of the words that say something."""
    return [stem(w) for w in words if len(w) > 1 and w[0].isalnum() and w.lower() not in _EMPTY]


@cache
def _families() -> dict[str, frozenset[int]]:
    rows = tomllib.loads((HERE / "sameness_families.toml").read_text("utf-8"))["families"]
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row.split():
            found.setdefault(word, set()).add(number)
    return {w: frozenset(n) for w, n in found.items()}


@cache
def _types() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for part in (lexicon().verbs, lexicon().nouns):
        for word, frames in part.items():
            found.setdefault(word, set()).update(f.type for f in frames)
    return {w: frozenset(t) for w, t in found.items()}


def _equal(values: Sequence[object]) -> Matrix:
    number: dict[object, int] = {}
    a = np.array([number.setdefault(v, len(number)) for v in values])
    equal: Matrix = (a[:, None] == a[None, :]).astype(float)
    return equal


def _cosine(sets: Sequence[Iterable[str]], weight: Callable[[str], float]) -> tuple[Matrix, Matrix]:
    """Return the likeness of every two sets, and where both hold something."""
    column: dict[str, int] = {}
    for words in sets:
        for w in sorted(words):
            column.setdefault(w, len(column))
    x = np.zeros((len(sets), len(column) + 1))
    for row, words in enumerate(sets):
        for w in words:
            x[row, column[w]] = weight(w)
    norm = np.linalg.norm(x, axis=1, keepdims=True)
    x /= norm + 1e-9
    there = (norm[:, 0] > 0).astype(float)
    return x @ x.T, np.outer(there, there)


def _shared(sets: Sequence[frozenset[Any]]) -> Matrix:
    return np.array([[float(bool(a & b)) for b in sets] for a in sets])


def _document_likeness(text: Text, rarity: dict[str, float]) -> Matrix:
    counts = [Counter(d) for d in text.documents]
    column = {w: n for n, w in enumerate(sorted(rarity))}
    x = np.zeros((len(counts), len(column) + 1))
    for row, count in enumerate(counts):
        for w, n in count.items():
            x[row, column[w]] = (1 + math.log(n)) * rarity[w]
    x /= np.linalg.norm(x, axis=1, keepdims=True) + 1e-9
    likeness: Matrix = x @ x.T
    return likeness


def linkage(likeness: Matrix, least: float) -> tuple[list[list[int]], Matrix]:
    """Return the groups that average linkage makes down to `least`, and at what likeness every two came together."""
    n = len(likeness)
    s, size, met = likeness.astype(float).copy(), np.ones(n), np.eye(n)
    groups: list[list[int]] = [[i] for i in range(n)]
    np.fill_diagonal(s, -np.inf)
    while n:
        i, j = sorted(divmod(int(s.argmax()), n))
        level = s[i, j]
        if level < least or level == -np.inf:
            break
        met[np.ix_(groups[i], groups[j])] = level
        met[np.ix_(groups[j], groups[i])] = level
        s[i] = (s[i] * size[i] + s[j] * size[j]) / (size[i] + size[j])
        s[:, i] = s[i]
        s[i, i] = -np.inf
        s[j], s[:, j] = -np.inf, -np.inf
        size[i] += size[j]
        groups[i] += groups[j]
        groups[j] = []
    return [g for g in groups if g], met


def features(text: Text) -> dict[str, Matrix]:
    """Return for each feature its value between every two mentions."""
    ms = text.mentions
    seen = Counter(w for d in text.documents for w in set(d))
    rarity = {w: math.log((len(text.documents) + 1) / (n + 0.5)) for w, n in seen.items()}
    lemma = _equal([m.head for m in ms])
    root = _equal([stem(m.head) for m in ms]) * (1 - lemma)
    family = _shared([_families().get(m.head, frozenset()) for m in ms]) * (1 - lemma)
    like = np.maximum(lemma, root)
    kinds, both_kinds = _cosine([_types().get(m.head, frozenset()) for m in ms], lambda _: 1.0)
    f = {"lemma": lemma, "stem": root, "family": family, "words": _equal([m.words for m in ms])}
    f |= {"type": kinds * (1 - lemma), "type_off": (kinds == 0) * both_kinds}
    for name, sets in (
        ("near", [m.subject | m.object | m.near for m in ms]),
        ("object", [m.object for m in ms]),
        ("subject", [m.subject for m in ms]),
        ("around", [m.around for m in ms]),
        ("names", [m.names for m in ms]),
        ("figures", [m.figures for m in ms]),
        ("times", [m.times for m in ms]),
    ):
        f[name], there = _cosine(sets, lambda w: rarity.get(w, 1.0))
        f[f"{name}_off"] = (f[name] < _LITTLE) * there
    at = np.array([m.document for m in ms], dtype=int)
    _, met = linkage(_document_likeness(text, rarity), -1.0)
    story = met[np.ix_(at, at)]
    for name, least in zip(("loose", "story", "strict"), _STORY, strict=True):
        f[name] = (story >= least).astype(float)
    plain = lemma * np.array([[float(m.head in _PLAIN)] for m in ms])
    often = Counter(stem(m.head) for m in ms)
    weight = np.array([math.log(often[stem(m.head)]) for m in ms])
    f["same_article"] = (at[:, None] == at[None, :]).astype(float)
    f["same_part_of_speech"] = _equal([m.verb for m in ms])
    f["both_lead"] = np.outer(*[np.array([float(m.sentence <= 1) for m in ms])] * 2)
    f["rarer_of_two"] = np.minimum(weight[:, None], weight[None, :]) * (1 - like)
    f["how_often"] = like * weight[:, None]
    inside = np.array([[float(stem(a.head) in b.around) for b in ms] for a in ms])
    f["told_around"] = np.maximum(inside, inside.T) * (1 - lemma)
    for name, part in (("lemma", lemma), ("stem", root), ("family", family)):
        f[f"{name}_story"] = part * f["story"]
    f |= {"like_around": like * f["around"], "like_near": like * f["near"], "like_names_off": like * f["names_off"]}
    f |= {"plain": plain, "plain_near": plain * f["near"]}
    return f


FEATURES = (
    "lemma", "stem", "family", "words", "type", "type_off", "near", "object", "subject", "around", "names", "figures", "times", "loose",
    "strict", "lemma_story", "stem_story", "family_story", "like_around", "like_near", "like_names_off", "same_article",
    "same_part_of_speech", "both_lead", "rarer_of_two", "how_often", "told_around", "plain", "plain_near",
)  # fmt: skip
"""The features that the model weighs."""


@cache
def load_weights() -> dict[str, float]:
    """Return the weights by feature, with `bias` and `least`, the likeness down to which mentions are joined."""
    table: dict[str, float] = tomllib.loads((HERE / "sameness.toml").read_text("utf-8"))["weights"]
    return table


def same_event(text: Text, weights: dict[str, float]) -> Matrix:
    """Return for every two mentions how likely they tell of one event."""
    values = features(text)
    total = weights["bias"] + sum(weights[name] * values[name] for name in FEATURES)
    chance: Matrix = 1 / (1 + np.exp(-np.asarray(total)))
    if text.days:
        day = np.array([text.days[m.document] for m in text.mentions])
        chance = np.where(np.abs(day[:, None] - day[None, :]) > _APART, 0.0, chance)
    return chance


def cluster(text: Text, weights: dict[str, float] | None = None) -> list[list[str]]:
    """Return the mentions' ids, those of one event together."""
    weights = weights or load_weights()
    if not text.mentions:
        return []
    groups, _ = linkage(same_event(text, weights), weights["least"])
    return [[text.mentions[i].id for i in sorted(g)] for g in groups]
