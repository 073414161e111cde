"""Typed pieces joined into an Article: text, blocks and offsets agree by construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from communique.words import Article, Block, Capture, Dropped, Finding, Rights
from communique.words.article import BlockKind

__all__ = ["Facts", "PageKind", "Piece", "build_article"]

PageKind = Literal["article", "live_blog", "statement", "transcript", "index", "stub", "empty"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the article before it has a place in the text; `capture_start` and `capture_end` as in Block."""

    kind: BlockKind
    text: str
    capture_start: int | None = None
    capture_end: int | None = None
    published: str | None = None


@dataclass(slots=True)
class Facts:
    """What the page says about the article; the fields are those of Article. Filled step by step."""

    url: str | None = None
    canonical_url: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    agency: str | None = None
    section: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    rights: Rights = field(default_factory=Rights)
    page_kind: PageKind = "article"
    hijacked: bool = False


def build_article(
    capture: Capture,
    pieces: Iterable[Piece],
    facts: Facts,
    *,
    dropped: Iterable[Dropped] = (),
    findings: Iterable[Finding] = (),
) -> Article:
    r"""Return the article whose text is the pieces joined by a blank line, with a block over each.

    Pieces without a visible character are left out. `Article.headline` and `deck` are the texts of the first piece of
    that kind. Lines inside a piece are kept; blank lines inside one are closed, so that "\n\n" parts blocks only.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    first: dict[str, str] = {}
    for piece in pieces:
        text = "\n".join(line for line in piece.text.strip().split("\n") if line.strip())
        if not text:
            continue
        if texts:
            at += 2
        blocks.append(
            Block(piece.kind, at, at + len(text), piece.capture_start, piece.capture_end, published=piece.published)
        )
        at += len(text)
        texts.append(text)
        first.setdefault(piece.kind, text)
    return Article(
        capture=capture.id,
        text="\n\n".join(texts),
        blocks=tuple(blocks),
        url=facts.url or capture.url,
        canonical_url=facts.canonical_url,
        headline=first.get("headline"),
        deck=first.get("deck"),
        authors=facts.authors,
        dateline=facts.dateline,
        publisher=facts.publisher,
        publisher_country=facts.publisher_country,
        agency=facts.agency,
        section=facts.section,
        published=facts.published,
        updated=facts.updated,
        captured=capture.captured,
        language=facts.language,
        dropped=tuple(dropped),
        rights=facts.rights,
        findings=tuple(findings),
        page_kind=facts.page_kind,
        hijacked=facts.hijacked,
    )
