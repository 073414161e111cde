"""What every block within the root is: paragraph, subhead, caption, list item, quotation, or furniture and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.reading.byline import read_byline
from communique.reading.furniture import classify_furniture
from communique.reading.html.headline import likeness
from communique.reading.html.regions import NEUTRAL

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page, TextBlock
    from communique.reading.html.headline import Headline
    from communique.reading.html.root import Root

__all__ = ["ARTICLE_KINDS", "Typed", "type_blocks"]

ARTICLE_KINDS = frozenset(
    {"headline", "deck", "paragraph", "subhead", "list_item", "quotation", "caption", "entry_heading"}
)
_TERMINAL = re.compile(r"[.!?…。！？．؟।:;,][\"'”’»)\]」』]*$|[\"”»]$")
_PICTURE_COUNT = re.compile(
    r"^(?:image|photo|picture|slide|bild|foto)?\s*\d{1,3}\s*(?:of|/|von|de|sur|из)\s*\d{1,3}$", re.IGNORECASE
)
_ROW = re.compile(r"\s+[|·•]\s+")
_CLOCK = re.compile(
    r"^\W*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:GMT|UTC|[BC]E?S?T|E[SD]?T|Uhr)?\W*$", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:read (?:more|also|next|this|the)|related|see also|also read|more:|more on|watch|listen|click here|must read|don['’]t miss|in case you missed)\b.{0,12}[:|]|^(?:read more|related|see also|watch)\b",  # noqa: E501
    re.IGNORECASE,
)


_LABELS = frozenset({"most_read", "related", "newsletter"})


@dataclass(slots=True)
class Typed:
    """A block with its kind: one of ARTICLE_KINDS, or the reason why it is not of the article."""

    block: TextBlock
    kind: str
    published: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether it belongs to the article."""
        return self.kind in ARTICLE_KINDS


def type_blocks(page: Page, root: Root, headline: Headline) -> list[Typed]:
    """Return the blocks of the root typed, in order."""
    typed = [Typed(b, _first_kind(page, b, headline)) for b in (page.blocks[i] for i in root.blocks)]
    _close_at_neighbour(typed)
    _drop_link_lists(page, typed)
    _drop_labelled_lists(typed)
    _trim(typed)
    _drop_lone_labels(typed)
    _drop_empty_subheads(typed)
    return typed


def _close_at_neighbour(typed: list[Typed]) -> None:
    """Drop what follows a further h1 with a byline under it: an endless page goes on with its next article."""
    words = 0
    for k, t in enumerate(typed):
        if t.kind == "paragraph":
            words += t.block.words
        byline_follows = any(n.kind == "byline" for n in typed[k + 1 : k + 5])
        if t.block.tag == "h1" and t.kind == "subhead" and words >= 60 and byline_follows:
            for later in typed[k:]:
                later.kind = "neighbour"
            return


def _ancestor_tags(page: Page, block: TextBlock) -> list[str]:
    return [e.tag for e in page.tree.ancestors(block.element)[:6]]


def _first_kind(page: Page, block: TextBlock, headline: Headline) -> str:
    text, tag = block.text, block.tag
    if block.i == headline.block or (tag == "h1" and likeness(text, headline.text) > 0.8):
        return "headline"
    if block.region not in NEUTRAL:
        return block.region
    if block.region == "caption":
        return "caption"
    if _PICTURE_COUNT.match(text):
        return "caption"
    if _CLOCK.match(text):
        return "timestamp"
    if not any(c.isalnum() for c in text):
        return "ornament"
    reason = classify_furniture(text)
    if reason is not None and (block.words <= 12 or block.link_share > 0.3):
        return reason
    if block.words <= 24 and _ROW.search(text):
        # A row of controls: every part is furniture by itself.
        row = [r for r in map(classify_furniture, _ROW.split(text)) if r]
        if len(row) == len(_ROW.split(text)):
            return row[0]
    if block.region == "byline" and block.words <= 40 and not (block.is_prose and block.words > 25):
        return "byline"
    if block.words <= 30:
        byline = read_byline(text)
        if byline is not None and byline.sure:
            return "byline"
    heading = tag[0] == "h" and tag[1:].isdigit()
    if heading:
        return "related" if block.link_share > 0.8 else "subhead"
    if _LABEL.match(text) and block.link_share > 0.3:
        return "related"
    tags = _ancestor_tags(page, block)
    if block.link_share >= 0.8 and not (tag == "p" and block.words <= 3):
        return "related"
    if "blockquote" in tags:
        return "quotation"
    if "li" in tags[:3] or tag in {"dd", "dt"}:
        return "list_item"
    return "paragraph"


def _drop_link_lists(page: Page, typed: list[Typed]) -> None:
    """Make the items of a list of links related matter."""
    lists: dict[int, list[Typed]] = {}
    for t in typed:
        if t.kind in {"list_item", "related", "subhead"}:
            for e in page.tree.ancestors(t.block.element):
                if e.tag in {"ul", "ol", "dl"}:
                    lists.setdefault(e.i, []).append(t)
                    break
    for items in lists.values():
        words = sum(t.block.words for t in items)
        linked = sum(t.block.linked for t in items)
        # Items of whole sentences are text even where much of it is linked.
        limit = 0.4 if words <= 15 * len(items) else 0.7
        if words and linked / words > limit:
            for t in items:
                t.kind = "related"


def _drop_labelled_lists(typed: list[Typed]) -> None:
    """Give the items of a list right under a label ("Most read") the label's reason; their sentences are titles."""
    label = ""
    for t in typed:
        if t.kind in _LABELS and t.block.words <= 6 and classify_furniture(t.block.text) == t.kind:
            label = t.kind
        elif label and t.kind == "list_item" and t.block.words <= 25:
            t.kind = label
        else:
            label = ""


def _is_solid(t: Typed) -> bool:
    """Tell whether the block alone shows that the article is going on here."""
    b = t.block
    if t.kind not in {"paragraph", "quotation", "list_item"}:
        return False
    return b.is_prose or (b.tag == "p" and b.words >= 4 and _TERMINAL.search(b.text) is not None)


def _trim(typed: list[Typed]) -> None:
    """Drop short scraps before the first solid block and after the last."""
    solid = [k for k, t in enumerate(typed) if _is_solid(t)]
    if not solid:
        return
    for k in (*range(solid[0]), *range(solid[-1] + 1, len(typed))):
        t = typed[k]
        b = t.block
        kept = b.link_share < 0.5 and (b.words >= 2 if b.tag in {"p", "li", "td"} else b.words >= 8)
        if t.kind in {"paragraph", "list_item", "quotation"} and not kept:
            t.kind = "scrap"


def _drop_lone_labels(typed: list[Typed]) -> None:
    """Drop short unpunctuated texts outside paragraphs where the article's text stands in paragraphs."""
    body = [t for t in typed if t.kind == "paragraph"]
    proper = sum(t.block.words for t in body if t.block.tag == "p")
    if proper < 0.8 * sum(t.block.words for t in body):
        return
    for t in body:
        b = t.block
        if (
            b.tag in {"div", "section", "article", "main", "header"}
            and b.words <= 6
            and not b.bold
            and not _TERMINAL.search(b.text)
        ):
            t.kind = "label"


def _drop_empty_subheads(typed: list[Typed]) -> None:
    """Drop subheads that nothing follows, and those before the text begins."""
    following = False
    for t in reversed(typed):
        if t.kind == "subhead":
            if not following:
                t.kind = "empty_subhead"
        elif t.kind in {"paragraph", "list_item", "quotation"}:
            following = True
