"""Tries a frame at a noun: whose deed it names, and to whom it was done."""

from __future__ import annotations

from communique.coding.lexicon import Frame, table
from communique.coding.matching.company import complement_of, in_company, sides_fit
from communique.coding.matching.match import Match
from communique.coding.matching.recipients import fill_recipients, pobjects
from communique.coding.scene import Scene
from communique.coding.scene.bearings import has_past_day

__all__ = ["match_noun"]


_DO = frozenset(
    "launch make issue stage mount hold have undertake execute perform wage start renew resume order unleash intensify continue deliver reiterate repeat "
    "restate voice express submit announce conduct commit step escalate begin carry open lead complete arrange organise organize facilitate mediate "
    "broker implement plan report claim suspend halt observe enter join end form approve prolong order impose declare decree".split()
)


def _visitors(scene: Scene, m: Match, is_object: bool, verb_lemma: str) -> list[int]:
    """Who makes the visit that a noun tells: "a visit by X", "X's trip", "X paid a visit", "X, on a tour of", "said on a visit"."""
    g, i = scene.graph, m.token
    out = [a for o in g.prep_objects(i, "by") for a in scene.people_at(o)] or scene.modifier_actors(i)
    if out:
        return out
    sessions = table("sessions.toml")
    if is_object:
        makes = verb_lemma in sessions["attend"] or verb_lemma.split(" ", maxsplit=1)[0] in sessions["makes_visit"]
        return scene.doers(m.verb) if makes else []
    t = scene.tokens[i]
    if t.dep != "pobj" or scene.tokens[t.head].text.lower() not in _TRAVELLING:
        return []
    above = scene.tokens[t.head].head
    return scene.people_at(above) if g.is_noun(above) else scene.doers(m.verb)


_TRAVELLING = frozenset("on during for from after following before".split())


def match_noun(scene: Scene, f: Frame, i: int, *, weak: bool = False) -> Match | None:
    """Return the frame found at the noun `i`; None where its conditions do not hold, with `weak` even if its company is not there."""
    g = scene.graph
    ok, met = in_company(scene, f, i, [], complement_of(scene, i))
    if not ok and "visit" in f.mode and scene.tokens[i].dep == "dobj":
        # "paid a visit to": the parser may hang the phrase on the verb
        ok, met = in_company(scene, f, g.clause_verb(i), [], None)
    if not ok and not weak:
        return None
    if any(scene.tokens[k].lemma.lower() in f.words("not_modifier") for k in g.modifiers(i)):
        return None
    verb = g.clause_verb(i)
    governor = scene.tokens[i].head
    if scene.tokens[governor].lemma.lower() in f.words("not_governor"):
        return None
    lemma = _done_of(scene, verb)
    is_object = i in {c for o in g.kids(verb, "dobj") for c in g.conjuncts(o)} or (
        g.is_passive(verb) and i in {c for o in g.kids(verb, "nsubjpass") for c in g.conjuncts(o)}
    )
    is_subject = any(i in g.conjuncts(o) for o in g.kids(verb, "nsubj"))
    done_by_verb = lemma in f.words("done_by") and is_object
    if f.words("done_by") and not done_by_verb:
        return None
    if f.flag("dated") and not has_past_day(scene, i):
        return None
    carried = (is_subject or is_object) and lemma.split(" ")[0] in f.words("verbs_over")
    # "clashes that left two dead": what the noun itself does
    carried = carried or any(
        scene.lemma(k).split(" ")[0] in f.words("verbs_over") and g.subjects(k) == [i] for k in g.kids(i, "relcl")
    )
    doers = f.words("subject")
    if doers and not (is_object and any(scene.is_class(s, doers) for s in g.agents(verb))):
        return None
    carried = carried or (f.flag("within") and scene.tokens[governor].text.lower() in ("in", "during", "for"))
    between = any(scene.is_class(o, ("ACTOR",)) for o in pobjects(scene, i, "between"))
    if f.words("verbs_over") and not carried and not between:
        return None
    m = Match(f, i, verb, objects=[i, *met], complement=complement_of(scene, i), nominal=True)
    if f.words("suffered"):
        return _suffered(scene, m, verb)
    tell = _visitors if f.session and "visit" in f.mode else _noun_actors
    m.actors = tell(scene, m, is_object, lemma)
    if (
        not m.actors
        and "phone" in f.mode
        and scene.tokens[governor].text.lower() in ("in", "during", "by", "over", "after")
    ):
        # "discussed it during a phone call": those who did
        m.actors = scene.doers(verb)
    if f.flag("dated"):
        # "the Lomé accord": where it was made, not by whom
        venues = {a for k in g.kids(i, "compound") if scene.place_at(k) for a in scene.actors_before(k)}
        m.actors = [a for a in m.actors if a not in venues]
    fill_recipients(scene, m)
    if f.flag("owner_needed") and not m.actors:
        return None
    if f.flag("someone_needed") and not (m.actors or m.recipients):
        return None
    return m if sides_fit(scene, m) else None


_STATES = {"complete": "complete", "over": "end", "underway": "continue", "finished": "finish"}


