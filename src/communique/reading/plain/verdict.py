"""What kind of page it is (article, live blog, statement, index ...), and whether it was taken over."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.reading.assemble import Facts, PageKind, Piece
from communique.reading.furniture import count_words
from communique.reading.plain.kinds import Look, clock_head, is_transcript_turn
from communique.reading.publishers import publisher_by_name
from communique.reading.takeover import answers_for_itself, is_signed_by_account
from communique.reading.timestamps import has_zone
from communique.words import Dropped, Finding

__all__ = ["judge_page"]

_STATEMENT = re.compile(
    r"^(?:joint\s+)?(?:press\s+)?(?:statement|communiqu[eé]|declaration|readout"
    r"|press release|news release|media note|remarks|official statement)\b"
    r"|\b(?:joint statement|joint communiqu[eé]|statement (?:by|of|from|on)|readout of|press release)\b"
    r"|^for immediate release"
    r"|^(?:заявление|совместное заявление|сообщение для сми|заява|спільна заява|声明"
    r"|联合声明|联合公报|بيان|erklärung|gemeinsame erklärung|communiqué|déclaration|comunicado|declaración)\b",
    re.IGNORECASE,
)
_NOTE = 3
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\s*$")


def is_note(looks: list[Look]) -> bool:
    """Return whether the capture is nothing but a sentence or two, as pasted by hand: no furniture, no title, no spam."""
    return 0 < len(looks) <= _NOTE and all(
        x.line.closed and x.line.words >= 2 and x.reason is None and not x.spam.spam for x in looks
    )


def judge_page(
    looks: list[Look], pieces: list[Piece], facts: Facts, dropped: list[Dropped]
) -> tuple[list[Piece], PageKind, bool, list[Finding]]:
    """Return the pieces (with times in a live blog), the kind of page, whether it was hijacked, and the findings.

    Pages without an article (index, empty) give no pieces of body: what they hold stays in `dropped`.
    """
    findings: list[Finding] = []
    body = [p for p in pieces if p.kind in ("paragraph", "list_item", "quotation")]
    words = sum(count_words(p.text) for p in body)
    hijacked = _is_hijacked(looks, pieces, words) or _is_overgrown(looks, facts)
    if hijacked:
        message = "The page was taken over: spam stands in the place of its title and text. It is no source."
        findings.append(Finding("hijacked_page", "error", message, "reported"))
    if words < 8 and not (words and is_note(looks)):
        dropped += [Dropped("fragment", p.text, p.capture_start, p.capture_end) for p in pieces if p.kind != "headline"]
        if looks and not hijacked and _is_index(looks, facts, words):
            findings.append(_no_article("index_page", "The page is a list of other pages and holds no article."))
            return [p for p in pieces if p.kind == "headline"], "index", False, findings
        if looks:
            findings.append(_no_article("no_article", "No article was found on the page."))
        return [], "empty", hijacked, findings
    if _is_index(looks, facts, words):
        dropped += [Dropped("index", p.text, p.capture_start, p.capture_end) for p in pieces if p.kind != "headline"]
        findings.append(_no_article("index_page", "The page is a list of other pages and holds no article."))
        return [p for p in pieces if p.kind == "headline"], "index", hijacked, findings
    walled = any(x.reason == "paywall" for x in looks)
    if (walled and words < 150) or (words < 60 and body and _CUT_SHORT.search(body[-1].text)):
        message = (
            "Only the beginning of the article was captured; the rest is behind a paywall."
            if walled
            else "The text breaks off."
        )
        findings.append(Finding("paywall_stub", "warning", message, "reported"))
        return pieces, "stub", hijacked, findings
    timed = sum(bool(clock_head(p.text)) for p in pieces if p.kind != "headline")
    if timed >= 3 and timed * 14 >= len(pieces):
        return _time_entries(pieces, facts), "live_blog", hijacked, findings
    turns = sum(is_transcript_turn(p.text) for p in body)
    if turns >= 4 and turns * 3 >= len(body):
        return pieces, "transcript", hijacked, findings
    if _is_statement(pieces, facts):
        return pieces, "statement", hijacked, findings
    return pieces, "article", hijacked, findings


def _no_article(code: str, message: str) -> Finding:
    return Finding(code, "warning", message, "reported")


def _is_hijacked(looks: list[Look], pieces: list[Piece], words: int) -> bool:
    """Return whether spam stands where title and text should: most of the words, or the title and the lead."""
    spam = [i for i, x in enumerate(looks) if x.spam.spam and x.spam.sure]
    if not spam:
        return False
    spam_words = sum(looks[i].line.words for i in spam)
    has_head = any(p.kind == "headline" for p in pieces)
    if spam_words > max(words, 8):
        return True
    if not has_head and spam[0] == 0 and spam_words * 3 > words:
        return True
    # Title and a passage of the text both: somebody else writes on this page.
    first_prose = next((i for i, x in enumerate(looks) if x.prose >= 15), len(looks))
    return spam[0] == 0 and any(0 < i <= first_prose for i in spam) and not has_head


def _is_overgrown(looks: list[Look], facts: Facts) -> bool:
    """Return whether spam opens the page, stands among its paragraphs, and no newsroom answers for it.

    One injected line on a newspaper's page is an injury; a report copied between spam lines under a spam title is bait.
    """
    spam = [i for i, x in enumerate(looks) if x.spam.spam and x.spam.sure]
    prose = [i for i, x in enumerate(looks) if x.prose >= 15]
    if len(spam) < 3 or spam[0] > 1 or not prose:
        return False
    inside = any(prose[0] < i < prose[-1] for i in spam)
    return inside and not answers_for_itself(facts, by_account=any(is_signed_by_account(x.text) for x in looks))


def _is_index(looks: list[Look], facts: Facts, words: int) -> bool:
    """Return whether the page is a list of titles and teasers: many short lines, little prose in a row."""
    titles = sum(x.reason is None and not x.spam.spam and 3 <= x.line.words <= 22 and not x.line.closed for x in looks)
    run = longest = 0
    for x in looks:
        run = run + 1 if x.prose >= 15 else (run if x.reason in ("share", "advertisement", "credit") else 0)
        longest = max(longest, run)
    # A teaser is a sentence or two; a paragraph of 45 words, or three in a row, are an article's.
    full = any(x.prose >= 45 for x in looks)
    dates = sum(x.byline is not None and x.byline.sure for x in looks)
    full = full or (1 <= dates <= 5 and bool(facts.published or facts.updated or facts.authors))
    return titles >= 8 and longest <= 1 and not full and words < titles * 30


def _is_statement(pieces: list[Piece], facts: Facts) -> bool:
    head = " ".join(p.text for p in pieces if p.kind in ("headline", "deck"))[:400]
    publisher = publisher_by_name(facts.publisher or "")
    first = next((p.text for p in pieces if p.kind == "paragraph"), "")
    official = publisher is not None and publisher.kind in ("state", "organisation")
    return bool(_STATEMENT.search(head)) or (official and not facts.authors) or bool(_STATEMENT.match(first[:60]))


def _time_entries(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """Return the pieces with each entry's time: the clock at its head on the page's own day and in its zone."""
    day = (facts.updated or facts.published or "")[:10]
    anchor = facts.updated or facts.published or ""
    zone = anchor[19:] if has_zone(anchor) else ""
    timed: list[Piece] = []
    current: str | None = None
    for piece in pieces:
        if piece.kind in ("headline", "deck"):
            timed.append(piece)
            continue
        head = clock_head(piece.text)
        if head and day:
            offset = "+00:00" if head[2] in ("gmt", "utc") else zone
            current = f"{day}T{head[0]:02}:{head[1]:02}:00{offset}"
        timed.append(replace(piece, published=current))
    return timed
