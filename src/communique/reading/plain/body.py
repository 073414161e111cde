"""Where in a text capture the article stands: the stretch of prose that outweighs what lies in and around it."""

from __future__ import annotations

import re

from communique.reading.plain.kinds import LABELS, Look, clock_head, is_caption
from communique.reading.timestamps import find_timestamps

__all__ = ["find_body", "find_repeat", "mark_boxes", "settle_start"]

# What a line that is not prose costs the stretch: a subhead or a share bar in the middle is cheap, a footer is not.
_COST = {
    None: 4,
    "rights": 40,
    "registration": 30,
    "footer": 12,
    "comments": 15,
    "most_read": 15,
    "related": 4,
    "newsletter": 3,
    "advertisement": 3,
    "consent": 3,
    "spam": 1,
    "byline": 2,
}
_OTHER_DATES = 35
# After three paragraphs these end the article, whatever prose a form or a footer still holds.
_CLOSING = frozenset({"comments", "rights", "registration", "footer"})
_AFTER_ALL = 60


def mark_boxes(looks: list[Look]) -> dict[int, str]:
    """Return the lines that belong to a box of other stories, comments or offers, by the label above them.

    A box ends at the first full paragraph of 25 words; comments that follow a whole article never end.
    """
    boxed: dict[int, str] = {}
    label: str | None = None
    prose_seen = prose_words = 0
    held = 0
    for i, look in enumerate(looks):
        if look.reason == "comments" and look.line.words <= 8 and _are_comments(looks, i, prose_seen, prose_words):
            boxed.update(dict.fromkeys(range(i, len(looks)), "comments"))
            return boxed
        if look.reason in LABELS and look.line.words <= 8:
            # "Read more: the title" is complete in itself; a bare label opens a box.
            label = (
                look.reason if look.reason in ("most_read", "related", "comments") and look.line.words <= 5 else None
            )
            held = 0
            if look.reason == "newsletter":
                label, held = "newsletter", 26  # a form of a few lines
            continue
        if (
            label
            and look.prose < 25
            and held < 30
            and not (look.reason is None and look.line.closed and look.line.words >= 10)
        ):
            held += 1
            if look.reason is None and not (look.byline and look.byline.sure):
                boxed[i] = label
            continue
        label = None
        prose_seen += look.prose >= 8
        prose_words += look.prose
    # Lines boxed right before running text, one by one, were its subheads: a box of one line is no list.
    for i in sorted(boxed):
        alone = i - 1 not in boxed and i + 1 not in boxed
        if alone and i + 1 < len(looks) and looks[i + 1].prose >= 25 and looks[i].line.words <= 8 and looks[i].line.gap:
            del boxed[i]
    return boxed


_REPLY = re.compile(
    r"(?:\bsa(?:ys|id)|\bwrote|\bschrieb|\bdice|\ba écrit)\s?:$"
    r"|^(?:reply|like|report|flag|antworten|répondre|responder|ответить|回复|رد)$",
    re.IGNORECASE,
)


def _are_comments(looks: list[Look], i: int, prose_seen: int, prose_words: int) -> bool:
    """Return whether readers' comments follow the label, not the article below a share bar that holds the word."""
    if prose_seen >= 4:
        return True
    return (
        prose_words >= 60 and sum(bool(_REPLY.search(x.text)) for x in looks[i + 1 : i + 60] if x.line.words <= 14) >= 2
    )


def _weight(look: Look, boxed: bool) -> int:
    if boxed:
        return -2
    if look.spam.spam:
        return -_COST["spam"]
    if look.byline and look.byline.sure:
        return -_COST["byline"]
    if look.reason is not None:
        return -_COST.get(look.reason, 6)
    if look.prose:
        return look.prose
    return -2 if is_caption(look.text) or look.line.level > 1 else -_COST[None]


