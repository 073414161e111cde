"""Tells which issue of the negotiation words speak of."""

from __future__ import annotations

from functools import cache

from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.words import Case

__all__ = ["issue_of", "issue_words"]


@cache
def issue_words(case: Case | None) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return (issue, weight, words between spaces) for every issue known, those of the case first."""
    own = tuple((name, 6, tuple(f" {w.lower()} " for w in words)) for name, words in (case.issues if case else ()))
    shipped = tuple(
        (name, row["weight"], tuple(f" {w} " for w in row["words"]))
        for name, row in table("issues.toml")["issues"].items()
    )
    return own + shipped


def issue_of(scene: Scene, tokens: list[int], *, least_weight: int = 1) -> str | None:
    """Return the issue that the tokens speak of: the heaviest word wins, the earlier one where two weigh the same."""
    lemmas = [scene.tokens[i].lemma.lower() for i in tokens]
    # "remains" is a noun or the verb
    texts = [
        lm if scene.tokens[i].tag == "VBZ" else scene.tokens[i].text.lower()
        for i, lm in zip(tokens, lemmas, strict=True)
    ]
    best: tuple[int, int, str] | None = None
    spellings = (f" {' '.join(lemmas)} ", f" {' '.join(texts)} ")
    for name, weight, words in issue_words(scene.case):
        if weight < least_weight or (best is not None and weight < -best[0]):
            continue
        for word in words:
            for text in spellings:
                at = text.find(word)
                if at >= 0:
                    place = text.count(" ", 0, at)
                    if best is None or (-weight, place) < best[:2]:
                        best = (-weight, place, name)
    return best[2] if best else None
