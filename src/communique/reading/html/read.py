"""A decoded page of HTML in, an Article out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.reading.assemble import Piece, build_article
from communique.reading.decode import repair_mojibake
from communique.reading.furniture import classify_furniture
from communique.reading.html.attacks import find_attacks
from communique.reading.html.blocks import Place, lay_out
from communique.reading.html.deck import mark_deck
from communique.reading.html.facts import gather_facts
from communique.reading.html.headline import choose_headline
from communique.reading.html.kinds import Typed, type_blocks
from communique.reading.html.live import mark_entries
from communique.reading.html.root import choose_root
from communique.reading.html.stated import lay_beside, split_stated, weigh_stated
from communique.reading.html.structured import read_structured
from communique.reading.html.tree import build_tree
from communique.reading.html.verdict import judge_page
from communique.words import Dropped, Finding

if TYPE_CHECKING:
    from communique.reading.assemble import Facts
    from communique.reading.html.blocks import Page
    from communique.reading.html.headline import Headline
    from communique.words import Article, Capture

__all__ = ["read_html"]

BODY = frozenset({"paragraph", "list_item", "quotation", "subhead", "entry_heading"})
_DAMAGE = re.compile("[ÂÃâÐÑÅÄÎÏ×ØÙãäåæçèéêëìíïð][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸžŽ]")
_LABEL = re.compile(r"^(?:by|from|source|von|par|por|автор)\b\s*:?\s*")
MOST_DROPPED = 4000
"""Dropped texts beyond this number are counted in a finding instead of kept."""


def read_html(capture: Capture, text: str, findings: list[Finding]) -> Article:
    """Return the article of the page `text`, the decoded capture; `findings` are those made before, kept and added to.

    A pure function that never raises for what a page holds. `capture_start` and `capture_end` of blocks and dropped
    texts
    count code points of `text`.
    """
    tree = build_tree(text)
    page = lay_out(tree)
    repaired = _repair(page)
    data = read_structured(tree)
    headline = choose_headline(page, data)
    root = choose_root(page, data, headline)
    typed = type_blocks(page, root, headline)
    stated = lay_beside(data)
    unseen: list[str] = []
    if stated is not None:
        weigh_stated(typed, stated)
        if sum(t.block.words for t in typed if t.kind in BODY) < min(60, 0.3 * stated.words):
            unseen = split_stated(stated)
            for t in typed:
                t.kind = "headline" if t.kind == "headline" else "outside_stated_text"
    mark_deck(page, typed, headline, data)
    mark_entries(page, typed, data)
    body = [t for t in typed if t.kind in BODY]
    first = body[0].block.i if body else 0
    last = body[-1].block.i if body else 0
    prose = "\n".join(unseen or [t.block.text for t in body])[:20_000]
    lead = next(iter(unseen or [t.block.text for t in typed if t.kind == "paragraph"]), "")
    place = Place(first, last, headline.block)
    facts, found = gather_facts(page, data, capture, place, body=prose, lead=lead)
    _drop_credits(typed, facts, first)
    all_findings = [*findings, *repaired, *found]
    attacks, facts.hijacked = find_attacks(page, data, headline, facts, place, prose)
    all_findings += attacks
    injected = {(f.start, f.end) for f in attacks if f.code == "injected_text"}
    for t in typed:
        if (t.block.start, t.block.end) in injected:
            t.kind = "spam"
    if unseen:
        message = "The article's text stands only in the data that the page holds for machines; it was read from there."
        all_findings.append(Finding("text_from_data", "info", message, "reported"))
    else:
        facts.page_kind, verdict = judge_page(page, typed, data, facts, headline.text)
        all_findings += verdict
    if tree.capped:
        message = "The page nests deeper or holds more elements than are read; what lies beyond may be missing."
        all_findings.append(Finding("tree_capped", "warning", message, "reported"))
    if facts.page_kind in {"index", "empty"}:
        for t in typed:
            if t.is_article and t.kind != "headline":
                t.kind = "index" if facts.page_kind == "index" else "fragment"
    dropped, more = _dropped(page, typed, headline.block)
    pieces = [*_pieces(typed, headline, page), *(Piece("paragraph", text) for text in unseen)]
    return build_article(capture, pieces, facts, dropped=dropped, findings=all_findings + more)


def _drop_credits(typed: list[Typed], facts: Facts, first: int) -> None:
    """Take out of the article the lines above its text that say no more than its author, agency or publisher."""
    names = {n.casefold() for n in (*facts.authors, facts.agency, facts.publisher, facts.dateline) if n}
    for t in typed:
        near = t.block.i < first or (t.kind == "paragraph" and t.block.i == first)
        if near and t.kind in {"caption", "paragraph"} and t.block.words <= 6:
            plain = _LABEL.sub("", t.block.text.casefold()).strip(" .:–—-")
            if plain in names:
                t.kind = "byline"


def _repair(page: Page) -> list[Finding]:
    """Put right the blocks that were read in a wrong encoding before the capture; findings for the first twelve."""
    found: list[Finding] = []
    for block in page.blocks:
        if not _DAMAGE.search(block.text):
            continue
        text, damaged = repair_mojibake(block.text)
        if damaged:
            exact, block.text = block.text[:200], " ".join(text.split())
            message = "Letters read in the wrong encoding were put right."
            found.append(
                Finding("mojibake", "info", message, "repaired", exact=exact, start=block.start, end=block.end)
            )
    return found[:12]


def _pieces(typed: list[Typed], headline: Headline, page: Page) -> list[Piece]:
    """Return the article's pieces in reading order, the headline first."""
    pieces: list[Piece] = []
    if headline.text:
        pieces.append(Piece("headline", headline.text))
        if headline.block >= 0:
            block = page.blocks[headline.block]
            pieces[0] = replace(pieces[0], capture_start=block.start, capture_end=block.end)
    pieces.extend(
        Piece(t.kind, t.block.text, t.block.start, t.block.end, t.published)  # type: ignore[arg-type]
        for t in typed
        if t.is_article and t.kind != "headline"
    )
    return pieces


def _dropped(page: Page, typed: list[Typed], headline: int) -> tuple[list[Dropped], list[Finding]]:
    """Return every text that is not of the article, with its reason, in page order."""
    kinds = {t.block.i: t for t in typed}
    dropped = []
    for block in page.blocks:
        known = kinds.get(block.i)
        if (known is not None and known.is_article) or block.i == headline:
            continue
        reason = known.kind if known is not None else block.region or classify_furniture(block.text) or "outside"
        dropped.append(Dropped(reason, block.text, block.start, block.end))
    if len(dropped) <= MOST_DROPPED:
        return dropped, []
    message = f"{len(dropped) - MOST_DROPPED} further texts outside the article were not kept."
    return dropped[:MOST_DROPPED], [Finding("too_much_dropped", "info", message, "dropped")]
