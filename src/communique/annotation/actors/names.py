"""Marks the names of the article: the model's raw names, repaired by lists, titles and the rest of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.actors import repair
from communique.annotation.actors.gazetteer import find_listed
from communique.annotation.actors.kinds import find_units
from communique.annotation.actors.marking import LABELS, Marking, Name, NameKind

if TYPE_CHECKING:
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.tokens import Parse
    from communique.words import Case

__all__ = ["Name", "NameKind", "mark_names"]


def mark_names(parse: Parse, lex: Lexicon, case: Case | None) -> list[Name]:
    """Return the names in text order."""
    m = Marking(parse, lex, find_listed(parse, case))
    for entity in parse.entities:
        kind = LABELS.get(entity.label)
        if kind is not None:
            inside = parse.tokens_between(entity.start, entity.end)
            if inside:
                m.take(inside[0].i, inside[-1].i + 1, kind)
    for first, last in find_units(parse.tokens):
        if first not in m.at or m.at[first].last <= last:
            m.put(Name(first, last, "organisation"))
    for found in m.listed.values():
        m.take_listed(found)
    repair.take_titled(m)
    repair.join_brackets(m)
    repair.join_parts(m)
    repair.free_family_names(m)
    repair.take_places(m)
    repair.know_persons(m)
    repair.settle_kinds(m)
    repair.spread(m)
    repair.drop_headings(m)
    names = list(dict.fromkeys([*m.at.values(), *m.nested]))
    return sorted(names, key=lambda n: (n.first, n.last))
