"""Tells which issue of the negotiation words speak of."""

from __future__ import annotations

from functools import cache

from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.words import Case

__all__ = ["issue_of", "issue_words"]


_Entry = tuple[int, int, str, tuple[str, ...]]


@cache
def issue_words(case: Case | None) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return (issue, weight, words) for every issue known, those of the case first."""
    own = tuple((name, 6, tuple(w.lower() for w in words)) for name, words in (case.issues if case else ()))
    shipped = tuple((name, row["weight"], tuple(row["words"])) for name, row in table("issues.toml")["issues"].items())
    return own + shipped


@cache
def _by_first_word(case: Case | None) -> dict[str, list[_Entry]]:
    """The weight, the place in the list, the issue and all its words in a row, by the first of those words."""
    found: dict[str, list[_Entry]] = {}
    for n, (name, weight, spellings) in enumerate(issue_words(case)):
        for spelling in spellings:
            words = tuple(spelling.split(" "))
            found.setdefault(words[0], []).append((weight, n, name, words))
    return found


def issue_of(scene: Scene, tokens: list[int], *, least_weight: int = 1) -> str | None:
    """Return the issue that the tokens speak of: the heaviest word wins, the earlier one where two weigh the same."""
    g = scene.graph
    lemmas = [g.lemmas[i] for i in tokens]
    # "remains" is a noun or the verb
    texts = [g.lemmas[i] if scene.tokens[i].tag == "VBZ" else g.texts[i] for i in tokens]
    known = _by_first_word(scene.case)
    found = [
        (-weight, place, n, name)
        for spelt in (lemmas, texts)
        for place, word in enumerate(spelt)
        for weight, n, name, words in known.get(word, ())
        if weight >= least_weight and (len(words) == 1 or tuple(spelt[place : place + len(words)]) == words)
    ]
    return min(found)[3] if found else None