def find_body(looks: list[Look], boxed: dict[int, str], first: int = 0) -> tuple[int, int]:
    """Return the first line of the body and the one after its last, from line `first` on; equal where there is none."""
    best, best_range = 0, (0, 0)
    total, start, dated, seen = 0, first, 0, 0
    for i in range(first, len(looks)):
        look = looks[i]
        weight = _weight(look, i in boxed)
        if total <= 0:
            total, start, dated, seen = 0, i, 0, 0
        if look.reason in _CLOSING and seen >= 3:
            if look.reason == "comments" and best >= 100:
                break  # readers can write more than the article: what follows is theirs
            weight = -_AFTER_ALL
        seen += look.prose >= 8
        if look.byline and look.byline.sure:
            # An article has few dates and bylines of its own; a list of stories or comments has one an item.
            dated += 1
            weight = -_OTHER_DATES if dated > 3 else weight
        total += weight
        if total > best:
            best, best_range = total, (start, i + 1)
    start, end = best_range
    end = _close_at_note(looks, start, _close_at_next_story(looks, start, end))
    while start < end and not looks[start].prose and not clock_head(looks[start].text):
        start += 1
    return start, end


def find_repeat(looks: list[Look], title: str) -> int | None:
    """Return the line that repeats the page's title as its heading, with prose below it; None where none does."""
    plain = title.casefold()
    for i, look in enumerate(looks):
        text = look.text.casefold()
        if look.line.words < 4 or look.reason or look.spam.spam or i == 0:
            continue
        same = text == plain or (plain.startswith(text) and len(text) * 2 > len(plain))
        if same and sum(x.prose for x in looks[i + 1 : i + 40]) >= 60:
            return i
    return None


def _close_at_next_story(looks: list[Look], start: int, end: int) -> int:
    """Return the end of the first story where another with headline and byline of its own follows in the stretch."""
    prose = 0
    first = next(
        (look.byline for look in looks[:end] if look.byline and look.byline.sure and look.byline.authors), None
    )
    for i in range(start, end):
        look = looks[i]
        prose += look.prose >= 8
        if prose < 3 or not (look.byline and look.byline.sure and look.byline.authors) or look.line.words > 25:
            continue
        above = looks[i - 1]
        if first and look.byline.authors == first.authors:
            continue
        titled = not above.prose and not above.reason and 3 <= above.line.words <= 25 and not above.spam.spam
        if titled and any(other.prose >= 20 for other in looks[i + 1 : i + 4]):
            return i - 1
    return end


def _close_at_note(looks: list[Look], start: int, end: int) -> int:
    """Return the end of the body before a note on its author: the author's name on a line of its own below the text."""
    authors = {a.casefold() for x in looks[:end] if x.byline and x.byline.sure for a in x.byline.authors}
    prose = 0
    for i in range(start, end):
        prose += looks[i].prose >= 8
        if prose >= 2 and looks[i].line.words <= 5 and looks[i].text.casefold() in authors:
            rest = sum(x.prose >= 8 for x in looks[i:end])
            return i if rest <= prose else end
    return end


def settle_start(looks: list[Look], start: int, end: int, head: int | None) -> int:
    """Return the first line of the body once the headline is known: below the byline, with the subhead or clock that opens it.

    One or two short sentences between headline and byline are the deck, though they read as prose.
    """
    if head is not None:
        signed = any((b := looks[i].byline) is not None and b.sure for i in range(head + 1, start))
        for i in range(start, min(end, start + 4)):
            byline = looks[i].byline
            if byline and byline.sure and not signed and start == head + 1 and i > start:
                above = [x for x in looks[start:i] if x.prose]
                below = sum(x.prose >= 8 for x in looks[i + 1 : end])
                if len(above) <= 2 and all(x.line.words <= 45 for x in above) and below >= 2:
                    start = i + 1
                break
        while start < end and not looks[start].prose and not clock_head(looks[start].text):
            start += 1
    low = head + 1 if head is not None else 0
    if start - 1 >= low and _opens(looks[start - 1]) and not clock_head(looks[start].text):
        if start - 2 >= low and clock_head(looks[start - 2].text) and looks[start - 2].line.words <= 4:
            return start - 2
        if clock_head(looks[start - 1].text) or (
            start - 2 >= low
            and (b := looks[start - 2].byline) is not None
            and b.sure
            and looks[start - 1].line.words >= 2
        ):
            return start - 1
    return start


def _opens(look: Look) -> bool:
    """Return whether a short line right above the first paragraph can be its subhead or the clock of a first entry."""
    if look.reason not in (None, "meta") or look.spam.spam or is_caption(look.text) or look.line.words > 12:
        return False
    if clock_head(look.text):
        return True
    if find_timestamps(look.text):
        return False
    told = look.text.endswith("?") or any(w.islower() and len(w) > 3 for w in look.text.split())
    return look.reason is None and not look.byline and told and (not look.line.closed or look.text.endswith("?"))
