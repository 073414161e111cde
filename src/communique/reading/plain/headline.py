"""Which line above the body is the headline, weighed against all others there."""

from __future__ import annotations

import re

from communique.reading.breadcrumbs import breadcrumb_parts
from communique.reading.names import looks_like_name, word_set
from communique.reading.plain.kinds import Look, clock_head, is_caption
from communique.reading.plain.rows import cut_cells
from communique.reading.signers import label_pattern
from communique.reading.timestamps import find_timestamps
from communique.reading.titles import content_words

__all__ = ["agreement", "find_headline", "is_first_line"]

WINDOW, NEAR = 60, 25
# Of so many words of content a headline shares one.
LEAST = 20
ENOUGH = 0.6
ALONE = 1.2

_NEVER_HEAD = re.compile(r"^[\d\W]+$|^\d{1,2}[.)]\s|^[•●▪*–-]\s")
# So many words of content shared with the text are as good as any number.
_FULL = 3
_LABEL = re.compile(
    r"\b(?:published|posted|issued|updated|update:|last update|issue|edition|vol\.?|no\.)\b", re.IGNORECASE
)


_KIND = re.compile(
    r"^(?:explainer|explained|analysis|opinion|watch|interview|in pictures|exclusive|profile)\s?[:|]\s", re.IGNORECASE
)
_QUOTE = "'\"‘“«„「『"


def _can_head(look: Look) -> bool:
    """Return whether a line can be a headline by its own features."""
    labelled = look.reason == "related" and look.line.words >= 6 and _KIND.match(look.text)
    if (look.reason and not labelled) or look.spam.spam or (look.byline and look.byline.sure) or is_caption(look.text):
        return False
    if look.byline and look.byline.authors and look.byline.dateline:
        return False
    if breadcrumb_parts(look.text) or _NEVER_HEAD.match(look.text) or _is_signature(look):
        return False
    return 2 <= look.line.words <= 40 and len(look.text) <= 300


def _is_signature(look: Look) -> bool:
    """Return whether a line says who wrote or when, though not so that a byline could be read: a post, a day before other words."""
    words = look.text.split()
    signed = bool(label_pattern("by").match(look.text)) and words[0].casefold() not in word_set("weak_by") | {"by"}
    post = "," in look.text and words[-1].casefold().strip(".") in word_set("posts") and len(words) <= 10
    stamps = find_timestamps(look.text)
    return (signed and not look.line.closed) or post or bool(stamps and stamps[0].start <= 1)


def _is_dated_title(look: Look, bag: frozenset[str]) -> bool:
    """Return whether a line with a date says more than who and when: "Talks Update, 12 July 2025"."""
    stamps = find_timestamps(look.text)
    if not stamps or look.reason or look.spam.spam or look.line.words > 25 or _LABEL.search(look.text):
        return False
    rest = look.text[: stamps[0].start]
    words = content_words(rest)
    return len(stamps) == 1 and len(rest.split()) >= 3 and len(words & bag) >= 2 and not re.search(r"[|·•]", rest)


def _holds_another(looks: list[Look], i: int, can: set[int]) -> bool:
    """Return whether a line is a page's title: another line of the head beside the name of a site or section."""
    cells = {c.casefold() for c in cut_cells(looks[i])} if "|" in looks[i].text or "｜" in looks[i].text else set()
    return len(cells) > 1 and any(j != i and looks[j].text.casefold() in cells for j in can)


def agreement(text: str, bag: frozenset[str]) -> float:
    """Return 0 to 1: the share of a line's words of content that the text holds, less where they are very few."""
    words = content_words(text)
    shared = len(words & bag)
    return shared / len(words) * min(1.0, shared / _FULL) if words else 0.0


def _is_saved_title(look: Look, bag: frozenset[str]) -> bool:
    """Return whether the first line is the title with which a browser saved the page, told by its agreement with the text."""
    return _can_head(look) and look.line.words >= 4 and agreement(look.text, bag) >= 0.6


