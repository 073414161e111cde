"""What kind of page it is: article, live blog, statement, transcript, index, stub or empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.reading.html.structured import as_texts, types_of
from communique.reading.publishers import publisher_by_name
from communique.words import Finding

if TYPE_CHECKING:
    from communique.reading.assemble import Facts, PageKind
    from communique.reading.html.blocks import Page
    from communique.reading.html.kinds import Typed
    from communique.reading.html.structured import Structured

__all__ = ["judge_page"]

_LIVE = re.compile(
    r"\b(?:live ?blog|live updates?|live[: ]|as it happened|liveticker|en directo|en direct|minuto a minuto|in diretta|онлайн|live-ticker)\b|実況|文字直播",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:joint\s+)?(?:press\s+)?(?:statement|communiqu[eé]|declaration|readout|press release|news release|media note|remarks|official statement)\b"
    r"|\b(?:joint statement|joint communiqu[eé]|readout of|press release)\b|^for immediate release",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(r"\btranscript\b|стенограмма|^full text of (?:the )?interview", re.IGNORECASE)
_TURN = re.compile(r"^(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}|[QA]|QUESTION|ANSWER|MODERATOR)\s?:\s")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\s*$")
_INDEX_TYPES = frozenset({"collectionpage", "searchresultspage", "itemlist"})
STUB_WORDS = 60


def judge_page(
    page: Page, typed: list[Typed], data: Structured, facts: Facts, headline: str
) -> tuple[PageKind, list[Finding]]:
    """Return the kind of page and the findings behind it."""
    body = [t for t in typed if t.kind in {"paragraph", "list_item", "quotation", "entry_heading"}]
    words = sum(t.block.words for t in body)
    findings: list[Finding] = []
    if words < 8:
        if _teasers(page) >= 8:
            return "index", [_no_article("index_page", "The page is a list of other pages and holds no article.")]
        return "empty", [_no_article("no_article", "No article was found on the page.")]
    if _is_index(page, typed, data, words):
        return "index", [_no_article("index_page", "The page is a list of other pages and holds no article.")]
    if _is_live(typed, data, headline):
        return "live_blog", findings
    walled = _is_walled(page, data)
    cut = bool(body) and bool(_CUT_SHORT.search(body[-1].block.text))
    if (walled and words < 150) or (words < STUB_WORDS and cut):
        message = (
            "Only the beginning of the article was captured; the rest is behind a paywall."
            if walled
            else "The text breaks off."
        )
        return "stub", [Finding("paywall_stub", "warning", message, "reported")]
    turns = _count_turns(body)
    if (turns >= 4 and turns * 3 >= len(body)) or (turns >= 3 and _TRANSCRIPT.search(headline)):
        return "transcript", findings
    publisher = publisher_by_name(facts.publisher or "")
    official = publisher is not None and publisher.kind in {"state", "organisation"}
    news = bool(data.article) or data.first("og:type").lower() == "article"
    if _STATEMENT.search(headline) or (official and not facts.authors and not news):
        return "statement", findings
    return "article", findings


def _count_turns(body: list[Typed]) -> int:
    """Return how many blocks begin with a speaker's label; a speaker speaks at least twice, and not alone."""
    labels: dict[str, int] = {}
    for t in body:
        match = _TURN.match(t.block.text) if t.kind == "paragraph" else None
        if match:
            labels[match[0]] = labels.get(match[0], 0) + 1
    again = [n for n in labels.values() if n >= 2]
    return sum(again) if len(again) >= 2 else 0


def _no_article(code: str, message: str) -> Finding:
    return Finding(code, "warning", message, "reported")


def _teasers(page: Page) -> int:
    """Return how many short linked texts outside menus could be the titles of other pages."""
    return sum(
        4 <= b.words <= 30 and b.link_share > 0.7 and b.region not in {"navigation", "footer", "comments", "tags"}
        for b in page.blocks
    )


def _is_index(page: Page, typed: list[Typed], data: Structured, words: int) -> bool:
    kinds = {t for n in data.nodes for t in types_of(n)}
    og = data.first("og:type").lower()
    teasers = _teasers(page)
    inside = sum(4 <= t.block.words <= 30 and t.block.link_share > 0.7 for t in typed)
    longest = _longest_run(typed)
    if data.article or og == "article":
        return longest <= 1 and inside >= 12 and words < 20 * inside
    if _INDEX_TYPES & kinds and longest <= 2 and teasers >= 8:
        return True
    return longest <= 1 and teasers >= 10 and words < teasers * 25


def _longest_run(typed: list[Typed]) -> int:
    run = longest = 0
    for t in typed:
        if t.kind in {"paragraph", "quotation"} and t.block.is_prose:
            run += 1
            longest = max(longest, run)
        elif t.kind in {"subhead", "related"} and t.block.link_share > 0.5:
            run = 0
    return longest


def _is_live(typed: list[Typed], data: Structured, headline: str) -> bool:
    entries = sum(t.kind == "entry_heading" for t in typed)
    if entries >= 3:
        return True
    kinds = {t for n in data.nodes for t in types_of(n)}
    return "liveblogposting" in kinds or (
        bool(_LIVE.search(headline)) and sum(t.published is not None for t in typed) >= 3
    )


def _is_walled(page: Page, data: Structured) -> bool:
    free = " ".join(as_texts(data.article.get("isAccessibleForFree"))).lower()
    if free in {"false", "no"} or data.article.get("isAccessibleForFree") is False:
        return True
    if data.first("article:content_tier").lower() in {"locked", "metered", "paid"}:
        return True
    return any(b.region == "paywall" or (b.region == "" and b.words < 40 and _WALL.search(b.text)) for b in page.blocks)


_WALL = re.compile(
    r"\b(?:to continue reading|subscribe to (?:read|continue|keep)|continue reading with|for subscribers only|subscribers only|already a subscriber|unlock this article|sign in to continue|weiterlesen mit|réservé aux abonnés|exclusivo para suscriptores|solo para suscriptores|exclusivo para assinantes|contenuto riservato)\b",  # noqa: E501
    re.IGNORECASE,
)
