"""What became of a promise, where the article that tells of it also tells whether it was kept."""

from __future__ import annotations

from communique.coding.commitments.deadlines import before_now
from communique.coding.commitments.promised import CommitmentDraft
from communique.coding.lexicon import table
from communique.coding.scene import Scene

__all__ = ["settle"]

_NEAR = 1
"""How many sentences behind the promise that may tell what became of it."""
_HEAD = 120
"""Code points from the start of such a sentence within which its words must stand."""


def settle(scene: Scene, d: CommitmentDraft) -> None:
    """Set the status of the promise, and the words that tell it, where its own or one of the next sentences does."""
    words: dict[str, list[str]] = table("commitments.toml")["settled"]
    analysis = scene.analysis
    here = scene.tokens[max(d.tokens)].sentence
    own = analysis.sentences[here]
    start, end = d.content
    text = analysis.article.text
    around = f"{text[own.start : min(start, own.end)]} | {text[max(end, own.start) : own.end]}".lower()
    for status in ("broken", "kept", "partly"):
        if any(w in around for w in words[status]):
            _close(scene, d, status, (own.start, own.end))
            return
    for s in analysis.sentences[here + 1 : here + 1 + _NEAR]:
        if not any(b.start <= own.start and s.end <= b.end for b in analysis.article.blocks):
            return
        status = _told(" ".join(text[s.start : s.end].lower().split())[:_HEAD], words)
        if status:
            _close(scene, d, status, (s.start, s.end))
            return


def _close(scene: Scene, d: CommitmentDraft, status: str, words: tuple[int, int]) -> None:
    """Set the status; what is settled was due before now."""
    d.status, d.settled = status, words
    d.due = before_now(scene, d.due)


def _told(sentence: str, words: dict[str, list[str]]) -> str:
    """What the sentence says of the promise before it, "" where it says nothing."""
    if any(sentence.startswith(o) for o in words["none"]):
        return "broken" if any(w in sentence for w in words["done"]) else ""
    if not any(sentence.startswith(o) for o in words["opens"]):
        return ""
    if any(w in sentence for w in words["next_broken"]):
        return "broken"
    return "kept" if any(w in sentence for w in words["next_kept"]) else ""
