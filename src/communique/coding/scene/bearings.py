"""When and where: the time expression and the place that govern a verb or an event noun, by the tree."""

from __future__ import annotations

from collections.abc import Iterable

from communique.coding.lexicon import status_words, table
from communique.coding.scene.memory import remembered
from communique.coding.scene.scene import Scene
from communique.words import PlaceMention, TimeExpression

__all__ = ["has_past_day", "place_of", "spoken_time", "time_of"]

_STOPS = frozenset({"relcl", "ccomp", "xcomp", "advcl", "acl", "pcomp", "conj", "parataxis", "csubj"})
_PLACE_PREPS = frozenset("in at near on inside outside around across over along within of throughout".split())
_KINDS = frozenset(
    "city town village resort capital port province region district state governorate island suburb area municipality oblast".split()
)
_SPANS = frozenset("day week month year hour morning evening night eve weekend".split())
_TARGET_PREPS = frozenset("on against at into across over in near".split())


@remembered
def _own(scene: Scene, i: int) -> tuple[int, ...]:
    """The token and those below it that belong to its own clause or phrase, nearest first."""
    g, tokens = scene.graph, scene.tokens
    out = [i]
    for at in out:
        out += [
            k
            for k in g.children[at]
            if tokens[k].dep not in _STOPS or (tokens[k].dep == "conj" and tokens[k].pos in ("NOUN", "PROPN"))
        ]
    return tuple(out)


def _is_saying(scene: Scene, verb: int) -> bool:
    return scene.lemma(verb).split(" ")[0] in status_words()["say"]


def _first_time(scene: Scene, found: Iterable[int], i: int) -> TimeExpression | None:
    best: TimeExpression | None = None
    for k in found:
        x = scene.time_at(k)
        if x is None or x.date is None or x.type == "SET" or x.rule == "time.now":
            # "for the time being", "is now being pressed": no day
            continue
        if x.date.start is None or x.date.end is None:
            # "before this round", "to date": an open end bounds something else, it is not when this happened
            continue
        if _is_of_thing(scene, x, i):
            continue
        if x.start and _word_before(scene, x) in ("since", "until", "till"):
            continue
        if best is None or _rank(scene, x, i) < _rank(scene, best, i):
            best = x
    return best


def _is_of_thing(scene: Scene, x: TimeExpression, i: int) -> bool:
    """Whether the time tells of which year a thing is, not when token `i` was: "waived a 1992 ban"."""
    words = scene.graph.words(x.start, x.end)
    if len(words) != 1 or words[0].i == 0 or words[0].head == i or words[0].dep not in ("nummod", "compound"):
        return False
    thing = scene.tokens[words[0].head]
    return scene.tokens[words[0].i - 1].tag in ("DT", "PRP$", "POS") and thing.dep in ("dobj", "nsubj", "nsubjpass")


def _word_before(scene: Scene, x: TimeExpression) -> str:
    words = scene.graph.words(x.start, x.end)
    return scene.tokens[words[0].i - 1].text.lower() if words and words[0].i else ""


def _rank(scene: Scene, x: TimeExpression, i: int) -> tuple[int, int]:
    t = scene.tokens[i]
    gap = min(abs(x.start - t.end), abs(t.start - x.end))
    return (0 if x.date is not None and x.date.granularity in ("day", "instant", "range") else 1, gap)


@remembered
def time_of(scene: Scene, i: int, depth: int = 0) -> TimeExpression | None:
    """Return the time expression that says when what token `i` speaks of took (or takes) place, None when none does.

    Looks in the word's own phrase, then in its clause, then in the clause before in a coordination, then in the clause
    above. The time of a verb of saying is when something was said; it is taken for what was said only when it stands at the
    very front ("On Monday, officials said ...").
    """
    g = scene.graph
    found = _first_time(scene, _own(scene, i), i)
    if found is not None or depth > 5:
        return found
    if g.is_verb(i) and scene.in_list(i, "pass") and not scene.in_list(i, "say"):
        # "began to meet on Friday": what is begun carries the time
        inner = g.first(i, "xcomp")
        found = _first_time(scene, _own(scene, inner), inner) if inner is not None else None
        if found is not None:
            return found
    t = scene.tokens[i]
    if not g.is_verb(i):
        verb = g.clause_verb(i)
        if verb == i or not g.is_verb(verb):
            return None
        # a noun inside a longer noun phrase of another event does not take the clause's time by right, but has no other
        return time_of(scene, verb, depth + 1) if not _is_saying(scene, verb) else _fronted(scene, verb)
    head = t.head
    if head == i:
        return None
    if t.dep == "conj" and g.is_verb(head):
        return time_of(scene, head, depth + 1)
    if t.dep in ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis"):
        above = g.clause_verb(head)
        if above == i:
            return None
        if _is_saying(scene, above):
            return _fronted(scene, above)
        if _is_earlier(scene, i):
            return None
        if t.dep == "relcl" and not scene.time_at(head) and g.is_noun(head):
            return time_of(scene, head, depth + 1)
        if t.dep == "acl" and t.tag == "VB":
            # "ended on Monday with an agreement to leave": Monday is no day of leaving
            return None
        if t.dep in ("xcomp", "advcl", "acl", "pcomp", "relcl"):
            return time_of(scene, above, depth + 1)
    return None


