"""Finds the strings that stand in quote marks, paired and told apart from apostrophes, feet and inches.

One scan over the text from left to right. A mark never reaches past its block, but a quotation that a block leaves
open goes on in the next block when that block opens with a mark again or closes it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.words import Block

__all__ = ["QuotedString", "find_quoted_strings"]

_PAIRS = {"“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "‹": "›", "‟": "”", "＂": "＂", '"': '"'}
_CLOSING = frozenset("”»」』›")
_SINGLE = frozenset("'‘’‚")
_OPENING_CONTEXT = frozenset('([{—–-/:…"“«„「『>*_')
_ELISIONS = ("em ", "tis ", "twas ", "til ", "cause ", "n ", "round ", "bout ")
_MAX_GAP = 5
"""How many blocks without any mark a quotation left open may run over."""


@dataclass(frozen=True, slots=True)
class QuotedString:
    """Words in quote marks: `start`..`end` inside the marks, `outer_start`..`outer_end` with them.

    `continues` is true where an open quotation of an earlier block goes on here; `closed` is false where the block
    ends first; `single` tells single marks.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    closed: bool = True
    continues: bool = False
    single: bool = False


def find_quoted_strings(text: str, blocks: Sequence[Block], sentence_ends: Sequence[int]) -> tuple[QuotedString, ...]:
    """Return the quoted strings of all blocks in reading order; strings inside other strings are part of the outer one.

    `sentence_ends` are rising offsets where sentences end: a quotation that is never closed stops at the first one.
    Takes time in proportion to the text.
    """
    found: list[QuotedString] = []
    open_block = -1
    for number, block in enumerate(blocks):
        piece = text[block.start : block.end]
        if not any(c in piece for c in "\"“”«»„「」『』‹›‘'’‚＂‟"):
            continue
        strings = _scan(piece, carried=open_block >= 0 and number - open_block <= _MAX_GAP)
        if open_block >= 0:
            found = _join(found, strings, blocks, open_block, number)
            open_block = -1
        found.extend(_shift(s, block.start, number) for s in strings)
        if strings and not strings[-1].closed:
            open_block = number
    return tuple(_stop_unclosed(found, sentence_ends))


def _shift(s: QuotedString, by: int, block: int) -> QuotedString:
    return QuotedString(
        s.start + by, s.end + by, s.outer_start + by, s.outer_end + by, block, s.closed, s.continues, s.single
    )


def _join(
    found: list[QuotedString], strings: list[QuotedString], blocks: Sequence[Block], open_block: int, number: int
) -> list[QuotedString]:
    """Return `found` with the blocks between an open quotation and its end marked as quoted too."""
    if not strings or not strings[0].continues:
        return found
    between = [b for b in range(open_block + 1, number) if blocks[b].end > blocks[b].start]
    if strings[0].outer_start != strings[0].start:  # a fresh mark: the blocks between were not quoted
        return found
    for b in between:
        found.append(
            QuotedString(
                blocks[b].start, blocks[b].end, blocks[b].start, blocks[b].end, b, closed=False, continues=True
            )
        )
    return found


def _stop_unclosed(found: list[QuotedString], sentence_ends: Sequence[int]) -> list[QuotedString]:
    out = []
    for i, s in enumerate(found):
        goes_on = i + 1 < len(found) and found[i + 1].continues
        if s.closed or goes_on:
            out.append(s)
            continue
        at = bisect_right(sentence_ends, s.start)
        end = min(s.end, sentence_ends[at]) if at < len(sentence_ends) else s.end
        if end > s.start:
            out.append(replace(s, end=end, outer_end=end))
    return out


def _opens(piece: str, at: int) -> bool:
    """Tell whether a straight mark at `at` stands where a quotation opens."""
    before = piece[at - 1] if at else " "
    after = piece[at + 1] if at + 1 < len(piece) else " "
    return (before.isspace() or before in _OPENING_CONTEXT) and not after.isspace()


def _closes(piece: str, at: int) -> bool:
    """Tell whether a straight mark at `at` stands where a quotation closes."""
    before = piece[at - 1] if at else " "
    after = piece[at + 1] if at + 1 < len(piece) else " "
    return not before.isspace() and not after.isalnum()


def _measures(piece: str, at: int) -> bool:
    """Tell whether a straight mark at `at` is an inch mark after feet (6'2")."""
    back = at - 1
    while back >= 0 and at - back <= 3 and piece[back].isdigit():
        back -= 1
    return back < at - 1 and back > 0 and piece[back] in "'’′" and piece[back - 1].isdigit()


