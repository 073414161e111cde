"""The lines of a text capture as pieces: each a paragraph or a line of its own, with its place in the capture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.reading.furniture import count_words

__all__ = ["Line", "cut_lines"]

# A page of more lines is a data dump; what lies behind is dropped by the caller, with a finding.
MOST_LINES = 10_000
LONGEST_LINE = 20_000

_BREAK = re.compile(r"[^\r\n\x0c\x85\u2028\u2029]+")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_EDGE = " \t\u00a0\u3000\u202f\u2009" + _INVISIBLE
_END = re.compile(r"[.!?…。！？؟۔।»](?:['\"”’»)\]）】」』]|\s?\(\w{2,12}\))*$|[.!?]['\"”’»)\]]*\s?[■●▪◆]$|[:：]$")
_GAP = re.compile(r"\t+| {2,}|\u00a0{2,}")
_LONGEST_ROW = 300
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){1,600}(?:\s\"[^\"\n]{0,200}\")?\)")
_MARKDOWN_HEAD = re.compile(r"^(#{1,6})\s+")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*])")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of the capture. `start` and `end` count code points of the decoded capture; `text` may be tidied.

    `gap` is whether blank space stands before it; `level` the depth of a Markdown heading (0: none); `linked` is true
    where the whole line was a link; `cells` are what wide gaps part in it, empty where there are none.
    """

    text: str
    start: int
    end: int
    gap: bool
    words: int
    closed: bool
    level: int = 0
    linked: bool = False
    cells: tuple[str, ...] = ()


def _tidy(raw: str) -> tuple[str, int, bool]:
    """Return the line without Markdown signs and doubled spaces, its heading level, and whether it was all link."""
    level = 0
    if m := _MARKDOWN_HEAD.match(raw):
        level = len(m[1])
        raw = raw[m.end() :].rstrip("# ")
    linked = False
    if "](" in raw:
        rest = _MARKDOWN_LINK.sub("", raw).strip(" *-•|")
        linked = not rest
        raw = _MARKDOWN_LINK.sub(lambda m: "" if m[0].startswith("!") else m[1], raw)
    if "**" in raw or "__" in raw:
        raw = _EMPHASIS.sub(r"\2", raw)
    return " ".join(raw.split()) if "  " in raw or "\t" in raw else raw.strip(_EDGE), level, linked


def _raw_lines(text: str) -> list[tuple[int, int, bool, int]]:
    """Return start, end, gap and indent of every line that shows something."""
    found: list[tuple[int, int, bool, int]] = []
    previous_end = 0
    for m in _BREAK.finditer(text):
        raw = m[0]
        stripped = raw.strip(_EDGE)
        if not stripped:
            continue
        lead = len(raw) - len(raw.lstrip(_EDGE))
        start = m.start() + lead
        breaks = text[previous_end : m.start()]
        gap = breaks.count("\n") + breaks.count("\r") - breaks.count("\r\n") > 1 or "\u2029" in breaks or not found
        found.append((start, start + len(stripped), gap, lead))
        previous_end = start + len(stripped)
        if len(found) >= MOST_LINES:
            break
    return found


def _first_word(text: str, line: tuple[int, int, bool, int]) -> str:
    return text[line[0] : min(line[1], line[0] + 40)].split(" ", 1)[0]


def _wrap_width(text: str, raw: list[tuple[int, int, bool, int]]) -> int:
    """Return the column at which the text is hard-wrapped, 0 where it is not.

    Wrapped prose shows itself by lines that are full (the next line's first word would not fit) and go on in the middle
    of a sentence, which the lines of a menu or a list of titles do not.
    """
    followed = [(raw[i], raw[i + 1]) for i in range(len(raw) - 1) if not raw[i + 1][2]]
    lengths = sorted(line[1] - line[0] for line, _ in followed)
    if len(lengths) < 4:
        return 0
    width = lengths[-1 - len(lengths) // 50]
    if not 38 <= width <= 130:
        return 0
    full = [(a, b) for a, b in followed if a[1] - a[0] + 1 + len(_first_word(text, b)) > width - 4]
    go_on = sum(not text[b[0]].isupper() and not _END.search(text[a[0] : a[1]]) for a, b in full)
    return width if len(full) >= 4 and go_on * 2 >= len(full) and len(full) * 3 >= len(followed) else 0


def cut_lines(text: str) -> list[Line]:
    """Return the pieces of the text in order; lines of a hard-wrapped paragraph are joined by a space.

    At most 10,000 lines; a line of more than 20,000 code points is cut.
    """
    raw = _raw_lines(text)
    width = _wrap_width(text, raw)
    groups: list[list[int]] = []
    for i, (start, end, gap, indent) in enumerate(raw):
        if width and groups and not gap:
            before = raw[groups[-1][-1]]
            short = before[1] - before[0] + 1 + len(_first_word(text, raw[i])) <= width - 4
            ended = bool(_END.search(text[before[0] : before[1]]))
            indented = indent >= 2 and before[3] < 2
            if not (indented or (short and (ended or not text[start].islower()))) and not _marks_item(text[start:end]):
                groups[-1].append(i)
                continue
        groups.append([i])
    lines: list[Line] = []
    for group in groups:
        start, end = raw[group[0]][0], raw[group[-1]][1]
        joined = " ".join(text[raw[i][0] : raw[i][1]] for i in group)[:LONGEST_LINE]
        tidied, level, linked = _tidy(joined)
        # A picture alone leaves no words: it stands as it was written, to be dropped with its reason.
        tidied = tidied or joined.strip()
        for sign in _INVISIBLE:
            if sign in tidied and sign not in "\u200c\u200d":
                tidied = tidied.replace(sign, "")
        if tidied:
            closed = bool(_END.search(tidied))
            cells = _cells(joined) if len(group) == 1 and not closed else ()
            lines.append(Line(tidied, start, end, raw[group[0]][2], count_words(tidied), closed, level, linked, cells))
    return lines


def _cells(text: str) -> tuple[str, ...]:
    """Return what stands side by side in a line with wide gaps between, empty where there are none."""
    cells = [c.strip() for c in _GAP.split(text) if c.strip()] if len(text) <= _LONGEST_ROW else []
    return tuple(cells) if len(cells) > 1 else ()


def _marks_item(text: str) -> bool:
    return text[:1] in "•●▪◦■" or text[:2] in ("- ", "* ", "– ", "— ")
