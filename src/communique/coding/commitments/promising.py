"""Finds the words by which somebody is bound: undertakes, gives an assurance, is obliged by an accord, has until Friday to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.coding.commitments.accords import (
    Accord,
    accord_at,
    accord_over,
    is_accord,
    last_accord,
    spoken_of_before,
    words_of,
)
from communique.coding.commitments.bound import bound_by, parties_of
from communique.coding.commitments.promised import is_void
from communique.coding.events.drafts import EventDraft
from communique.coding.lexicon import table
from communique.coding.rounds.mentions import article_day, window
from communique.coding.scene import Scene
from communique.coding.scene.bearings import time_of
from communique.coding.scene.status import factuality

__all__ = ["Binding", "find_bindings"]

_SPEAKING = frozenset({"promise", "set", "guarantee", "commit", "mandate", "say", "state", "declare", "lay", "call"})
"""Verbs of which "it" is a government or a movement rather than an agreement."""
_WILL = frozenset({"will", "would", "shall", "'ll", "'d"})
_SUM = 1_000
_WEEKS = 45
_UNITS = frozenset(
    {"euro", "dollar", "pound", "yen", "million", "billion", "usd", "eur", "gbp", "franc", "yuan", "crown"}
)


@dataclass(frozen=True, slots=True)
class Binding:
    """At token `word` of row `rule` the actors `parties` are bound to what the tokens of `contents` head."""

    word: int
    parties: tuple[int, ...]
    contents: tuple[int, ...]
    rule: str
    dated: bool
    accord: Accord | None = None


def find_bindings(scene: Scene, events: list[EventDraft]) -> Iterator[Binding]:
    """Yield what the rows of commitments.toml find, in text order."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table("commitments.toml")["promise"]:
        for verb in row.get("verbs", ()):
            rows.setdefault(verb, []).append(row)
    nouns = [row for row in table("commitments.toml")["promise"] if "nouns" in row]
    for t in scene.tokens:
        if t.pos == "NOUN":
            yield from (b for row in nouns if t.lemma.lower() in row["nouns"] and (b := _own_word(scene, t.i, row)))
        if t.pos not in ("VERB", "AUX") or t.dep in ("aux", "auxpass", "amod", "compound"):
            continue
        for row in dict.fromkeys((scene.lemma(t.i), t.lemma.lower())):
            found = next((b for r in rows.get(row, ()) if (b := _called(scene, events, t.i, r)) is not None), None)
            if found is not None:
                yield found
                break


def _own_word(scene: Scene, i: int, row: dict[str, Any]) -> Binding | None:
    """ "The junta's pledge to free them", "parted with a vow to keep the peace": the word somebody has given, told as a thing."""
    g, t = scene.graph, scene.tokens[i]
    verb = g.clause_verb(i)
    denied = any(scene.tokens[k].lemma.lower() in ("no", "any", "such") for k in g.kids(i, "det", "amod"))
    if (
        denied
        or scene.lemma(verb) in row["not_governor"]
        or factuality(scene, verb).status not in ("happened", "planned")
    ):
        return None
    above = scene.tokens[t.head]
    handed = t.dep == "pobj" and above.text.lower() == "with"
    deeds = [k for k in g.kids(i, "acl", "relcl") if _is_infinitive(scene, k)]
    deeds += [k for k in g.kids(above.head, "advcl", "xcomp") if handed and k > i and _is_infinitive(scene, k)]
    deeds += [v for p in g.kids(i, "prep") if scene.tokens[p].text.lower() == "to" for v in g.kids(p, "pcomp")]
    deeds = [k for d in deeds for k in g.conjuncts(d) if not _is_hollow(scene, k)]
    whose = [a for k in g.kids(i, "poss", "amod", "compound") for a in (scene.actors_at(k) or scene.actors_before(k))]
    whose = whose or [a for o in g.prep_objects(i, "of") for a in scene.people_at(o)]
    whose = whose or (scene.doers(verb) if handed else [])
    parties = parties_of(scene, whose)
    return (
        Binding(i, tuple(parties), tuple(deeds), f"commitment.{row['id']}", dated=False) if parties and deeds else None
    )


