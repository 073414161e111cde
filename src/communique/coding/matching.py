"""Finds the frames of the lexicon in an article: which word calls which frame, and who fills its roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from communique.coding.bearings import has_past_day
from communique.coding.lexicon import Frame, lexicon, table
from communique.coding.memory import remembered, remembered_list
from communique.coding.recipients import fill_recipients, pobjects
from communique.coding.scene import Scene

__all__ = ["Match", "find_matches", "find_weak_matches"]

_DO = frozenset(
    "launch make issue stage mount hold have undertake execute perform wage start renew resume order unleash intensify continue deliver reiterate repeat "
    "restate voice express submit announce conduct commit step escalate begin carry open lead complete arrange organise organize facilitate mediate "
    "broker implement plan report claim suspend halt observe enter join end form approve prolong order impose declare decree".split()
)
_HAPPEN = frozenset(
    "take occur happen erupt begin start continue resume follow break come rage flare intensify escalate".split()
)


@dataclass(slots=True)
class Match:
    """A frame found at token `token`. `actors` and `recipients` are indexes of actors; `verb` is the verb that carries it.

    `objects` are the tokens of what it is about; `complement` the verb of the content clause, None where there is none. A
    `weak` match is one whose word calls the frame in company that the frame does not ask for.
    """

    frame: Frame
    token: int
    verb: int
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    complement: int | None = None
    negated: bool = False
    nominal: bool = False
    weak: bool = False


def find_matches(scene: Scene) -> list[Match]:
    """Return the best frame for every word that calls one, in text order."""
    words = lexicon()
    out: list[Match] = []
    for t in scene.tokens:
        lemma = scene.lemma(t.i)
        found: Iterator[Match | None]
        if t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass", "amod", "compound"):
            # the verb with its particle first; where none of its frames holds, the bare verb ("stands by Chad")
            spelt = dict.fromkeys((_phrasal(scene, t.i), lemma, lemma.split(" ")[0]))
            frames = tuple(f for word in spelt for f in words.verbs.get(word, ()))
            if t.tag == "VBG" and t.dep in _NOUN_PLACES and t.text.lower() in words.nouns:
                found = (_noun(scene, f, t.i) for f in words.nouns[t.text.lower()])
                best = next((m for m in found if m is not None), None)
                if best is not None:
                    out.append(best)
                continue
            felt = words.adjectives.get(t.text.lower(), ()) if scene.graph.kids(t.i, "auxpass") else ()
            found = chain((_verb(scene, f, t.i) for f in frames), (_adjective(scene, f, t.i) for f in felt))
        elif t.pos == "ADV" and lemma in words.adverbs:
            found = (_adverb(scene, f, t.i) for f in words.adverbs[lemma])
        elif t.pos == "ADJ" and lemma in words.adjectives:
            found = (_adjective(scene, f, t.i) for f in words.adjectives[lemma])
        elif t.pos in ("NOUN", "PROPN") and t.dep != "compound":
            phrase = scene.phrase(t.i)
            frames = next(
                (words.nouns[p] for p in (phrase, " ".join(phrase.split(" ")[-2:]), lemma) if p in words.nouns), ()
            )
            found = (_noun(scene, f, t.i) for f in frames)
        else:
            continue
        best = next((m for m in found if m is not None), None)
        if best is not None:
            out.append(best)
    return _once_each(_with_echoes(scene, out))


def _with_echoes(scene: Scene, found: list[Match]) -> list[Match]:
    """Add what somebody else "did likewise" or "followed suit" in: the same frame as the verb before it in the sentence."""
    out = list(found)
    for t in scene.tokens:
        if t.pos not in ("VERB", "AUX") or t.lemma.lower() not in ("do", "follow"):
            continue
        said = {scene.tokens[k].text.lower() for k in scene.graph.kids(t.i, "advmod", "dobj")}
        if not said & ({"likewise", "same", "similarly"} if t.lemma.lower() == "do" else {"suit"}):
            continue
        above = set(scene.graph.ancestors(t.i))
        told = [m for m in found if m.token in above and m.token < t.i]
        if told and (actors := scene.doers(t.i)):
            like = told[-1]
            recipients = [a for a in like.recipients if a not in actors]
            out.append(Match(like.frame, t.i, t.i, actors, recipients, objects=list(like.objects)))
    return sorted(out, key=lambda m: m.token)


def _once_each(found: list[Match]) -> list[Match]:
    """Without the verb that only carries a noun of two sides ("held joint drills") and the adverb of a verb that tells more by itself."""
    nouns = {m.verb for m in found if m.nominal and m.frame.flag("two_sides")}
    words = {m.token for m in found if m.frame.type != "MOBILIZE"}
    shared = {m.verb for m in found if m.frame.adverbs}
    return [
        m
        for m in found
        if not (m.token in nouns and m.frame.type in ("MOBILIZE", "COOPERATE"))
        and not (m.token in shared and m.frame.type == "MOBILIZE")
        and not (m.frame.adverbs and m.verb in words)
    ]


def find_weak_matches(scene: Scene, strong: list[Match]) -> list[Match]:
    """Return for every word that calls frames, but none in the company that they ask for, one weak match of each type.

    Somebody must do it. Meetings are left out: who met, where and when is what tells one from talk of talking.
    """
    words = lexicon()
    taken = {m.token for m in strong}
    out: list[Match] = []
    for t in scene.tokens:
        if t.i in taken:
            continue
        if t.pos == "VERB" and t.dep not in ("aux", "auxpass", "amod", "compound"):
            frames, match = words.verbs.get(scene.lemma(t.i), ()), _verb
        elif t.pos == "NOUN" and t.dep != "compound":
            frames, match = words.nouns.get(scene.phrase(t.i)) or words.nouns.get(scene.lemma(t.i), ()), _noun
        else:
            continue
        seen: set[str] = set()
        for f in frames:
            if f.type in seen or f.session or f.flag("negated_only"):
                continue
            m = match(scene, f, t.i, weak=True)
            if m is not None and m.actors:
                seen.add(f.type)
                m.weak = True
                out.append(m)
    return out


_WOULD = frozenset({"will", "would", "'ll", "'d", "might", "may", "could", "shall"})
_MUST = frozenset({"must", "should", "ought"})
_NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PARTICLES = frozenset(
    "back out up off down together away over in apart aside by on upon no firm fast free home through".split()
)


@remembered
def _phrasal(scene: Scene, i: int) -> str:
    """The verb with a particle that the parser took for an adverb or a preposition ("pulled back", "walked out of")."""
    below = scene.graph.kids(i)
    if any(scene.tokens[k].text.lower() == "together" for p in below for k in (p, *scene.graph.kids(p, "advmod"))):
        # "brought the leaders together"
        return f"{scene.tokens[i].lemma.lower()} together"
    after = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else None
    if after is None or after.text.lower() not in _PARTICLES or (after.head != i and after.text.lower() != "free"):
        return ""
    return f"{scene.tokens[i].lemma.lower()} {after.text.lower()}"


@remembered
def _complement(scene: Scene, i: int, bare: bool = False) -> int | None:
    """The verb of the clause or infinitive that hangs on token `i`; with `bare` an infinitive that the parser took for a purpose too."""
    g = scene.graph
    own = g.kids(i, "xcomp", "ccomp", "acl")
    own += [k for k in g.kids(i, "advcl") if any(scene.tokens[m].text.lower() == "for" for m in g.kids(k, "mark"))]
    if bare:
        own += [k for o in g.kids(i, "dobj") for k in g.kids(o, "relcl", "acl")]
    if bare or scene.in_list(i, "pledge"):
        own += [k for k in g.kids(i, "advcl") if scene.tokens[k].tag == "VB"]
    return next((k for k in own if g.is_verb(k) or scene.tokens[k].pos in ("ADJ", "ADV")), None)


def _company(scene: Scene, f: Frame, i: int, objects: list[int], complement: int | None) -> tuple[bool, list[int]]:
    """Whether the frame's conditions on object, prepositions and complement hold; and the tokens that met them."""
    asked = False
    own = set(scene.graph.kids(i, "dobj"))
    met: list[int] = []
    done: set[str] = set()
    if f.words("object"):
        asked = True
        hits = [o for o in objects if scene.is_class(o, f.words("object"))]
        met += hits
        done |= {"object"} if hits else set()
    for prep, names in f.prep.items():
        asked = True
        # with a needed object the phrase may hang on it: "paid a visit to Accra"; so may one that tells where to: "cut aid to Chad"
        both = {"object", "prep"} <= set(f.words("need"))
        loose = prep in ("to", "from", "into", "on", "against", "as") and not pobjects(scene, i, prep)
        places = (i, *(o for o in objects if both or (loose and o in own)))
        hits = [
            o
            for at in places
            for o in pobjects(scene, at, prep)
            if scene.is_class(o, names) and not ("*" in names and scene.time_at(o) is not None)
        ]
        met += hits
        done |= {"prep"} if hits else set()
    if f.words("complement"):
        asked = True
        if complement is not None and _complement_fits(scene, f, complement):
            met.append(complement)
            done.add("complement")
    if f.words("modifier"):
        asked = True
        mods = [m for m in scene.graph.modifiers(i) if scene.tokens[m].lemma.lower() in f.words("modifier")]
        met += mods
        done |= {"modifier"} if mods else set()
    if any(scene.graph.is_noun(k) for k in scene.graph.kids(i, "dative")):
        done.add("dative")
    if asked and not met:
        return False, []
    if any(n not in done for n in f.words("need")):
        return False, []
    if any(pobjects(scene, o, word) for o in met for word in f.words("object_lacks")):
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


