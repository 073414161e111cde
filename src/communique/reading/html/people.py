"""Who wrote the article: names on which structured data, links and the visible byline agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.reading.byline import read_byline
from communique.reading.dateline import read_dateline
from communique.reading.html.headline import plain_words
from communique.reading.html.structured import as_texts, types_of
from communique.reading.names import is_desk, is_nobody
from communique.reading.publishers import find_agency, publisher_by_name

if TYPE_CHECKING:
    from communique.reading.byline import Byline
    from communique.reading.dateline import Dateline
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.structured import Structured

__all__ = ["read_authors", "read_lone_dateline", "shows_credit"]

_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "article.author",
    "rbauthors",
    "cxenseparse:author",
    "citation_author",
    "article:author_name",
    "twitter:data1",
)
_ROLE_TAIL = re.compile(
    r"\s*(?:[|/–—]| - |\()\s*.*$|,\s*(?:[A-Z]{2,6}\b|M\.?D|Ph\.?D|staff|senior|correspondent|editor|special to|reporter|contribut|for ).*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:admin|administrator|editor|editors|staff|guest|user|unknown|none|null|webmaster|redaktion|redacción|redazione|rédaction|newsroom|associated press|the editors?)$",  # noqa: E501
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:by|written by|posted by|author|von|par|por|autor|di|автор|作者)\b\s*:?\s*", re.IGNORECASE)
_STAFF = frozenset(
    [
        "senior",
        "staff",
        "chief",
        "political",
        "associate",
        "managing",
        "assistant",
        "deputy",
        "reporter",
        "editor",
        "correspondent",
        "writer",
        "columnist",
    ]
)
MOST = 12


def read_authors(
    page: Page, data: Structured, place: Place, site: str
) -> tuple[tuple[str, ...], Byline | None, str | None]:
    """Return the authors, the visible byline and the agency that the text is credited to."""
    first, last, headline = place
    byline = _visible(page, first, last, headline, site)
    stated: list[str] = []
    agency: str | None = None
    author = data.article.get("author") or data.article.get("creator")
    # A person may be the site's publisher as well; an organisation of that name is no author.
    stated = _clean(_named(data, author), "" if _is_person(author) and not publisher_by_name(site) else site)
    if not stated:
        stated = _clean(
            [v for n in _META for v in data.meta.get(n, [])[:8] if n != "twitter:data1" or " min" not in v], site
        )
    if not stated:
        stated = _clean(
            [_element_text(page, e.i, e.get("content")) for e in data.itemprops.get("author", [])[:4]], site
        )
    if not stated and (byline is None or not byline.authors):
        stated = _clean(_linked(page, first, last, headline), site)
    for name in _named(data, author) + [v for n in _META[:3] for v in data.meta.get(n, [])[:4]]:
        agency = agency or find_agency(name)
    names = list(stated)
    if byline and byline.authors:
        if not names:
            names = _clean(list(byline.authors), site)
        else:
            # The page shows the fuller list where it names all that the data names.
            shown = _clean(list(byline.authors), site)
            if {n.casefold() for n in names} <= {n.casefold() for n in shown}:
                names = shown
    return tuple(names[:MOST]), byline, agency or (byline.agency if byline else None)


def _is_person(author: object) -> bool:
    """Return whether JSON-LD says of its one author that it is a person, by a name of two words or three."""
    one = author[0] if isinstance(author, list) and len(author) == 1 else author
    name = " ".join(as_texts(one.get("name"))[:1]) if isinstance(one, dict) else ""
    return isinstance(one, dict) and types_of(one) == ["person"] and 2 <= len(name.split()) <= 3


def _named(data: Structured, author: object) -> list[str]:
    """Return the names of JSON-LD persons, references by @id followed."""
    items = author if isinstance(author, list) else [author]
    names: list[str] = []
    for item in items[:MOST]:
        if isinstance(item, dict) and "name" not in item and "@id" in item:
            item = next((n for n in data.nodes if n.get("@id") == item["@id"] and n.get("name")), item)  # noqa: PLW2901
        names += as_texts(item, "name")
    return names


def _element_text(page: Page, element: int, content: str) -> str:
    if content:
        return content
    for e in page.tree.elements[element + 1 : page.tree.elements[element].last]:
        if e.get("itemprop") == "name":
            return e.get("content") or page.tree.text_of(e.i)[:80]
    return page.tree.text_of(element)[:80]


def _linked(page: Page, first: int, last: int, headline: int) -> list[str]:
    """Return the texts of links to author pages near the article's head."""
    tree = page.tree
    low = page.blocks[max(0, min(first, headline if headline >= 0 else first) - 4)].start if page.blocks else 0
    high = page.blocks[min(last, len(page.blocks) - 1)].end if page.blocks else 0
    found: list[str] = []
    for e in tree.elements:
        if e.tag != "a" or not low <= e.start <= high + 2000 or not e.source:
            continue
        if "author" in e.get("rel").lower().split() or re.search(
            r"/(?:authors?|profile|people|staff|autor|contributors?|by|journalist|team)/[^/]", e.get("href")
        ):
            text = tree.text_of(e.i)[:80]
            if text and text not in found:
                found.append(text)
        if len(found) >= 4:
            break
    return found