def _done_of(scene: Scene, verb: int) -> str:
    """The lemma of the verb; where an adjective tells how far a thing has got, the verb of that ("the withdrawal is complete")."""
    lemma = scene.lemma(verb)
    if lemma != "be":
        return lemma
    said = [scene.tokens[k].text.lower() for k in scene.graph.kids(verb, "acomp", "advmod", "prt", "xcomp")]
    return next((_STATES[w] for w in said if w in _STATES), lemma)


def _noun_actors(scene: Scene, m: Match, is_object: bool, verb_lemma: str) -> list[int]:
    g, i = scene.graph, m.token
    if m.frame.keys.get("actor") == "of":
        return _movers(scene, m, is_object=is_object)
    sessions = table("sessions.toml")
    out: list[int] = []
    out += scene.named_below(i, "between", "involving", "among")
    for o in g.prep_objects(i, "between", "involving", "among"):
        out += scene.people_at(o) or scene.actors_at(o)
    for k in g.kids(i, "acl"):
        if scene.tokens[k].lemma.lower() in ("involve", "include"):
            out += [a for o in g.patients(k) if o != i for a in scene.people_at(o)]
            out += [a for o in g.kids(k, "dobj") for c in g.conjuncts(o) for a in scene.people_at(c)]
    reciprocal = m.frame.flag("reciprocal")
    if reciprocal:
        out += scene.named_below(i, "with")
        out += [a for o in g.prep_objects(i, "with") for a in scene.people_at(o)]
        for o in g.prep_objects(i, "of", "for"):  # "the exchange of prisoners between Kyiv and Moscow"
            out += scene.named_below(o, "between", "with")
        if is_object:
            out += scene.named_below(m.verb, "with")
    if _takes_part(scene, m):
        out += scene.doers(m.verb)
    if (
        is_object
        and _done_with(m.frame, verb_lemma.split(" ", maxsplit=1)[0])
        and not (verb_lemma in sessions["mediator"] or verb_lemma in m.frame.words("done_by"))
    ):
        out += scene.doers(m.verb)
    by = [a for o in g.prep_objects(i, "by") for a in scene.people_at(o)]
    out += by
    # "the sinking of a ship by Chad": the parser lets the ship be by Chad
    out += [a for o in g.prep_objects(i, "of") for p in g.prep_objects(o, "by") for a in scene.people_at(p)]
    for k in g.kids(i, "acl"):
        convened = scene.lemma(k) in (*sessions["mediator"], *sessions["host"])
        if scene.tokens[k].tag == "VBN" and not (m.frame.session and convened):
            out += [a for o in g.prep_objects(k, "by") for a in scene.people_at(o)]
    if not m.frame.session and not (by and g.kids(i, "poss")):
        # of "the bishop's release by Managua" the owner suffers it
        out += scene.modifier_actors(i)
    if reciprocal:
        out += [a for o in g.prep_objects(i, "of") for a in scene.actors_at(o)]
    return list(dict.fromkeys(out))


def _movers(scene: Scene, m: Match, *, is_object: bool) -> list[int]:
    """Whose troops a build-up is of; where they are nobody's, whose build-up it is, else who ordered it."""
    g, i = scene.graph, m.token
    moved = [a for o in g.prep_objects(i, "of") for a in scene.modifier_actors(o) or scene.actors_at(o)]
    by = [a for o in g.prep_objects(i, "by") for a in scene.people_at(o)]
    return list(dict.fromkeys(moved or by or scene.modifier_actors(i) or (scene.doers(m.verb) if is_object else [])))


def _takes_part(scene: Scene, m: Match) -> bool:
    """Whether the clause tells who is in it: "took part in a joint exercise", "closed the port in a joint operation"."""
    g, t = scene.graph, scene.tokens[m.token]
    return (
        m.frame.flag("within")
        and not m.frame.session
        and t.dep == "pobj"
        and scene.tokens[t.head].text.lower() in ("in", "during", "for")
        and m.verb in g.ancestors(m.token)
    )


def _done_with(frame: Frame, verb: str) -> bool:
    """Whether the subject of the verb does what the noun names: "launched a raid", "wrapped up a joint exercise"."""
    return verb in _DO or (frame.flag("two_sides") and verb in frame.words("verbs_over"))


def _suffered(scene: Scene, m: Match, verb: int) -> Match | None:
    """ "The plan faced criticism from Cairo": the subject suffers it, the "from" phrase does it."""
    g = scene.graph
    if scene.lemma(verb).split(" ")[0] not in m.frame.words("suffered") and not g.prep_objects(
        m.token, "from", "by", "of"
    ):
        return None
    sources = g.prep_objects(m.token, "from", "by", "of") or g.prep_objects(verb, "from", "by")
    m.actors = list(
        dict.fromkeys(a for o in sources for a in scene.people_at(o) or scene.actors_at(o) or scene.state_of_place(o))
    )
    if not m.actors:
        return None
    sufferers = [s for s in g.subjects(verb) if s != m.token]
    m.objects = [*sufferers, m.token]
    m.recipients = list(
        dict.fromkeys(a for s in sufferers for a in (scene.actors_at(s) or scene.modifier_actors(s) or scene.owners(s)))
    )
    return m if sufferers else None
