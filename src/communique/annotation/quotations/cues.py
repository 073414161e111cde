"""Finds the cues: each verb or preposition that attributes words to somebody, with the speaker's words and the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import CueEntry, read_verbs

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree

__all__ = ["Cue", "find_cues"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: words `first`..`after`, the speaker's head word, the words of the reported content where there are any.

    `i` is the word that governs the content, `rule` says how it was read.
    """

    i: int
    first: int
    after: int
    entry: CueEntry | None
    speaker: int | None
    content: tuple[int, int] | None
    rule: str
    quotes: bool = True


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
        entry = verbs.get(low)
        if entry is not None and t.pos in {"VERB", "AUX"}:
            out.append(_read_verb(tree, t.i, entry))
    return tuple(out)


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
    return Cue(i, i, to + 1, None, objects[0], _trim(tree, content), "preposition.according_to")


def _speaker_of(tree: Tree, i: int) -> int | None:
    """Return the head word of the one who speaks at verb `i`: its subject, or that of the verb that it hangs on."""
    at = i
    for _ in range(6):
        subject = tree.subject(at)
        if subject is not None:
            return _through_relative(tree, at, subject)
        t = tree.tokens[at]
        if (
            t.dep in {"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep", "aux", "auxpass", "parataxis"}
            and t.head != at
        ):
            at = t.head
        elif t.dep in {"acl", "relcl"}:
            return t.head
        else:
            return None
    return None


def _through_relative(tree: Tree, verb: int, subject: int) -> int:
    if tree.tokens[subject].tag in {"WP", "WDT"} and tree.tokens[verb].dep == "relcl":
        return tree.tokens[verb].head
    return subject


def _read_verb(tree: Tree, i: int, entry: CueEntry) -> Cue:
    speaker = _speaker_of(tree, i)
    if speaker is not None and tree.quoted[speaker] >= 0:
        speaker = None
    content = None
    if "clause" in entry.frames:
        for c in tree.children_with(i, "ccomp"):
            content = tree.subtree(c)
            break
    if content is None and "infinitive" in entry.frames:
        for c in tree.children_with(i, "xcomp"):
            content = tree.subtree(c)
            break
    return Cue(i, i, i + 1, entry, speaker, _trim(tree, content), entry.id, quotes=entry.quotes)


def _trim(tree: Tree, content: tuple[int, int] | None) -> tuple[int, int] | None:
    if content is None:
        return None
    first, after = content
    while first < after and (tree.tokens[first].pos == "PUNCT" or tree.tokens[first].text.lower() == "that"):
        first += 1
    while after > first and tree.tokens[after - 1].pos == "PUNCT":
        after -= 1
    return (first, after) if after > first else None
