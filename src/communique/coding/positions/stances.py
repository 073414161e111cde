"""Finds the words that tell a stance without telling an act: wants, is committed to, will not sign until, is out of the question."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.coding.lexicon import table
from communique.coding.positions.company import company_of, things_of
from communique.coding.positions.conditions import find_conditions
from communique.coding.positions.holders import FUTURE, Stance, auxiliaries, doers_of, negated, sides_of, speaker_of
from communique.coding.positions.said import closed, content, on_condition, says_something
from communique.coding.scene import Scene
from communique.coding.scene.memory import remembered_list
from communique.coding.scene.status import factuality

__all__ = ["find_stances"]

_DROPPING = (
    "give up",
    "drop",
    "renounce",
    "waive",
    "abandon",
    "withdraw",
    "relinquish",
    "shelve",
    "reject",
    "turn down",
)
_PREDICATES = ("acomp", "ROOT", "conj", "oprd", "attr", "ccomp", "xcomp", "advcl", "relcl")


@remembered_list
def find_stances(scene: Scene) -> list[Stance]:
    """Return the stances that single words, closed doors, said contents and conditions tell, in text order."""
    lists = table("stances.toml")
    found = [*find_conditions(scene, lists["condition"])]
    barred = {s.word for s in found if s.rule.startswith("condition.bar")}
    for t in scene.tokens:
        if t.i in barred:
            continue
        s = _called(scene, t.i, lists["stance"]) or closed(scene, t.i, lists["closed"])
        s = s or content(scene, t.i, lists["content"])
        if s is not None:
            found.append(s)
    clauses = {scene.graph.clause_verb(i) for i in barred}
    granted = {s.word for s in found if s.parties and s.rule.startswith(("condition.grant", "condition.terms"))}
    found = [s for s in found if s.parties and not _is_half(scene, s, clauses, granted)]
    return sorted(found, key=lambda s: (s.word, s.rule))


def _is_half(scene: Scene, s: Stance, barred: set[int], granted: set[int]) -> bool:
    """Whether a condition tells it whole: "will not sign until" refuses and "is ready to if" offers no more than on terms."""
    if s.stance == "rejects":
        return scene.graph.clause_verb(s.word) in barred
    return s.stance in ("offers", "accepts") and (s.word in granted or bool(granted & set(s.about)))


# ---- words that call a stance --------------------------------------------------------------------------------------------


def _called(scene: Scene, i: int, rows: list[dict[str, Any]]) -> Stance | None:
    for row in _rows_of(scene, i, rows):
        company = company_of(scene, i, row)
        if row.get("object"):
            company = [c for c in company if scene.is_class(c, tuple(row["object"]))]
        if any(scene.is_class(c, tuple(row.get("never", ()))) for c in company):
            continue
        if row["stance"] == "demands" and _is_good_wish(scene, company):
            continue
        if not company and not (row.get("bare") and _stands_alone(scene, i)):
            continue
        if row.get("object_too") is False and any(scene.tokens[o].tag != "PRP" for o in scene.graph.kids(i, "dobj")):
            continue
        if row.get("thing") and not any(scene.is_class(o, tuple(row["thing"])) for o in things_of(scene, i)):
            continue
        about = [k for c in company for k in scene.graph.subtree(c)]
        if row.get("matter") and not says_something(scene, about, company):
            continue
        if any(key in row and not any(scene.is_class(k, tuple(row[key])) for k in about) for key in ("of", "holds")):
            continue
        stance = _settled(scene, i, row, company)
        parties = sides_of(scene, _holders(scene, i, row)) if stance else []
        if stance and parties:
            return Stance(i, parties, stance, f"stance.{row['id']}", about)
    return None


def _is_good_wish(scene: Scene, company: list[int]) -> bool:
    """Whether it asks for calm, restraint or wisdom, which nobody could grant or refuse."""
    words, g = table("stances.toml")["empty"], scene.graph
    verbs = [c for c in company if g.is_verb(c)]
    if any(f"{scene.lemma(c)} {how}" in words["verbs"] for c in verbs for how in _adverbs(scene, c)):
        return True
    things = [o for c in verbs for o in g.kids(c, "dobj", "acomp", "oprd")] if verbs else company
    return bool(things) and all(scene.is_class(k, tuple(words["things"])) for k in things)


def _adverbs(scene: Scene, verb: int) -> list[str]:
    return [scene.tokens[k].text.lower() for k in scene.graph.kids(verb, "advmod", "acomp")]


def _rows_of(scene: Scene, i: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the word calls as the verb, the adjective or the noun that it is here."""
    t = scene.tokens[i]
    here: list[int] = []
    if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass", "amod", "compound"):
        after = scene.tokens[i + 1].text.lower() if i + 1 < len(scene.tokens) else ""
        names = {scene.lemma(i), f"{t.lemma.lower()} {after}"}
        here = sorted({n for name in names for n in _numbers("verbs").get(name, ())})
    if t.pos == "NOUN" and t.dep != "compound" and not (t.dep == "dobj" and scene.lemma(t.head) in _DROPPING):
        return [rows[n] for n in _numbers("own_nouns").get(scene.lemma(i), ())]
    if t.pos in ("VERB", "ADJ") and t.dep in _PREDICATES:
        here += [n for n in _numbers("adjectives").get(t.text.lower(), ()) if n not in here]
    return [rows[n] for n in here]