def spoken_time(scene: Scene, i: int) -> TimeExpression | None:
    """Return when the saying at token `i` was said by what stands beside it, None where nothing does.

    "In a statement issued on Saturday it blamed them", "speaking in Cairo on Friday, he voiced concern", "demanded on Monday that
    they leave, threatening sanctions".
    """
    g = scene.graph
    texts = [o for o in g.prep_objects(i, "in") if scene.is_class(o, ("STATEMENT",)) or scene.is_class(o, _TEXTS)]
    beside = [k for o in texts for k in g.kids(o, "acl")]
    beside += [k for k in g.kids(i, "advcl") if scene.tokens[k].lemma.lower() in _SPEAKING]
    for k in [*texts, *beside]:
        found = _first_time(scene, _own(scene, k), k)
        if found is not None:
            return found
    t = scene.tokens[i]
    if t.dep in ("advcl", "conj") and t.tag == "VBG" and g.is_verb(t.head):
        return _first_time(scene, _own(scene, t.head), t.head)
    return None


_TEXTS = (
    "resolution",
    "letter",
    "communique",
    "speech",
    "report",
    "interview",
    "article",
    "message",
    "address",
    "remark",
)
_SPEAKING = frozenset({"speak", "talk", "address", "write"})


def _is_earlier(scene: Scene, i: int) -> bool:
    """Whether the clause below tells of another time than the one above: "marched against talks that he has boycotted", "days after"."""
    g = scene.graph
    t = scene.tokens[i]
    helpers = {scene.tokens[k].text.lower() for k in g.kids(i, "aux", "auxpass")}
    if t.dep == "relcl":
        return bool(helpers & {"has", "have", "had"}) or (t.tag in ("VBZ", "VBP") and not helpers)
    if t.dep == "advcl":
        marks = [k for k in g.kids(i, "mark") if k and scene.tokens[k].text.lower() in ("after", "before")]
        return any(scene.tokens[k - 1].lemma.lower() in _LONG_SPANS for k in marks)
    return False


_LONG_SPANS = frozenset({"day", "week", "month", "year", "decade"})


def _fronted(scene: Scene, verb: int) -> TimeExpression | None:
    """The time that stands before the subject of a verb of saying, which frames the whole sentence."""
    g = scene.graph
    subjects = g.kids(verb, "nsubj", "nsubjpass")
    if not subjects:
        return None
    first = g.subtree(subjects[-1])[0]
    return _first_time(scene, [k for k in g.subtree(verb) if k < first], verb)


def has_past_day(scene: Scene, noun: int) -> bool:
    """Tell whether the noun carries the time at which it came about ("the 2015 accord", "an accord of May 2015"), before the article's."""
    g = scene.graph
    published = scene.analysis.article.published
    behind = [o for p in _WHEN for o in g.prep_objects(noun, p)]
    before = [*g.modifiers(noun), *g.kids(noun, "nummod")]
    before += [n for m in g.modifiers(noun) for n in g.kids(m, "nummod")]
    for k in (*before, *behind):
        x = scene.time_at(k)
        if x is not None and x.type != "DURATION" and x.date is not None and x.date.start and x.date.end:
            return published is None or x.date.end < published[:10]
    return False


_WHEN = ("of", "from", "in")


def _usable(p: PlaceMention | None) -> bool:
    return p is not None and p.role in ("event", "object", None)


_OTHER_EVENTS = frozenset({"following", "after", "before", "since", "until", "despite", "amid"})
_FINE = {"site": 0, "city": 1, "area": 2, "region": 2, "country": 3, "continent": 4}