def _called(scene: Scene, events: list[EventDraft], i: int, row: dict[str, Any]) -> Binding | None:
    if factuality(scene, i).status != "happened":
        return None
    if row.get("reflexive") and not any(scene.tokens[o].tag == "PRP" for o in scene.graph.kids(i, "dobj")):
        return None
    things = _things(scene, i, row)
    if "object" in row and not things:
        return None
    contents = _contents(scene, i, row, things)
    if not contents or (row.get("money") and not _is_sum(scene, things)):
        return None
    accord = _accord(scene, events, i, row, things)
    parties = _bound(scene, i, row, accord, contents, events)
    if not parties or len({scene.side(a) for a in parties}) < row.get("sides", 1):
        return None
    if (row.get("recent") and not _is_recent(scene, i)) or not parties:
        return None
    return Binding(i, tuple(parties), tuple(contents), f"commitment.{row['id']}", bool(row.get("dated")), accord)


def _things(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """The objects of the verb that the row asks for."""
    g = scene.graph
    objects = g.patients(i)
    if row["subject"] == "ACCORD":
        objects = g.kids(i, "dobj")
    words = row.get("object", ["*"])
    if "ACCORD" in words:
        return [o for o in objects if is_accord(scene, o)]
    found = [o for o in objects if "*" in words or any(scene.tokens[h].lemma.lower() in words for h in scene.heads(o))]
    return found if "*" not in words else (found or [i])


def _contents(scene: Scene, i: int, row: dict[str, Any], things: list[int]) -> list[int]:
    """The heads of what is promised, where it stands in the company that the row names."""
    g = scene.graph
    anchors = dict.fromkeys([i, *things])
    for then in row["then"]:
        if then == "infinitive":
            heads = [
                k
                for a in anchors
                for k in g.kids(a, "xcomp", "ccomp", "acl", "advcl", "relcl")
                if _is_infinitive(scene, k)
            ]
            heads = heads or _hung_below(scene, i)
            heads = [h for h in heads if "deeds" not in row or scene.tokens[h].lemma.lower() in row["deeds"]]
        elif then == "gerund":
            heads = [
                v
                for a in anchors
                for p in g.kids(a, "prep")
                if scene.tokens[p].text.lower() in ("to", "on", "for", "of")
                for v in g.kids(p, "pcomp")
            ]
        elif then == "clause":
            heads = [
                k
                for a in anchors
                for k in g.kids(a, "ccomp", "acl", "advcl")
                if any(scene.tokens[x].text.lower() in (*_WILL, *_must(row)) for x in g.kids(k, "aux"))
                or any(scene.tokens[x].text.lower() == "for" for x in g.kids(k, "mark"))
            ]
        elif then == "until":
            heads = _until(scene, i)
        elif then == "object":
            heads = [o for o in things if o != i]
        else:
            heads = g.prep_objects(i, then.removeprefix("prep:"))
            heads += [o for a in things if a != i for o in g.prep_objects(a, then.removeprefix("prep:"))]
            heads = [h for h in heads if "what" not in row or scene.tokens[h].lemma.lower() in row["what"]]
        heads = [c for h in heads for c in (g.conjuncts(h) if g.is_verb(h) else [h])]
        heads = [h for h in dict.fromkeys(heads) if not _is_hollow(scene, h)]
        if heads:
            return heads
    return []


def _must(row: dict[str, Any]) -> tuple[str, ...]:
    """What an agreement says must be done, its parties have promised."""
    return ("must", "should") if row["subject"] == "ACCORD" else ()


def _is_hollow(scene: Scene, h: int) -> bool:
    """Whether what is promised is nothing, harm or mere words; not to do harm is a promise."""
    lemma = scene.tokens[h].lemma.lower()
    if scene.tokens[h].tag in ("WP", "WDT", "WRB") or (
        scene.tokens[h].dep == "nsubj" and lemma in ("that", "which", "what")
    ):
        return True
    harm = lemma in words_of("harm") and not scene.graph.kids(h, "neg")
    told = lemma == "be" and bool(scene.graph.kids(h, "acomp", "oprd"))
    return harm or (lemma in words_of("hollow") and not told) or is_void(scene, h)


def _is_infinitive(scene: Scene, k: int) -> bool:
    return scene.tokens[k].tag in ("VB", "VBN") and any(
        scene.tokens[x].text.lower() == "to" for x in scene.graph.kids(k, "aux")
    )


def _hung_below(scene: Scene, i: int) -> list[int]:
    """ "Promised in an accord with the opposition to hold a vote": the parser may hang the infinitive on the noun before it."""
    g = scene.graph
    nouns = [o for p in g.kids(i, "prep", "agent") for k in g.kids(p, "pobj") for o in (k, *g.prep_objects(k))]
    return [k for o in nouns for k in g.kids(o, "acl") if _is_infinitive(scene, k) and is_accord(scene, nouns[0])]


def _until(scene: Scene, i: int) -> list[int]:
    """ "Has until 5 April to", "was given 24 hours to"."""
    g = scene.graph
    deeds = [k for k in g.kids(i, "xcomp", "advcl") if _is_infinitive(scene, k)]
    times = [
        o for p in g.kids(i, "prep") if scene.tokens[p].text.lower() in ("until", "till") for o in g.kids(p, "pobj")
    ]
    times += [o for o in g.kids(i, "dobj", "npadvmod", "oprd") if scene.time_at(o) is not None]
    deeds += [k for o in times for k in g.kids(o, "acl", "relcl") if _is_infinitive(scene, k)]
    return deeds[:1] if times else []


def _is_sum(scene: Scene, things: list[int]) -> bool:
    """Whether a sum of money stands in the words of the thing."""
    spans = [scene.graph.span(o) for o in things]
    inside = [q for q in scene.analysis.quantities for a, b in spans if a <= q.start < b]
    return any((q.value or q.high or q.low or 0) >= _SUM for q in inside) or any(
        scene.tokens[k].lemma.lower() in _UNITS or scene.tokens[k].text in ("$", "€", "£")
        for o in things
        for k in scene.graph.subtree(o)
    )


def _accord(scene: Scene, events: list[EventDraft], i: int, row: dict[str, Any], things: list[int]) -> Accord | None:
    g = scene.graph
    if row["subject"] == "ACCORD":
        subjects = g.prep_objects(i, "by", "under") if g.is_passive(i) else g.kids(i, "nsubj")
        nouns = [s for s in subjects if is_accord(scene, s)]
        plain = scene.tokens[i].lemma.lower() not in _SPEAKING
        if not nouns and plain and any(scene.tokens[s].text.lower() in ("it", "this") for s in subjects):
            return spoken_of_before(scene, events, i)
        return accord_at(scene, events, nouns[0]) if nouns else None
    noun = next((o for o in things if o != i and is_accord(scene, o)), None)
    return accord_at(scene, events, noun) if noun is not None else accord_over(scene, events, i)


def _bound(
    scene: Scene, i: int, row: dict[str, Any], accord: Accord | None, contents: list[int], events: list[EventDraft]
) -> list[int]:
    """Who is bound, by the row."""
    g = scene.graph
    if row["subject"] == "ACCORD" and accord is None:
        return []
    if row["bound"] == "accord":
        return accord.parties if accord is not None else []
    if row["bound"] == "object":
        whom = [
            *g.kids(i, "dobj", "dative"),
            *g.kids(contents[0], "nsubj"),
            *(g.subjects(i) if g.is_passive(i) else []),
        ]
        found = [a for w in whom for o in g.conjuncts(w) for a in scene.people_at(o)]
        return parties_of(scene, found) or (accord.parties if accord is not None else [])
    if row["bound"] == "patient":
        if not g.is_passive(i):
            return []
        home = [scene.states[scene.home]] if scene.home in scene.states else []
        return parties_of(scene, [a for s in g.subjects(i) for a in scene.people_at(s)]) or home
    doers = parties_of(scene, bound_by(scene, events, i, scene.doers(i)))
    if not doers and g.is_passive(i) and row["subject"] == "ANY":
        return last_accord(scene, events, i).parties
    if not doers and g.is_passive(i) and accord is not None and accord.noun >= 0:
        return accord.parties
    return doers


def _is_recent(scene: Scene, i: int) -> bool:
    """Whether what was signed was signed in these weeks, not told in passing or as history."""
    if scene.tokens[i].dep in ("relcl", "acl", "advcl"):
        return False
    (first, _), day = window(time_of(scene, i)), article_day(scene)
    return first is None or day is None or (day - first).days <= _WEEKS
