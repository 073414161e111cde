"""Finds the strings that stand in quote marks, paired and told apart from apostrophes, feet and inches.

A mark never reaches past its block, but a quotation that a block leaves open goes on in the next block when that block
opens with a mark again or closes it. Every step takes time in proportion to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.words import Block

__all__ = ["QuotedString", "find_quoted_strings"]

_MARK = re.compile(r"''|``|[\"＂“”„‟«»‹›「」『』]")
_SINGLE = re.compile("['‘’‚]")
_CLOSE_OF = {"“": "”", "‟": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "``": "''\""}
_STRAIGHT = frozenset({'"', "''", "＂"})
_CLOSERS = frozenset("”»›」』")
_OPENING_CONTEXT = frozenset("([{—–-/:…>*_=")
_ELISIONS = ("em ", "tis ", "twas ", "til ", "cause ", "n ", "n'", "n’", "round ", "bout ", "s ", "re ", "ve ", "ll ")
_MAX_GAP = 5
"""How many blocks a quotation left open may run over without any mark."""
_MAX_SINGLE = 1500
"""How many characters a string in single marks may have."""


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
    """
    found: list[QuotedString] = []
    open_block = -1
    for number, block in enumerate(blocks):
        piece = text[block.start : block.end]
        carried = open_block >= 0 and number - open_block <= _MAX_GAP
        strings = _read_block(piece, carried=carried)
        if not strings and block.kind == "quotation" and piece.strip():
            strings = [QuotedString(0, len(piece), 0, len(piece), 0)]  # set off by the page instead of by marks
        if not strings:
            continue
        if carried and strings[0].continues and strings[0].outer_start == strings[0].start:
            # closed without a fresh mark: the blocks between are quoted as well
            for b in range(open_block + 1, number):
                whole = (blocks[b].start, blocks[b].end)
                if whole[1] > whole[0]:
                    found.append(QuotedString(*whole, *whole, b, closed=False, continues=True))
        by = block.start
        found.extend(
            QuotedString(
                s.start + by, s.end + by, s.outer_start + by, s.outer_end + by, number, s.closed, s.continues, s.single
            )
            for s in strings
        )
        open_block = -1 if strings[-1].closed else number
    return tuple(_stop_unclosed(found, sentence_ends))


def _stop_unclosed(found: list[QuotedString], sentence_ends: Sequence[int]) -> list[QuotedString]:
    """End a string that nothing closes with its sentence, unless a later block carries it on."""
    out = []
    for i, s in enumerate(found):
        if s.closed or (i + 1 < len(found) and found[i + 1].continues):
            out.append(s)
            continue
        at = bisect_right(sentence_ends, s.start)
        end = min(s.end, sentence_ends[at]) if at < len(sentence_ends) else s.end
        if end > s.start:
            out.append(replace(s, end=end, outer_end=end))
    return out


def _read_block(piece: str, *, carried: bool) -> list[QuotedString]:
    doubles = _pair_doubles(piece, carried=carried)
    singles = _pair_singles(piece, doubles)
    if not singles:
        return doubles
    merged = sorted(doubles + singles, key=lambda s: (s.outer_start, -s.outer_end))
    out: list[QuotedString] = []
    for s in merged:  # a string inside another is part of the outer one
        if not out or s.outer_start >= out[-1].outer_end:
            out.append(s)
    return out


def _opens(piece: str, at: int, after: int) -> bool:
    """Tell whether the mark `at`..`after` stands where a quotation opens: space before, none behind."""
    return (not at or piece[at - 1].isspace() or piece[at - 1] in _OPENING_CONTEXT) and not piece[
        after : after + 1
    ].isspace()


def _closes(piece: str, at: int, after: int) -> bool:
    """Tell whether the mark stands where a quotation closes: a word or a stop before, no word behind."""
    return at > 0 and not piece[at - 1].isspace() and not piece[after : after + 1].isalnum()


def _measures(piece: str, at: int, *, is_open: bool) -> bool:
    """Tell whether a straight mark is an inch mark: after feet (6'2") anywhere, after a figure if nothing is open."""
    back = at
    while back > 0 and at - back < 3 and piece[back - 1].isdigit():
        back -= 1
    if back == at:
        return False
    return not is_open or (back > 1 and piece[back - 1] in "'’′" and piece[back - 2].isdigit())


def _pair_doubles(piece: str, *, carried: bool) -> list[QuotedString]:
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(piece)]
    out: list[QuotedString] = []
    opened: tuple[int, int, str] | None = None
    depth, stop, seen = 0, -1, 0
    for n, (at, after, c) in enumerate(marks):
        if opened is None:
            ends = c in _CLOSERS or (c in _STRAIGHT and not _opens(piece, at, after))
            if carried and n == 0 and ends and _closes(piece, at, after):
                out.append(QuotedString(0, at, 0, after, 0, continues=True))
                continue
            if _starts_string(piece, at, after, c):
                opened, depth, stop, seen = (at, after, c), 0, -1, after
            continue
        stop = max(stop, *(piece.rfind(p, seen, at) for p in ".!?"))
        seen = after
        verdict = _judge(piece, marks, n, opened[2], depth, spoken=stop > 0)
        if verdict == "nest":
            depth += 1
        elif verdict == "unnest":
            depth -= 1
        elif verdict == "close":
            _append(out, piece, opened, at, after, closed=True, carried=carried)
            opened = None
        elif verdict == "reopen":
            _append(out, piece, opened, stop + 1, stop + 1, closed=False, carried=carried)
            opened, depth, stop, seen = (at, after, c), 0, -1, after
    if opened is not None:
        _append(out, piece, opened, len(piece), len(piece), closed=False, carried=carried)
    return out


