"""What the page says of the article, each fact by agreement of structured data, meta tags, visible page and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from communique.reading.assemble import Facts
from communique.reading.dateline import read_dateline
from communique.reading.html.people import read_authors, read_lone_dateline, shows_credit
from communique.reading.html.site import name_publisher, read_section
from communique.reading.html.structured import as_texts
from communique.reading.html.times import read_times
from communique.reading.language import detect_language
from communique.reading.names import paper_of_desk
from communique.reading.publishers import host_of, infer_zone, publisher_by_name, publisher_by_url
from communique.reading.rights import join_rights, read_rights
from communique.words import Finding, Rights

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.structured import Structured
    from communique.words import Capture

__all__ = ["gather_facts"]

_LICENCE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


def gather_facts(
    page: Page, data: Structured, capture: Capture, place: Place, *, body: str, lead: str
) -> tuple[Facts, list[Finding]]:
    """Return the facts and the findings made on the way. `body` is the article's text, `lead` its first paragraph."""
    facts = Facts()
    base = capture.url or data.first("og:url") or "".join(data.links.get("canonical", [])[:1])
    facts.canonical_url = _canonical(data, capture.url)
    facts.url = capture.url or facts.canonical_url
    headline = page.blocks[place.headline].text if place.headline >= 0 else ""
    facts.rights = _rights(page, data)
    name_publisher(facts, page, data, place, headline)
    times, findings = read_times(page, data, base or None, place)
    facts.published, facts.updated = times.published, times.updated
    authors, byline, agency = read_authors(page, data, place, facts.publisher or data.first("og:site_name"))
    facts.authors, facts.agency = authors, agency
    dateline = (read_dateline(lead) if lead else None) or read_lone_dateline(page, place)
    if dateline:
        facts.dateline, facts.agency = dateline.place, facts.agency or dateline.agency
    if not facts.authors and facts.agency and shows_credit(page, place, facts.agency):
        facts.authors = (facts.agency,)
    if byline:
        facts.dateline = facts.dateline or byline.dateline
    facts.dateline = facts.dateline or next(iter(as_texts(data.article.get("dateline"))), None)
    facts.publisher = facts.publisher or paper_of_desk(facts.authors)
    facts.section = read_section(page, data, place, headline)
    facts.language = detect_language(body[:4000]) or _declared_language(page, data)
    return facts, findings + _settle_zones(facts)


def _settle_zones(facts: Facts) -> list[Finding]:
    """Give the times the zone of their publisher where they name none; return the findings that say so."""
    publisher = publisher_by_url(facts.url) or publisher_by_name(facts.publisher or "")
    findings: list[Finding] = []
    for name in ("published", "updated"):
        value, finding = infer_zone(getattr(facts, name), publisher, name)
        setattr(facts, name, value)
        if finding:
            findings.append(finding)
    if not (facts.published or facts.updated):
        findings.append(
            Finding("no_date", "warning", "The page names no date of its own.", "reported", field="published")
        )
    return findings


def _canonical(data: Structured, url: str | None) -> str | None:
    for value in [*data.links.get("canonical", [])[:2], *data.meta.get("og:url", [])[:1]]:
        try:
            whole = urljoin(url or "", value.strip())
            if urlsplit(whole).scheme in {"http", "https"} and host_of(whole):
                return whole
        except ValueError:
            continue
    return None


def _declared_language(page: Page, data: Structured) -> str | None:
    root = page.tree.elements[0]
    for value in (
        root.get("lang"),
        root.get("xml:lang"),
        *as_texts(data.article.get("inLanguage"), "alternateName")[:1],
        data.first("og:locale", "content-language", "language", "dc.language"),
    ):
        if match := _LANGUAGE.match(value.strip()):
            return match[0].lower()
    return None


def _rights(page: Page, data: Structured) -> Rights:
    """Return the rights: licence links and structured data first, then the notice at the page's foot."""
    statements: list[str] = []
    statements += data.links.get("license", [])[:2]
    for e in page.tree.elements:
        if e.tag == "a" and e.source and ("license" in e.get("rel").lower().split() or _LICENCE.search(e.get("href"))):
            statements.append(e.get("href"))
            break
    statements += as_texts(data.article.get("license"), "url", "name")[:1]
    statements += as_texts(data.article.get("copyrightNotice"))[:1]
    statements += [
        v
        for n in ("dc.rights", "dcterms.rights", "dcterms.license", "dc.rightsholder", "copyright", "rights")
        for v in data.meta.get(n, [])[:1]
    ]
    if data.first("tdm-reservation"):
        statements.append(f"tdm-reservation: {data.first('tdm-reservation')} {data.first('tdm-policy')}".strip())
    holder = next(iter(as_texts(data.article.get("copyrightHolder"), "name")), None)
    stated = read_rights(*statements)
    if holder:
        stated = Rights(holder, stated.statement)
    notices = [b.text for b in page.blocks if b.words <= 120 and _SIGN.search(b.text)]
    # The page's own notice stands last; credits of pictures come before it.
    return join_rights(stated, read_rights(*reversed(notices[-6:])))


_SIGN = re.compile(
    r"©|\(c\)\s*\d{4}|copyright|all rights reserved|版权所有|alle rechte|tous droits réservés|todos los derechos|все права",
    re.IGNORECASE,
)
