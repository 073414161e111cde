"""The texts of a page between its block-level tags, each with its place, its links and the furniture it lies in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from communique.reading.furniture import count_words
from communique.reading.html.regions import NEUTRAL, load_marks, own_region
from communique.reading.html.tree import BLOCK_LEVEL

if TYPE_CHECKING:
    from communique.reading.html.tree import Element, Piece, Tree

__all__ = ["Page", "Place", "TextBlock", "find_blocks", "lay_out"]

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SENTENCE_END = re.compile(r"[.!?…。！？．؟।。」”\"'’»)\]:;]\s*$")
_STOPS = re.compile(r"[.!?…。！？؟।,，、;；](?:\s|$|[\"”’»」])|[。！？，、]")
LEAST_PROSE = 10
_DOUBTFUL = frozenset(
    [
        "caption",
        "related",
        "most_read",
        "advertisement",
        "aside",
        "tags",
        "author_box",
        "player",
        "newsletter",
        "share",
        "footer",
        "embed",
        "hidden",
        "paywall",
    ]
)
_SMALL = {"caption": 150, "byline": 80, "tags": 40}
_STRONG = frozenset({"footer", "comments", "newsletter", "author_box", "navigation", "most_read", "login"})
_SURE = {"paywall": 120, "share": 60, "newsletter": 80}
_POST = re.compile(r"\b(?:hentry|type-post|articleBody)\b")
_TEXT_TAGS = frozenset({"p", "li", "h2", "h3", "h4", "td", "dd", "dt", "pre", "blockquote"})
_CONSENT = re.compile(r"\bcookies?\b", re.IGNORECASE)
FURNITURE_SHARE = 0.45
TAG_SHARE = 0.7
MAX_BLOCKS = 15_000
"""Texts beyond this number are not read: no article has a hundredth of them."""
"""A mark that would make more than this share of a page's prose furniture is not believed."""


class Place(NamedTuple):
    """Where the article stands: the numbers of its body's first and last block and of its headline (-1 for none)."""

    first: int
    last: int
    headline: int


@dataclass(slots=True)
class TextBlock:
    """A text between block-level tags. `element` is the innermost block-level element around all of it.

    `words` counts words (two letters each in scripts without spaces), `linked` those inside links. `region` is the
    furniture it lies in, `region_element` the element that opens it.
    """

    i: int
    text: str
    start: int
    end: int
    element: int
    tag: str
    words: int
    linked: int
    region: str = ""
    region_element: int = -1
    bold: bool = False

    @property
    def link_share(self) -> float:
        """The share of the words that stand inside links."""
        return self.linked / self.words if self.words else 0.0

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence or more: long enough, punctuated, not mostly links."""
        if self.words < LEAST_PROSE or self.link_share >= 0.5:
            return False
        # Some scripts have no full stop: there length alone has to tell.
        return _STOPS.search(self.text) is not None or (self.words >= 40 and self.link_share < 0.2)


@dataclass(slots=True)
class Page:
    """The page laid out: its tree, its blocks in order, and running sums of prose for any element."""

    tree: Tree
    blocks: list[TextBlock]
    starts: list[int]
    prose: list[int]

    def span(self, element: int) -> tuple[int, int]:
        """Return the numbers of the first block in the element and of the first after it."""
        e = self.tree.elements[element]
        return bisect_left(self.starts, e.start), bisect_left(self.starts, e.end)

    def prose_in(self, element: int) -> int:
        """Return how many words of prose outside furniture the element holds."""
        low, high = self.span(element)
        return self.prose[high] - self.prose[low]


def _clean(source: str) -> str:
    text = unescape(source) if "&" in source else source
    return _INVISIBLE.sub("", text)


def _block_element(tree: Tree, pieces: list[Piece]) -> int:
    """Return the innermost block-level element around all the pieces."""
    i = pieces[0].element
    last = pieces[-1].start
    elements = tree.elements
    while elements[i].parent >= 0 and (elements[i].tag not in BLOCK_LEVEL or elements[i].end <= last):
        i = elements[i].parent
    return i


def _split_lines(tree: Tree, pieces: list[Piece]) -> list[list[Piece]]:
    """Part the pieces at line breaks, but not where a break only wraps a sentence."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        group = groups[-1]
        if group and piece.line != group[-1].line:
            before = "".join(tree.text[p.start : p.end] for p in group[-3:]).rstrip()
            after = tree.text[piece.start : piece.end].lstrip()
            wraps = (
                piece.line == group[-1].line + 1
                and before
                and not _SENTENCE_END.search(before[-20:])
                and after[:1].islower()
            )
            if not wraps:
                groups.append([])
        groups[-1].append(piece)
    return groups


