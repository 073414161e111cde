"""Rows of a menu: links of a site set side by side or one below the other, told by what they hold together."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.reading.furniture import classify_furniture, list_phrases
from communique.reading.plain.kinds import Look
from communique.reading.timestamps import find_timestamps

__all__ = ["cut_cells", "is_menu_row", "mark_menus"]

_SEPARATOR = re.compile(r"\s*[|｜•·›»>]\s*|\s+[/–—-]\s+|\s{2,}")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
# A step of a menu has no more words than this, and a menu one below the other no fewer steps than that.
_LONGEST_CELL = 4
_LEAST_STEPS = 4
_MENU_REASONS = frozenset(
    {"navigation", "login", "share", "follow", "newsletter", "footer", "most_read", "language_switch", "player"}
)


def cut_cells(look: Look) -> list[str]:
    """Return what stands side by side in a line: between bars, arrows, dashes, or wide gaps."""
    cells = look.line.cells or (look.text,)
    return [part for cell in cells for part in _SEPARATOR.split(cell) if part.strip(" .,;:-–—")]


@lru_cache(maxsize=1)
def _menu_words() -> frozenset[str]:
    """Return the single words that are a step of a menu by themselves."""
    return frozenset(
        text for phrase in list_phrases() if phrase.reason in _MENU_REASONS for text in phrase.is_ if " " not in text
    )


def _is_step(text: str) -> bool:
    return classify_furniture(text) in _MENU_REASONS


def is_menu_row(look: Look) -> bool:
    """Return whether a line is several steps of a menu, parted by signs or merely by spaces."""
    if look.line.closed or look.line.words > 40:
        return False
    cells = cut_cells(look)
    if look.byline and look.byline.sure and sum(map(_is_step, cells)) < 2:
        return False
    if len(cells) >= 2 and all(len(c.split()) <= _LONGEST_CELL for c in cells):
        steps = sum(map(_is_step, cells))
        dated = bool(find_timestamps(look.text))
        if not dated and (steps * 2 >= len(cells) or (len(cells) >= 3 and steps) or len(cells) >= 5):
            return True
        return dated and steps >= 2 and len(cells) >= 3
    tokens = _TOKEN.findall(look.text)
    known = sum(t.casefold() in _menu_words() for t in tokens)
    return len(tokens) >= 3 and known >= 3 and known * 5 >= len(tokens) * 3 and all(t[0].isupper() for t in tokens)


def mark_menus(looks: list[Look], start: int) -> frozenset[int]:
    """Return the lines above line `start` that are rows of a menu, or steps of one that stand one below the other."""
    found = {i for i in range(start) if is_menu_row(looks[i])}
    run: list[int] = []
    for i in range(start + 1):
        look = looks[i] if i < start else None
        short = look is not None and not look.line.closed and look.line.words <= 3
        if short and look is not None and not (look.byline and look.byline.sure) and not look.line.level:
            run.append(i)
            continue
        # What stands apart at the end of a menu and is no step of it may be a short headline.
        if len(run) > _LEAST_STEPS and looks[run[-1]].line.gap and not _is_step(looks[run[-1]].text):
            run.pop()
        steps = sum(_is_step(looks[j].text) for j in run)
        if len(run) >= _LEAST_STEPS and steps * 3 >= len(run):
            found.update(run)
        run = []
    return frozenset(found)
