"""Finds the cues: each verb, preposition or label that attributes words, with the speaker's words and the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quotations.channels import find_channel
from communique.annotation.quotations.content import TIMES, find_content, trim
from communique.annotation.quotations.lexicon import CueEntry, read_verbs

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.marks import QuotedString

__all__ = ["Cue", "find_cues", "name_after_dash", "name_before_colon"]

_NOUN_CUES = frozenset(
    "report reports poll survey accusation accusations acknowledgement admission allegation allegations announcement appeal argument assertion "
    "assertions assessment assurance assurances claim claims comment comments complaint complaints conclusion contention "
    "criticism declaration demand demands denial description estimate explanation forecast insistence message pledge "
    "prediction promise promises proposal reference references remark remarks reply request response statement statements "
    "suggestion suggestions threat threats view vow warning warnings word words".split()
)
_BACK = 12
"""How many cues back the speaker of a participle is looked for."""
_REPORTS = frozenset("report reports poll survey statement statements".split())
_HANGING = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep", "aux", "auxpass", "parataxis"})
DOCUMENTS = frozenset(
    "statement statements communique communiqué letter report reports memo message post tweet speech note document "
    "declaration resolution release announcement email e-mail article interview remarks address comment comments".split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: words `first`..`after`, the speaker's head word, the words of the reported content where there are any.

    `i` is the word that governs the content, `kind` the kind of its lexicon entry, `rule` says how it was read.
    """

    i: int
    first: int
    after: int
    kind: str
    speaker: int | None
    content: tuple[int, int] | None
    rule: str
    quotes: bool = True
    channel: str | None = None


def find_cues(tree: Tree) -> tuple[Cue, ...]:
    """Return the cues that stand outside quote marks, in reading order."""
    verbs = read_verbs()
    out = []
    for t in tree.tokens:
        if tree.quoted[t.i] >= 0:
            continue
        low = t.text.lower()
        if low == "according" and t.i + 1 < len(tree.tokens) and tree.tokens[t.i + 1].text.lower() == "to":
            cue = _read_according(tree, t.i)
            if cue:
                out.append(cue)
            continue
        if low in _NOUN_CUES and t.pos in {"NOUN", "PROPN"}:
            noun = _read_noun(tree, t.i)
            if noun:
                out.append(noun)
            continue
        if low == "per" and t.pos == "ADP" and t.head < t.i:
            for o in tree.children_with(t.i, "pobj"):
                if any(tree.tokens[c].dep == "poss" or tree.tokens[c].dep == "det" for c in tree.children[o]):
                    out.append(Cue(t.i, t.i, t.i + 1, "preposition", o, None, "preposition.per"))
            continue
        entry = _choose_entry(tree, t.i, verbs.get(low, ()))
        if entry is not None and (t.pos in {"VERB", "AUX"} or (entry.kind == "say" and t.tag.startswith("VB"))):
            out.append(_read_verb(tree, t.i, entry))
    return _settle_participles(tree, out)


def _choose_entry(tree: Tree, i: int, entries: tuple[CueEntry, ...]) -> CueEntry | None:
    """Return the entry whose second word, or whose preposition, stands with verb `i`; the plain one otherwise."""
    near = [
        tree.tokens[c].text.lower()
        for c in tree.children[i]
        if tree.tokens[c].dep in {"prep", "prt", "dobj", "acomp", "oprd", "dative", "ccomp"}
    ]
    for e in entries:
        if e.with_word and (e.with_word in near):
            return e
    return next((e for e in entries if not e.with_word), None)


