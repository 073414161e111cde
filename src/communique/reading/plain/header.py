"""The head that crawlers and clipping tools write above a text: `Title: …`, `URL: …`, `Date: …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.reading.plain.lines import Line
from communique.reading.publishers import publisher_by_name, publisher_by_url
from communique.reading.timestamps import parse_timestamp

__all__ = ["Header", "read_header"]

_KEYS = {
    "title": "headline",
    "headline": "headline",
    "titre": "headline",
    "titel": "headline",
    "заголовок": "headline",
    "标题": "headline",
    "subject": "headline",
    "url": "url",
    "url source": "url",
    "source url": "url",
    "link": "url",
    "address": "url",
    "saved from url": "url",
    "saved from": "url",
    "canonical": "url",
    "date": "published",
    "sent": "published",
    "from": "other",
    "to": "other",
    "cc": "other",
    "reply-to": "other",
    "published": "published",
    "published time": "published",
    "publication date": "published",
    "pubdate": "published",
    "updated": "updated",
    "modified": "updated",
    "captured": "captured",
    "accessed": "captured",
    "retrieved": "captured",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "source": "publisher",
    "publisher": "publisher",
    "site": "publisher",
    "site name": "publisher",
    "outlet": "publisher",
    "newspaper": "publisher",
    "language": "other",
    "lang": "other",
    "description": "deck",
    "markdown content": "other",
    "warning": "other",
    "content-type": "other",
    "section": "section",
    "category": "section",
}
_KEY = re.compile(r"^\s*([^\W\d_][\w -]{1,20}?)\s*[:：]\s*(\S.*)?$")


@dataclass(frozen=True, slots=True)
class Header:
    """What a clipping tool wrote above the text; `lines` is how many lines it takes, 0 where there is none."""

    lines: int = 0
    headline: str | None = None
    deck: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    publisher: str | None = None
    section: str | None = None
    day_first: bool | None = None
    headline_at: tuple[int, int] | None = None


def read_header(lines: list[Line]) -> Header:
    """Return the head of keys and values above a text; it needs two known keys, one of them a title or an address.

    A page's own "Updated: …" alone is a byline and no head.
    """
    found: dict[str, str] = {}
    taken = 0
    at: tuple[int, int] | None = None
    for i, line in enumerate(lines[:12]):
        if i == 0 and line.text in ("---", "+++"):
            taken = 1
            continue
        if line.text in ("---", "+++") and found:
            taken = i + 1
            break
        m = _KEY.match(line.text)
        slot = _KEYS.get(m[1].casefold()) if m else None
        if not m or not slot:
            break
        value = (m[2] or "").strip().strip("\"'")
        if slot == "headline" and slot not in found:
            at = (line.end - len(m[2] or ""), line.end)
        if value:
            found.setdefault(slot, value)
        taken = i + 1
    if len(found) < 2 or not ({"headline", "url"} & set(found)):
        return Header()
    publisher = publisher_by_url(found.get("url")) or publisher_by_name(found.get("publisher", ""))
    day_first = None if publisher is None else publisher.country not in ("USA", "PHL")
    url = found.get("url")
    return Header(
        lines=taken,
        headline=found.get("headline"),
        deck=found.get("deck"),
        url=url if url and "." in url and " " not in url else None,
        published=parse_timestamp(found.get("published", ""), day_first=day_first),
        updated=parse_timestamp(found.get("updated", ""), day_first=day_first),
        author=found.get("author"),
        publisher=found.get("publisher"),
        section=found.get("section"),
        day_first=day_first,
        headline_at=at,
    )
