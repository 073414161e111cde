"""A decoded page of HTML in, an Article out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.reading.assemble import Facts, Piece, build_article
from communique.reading.html.blocks import lay_out
from communique.reading.html.headline import choose_headline
from communique.reading.html.kinds import Typed, type_blocks
from communique.reading.html.root import choose_root
from communique.reading.html.structured import read_structured
from communique.reading.html.tree import build_tree
from communique.words import Dropped

if TYPE_CHECKING:
    from communique.words import Article, Capture, Finding

__all__ = ["read_html"]


def read_html(capture: Capture, text: str, findings: list[Finding]) -> Article:
    """Return the article of the page `text`, the decoded capture; `findings` are those made before, kept and added to."""
    tree = build_tree(text)
    page = lay_out(tree)
    data = read_structured(tree)
    headline = choose_headline(page, data)
    root = choose_root(page, data, headline)
    typed = type_blocks(page, root, headline)
    facts = Facts()
    pieces = _pieces(typed, headline.text, page.blocks[headline.block] if headline.block >= 0 else None)
    dropped = _dropped(page.blocks, typed)
    return build_article(capture, pieces, facts, dropped=dropped, findings=findings)


def _pieces(typed: list[Typed], headline: str, block: object) -> list[Piece]:
    pieces = []
    if headline:
        place = (block.start, block.end) if block is not None else (None, None)  # type: ignore[attr-defined]
        pieces.append(Piece("headline", headline, *place))
    pieces.extend(
        Piece(t.kind, t.block.text, t.block.start, t.block.end)  # type: ignore[arg-type]
        for t in typed
        if t.is_article and t.kind != "headline"
    )
    return pieces


def _dropped(blocks: list, typed: list[Typed]) -> list[Dropped]:  # type: ignore[type-arg]
    kinds = {t.block.i: t for t in typed}
    return [
        Dropped(kinds[b.i].kind if b.i in kinds else b.region or "outside", b.text, b.start, b.end)
        for b in blocks
        if b.i not in kinds or not kinds[b.i].is_article
    ]
