"""Tells what hangs on a word that calls a stance: its objects, its clauses, what stands behind its prepositions."""

from __future__ import annotations

from typing import Any

from communique.coding.positions.holders import auxiliaries
from communique.coding.scene import Scene

__all__ = ["company_of", "things_of"]


def things_of(scene: Scene, i: int) -> list[int]:
    """Return the objects of the verb, its subjects where it has none."""
    g = scene.graph
    return [*g.kids(i, "dobj"), *(s for s in g.subjects(i) if not g.kids(i, "dobj"))]


def company_of(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """Return the tokens that hang on the word in one of the ways that the row asks for."""
    g = scene.graph
    if row.get("nouns"):
        at = [o for o in g.kids(i, "dobj", "attr") if scene.tokens[o].lemma.lower() in row["nouns"]]
        hung = [
            k
            for o in at
            for k in (
                *g.kids(o, "acl"),
                *(c for p in (*g.kids(o, "prep"), *g.kids(i, "prep")) for c in g.kids(p, "pcomp", "pobj")),
            )
            if k > o
        ]
        return hung or (at if row.get("alone") else [])
    out = [k for way in row["with"] for k in _way(scene, i, way)]
    if "prep:on" in row["with"] and out and g.kids(i, "xcomp"):
        # "called on Tehran to account for": what is asked, and not of whom
        out = g.kids(i, "xcomp")
    if row.get("complement"):
        out = [k for k in out if scene.lemma(k) in row["complement"]]
    return out


def _way(scene: Scene, i: int, way: str) -> list[int]:
    g = scene.graph
    kind, _, prep = way.partition(":")
    if kind == "deadline":
        return _deadline(scene, i)
    if kind == "object":
        passive = g.is_passive(i) and scene.tokens[i].dep != "acl"
        if scene.tokens[i].dep == "acl" and scene.tokens[i].tag == "VBN":
            # "a visa-free regime sought by Tbilisi"
            return [scene.tokens[i].head]
        things = g.subjects(i) if passive else g.patients(i)
        relative = any(scene.tokens[o].tag.startswith("W") for o in things) and scene.tokens[i].dep == "relcl"
        # "a draft which Laos refused": what the clause is told of
        return [o for o in things if not scene.tokens[o].tag.startswith("W")] + (
            [scene.tokens[i].head] if relative and not passive else []
        )
    if kind == "clause":
        below = g.kids(i, "xcomp", "ccomp", "acl", *(("advcl",) if g.is_passive(i) else ()))
        if any(scene.is_actor(o) for o in g.kids(i, "dobj")):
            # "pressed the North to account for"
            below += [k for k in g.kids(i, "advcl") if "to" in auxiliaries(scene, k)]
        # "refused at the time to part with"
        if scene.lemma(i) == "ask":
            # "asked whether": he wants to know
            below = [
                k
                for k in below
                if not any(scene.tokens[m].text.lower() in ("whether", "if") for m in g.kids(k, "mark"))
            ]
        below += [k for o in g.prep_objects(i, "at", "in", "on") if scene.time_at(o) for k in g.kids(o, "relcl", "acl")]
        return [k for k in below if k > i and (g.is_verb(k) or scene.tokens[k].pos == "ADJ")]
    out = g.prep_objects(i, prep)
    out += [c for p in g.kids(i, "prep") if scene.tokens[p].text.lower() == prep for c in g.kids(p, "pcomp")]
    # "called for the accord to be kept"
    marked = [c for c in g.kids(i, "advcl", "ccomp") for k in g.kids(c, "mark") if scene.tokens[k].text.lower() == prep]
    return out + marked


def _deadline(scene: Scene, i: int) -> list[int]:
    """What is to be done in the time that somebody gives another: "gave Tehran until March to", "gave the junta a week to"."""
    g = scene.graph
    whom = [o for o in g.kids(i, "dobj", "dative") if scene.people_at(o)]
    times = [
        o for p in g.kids(i, "prep") if scene.tokens[p].text.lower() in ("until", "till") for o in g.kids(p, "pobj")
    ]
    times += [o for o in g.kids(i, "dobj", "npadvmod", "oprd") if scene.time_at(o) is not None]
    deeds = [
        k for o in (i, *times) for k in g.kids(o, "xcomp", "advcl", "acl", "relcl") if "to" in auxiliaries(scene, k)
    ]
    return deeds[:1] if whom and times else []
