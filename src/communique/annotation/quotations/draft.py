"""Drafts the quotations of an article: the quoted strings and the reported clauses that somebody uttered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from communique.annotation.quotations.attribution import Attributed, attribute_strings, looks_spoken
from communique.annotation.quotations.cues import find_cues
from communique.annotation.quotations.grammar import Tree
from communique.annotation.quotations.marks import find_quoted_strings
from communique.annotation.quotations.nesting import stand_alone
from communique.annotation.quotations.transcripts import find_turns
from communique.annotation.quotations.works import is_name
from communique.words import Quote

if TYPE_CHECKING:
    from communique.annotation.quotations.cues import Cue
    from communique.annotation.quotations.transcripts import Turn
    from communique.annotation.tokens import Parse

__all__ = ["draft_quotes"]

Form = Literal["direct", "partial", "indirect"]


def draft_quotes(parse: Parse) -> tuple[Quote, ...]:
    """Return direct, partial and indirect quotations in reading order, with `speaker` still None.

    Direct and partial ones are the strings in quote marks that somebody is said to have uttered, each string one
    quotation, its span inside the marks. An indirect one spans the reported clause; where that clause holds quoted
    strings, these are partial quotations of their own beside it. In a transcript each labelled block is a direct one.
    """
    marked = find_quoted_strings(parse.article.text, parse.article.blocks, [s.end for s in parse.sentences])
    strings = [s for s in marked if s.continues or not s.closed or not is_name(parse, s)]
    tree = Tree(parse, strings)
    cues = find_cues(tree)
    turns = find_turns(parse)
    starts = [t.start for t in turns]
    out = [_turn(parse, t) for t in turns]
    out.extend(
        _quote(tree, (a.string.start, a.string.end), _form(parse, a), a.cue, a.rule)
        for a in attribute_strings(tree, cues)
        if not _within(turns, starts, a.string.start)
    )
    for c in stand_alone(tree, [c for c in cues if _is_spoken(tree, c)]):
        if c.content is not None and tree.quoted[c.content[0]] < 0:
            span = tree.span(*c.content)
            if not _within(turns, starts, span[0]):
                out.append(_quote(tree, span, "indirect", c, c.rule))
    out.sort(key=lambda q: (q.start, -q.end, q.form, q.cue_start or 0))
    return tuple(_inherit_channels(parse, out))


def _is_spoken(tree: Tree, c: Cue) -> bool:
    """Tell whether somebody speaks at the cue: not "you say", nor "that says it all"."""
    return c.speaker is not None and tree.tokens[c.speaker].text.lower() not in _NOBODY


_NOBODY = frozenset({"you", "that", "this", "there", "what", "'s", "’s"})


def _form(parse: Parse, a: Attributed) -> Form:
    """Return direct for a sentence of speech, partial for words taken into the narrator's own sentence."""
    text = parse.text(a.string.start, a.string.end)
    whole = a.rule == "string.cue_follows" or a.rule.startswith("label.")
    return "direct" if looks_spoken(text) or (whole and not text[:1].islower()) else "partial"


def _within(turns: tuple[Turn, ...], starts: list[int], offset: int) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < turns[at].end


def _turn(parse: Parse, t: Turn) -> Quote:
    return Quote(
        start=t.start,
        end=t.end,
        text=parse.text(t.start, t.end),
        form="direct",
        speaker=None,
        cue_start=t.label_end,
        cue_end=None if t.label_end is None else t.label_end + 1,
        speaker_start=t.label_start,
        speaker_end=t.label_end,
        rule=t.rule,
    )


def _quote(tree: Tree, span: tuple[int, int], form: Form, cue: Cue, rule: str) -> Quote:
    speaker = tree.span(*tree.noun_phrase(cue.speaker)) if cue.speaker is not None else (None, None)
    cue_span = tree.span(cue.first, cue.after)
    return Quote(
        start=span[0],
        end=span[1],
        text=tree.parse.text(*span),
        form=form,
        speaker=None,
        cue_start=cue_span[0],
        cue_end=cue_span[1],
        speaker_start=speaker[0],
        speaker_end=speaker[1],
        channel=cue.channel,
        rule=rule,
    )


def _inherit_channels(parse: Parse, quotes: list[Quote]) -> list[Quote]:
    """Give a quotation whose cue names no channel the one that its words go on from.

    "he wrote" right after a post is a post; "the official said" after "an official told reporters" was told reporters.
    """
    out: list[Quote] = []
    of_head: dict[str, str] = {}
    for q in quotes:
        got = q
        if q.speaker_start is not None and q.speaker_end is not None and q.form != "indirect":
            words = parse.text(q.speaker_start, q.speaker_end).lower().split()
            cue = parse.text(q.cue_start or 0, q.cue_end or 0).lower()
            if q.channel is None and out and cue in _WRITTEN and q.start - out[-1].end < _NEAR:
                got = replace(q, channel=out[-1].channel)
            elif q.channel is None and words[:1] == ["the"]:
                got = replace(q, channel=of_head.get(words[-1]))
            elif q.channel is not None and words[:1] in (["a"], ["an"], ["one"]):
                of_head[words[-1]] = q.channel
        out.append(got)
    return out


_NEAR = 400
"""How many characters may lie between a post and the words that go on from it."""
_WRITTEN = frozenset({"wrote", "writes", "writing", "posted", "tweeted", "added", "adding"})
