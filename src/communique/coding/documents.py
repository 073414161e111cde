"""Documents under negotiation: plans, drafts and agreements, with author and version as the article states them."""

from __future__ import annotations

from communique.coding.scene import Scene

__all__ = ["find_documents"]

_NOUNS = frozenset(
    "plan proposal draft memorandum roadmap framework document text treaty accord protocol blueprint version counterproposal".split()
)
_VERSIONS = frozenset(
    "initial first original revised amended updated second third new final latest earlier draft modified reworked".split()
)


def find_documents(scene: Scene) -> list[tuple[int, int | None, str | None]]:
    """Return (head token, author, version) for every document named, one for each author, version and noun."""
    out: list[tuple[int, int | None, str | None]] = []
    seen: set[tuple[str, int | None, str | None]] = set()
    g = scene.graph
    for i in g.with_lemma(_NOUNS):
        t = scene.tokens[i]
        if t.pos not in ("NOUN", "PROPN") or t.dep == "compound":
            continue
        below = g.prep_objects(t.i, "of")
        above = scene.tokens[scene.tokens[t.head].head]
        if t.dep == "pobj" and above.lemma.lower() in ("version", "draft", "text"):
            continue
        words = [*g.modifiers(t.i)]
        version = next((scene.tokens[k].text.lower() for k in words if scene.tokens[k].text.lower() in _VERSIONS), None)
        owners = scene.modifier_actors(t.i) + [a for o in below for a in scene.modifier_actors(o)]
        if t.lemma.lower() == "version" and not any(scene.tokens[o].lemma.lower() in _NOUNS for o in below):
            continue
        if version is None and not owners:
            continue
        author = owners[0] if owners else None
        noun = scene.tokens[below[0]].lemma.lower() if t.lemma.lower() == "version" and below else t.lemma.lower()
        key = (noun, author, version)
        if key not in seen:
            seen.add(key)
            out.append((t.i, author, version))
    return out
