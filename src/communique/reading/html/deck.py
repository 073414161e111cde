"""The deck: the sentence or two between headline and text that sum the article up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.reading.byline import read_byline
from communique.reading.html.headline import likeness
from communique.reading.html.kinds import Typed
from communique.reading.html.regions import NEUTRAL, load_marks, name_words
from communique.reading.html.structured import as_texts

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page, TextBlock
    from communique.reading.html.headline import Headline
    from communique.reading.html.structured import Structured

__all__ = ["mark_deck"]

FARTHEST = 14
"""A deck stands at most this many blocks below the headline."""


def mark_deck(page: Page, typed: list[Typed], headline: Headline, data: Structured) -> None:
    """Type the deck, taking it into the article where it stands above the article's root."""
    if headline.block < 0:
        return
    inside = {t.block.i: t for t in typed}
    first_prose = next((t.block.i for t in typed if t.kind == "paragraph" and t.block.is_prose), len(page.blocks))
    summaries = [
        *as_texts(data.article.get("alternativeHeadline")),
        *as_texts(data.article.get("description")),
        data.first("og:description"),
        data.first("description"),
        data.first("twitter:description"),
    ]
    for i in range(headline.block + 1, min(headline.block + FARTHEST, first_prose + 1, len(page.blocks))):
        block = page.blocks[i]
        if (
            not 4 <= block.words <= 90
            or block.region not in NEUTRAL
            or block.link_share > 0.5
            or block.region == "caption"
        ):
            continue
        known = inside.get(i)
        if known is not None and known.kind not in {"paragraph", "subhead", "list_item", "scrap", "empty_subhead"}:
            continue
        if not _is_deck(page, block, i - headline.block, summaries, outside=known is None):
            continue
        following = sum(
            t.block.words for t in typed if t.block.i > i and t.kind in {"paragraph", "list_item", "quotation"}
        )
        if following < 30:
            return
        if known is not None:
            known.kind = "deck"
        else:
            place = sum(t.block.i < i for t in typed)
            typed.insert(place, Typed(block, "deck"))
        return


def _is_deck(page: Page, block: TextBlock, distance: int, summaries: list[str], *, outside: bool) -> bool:
    marks = load_marks()
    chain = page.tree.ancestors(block.element)[:3]
    marked = any(
        e.source
        and e.tag not in {"body", "html", "main", "article"}
        and page.prose_in(e.i) <= 120
        and marks.deck.search(name_words(f"{e.get('class')} {e.get('id')} {e.get('itemprop')} {e.get('data-testid')}"))
        for e in chain
    )
    agreed = any(s and likeness(s, block.text) >= 0.75 for s in summaries)
    heading = block.tag in {"h2", "h3"}
    if marked:
        return outside or heading or agreed or block.words <= 60
    if heading:
        below = page.blocks[block.i + 1] if block.i + 1 < len(page.blocks) else None
        byline = read_byline(below.text) if below is not None and distance == 1 and below.words <= 30 else None
        return agreed or (distance <= 2 and block.words >= 6 and (outside or (byline is not None and byline.sure)))
    return agreed and outside
