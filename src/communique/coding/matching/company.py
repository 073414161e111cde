"""Whether a word stands in the company that its frame asks for: objects, prepositions, complements, sides."""

from __future__ import annotations

from communique.coding.lexicon import Frame
from communique.coding.matching.match import Match
from communique.coding.matching.recipients import pobjects
from communique.coding.scene import Scene
from communique.coding.scene.memory import remembered

__all__ = ["complement_of", "has_purpose", "in_company", "phrasal", "said_by_speaker", "sides_fit"]


_WOULD = frozenset({"will", "would", "'ll", "'d", "might", "may", "could", "shall"})


_MUST = frozenset({"must", "should", "ought"})


_PARTICLES = frozenset(
    "back out up off down together away over in apart aside by on upon no firm fast free home through".split()
)


@remembered
def phrasal(scene: Scene, i: int) -> str:
    """The verb with a particle that the parser took for an adverb or a preposition ("pulled back", "walked out of")."""
    for k in scene.graph.with_text(("together",)):
        at = scene.tokens[k].head
        if i in (at, scene.tokens[at].head if scene.tokens[k].dep == "advmod" else at) and k not in (i, at):
            # "brought the leaders together"
            return f"{scene.graph.lemmas[i]} together"
    after = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    if after is None or after.text.lower() not in _PARTICLES or (after.head != i and after.text.lower() != "free"):
        return ""
    return f"{scene.tokens[i].lemma.lower()} {after.text.lower()}"


@remembered
def complement_of(scene: Scene, i: int, bare: bool = False) -> int | None:
    """The verb of the clause or infinitive that hangs on token `i`; with `bare` an infinitive that the parser took for a purpose too."""
    g = scene.graph
    own = g.kids(i, "xcomp", "ccomp", "acl")
    own += [k for k in g.kids(i, "advcl") if any(scene.tokens[m].text.lower() == "for" for m in g.kids(k, "mark"))]
    if bare:
        own += [k for o in g.kids(i, "dobj") for k in g.kids(o, "relcl", "acl")]
    if bare or scene.in_list(i, "pledge"):
        own += [k for k in g.kids(i, "advcl") if scene.tokens[k].tag == "VB"]
    return next((k for k in own if g.is_verb(k) or scene.tokens[k].pos in ("ADJ", "ADV")), None)


def in_company(scene: Scene, f: Frame, i: int, objects: list[int], complement: int | None) -> tuple[bool, list[int]]:
    """Whether the frame's conditions on object, prepositions and complement hold; and the tokens that met them."""
    g = scene.graph
    hits: dict[str, list[int]] = {}
    if kinds := f.words("object"):
        hits["object"] = [o for o in objects if scene.is_class(o, kinds)]
    if f.prep:
        hits["prep"] = _behind_prepositions(scene, f, i, objects)
    if f.words("complement"):
        fits = complement is not None and _complement_fits(scene, f, complement)
        hits["complement"] = [complement] if complement is not None and fits else []
    if mods := f.words("modifier"):
        hits["modifier"] = [m for m in g.modifiers(i) if g.lemmas[m] in mods]
    met = [k for found in hits.values() for k in found]
    if hits and not met:
        return False, []
    for n in f.words("need"):
        if not (hits.get(n) or (n == "dative" and any(g.is_noun(k) for k in g.kids(i, "dative")))):
            return False, []
    if any(pobjects(scene, o, word) for word in f.words("object_lacks") for o in met):
        return False, []
    if any(scene.is_class(o, names) for prep, names in f.not_prep.items() for o in pobjects(scene, i, prep)):
        return False, []
    for lack in f.words("lacks"):
        kind, _, word = lack.partition(":")
        if (kind == "object" and objects) or (kind == "complement" and complement is not None):
            return False, []
        if kind == "prep" and pobjects(scene, i, word):
            return False, []
    return True, met


def _behind_prepositions(scene: Scene, f: Frame, i: int, objects: list[int]) -> list[int]:
    """What stands behind the frame's prepositions, on the word or on its object, and is of the kinds that they ask for."""
    # with a needed object the phrase may hang on it: "paid a visit to Accra"; so may one that tells where to: "cut aid to Chad"
    need = f.words("need")
    both = "object" in need and "prep" in need
    out: list[int] = []
    for prep, names in f.prep.items():
        found = pobjects(scene, i, prep)
        if both:
            found += [o for at in objects for o in pobjects(scene, at, prep)]
        elif not found and objects and prep in _LOOSE:
            own = scene.graph.kids(i, "dobj")
            found = [o for at in objects if at in own for o in pobjects(scene, at, prep)]
        dated = "*" in names
        out += [o for o in found if scene.is_class(o, names) and not (dated and scene.time_at(o) is not None)]
    return out


_LOOSE = frozenset({"to", "from", "into", "on", "against", "as"})


def _complement_fits(scene: Scene, f: Frame, complement: int) -> bool:
    lemma = scene.lemma(complement)
    if f.flag("complement_session") and not _plans_meeting(scene, complement):
        return False
    if "wanted" in f.keys and not _is_wanted(scene, complement, f.keys["wanted"]):
        return False
    if f.flag("complement_own") and not _is_own(scene, complement):
        return False
    if f.flag("complement_if") and not _is_bound(scene, complement):
        return False
    bad = f.words("not_complement")
    if bad and (scene.is_class(complement, bad) or lemma in bad):
        return False
    return scene.is_class(complement, f.words("complement")) or "*" in f.words("complement")


