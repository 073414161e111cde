"""A promise before it becomes an entry, and what keeps words from being one: guesses, conditions, denials."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.lexicon import status_words
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.coding.scene.status import is_inverted
from communique.words import PlaceMention, TimeExpression

__all__ = ["CommitmentDraft", "is_bound_to_a_condition", "is_guessed", "is_void"]

_CONDITIONS = ("if", "unless", "provided")


@dataclass(slots=True)
class CommitmentDraft:
    """A promise before it becomes an entry. `head` is the token of what is promised, `content` its code points.

    `shared` is true where an agreement's parties are bound together, `own` false where none of them is named; `settled`
    are the code points of the words that tell what became of it.
    """

    parties: list[int]
    tokens: list[int]
    content: tuple[int, int]
    due: TimeExpression | None
    made: TimeExpression | None
    form: str
    rule: str
    head: int = -1
    place: PlaceMention | None = None
    session: Session | None = None
    shared: bool = False
    own: bool = True
    status: str = "pending"
    settled: tuple[int, int] | None = None

    def sides(self, scene: Scene) -> set[str]:
        """Return the sides that are bound."""
        return {scene.side(a) for a in self.parties}


def is_guessed(scene: Scene, i: int) -> bool:
    """Tell whether the clause around token `i` only guesses or hopes ("most likely", "expects", "might", "hopes that")."""
    g = scene.graph
    verb = g.clause_verb(i)
    chain = [verb]
    for a in g.ancestors(verb):
        if scene.tokens[chain[-1]].dep == "conj" and g.kids(chain[-1], "nsubj", "nsubjpass"):
            # "neither may rule, and elections are to follow": a clause of its own
            break
        chain.append(a)
    near = [
        k
        for v in chain
        for k in (
            v,
            *g.kids(v, "advmod", "acomp", "aux", "nsubj"),
            *(x for a in g.kids(v, "acomp", "advmod") for x in g.kids(a)),
        )
    ]
    words = status_words()
    # the lemmatizer takes "hopes" for a form of "hop"
    return any(scene.in_list(k, "guess") or scene.tokens[k].text.lower() in words["hope"] for k in near)


def is_bound_to_a_condition(scene: Scene, verb: int) -> bool:
    """Tell whether the clause hangs on an "if" or "unless"."""
    g = scene.graph
    clauses = g.kids(verb, "advcl")
    marks = [m for k in clauses for m in g.kids(k, "mark")]
    return any(scene.tokens[m].text.lower() in _CONDITIONS for m in marks) or any(
        is_inverted(scene, k) for k in clauses
    )


def is_void(scene: Scene, i: int) -> bool:
    """Tell whether what is promised is nothing: "agreed on nothing", "no timetable"."""
    g = scene.graph
    t = scene.tokens[i]
    if t.lemma.lower() in ("nothing", "neither", "none", "little"):
        return True
    objects = g.kids(i, "dobj", "nsubjpass") if g.is_verb(i) else [i]
    objects += [s for k in g.kids(i, "ccomp") for s in g.kids(k, "nsubj", "nsubjpass")]
    return any(scene.tokens[d].text.lower() in ("no", "neither") for o in objects for d in g.kids(o, "det", "neg"))