def _verb(scene: Scene, f: Frame, i: int, *, weak: bool = False) -> Match | None:
    g = scene.graph
    t = scene.tokens[i]
    if f.flag("not_participle") and t.tag == "VBN" and t.dep == "amod":
        return None
    objects = _objects(scene, i) or _behind_particle(scene, f, i)
    complement = _complement(scene, i, f.keys.get("wanted") == "infinitive")
    if "wanted" in f.keys and not objects and complement is not None:
        # "implored Europe to act": the parser makes Europe the subject of "act"
        objects = [c for o in g.kids(complement, "nsubj", "nsubjpass") for c in g.conjuncts(o)]
    # "held Serbia responsible": the parser hangs what is said of an object on it, as an adjective behind the noun
    objects += [k for o in objects for k in g.kids(o, "amod") if k > o]
    if any(scene.tokens[k].lemma.lower() in f.words("not_modifier") for o in objects for k in g.modifiers(o)):
        return None
    ok, met = _company(scene, f, i, objects, complement)
    if not ok and not weak:
        return None
    if f.words("not_object") and any(scene.is_class(o, f.words("not_object")) for o in (*objects, *met)):
        return None
    subjects = g.agents(i)
    if f.words("not_cause") and any(scene.is_class(o, f.words("not_cause")) for o in (*subjects, *_causes(scene, i))):
        return None
    if f.words("subject"):
        hits = [s for s in subjects if scene.is_class(s, f.words("subject"))]
        if not weak and not hits and not (g.is_passive(i) and not subjects):
            return None
    if not weak and f.words("purpose") and not _has_purpose(scene, f, i):
        return None
    if f.words("adverb") and not any(
        scene.tokens[k].text.lower() in f.words("adverb")
        for k in [*g.kids(i, "advmod"), *(x for p in g.kids(i, "prep") for x in g.kids(p, "advmod"))]
    ):
        return None
    m = Match(f, i, i, objects=[*objects, *(x for x in met if x not in objects)], complement=complement)
    if f.keys.get("actor") == "speaker":
        return _said_by_speaker(scene, m, subjects)
    m.actors = scene.doers(i) or _issuers(scene, subjects, i)
    if not m.actors and subjects and f.type in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "COOPERATE"):
        # "Malian drones struck": the owner of what acts
        m.actors = [a for s in subjects for a in scene.makers(s)]
    if not m.actors and f.type in ("CONCEDE", "AID") and g.is_passive(i):
        # "UN sanctions were lifted", "Turkish drones were supplied to Kyiv": whose they were
        m.actors = [a for o in objects for a in scene.modifier_actors(o)]
    if not m.actors and "release" in f.mode:
        m.actors = _holders(scene, (*objects, *subjects))
    if f.flag("suffered_by_subject"):
        _suffers(scene, m, subjects, met)
    elif not m.actors and f.type in ("ASSAULT", "MOBILIZE") and g.is_passive(i):
        m.actors = _behind(scene, m)
    elif not m.actors and g.is_passive(i) and f.keys.get("actor") == "place":
        # "were refused entry to Israel"
        m.actors = [a for o in (i, *objects) for p in g.prep_objects(o, "to", "into", "by") for a in scene.people_at(p)]
    if not m.recipients:
        fill_recipients(scene, m)
    if f.flag("reciprocal"):
        m.actors += [a for at in (i, *g.kids(i, "dobj")) for a in scene.named_below(at, "with")]
        # the parser takes "called President Yoon on Friday" for a naming
        named = [o for o in g.kids(i, "oprd") if scene.tokens[o].pos == "PROPN"]
        others = [o for o in [*g.kids(i, "dobj"), *named, *g.prep_objects(i, "with", "to")] if not scene.is_press(o)]
        m.actors += [a for o in others for c in g.conjuncts(o) for a in scene.people_at(c)]
        m.recipients = []
    if f.session and "visit" in f.mode:
        # guest and host both take part; which is which is kept apart
        m.recipients = [a for o in objects for a in scene.people_at(o) or scene.state_of_place(o)] or m.recipients
        if f.flag("host"):
            m.actors, m.recipients = m.recipients, m.actors
    m.actors = list(dict.fromkeys(m.actors))
    if f.flag("need_recipient") and not m.recipients:
        return None
    return m if _sides_fit(scene, m) else None


