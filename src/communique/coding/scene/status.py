"""Decides for a word of the article whether what it speaks of happened, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.scene.memory import remembered
from communique.coding.scene.scene import Scene
from communique.words.entries import Status

__all__ = ["Factuality", "Source", "factuality", "is_inverted", "source_of"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """`status` is None where the article only speaks of the thing (a demand's content, a purpose); `why` names the rule."""

    status: Status | None
    why: str
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: `kind` as in Attribution; `actor` indexes the analysis' actors, None for the narrator."""

    kind: str
    actor: int | None
    word: int | None = None


@remembered
def source_of(scene: Scene, i: int) -> Source:
    """Return who says what token `i` speaks of: the narrator unless it lies in somebody's words."""
    quote = scene.quote_at(i)
    if quote is None or quote.speaker is None:
        return _accuser(scene, i) or Source("narrator", None)
    actor = scene.actor(quote.speaker)
    if actor.named:
        return Source("named", quote.speaker, _cue(scene, quote.cue_start))
    return Source("anonymous", quote.speaker, _cue(scene, quote.cue_start))


def _accuser(scene: Scene, i: int) -> Source | None:
    """ "Kyiv accused Moscow of shelling the port": who accuses says so."""
    at = scene.graph.chain_start(i)
    t = scene.tokens[at]
    if t.dep not in ("pcomp", "pobj") or scene.tokens[t.head].lemma.lower() not in ("of", "for"):
        return None
    verb = scene.tokens[t.head].head
    if not scene.graph.is_verb(verb) or not scene.in_list(verb, "accuse"):
        return None
    for a in scene.doers(verb):
        return Source("named" if scene.actor(a).named else "anonymous", a, verb)
    return None


def _cue(scene: Scene, start: int | None) -> int | None:
    if start is None:
        return None
    words = scene.graph.words(start, start + 1)
    return words[0].i if words else None


@remembered
def _negated(scene: Scene, i: int, word: int | None = None) -> int | None:
    """The word that denies token `i`. Seen from a noun `word`, a denied subject or object counts only when it is that noun."""
    for k in scene.graph.kids(i):
        t = scene.tokens[k]
        if t.dep == "neg" or (t.dep in ("det", "preconj", "advmod") and scene.in_list(k, "negator")):
            return k
    for k in scene.graph.kids(i, "nsubj", "dobj", "nsubjpass"):
        if word is not None and word != i and scene.graph.is_noun(word) and word not in scene.graph.conjuncts(k):
            continue
        det = scene.graph.first(k, "det", "neg", "preconj")
        if det is not None and scene.tokens[det].lemma.lower() in ("no", "neither", "not") and not _but_also(scene, k):
            return det
        if scene.tokens[k].lemma.lower() in ("nobody", "none", "nothing", "neither", "no"):
            return k
    return None


def _but_also(scene: Scene, noun: int) -> bool:
    """ "Not only Iran", "not Iran but Iraq": the clause itself is not denied."""
    below = {scene.tokens[k].text.lower() for k in scene.graph.subtree(noun)}
    return bool(below & {"only", "just", "but", "all", "every"})


@remembered
def _modal(scene: Scene, i: int) -> tuple[str, int] | None:
    for k in scene.graph.kids(i, "aux"):
        if scene.tokens[k].tag == "MD":
            if scene.in_list(k, "future"):
                return "future", k
            return "modal", k
    return None


def is_inverted(scene: Scene, verb: int) -> bool:
    """Tell whether the clause is a condition by its order of words: "should they agree", "were Laos to leave", "had it signed"."""
    g = scene.graph
    subjects = g.kids(verb, "nsubj", "nsubjpass")
    first = next(
        (k for k in (*g.kids(verb, "aux"), verb) if scene.tokens[k].text.lower() in ("should", "were", "had")), None
    )
    return first is not None and scene.tokens[verb].dep == "advcl" and bool(subjects) and first < min(subjects)


@remembered
def _condition(scene: Scene, i: int) -> int | None:
    for k in scene.graph.kids(i, "mark", "advmod"):
        if scene.tokens[k].lemma.lower() in ("if", "unless", "provided", "whether", "until", "once"):
            return k
    return next(iter(scene.graph.kids(i, "aux")), i) if is_inverted(scene, i) else None


@remembered
def factuality(scene: Scene, i: int) -> Factuality:
    """Return whether what token `i` speaks of happened, by its own words and by every clause above it.

    Walks from the word to the root of the sentence; the first clause that takes reality away decides, a denial or a failure
    below a hope stays a hope.
    """
    g = scene.graph
    negation = _negated(scene, i)
    negation = negation if negation is not None else _without(scene, i)
    at = i
    first_verb = g.clause_verb(i)
    if g.is_noun(i):
        unreal = _unreal_noun(scene, i)
        if unreal is not None:
            return unreal
        due = _due(scene, i)
        if due is not None:
            return due
        if not _carried(scene, i) and negation is None:
            return Factuality("happened", "status.mentioned")
    found: Factuality | None = None
    beside = -1
    """The first of several clauses, when we came from a later one that has a subject of its own."""
    for step in range(24):
        if at == beside:
            condition = _condition(scene, at)
            if condition is not None and scene.tokens[at].dep in ("advcl", "ccomp", "pcomp"):
                found = Factuality("conditional", "status.condition", condition)
                break
        elif g.is_verb(at) or at == i:
            found = _clause(scene, at, i, first_verb)
            if found is not None:
                break
            if negation is None and g.is_verb(at):
                negation = _negated(scene, at, i)
        if scene.tokens[at].head == at:
            break
        head = scene.tokens[at].head
        passing = (scene.tokens[at].dep in ("relcl", "appos") and g.is_verb(at)) or _is_told_of(scene, at)
        if passing or (scene.tokens[at].dep == "advcl" and not _is_infinitive(scene, at)):
            # what is told in passing, or as the occasion, does not hang on what the main clause says
            break
        if scene.tokens[at].dep == "conj" and scene.tokens[at].tag in _FINITE and scene.tokens[head].tag == "VB":
            # "does not recognise him, demands his resignation": a finite verb shares no auxiliary with an infinitive
            break
        if scene.tokens[at].dep == "conj" and g.is_verb(at) and g.is_verb(head) and _is_whole(scene, at):
            beside = at = g.chain_start(at)
            continue
        above = _governed(scene, at, head, i)
        if above is not None:
            found = above
            break
        if _is_infinitive(scene, at) and scene.tokens[at].dep == "xcomp" and not scene.in_list(head, "implies"):
            found = Factuality(None, "status.infinitive", head)
            break
        at = head
        if step and scene.tokens[at].dep == "ROOT" and not g.is_verb(at):
            break
    if found is not None and found.why == "status.plan" and negation is not None:
        # "agreed not to free them": nothing is planned
        return Factuality(None, "status.planned_not", negation)
    if found is not None:
        return found
    if negation is not None:
        return Factuality("did_not_happen", "status.negated", negation)
    return Factuality("happened", "status.narrated")


def _is_told_of(scene: Scene, at: int) -> bool:
    """ "An accord signed in Bicesse was never carried out": a past participle behind its noun tells of the noun, not of the clause."""
    t = scene.tokens[at]
    if t.dep != "acl" or t.tag not in ("VBN", "VBD") or at < t.head:
        return False
    if scene.tokens[t.head].dep in ("nsubj", "nsubjpass", "pobj"):
        return True
    # "the mayor, jailed in Minsk", "a wall built in 2002"
    timed = any(scene.time_at(k) is not None for k in scene.graph.subtree(at))
    return timed or scene.tokens[at - 1].text == ","


def _is_whole(scene: Scene, verb: int) -> bool:
    """ "The terms had not changed and they had agreed": a clause with a subject shares no denial and no modal with the one before."""
    subjects = scene.graph.kids(verb, "nsubj", "nsubjpass", "expl", "mark")
    return bool(subjects) and (scene.tokens[verb].tag in _FINITE or bool(scene.graph.kids(verb, "aux", "auxpass")))


def _without(scene: Scene, i: int) -> int | None:
    head = scene.tokens[i].head
    if scene.tokens[i].dep in ("pobj", "pcomp") and scene.tokens[head].lemma.lower() == "without":
        return head
    return None


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TIMES = frozenset({"until", "once", "before"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "ROOT", "csubj"})


def _carried(scene: Scene, i: int) -> bool:
    """Whether the clause's verb speaks of the noun itself, not of something that the noun only describes."""
    t = scene.tokens[scene.graph.chain_start(i)]
    if t.dep in _CORE or t.head == t.i:
        return True
    if t.dep != "pobj":
        return t.dep in ("ccomp", "xcomp", "advcl", "acl", "pcomp", "dep", "npadvmod")
    above = scene.tokens[t.head].head
    return (
        scene.graph.is_verb(above)
        or scene.in_list(above, "hope", "plan", "open", "not", "halt")
        or _carried(scene, above)
    )


def _due(scene: Scene, i: int) -> Factuality | None:
    """ "The meeting was due on Sunday", "talks are set for Monday": planned, whatever the tense."""
    t = scene.tokens[i]
    if t.dep not in ("nsubj", "nsubjpass") or not scene.graph.is_verb(t.head):
        return None
    if scene.tokens[t.head].lemma.lower() == "be":
        ahead = [k for k in scene.graph.kids(t.head, "xcomp") if _is_be_to(scene, k)]
        if ahead:
            return Factuality("planned", "status.be_to", ahead[0])
    for k in [*scene.graph.kids(t.head, "acomp"), *([t.head] if t.dep == "nsubjpass" else [])]:
        if scene.tokens[k].lemma.lower() in (
            "due",
            "set",
            "schedule",
            "plan",
            "slate",
            "expect",
            "likely",
            "scheduled",
        ):
            return Factuality("planned", "status.due", k)
    return None


def _unreal_noun(scene: Scene, i: int) -> Factuality | None:
    """A noun made unreal by its own adjectives ("planned talks") or by what it hangs on ("hopes for talks")."""
    g = scene.graph
    head = scene.tokens[i].head
    if scene.tokens[i].dep == "pobj" and scene.tokens[head].lemma.lower() in (
        "in",
        "of",
        "to",
        "on",
        "for",
        "from",
        "about",
        "against",
    ):
        above = scene.tokens[head].head
        if g.is_noun(above) and scene.is_class(above, ("AGREEMENT",)):
            return Factuality("planned", "status.agreed_on", above)
        if g.is_noun(above) and scene.in_list(above, "halt") and not _marks_time(scene, above):
            return Factuality("hoped" if scene.in_list(above, "hope") else None, "status.halt", above)
    for k in g.kids(i, "amod"):
        if scene.tokens[k].lemma.lower() in ("planned", "scheduled", "upcoming", "forthcoming", "plan", "schedule"):
            return Factuality("planned", "status.planned_noun", k)
        if scene.tokens[k].lemma.lower() in (
            "possible",
            "potential",
            "proposed",
            "hypothetical",
            "eventual",
            "propose",
        ):
            return Factuality("conditional", "status.possible_noun", k)
    return None


def _marks_time(scene: Scene, i: int) -> bool:
    """ "At the end of five days of talks": says when, not that anything was stopped."""
    t = scene.tokens[i]
    return t.dep == "pobj" and scene.tokens[t.head].text.lower() in (
        "at",
        "by",
        "before",
        "until",
        "since",
        "toward",
        "towards",
    )


def _governed(scene: Scene, at: int, head: int, word: int) -> Factuality | None:
    """What the word above says of the clause or phrase below it."""
    dep = scene.tokens[at].dep
    prep_under = scene.tokens[head].dep == "prep" or scene.tokens[head].pos == "ADP"
    governor = scene.tokens[head].head if prep_under and dep in ("pobj", "pcomp") else head
    if prep_under and dep == "pobj" and scene.tokens[head].lemma.lower() == "for":
        # "expressed hope for talks": the parser may hang "for" on the verb
        wished = [k for k in scene.graph.kids(governor, "dobj") if scene.in_list(k, "hope")]
        governor = wished[0] if wished else governor
    clause_like = dep in (
        "ccomp",
        "xcomp",
        "acl",
        "pobj",
        "pcomp",
        "dobj",
        "advcl",
        "relcl",
        "nsubjpass",
        "attr",
        "oprd",
    )
    clause_like = clause_like or (dep == "nsubj" and _is_called_off(scene, governor))
    if not clause_like or (prep_under and _marks_time(scene, governor)):
        return None
    if (
        dep in ("pobj", "pcomp")
        and prep_under
        and scene.tokens[head].lemma.lower() not in ("for", "of", "to", "from", "about", "on", "in", "against", "at")
    ):
        return None
    if dep == "relcl":
        return None
    tests: tuple[tuple[str, Status | None], ...] = (
        ("hope", "hoped"),
        ("cancel", "cancelled"),
        ("postpone", "postponed"),
        ("deny", "denied"),
        ("not", "did_not_happen"),
        ("plan", "planned"),
        ("open", None),
    )
    at_it = prep_under and scene.tokens[head].text.lower() in ("at", "in", "during")
    for name, status in tests:
        if not scene.in_list(governor, name) or (at_it and name in ("plan", "hope", "open")):
            # "settled at talks in Rome": the talks are where it was done
            continue
        if name == "open" and scene.tokens[governor].pos == "VERB" and scene.tokens[governor].lemma.lower() == "open":
            # "opened talks" began them; "open to talks" says nothing of their happening
            continue
        if name == "plan" and not _is_ahead(scene, at, dep):
            continue
        if name == "open" and dep == "ccomp" and at < governor and scene.in_list(governor, "say"):
            # "Cairo is ready to help, the minister suggested": he only says so
            continue
        if name == "plan" and _negated(scene, governor) is not None:
            return Factuality(None, "status.not_planned", governor)
        if name == "plan" and _had_been(scene, governor):
            return Factuality(None, "status.had_been_due", governor)
        if (
            name in ("open", "plan")
            and dep in ("dobj", "nsubjpass", "pobj")
            and governor == scene.tokens[word].head
            and name == "open"
            and scene.in_list(governor, "pass")
        ):
            continue
        if name == "deny" and dep not in ("dobj", "pcomp", "ccomp", "xcomp", "pobj"):
            continue
        if dep == "advcl" and name in ("open", "plan", "hope", "not") and not scene.in_list(governor, "pledge"):
            continue
        return Factuality(status, f"status.{name}", governor)
    return None


def _is_called_off(scene: Scene, verb: int) -> bool:
    """A headline's passive, taken for the active: "Meeting put off", "Talks postponed after attack"."""
    t = scene.tokens[verb]
    passive = t.tag in ("VBD", "VBN") and scene.in_list(verb, "cancel", "postpone") and scene.lemma(verb) != "adjourn"
    return passive and not scene.graph.kids(verb, "dobj", "ccomp", "xcomp", "aux")


def _had_been(scene: Scene, governor: int) -> bool:
    """ "Had been due to meet", "had been expected to sign": told because it came otherwise; another sentence says how."""
    t = scene.tokens[governor]
    verb = t.head if t.dep in ("acomp", "oprd") else governor
    words = [scene.tokens[k].text.lower() for k in scene.graph.kids(verb, "aux", "auxpass")]
    return "had" in words and (scene.tokens[verb].lemma.lower() == "be" or "been" in words)


def _is_ahead(scene: Scene, at: int, dep: str) -> bool:
    """An infinitive, an object or "for" phrase of planning lies ahead; "announced that they had met" does not."""
    if dep == "ccomp":
        return _modal(scene, at) is not None
    return True


def _is_infinitive(scene: Scene, verb: int) -> bool:
    return scene.tokens[verb].tag == "VB" and any(
        scene.tokens[k].text.lower() == "to" for k in scene.graph.kids(verb, "aux")
    )


def _clause(scene: Scene, verb: int, word: int, first_verb: int) -> Factuality | None:
    """What a clause's own auxiliaries and conjunction say."""
    g = scene.graph
    t = scene.tokens[verb]
    if not g.is_verb(verb):
        return None
    condition = _condition(scene, verb)
    if condition is not None and t.tag == "VBD" and scene.tokens[condition].lemma.lower() in _TIMES:
        # "until he declared a truce": told as past, only its time is bound to the rest
        condition = None
    if condition is not None and t.dep in ("advcl", "ccomp", "pcomp", "csubj"):
        return Factuality("conditional", "status.condition", condition)
    modal = _modal(scene, verb)
    if modal is not None:
        kind, at = modal
        if kind == "future":
            negation = _negated(scene, verb)
            return Factuality("did_not_happen" if negation is not None else "planned", "status.future", at)
        if scene.tokens[at].lemma.lower() in ("would", "'d") and _is_reported(scene, verb):
            negation = _negated(scene, verb)
            return Factuality("did_not_happen" if negation is not None else "planned", "status.future_reported", at)
        return Factuality("conditional", "status.modal", at)
    if (
        any(scene.tokens[k].lemma.lower() == "before" for k in g.kids(verb, "mark", "prep", "advmod"))
        and t.dep == "advcl"
    ):
        above = g.clause_verb(t.head)
        if (
            _modal(scene, above) is not None
            or scene.in_list(above, "open")
            or scene.tokens[above].lemma.lower() == "have"
        ):
            return Factuality("conditional", "status.before", verb)
    if (
        t.lemma.lower() in ("have", "need")
        and any(scene.tokens[k].tag == "VB" for k in g.kids(verb, "xcomp"))
        and verb != word
    ):
        return Factuality("conditional", "status.have_to", verb)
    if _is_be_to(scene, verb):
        supposed = _condition(scene, t.head) if scene.tokens[t.head].text.lower() == "were" else None
        if supposed is not None:
            return Factuality("conditional", "status.condition", supposed)
        return Factuality("planned", "status.be_to", verb)
    if _is_infinitive(scene, verb):
        agreed = _agreed_on(scene, verb)
        if agreed is not None:
            return Factuality("planned", "status.agreed_on", agreed)
        meant = t.dep == "advcl" and scene.in_list(t.head, "pledge")
        if t.dep == "acl" and t.head != verb and scene.tokens[t.head].lemma.lower() in ("decision", "order", "ruling"):
            if scene.tokens[t.head].dep == "pobj" and scene.tokens[scene.tokens[t.head].head].lemma.lower() == "in":
                return Factuality(None, "status.purpose", verb)  # "in order to open a route"
            return Factuality("planned", "status.decided", t.head)
        if (t.dep == "advcl" and not meant) or (t.dep in ("acl", "relcl") and g.is_noun(t.head)):
            if _is_first_to(scene, t.head):
                return None
            # a purpose: "to end the war", "an effort to reach a deal"
            return Factuality(None, "status.purpose", verb)
        if t.dep == "ROOT" or (t.dep in ("ccomp", "conj") and verb == first_verb and not g.is_verb(t.head)):
            return Factuality("planned", "status.headline_to", verb)
    return None


def _agreed_on(scene: Scene, verb: int) -> int | None:
    """The word for an agreement whose content the infinitive is: "a deal to withdraw", "no agreement other than to meet again"."""
    g = scene.graph
    t = scene.tokens[verb]
    if t.dep == "acl" and scene.is_class(t.head, _AGREED):
        return t.head if _negated(scene, t.head) is None else None
    marks = [*g.kids(verb, "mark", "prep", "cc"), t.head]
    if not any(scene.tokens[k].text.lower() in _EXCEPT for k in marks):
        return None
    clause = g.subtree(g.clause_verb(t.head))
    return next((k for k in clause if k < verb and (scene.is_class(k, _AGREED) or scene.lemma(k) == "agree")), None)


_AGREED = ("agreement", "deal", "accord", "pact", "treaty", "truce", "ceasefire", "understanding", "memorandum")
_EXCEPT = frozenset({"than", "but", "except", "beyond", "save", "besides"})


def _is_first_to(scene: Scene, noun: int) -> bool:
    """ "Became the first country to recognise it", "was the last to sign": it did."""
    g = scene.graph
    ranks = [
        k for k in g.modifiers(noun) if scene.tokens[k].lemma.lower() in ("first", "second", "last", "latest", "only")
    ]
    verb = scene.tokens[noun].head
    return bool(ranks) and scene.tokens[noun].dep == "attr" and scene.tokens[verb].lemma.lower() in ("become", "be")


def _is_reported(scene: Scene, verb: int) -> bool:
    """ "said that they would meet": the future, seen from the past; not under "if", hopes or wishes."""
    at = verb
    while scene.tokens[at].dep == "conj" and scene.graph.is_verb(scene.tokens[at].head):
        at = scene.tokens[at].head
    head = scene.tokens[at].head
    if scene.tokens[at].dep != "ccomp" or head == at or scene.tokens[head].tag not in ("VBD", "VBN"):
        return False
    conditional = any(_condition(scene, k) is not None for k in scene.graph.kids(verb, "advcl"))
    return scene.in_list(head, "say") and not scene.in_list(head, "hope", "guess") and not conditional


def _is_be_to(scene: Scene, verb: int) -> bool:
    """ "is to meet", "are due to meet", "is set to meet", "is going to meet", "is about to meet"."""
    t = scene.tokens[verb]
    if t.dep != "xcomp" or t.tag not in ("VB", "VBN"):
        return False
    if scene.tokens[t.head].lemma.lower() == "about" and _is_infinitive(scene, verb):
        return scene.tokens[scene.tokens[t.head].head].lemma.lower() == "be"
    if t.tag == "VBN" and not any(scene.tokens[k].text.lower() == "to" for k in scene.graph.kids(verb, "aux")):
        return False
    return scene.tokens[t.head].lemma.lower() in ("be", "go") and scene.tokens[t.head].tag != "VB"
