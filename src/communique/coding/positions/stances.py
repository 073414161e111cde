"""Finds the words that tell a stance without telling an act: wants, is committed to, will not sign until, is out of the question."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.coding.lexicon import table
from communique.coding.positions.conditions import find_conditions
from communique.coding.positions.holders import FUTURE, Stance, auxiliaries, doers_of, negated, sides_of, speaker_of
from communique.coding.positions.issues import issue_of
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
_NAMING = ("call", "describe", "deem", "consider", "declare", "label", "brand", "find", "term", "make", "see", "regard")
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
        s = _called(scene, t.i, lists["stance"]) or _closed(scene, t.i, lists["closed"])
        s = s or _content(scene, t.i, lists["content"])
        if s is not None:
            found.append(s)
    found = [s for s in found if s.parties]
    return sorted(found, key=lambda s: (s.word, s.rule))


# ---- words that call a stance --------------------------------------------------------------------------------------------


def _called(scene: Scene, i: int, rows: list[dict[str, Any]]) -> Stance | None:
    for row in _rows_of(scene, i, rows):
        company = _company(scene, i, row)
        if row.get("object"):
            company = [c for c in company if scene.is_class(c, tuple(row["object"]))]
        if any(scene.is_class(c, tuple(row.get("never", ()))) for c in company):
            continue
        if not company and not (row.get("bare") and _stands_alone(scene, i)):
            continue
        if row.get("thing") and not any(scene.is_class(o, tuple(row["thing"])) for o in _things(scene, i)):
            continue
        about = [k for c in company for k in scene.graph.subtree(c)]
        if row.get("matter") and not _says_something(scene, about, company):
            continue
        stance = _settled(scene, i, row, company)
        parties = sides_of(scene, _holders(scene, i, row)) if stance else []
        if stance and parties:
            return Stance(i, parties, stance, f"stance.{row['id']}", about)
    return None


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


def _things(scene: Scene, i: int) -> list[int]:
    g = scene.graph
    return [*g.kids(i, "dobj"), *(s for s in g.subjects(i) if not g.kids(i, "dobj"))]


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


def _company(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """The tokens that hang on the word in one of the ways that the row asks for."""
    g = scene.graph
    if row.get("nouns"):
        at = [o for o in g.kids(i, "dobj", "attr") if scene.tokens[o].lemma.lower() in row["nouns"]]
        return [
            k
            for o in at
            for k in (
                *g.kids(o, "acl"),
                *(c for p in (*g.kids(o, "prep"), *g.kids(i, "prep")) for c in g.kids(p, "pcomp", "pobj")),
            )
            if k > o
        ]
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
    if kind == "object":
        passive = g.is_passive(i) and scene.tokens[i].dep != "acl"
        return g.subjects(i) if passive else [o for o in g.patients(i) if not scene.tokens[o].tag.startswith("W")]
    if kind == "clause":
        below = g.kids(i, "xcomp", "ccomp", "acl", *(("advcl",) if g.is_passive(i) else ()))
        if any(scene.is_actor(o) for o in g.kids(i, "dobj")):
            # "pressed the North to account for"
            below += [k for k in g.kids(i, "advcl") if "to" in auxiliaries(scene, k)]
        # "refused at the time to part with"
        below += [k for o in g.prep_objects(i, "at", "in", "on") if scene.time_at(o) for k in g.kids(o, "relcl", "acl")]
        return [k for k in below if k > i and (g.is_verb(k) or scene.tokens[k].pos == "ADJ")]
    out = g.prep_objects(i, prep)
    out += [c for p in g.kids(i, "prep") if scene.tokens[p].text.lower() == prep for c in g.kids(p, "pcomp")]
    # "called for the accord to be kept"
    marked = [c for c in g.kids(i, "advcl", "ccomp") for k in g.kids(c, "mark") if scene.tokens[k].text.lower() == prep]
    return out + marked


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
    fact = factuality(scene, verb)
    return str(row["stance"]) if fact.status in ("happened", "planned") and fact.why != "status.condition" else None


def _is_wanted(scene: Scene, clause: int) -> bool:
    """Whether the clause says what is to be and not what is: "that it leave", "that they be freed", "that it must go"."""
    t, aux = scene.tokens[clause], auxiliaries(scene, clause)
    if set(aux) & {"must", "should", "may", "shall", "ought"}:
        return True
    be = [k for k in scene.graph.kids(clause, "auxpass", "aux") if scene.tokens[k].text.lower() == "be"]
    return (bool(be) and not set(aux) & set(FUTURE)) or (t.text.lower() == t.lemma.lower() and not aux)


# ---- what is closed --------------------------------------------------------------------------------------------------------


@cache
def _doors() -> tuple[tuple[str, ...], frozenset[str]]:
    """All words that close a door, and the one or two letters with which they begin."""
    doors = tuple(w for words in table("stances.toml")["closed"].values() for w in words)
    return doors, frozenset(w[:n] for w in doors for n in (1, 2))


def _closed(scene: Scene, i: int, words: dict[str, list[str]]) -> Stance | None:
    """ "Called the withdrawal non-negotiable", "the withdrawal is a red line for Baku"."""
    g = scene.graph
    doors, heads = _doors()
    if g.texts[i][:2] not in heads:
        return None
    start = scene.tokens[i].start
    text = scene.analysis.article.text[start : start + 30].lower()
    if not text.startswith(doors):
        return None
    stance, word = next(((s, w) for s, ws in words.items() for w in ws if text.startswith(w)), (None, None))
    if stance is None or word is None:
        return None
    if not word.startswith("not ") and negated(scene, scene.tokens[i].head):
        return None
    last = i + len(word.replace("-", " - ").split(" ")) - 1
    verb = g.clause_verb(min(last, len(scene.tokens) - 1))
    inside = set(range(i, last + 1))
    subjects = [k for k in g.kids(verb, "nsubj", "nsubjpass", "csubj") if not inside & set(g.subtree(k))]
    if scene.lemma(verb) in ("be", "remain", "stay", "seem") and subjects:
        parties = speaker_of(scene, i) or [
            a
            for o in (*g.prep_objects(verb, "for", "to"), *(o for k in inside for o in g.prep_objects(k, "for", "to")))
            for a in scene.people_at(o)
        ]
        about = [k for s in subjects for k in g.subtree(s)]
        if word == "red line" and any(scene.tokens[k].dep == "csubj" for k in subjects):
            # what one does is a red line for those who will not do it
            stance = "rejects"
    elif scene.lemma(verb) in _NAMING:
        parties = scene.doers(verb)
        about = [k for k in g.subtree(verb) if verb < k and k not in inside]
    else:
        return None
    return Stance(i, sides_of(scene, parties), stance, "stance.closed", about)


# ---- what is said must or will not be --------------------------------------------------------------------------------------


def _content(scene: Scene, i: int, lists: dict[str, list[str]]) -> Stance | None:
    """ "Said that Laos must leave" demands, "said that it would (not) leave" offers or refuses; between quote marks too."""
    g = scene.graph
    t = scene.tokens[i]
    if not g.is_verb(i) or t.dep in ("aux", "auxpass") or (t.dep in ("advcl", "relcl", "acl")):
        return None
    aux = auxiliaries(scene, i)
    if not aux and g.lemmas[i] not in lists["duties"]:
        return None
    denied = negated(scene, i, "nsubj", "nsubjpass")
    if "should" in aux and scene.lemma(i) in lists["expected"]:
        return None
    has_to = _has_to(scene, i, lists["duties"]) and not denied
    verb = next(iter(g.kids(i, "xcomp")), i) if has_to else i
    future = any(a in FUTURE for a in aux)
    yields = scene.lemma(verb) in lists["yielding"] or scene.tokens[verb].lemma.lower() in lists["yielding"]
    parties = _said_by(scene, i, lists["cues"])
    subjects = g.subjects(i)
    doers = sides_of(scene, [a for s in subjects for a in scene.people_at(s)] or doers_of(scene, i))
    about = [k for k in g.subtree(i) if k != i] + [i]
    if has_to or any(a in lists["obliging"] for a in aux) or (denied and "may" in aux):
        if parties and subjects and _says_something(scene, about):
            return Stance(i, parties, "demands", "stance.must", about)
        return None
    if not (future and yields):
        return None
    if denied and not parties and not scene.quote_at(i):
        parties = doers
    if doers and not {scene.side(a) for a in doers} & {scene.side(a) for a in parties}:
        return None
    if denied:
        return Stance(i, parties, "rejects", "stance.will_not", about) if parties else None
    if (
        doers
        and parties
        and _says_something(scene, about)
        and not {"can", "could"} & set(aux)
        and not _on_condition(scene, i)
    ):
        return Stance(i, parties, "offers", "stance.will", about)
    return None


def _has_to(scene: Scene, i: int, duties: list[str]) -> bool:
    """Whether the verb says what one has to do: "have to", "need to", "is obliged to"."""
    t = scene.tokens[i]
    if t.lemma.lower() not in duties or (t.lemma.lower() not in ("have", "need") and not scene.graph.is_passive(i)):
        return False
    return any("to" in auxiliaries(scene, k) for k in scene.graph.kids(i, "xcomp"))


def _on_condition(scene: Scene, i: int) -> bool:
    """Whether something stands with the verb on which it hangs: that is a condition, and told as one."""
    g = scene.graph
    return any(
        scene.tokens[m].text.lower() in ("if", "unless", "once", "when", "until")
        for c in g.kids(i, "advcl")
        for m in g.kids(c, "mark", "advmod")
    )


def _said_by(scene: Scene, i: int, cues: list[str]) -> list[int]:
    """Who says the clause of verb `i`: the speaker of a quotation, or the subject of the verb of saying above it."""
    above = next((a for a in scene.graph.ancestors(i) if scene.graph.is_verb(a)), None)
    if above is not None and scene.tokens[i].dep in ("ccomp", "conj") and scene.lemma(above) in cues and above < i:
        doers = sides_of(scene, scene.doers(above))
        if doers:
            return doers
    return speaker_of(scene, i)


def _says_something(scene: Scene, about: list[int], heads: list[int] | None = None) -> bool:
    """Whether the content speaks of an issue, or is a paper or the talks."""
    named = heads is not None and any(scene.is_class(k, ("AGREEMENT", "DEMAND", "PLAN", "TALKS")) for k in heads)
    return named or issue_of(scene, about, least_weight=2) is not None