def _visible(page: Page, first: int, last: int, headline: int, site: str) -> Byline | None:
    """Return the byline that stands near the article's head or at its end."""
    start = headline if headline >= 0 else max(0, first - 8)
    near = [
        *range(start + 1, min(len(page.blocks), max(start + 14, first + 4))),
        *range(start - 1, max(-1, start - 4), -1),
        *range(max(first, last - 1), min(len(page.blocks), last + 4)),
    ]
    bare: Byline | None = None
    for i in near:
        block = page.blocks[i]
        if block.words > 40 or block.region in {"related", "most_read", "comments", "navigation", "hidden", "caption"}:
            continue
        if block.is_prose and block.words > 20:
            continue
        byline = read_byline(block.text)
        if byline is None or not (byline.authors or byline.agency):
            continue
        if not byline.agency and all(is_site(a, site) for a in byline.authors):
            continue
        if byline.sure or _LABEL.match(block.text):
            return byline
        if bare is None and (block.region in {"byline", "author_box"} or _is_lone_desk(byline, i, headline, first)):
            bare = byline
    return bare


def read_lone_dateline(page: Page, place: Place) -> Dateline | None:
    """Return the dateline that stands as a line of its own between headline and text."""
    for block in page.blocks[max(0, place.headline + 1) : place.first][:12]:
        if 2 <= block.words <= 10 and (found := read_dateline(f"{block.text} ")) and found.end >= len(block.text):
            return found
    return None


def shows_credit(page: Page, place: Place, agency: str) -> bool:
    """Return whether a line between headline and text credits the article to the agency, alone or after "by"."""
    for block in page.blocks[max(0, place.headline + 1) : place.first][:12]:
        parts = re.split(r"\s*[|•·–—]\s*", _LABEL.sub("", block.text[:120]))
        if any(p.casefold() == agency.casefold() for p in parts):
            return True
    return False


def _is_lone_desk(byline: Byline, i: int, headline: int, first: int) -> bool:
    """Return whether a line between headline and text names nothing but a desk: no subject is called so there."""
    return headline < i < first and headline >= 0 and all(is_desk(a) for a in byline.authors)


def is_site(name: str, site: str) -> bool:
    """Return whether a name is the publisher's own, article aside."""
    plain, own = plain_words(name), plain_words(site)
    return bool(own) and plain[plain[:1] == ["the"] :] == own[own[:1] == ["the"] :]


def _clean(values: list[str], site: str) -> list[str]:
    """Return people's names from what pages put into author fields; addresses, roles and newsrooms are left out."""
    names: list[str] = []
    for value in values:
        text = _LABEL.sub("", " ".join(value.split()))
        if not text or "://" in text or "@" in text or len(text) > 200:
            continue
        parts = _split(text)
        for part in parts:
            part = part.strip(" ,.;:·|-")  # noqa: PLW2901
            name = part if is_desk(part) else _strip_site(_ROLE_TAIL.sub("", part).strip(" ,.;:·|-"), site)
            nobody = _NOBODY.match(name) and not is_desk(name)
            if not 2 <= len(name) <= 60 or nobody or publisher_by_name(name) or find_agency(name):
                continue
            if is_site(name, site) or is_nobody(name):
                continue
            if (
                len(plain_words(name)) > 6
                or name.startswith("/")
                or (any(c.isdigit() for c in name) and len(name.split()) < 2)
            ):
                continue
            if name.casefold() not in {n.casefold() for n in names}:
                names.append(name)
    return names


def _strip_site(name: str, site: str) -> str:
    """Return the name without the publisher's name and the staff title that some pages put behind it."""
    if site and name.casefold().endswith(f" {site.casefold()}"):
        name = name[: -len(site)].strip(" ,")
    words = name.split()
    for i in range(2, len(words)):
        if words[i].casefold() in _STAFF:
            return " ".join(words[:i])
    return name


def _split(text: str) -> list[str]:
    """Return the names in a list of names, one name where it is none."""
    byline = read_byline(f"By {text}")
    if byline and byline.authors and len(byline.authors) > 1:
        return list(byline.authors)
    if re.search(r";| & |\band\b| \| ", text):
        return [p for p in re.split(r"\s*;\s*|\s+&\s+|\s+and\s+|\s+\|\s+|,\s*and\s+", text) if p]
    if text.count(",") >= 1 and all(2 <= len(p.split()) <= 4 for p in text.split(",") if p.strip()):
        return text.split(",")
    return [text]
