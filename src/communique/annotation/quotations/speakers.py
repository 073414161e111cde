"""Finds who speaks at a cue verb: its subject, that of the verb it hangs on, or the noun beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_words

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.lexicon import CueEntry

__all__ = ["find_issuer", "find_speaker"]

_HANGING = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep", "aux", "auxpass", "parataxis"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_AFAR = 60
"""How many words behind a participle its subject may stand."""


def find_speaker(tree: Tree, i: int, entry: CueEntry) -> int | None:
    """Return the head word of those who speak at verb `i`, None where the text does not name them outside the quote."""
    speaker = _speaker_of(tree, i)
    if speaker is None and entry.kind != "tell":
        speaker = _topic(tree, i)
    if speaker is None and tree.tokens[i].tag == "VBG":
        speaker = _subject_behind(tree, i)
    elif speaker is None and entry.kind in {"say", "tell", "write", "post"}:
        speaker = _speaker_beside(tree, i)
    if speaker is None or tree.quoted[speaker] >= 0:
        return None
    speaker = find_issuer(tree, speaker)
    return _beyond_what(tree, i, speaker) if entry.kind == "judge" else speaker


def _topic(tree: Tree, i: int) -> int | None:
    """Return the name that a sentence starts from where the parser took its verb for a participle behind a comma.

    "Otto Kern, a former policeman known as Rust, threatened on Monday that …"
    """
    t = tree.tokens[i]
    head = tree.tokens[t.head]
    late = t.tag == "VBN" and t.dep == "acl" and tree.tokens[i - 1].text == "," and not tree.children_with(i, "agent")
    return head.i if late and head.dep == "ROOT" and head.pos == "PROPN" and head.i < i else None


def _speaker_of(tree: Tree, i: int) -> int | None:
    """Return the head word of the one who speaks at verb `i`: its subject, or that of the verb that it hangs on."""
    tokens = tree.tokens
    if any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in tree.children[i]):
        return _agent(tree, i)
    if tokens[i].tag == "VBN" and tokens[i].dep in {"advcl", "acl"} and not tree.children_with(i, "aux", "nsubj"):
        return _agent(tree, i)  # "Asked about the list, …"
    quoted = _quoted_one(tree, i)
    if quoted is not None:
        return quoted
    before = tokens[i - 1] if i else None
    if before is not None and before.text in {",", "”", '"', "’", "'"}:  # ", said Ana Reyes,"
        for c in tree.children_with(i, "nsubj"):
            if i < c <= i + 8 and tree.quoted[c] < 0:
                return c
    if tokens[i].tag == "VBG" and tree.subject(i) is None and before is not None and tree.quoted[i - 1] < 0:
        timed = before.text.lower() in read_words("times")
        strays = before.pos == "PROPN" and before.dep == "pobj" and tokens[i].dep == "advcl"
        if before.pos in {"NOUN", "PROPN"} and not timed and not strays and before.end < tokens[i].start:
            return _issuer(tree, before.i)
    at = i
    for _ in range(6):
        subject = tree.subject(at)
        if subject is not None and tokens[subject].text.lower() not in read_words("times"):
            return _through_relative(tree, at, subject)
        t = tokens[at]
        if t.dep in _HANGING and t.head != at:
            at = t.head
        elif t.dep in {"acl", "relcl"}:
            return _issuer(tree, t.head)
        else:
            return None
    return None


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


def _quoted_one(tree: Tree, i: int) -> int | None:
    """Return whom somebody else quotes "as saying" at verb `i`."""
    tokens = tree.tokens
    at = tokens[i].head
    if tokens[i].tag != "VBG" or tokens[at].text.lower() != "as":
        return None
    verb = tokens[at].head
    if tokens[verb].text.lower() in {"quoted", "quotes", "quoting", "quote", "cited", "citing", "cites"}:
        return next(iter(tree.children_with(verb, "nsubjpass", "dobj")), None)
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
    if t.text.lower() in read_words("documents") and t.dep in {"dobj", "pobj"}:
        at = t.head
        for _ in range(3):
            subject = tree.subject(at)
            if subject is not None and tree.quoted[subject] < 0:
                return subject
            at = tree.tokens[at].head
    if t.dep == "appos" and tree.quoted[t.head] < 0:
        return t.head
    return noun


def find_issuer(tree: Tree, noun: int) -> int:
    """Return who is said to have put out a document ("a readout of the call released by the ministry"), else the noun."""
    if tree.tokens[noun].text.lower() not in read_words("documents"):
        return noun
    holders = [noun] + [o for p in tree.children_with(noun, "prep") for o in tree.children_with(p, "pobj")]
    for h in holders:
        for c in tree.children_with(h, "acl"):
            if tree.tokens[c].text.lower() in read_words("issuing"):
                agent = _agent(tree, c)
                if agent is not None and tree.quoted[agent] < 0:
                    return agent
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
    tokens = tree.tokens
    inverted = i > 0 and (tree.quoted[i - 1] >= 0 or tokens[i - 1].text in {",", "”", '"'})
    for step in (1, -1) if inverted else (-1,):
        for k in range(i + step, max(-1, min(len(tokens), i + 7 * step)), step):
            t = tokens[k]
            if t.sentence != tokens[i].sentence or tree.quoted[k] >= 0 or t.pos in {"PUNCT", "VERB", "ADP", "SCONJ"}:
                break
            if t.pos in _NOMINAL and t.text.lower() not in read_words("times"):
                head = k
                while (
                    step > 0 and tokens[head].dep in {"compound", "poss", "amod", "nmod"} and tokens[head].head > head
                ):
                    head = tokens[head].head
                return head
    return None


def _subject_behind(tree: Tree, i: int) -> int | None:
    """Return the subject of the main clause that a participle comes before ("After saying …, she left")."""
    tokens = tree.tokens
    before = tokens[i - 1] if i else None
    if before is None or before.pos not in {"ADP", "SCONJ"} or before.sentence != tokens[i].sentence:
        return None
    comma = False
    for k in range(i + 1, min(len(tokens), i + _AFAR)):
        t = tokens[k]
        if t.sentence != tokens[i].sentence:
            return None
        if t.text == ",":
            comma = True
        elif comma and t.dep in {"nsubj", "nsubjpass"} and tree.quoted[k] < 0:
            return k
    return None
