"""Finds the reported content of a cue: the clause, infinitive or object that somebody is said to have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.asides import around_cue, goes_on, opening_of
from communique.annotation.quotations.lexicon import read_verbs, read_words

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree
    from communique.annotation.quotations.lexicon import CueEntry

__all__ = ["find_content", "trim"]


def find_content(tree: Tree, i: int, entry: CueEntry, speaker: int | None) -> tuple[int, int] | None:
    """Return first word and word after the last of what verb `i` reports, None where it reports nothing."""
    content = None
    if "clause" in entry.frames:
        content = _clause(tree, i, speaker, entry.with_word) or _finite(tree, around_cue(tree, i, speaker))
    if content is None and "infinitive" in entry.frames:
        content = _infinitive(tree, i)
    if content is None and "gerund" in entry.frames:
        content = _gerund(tree, i)
    if content is None and entry.preps:
        content = _prepositional(tree, i, entry)
    if content is None and "object" in entry.frames:
        content = _object(tree, i)
    content = trim(tree, content)
    if content is not None and entry.kind in {"ask", "demand", "promise"}:
        words = {t.text.lower() for t in tree.tokens[content[0] : min(content[1], content[0] + 5)]}
        withheld = entry.word in read_words("withholding") and words & read_words("silence")
        if withheld or (entry.kind != "promise" and words & read_words("anonymity")):
            return None
    return content


def _clause(tree: Tree, i: int, speaker: int | None, beside: str) -> tuple[int, int] | None:
    """Return the finite clause that hangs on the verb; one that stands before it reaches back to its start."""
    tokens = tree.tokens
    s = tree.parse.sentences[tokens[i].sentence]
    clauses = tree.children_with(i, "ccomp")
    if beside:  # "made clear that …": the clause hangs on the second word
        clauses = [
            n for c in tree.children[i] if tokens[c].text.lower() == beside for n in tree.children_with(c, "ccomp")
        ] or clauses
    behind = [c for c in clauses if c > i and not _bare(tree, i, c)]
    if behind:
        first, after = tree.subtree(behind[0])
        after = _beyond_colon(tree, _with_condition(tree, i, after), s.last)
        return _without_lead(tree, first, behind[0]), _where_narrator_resumes(tree, i, behind[0], first, after)
    if not any(c < i for c in clauses):
        return _clause_of_listener(tree, i)
    clauses = [c for c in clauses if c < i]
    left = i if speaker is None else min(tree.noun_phrase(speaker)[0], i)
    if left > s.first and tokens[left - 1].text in {",", "”", '"', "—", "–"} and tree.subtree(clauses[0])[0] < left:
        return (opening_of(tree, s.first, left), s.last if goes_on(tree, i, speaker) else left)
    if tokens[i + 1 : i + 2] and tokens[i + 1].pos != "PUNCT" and _reports_behind(tree, i, s.last):
        return (i + 1, s.last)  # the parser took the sentence's head for what was said
    return None


def _beyond_colon(tree: Tree, after: int, last: int) -> int:
    """Return the end of the sentence where a colon parts what was said and a sentence of its own follows unquoted."""
    tokens = tree.tokens
    if after + 3 >= last or tokens[after].text != ":" or any(q >= 0 for q in tree.quoted[after:last]):
        return after
    return last if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens[after:last]) else after


def _bare(tree: Tree, i: int, c: int) -> bool:
    """Tell whether word `c` behind cue `i` is a participle that heads no clause ("in an interview published today")."""
    if tree.tokens[c].tag != "VBN" or tree.children_with(c, "aux", "auxpass", "mark"):
        return False
    return tree.subject(c) is None or tree.subject(i) is None  # "…," said a diplomat briefed on the talks


def _clause_of_listener(tree: Tree, i: int) -> tuple[int, int] | None:
    """Return the "that" clause which the parser hung on the listener or the channel.

    "informed the crews that the port was shut", "told a daily in an interview that …"
    """
    beside = tree.children_with(i, "dobj", "dative", "nsubj")
    for p in tree.children_with(i, "prep"):
        beside += [o for o in tree.children_with(p, "pobj") if tree.tokens[o].text.lower() in read_words("documents")]
    for o in beside:
        for c in tree.children_with(o, "acl", "relcl", "ccomp"):
            first, after = tree.subtree(c)
            if c > i and tree.tokens[first].text.lower() == "that" and tree.subject(c) not in {first, None}:
                return first, after
    return None


def _reports_behind(tree: Tree, i: int, last: int) -> bool:
    """Tell whether a finite clause with a subject of its own stands right behind verb `i`."""
    if tree.tokens[i + 1].text.lower() in {"after", "as", "before", "during", "when", "while"}:
        return False
    for k in range(i + 1, min(last, i + 12)):
        t = tree.tokens[k]
        if t.text in {",", ";", ":"}:
            return False
        if t.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return k > i + 1
    return False


def _with_condition(tree: Tree, i: int, after: int) -> int:
    """Return the end of the clause with the "if", "since" or "when" that the parser hung on the cue instead."""
    for c in tree.children_with(i, "advcl"):
        first, end = tree.subtree(c)
        if first == after and tree.tokens[first].tag in {"IN", "WRB"} and tree.tokens[first].text.lower() != "as":
            return end
    if (
        after + 1 < len(tree.tokens)
        and tree.tokens[after].dep == "cc"
        and tree.tokens[after + 1].text.lower() == "that"
    ):
        for c in tree.children_with(i, "conj", "ccomp"):  # "said a and that b"
            first, end = tree.subtree(c)
            if first == after + 1:
                return end
    return after


def _without_lead(tree: Tree, first: int, clause: int) -> int:
    """Return where the clause begins without the time of speaking that the parser drew into it ("said Friday he …")."""
    k = first
    while k < clause and (
        tree.tokens[k].text.lower() in read_words("times")
        or tree.tokens[k].text.lower() in {"this", "last", "on", "in", "late", "early"}
    ):
        k += 1
    if k == first or tree.tokens[k - 1].text.lower() not in read_words("times") or tree.tokens[k].text == ",":
        return first
    return k


def _reports(entries: tuple[CueEntry, ...]) -> bool:
    """Tell whether a verb with these entries reports speech by itself."""
    return any(not e.with_word and e.kind not in {"know", "want", "believe"} for e in entries)


def _where_narrator_resumes(tree: Tree, i: int, clause: int, first: int, after: int) -> int:
    """Return the word before which the reported clause ends: another cue of the speaker, or an aside at its end."""
    tokens, verbs = tree.tokens, read_verbs()
    for k in range(max(first, clause) + 1, after):
        t = tokens[k]
        if tree.quoted[k] >= 0 or not _reports(verbs.get(t.text.lower(), ())) or tree.children_with(k, "auxpass"):
            continue
        if t.tag == "VBG" and tokens[k - 1].text in {",", "—", "–"} and tree.subject(k) is None:
            return k - 1
        subject = tree.subject(k)
        if t.dep == "conj" and (subject is not None or (t.tag == tokens[i].tag and tokens[t.head].tag != t.tag)):
            back = min(k, tree.noun_phrase(subject)[0] if subject is not None else k) - 1
            while back > first and tokens[back].dep in {"advmod", "aux", "neg"}:
                back -= 1
            if tokens[back].dep == "cc":
                return back
    for k in range(clause + 1, after):
        t = tokens[k]
        if tree.quoted[k] < 0 and t.text == ";":
            return k
        if t.dep == "appos" and k > clause and tree.quoted[k] < 0:
            low, high = tree.subtree(k)
            if high >= after and tokens[low - 1].text == ",":
                return low - 1
        if tree.quoted[k] >= 0 or tokens[k - 1].text != ",":
            continue
        if t.text.lower() in {"although", "though"} or (t.text.lower() == "who" and t.dep == "nsubj"):
            return k - 1
    return after


def _finite(tree: Tree, content: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the content if a finite verb stands in it."""
    if content is None or content[1] - content[0] > 200:
        return None
    words = tree.tokens[content[0] : content[1]]
    return content if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in words) else None


