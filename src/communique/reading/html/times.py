"""When the page says it was published and changed: JSON-LD, meta tags, time elements, visible byline, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from communique.reading.byline import read_byline
from communique.reading.html.structured import as_texts
from communique.reading.timestamps import find_timestamps, parse_timestamp
from communique.words import Finding

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.structured import Structured

__all__ = ["PageTimes", "read_times"]

_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "article.published",
    "published-date",
    "publication_date",
    "publicationdate",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "date.release",
    "bt:pubdate",
    "ptime",
    "pdate",
    "displaydate",
    "vr:published_time",
    "weibo: article:create_at",
    "citation_publication_date",
    "created",
    "release_date",
    "article:create_time",
    "dat",
)
_UPDATED = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "article:updated_time",
    "revised",
    "utime",
    "updated_time",
    "vr:updated_time",
    "modificationdate",
)
_PUBLISHED_NAME = re.compile(r"(?:^|[^a-z])(?:publish(?:ed)?|publication|pub)[^a-z]?(?:time|date|at|on)$")
"""What else pages call the time of publication in their meta tags."""
_ADDRESS_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0?[1-9]|1[0-2])(?:[/_-]|(?<=\d\d))(0?[1-9]|[12]\d|3[01])(?!\d)"
)
_UPDATED_WORD = re.compile(
    r"updat|modif|aktualisiert|mis à jour|actualiz|atualiz|aggiornat|更新|обновлен|оновлен|수정|güncel", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageTimes:
    """ISO 8601 as the page states it; `seen` is the published time that a reader sees, with its place on the page."""

    published: str | None
    updated: str | None
    seen: str | None = None
    seen_updated: str | None = None
    place: tuple[int, int] | None = None
    by: str = ""


class _Seen(NamedTuple):
    """The times of the visible byline, and its place."""

    published: str | None
    updated: str | None
    place: tuple[int, int] | None


def _parse(value: str) -> str | None:
    return parse_timestamp(value) if value and any(c.isdigit() for c in value) else None


def _first(values: list[str]) -> str | None:
    for value in values:
        if parsed := _parse(value):
            return parsed
    return None


def read_times(page: Page, data: Structured, url: str | None, article: Place) -> tuple[PageTimes, list[Finding]]:
    """Return the page's times and the findings on them; `article` says where the article stands."""
    first, last, headline = article
    stated = _first(as_texts(data.article.get("datePublished")) + as_texts(data.article.get("dateCreated")))
    changed = _first(as_texts(data.article.get("dateModified")))
    by = "JSON-LD" if stated else ""
    if not stated:
        names = [*_PUBLISHED, *(n for n in data.meta if _PUBLISHED_NAME.search(n) and not _UPDATED_WORD.search(n))]
        stated = _first([v for n in names for v in data.meta.get(n, [])[:1]])
        by = "meta" if stated else ""
    changed = changed or _first([v for n in _UPDATED for v in data.meta.get(n, [])[:1]])
    if not stated:
        stated, micro = _from_elements(page, data, "datePublished")
        by = micro
    if not changed:
        changed, _ = _from_elements(page, data, "dateModified")
    seen, seen_updated, place = _seen(page, first, last, headline)
    if not stated:
        for node in data.nodes:
            if stated := _first(as_texts(node.get("datePublished"))):
                by = "JSON-LD"
                changed = changed or _first(as_texts(node.get("dateModified")))
                break
    if not stated:
        timed = _time_elements(page, first, headline)
        stated, by = (
            (timed, "time element")
            if timed and (not seen or timed[:10] == seen[:10] or "T" in timed)
            else (seen, "byline")
        )
    if not stated and not seen_updated and (day := _from_address(url)):
        stated, by = day, "address"
    if place and headline >= 0 and place[0] < page.blocks[headline].start:
        # What stands above the headline may be the day of the visit; it settles no conflict.
        seen = seen if not stated or (seen and _days_apart(stated, seen) <= 1) else None
        seen_updated = seen_updated if not changed else None
    if seen and stated and _days_apart(stated, seen) > 1:
        if is_swapped(stated, seen):
            seen = None
        elif changed and _days_apart(changed, seen) <= 1 and _days_apart(changed, stated) > 1:
            # Some pages show the day of the last change alone, without saying so.
            seen, seen_updated = None, seen_updated or seen
    findings = _conflicts(stated, changed, _Seen(seen, seen_updated, place), by)
    published, updated = _prefer_seen(stated, seen), _prefer_seen(changed, seen_updated)
    if published and seen and stated and published != stated and _days_apart(stated, seen) > 1:
        # What the data says of the day is wrong, and so is what it says of a change on that same day.
        updated = seen_updated or (updated if updated and not is_same_moment(updated, stated) else None)
    if updated and published and is_same_moment(updated, published):
        updated = None
    return PageTimes(published, updated, seen, seen_updated, place, by), findings


