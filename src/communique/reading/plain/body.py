"""Where in a text capture the article stands: the stretch of prose that outweighs what lies in and around it."""

from __future__ import annotations

import re

from communique.reading.breadcrumbs import breadcrumb_parts
from communique.reading.plain.kinds import LABELS, Look, clock_head, is_caption
from communique.reading.titles import share_in, word_bag

__all__ = ["find_body", "find_headline", "find_repeat", "mark_boxes"]

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
_HEADLINE_WINDOW = 25
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


_NEVER_HEAD = re.compile(r"^[\d\W]+$")


def _can_head(look: Look) -> bool:
    """Return whether a line can be a headline by its own features."""
    if look.reason or look.spam.spam or (look.byline and look.byline.sure) or is_caption(look.text):
        return False
    if look.byline and look.byline.authors and look.byline.dateline:
        return False
    if breadcrumb_parts(look.text) or _NEVER_HEAD.match(look.text):
        return False
    return 2 <= look.line.words <= 40 and len(look.text) <= 300


def find_headline(looks: list[Look], boxed: dict[int, str], start: int, end: int, body: str) -> int | None:
    """Return the line that is the headline, None where none before the body can be.

    Each candidate is weighed by its words' agreement with the body, its length, its nearness to body and byline, and
    whether it stands twice (as title and as heading).
    """
    bag = word_bag(body)
    texts = [look.text.casefold() for look in looks[: start + 1]]
    best: tuple[float, int] | None = None
    bylines = [
        i for i in range(max(0, start - _HEADLINE_WINDOW), min(end, start + 3)) if (b := looks[i].byline) and b.sure
    ]
    for i in range(max(0, start - _HEADLINE_WINDOW), start):
        look = looks[i]
        if i in boxed or not _can_head(look):
            continue
        score = 3 * share_in(look.text, bag)
        score += 1.0 if 4 <= look.line.words <= 22 else (0.2 if look.line.words > 2 else -0.8)
        score -= 0.6 if look.text.endswith((".", "。")) and look.line.words > 6 else 0.0
        score += 2.0 if look.line.level == 1 else (0.5 if look.line.level else 0.0)
        score -= 0.5 if look.line.linked else 0.0
        score += 0.8 if any(t == texts[i] for j, t in enumerate(texts) if j != i) else 0.0
        score += 0.8 if any(0 < b - i <= 2 for b in bylines) else 0.0
        # Of two neighbours the first is the headline and the second its deck.
        if (
            i
            and i - 1 not in boxed
            and _can_head(looks[i - 1])
            and looks[i - 1].line.words >= 4
            and not looks[i - 1].text.isupper()
        ):
            score -= 2.0 if share_in(looks[i - 1].text, bag) >= 0.25 else 0.5
        # A line in capitals above one that is not is the paper's name or a kicker.
        below = looks[i + 1] if i + 1 < start else None
        if look.text.isupper() and below and _can_head(below) and not below.text.isupper() and below.line.words >= 4:
            score -= 3.0
        score -= 0.04 * (start - i)
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best and best[0] > 0.6 else None