def _starts_string(piece: str, at: int, after: int, c: str) -> bool:
    if c in _STRAIGHT:
        if _measures(piece, at, is_open=False):
            return False
        return after < len(piece) and (not piece[after].isspace() or (c == '"' and (not at or piece[at - 1].isspace())))
    if c in _CLOSERS:  # some keyboards type the closing mark on both sides
        return c == "”" and _opens(piece, at, after) and after < len(piece)
    return after < len(piece)


def _judge(piece: str, marks: list[tuple[int, int, str]], n: int, opened: str, depth: int, *, spoken: bool) -> str:
    """Return what mark number `n` does to a string opened by `opened`: close, nest, unnest, reopen or nothing."""
    at, after, c = marks[n]
    if opened in _STRAIGHT:
        if c in _STRAIGHT or c == "”":
            if _measures(piece, at, is_open=True):
                return ""
            opens_anew = _opens(piece, at, after) and not _closes(piece, at, after)
            return "reopen" if opens_anew and spoken else "close"
        return ""
    if c in _CLOSE_OF.get(opened, "”"):
        return "unnest" if depth else "close"
    if c == opened:
        if _closes(piece, at, after) and not _opens(piece, at, after):
            return "close"
        follows = [m[2] for m in marks[n + 1 : n + 3]]
        if len(follows) == 2 and all(f in _CLOSE_OF.get(opened, "”") for f in follows):
            return "nest"
        return "reopen" if spoken and _opens(piece, at, after) else ""
    if c in _STRAIGHT and opened in {"“", "‟", "”"} and not depth and _closes(piece, at, after):
        return "close"
    return ""


def _append(
    out: list[QuotedString],
    piece: str,
    opened: tuple[int, int, str],
    end: int,
    outer_end: int,
    *,
    closed: bool,
    carried: bool,
) -> None:
    start = opened[1]
    while start < end and piece[start].isspace():
        start += 1
    while end > start and piece[end - 1].isspace():
        end -= 1
    if end > start:
        goes_on = carried and not out and not piece[: opened[0]].strip()
        out.append(QuotedString(start, end, opened[0], outer_end, 0, closed=closed, continues=goes_on))


def _pair_singles(piece: str, doubles: list[QuotedString]) -> list[QuotedString]:
    """Return the strings in single marks that stand outside the double ones."""
    marks = [m.start() for m in _SINGLE.finditer(piece)]
    if len(marks) < 2:
        return []
    starts = [d.outer_start for d in doubles]

    def inside(at: int) -> bool:
        n = bisect_right(starts, at) - 1
        return n >= 0 and at < doubles[n].outer_end

    free = [at for at in marks if not inside(at)]
    strong = [at for at in free if _ends_single(piece, at) == 2]
    weak = [at for at in free if _ends_single(piece, at) == 1]
    out: list[QuotedString] = []
    busy = -1
    for at in free:
        if at < busy or not _starts_single(piece, at):
            continue
        end = _next(strong, at + 2)
        if end < 0 or end - at > _MAX_SINGLE:
            end = _next(weak, at + 2)
        if end < 0 or end - at > _MAX_SINGLE:
            continue
        out.append(QuotedString(at + 1, end, at, end + 1, 0, single=True))
        busy = end + 1
    return out


def _next(places: list[int], low: int) -> int:
    n = bisect_left(places, low)
    return places[n] if n < len(places) else -1


def _starts_single(piece: str, at: int) -> bool:
    c = piece[at]
    after = piece[at + 1 : at + 2]
    if at and not (
        piece[at - 1].isspace() or piece[at - 1] in _OPENING_CONTEXT or (c == "‘" and piece[at - 1] in ",;")
    ):
        return False
    if not after or not (after.isalnum() or after in '“"[($£€…'):
        return False
    rest = piece[at + 1 : at + 8].lower()
    if rest[:2].isdigit() and rest[2:3] in ("s", " ", ",", ".", "", "-"):
        return False  # the '90s
    return c == "‘" or not rest.startswith(_ELISIONS)


def _ends_single(piece: str, at: int) -> int:
    """Return 2 where a single mark closes a string for sure, 1 where it may be a plural's apostrophe, 0 otherwise."""
    if not at or piece[at] not in "'’" or piece[at - 1].isspace() or piece[at + 1 : at + 2].isalnum():
        return 0
    before, follows = piece[at - 1], piece[at + 1 : at + 2]
    if (before == "s" or piece[max(0, at - 2) : at] == "in") and follows.isspace():
        return 1  # the workers' demands, keepin' it
    return 2
