"""Which site the page is of and where on it: the publisher's name and the sections that lead to the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.reading.breadcrumbs import breadcrumb_parts, tidy_sections
from communique.reading.furniture import classify_furniture
from communique.reading.html.regions import NEUTRAL, load_marks, name_words
from communique.reading.html.structured import as_texts, types_of
from communique.reading.publishers import host_of, publisher_by_name, publisher_by_url

if TYPE_CHECKING:
    from communique.reading.assemble import Facts
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.structured import Structured

__all__ = ["name_publisher", "read_section"]

CRUMB_WINDOW = 25
"""A line of breadcrumbs stands at most this many blocks above the headline."""
_SECTION = (
    "article:section",
    "parsely-section",
    "section",
    "sailthru.section",
    "dc.subject.section",
    "cxenseparse:section",
)
_SIGNS = "|-–—•·»«:｜"
_ROOT = re.compile(r"^(?:/|\./|https?://[^/?#]+/?)$", re.IGNORECASE)
_FORM = re.compile(
    r"(?:,?\s+(?:Inc|Ltd|LLC|GmbH|Co|Corp|plc|AG|FZ|FZE|Pty|Limited|Company|Publishing|Publishers|Publications))+\.?$"
    r"|\s+[–—-]\s.*$",
)
_YEARS = re.compile(r"^(?:by|copyright|©)\s+|[\s,(–—-]*\b(?:19|20)\d\d\)?$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:copyright|infringement|reproduction|policy|notice|privacy|terms|photo|image)\b", re.IGNORECASE
)


def name_publisher(facts: Facts, page: Page, data: Structured, place: Place, headline: str) -> None:
    """Name the publisher by address where it is listed, else as the page names itself."""
    known = publisher_by_url(facts.url)
    named = [*as_texts(data.article.get("publisher"), "name")[:1]]
    ref = data.article.get("publisher")
    if not named and isinstance(ref, dict) and "@id" in ref:
        named = [t for n in data.nodes if n.get("@id") == ref["@id"] for t in as_texts(n.get("name"))[:1]][:1]
    named += data.meta.get("og:site_name", [])[:1]
    named += [
        t
        for n in data.nodes
        if {"organization", "newsmediaorganization", "website"}.intersection(types_of(n))
        for t in as_texts(n.get("name"))[:1]
    ][:1]
    named += [
        v
        for n in (
            "application-name",
            "dc.publisher",
            "dcterms.publisher",
            "cre",
            "publisher",
            "apple-mobile-web-app-title",
            "copyright",
        )
        for v in data.meta.get(n, [])[:1]
    ]
    named = [n for n in named if n and "://" not in n and len(n) <= 80]
    if known is None:
        known = next((p for p in map(publisher_by_name, named) if p), None)
    if known:
        facts.publisher, facts.publisher_country = known.name, known.country
    else:
        facts.publisher = next(
            iter([*named, *_site_in_title(data, headline), *_masthead(page, place, facts)]), None
        ) or (_without_form(facts.rights.holder or ""))


def _site_in_title(data: Structured, headline: str) -> list[str]:
    """Return what the page's title holds beside the headline, where that can be a name: "The headline | The Site"."""
    title, plain = data.title, " ".join(headline.split())
    at = title.casefold().find(plain.casefold()) if plain else -1
    if at < 0:
        return []
    before, after = title[:at].rstrip(), title[at + len(plain) :].lstrip()
    for part, edge in ((after, after[:1]), (before, before[-1:])):
        if not part or edge not in _SIGNS or (part is after and before) or (part is before and after):
            continue
        steps = [p for p in re.split(r"\s+[|–—•·»«-]\s+|\s*(?:\||::|｜)\s*", part.strip(_SIGNS + " ")) if p]
        name = steps[-1 if part is after else 0].strip(_SIGNS + " ") if steps else ""
        if 2 <= len(name) <= 50 and len(name.split()) <= 6 and not classify_furniture(name):
            return [name]
    return []


def _masthead(page: Page, place: Place, facts: Facts) -> list[str]:
    """Return the text of a link to the site's own root that its host, its title or its rights line bears out."""
    host = "".join(c for c in (host_of(facts.url) or "") if c.isalnum())
    feet = " ".join([facts.rights.statement or "", *(b.text for b in page.blocks[-8:])]).casefold()
    head = page.blocks[place.headline].start if place.headline >= 0 else 0
    for e in page.tree.elements:
        if e.tag != "a" or e.start > head or not e.source or not _ROOT.match(e.get("href").strip()):
            continue
        text = " ".join(page.tree.text_of(e.i)[:80].split())
        plain = "".join(c for c in text.casefold() if c.isalnum())
        named = 3 <= len(plain) <= 40 and text[:1].isupper() and len(text.split()) <= 5
        borne_out = plain in host or f" {text.casefold()} " in f" {feet} "
        if named and borne_out and not classify_furniture(text):
            return [text] if tidy_sections([text]) else []
    return []


