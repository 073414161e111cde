"""Mends what the parser of an article gets wrong about clauses, where tense shows that it must be wrong."""

from __future__ import annotations

import dataclasses

from communique.coding.lexicon import status_words
from communique.words import Token

__all__ = ["mended"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STOPS = frozenset({".", "!", "?"})
_OBJECTS = frozenset({"dobj", "aux", "auxpass", "ccomp", "xcomp", "attr", "acomp", "oprd", "dative", "nsubjpass"})
_CLOSING = frozenset({'"', "\u201d", "\u2019", "''"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TWO_OBJECTS = frozenset(
    "give award offer pay hand deny grant tell send call name dub consider make owe promise teach ask allow refuse bring lend sell deem term label guarantee "
    "accord allot assign leave save show write fine charge spare".split()
)
"""Verbs of which a passive keeps an object: "villagers denied food"."""
_SUFFERERS = frozenset({"wounded", "injured", "displaced", "missing", "dead"})
"""Participles and adjectives that name those whom a number counts."""
_TAKES_PLACE = frozenset(
    "erupt break rage flare resume continue go persist drag intensify escalate ensue occur happen follow".split()
)
"""Verbs by which something takes place."""


def mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with these clauses put right; numbers and places stay.

    A finite verb is not coordinated with an infinitive: in "he flew to Arauca to lead meetings and called on the rebels",
    `called` goes with `flew`. A clause closed by a semicolon is not what the next one says: in "Kigali agreed to talk; Goma
    refuses", `agreed` is a sentence of its own.
    A headline's passive without its auxiliary ("Accord signed in Doha") gets its subject as what is signed, and who speaks behind
    the words quoted (", promised Petro") is the subject.
    The one who is given something is parted from it ("sent Kyiv 14 jets").
    A participle behind a speaker put in between goes with what is told ("troops shelled Homs, activists said, killing four").
    A subject whose owner was taken for the subject is put right ("Israel's military issued orders"). A participle behind a noun that
    has an object of its own is a verb ("shelling from both sides killed nine"). Those who are counted are nouns ("treated 60 wounded").
    Those between whom something takes place go with it ("clashes broke out on Friday between the army and rebels").
    A gerund straight behind "ruled out" is what was ruled out.
    """
    out = list(tokens)
    _find_predicates(out)
    _find_verbs(out)
    _find_subjects(out)
    _find_headline_passives(out)
    _find_speakers_behind(out)
    _part_gifts(out)
    _part_subjects(out)
    _join_participles(out)
    _count_sufferers(out)
    _hang_on_subject(out)
    ends = _semicolons(tokens)
    for t in tokens:
        if t.dep == "npadvmod" and t.pos == "NOUN" and _owner_before(out, t) is not None:
            owner = out[_owner_before(out, t) or 0]
            out[t.i] = dataclasses.replace(t, dep="nsubj")
            out[owner.i] = dataclasses.replace(owner, dep="poss", head=t.i)
    for t in tokens:
        if t.dep in ("ccomp", "advcl") and any(t.i < at < t.head for at in ends.get(t.head, ())):
            out[t.i] = dataclasses.replace(t, head=t.i, dep="ROOT")
            continue
        if t.dep == "advcl" and t.tag == "VBG" and tokens[t.i - 1].dep == "prt" and tokens[t.i - 1].head == t.head:
            before = f"{tokens[t.head].lemma} {tokens[t.i - 1].text}".lower()
            if before in status_words()["doing"]:
                out[t.i] = dataclasses.replace(t, dep="xcomp")
            continue
        if t.dep != "conj" or not _is_finite(tokens, t) or not _is_unlike(out, t):
            continue
        own = {k.dep for k in _near(tokens, t) if k.head == t.i}
        if own & {"nsubj", "nsubjpass"} or ("aux" in own and t.tag in _FINITE):
            continue
        home = _finite_above(out, t.head)
        if home is not None and home < t.i:
            out[t.i] = dataclasses.replace(t, head=home)
    for t in tokens:
        if t.text.lower() == "bases":  # the lemmatizer says "basis"
            out[t.i] = dataclasses.replace(out[t.i], lemma="base")
        if _cut_off(tokens, t):
            out[t.i - 1] = dataclasses.replace(out[t.i - 1], head=t.i, dep="nsubj")
    return tuple(out)


def _count_sufferers(out: list[Token]) -> None:
    """Make a participle right behind the number that it hangs on the noun that is counted: "evacuated 30 wounded from Gao"."""
    for t in list(out):
        number = out[t.head]
        if (
            t.text.lower() not in _SUFFERERS
            or t.dep not in ("acl", "amod")
            or number.i != t.i - 1
            or number.pos != "NUM"
        ):
            continue
        for k in out[max(0, t.i - 12) : t.i]:
            if k.head == number.i:
                out[k.i] = dataclasses.replace(k, head=t.i)
        top = t.i if number.head == number.i else number.head
        out[t.i] = dataclasses.replace(t, head=top, dep=number.dep, pos="NOUN", tag="NNS", lemma=t.text.lower())
        out[number.i] = dataclasses.replace(number, head=t.i, dep="nummod")


def _hang_on_subject(out: list[Token]) -> None:
    """Hang "between" on what takes place, where the parser hung it on the verb of it."""
    subjects = {t.head: t.i for t in out if t.dep in ("nsubj", "nsubjpass") and t.tag in ("NN", "NNS", "VBG")}
    for t in list(out):
        over = out[t.head]
        if t.text == "between" and t.dep == "prep" and over.i in subjects and over.lemma.lower() in _TAKES_PLACE:
            out[t.i] = dataclasses.replace(t, head=subjects[over.i])


def _semicolons(tokens: tuple[Token, ...]) -> dict[int, list[int]]:
    """The semicolons that hang on each word."""
    found: dict[int, list[int]] = {}
    for t in tokens:
        if t.text == ";":
            found.setdefault(t.head, []).append(t.i)
    return found


def _find_predicates(out: list[Token]) -> None:
    """Make the participle of a sentence that has no other verb its verb: "A rocket slammed into a school" is a sentence.

    "-ed" is past tense and participle alike; with "by" it may be a headline's passive, and stays what it was. Behind the comma that closes
    an apposition, a participle with a clause or an object is the verb whatever follows ("Davis, a colonel, warned that ...").
    """
    finite = {t.sentence for t in out if t.tag in _FINITE or t.tag == "MD"}
    agents = {t.head for t in out if t.dep == "agent"}
    clauses = {t.head for t in out if t.dep in ("ccomp", "dobj") and t.head < t.i}
    for t in list(out):
        noun = out[t.head]
        if t.tag != "VBN" or t.dep != "acl" or t.i in agents or t.head > t.i:
            continue
        said = t.i in clauses and out[t.i - 1].text == "," and t.lemma.lower() not in _TWO_OBJECTS
        if t.sentence in finite and not said:
            continue
        if noun.dep != "ROOT" or noun.tag not in _NOUNS or not t.text.endswith("ed"):
            continue
        out[t.i] = dataclasses.replace(t, tag="VBD", dep="ROOT", head=t.i)
        out[noun.i] = dataclasses.replace(noun, dep="nsubj", head=t.i)
        finite.add(t.sentence)


def _is_finite(tokens: tuple[Token, ...], t: Token) -> bool:
    """Whether the verb is finite by itself or by "has" or "had"."""
    helpers = [k for k in _near(tokens, t) if k.head == t.i and k.dep == "aux"]
    return t.tag in _FINITE or (t.tag == "VBN" and any(k.tag in _FINITE and k.lemma.lower() == "have" for k in helpers))


def _is_unlike(out: list[Token], t: Token) -> bool:
    """Whether the verb with which the finite verb `t` is listed is none: an infinitive, or what "be" or a modal stands before."""
    head = out[t.head]
    if head.tag in ("VB", "VBG"):
        return t.tag in _FINITE
    before = out[max(0, head.i - 6) : head.i]
    helpers = [k for k in before if k.head == head.i and k.dep in ("aux", "auxpass")]
    apart = t.i > 1 and any(k.text == "," for k in out[max(head.i, t.i - 4) : t.i])
    return head.dep == "ccomp" and apart and any(k.tag in ("MD", "VB") for k in helpers)


def _find_subjects(out: list[Token]) -> None:
    """Part the place that opens a sentence from the subject behind it: "In Baghdad gunmen killed nine villagers"."""
    owned = {t.head for t in out if t.dep in ("nsubj", "nsubjpass", "expl", "csubj")}
    for t in list(out):
        if t.tag not in _FINITE or t.pos != "VERB" or t.i in owned or t.i < 3:
            continue
        noun = out[t.i - 1]
        if noun.dep != "pobj" or noun.tag not in ("NN", "NNS") or out[noun.head].head != t.i:
            continue
        first = noun.head + 1
        names = [
            k for k in out[first : noun.i] if k.head == noun.i and k.dep in ("compound", "nmod") and k.tag == "NNP"
        ]
        if out[noun.head].lemma.lower() not in ("in", "at", "near", "outside") or not names or names[0].i != first:
            continue
        last = names[-1].i
        out[noun.i] = dataclasses.replace(noun, dep="nsubj", head=t.i)
        out[last] = dataclasses.replace(out[last], dep="pobj", head=noun.head)
        for k in names[:-1]:
            out[k.i] = dataclasses.replace(k, head=last)


def _find_verbs(out: list[Token]) -> None:
    """Make a participle that has an object of its own the verb of the noun phrase before it: "gunmen on motorbikes killed nine villagers".

    Only verbs that take two objects keep one in the passive ("villagers denied food").
    """
    agents = {t.head for t in out if t.dep in ("agent", "aux", "auxpass")}
    objects = {t.head for t in out if t.dep == "dobj" and t.tag in _NOUNS and t.i > t.head}
    for t in list(out):
        if t.dep != "acl" or t.tag not in ("VBN", "VBD") or t.i not in objects or t.i in agents or t.head > t.i:
            continue
        if t.lemma.lower() in _TWO_OBJECTS:
            continue
        top = _phrase_top(out, t.head)
        noun = out[top]
        if noun.dep not in ("ROOT", "nsubj") or noun.tag not in (*_NOUNS, "VBG") or top == t.head:
            continue
        if noun.tag == "VBG":  # "shelling"
            noun = dataclasses.replace(noun, tag="NN", pos="NOUN", lemma=noun.text.lower())
        out[t.i] = dataclasses.replace(t, tag="VBD", dep="ROOT", head=t.i)
        out[top] = dataclasses.replace(noun, dep="nsubj", head=t.i)


def _phrase_top(out: list[Token], at: int) -> int:
    """The noun that begins the phrase of prepositions in which the noun at `at` stands."""
    for _ in range(6):
        if out[at].dep != "pobj" or out[out[at].head].dep != "prep":
            break
        above = out[out[at].head].head
        if out[above].tag not in _NOUNS and out[above].tag != "VBG":
            break
        at = above
    return at


def _find_headline_passives(out: list[Token]) -> None:
    """Make the subject of a headline's bare participle, of a verb that needs an object, that of a passive."""
    verbs = status_words()["headline_passive"]
    closed = {t.sentence for t in out if t.text in _STOPS}
    busy = {t.head for t in out if t.dep in _OBJECTS and t.head != t.i}
    for t in list(out):
        verb = out[t.head]
        if t.dep != "nsubj" or t.i > verb.i or verb.i in busy or verb.tag not in ("VBD", "VBN") or t.sentence in closed:
            continue
        if verb.dep in ("ROOT", "ccomp", "conj", "parataxis") and verb.lemma.lower() in verbs and t.pos != "PRON":
            out[t.i] = dataclasses.replace(t, dep="nsubjpass")


def _find_speakers_behind(out: list[Token]) -> None:
    """Make the name behind a verb that follows what was quoted its subject: the parser takes it for the object."""
    subjects = {t.head for t in out if t.dep in ("nsubj", "nsubjpass", "auxpass")}
    for t in list(out):
        verb = out[t.head]
        if t.dep != "dobj" or verb.tag not in _FINITE or verb.i in subjects or verb.i < 2 or t.i < verb.i:
            continue
        if out[verb.i - 1].text in _CLOSING and any(
            k.head == verb.i and k.dep == "ccomp" for k in out[max(0, verb.i - 60) : verb.i]
        ):
            out[t.i] = dataclasses.replace(t, dep="nsubj")


def _part_subjects(out: list[Token]) -> None:
    """Make a past tense that stands as the subject of another verb a participle: "Five men seized in May were released"."""
    for t in list(out):
        verb = out[t.head]
        if t.dep not in ("csubj", "csubjpass") or t.tag not in ("VBD", "VBN") or verb.i < t.i:
            continue
        own = [k for k in out[max(0, t.i - 12) : t.i] if k.head == t.i]
        noun = next((k for k in own if k.dep in ("nsubj", "nsubjpass") and k.pos in ("NOUN", "PROPN")), None)
        if noun is None or any(k.dep in ("mark", "aux", "auxpass", "advmod") for k in own):
            continue
        passive = "nsubjpass" if t.dep == "csubjpass" else "nsubj"
        out[noun.i] = dataclasses.replace(noun, head=verb.i, dep=passive)
        out[t.i] = dataclasses.replace(t, head=noun.i, dep="acl", tag="VBN")


def _join_participles(out: list[Token]) -> None:
    """Hang the participle behind a verb of saying that stands between commas on the clause that is said."""
    told = {t.head: t.i for t in out if t.dep == "ccomp" and t.i < t.head}
    for t in list(out):
        verb = out[t.head]
        if t.dep != "advcl" or t.tag != "VBG" or t.i < verb.i or verb.lemma.lower() not in status_words()["say"]:
            continue
        clause = verb.head if verb.dep == "parataxis" and verb.head < verb.i else told.get(verb.i)
        if (
            clause is not None
            and out[verb.i + 1].text == ","
            and not any(k.head == t.i and k.dep == "mark" for k in out[verb.i : t.i])
        ):
            out[t.i] = dataclasses.replace(t, head=clause)


_GIVING = frozenset("send give lend grant pay ship loan offer hand supply sell deny owe award promise pledge".split())


def _part_gifts(out: list[Token]) -> None:
    """Make the name between a verb of giving and a count the one who is given it: "sent Kyiv 14 jets", "paid Amman $2 million"."""
    for t in list(out):
        after = t.i + 1
        before = t.i - 1
        if t.pos != "PROPN" or after >= len(out) or before < 0 or out[after].tag not in ("CD", "$"):
            continue
        first = before if out[before].dep != "det" else before - 1
        verb = out[first] if first >= 0 else t
        thing = _top_noun(out, t.i, verb.i)
        if verb.lemma.lower() not in _GIVING or verb.pos != "VERB" or thing is None:
            continue
        out[t.i] = dataclasses.replace(t, dep="dative", head=verb.i)
        if out[after].head == t.i:
            out[after] = dataclasses.replace(out[after], dep="nummod", head=thing)


def _top_noun(out: list[Token], i: int, verb: int) -> int | None:
    """The object of the verb in whose phrase token `i` stands before the noun."""
    at = i
    for _ in range(6):
        at = out[at].head
        if out[at].head == verb and at > i:
            return at if out[at].dep == "dobj" else None
    return None


def _owner_before(tokens: list[Token], t: Token) -> int | None:
    """The "Israel" of "Israel's military issued orders", where the parser took it for the subject and the military for a measure."""
    if t.i < 2 or tokens[t.i - 1].text not in ("'s", "\u2019s") or tokens[t.i - 1].dep != "case":
        return None
    owner = tokens[t.i - 1].head
    told = tokens[owner].dep in ("nsubj", "nsubjpass") and tokens[owner].head == t.head
    return owner if told and t.i < t.head else None


def _cut_off(tokens: tuple[Token, ...], t: Token) -> bool:
    """Whether the noun just before a finite verb was listed with the object before: "freed five men and Washington freed two"."""
    if t.i < 2 or t.dep != "conj" or t.tag not in _FINITE or t.pos != "VERB":
        return False
    noun, cc = tokens[t.i - 1], tokens[t.i - 2]
    listed = noun.dep == "conj" and noun.pos in ("NOUN", "PROPN") and tokens[noun.head].dep in ("dobj", "pobj")
    own = any(k.head == t.i and k.dep in ("nsubj", "nsubjpass", "aux", "auxpass") for k in _near(tokens, t))
    return listed and cc.dep == "cc" and cc.sentence == t.sentence and not own


def _near(tokens: tuple[Token, ...], t: Token) -> tuple[Token, ...]:
    return tokens[max(0, t.i - 12) : t.i]


def _finite_above(tokens: list[Token], at: int) -> int | None:
    """The nearest finite verb over token `at`."""
    for _ in range(8):
        head = tokens[at].head
        if head == at:
            return None
        at = head
        if tokens[at].tag in _FINITE and tokens[at].pos in ("VERB", "AUX"):
            return at
    return None