@cache
def _numbers(key: str) -> dict[str, list[int]]:
    """The numbers of the rows by the words that call them."""
    found: dict[str, list[int]] = {}
    for n, row in enumerate(table("stances.toml")["stance"]):
        for word in dict.fromkeys(row.get(key, ())):
            found.setdefault(word, []).append(n)
    return found


def _stands_alone(scene: Scene, i: int) -> bool:
    """Whether nothing hangs on the verb that it could be about, and the sentence before speaks of an offer: "Kiir accepted"."""
    g, s = scene.graph, scene.tokens[i].sentence
    if g.kids(i, "dobj", "xcomp", "ccomp", "prep", "prt", "advcl", "auxpass", "nsubjpass", "agent") or s == 0:
        return False
    before = scene.analysis.sentences[s - 1]
    here = scene.analysis.sentences[s]
    return any(
        scene.is_class(k, ("PLAN", "DEMAND", "invitation", "offer", "propose", "suggest", "demand", "ask"))
        for k in (*range(before.first, before.last), *range(here.first, i))
    )


def _holders(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """Who takes the stance: the subject, of an adjective that of its verb, of a noun whose it is; of a passive the one behind it."""
    g = scene.graph
    t = scene.tokens[i]
    if row.get("holder") == "owner":
        return [a for s in g.subjects(i) for a in scene.owners(s)]
    if t.pos == "NOUN":
        return _voicers(scene, i, row)
    copula = t.pos == "ADJ" or (
        t.tag == "VBN"
        and not g.prep_objects(i, "by")
        and scene.lemma(i) in ("commit", "prepare", "bind", "set", "oppose")
    )
    if not copula:
        return doers_of(scene, i)
    verb = t.head if g.is_verb(t.head) and t.dep in ("acomp", "oprd", "attr", "xcomp") else i
    return [a for s in g.subjects(verb) for a in scene.people_at(s)] or doers_of(scene, verb)


def _voicers(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """Whose the demand or refusal is: its possessor, or who makes or repeats it ("repeated the demand", "opened with a call")."""
    g, t = scene.graph, scene.tokens[i]
    own = [a for k in g.modifiers(i) for a in (scene.actors_at(k) or scene.actors_before(k))]
    own = own or [a for o in g.prep_objects(i, "by", row.get("holder", "by")) for a in scene.actors_at(o)]
    if own:
        return own
    if t.dep == "dobj" and scene.lemma(t.head) in row["voiced"]:
        return scene.doers(t.head)
    if t.dep == "pobj" and scene.tokens[t.head].text.lower() in ("with", "in"):
        return scene.doers(g.clause_verb(t.head))
    return []


def _settled(scene: Scene, i: int, row: dict[str, Any], company: list[int]) -> str | None:
    """What the word says once its denial is seen; None where it is only hoped, asked or supposed."""
    t = scene.tokens[i]
    verb = t.head if t.dep in ("acomp", "oprd", "attr") else i
    if t.pos == "NOUN":
        return (
            None
            if any(scene.tokens[k].lemma.lower() == "no" for k in scene.graph.kids(i, "det"))
            else str(row["stance"])
        )
    if negated(scene, verb) or negated(scene, i):
        return row.get("negated")
    if row.get("only_negated"):
        return None
    modal = any(a in ("may", "might", "could", "should", "must", "ought", "can") for a in auxiliaries(scene, verb))
    if modal:
        return str(row["stance"]) if row.get("able") and speaker_of(scene, i) else None
    if row.get("able"):
        return None
    if row.get("negated_clause"):
        if any(negated(scene, c, "nsubj", "nsubjpass") for c in company):
            return str(row["negated_clause"])
        if not any(_is_wanted(scene, c) for c in company):
            return None
    if row.get("would") and "would" in auxiliaries(scene, verb) and not on_condition(scene, verb):
        return str(row["stance"])
    fact = factuality(scene, verb)
    return str(row["stance"]) if fact.status in ("happened", "planned") and fact.why != "status.condition" else None


def _is_wanted(scene: Scene, clause: int) -> bool:
    """Whether the clause says what is to be and not what is: "that it leave", "that they be freed", "that it must go"."""
    t, aux = scene.tokens[clause], auxiliaries(scene, clause)
    if set(aux) & {"must", "should", "may", "shall", "ought"}:
        return True
    be = [k for k in scene.graph.kids(clause, "auxpass", "aux") if scene.tokens[k].text.lower() == "be"]
    return (bool(be) and not set(aux) & set(FUTURE)) or (t.text.lower() == t.lemma.lower() and not aux)