def _settle_participles(tree: Tree, cues: list[Cue]) -> tuple[Cue, ...]:
    """Give a participle after a comma the speaker of the reporting verb whose content it seems to hang in.

    "The ministry said the claim was false, calling it …": the parser hangs "calling" on "was"; the ministry speaks.
    """
    out: list[Cue] = []
    for c in cues:
        t = tree.tokens[c.i]
        if t.tag == "VBG" and tree.subject(c.i) is None and _after_comma(tree, c.i):
            for outer in out[: -_BACK - 1 : -1]:
                if tree.tokens[outer.i].sentence != t.sentence:
                    break
                if tree.tokens[outer.i].dep in {"relcl", "acl"} or _is_embedded(tree, outer, out):
                    continue
                if outer.kind not in {"want", "know", "believe"} and outer.speaker is not None and outer.speaker < c.i:
                    c = Cue(c.i, c.first, c.after, c.kind, outer.speaker, c.content, c.rule, c.quotes, c.channel)
                    break
        out.append(c)
    return tuple(out)


def _after_comma(tree: Tree, i: int) -> bool:
    """Tell whether a comma or dash stands before word `i`, quote marks and adverbs aside ("…," later adding)."""
    k = i - 1
    while k > 0 and (tree.tokens[k].text in {"”", '"', "’", "'", "''"} or tree.tokens[k].pos == "ADV"):
        k -= 1
    return k >= 0 and tree.tokens[k].text in {",", "—", "–", "―"}


def _is_embedded(tree: Tree, cue: Cue, cues: list[Cue]) -> bool:
    """Tell whether the cue stands in the content of an earlier cue of its sentence."""
    at = next((n for n in range(len(cues) - 1, -1, -1) if cues[n] is cue), 0)
    return any(
        o.content is not None and o.content[0] <= cue.i < o.content[1] and o.kind not in {"want", "know"}
        for o in cues[max(0, at - _BACK) : at]
    )


def _read_according(tree: Tree, i: int) -> Cue | None:
    to = i + 1
    objects = tree.children_with(to, "pobj")
    if not objects:
        return None
    top = tree.tokens[i].head
    content = None
    s = tree.parse.sentences[tree.tokens[i].sentence]
    end_np = tree.noun_phrase(objects[0])[1]
    if i == s.first:  # "According to X, ...": the rest of the sentence
        k = end_np
        while k < s.last and tree.tokens[k].text != ",":
            k += 1
        if k + 1 < s.last:
            content = (k + 1, s.last)
    elif tree.tokens[top].pos in {"VERB", "AUX"} or tree.tokens[top].dep == "ROOT":
        content = (s.first, i)
    channel = find_channel(tree, to, objects[0], None)
    return Cue(
        i, i, to + 1, "preposition", objects[0], trim(tree, content), "preposition.according_to", channel=channel
    )


def _read_noun(tree: Tree, i: int) -> Cue | None:
    """Return the cue of a noun of speech with its owner: "the envoy's claim that …", "a warning by the ministry"."""
    tokens = tree.tokens
    speaker = next((c for c in tree.children_with(i, "poss")), None)
    if speaker is None:
        for c in tree.children_with(i, "prep"):
            if tokens[c].text.lower() in {"by", "from"}:
                speaker = next((o for o in tree.children_with(c, "pobj")), speaker)
    if speaker is None and tokens[i].text.lower() in _REPORTS:
        speaker = next(
            (c for c in reversed(tree.children_with(i, "compound", "nmod")) if tokens[c].pos == "PROPN"), None
        )
    if speaker is None or tree.quoted[speaker] >= 0:
        return None
    content = None
    for c in tree.children_with(i, "acl", "ccomp"):
        if any(tokens[m].text.lower() == "that" and tokens[m].dep == "mark" for m in tree.children[c]):
            content = trim(tree, tree.subtree(c))
    channel = find_channel(tree, i, i, content)
    return Cue(i, i, i + 1, "noun", speaker, content, f"noun.{tokens[i].text.lower()}", channel=channel)


