"""Makes one of what the article tells several times: pieces of one agreement in a sentence, a headline and its text."""

from __future__ import annotations

from collections.abc import Iterable

from communique.coding.commitments.promised import CommitmentDraft
from communique.coding.rounds.mentions import window
from communique.coding.scene import Scene

__all__ = ["joined"]

_TRUCES = frozenset({"truce", "ceasefire", "cease", "armistice", "cessation", "fire"})
_TOPS = ("headline", "deck", "subhead")
_ALIKE = 0.6
_SHARED = 2


def joined(scene: Scene, drafts: Iterable[CommitmentDraft]) -> list[CommitmentDraft]:
    """Return the commitments in text order, each once."""
    out: list[CommitmentDraft] = []
    told = list(drafts)
    ranked = sorted(range(len(told)), key=lambda n: (_is_top(scene, told[n]), told[n].session is None, n))
    for n in ranked:
        d = told[n]
        home = next((o for o in out if _is_one(scene, o, d)), None)
        if home is None:
            out.append(d)
        else:
            _absorb(scene, home, d)
    return sorted(out, key=lambda d: (min(d.tokens), d.content))


def _absorb(scene: Scene, home: CommitmentDraft, d: CommitmentDraft) -> None:
    together = _sentence(scene, home) == _sentence(scene, d)
    home.tokens = sorted({*home.tokens, *d.tokens})
    home.due = home.due or d.due
    home.made = home.made or d.made
    home.place = home.place or d.place
    home.shared = home.shared or (together and d.shared)
    if not home.parties or (together and home.shared):
        known = home.sides(scene)
        home.parties = [*home.parties, *(a for a in d.parties if scene.side(a) not in known)]
    if together and home.shared:
        home.content = (min(home.content[0], d.content[0]), max(home.content[1], d.content[1]))


def _sentence(scene: Scene, d: CommitmentDraft) -> int:
    return scene.tokens[d.head if d.head >= 0 else d.tokens[0]].sentence


def _is_top(scene: Scene, d: CommitmentDraft) -> bool:
    """Whether the promise is told above the text alone, which tells it again."""
    at = scene.tokens[d.tokens[0]].start
    return any(b.kind in _TOPS and b.start <= at < b.end for b in scene.analysis.article.blocks)


def _is_of_the_text(scene: Scene, d: CommitmentDraft) -> bool:
    """Whether a promise of the headline has its day from elsewhere."""
    at = scene.tokens[d.tokens[0]].start
    block = next((b for b in scene.analysis.article.blocks if b.start <= at < b.end), None)
    return _is_top(scene, d) and d.due is not None and block is not None and not block.start <= d.due.start < block.end


def _is_one(scene: Scene, a: CommitmentDraft, b: CommitmentDraft) -> bool:
    if a.session is not None and b.session is not None:
        return a.session is b.session
    first, second = window(a.due), window(b.due) if not _is_of_the_text(scene, b) else (None, None)
    same_day = first == second
    open_day = first[1] is None or second[1] is None
    mine, theirs = a.sides(scene), b.sides(scene)
    if _sentence(scene, a) == _sentence(scene, b):
        apart = bool(mine and theirs) and not mine & theirs and a.own == b.own
        if a.tokens == b.tokens and a.head != b.head and a.session is None:
            return same_day
        covered = (_covers(scene, a, b) or _covers(scene, b, a)) and not apart
        if a.head == b.head or (covered and (same_day or open_day or b.rule == "commitment.dated_plan")):
            return True
        if a.session is None and b.session is None and same_day and mine == theirs and _is_listed(scene, a, b):
            return True
        among = (a.shared or b.shared) and (theirs <= mine or mine <= theirs)
        return same_day and a.session is None and b.session is None and among
    if not (mine <= theirs or theirs <= mine or not mine or not theirs) or not (same_day or open_day):
        return False
    if _is_truce(scene, a) and _is_truce(scene, b):
        return True
    words_a, words_b = _words(scene, a), _words(scene, b)
    both = words_a & words_b
    if same_day and not open_day:
        return bool(both) or _is_top(scene, b)
    if _is_top(scene, b) and both:
        return True
    return len(both) >= _SHARED and len(both) >= _ALIKE * min(len(words_a), len(words_b))


def _is_listed(scene: Scene, a: CommitmentDraft, b: CommitmentDraft) -> bool:
    """ "It would free them and lift the ban": two verbs of one subject."""
    first, second = sorted((a.head, b.head))
    g = scene.graph
    return first >= 0 and second in g.conjuncts(first) and g.is_verb(first) and not g.kids(second, "nsubj", "nsubjpass")


def _covers(scene: Scene, a: CommitmentDraft, b: CommitmentDraft) -> bool:
    head = b.head if b.head >= 0 else b.tokens[0]
    return a.content[0] <= scene.tokens[head].start < a.content[1]


def _is_truce(scene: Scene, d: CommitmentDraft) -> bool:
    """Whether the thing promised is that a truce is kept or begins."""
    words = scene.graph.words(*d.content)
    if d.rule == "commitment.effect":
        subjects = scene.graph.subjects(d.head)
        return any(scene.tokens[s].lemma.lower() in (*_TRUCES, "deal", "agreement", "accord", "it") for s in subjects)
    return bool(words) and any(w.lemma.lower() in _TRUCES for w in words) and d.session is None


def _words(scene: Scene, d: CommitmentDraft) -> set[str]:
    return {
        t.lemma.lower()
        for t in scene.graph.words(*d.content)
        if t.pos in ("NOUN", "VERB", "PROPN", "NUM", "ADJ") and not scene.actors_at(t.i)
    }