def _scan(piece: str, *, carried: bool) -> list[QuotedString]:
    """Return the quoted strings of one block, offsets from its start; the last one may be open."""
    out: list[QuotedString] = []
    at, size = 0, len(piece)
    no_single_before = 0
    if carried:
        first = _first_double(piece)
        if first >= 0 and piece[first] in "”»」』" + '"' and _closes(piece, first) and not _opens(piece, first):
            out.append(QuotedString(0, first, 0, first + 1, 0, closed=True, continues=True))
            at = first + 1
    while at < size:
        c = piece[at]
        if c in _PAIRS and c != "“":
            opened = at
        elif c == "“":
            opened = at
        elif c in _SINGLE and at >= no_single_before:
            end = _single_end(piece, at)
            if end > 0:
                out.append(QuotedString(at + 1, end, at, end + 1, 0, single=True))
                at = end + 1
                continue
            if end < 0:
                no_single_before = -end
            at += 1
            continue
        else:
            at += 1
            continue
        if c == '"' and (
            _measures(piece, opened) or (opened and piece[opened - 1].isdigit()) or not _may_open(piece, opened)
        ):
            at += 1
            continue
        end, closed = _double_end(piece, opened)
        if end > opened + 1:
            goes_on = carried and not out and not piece[:opened].strip()
            out.append(QuotedString(opened + 1, end, opened, end + closed, 0, closed=bool(closed), continues=goes_on))
        at = end + closed if end > opened else opened + 1
    return out


def _first_double(piece: str) -> int:
    for at, c in enumerate(piece):
        if c in _PAIRS or c in _CLOSING:
            return at
    return -1


def _may_open(piece: str, at: int) -> bool:
    after = piece[at + 1] if at + 1 < len(piece) else " "
    if not after.isspace():
        return True
    before = piece[at - 1] if at else " "
    return before.isspace() and piece.find('"', at + 1) > 0


def _double_end(piece: str, opened: int) -> tuple[int, int]:
    """Return where the string opened at `opened` ends, and 1 where a mark closes it there, 0 where it is left open."""
    c = piece[opened]
    close = _PAIRS[c]
    last_stop = -1
    for at in range(opened + 1, len(piece)):
        here = piece[at]
        if here in ".!?":
            last_stop = at + 1
        if c in "“‟" and here in '”"':
            if here == "”" or _closes(piece, at):
                return at, 1
        elif c == "„" and here in "“”":
            return at, 1
        elif here == close:
            if c != '"' or (
                not _measures(piece, at) and not (_opens(piece, at) and not _closes(piece, at) and last_stop > 0)
            ):
                return at, 1
            if not _measures(piece, at):  # another string opens before this one was closed
                return last_stop, 0
        elif c == '"' and here == "”":
            return at, 1
        elif c == "“" and here == "“" and last_stop > 0 and piece[at - 1].isspace():
            return last_stop, 0
    return len(piece), 0


def _single_end(piece: str, at: int) -> int:
    """Return where the single-marked string opened at `at` ends; 0 where no string opens here.

    A negative number says that no string that opens before that offset can be closed either.
    """
    c = piece[at]
    before = piece[at - 1] if at else " "
    after = piece[at + 1] if at + 1 < len(piece) else " "
    if before.isalnum() or after.isspace() or not (after.isalnum() or after in '“"[($£€…'):
        return 0
    if c == "’" and not before.isspace():
        return 0
    rest = piece[at + 1 : at + 8].lower()
    if rest[:2].isdigit() and rest[2:3] in ("s", " ", ",", ".", ""):
        return 0
    if c in "'’" and rest.startswith(_ELISIONS):
        return 0
    possible = 0
    limit = min(len(piece), at + 1500)
    for end in range(at + 2, limit):
        here = piece[end]
        if here in '"“”' and piece[end - 1] not in _SINGLE:
            if here != '"' or not after == '"':
                break
            continue
        if here not in "'’":
            continue
        follows = piece[end + 1] if end + 1 < len(piece) else " "
        if follows.isalnum() or piece[end - 1].isspace():
            continue
        if piece[end - 1] != "s" or follows in ".,;:!?)—" or end + 1 >= len(piece):
            return end
        if piece[end + 1 : end + 2] == " " and not possible:
            possible = end
    if possible:
        return possible
    return -limit if limit == len(piece) and c != "’" and False else 0