def _speaker_of(tree: Tree, i: int) -> int | None:
    """Return the head word of the one who speaks at verb `i`: its subject, or that of the verb that it hangs on."""
    tokens = tree.tokens
    if any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in tree.children[i]):
        return _agent(tree, i)
    before = tokens[i - 1] if i else None
    if tokens[i].tag == "VBG" and tree.subject(i) is None and before is not None and tree.quoted[i - 1] < 0:
        if before.pos in {"NOUN", "PROPN"} and before.text.lower() not in TIMES and before.end < tokens[i].start:
            return _issuer(tree, before.i)
    at = i
    for _ in range(6):
        subject = tree.subject(at)
        if subject is not None and tokens[subject].text.lower() not in TIMES:
            return _through_relative(tree, at, subject)
        t = tokens[at]
        if t.dep in _HANGING and t.head != at:
            at = t.head
        elif t.dep in {"acl", "relcl"}:
            return _issuer(tree, t.head)
        else:
            return None
    return None


def _agent(tree: Tree, i: int) -> int | None:
    for c in tree.children_with(i, "agent", "prep"):
        if tree.tokens[c].text.lower() == "by":
            for o in tree.children_with(c, "pobj"):
                return o
    return None


def _issuer(tree: Tree, noun: int) -> int:
    """Return who issued a document ("the council issued a statement calling …"), else the noun itself."""
    t = tree.tokens[noun]
    if t.text.lower() in DOCUMENTS and t.dep in {"dobj", "pobj"}:
        at = t.head
        for _ in range(3):
            subject = tree.subject(at)
            if subject is not None and tree.quoted[subject] < 0:
                return subject
            at = tree.tokens[at].head
    if t.dep == "appos" and tree.quoted[t.head] < 0:
        return t.head
    return noun


def _through_relative(tree: Tree, verb: int, subject: int) -> int:
    if tree.tokens[subject].tag in {"WP", "WDT"}:
        at = verb
        for _ in range(4):
            if tree.tokens[at].dep == "relcl":
                return _issuer(tree, tree.tokens[at].head)
            at = tree.tokens[at].head
    return subject


def _speaker_beside(tree: Tree, i: int) -> int | None:
    """Return the noun right before or right behind a cue verb that the parser left without a subject."""
    inverted = i > 0 and (tree.quoted[i - 1] >= 0 or tree.tokens[i - 1].text in {",", "”", '"'})
    for step in (-1, 1) if not inverted else (1, -1):
        if step > 0 and not inverted:
            break
        k, seen = i + step, 0
        while 0 <= k < len(tree.tokens) and seen < 6:
            t = tree.tokens[k]
            if (
                t.sentence != tree.tokens[i].sentence
                or tree.quoted[k] >= 0
                or t.pos in {"PUNCT", "VERB", "ADP", "SCONJ"}
            ):
                break
            if t.pos in _NOMINAL and t.text.lower() not in TIMES:
                while (
                    step > 0 and tree.tokens[k].dep in {"compound", "poss", "amod", "nmod"} and tree.tokens[k].head > k
                ):
                    k = tree.tokens[k].head
                return k
            k, seen = k + step, seen + 1
    return None


def _subject_behind(tree: Tree, i: int) -> int | None:
    """Return the subject of the main clause that a participle comes before ("After saying …, she left")."""
    tokens = tree.tokens
    before = tokens[i - 1] if i else None
    if before is None or before.pos not in {"ADP", "SCONJ"} or before.sentence != tokens[i].sentence:
        return None
    comma = False
    for k in range(i + 1, min(len(tokens), i + 60)):
        t = tokens[k]
        if t.sentence != tokens[i].sentence:
            return None
        if t.text == "," and tree.quoted[k] < 0:
            comma = True
        elif tree.quoted[k] >= 0 and t.text[-1:] == ",":
            comma = True
        elif comma and t.dep in {"nsubj", "nsubjpass"} and tree.quoted[k] < 0:
            return k
    return None


