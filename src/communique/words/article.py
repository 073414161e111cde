"""Article: what the page says, and the findings about how it says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Article", "Block", "BlockKind", "Dropped", "Effect", "Finding", "Rights", "Severity"]

BlockKind = Literal["headline", "deck", "paragraph", "subhead", "list_item", "quotation", "caption", "entry_heading"]
Severity = Literal["info", "warning", "error"]
Effect = Literal["dropped", "repaired", "reported"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the article. `start` and `end` count code points in `Article.text`, end excluded.

    `capture_start` and `capture_end` count code points in the decoded capture, None where the piece has no one place
    there. `published` is the block's own time (a live blog's entry), ISO 8601.
    """

    kind: BlockKind
    start: int
    end: int
    capture_start: int | None = None
    capture_end: int | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the page that is not the article, kept with the reason (spam, navigation, share, most_read, ...)."""

    reason: str
    text: str
    capture_start: int | None = None
    capture_end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or noteworthy about a capture, with what was done about it.

    `code` is a stable word such as `injected_title`, `mojibake`, `zone_inferred`; the list is in docs/findings.md.
    `exact` is the text that it is about, where there is one; `start` and `end` are its code points in the decoded
    capture. `field` names the article's field that it is about.
    """

    code: str
    severity: Severity
    message: str
    effect: Effect
    exact: str | None = None
    start: int | None = None
    end: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """Who holds the rights and what the page says about re-use, in the page's own words."""

    holder: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    r"""What the page says.

    `capture` is the capture's id. `text` holds the blocks in reading order, headline and deck included, joined by one
    blank line ("\\n\\n"): every offset of the layers to the right counts code points in it. `published` and `updated` are
    ISO 8601, with a zone where one is stated or inferred (an inferred one has a finding `zone_inferred`), a bare date
    where no time is known. `publisher_country` is ISO 3166 alpha-3. `page_kind` says what the page is; only the first four
    kinds hold text to code. `hijacked` is true where the page was taken over: such a page never counts as a source.
    `agency` is the news agency that the text is credited to.
    """

    capture: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    canonical_url: str | None = None
    headline: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    agency: str | None = None
    section: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    captured: str | None = None
    language: str | None = None
    dropped: tuple[Dropped, ...] = ()
    rights: Rights = Rights()
    findings: tuple[Finding, ...] = ()
    page_kind: Literal["article", "live_blog", "statement", "transcript", "index", "stub", "empty"] = "article"
    hijacked: bool = False

    @property
    def anchor(self) -> str | None:
        """The page's own time, against which relative dates are read where nothing nearer is known (ISO 8601)."""
        return self.published or self.updated or self.captured