def find_blocks(tree: Tree) -> list[TextBlock]:
    """Return the page's texts in order, white space folded; those of scripts and the head are left out."""
    text, elements = tree.text, tree.elements
    unseen = _mark_unseen(tree)
    linked = _mark_links(tree)
    blocks: list[TextBlock] = []
    pending: list[Piece] = []

    def flush() -> None:
        for group in _split_lines(tree, pending) if pending[0].line != pending[-1].line else [pending]:
            visible = [p for p in group if not text[p.start : p.end].isspace()]
            if not visible:
                continue
            parts, bold = [], 0
            link_words = 0
            for p in group:
                part = _clean(text[p.start : p.end])
                parts.append(part)
                if linked[p.element]:
                    link_words += count_words(part)
                if elements[p.element].tag in {"b", "strong"}:
                    bold += len(part)
            whole = " ".join("".join(parts).split())
            if not whole:
                continue
            first, last = visible[0], visible[-1]
            head, tail = text[first.start : first.end], text[last.start : last.end]
            start = first.start + len(head) - len(head.lstrip())
            end = last.start + len(tail.rstrip())
            container = _block_element(tree, visible)
            words = count_words(whole)
            blocks.append(
                TextBlock(
                    len(blocks),
                    whole,
                    start,
                    end,
                    container,
                    elements[container].tag,
                    words,
                    min(link_words, words),
                    bold=bold * 10 >= 9 * len(whole),
                )
            )

    for piece in tree.pieces:
        if unseen[piece.element]:
            continue
        if pending and piece.part != pending[-1].part:
            flush()
            pending = []
            if len(blocks) >= MAX_BLOCKS:
                tree.capped = True
                break
        pending.append(piece)
    if pending:
        flush()
    return blocks


def _mark_unseen(tree: Tree) -> list[bool]:
    unseen = [False] * len(tree.elements)
    for element in tree.elements:
        if element.parent >= 0:
            unseen[element.i] = unseen[element.parent] or element.tag in {
                "head",
                "script",
                "style",
                "template",
                "noscript",
                "svg",
                "select",
                "iframe",
                "object",
                "audio",
                "video",
                "title",
                "textarea",
                "noframes",
                "datalist",
            }
    return unseen


def _mark_links(tree: Tree) -> list[bool]:
    linked = [False] * len(tree.elements)
    for element in tree.elements:
        if element.parent >= 0:
            linked[element.i] = (
                linked[element.parent]
                or (element.tag == "a" and "href" in element.source.lower())
                or element.tag == "button"
            )
    return linked


def lay_out(tree: Tree) -> Page:
    """Return the page with every block in its region; a mark over most of the page's prose is not believed."""
    blocks = find_blocks(tree)
    starts = [b.start for b in blocks]
    page = Page(tree, blocks, starts, _running(blocks))
    marks, known = load_marks(), dict[str, str]()
    total = page.prose[-1] or 1
    regions: list[tuple[str, int]] = [("", -1)] * len(tree.elements)
    for element in tree.elements:
        around = regions[element.parent] if element.parent >= 0 else ("", -1)
        own = own_region(element, marks, known)
        if own and own != "head" and own != around[0] and not _is_believed(page, element, own, total):
            own = ""
        if own and (not around[0] or around[0] in NEUTRAL):
            regions[element.i] = (own, element.i)
        else:
            regions[element.i] = around
    for block in blocks:
        block.region, block.region_element = regions[block.element]
        if not block.region:
            # An inline element may open a region of its own, as in a byline of spans.
            block.region, block.region_element = regions[_first_element(tree, block)]
        if not block.region and len(_CONSENT.findall(block.text[:2000])) >= 2 and block.words < 250:
            block.region = "consent"
    page.prose = _running(blocks)
    for _ in range(2):
        if not _disbelieve_largest(page, total):
            break
    return page


def _disbelieve_largest(page: Page, total: int) -> bool:
    """Take back the mark that holds most of the prose, where the marks together leave little of the page as article."""
    if page.prose[-1] >= 0.12 * total:
        return False
    held: dict[str, int] = {}
    for block in page.blocks:
        if block.region in _DOUBTFUL and block.is_prose:
            held[block.region] = held.get(block.region, 0) + block.words
    region = max(held, key=lambda r: (held[r], r), default="")
    if not region or held[region] < 0.3 * total:
        return False
    for block in page.blocks:
        if block.region == region and page.tree.elements[block.region_element].tag not in {
            "nav",
            "aside",
            "footer",
            "form",
            "noscript",
        }:
            block.region, block.region_element = "", -1
    page.prose = _running(page.blocks)
    return True


def _is_believed(page: Page, element: Element, region: str, total: int) -> bool:
    """Tell whether a mark is furniture, seeing what the element holds."""
    inside = page.prose_in(element.i)
    if region in _SMALL:
        return inside <= _SMALL[region]
    if inside <= _SURE.get(region, 0):
        return True
    if region in {"noscript", "script", "hidden", "consent"}:
        return region not in {"hidden", "consent"} or inside < 0.7 * total
    if element.tag == "article" or _POST.search(element.source):
        return False
    if inside <= FURNITURE_SHARE * total:
        return True
    sure = element.tag in {"nav", "aside", "footer", "form"} or region in _STRONG
    if sure and any(e.tag == "h1" for e in page.tree.elements[element.i : min(element.last, element.i + 400)]):
        # What holds the page's heading holds its article, whatever it is called.
        return False
    return sure and inside <= TAG_SHARE * total


def _first_element(tree: Tree, block: TextBlock) -> int:
    """Return the innermost element around the whole of the block."""
    low, high = block.element, tree.elements[block.element].last
    inner = block.element
    for i in range(low + 1, min(high, low + 40)):
        element = tree.elements[i]
        if element.start > block.start:
            break
        if element.end >= block.end and element.inside <= block.start:
            inner = i
    return inner


def _running(blocks: list[TextBlock]) -> list[int]:
    """Return running sums of the blocks' weight as article text: words of prose in full, other unlinked words a
    quarter."""
    sums = [0]
    for block in blocks:
        weight = 0
        if block.region in NEUTRAL:
            weight = (
                block.words if block.is_prose else (block.words - block.linked) // 4 if block.tag in _TEXT_TAGS else 0
            )
        sums.append(sums[-1] + weight)
    return sums