def _sides_fit(scene: Scene, m: Match) -> bool:
    """Whether people go abroad, or two sides are in it, where the frame asks for that."""
    if m.frame.flag("two_sides") and len({scene.side(a) for a in (*m.actors, *m.recipients)}) < 2:
        return False
    return not m.frame.flag("abroad") or _goes_abroad(scene, m)


def _goes_abroad(scene: Scene, m: Match) -> bool:
    """Whether people of one country go to another: a trip at home is no visit."""
    guests = {scene.country(a) for a in m.actors} - {None}
    hosts = {scene.country(a) for a in m.recipients} - {None}
    return bool(guests) and not guests & hosts and (bool(hosts) or m.nominal)


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


def _behind_particle(scene: Scene, f: Frame, i: int) -> list[int]:
    """The object of a verb whose particle the parser took for a preposition ("gunned down a lawmaker")."""
    verb = _phrasal(scene, i)
    return scene.graph.prep_objects(i, verb.split(" ")[1]) if verb and verb in f.verbs else []


def _causes(scene: Scene, i: int) -> list[int]:
    """What the clause names as having done it, the subject left out: "killed by the flood", "killed when a bus overturned"."""
    g = scene.graph
    when = [k for k in g.kids(i, "advcl") if g.kids(k, "mark", "advmod") and scene.tokens[k].tag != "VBG"]
    return [*g.prep_objects(i, "in", "by", "from", "of", "during", "after"), *when]


