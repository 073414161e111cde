"""Finds the words that tell a stance without telling an act: wants, is committed to, will not sign until, is out of the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communique.coding.issues import issue_of
from communique.coding.lexicon import table
from communique.coding.scene import Scene
from communique.coding.status import factuality

__all__ = ["Stance", "find_stances"]

_FUTURE = ("will", "would", "'ll", "'d", "wo", "can", "could", "shall")
_OF_SIDES = ("state", "group", "organisation", "organization")


@dataclass(slots=True)
class Stance:
    """A stance at token `word`: who takes it (indexes of actors) and the tokens of what it is about, the nearest first."""

    word: int
    parties: list[int]
    stance: str
    rule: str
    about: list[int] = field(default_factory=list)


def find_stances(scene: Scene) -> list[Stance]:
    """Return the stances that single words, closed doors, said contents and conditions tell, in text order."""
    lists = table("stances.toml")
    found = [*_conditions(scene, lists["condition"])]
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


def _sides_of(scene: Scene, actors: list[int]) -> list[int]:
    """Those of the actors that act for a state, a movement or a body."""
    return [
        a
        for a in actors
        if (scene.country(a) or scene.actor(a).type in _OF_SIDES) and scene.actor(a).sector not in ("MED", "JRN")
    ]


def _speaker(scene: Scene, i: int) -> list[int]:
    quote = scene.quote_at(i)
    return _sides_of(scene, [quote.speaker]) if quote is not None and quote.speaker is not None else []


def _negated(scene: Scene, i: int, *within: str) -> bool:
    """Whether "not" or "never" stands on the word, or "no" on its object or on what else of it is named."""
    g = scene.graph
    if any(scene.tokens[k].dep == "neg" or scene.tokens[k].lemma.lower() == "never" for k in g.kids(i)):
        return True
    return any(
        scene.tokens[d].lemma.lower() == "no" for k in g.kids(i, "dobj", "attr", *within) for d in g.kids(k, "det")
    )


def _aux(scene: Scene, i: int) -> list[str]:
    return [scene.tokens[k].text.lower() for k in scene.graph.kids(i, "aux")]


# ---- words that call a stance --------------------------------------------------------------------------------------------


def _called(scene: Scene, i: int, rows: list[dict[str, Any]]) -> Stance | None:
    t = scene.tokens[i]
    if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass", "amod", "compound"):
        names = {
            scene.lemma(i),
            f"{t.lemma.lower()} {scene.tokens[i + 1].text.lower()}" if i + 1 < len(scene.tokens) else "",
        }
        here = [r for r in rows if names & set(r.get("verbs", ()))]
    elif t.pos in ("ADJ", "VERB"):
        here = []
    else:
        return None
    if t.dep in ("acomp", "ROOT", "conj", "oprd", "attr", "ccomp", "xcomp", "advcl", "relcl"):
        here += [r for r in rows if t.text.lower() in r.get("adjectives", ()) and r not in here]
    for row in here:
        company = _company(scene, i, row)
        if row.get("object"):
            company = [c for c in company if scene.is_class(c, tuple(row["object"]))]
        if not company or any(scene.lemma(c) in row.get("never", ()) for c in company):
            continue
        stance = _settled(scene, i, row)
        if stance is None:
            continue
        parties = _sides_of(scene, _holders(scene, i))
        if parties:
            about = [k for c in company for k in scene.graph.subtree(c)]
            return Stance(i, parties, stance, f"stance.{row['id']}", about)
    return None


def _holders(scene: Scene, i: int) -> list[int]:
    """Who takes the stance: the subject, of an adjective that of its verb; of a passive the one behind it."""
    g = scene.graph
    t = scene.tokens[i]
    copula = t.pos == "ADJ" or (
        t.tag == "VBN" and not g.prep_objects(i, "by") and scene.lemma(i) in ("commit", "prepare", "bind")
    )
    if not copula:
        return scene.doers(i)
    verb = t.head if g.is_verb(t.head) and t.dep in ("acomp", "oprd", "attr", "xcomp") else i
    return [a for s in g.subjects(verb) for a in scene.people_at(s)]


def _company(scene: Scene, i: int, row: dict[str, Any]) -> list[int]:
    """The tokens that hang on the word in one of the ways that the row asks for."""
    g = scene.graph
    out: list[int] = []
    at = [i]
    if row.get("nouns"):
        at = [o for o in g.kids(i, "dobj") if scene.tokens[o].lemma.lower() in row["nouns"]]
        return [
            k
            for o in at
            for k in (*g.kids(o, "acl"), *(c for p in g.kids(o, "prep") for c in g.kids(p, "pcomp", "pobj")))
        ]
    for way in row["with"]:
        kind, _, prep = way.partition(":")
        if kind == "object":
            passive = g.is_passive(i) and scene.tokens[i].dep != "acl"
            out += g.subjects(i) if passive else [o for o in g.patients(i) if not scene.tokens[o].tag.startswith("W")]
        elif kind == "clause":
            below = g.kids(i, "xcomp", "ccomp", *(("advcl",) if g.is_passive(i) else ()))
            out += [k for k in below if k > i and (g.is_verb(k) or scene.tokens[k].pos == "ADJ")]
        elif kind == "prep":
            out += g.prep_objects(i, prep)
            out += [c for p in g.kids(i, "prep") if scene.tokens[p].text.lower() == prep for c in g.kids(p, "pcomp")]
            # "called for the accord to be kept"
            out += [
                c
                for c in g.kids(i, "advcl", "ccomp")
                for k in g.kids(c, "mark")
                if scene.tokens[k].text.lower() == prep
            ]
    return out


def _settled(scene: Scene, i: int, row: dict[str, Any]) -> str | None:
    """What the word says once its denial is seen; None where it is only hoped, asked or supposed."""
    t = scene.tokens[i]
    verb = t.head if t.dep in ("acomp", "oprd", "attr") else i
    if _negated(scene, verb) or _negated(scene, i):
        return row.get("negated")
    if row.get("only_negated"):
        return None
    if any(a in ("may", "might", "could", "should", "must", "ought") for a in _aux(scene, verb)):
        return None
    fact = factuality(scene, verb)
    return str(row["stance"]) if fact.status in ("happened", "planned") and fact.why != "status.condition" else None


# ---- what is closed --------------------------------------------------------------------------------------------------------


def _closed(scene: Scene, i: int, words: dict[str, list[str]]) -> Stance | None:
    """ "Called the withdrawal non-negotiable", "the withdrawal is a red line for Baku"."""
    g = scene.graph
    start = scene.tokens[i].start
    text = scene.analysis.article.text[start : start + 20].lower()
    stance, word = next(((s, w) for s, ws in words.items() for w in ws if text.startswith(w)), (None, None))
    if stance is None or word is None or _negated(scene, scene.tokens[i].head):
        return None
    last = i + len(word.replace("-", " - ").split(" ")) - 1
    verb = g.clause_verb(min(last, len(scene.tokens) - 1))
    inside = set(range(i, last + 1))
    subjects = [k for k in g.kids(verb, "nsubj", "nsubjpass") if not inside & set(g.subtree(k))]
    if scene.lemma(verb) in ("be", "remain", "stay", "seem") and subjects:
        parties = _speaker(scene, i) or [
            a
            for o in (*g.prep_objects(verb, "for", "to"), *(o for k in inside for o in g.prep_objects(k, "for", "to")))
            for a in scene.people_at(o)
        ]
        about = [k for s in subjects for k in g.subtree(s)]
    elif scene.lemma(verb) in (
        "call",
        "describe",
        "deem",
        "consider",
        "declare",
        "label",
        "brand",
        "find",
        "term",
        "make",
        "see",
        "regard",
    ):
        parties = scene.doers(verb)
        about = [k for k in g.subtree(verb) if verb < k and k not in inside]
    else:
        return None
    return Stance(i, _sides_of(scene, parties), stance, "stance.closed", about)


# ---- what is said must or will not be --------------------------------------------------------------------------------------


def _content(scene: Scene, i: int, lists: dict[str, list[str]]) -> Stance | None:
    """ "Said that Laos must leave" demands, "said that it would not leave" refuses; both also between quote marks."""
    g = scene.graph
    t = scene.tokens[i]
    if not g.is_verb(i) or t.dep in ("aux", "auxpass") or (t.dep in ("advcl", "relcl", "acl")):
        return None
    aux = _aux(scene, i)
    negated = _negated(scene, i, "nsubj", "nsubjpass")
    has_to = (
        t.lemma.lower() in ("have", "need") and any("to" in _aux(scene, k) for k in g.kids(i, "xcomp")) and not negated
    )
    obliged = has_to or (not negated and any(a in lists["obliging"] for a in aux))
    if "should" in aux and scene.lemma(i) in lists["expected"]:
        return None
    verb = next(iter(g.kids(i, "xcomp")), i) if has_to else i
    refuses = negated and any(a in _FUTURE for a in aux) and scene.lemma(verb) in lists["yielding"]
    if not (obliged or refuses):
        return None
    parties = _said_by(scene, i, lists["cues"])
    subjects = g.subjects(i)
    if refuses:
        doers = _sides_of(scene, [a for s in subjects for a in scene.people_at(s)])
        if not parties and not scene.quote_at(i):
            parties = doers
        if doers and not {scene.side(a) for a in doers} & {scene.side(a) for a in parties}:
            return None
    about = [k for k in g.subtree(i) if k != i] + [i]
    if not parties or (obliged and not (subjects and _says_something(scene, about))):
        return None
    return Stance(i, parties, "demands" if obliged else "rejects", f"stance.{'must' if obliged else 'will_not'}", about)


def _said_by(scene: Scene, i: int, cues: list[str]) -> list[int]:
    """Who says the clause of verb `i`: the speaker of a quotation, or the subject of the verb of saying above it."""
    above = next((a for a in scene.graph.ancestors(i) if scene.graph.is_verb(a)), None)
    if above is not None and scene.tokens[i].dep in ("ccomp", "conj") and scene.lemma(above) in cues and above < i:
        doers = _sides_of(scene, scene.doers(above))
        if doers:
            return doers
    return _speaker(scene, i)


def _says_something(scene: Scene, about: list[int]) -> bool:
    return issue_of(scene, about, least_weight=2) is not None


# ---- conditions --------------------------------------------------------------------------------------------------------------


def _conditions(scene: Scene, lists: dict[str, list[str]]) -> Iterator[Stance]:
    """ "Will not sign until", "will return only once", "offered to leave in exchange for": conditions that a party sets."""
    g = scene.graph
    for t in scene.tokens:
        low = t.text.lower()
        if low == "conditional":
            verb = g.clause_verb(t.i)
            about = [
                k for o in g.prep_objects(t.i, "on", "upon") or g.prep_objects(verb, "on", "upon") for k in g.subtree(o)
            ]
            yield Stance(t.i, _sides_of(scene, scene.doers(verb)), "conditions", "condition.made", about)
            continue
        found = _bound(scene, t.i, low, lists)
        if found is None:
            continue
        main, kind, about = found
        parties = _speaker(scene, main) or _sides_of(scene, scene.doers(main))
        yield Stance(main, parties, "conditions", f"condition.{kind}.{low}", [*about, *g.subtree(main)])


def _bound(scene: Scene, i: int, low: str, lists: dict[str, list[str]]) -> tuple[int, str, list[int]] | None:
    """The main verb that the conjunction at token `i` binds, how, and the words of the condition."""
    g = scene.graph
    t = scene.tokens[i]
    if low in lists["exchange"] and t.dep == "pobj" and scene.tokens[t.head].text.lower() == "in":
        verb = g.clause_verb(t.head)
        top = _promise(scene, verb, lists["promising"])
        wanted = [k for at in (i, verb) for o in g.prep_objects(at, "for") if o > i for k in g.subtree(o)]
        return (top, "grant", wanted) if top is not None and wanted else None
    if low not in {*lists["barring"], *lists["granting"], *lists["after_only"]}:
        return None
    later = [k for k in g.kids(t.head, "advcl") if k > i] if t.dep == "advmod" else []
    if t.dep == "advmod" and not later and scene.tokens[t.head].dep != "advcl":
        return None
    clause = t.i if t.dep in ("prep", "advcl") else next(iter(later), t.head)
    if t.dep not in ("mark", "advmod", "prep", "advcl"):
        return None
    main = g.clause_verb(scene.tokens[clause].head)
    if main == clause or not g.is_verb(main) or scene.tokens[main].sentence != t.sentence:
        return None
    about = g.subtree(clause)
    only = any(scene.tokens[k].text.lower() == "only" for k in range(max(0, min(about) - 1), i))
    top = _promise(scene, main, lists["promising"])
    if low == "before" and _obliges(scene, main):
        return main, "bar", about
    if low in lists["barring"] and _bars(scene, main):
        return _refusal(scene, main), "bar", about
    if only and low in lists["after_only"] and top is not None:
        return top, "bar", about
    if low in lists["granting"] and top is not None:
        return top, "grant", about
    return None


def _bars(scene: Scene, main: int) -> bool:
    """Whether the clause says that something will not be: "will not sign", "there can be no", "refused to leave"."""
    if _negated(scene, main, "nsubj", "nsubjpass"):
        return any(a in _FUTURE for a in _aux(scene, main)) or bool(_speaker(scene, main))
    refusing = ("refuse", "decline", "reject", "rule out")
    if scene.lemma(main) in ("say", "comment") or any(
        scene.lemma(k) in ("say", "comment") for k in scene.graph.kids(main, "xcomp")
    ):
        return False
    return scene.lemma(main) in refusing or scene.lemma(scene.tokens[main].head) in refusing


def _obliges(scene: Scene, main: int) -> bool:
    """Whether the clause says what must come first, in somebody's words."""
    must = any(a in ("must", "should", "ought") for a in _aux(scene, main))
    above = scene.tokens[main].head
    must = must or (scene.tokens[main].lemma.lower() in ("have", "need") and bool(scene.graph.kids(main, "xcomp")))
    must = must or (scene.tokens[main].dep == "xcomp" and scene.tokens[above].lemma.lower() in ("have", "need"))
    return must and bool(_speaker(scene, main))


def _refusal(scene: Scene, main: int) -> int:
    head = scene.tokens[main].head
    return head if scene.lemma(head) in ("refuse", "decline") else main


def _promise(scene: Scene, main: int, words: list[str]) -> int | None:
    """The word that promises: the offer above an infinitive, or the verb itself in the future of its own side."""
    for at in (main, scene.tokens[main].head):
        if scene.lemma(at) in words:
            return at
    if any(a in ("will", "would", "'ll", "'d") for a in _aux(scene, main)):
        return main
    return None
