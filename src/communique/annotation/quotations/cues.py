"""Finds the cues: each verb, preposition or label that attributes words, with the speaker's words and the content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.annotation.quotations.channels import find_channel
from communique.annotation.quotations.content import find_content, trim
from communique.annotation.quotations.lexicon import CueEntry, read_nouns, read_verbs, read_words
from communique.annotation.quotations.speakers import find_issuer, find_speaker

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree

__all__ = ["Cue", "find_cues"]

_BACK = 12
"""How many cues back the speaker of a participle is looked for."""


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
    verbs, nouns = read_verbs(), read_nouns()
    out: list[Cue] = []
    for t in tree.tokens:
        if tree.quoted[t.i] >= 0:
            continue
        low = t.text.lower()
        if low == "according" and t.i + 1 < len(tree.tokens) and tree.tokens[t.i + 1].text.lower() == "to":
            cue = _read_according(tree, t.i)
            if cue:
                out.append(cue)
            continue
        if low in nouns and t.pos in {"NOUN", "PROPN"}:
            noun = _read_noun(tree, t.i, nouns[low])
            if noun:
                out.append(noun)
            continue
        if low == "per" and t.pos == "ADP" and t.head < t.i:
            out.extend(
                Cue(t.i, t.i, t.i + 1, "preposition", o, None, "preposition.per")
                for o in tree.children_with(t.i, "pobj")
                if tree.children_with(o, "poss", "det")
            )
            continue
        if low == "to" and t.dep == "prep" and t.i == tree.parse.sentences[t.sentence].first:
            out.extend(_read_view(tree, t.i))
            continue
        entry = _choose_entry(tree, t.i, verbs.get(low, ()))
        if entry is not None and (t.pos in {"VERB", "AUX"} or (entry.kind == "say" and t.tag.startswith("VB"))):
            out.append(_read_verb(tree, t.i, entry))
    return _settle_participles(tree, out)


def _choose_entry(tree: Tree, i: int, entries: tuple[CueEntry, ...]) -> CueEntry | None:
    """Return the entry whose second word, or whose preposition, stands with verb `i`; the plain one otherwise."""
    if not entries:
        return None
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
        outer = None
        if c.kind not in {"preposition", "noun"} and tree.subject(c.i) is None:
            if t.tag == "VBG" and _after_comma(tree, c.i):
                outer = _outer_of_participle(tree, c, out)
            elif t.dep == "conj":
                outer = _coordinated(tree, c, out)
        out.append(c if outer is None else replace(c, speaker=outer.speaker))
    return tuple(out)


def _outer_of_participle(tree: Tree, c: Cue, before: list[Cue]) -> Cue | None:
    for outer in before[: -_BACK - 1 : -1]:
        if tree.tokens[outer.i].sentence != tree.tokens[c.i].sentence:
            return None
        if tree.tokens[outer.i].dep in {"relcl", "acl"} or _is_embedded(outer, before):
            continue
        speaks = outer.kind not in {"want", "know", "believe", "noun"}
        if speaks and outer.speaker is not None and outer.speaker < c.i:
            return outer
    return None


def _coordinated(tree: Tree, c: Cue, before: list[Cue]) -> Cue | None:
    """Return the cue that this one goes on from where the parser hung it in what was said ("said he would … and warned").

    It has the form of that cue and not of the verb that it hangs on.
    """
    t = tree.tokens[c.i]
    for outer in before[: -_BACK - 1 : -1]:
        o = tree.tokens[outer.i]
        if o.sentence != t.sentence or t.tag == tree.tokens[t.head].tag:
            return None
        if o.tag == t.tag and outer.i < t.head and outer.speaker is not None:
            return outer
    return None


def _after_comma(tree: Tree, i: int) -> bool:
    """Tell whether a comma or dash stands before word `i`, quote marks and adverbs aside ("…," later adding)."""
    k = i - 1
    while k > 0 and (tree.tokens[k].text in {"”", '"', "’", "'", "''"} or tree.tokens[k].pos == "ADV"):
        k -= 1
    return k >= 0 and tree.tokens[k].text in {",", "—", "–", "―"}


def _is_embedded(cue: Cue, cues: list[Cue]) -> bool:
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
    speaker = find_issuer(tree, objects[0])
    return Cue(i, i, to + 1, "preposition", speaker, trim(tree, content), "preposition.according_to", channel=channel)


def _read_view(tree: Tree, i: int) -> list[Cue]:
    """Return the cue of "To the envoy, the plan was …", where a name and a comma follow."""
    tokens = tree.tokens
    for o in tree.children_with(i, "pobj"):
        after = tree.noun_phrase(o)[1]
        if tokens[o].pos in {"PROPN", "PRON"} and after < len(tokens) and tokens[after].text == ",":
            return [Cue(i, i, i + 1, "preposition", o, None, "preposition.to")]
    return []


def _read_noun(tree: Tree, i: int, entry: CueEntry) -> Cue | None:
    """Return the cue of a noun of speech with its owner: "the envoy's claim that …", "a warning by the ministry"."""
    tokens = tree.tokens
    speaker = next(iter(tree.children_with(i, "poss")), None)
    if speaker is None:
        for c in tree.children_with(i, "prep"):
            if tokens[c].text.lower() in {"by", "from"}:
                speaker = next(iter(tree.children_with(c, "pobj")), speaker)
    if speaker is None and tokens[i].text.lower() in {"words", "word"}:  # in the words of the envoy
        for c in tree.children_with(i, "prep"):
            if tokens[c].text.lower() == "of" and i and tokens[i - 1].text.lower() == "the":
                speaker = next(iter(tree.children_with(c, "pobj")), None)
    if speaker is None and tokens[i].text.lower() in read_words("issued"):
        speaker = next(
            (c for c in reversed(tree.children_with(i, "compound", "nmod")) if tokens[c].pos == "PROPN"), None
        )
    if speaker is None or tree.quoted[speaker] >= 0:
        return None
    content = None
    for c in tree.children_with(i, "acl", "ccomp", "relcl"):
        if any(tokens[m].text.lower() == "that" and tokens[m].dep == "mark" for m in tree.children[c]):
            content = trim(tree, tree.subtree(c))
    channel = find_channel(tree, i, i, content)
    return Cue(i, i, i + 1, "noun", speaker, content, entry.id, channel=channel)


def _read_verb(tree: Tree, i: int, entry: CueEntry) -> Cue:
    speaker = find_speaker(tree, i, entry)
    content = find_content(tree, i, entry, speaker)
    channel = entry.channel or find_channel(tree, i, speaker, content)
    return Cue(i, i, i + 1, entry.kind, speaker, content, entry.id, entry.quotes, channel)
