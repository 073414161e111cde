"""Each line of a page as a piece of the article or as something dropped with its reason."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.reading.assemble import Piece
from communique.reading.breadcrumbs import breadcrumb_parts
from communique.reading.plain.kinds import (
    LABELS,
    Look,
    clock_head,
    is_caption,
    is_role_line,
    is_transcript_turn,
    quotes_foreign,
)
from communique.reading.titles import strip_site_name, title_agreement
from communique.words import Dropped

__all__ = ["sort_lines"]

_BULLET = re.compile(r"^(?:[•●▪◦■‣⁃·]|[-–*]\s|\d{1,2}[.)]\s|\([a-z0-9]\)\s)\s*")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s")
_QUOTED = re.compile(r"^[\"“«„「『].{20,}[\"”»“」』][.,]?$")
_BREADCRUMB_WINDOW = 30


def sort_lines(
    looks: list[Look],
    boxed: dict[int, str],
    start: int,
    end: int,
    head: int | None,
    headline: str | None,
    menus: frozenset[int] = frozenset(),
) -> tuple[list[Piece], list[Dropped]]:
    """Return the article's pieces and what was dropped, from the lines of the page.

    `start` to `end` is the body, `head` the line of the headline, `headline` one that the capture's header gives, `menus` the lines
    of menus.
    """
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    if headline:
        pieces.append(Piece("headline", strip_site_name(headline)[0]))
    deck_free = True
    last = ""
    for i, look in enumerate(looks):
        if i == head:
            text = look.text
            pieces.append(
                Piece(
                    "headline",
                    strip_site_name(text)[0] if "|" in text or "｜" in text else text,
                    look.line.start,
                    look.line.end,
                )
            )
            continue
        reason = None if start <= i < end and quotes_foreign(looks, i) else _plain_reason(look, boxed.get(i))
        if reason is None and is_role_line(looks, i):
            reason = "byline"
        if reason is None and i in menus and i < start:
            reason = "navigation"
        if i < start:
            after_head = head is not None and i > head
            headline = looks[head].text if head is not None else ""
            caption = is_caption(look.text)
            if after_head and reason is None and (deck_free or caption) and _can_be_deck(look, headline):
                pieces.append(Piece("caption" if caption else "deck", look.text, look.line.start, look.line.end))
                deck_free = deck_free and caption
                continue
            dropped.append(_drop(look, reason or _before_reason(look, looks, head)))
        elif i < end:
            if reason is None:
                reason = _repeats(look, pieces)
            if reason is None:
                pieces.append(_body_piece(looks, i, start, end))
            else:
                dropped.append(_drop(look, reason))
        else:
            if last == "other_article" or (look.byline and look.byline.sure and look.byline.authors and i > end):
                last = "other_article"
            elif look.reason in LABELS:
                last = look.reason or ""
            elif look.reason in ("rights", "footer"):
                last = "footer"
            dropped.append(_drop(look, reason or last or "footer"))
    if last == "other_article":
        dropped = [replace(d, reason=last) if d.reason == "footer" and _after(d, looks, end) else d for d in dropped]
    return _drop_lists(pieces, dropped)


def _after(piece: Dropped, looks: list[Look], end: int) -> bool:
    return end < len(looks) and piece.capture_start is not None and piece.capture_start >= looks[end].line.start


def _plain_reason(look: Look, box: str | None) -> str | None:
    """Return why the line is not the article, by its own features and the box it stands in."""
    if look.spam.spam:
        return "spam" if look.spam.sure or look.line.start == 0 else "foreign_script"
    if look.reason:
        return look.reason
    if box:
        return box
    if look.byline and look.byline.sure:
        return "byline"
    return None


def _drop(look: Look, reason: str) -> Dropped:
    return Dropped(reason, look.text, look.line.start, look.line.end)


def _can_be_deck(look: Look, headline: str) -> bool:
    byline = look.byline
    if (
        byline
        and not look.line.closed
        and look.line.words <= (10 if byline.dateline else 6)
        and (byline.authors or byline.dateline)
    ):
        return False
    if look.text.casefold() == headline.casefold() or look.line.linked:
        return False
    return 5 <= look.line.words <= 70 or is_caption(look.text)


def _before_reason(look: Look, looks: list[Look], head: int | None) -> str:
    """Return the reason for a line above the body that no phrase explains."""
    if breadcrumb_parts(look.text):
        return "breadcrumb"
    if head is not None and title_agreement(looks[head].text, look.text) > 0.8:
        return "title"
    if look.byline and (look.byline.sure or (head is not None and look.line.start > looks[head].line.start)):
        return "byline"
    return "caption" if is_caption(look.text) else "navigation"


def _repeats(look: Look, pieces: list[Piece]) -> str | None:
    """Return `repeat` for a line that stands in the article already: a headline said twice, a pull quote."""
    words = look.line.words
    if words > 60:
        return None
    text = look.text
    plain = text.strip("\"“”«»„' ")
    for piece in pieces[:2]:
        if piece.text.casefold() == text.casefold():
            return "repeat"
    if len(plain) >= 25 and any(plain in p.text and p.text != text for p in pieces[-12:] if p.kind == "paragraph"):
        return "repeat"
    return None


def _body_piece(looks: list[Look], i: int, start: int, end: int) -> Piece:
    look = looks[i]
    line = look.line
    text = line.text
    if line.level >= 2:
        return Piece("subhead", text, line.start, line.end)
    if is_caption(text) and line.words < 90:
        return Piece("caption", text, line.start, line.end)
    head = clock_head(text)
    if head and line.words <= 18 and not (line.closed and line.words > 12):
        return Piece("entry_heading", text, line.start, line.end)
    asked = i > start and text.endswith("?") and line.words <= 14 and i + 1 < end and looks[i + 1].prose >= 12
    if asked and _NUMBER.match(text):
        return Piece("subhead", text, line.start, line.end)
    if (m := _BULLET.match(text)) and line.words >= 3 and not head:
        rest = text[m.end() :]
        # The bullet is left out of the text; the place in the capture begins after it where the line was not tidied.
        return Piece(
            "list_item", rest, line.end - len(rest) if line.end - line.start == len(text) else line.start, line.end
        )
    if _QUOTED.match(text) and line.words >= 5 and not line.text.count('"') > 2:
        return Piece("paragraph", text, line.start, line.end)
    follower = looks[i + 1] if i + 1 < end else None
    if not line.closed and line.words <= 14 and follower is not None and i > start and not is_transcript_turn(text):
        return Piece("subhead", text, line.start, line.end)
    if (
        text.endswith("?")
        and not is_transcript_turn(text)
        and line.words <= 12
        and follower is not None
        and follower.prose >= 12
        and i > start
        and text[:1] not in '"“«'
    ):
        return Piece("subhead", text, line.start, line.end)
    return Piece("paragraph", text, line.start, line.end)


def _drop_lists(pieces: list[Piece], dropped: list[Dropped]) -> tuple[list[Piece], list[Dropped]]:
    """Return pieces without rows of three and more that look like subheads: lists of links, information boxes."""
    kept: list[Piece] = []
    i = 0
    while i < len(pieces):
        j = i
        while j < len(pieces) and pieces[j].kind == "subhead":
            j += 1
        if j - i >= 3:
            # The last one may be the subhead of what follows.
            dropped += [Dropped("related", p.text, p.capture_start, p.capture_end) for p in pieces[i : j - 1]]
            i = j - 1
        kept.append(pieces[i])
        i += 1
    while kept and kept[-1].kind == "subhead":
        last = kept.pop()
        dropped.append(Dropped("footer", last.text, last.capture_start, last.capture_end))
    return kept, dropped