def place_of(scene: Scene, i: int, *, targets: bool = False, depth: int = 0) -> PlaceMention | None:
    """Return the place where what token `i` speaks of took place: the finest one of its own phrase, else its clause's.

    With `targets` the thing struck counts as the place ("strikes on several regions").
    """
    g = scene.graph
    found: list[tuple[int, int, PlaceMention]] = []
    for k in _own(scene, i):
        p = scene.place_at(k)
        if p is None or p.role == "dateline" or k != _head_word(scene, p):
            continue
        if p.role == "origin" and not _named_kind(scene, k):
            continue
        if _is_local(scene, k, i, targets=targets) and not _is_of_another(scene, k, i):
            found.append((_FINE.get(p.granularity, 5), abs(k - i), p))
    if found:
        return min(found, key=lambda f: f[:2])[2]
    t = scene.tokens[i]
    if depth > 3 or t.head == i:
        return None
    if not g.is_verb(i):
        verb = g.clause_verb(i)
        if verb == i or _is_saying(scene, verb):
            return None
        return place_of(scene, verb, targets=targets, depth=depth + 1)
    if t.dep == "advcl" and any(
        scene.tokens[k].text.lower() in ("before", "after", "since") for k in g.kids(i, "mark")
    ):
        # "met in Davos the day before the talks opened": they opened elsewhere
        return None
    if t.dep in ("xcomp", "advcl", "acl", "pcomp") and g.is_verb(g.clause_verb(t.head)) and g.clause_verb(t.head) != i:
        above = g.clause_verb(t.head)
        return None if _is_saying(scene, above) else place_of(scene, above, depth=depth + 1)
    if t.dep == "conj" and g.is_verb(t.head):
        return place_of(scene, t.head, targets=targets, depth=depth + 1)
    if t.dep == "relcl" and g.is_noun(t.head) and scene.tokens[t.head].lemma.lower() not in _SPANS:
        # "met in Davos, the day before the talks opened": the day is no part of what happened in Davos
        return place_of(scene, t.head, depth=depth + 1)
    return None


def _head_word(scene: Scene, p: PlaceMention) -> int:
    """The token of the place's name that the rest of its name hangs on."""
    words = scene.graph.words(p.start, p.end)
    inside = {w.i for w in words}
    return next((w.i for w in words if w.head not in inside or w.head == w.i), words[0].i if words else -1)


def _is_of_another(scene: Scene, k: int, i: int) -> bool:
    """Whether the place at `k` is that of what came before or after: "suspended the talks following an attack in X"."""
    at = k
    for _ in range(8):
        t = scene.tokens[at]
        if at in (i, t.head):
            return False
        if t.dep == "prep" and t.text.lower() in _OTHER_EVENTS:
            return True
        at = t.head
    return False


def _named_kind(scene: Scene, k: int) -> bool:
    """Whether the place's name follows its kind: "the resort of Davos", "the province of Idlib"."""
    t = scene.tokens[k]
    if t.dep != "pobj" or scene.tokens[t.head].lemma.lower() != "of":
        return False
    return scene.tokens[scene.tokens[t.head].head].lemma.lower() in _KINDS


def _seat_of_doer(scene: Scene, k: int, i: int) -> bool:
    """ "Officers from the government in Tripoli met": the place says where those sit who met."""
    g = scene.graph
    at = k
    for _ in range(6):
        t = scene.tokens[at]
        if at in (i, t.head):
            return False
        if t.dep in ("nsubj", "nsubjpass") and g.is_verb(t.head):
            # "a court in Tunis sentenced them": a court sits where it passes sentence
            return at != k and scene.is_actor(at) and t.lemma.lower() not in table("whereabouts.toml")["courts"]
        if g.is_verb(t.head):
            return False
        at = t.head
    return False


def _is_local(scene: Scene, k: int, i: int, *, targets: bool) -> bool:
    """Whether the place at token `k` is where it happened: after a preposition of place, or before the noun ("the Doha talks")."""
    g = scene.graph
    p = scene.place_at(k)
    if p is not None and scene.is_maker(g.words(p.start, p.end)[-1].i):
        return False
    acting = (
        p is not None
        and p.granularity == "country"
        and g.is_noun(k)
        and scene.tokens[k].dep not in ("compound", "nmod")
    )
    preposition = scene.tokens[scene.tokens[k].head].text.lower() if scene.tokens[k].dep == "pobj" else ""
    if acting and not targets and preposition not in ("in", "at", "near", "across", "inside"):
        return False
    if preposition == "from" and not acting and scene.lemma(i) in table("whereabouts.toml")["leaving"]:
        # "withdrew from the town": what is left is where it happened
        return scene.tokens[scene.tokens[k].head].head == i
    if p is not None and (p.role == "event" or _named_kind(scene, k)):
        return targets or not _seat_of_doer(scene, k, i)
    at = k
    for _ in range(6):
        t = scene.tokens[at]
        if t.dep == "pobj" and scene.tokens[t.head].lemma.lower() in (
            _TARGET_PREPS | _PLACE_PREPS if targets else _PLACE_PREPS
        ):
            return p is not None and (targets or not scene.actors_at(k) or p.role == "event")
        if at == i:
            break
        if t.dep in ("compound", "nmod") and t.head == i and g.is_noun(i):
            # "the Ukraine talks" are about a side, "the Doha talks" are held there
            about = (
                p is not None and p.granularity == "country" and any(scene.country(a) == p.country for a in scene.pair)
            )
            return p is not None and not about and p.granularity in ("city", "site", "country", "region")
        if targets and t.dep in ("dobj", "nsubjpass", "poss", "amod"):
            return True
        at = t.head
    return False