def _suffers(scene: Scene, m: Match, subjects: list[int], met: list[int]) -> None:
    """ "The convoy came under fire from rebels": the subject suffers it, whoever is behind the attack does it."""
    g = scene.graph
    senders = [p for o in (m.token, *met) for p in g.prep_objects(o, "by", "from", "with")]
    m.actors = [a for o in met for a in scene.modifier_actors(o)] or [a for p in senders for a in scene.people_at(p)]
    m.recipients = [a for s in subjects for a in scene.people_at(s) or scene.owners(s) or scene.state_of_place(s)]
    m.objects = [*subjects, *met]


_HOLDING = frozenset("hold detain seize kidnap capture abduct jail imprison take arrest free release".split())


def _holders(scene: Scene, freed: tuple[int, ...]) -> list[int]:
    """Who held those who come free: "hostages held by Hamas were released", "Greeks freed by Iran flew home"."""
    g = scene.graph
    held = [k for o in freed for k in g.kids(o, "acl", "relcl") if scene.tokens[k].lemma.lower() in _HOLDING]
    return [a for k in held for o in g.prep_objects(k, "by") for a in scene.people_at(o)]


def _behind(scene: Scene, m: Match) -> list[int]:
    """Who does what a passive tells: whose attack it was in ("killed in Israeli shelling"), whose forces are sent ("U.S. troops were sent")."""
    g, i = scene.graph, m.token
    if m.frame.type == "MOBILIZE":
        return [
            a for o in g.patients(i) for h in scene.heads(o) for a in scene.modifier_actors(h) or scene.people_at(h)
        ]
    attacks = [o for o in g.prep_objects(i, "in", "by", "during") if scene.is_class(o, ("ATTACK",))]
    return [a for o in attacks for a in scene.makers(o)]


@remembered_list
def _objects(scene: Scene, i: int) -> list[int]:
    """What it is done to, with what a passive keeps ("were refused entry") and what the parser hangs on the one who gets it."""
    g = scene.graph
    out = g.patients(i)
    if g.is_passive(i):
        out = [*out, *(c for o in g.kids(i, "dobj") for c in g.conjuncts(o))]
    return out or [k for o in g.kids(i, "dative") for k in g.kids(o, "appos") if g.is_noun(k)]


