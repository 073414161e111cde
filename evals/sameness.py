"""Decides which mentions of happenings in a set of articles are one event: a logistic model over pairs, then average linkage.

What speaks for sameness: one word, one stem or one family of words (sameness_families.toml); the same PLOVER types by our lexicon; who and
what stands near the mention by the parse; names, figures and times of its sentence; and whether the two articles tell one story, by
the words that they share and others of the set do not, and whether the others of the set are as like the one as the other. Weights are those of sameness.toml; `python -m evals.sameness_train` makes them.
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

__all__ = ["FEATURES", "Mention", "Text", "cluster", "document_likeness", "features", "load_weights", "same_event"]

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
_STORY, _SURE_STORY = -0.1, 0.3
"""Likenesses of articles from which they count as one story, and surely."""
_CAPITAL, _LEAD = 1.7, 1.5
"""What words written with a capital, and words of the first sentences, weigh in what an article is about."""
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
    """The articles that may tell of one another, each as the stems of its words; `days` their dates, where they are known.

    `capitals` and `leads` hold of each article the stems that it writes with a capital, and those of its first sentences.
    """

    documents: Sequence[Sequence[str]]
    mentions: Sequence[Mention] = field(default_factory=tuple)
    days: Sequence[int] = ()
    capitals: Sequence[frozenset[str]] = ()
    leads: Sequence[frozenset[str]] = ()


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


def document_likeness(text: Text) -> Matrix:
    """Return how alike every two articles are: how alike they are to all the others, by the words that they share with any."""
    count, many = [Counter(d) for d in text.documents], len(text.documents)
    seen = Counter(w for d in count for w in d)
    rarity = {w: math.log((many + 1) / (n + 0.5)) for w, n in seen.items() if n > 1}
    column = {w: n for n, w in enumerate(sorted(rarity))}
    x = np.zeros((many, len(column) + 1))
    for row, words in enumerate(count):
        capital = text.capitals[row] if text.capitals else frozenset()
        lead = text.leads[row] if text.leads else frozenset()
        for w, n in words.items():
            if w in column:
                weight = (_CAPITAL if w in capital else 1) * (_LEAD if w in lead else 1)
                x[row, column[w]] = (1 + math.log(n)) * rarity[w] * weight
    x /= np.linalg.norm(x, axis=1, keepdims=True) + 1e-9
    near = x @ x.T
    np.fill_diagonal(near, 1.0)
    near -= near.mean()
    near /= np.linalg.norm(near, axis=1, keepdims=True) + 1e-9
    likeness: Matrix = near @ near.T
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
    at = np.array([m.document for m in ms], dtype=int)
    alike = document_likeness(text)
    _, met = linkage(alike, -2.0)
    story = (met >= _STORY).astype(float)
    f = _of_words(ms)
    f |= _of_company(text)
    f |= {"level": met[np.ix_(at, at)], "articles": alike[np.ix_(at, at)], "story": story[np.ix_(at, at)]}
    f["sure_story"] = (f["level"] >= _SURE_STORY).astype(float)
    f |= _of_places(ms, at, f, story)
    like = np.maximum(f["lemma"], f["stem"])
    for name in ("lemma", "stem", "family", "any_family", "near"):
        f[f"{name}_story"] = f[name] * f["story"]
    f["family_near"], f["family_around"] = f["any_family"] * f["near_story"], f["any_family"] * f["around"] * f["story"]
    f |= {"like_around": like * f["around"] * f["story"], "like_near": like * f["near"]}
    f["like_names_off"] = like * f["names_off"]
    return f


def _of_words(ms: Sequence[Mention]) -> dict[str, Matrix]:
    """Return what the words themselves say: one lemma, stem or family, one kind of event."""
    lemma = _equal([m.head for m in ms])
    families = [frozenset().union(*(_families().get(w, ()) for w in (m.head, *m.words.split()))) for m in ms]
    kinds, both_kinds = _cosine([_types().get(m.head, frozenset()) for m in ms], lambda _: 1.0)
    plain = np.array([float(m.head in _PLAIN) for m in ms])
    f = {
        "lemma": lemma,
        "stem": _equal([stem(m.head) for m in ms]) * (1 - lemma),
        "words": _equal([m.words for m in ms]),
    }
    f["family"] = _shared([_families().get(m.head, frozenset()) for m in ms]) * (1 - lemma)
    f["any_family"] = _shared(families) * (1 - lemma)
    f["phrase"], _ = _cosine([frozenset(stems(m.words.split())) for m in ms], lambda _: 1.0)
    f |= {"type": kinds * (1 - lemma), "type_off": (kinds == 0) * both_kinds}
    f |= {"plain": lemma * plain[:, None], "plain_any": np.maximum(plain[:, None], plain[None, :])}
    f["same_part_of_speech"] = _equal([m.verb for m in ms])
    return f


def _of_company(text: Text) -> dict[str, Matrix]:
    """Return what stands near the mentions: how alike it is, and where both have it and nothing agrees."""
    ms = text.mentions
    seen = Counter(w for d in text.documents for w in set(d))
    rarity = {w: math.log((len(text.documents) + 1) / (n + 0.5)) for w, n in seen.items()}
    f: dict[str, Matrix] = {}
    for name, sets in (
        ("near", [m.subject | m.object | m.near for m in ms]),
        ("object", [m.object for m in ms]),
        ("subject", [m.subject for m in ms]),
        ("around", [m.around for m in ms]),
        ("names", [m.names for m in ms]),
    ):
        f[name], there = _cosine(sets, lambda w: rarity.get(w, 1.0))
        f[f"{name}_off"] = (f[name] < _LITTLE) * there
    inside = np.array([[float(stem(a.head) in b.around) for b in ms] for a in ms])
    f["told_around"] = np.maximum(inside, inside.T) * (1 - _equal([m.head for m in ms]))
    return f


def _of_places(ms: Sequence[Mention], at: Any, f: dict[str, Matrix], story: Matrix) -> dict[str, Matrix]:
    """Return where the mentions stand, how often their article uses the word, and in how many articles of the story and of others."""
    like = np.maximum(f["lemma"], f["stem"])
    same = (at[:, None] == at[None, :]).astype(float)
    sentence = np.array([m.sentence for m in ms])
    here = same * (sentence[:, None] == sentence[None, :])
    often = np.log((_equal([stem(m.head) for m in ms]) * same).sum(1))
    has = np.zeros((len(story), len(ms)))
    for document, of_word in zip(at, _equal([stem(m.head) for m in ms]), strict=True):
        has[document] = np.maximum(has[document], of_word)
    inside, outside = story[:, at], 1 - story[:, at]
    share = (has * inside).sum(0) / inside.sum(0)
    elsewhere = (has * outside).sum(0) / np.maximum(1, outside.sum(0))
    return {
        "same_article": same,
        "same_sentence": here,
        "same_sentence_like": here * like,
        "often": np.maximum(often[:, None], often[None, :]),
        "seldom": np.minimum(often[:, None], often[None, :]),
        "like_often": np.maximum(often[:, None], often[None, :]) * like,
        "share": like * np.minimum(share[:, None], share[None, :]),
        "elsewhere": like * np.minimum(elsewhere[:, None], elsewhere[None, :]),
    }


FEATURES = (
    "lemma", "stem", "words", "family", "any_family", "phrase", "type", "type_off", "plain", "plain_any", "same_part_of_speech",
    "near", "near_off", "object", "object_off", "subject", "subject_off", "around", "around_off", "names", "names_off", "told_around",
    "level", "articles", "story", "sure_story", "lemma_story", "stem_story", "family_story", "any_family_story", "near_story",
    "family_near", "family_around", "like_around", "like_near", "like_names_off", "same_article", "same_sentence", "same_sentence_like",
    "often", "seldom", "like_often", "share", "elsewhere",
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
