"""Reads transcripts and live interviews, where a label names who speaks and no quote marks are set ("REYES: …")."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse

__all__ = ["Turn", "find_turns"]

_LABEL = re.compile(r"(?P<name>[^\W\d_][^:\n\"“”«»]{0,60}?)\s?:\s+(?=\S)")
_QUESTION = re.compile(r"(?:Q|A|Question|Answer|Frage|Antwort)(?:\s?\d{1,3})?\Z")
_FEWEST = 2
"""Fewer labelled blocks than this are no transcript, unless the page says that it is one."""
_RUN_ON = 30
"""How many blocks without a label a turn may go on over."""
_MARKS = "\"“”«»„「『'‘"


@dataclass(frozen=True, slots=True)
class Turn:
    """Words spoken under a label: one for each block. The label is None in "Q:" and "A:", which name nobody."""

    start: int
    end: int
    label_start: int | None
    label_end: int | None
    rule: str


def find_turns(parse: Parse) -> tuple[Turn, ...]:
    """Return the turns of a transcript in reading order, none where the page is not one."""
    text, blocks = parse.article.text, parse.article.blocks
    declared = parse.article.page_kind == "transcript"
    found = {
        number: match
        for number, b in enumerate(blocks)
        if b.kind == "paragraph" and (match := _LABEL.match(text, b.start, min(b.end, b.start + 80)))
    }
    voices = Counter(match["name"] for match in found.values() if _is_label(match["name"], declared=True))
    spoken = declared or sum(times > 1 for times in voices.values()) > 1  # two who take turns
    labels = {
        number: (match.start("name"), match.end("name"), match.end())
        for number, match in found.items()
        if _is_label(match["name"], declared=spoken)
    }
    if len(labels) < (1 if declared else _FEWEST):
        return ()
    out: list[Turn] = []
    current: tuple[int, int, int] | None = None
    since = 0
    for number, b in enumerate(blocks):
        if number in labels:
            current, since = labels[number], number
            start = current[2]
        elif current is None or b.kind != "paragraph" or not declared or number - since > _RUN_ON:
            current = None if b.kind != "paragraph" or not declared else current
            continue
        else:
            start = b.start
        if start < b.end and text[start] not in _MARKS:
            named = _QUESTION.match(text[current[0] : current[1]]) is None
            rule = "transcript.label" if named else "transcript.question_answer"
            out.append(Turn(start, b.end, current[0] if named else None, current[1] if named else None, rule))
    return tuple(out)


def _is_label(name: str, *, declared: bool) -> bool:
    words = name.split()
    if _QUESTION.match(name):
        return True
    if not 1 <= len(words) <= 6 or name.rstrip()[-1:] in ".!?":
        return False
    letters = [w for w in words if w[0].isalpha()]
    if letters and all(w.upper() == w for w in letters) and sum(len(w) for w in letters) >= 3:
        return True
    return declared and all(w[0].isupper() for w in letters)
