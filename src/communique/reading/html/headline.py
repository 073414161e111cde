"""The headline: what h1, JSON-LD, og:title, URL and title agree on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.reading.html.structured import as_texts

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page
    from communique.reading.html.structured import Structured

__all__ = ["Headline", "choose_headline", "overlap", "plain_words", "strip_site"]

_WORD = re.compile(r"\w+")
_SITE_CUT = re.compile(r"\s+[|\-–—•·:»«/]\s+|\s*[|｜_]\s*|\s*::\s*")
_CASELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's text; `block` is its block's number, -1 where the page shows it nowhere.

    `sure` is true where at least two of the page's statements have nearly the same words.
    """

    text: str
    block: int
    sure: bool = False


def plain_words(text: str) -> list[str]:
    """Return the words in lower case; letters of scripts without spaces stand alone."""
    return _WORD.findall(_CASELESS.sub(lambda m: f" {m[0]} ", text.casefold()))


def overlap(a: str, b: str) -> float:
    """Return the share of the shorter text's words that the longer one has too (0 where either is empty)."""
    x, y = set(plain_words(a)), set(plain_words(b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def likeness(a: str, b: str) -> float:
    """Return the Dice coefficient of the two texts' words."""
    x, y = set(plain_words(a)), set(plain_words(b))
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def strip_site(title: str, site: str) -> str:
    """Return the title without the site's name at its end or head."""
    parts = [p for p in _SITE_CUT.split(title) if p.strip()]
    if len(parts) < 2:
        return title
    if site:
        for cut in _SITE_CUT.finditer(title):
            if overlap(title[cut.end() :], site) >= 0.6 and len(title[cut.end() :]) < 60:
                return title[: cut.start()]
            if (
                overlap(title[: cut.start()], site) >= 0.6
                and len(title[: cut.start()]) < 40
                and cut.start() < len(title) / 2
            ):
                return title[cut.end() :]
    last = list(_SITE_CUT.finditer(title))[-1]
    tail = title[last.end() :]
    if len(plain_words(tail)) <= 4 and len(plain_words(title[: last.start()])) >= 3:
        return title[: last.start()]
    return title


def choose_headline(page: Page, data: Structured) -> Headline:
    """Return the headline on which most of the page's own statements agree, the visible one preferred."""
    site = data.first("og:site_name", "application-name") or ""
    stated = [" ".join(as_texts(data.article.get("headline") or data.article.get("name"))[:1])]
    stated += [
        data.first("og:title"),
        data.first("twitter:title"),
        data.first("dc.title", "parsely-title", "sailthru.title", "title"),
    ]
    stated.append(data.title)
    clean = [strip_site(s, site) for s in stated]
    url = data.first("og:url") or "".join(data.links.get("canonical", [])[:1])
    clean.append(url.rstrip("/").rsplit("/", 1)[-1].replace("-", " ").replace("_", " "))
    best, best_score = -1, 0.0
    seen: dict[str, int] = {}
    for block in page.blocks:
        if block.tag not in {"h1", "h2", "h3", "h4", "header", "div", "td", "p", "a"} or not 1 <= block.words <= 60:
            continue
        heading = block.tag[0] == "h" and block.tag[1:].isdigit()
        if not heading and block.words < 3:
            continue
        agreement = sum(likeness(block.text, c) ** 2 for c in clean if c)
        if not heading and agreement < 1.5:
            continue
        score = agreement + {"h1": 1.2, "h2": 0.5}.get(block.tag, 0.0) - 0.1 * seen.get(block.text, 0)
        if block.region in {
            "hidden",
            "related",
            "most_read",
            "navigation",
            "footer",
            "aside",
            "comments",
            "share",
            "consent",
        }:
            score -= 1.2
        seen[block.text] = 1
        if score > best_score + 1e-9:
            best, best_score = block.i, score
    if best >= 0 and (best_score >= 1.0):
        sure = sum(likeness(page.blocks[best].text, c) >= 0.8 for c in clean if c) >= 2
        return Headline(page.blocks[best].text, best, sure)
    for text in clean[:5]:
        if text:
            return Headline(text, -1)
    return Headline("", -1)