def _without_form(holder: str) -> str | None:
    """Return the rights' holder as a publisher's name: without its legal form; None where it is no name."""
    name = _FORM.sub("", _YEARS.sub("", holder).strip(" ,.–—-")).strip(" ,.–—-")
    return name if not _NO_NAME.match(name) and 2 <= len(name) <= 60 and name[:1].isupper() else None


def read_section(page: Page, data: Structured, place: Place, headline: str) -> tuple[str, ...]:
    """Return the sections from outer to inner: breadcrumb first, then what the data states, then the kicker."""
    for node in data.nodes:
        if "breadcrumblist" in types_of(node) and isinstance(node.get("itemListElement"), list):
            items = [i for i in node["itemListElement"][:10] if isinstance(i, dict)]
            names = [(as_texts(i.get("name")) or as_texts(i.get("item"), "name") or [""])[0] for i in items]
            if crumbs := tidy_sections(names, headline):
                return crumbs
    if crumbs := _seen_crumbs(page, headline) or _crumb_line(page, place, headline):
        return crumbs
    stated = as_texts(data.article.get("articleSection")) or [v for n in _SECTION for v in data.meta.get(n, [])[:1]][:1]
    if not stated:
        stated = [
            (e.get("content") or page.tree.text_of(e.i))[:60] for e in data.itemprops.get("articleSection", [])[:1]
        ]
    named = tidy_sections(stated, headline)[:4] or _kicker(page, place, headline)
    return named or _crumb_list(page, place, headline)


def _seen_crumbs(page: Page, headline: str) -> tuple[str, ...]:
    """Return the steps of a list that is named a breadcrumb."""
    for e in page.tree.elements:
        if not e.source or e.tag not in {"nav", "ul", "ol", "div", "p", "section"}:
            continue
        source = e.source.lower()
        if "breadcrumb" in source or "crumbs" in source:
            low, high = page.span(e.i)
            if 0 < high - low <= 10:
                names = [part for b in page.blocks[low:high] for part in re.split(r"\s*[/>»›|]\s*", b.text)]
                if crumbs := tidy_sections(names, headline):
                    return crumbs if sum(bool(n.strip()) for n in names) <= 8 else ()
    return ()


def _crumb_line(page: Page, place: Place, headline: str) -> tuple[str, ...]:
    """Return the steps of a line above the headline that is a breadcrumb by its signs: "Home > Media"."""
    for block in page.blocks[max(0, place.headline - CRUMB_WINDOW) : max(0, place.headline)]:
        if 2 <= block.words <= 16 and block.region not in {"related", "most_read", "footer", "comments", "hidden"}:
            parts = breadcrumb_parts(block.text)
            if parts and (crumbs := tidy_sections([p for p in parts if len(p.split()) <= 4], headline)):
                return crumbs
    return ()


def _crumb_list(page: Page, place: Place, headline: str) -> tuple[str, ...]:
    """Return the items of a list right above the headline that begins with home; a menu has more than three."""
    near = page.blocks[max(0, place.headline - 7) : max(0, place.headline)]
    for k, block in enumerate(near):
        steps = [b.text for b in near[k:]]
        if tidy_sections([block.text]) or block.words > 2 or not 2 <= len(steps) <= 3:
            continue
        if block.region in NEUTRAL and all(b.tag == "li" and b.words <= 4 for b in near[k:]):
            return tidy_sections(steps, headline)
    return ()


def _kicker(page: Page, place: Place, headline: str) -> tuple[str, ...]:
    """Return the short label right above the headline, where its element is called a kicker or the like."""
    marks = load_marks()
    for block in page.blocks[max(0, place.headline - 2) : max(0, place.headline)]:
        if not 1 <= block.words <= 4 or any(c.isdigit() for c in block.text) or not block.text[:1].isupper():
            continue
        # The element itself or the one around it, as long as that holds little else.
        chain = [e for e in page.tree.ancestors(block.element)[:2] if page.span(e.i)[1] - page.span(e.i)[0] <= 2]
        names = [name_words(f"{e.get('class')} {e.get('id')} {e.get('data-testid')}") for e in chain if e.source]
        # "World" is a menu's word too; "Advertisement" and "Contact us" are no sections.
        named = classify_furniture(block.text) in {None, "navigation"}
        if named and any(marks.kicker.search(n) for n in names):
            return tidy_sections([block.text.rstrip(":")], headline)
    return ()