def _read_verb(tree: Tree, i: int, entry: CueEntry) -> Cue:
    speaker = _speaker_of(tree, i)
    if speaker is None and tree.tokens[i].tag == "VBG":
        speaker = _subject_behind(tree, i)
    elif speaker is None and entry.kind in {"say", "tell", "write", "post"}:
        speaker = _speaker_beside(tree, i)
    if speaker is not None and tree.quoted[speaker] >= 0:
        speaker = None
    if speaker is not None and entry.kind == "judge":
        speaker = _beyond_what(tree, i, speaker)
    content = find_content(tree, i, entry, speaker)
    channel = entry.channel or find_channel(tree, i, speaker, content)
    return Cue(i, i, i + 1, entry.kind, speaker, content, entry.id, entry.quotes, channel)


def _beyond_what(tree: Tree, i: int, speaker: int) -> int:
    """Return the subject of the sentence for the pronoun in "condemned what it called …"."""
    tokens = tree.tokens
    if tokens[speaker].pos != "PRON" or not any(tokens[c].text.lower() == "what" for c in tree.children[i]):
        return speaker
    at = i
    for _ in range(5):
        at = tokens[at].head
        subject = tree.subject(at)
        if subject is not None and tree.quoted[subject] < 0:
            return _through_relative(tree, at, subject)
    return speaker


def name_before_colon(tree: Tree, first: int) -> Cue | None:
    """Return a label cue where a name and a colon stand right before or right inside the string ("LAVROV: …")."""
    tokens = tree.tokens
    s = tree.parse.sentences[tokens[first].sentence]
    # inside the string: “WALLACE: Let us begin.”
    for k in range(first, min(first + 5, len(tokens) - 1)):
        t = tokens[k]
        if t.text == ":" and k > first:
            if all(tokens[j].text.isupper() or tokens[j].text in {".", "’S"} for j in range(first, k)):
                return Cue(k, k, k + 1, "label", k - 1, None, "label.inside_marks")
            break
        if not t.text.isupper():
            break
    colon = first - 1
    while colon >= 0 and tree.quoted[colon] == tree.quoted[first]:
        colon -= 1
    if colon < 1 or tokens[colon].text != ":" or tokens[colon].sentence < s.i - 1:
        return None
    block = tree.parse.sentences[tokens[colon].sentence].block
    low = colon
    while low > 0 and colon - low < 7 and tree.parse.sentences[tokens[low - 1].sentence].block == block:
        low -= 1
        if tokens[low].text in {".", "!", "?", ","}:
            low += 1
            break
    names = range(low, colon)
    if not names or colon - low >= 7 or any(tokens[j].pos in {"VERB", "AUX"} for j in names):
        return None
    if not any(tokens[j].pos == "PROPN" for j in names):
        return None
    head = next((j for j in reversed(names) if tokens[j].pos in {"PROPN", "NOUN"}), None)
    return Cue(colon, colon, colon + 1, "label", head, None, "label.name_colon") if head is not None else None


def name_after_dash(tree: Tree, s: QuotedString, after: int) -> Cue | None:
    """Return a label cue where a dash and a name follow the string and end its block (`"…" — Ana Reyes, envoy`)."""
    tokens = tree.tokens
    text = tree.parse.article.text
    block_end = tree.parse.article.blocks[s.block].end
    if block_end - s.outer_end > 130:
        return None
    rest = text[s.outer_end : block_end].strip()
    if not rest or rest[0] not in "-–—―~" or len(rest) > 120:
        return None
    k = tree.first_at(s.outer_end)
    while k < len(tokens) and tokens[k].text in {"-", "–", "—", "―", "~", "--"}:
        k += 1
    if k >= len(tokens) or tokens[k].start >= block_end or k <= after - 1:
        return None
    last = k
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].end <= block_end
        and tokens[last + 1].pos in {"PROPN", "NOUN", "ADJ"}
    ):
        last += 1
    if tokens[last].pos not in {"PROPN", "NOUN"}:
        return None
    dash = max(after, k - 1)
    return Cue(dash, dash, dash + 1, "label", last, None, "label.dash_name")