def is_same_moment(a: str, b: str) -> bool:
    """Return whether two times are one moment; a time without a zone is compared with the other's clock."""
    try:
        x, y = datetime.fromisoformat(a), datetime.fromisoformat(b)
    except ValueError:
        return a == b
    if "T" not in a or "T" not in b:
        return a[:10] == b[:10]
    if x.tzinfo is None or y.tzinfo is None:
        return x.replace(tzinfo=None) == y.replace(tzinfo=None)
    return x == y


def is_swapped(a: str, b: str) -> bool:
    """Return whether two dates differ by the order of day and month alone."""
    return a[:4] == b[:4] and a[5:7] == b[8:10] and a[8:10] == b[5:7]


def _prefer_seen(stated: str | None, seen: str | None) -> str | None:
    """Return the stated time, or the seen one where only that names a clock, or where they are more than a day apart:
    a reader sees what the newsroom meant, and data is often made when the page is built anew."""
    if stated and seen and ((stated[:10] == seen[:10] and "T" not in stated) or _days_apart(stated, seen) > 1):
        return seen
    return stated or seen


def _from_elements(page: Page, data: Structured, name: str) -> tuple[str | None, str]:
    for element in data.itemprops.get(name, [])[:5]:
        value = element.get("datetime") or element.get("content") or page.tree.text_of(element.i)[:100]
        if parsed := _parse(value):
            return parsed, "microdata"
    return None, ""


def _time_elements(page: Page, first: int, headline: int) -> str | None:
    """Return the time element nearest to the headline and outside furniture; one marked pubdate wins."""
    anchor = page.blocks[headline].start if headline >= 0 else page.blocks[first].start if page.blocks else 0
    best: tuple[int, str] | None = None
    for element in page.tree.elements:
        if element.tag not in {"time", "abbr", "relative-time"} or not element.source:
            continue
        value = element.get("datetime") or element.get("title") or ""
        parsed = _parse(value)
        if not parsed or _UPDATED_WORD.search(element.get("class") + element.get("itemprop")):
            continue
        distance = abs(element.start - anchor)
        if "pubdate" in element.attributes or "published" in element.get("class"):
            distance //= 10
        if best is None or distance < best[0]:
            best = (distance, parsed)
    return best[1] if best else None


def _seen(page: Page, first: int, last: int, headline: int) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """Return the published and updated times of the visible byline around the article's head, and their place."""
    published = updated = None
    place = None
    start = headline if headline >= 0 else max(0, first - 8)
    nearby = [*range(start + 1, min(last + 1, max(start + 14, first + 4))), *range(start - 1, max(-1, start - 4), -1)]
    for i in nearby:
        block = page.blocks[i] if 0 <= i < len(page.blocks) else None
        if block is None or block.words > 40 or not any(c.isdigit() for c in block.text):
            continue
        if block.region in {"related", "most_read", "comments", "navigation", "hidden"}:
            continue
        byline = read_byline(block.text)
        if byline is None:
            if block.region != "byline":
                continue
            stamps = find_timestamps(block.text)
            if not stamps or len(stamps) > 2:
                continue
            iso = stamps[0].iso
            if _UPDATED_WORD.search(block.text):
                updated = updated or iso
            else:
                published = published or iso
            place = place or (block.start, block.end)
            continue
        if byline.published or byline.updated:
            published = published or byline.published
            updated = updated or byline.updated
            place = place or (block.start, block.end)
        if published and updated:
            break
    return published, updated, place


def _from_address(url: str | None) -> str | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    if match := _ADDRESS_DAY.search(path):
        return _parse(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    return None


def _days_apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 0


def _conflicts(stated: str | None, changed: str | None, shown: _Seen, by: str) -> list[Finding]:
    """Return a finding where what the page shows and what it states differ by more than a time zone can explain."""
    findings: list[Finding] = []
    start, end = shown.place or (None, None)
    for field, ours, seen in (("published", stated, shown.published), ("updated", changed, shown.updated)):
        if ours and seen and _days_apart(ours, seen) > 1:
            message = f"The page shows {seen[:10]} as its date ({field}) but states {ours[:10]}"
            message += f" ({by}); the visible one was taken." if by else "; the visible one was taken."
            findings.append(
                Finding("conflicting_dates", "warning", message, "reported", start=start, end=end, field=field)
            )
    published, updated = _prefer_seen(stated, shown.published), _prefer_seen(changed, shown.updated)
    if not findings and published and updated and updated[:10] < published[:10] and _days_apart(published, updated) > 1:
        message = f"The page says it was updated ({updated}) before it was published ({published})."
        findings.append(Finding("conflicting_dates", "warning", message, "reported", field="updated"))
    return findings
