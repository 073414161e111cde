"""Drafts the quotations of an article: every quoted string and every reported clause that somebody is said to have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.annotation.quotations.attribution import attribute_strings, looks_spoken
from communique.annotation.quotations.cues import find_cues
from communique.annotation.quotations.grammar import Tree
from communique.annotation.quotations.marks import find_quoted_strings
from communique.annotation.quotations.works import is_name
from communique.words import Quote

if TYPE_CHECKING:
    from communique.annotation.quotations.cues import Cue
    from communique.annotation.tokens import Parse

__all__ = ["draft_quotes"]


def draft_quotes(parse: Parse) -> tuple[Quote, ...]:
    """Return direct, partial and indirect quotations in reading order, with `speaker` still None."""
    marked = find_quoted_strings(parse.article.text, parse.article.blocks, [s.end for s in parse.sentences])
    strings = [s for s in marked if s.continues or not s.closed or not is_name(parse, s)]
    tree = Tree(parse, strings)
    cues = find_cues(tree)
    out = []
    for a in attribute_strings(tree, cues):
        out.append(
            _quote(tree, a.string.start, a.string.end, _form(parse, a.string.start, a.string.end), a.cue, a.rule)
        )
    for c in cues:
        if c.content is not None and c.speaker is not None and tree.quoted[c.content[0]] < 0:
            start, end = tree.span(*c.content)
            out.append(_quote(tree, start, end, "indirect", c, c.rule))
    return tuple(sorted(out, key=lambda q: (q.start, q.end, q.form)))


def _form(parse: Parse, start: int, end: int) -> str:
    return "direct" if looks_spoken(parse.text(start, end)) else "partial"


def _quote(tree: Tree, start: int, end: int, form: str, cue: Cue | None, rule: str) -> Quote:
    speaker = tree.span(*tree.noun_phrase(cue.speaker)) if cue and cue.speaker is not None else (None, None)
    cue_span = tree.span(cue.first, cue.after) if cue else (None, None)
    return Quote(
        start=start,
        end=end,
        text=tree.parse.text(start, end),
        form=form,  # type: ignore[arg-type]
        speaker=None,
        cue_start=cue_span[0],
        cue_end=cue_span[1],
        speaker_start=speaker[0],
        speaker_end=speaker[1],
        channel=cue.channel if cue else None,
        rule=rule,
    )