def is_first_line(look: Look, following: Look | None, bag: frozenset[str]) -> bool:
    """Return whether the first line of the prose is rather the headline: a question or two short sentences that the text takes up."""
    words = look.line.words
    if not 4 <= words <= 22 or look.reason or look.byline or following is None or look.text[-1] not in '?!.’"”':
        return False
    signed = following.byline is not None and following.byline.sure
    return agreement(look.text, bag) >= 0.5 and (signed or (look.text.endswith("?") and following.prose >= 20))


def find_headline(
    looks: list[Look],
    boxed: dict[int, str],
    start: int,
    end: int,
    body: str,
    never: frozenset[int],
    repeat: int | None = None,
) -> int | None:
    """Return the line that is the headline, None where none before the body can be; `never` are menus and the outlet's name.

    `repeat` is the line that says the page's title again, where one does.

    Each candidate is weighed by its words' agreement with the body, its length, its nearness to body and byline, and whether it
    stands twice (as title and as heading).
    """
    bag = content_words(body)
    texts = [look.text.casefold() for look in looks[: start + 1]]
    low = max(0, start - WINDOW)
    timed = {i for i in range(low, min(end, start + 3)) if (b := looks[i].byline) and b.sure}
    near = {*range(low, start), *([repeat] if repeat is not None and repeat < start else [])}
    can = {i for i in near if i not in never and _can_head(looks[i])}
    clocks = sum(bool(clock_head(x.text)) for x in looks[start : start + 40] if x.line.words <= 3)
    can -= {i for i in can if _holds_another(looks, i, can)}
    best: tuple[float, int] | None = None
    for i in sorted(can):
        look = looks[i]
        agreed = agreement(look.text, bag)
        score = 3 * agreed - (0.8 if not agreed and len(bag) >= LEAST else 0.0)
        score += 1.0 if 4 <= look.line.words <= 22 else (0.2 if look.line.words > 2 else -0.8)
        score -= 0.6 if look.text.endswith((".", "。")) and look.line.words > 6 else 0.0
        score += 2.0 if look.line.level == 1 else (0.5 if look.line.level else 0.0)
        score -= 0.5 if look.line.linked else 0.0
        score += 0.8 if any(t == texts[i] for j, t in enumerate(texts) if j != i) else 0.0
        score += 1.0 if {i + 1, i + 2} & timed else 0.6 if i + 3 in timed else 0.5 if i - 1 in timed else 0.0
        score -= 1.5 if i in boxed or look.reason else 0.0
        # The only line above the text, set apart from it, need not be long to be its headline.
        score += ALONE if start == 1 and not look.line.closed and not looks_like_name(look.text) else 0.0
        score += 0.7 if look.text[0] in _QUOTE else 0.0
        score += 2.0 if i == repeat and agreed >= 0.3 else 0.0
        # The titles of a live page's entries stand under their clocks.
        score -= 2.0 if i and clocks >= 2 and clock_head(looks[i - 1].text) and looks[i - 1].line.words <= 3 else 0.0
        # Of two neighbours the first is the headline and the second its deck, which is mostly the longer one.
        if i - 1 in can and i - 1 not in boxed and looks[i - 1].line.words >= 4 and not looks[i - 1].text.isupper():
            above = agreement(looks[i - 1].text, bag)
            longer = above > 0 and look.line.words >= looks[i - 1].line.words + 4
            score -= 3.0 if longer else 2.0 if above >= 0.2 else 1.2
        # A line in capitals above one that is not is the paper's name or a kicker.
        below = looks[i + 1] if i + 1 in can else None
        if look.text.isupper() and below and not below.text.isupper() and below.line.words >= 4:
            score -= 3.0
        if agreed < 0.5 and looks_like_name(look.text):
            score -= 1.0
        score -= 0.04 * min(start - i, NEAR) + 0.01 * max(0, start - i - NEAR)
        if best is None or score > best[0]:
            best = (score, i)
    weak = best is None or agreement(looks[best[1]].text, bag) < 0.34
    if weak and start > NEAR and 0 not in never and _is_saved_title(looks[0], bag):
        return 0
    if best and best[0] > ENOUGH:
        return best[1]
    return next((i for i in range(low, start) if i not in boxed and _is_dated_title(looks[i], bag)), None)