def _infinitive(tree: Tree, i: int) -> tuple[int, int] | None:
    for c in tree.children_with(i, "xcomp", "ccomp", "advcl"):
        if any(tree.tokens[m].text.lower() == "to" and tree.tokens[m].dep == "aux" for m in tree.children[c]):
            return tree.subtree(c)
    for p in [i, *tree.children_with(i, "prep")]:
        for o in tree.children_with(p, "dobj", "pobj"):
            for c in tree.children_with(o, "acl", "relcl"):
                if tree.tokens[c].tag == "VB" and any(tree.tokens[m].text.lower() == "to" for m in tree.children[c]):
                    return tree.subtree(c)
    return None


def _gerund(tree: Tree, i: int) -> tuple[int, int] | None:
    for c in tree.children_with(i, "xcomp", "ccomp"):
        if c > i and tree.tokens[c].tag == "VBG" and tree.subject(c) is None:
            return tree.subtree(c)
    return None


def _prepositional(tree: Tree, i: int, entry: CueEntry) -> tuple[int, int] | None:
    for c in tree.children_with(i, "prep"):
        if tree.tokens[c].text.lower() in entry.preps:
            first, after = tree.subtree(c)
            return first + 1, after
    return None


def _object(tree: Tree, i: int) -> tuple[int, int] | None:
    for c in tree.children_with(i, "dobj"):
        first, after = tree.subtree(c)
        if c < i:
            continue
        for p in tree.children_with(i, "prep", "agent", "oprd", "dative"):
            low, high = tree.subtree(p)
            if low == after and not any(tree.tokens[k].text.lower() in read_words("times") for k in range(low, high)):
                after = high
        for k in range(c + 1, after):
            if tree.tokens[k].text == "," and tree.tokens[min(k + 1, after - 1)].text.lower() in {
                "which",
                "who",
                "whose",
            }:
                after = k
                break
        if after - first >= 2:
            return first, after
    return None


def trim(tree: Tree, content: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the content without punctuation at its ends and without the "that" that opens it."""
    if content is None:
        return None
    first, after = content
    for k in range(first + 3, after):
        if tree.tokens[k].text == ";" and tree.quoted[k] < 0:
            after = k
            break
    while first < after and (
        tree.tokens[first].pos == "PUNCT"
        or (
            tree.tokens[first].text.lower() == "that"
            and (tree.tokens[first].dep == "mark" or tree.tokens[first].tag == "WDT")
        )
    ):
        first += 1
    while after > first and (tree.tokens[after - 1].pos == "PUNCT" or tree.tokens[after - 1].dep == "cc"):
        after -= 1
    around = tree.quoted[after - 1] if after > first else -1
    if around >= 0 and tree.strings[around].outer_start >= tree.tokens[first].start:
        while after < len(tree.quoted) and tree.quoted[after] == around:
            after += 1  # a string within the content keeps the mark that closes it
    if after == first + 1 and tree.tokens[first].tag in {"WRB", "WP", "WDT"}:
        return None  # "did not say why"
    return (first, after) if after > first else None