def _issuers(scene: Scene, subjects: list[int], verb: int) -> list[int]:
    """ "A German statement urged …", "adopted a resolution calling on …": whoever issued the text that speaks."""
    g = scene.graph
    for s in subjects:
        if not scene.is_class(s, ("STATEMENT",)):
            continue
        own = [a for o in g.prep_objects(s, "by", "from", "of") for a in scene.people_at(o)]
        above = g.clause_verb(s)
        return own or scene.modifier_actors(s) or (scene.doers(above) if above != verb else [])
    return []


def _has_purpose(scene: Scene, f: Frame, i: int) -> bool:
    g = scene.graph
    heads = [*g.kids(i, "prep", "advcl", "xcomp"), *(k for o in g.kids(i, "dobj") for k in g.kids(o, "acl", "relcl"))]
    below = [k for p in heads for k in [p, *g.subtree(p)]]
    return any(scene.is_class(k, f.words("purpose")) for k in below if k != i)


def _adjective(scene: Scene, f: Frame, i: int) -> Match | None:
    """The frame at an adjective that is said of somebody, or at a participle that the parser took for a passive ("was dismayed at")."""
    g = scene.graph
    felt = bool(g.kids(i, "auxpass"))
    verb = i if felt else scene.tokens[i].head
    if not felt and (scene.tokens[i].dep not in ("acomp", "oprd", "attr", "ccomp", "xcomp") or not g.is_verb(verb)):
        return None
    complement = _complement(scene, i)
    complement = complement if complement is not None else g.first(verb, "ccomp")
    ok, met = _company(scene, f, i, [], complement)
    if not ok and f.prep:
        ok, met = _company(scene, f, verb, [], complement)
    if not ok:
        return None
    subjects = g.kids(verb, "nsubjpass") if felt else g.subjects(verb)
    if f.words("subject") and not any(scene.is_class(s, f.words("subject")) for s in subjects):
        return None
    if any(scene.is_class(s, f.words("not_object")) for s in subjects):
        return None
    m = Match(f, i, verb, objects=[*met, *subjects], complement=complement)
    if f.keys.get("actor") == "speaker":
        return _said_by_speaker(scene, m, subjects)
    m.actors = list(dict.fromkeys(a for s in subjects for a in scene.people_at(s)))
    if f.type in ("ACCUSE", "SUPPORT", "THREATEN", "REJECT"):
        fill_recipients(scene, m)
    return m


def _said_by_speaker(scene: Scene, m: Match, subjects: list[int]) -> Match | None:
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


def _adverb(scene: Scene, f: Frame, i: int) -> Match | None:
    """ "Turkish and Azeri soldiers trained together": what two sides do with one another, whatever it is."""
    verb = scene.tokens[i].head
    if not scene.graph.is_verb(verb) or scene.lemma(verb).split(" ")[0] in f.words("not_governor"):
        return None
    m = Match(f, i, verb, objects=[verb])
    with_whom = [o for at in (verb, i) for o in scene.graph.prep_objects(at, "with")]
    m.actors = list(dict.fromkeys([*scene.doers(verb), *(a for o in with_whom for a in scene.people_at(o))]))
    return m if len({scene.side(a) for a in m.actors}) > 1 else None


def _noun(scene: Scene, f: Frame, i: int, *, weak: bool = False) -> Match | None:
    g = scene.graph
    ok, met = _company(scene, f, i, [], _complement(scene, i))
    if not ok and "visit" in f.mode and scene.tokens[i].dep == "dobj":
        # "paid a visit to": the parser may hang the phrase on the verb
        ok, met = _company(scene, f, g.clause_verb(i), [], None)
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
    doers = f.words("subject")
    if doers and not (is_object and any(scene.is_class(s, doers) for s in g.agents(verb))):
        return None
    carried = carried or (f.flag("within") and scene.tokens[governor].text.lower() in ("in", "during", "for"))
    between = any(scene.is_class(o, ("ACTOR",)) for o in pobjects(scene, i, "between"))
    if f.words("verbs_over") and not carried and not between:
        return None
    m = Match(f, i, verb, objects=[i, *met], complement=_complement(scene, i), nominal=True)
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
    return m if _sides_fit(scene, m) else None


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
