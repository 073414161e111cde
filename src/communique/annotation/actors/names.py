"""Marks the names of the article: the model's raw names repaired by the lists, the titles and the rest of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.annotation.actors.gazetteer import find_listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.annotation.actors.gazetteer import Kind, Listed
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.tokens import Parse
    from communique.words import Case, Token

__all__ = ["Name", "mark_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `first` up to `last` (excluded); `meanings` is what the lists say of it."""

    first: int
    last: int
    kind: Kind
    meanings: tuple[Listed, ...] = ()


_LABELS: dict[str, Kind] = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}


def mark_names(parse: Parse, lex: Lexicon, case: Case | None) -> list[Name]:
    """Return the names in text order; they do not overlap."""
    tokens = parse.tokens
    listed = find_listed(parse, case)
    taken = {i: f for f in listed.values() for i in range(f.first, f.last)}
    labels = _raw_labels(parse)
    found: list[Name] = []
    for first, last in _runs(parse, lex, labels):
        found.extend(_segment(tokens, lex, taken, labels, first, last))
    surnames = {tokens[n.last - 1].text for n in found if n.kind == "person" and n.last - n.first > 1}
    found = [
        Name(n.first, n.last, "person") if n.last - n.first == 1 and tokens[n.first].text in surnames else n
        for n in found
    ]
    marked = {i for n in found for i in range(n.first, n.last)}
    for t in tokens:
        if t.i not in marked and t.i not in taken and t.text in surnames:
            found.append(Name(t.i, t.i + 1, "person"))
    for f in listed.values():
        found.append(Name(f.first, f.last, _kind(parse, f.first, f.last, f.meanings), f.meanings))
    return sorted(found, key=lambda n: (n.first, n.last))


def _kind(parse: Parse, first: int, last: int, meanings: tuple[Listed, ...]) -> Kind:
    kinds = {m.kind for m in meanings}
    head = parse.tokens[last - 1]
    modifies = head.dep in ("compound", "amod", "nmod") and head.head >= last
    if "state" in kinds and "demonym" in kinds:
        return "demonym" if modifies else "state"
    if "state" in kinds and modifies:
        return "demonym"
    return meanings[0].kind


def _raw_labels(parse: Parse) -> dict[int, str]:
    return {t.i: e.label for e in parse.entities for t in parse.tokens_between(e.start, e.end)}


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _runs(parse: Parse, lex: Lexicon, labels: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield stretches of capitalised words, with the small words inside them that names may hold."""
    tokens = parse.tokens
    for s in parse.sentences:
        i = s.first
        while i < s.last:
            if not _capital(tokens[i]) and not (tokens[i].text in lex.particles and labels.get(i) == "PERSON"):
                i += 1
                continue
            j = i + 1
            while j < s.last:
                if _capital(tokens[j]):
                    j += 1
                    continue
                k = j
                while k < s.last and k - j < 3 and not _capital(tokens[k]) and _joins(tokens[k], lex, labels):
                    k += 1
                if k == j or k >= s.last or not _capital(tokens[k]):
                    break
                j = k + 1
            yield i, j
            i = j


def _joins(token: Token, lex: Lexicon, labels: dict[int, str]) -> bool:
    label = labels.get(token.i)
    if token.text == "-":
        return True
    if label == "PERSON":
        return token.text in lex.particles
    return label == "ORG" and token.text in lex.connectors


def _segment(
    tokens: tuple[Token, ...], lex: Lexicon, taken: dict[int, object], labels: dict[int, str], first: int, last: int
) -> Iterator[Name]:
    """Yield the names inside a stretch: what is left when listed names, titles and honorifics are taken out."""
    lowered = [t.text.lower() for t in tokens[first:last]]
    drop = [first + k in taken for k in range(last - first)]
    for k in range(len(lowered)):
        role = lex.role_ending_at(lowered, k)
        if role is not None:
            for at in range(k + 1 - len(role.words), k + 1):
                drop[at] = True
        if lowered[k] in lex.honorifics or lowered[k] in lex.never:
            drop[k] = True
    k = 0
    while k < len(drop):
        if drop[k] or not _capital(tokens[first + k]):
            k += 1
            continue
        end = k
        while end < len(drop) and not drop[end]:
            end += 1
        while end > k and not _capital(tokens[first + end - 1]):
            end -= 1
        yield from _name(tokens, lex, labels, first + k, first + end)
        k = max(end, k + 1)


def _name(tokens: tuple[Token, ...], lex: Lexicon, labels: dict[int, str], first: int, last: int) -> Iterator[Name]:
    heads = [i for i in range(first, last) if tokens[i].text.lower() in lex.organisation_words]
    if heads:
        cut = heads[-1] + 1
        if cut - first > 1:
            yield Name(first, cut, "organisation")
        if cut < last and (last - cut > 1 or labels.get(cut) == "PERSON"):
            yield Name(cut, last, "person")
        return
    votes = [labels.get(i) for i in range(first, last)]
    for label in ("PERSON", "ORG", "NORP"):
        if votes.count(label) * 2 >= len(votes):
            yield Name(first, last, _LABELS[label])
            return