def _is_own(scene: Scene, verb: int) -> bool:
    """Whether the clause of `verb` says what those of the clause above, or theirs, would do: "warned that his men will strike"."""
    g = scene.graph
    if not any(scene.tokens[k].tag == "MD" and scene.tokens[k].text.lower() in _WOULD for k in g.kids(verb, "aux")):
        return False
    above = g.clause_verb(scene.tokens[verb].head)
    speakers = {scene.side(a) for s in g.subjects(above) for a in scene.people_at(s)}
    for s in g.kids(verb, "nsubj"):
        if scene.tokens[s].tag == "PRP":
            return scene.tokens[s].text.lower() in ("he", "she", "they", "we", "it", "i") and above != verb
        theirs = any(scene.tokens[k].tag == "PRP$" for k in g.kids(s, "poss"))
        if theirs or speakers & {scene.side(a) for a in scene.people_at(s)}:
            return True
    return False


def _is_bound(scene: Scene, verb: int) -> bool:
    """Whether the clause of `verb` tells what would follow: it has a clause of "if" or "unless", or is said of "any" such act."""
    g = scene.graph
    if not any(scene.tokens[k].tag == "MD" for k in g.kids(verb, "aux")):
        return False
    any_act = any(scene.tokens[k].text.lower() == "any" for s in g.subjects(verb) for k in g.kids(s, "det"))
    marks = (scene.tokens[k].text.lower() for k in g.subtree(verb) if scene.tokens[k].dep in ("mark", "advmod"))
    return any_act or any(w in ("if", "unless") for w in marks)


def _is_wanted(scene: Scene, verb: int, form: str) -> bool:
    """Whether the clause of `verb` says what is to be done: an infinitive, with "for" before its subject where `form` is "for".

    Where `form` is "clause", a subjunctive and "must" or "should" say so too ("insisted that Minsk free him", not "freed him").
    """
    g = scene.graph
    helpers = [scene.tokens[k] for k in g.kids(verb, "aux", "auxpass")]
    bare = scene.tokens[verb].tag == "VB" or any(t.tag == "VB" for t in helpers)
    if any(t.text.lower() == "to" for t in helpers) and bare:
        return form != "for" or any(scene.tokens[k].text.lower() == "for" for k in g.kids(verb, "mark", "prep"))
    if form != "clause":
        return False
    modals = [t for t in helpers if t.tag == "MD"]
    if modals:
        return any(t.lemma.lower() in _MUST or t.text.lower() in _MUST for t in modals)
    head = scene.tokens[scene.tokens[verb].head]
    return bare or (scene.tokens[verb].tag == "VBP" and head.tag in ("VBD", "VBG", "VBN"))


def _plans_meeting(scene: Scene, verb: int) -> bool:
    """Whether the clause of `verb` lies ahead and speaks of a meeting."""
    g = scene.graph
    ahead = any(scene.tokens[k].tag == "MD" and scene.in_list(k, "future") for k in g.kids(verb, "aux"))
    own = [verb, *g.subjects(verb), *g.patients(verb), *(o for o in g.prep_objects(verb, "for", "in"))]
    return ahead and any(scene.is_class(k, ("TALKS", "meet", "reconvene", "negotiate")) for k in own)


def sides_fit(scene: Scene, m: Match) -> bool:
    """Whether people go abroad, or two sides are in it, where the frame asks for that."""
    if m.frame.flag("two_sides") and len({scene.side(a) for a in (*m.actors, *m.recipients)}) < 2:
        return False
    return not m.frame.flag("abroad") or _goes_abroad(scene, m)


def _goes_abroad(scene: Scene, m: Match) -> bool:
    """Whether people of one country go to another: a trip at home is no visit."""
    guests = {scene.country(a) for a in m.actors} - {None}
    hosts = {scene.country(a) for a in m.recipients} - {None}
    return bool(guests) and not guests & hosts and (bool(hosts) or m.nominal)


def has_purpose(scene: Scene, f: Frame, i: int) -> bool:
    """Tell whether one of the purposes that the frame asks for hangs on token `i` ("met to discuss a truce")."""
    g = scene.graph
    said = g.kids(i, "ccomp") if f.words("complement") else []
    heads = [
        *g.kids(i, "prep", "advcl", "xcomp"),
        *said,
        *(k for o in g.kids(i, "dobj") for k in g.kids(o, "acl", "relcl")),
    ]
    below = [k for p in heads for k in [p, *g.subtree(p)]]
    return any(scene.is_class(k, f.words("purpose")) for k in below if k != i)


def said_by_speaker(scene: Scene, m: Match, subjects: list[int]) -> Match | None:
    """ "Kyiv said that Moscow was dragging its feet": the speaker does it, to the subject or to whose it is; never to its own side."""
    quote = scene.quote_at(m.token)
    if quote is None or quote.speaker is None:
        return None
    m.actors = [quote.speaker]
    if "subject" in m.frame.recipient:
        found = [a for s in subjects for a in scene.people_at(s)]
        m.recipients = [a for a in dict.fromkeys(found) if scene.side(a) != scene.side(quote.speaker)]
        return m if m.recipients else None
    m.recipients = [a for s in subjects for a in scene.owners(s)]
    return m
