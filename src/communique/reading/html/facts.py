"""What the page says of the article, each fact by agreement of structured data, meta tags, visible page and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from communique.reading.assemble import Facts
from communique.reading.byline import read_dateline
from communique.reading.html.people import read_authors
from communique.reading.html.structured import as_texts, types_of
from communique.reading.html.times import read_times
from communique.reading.language import detect_language
from communique.reading.publishers import find_agency, host_of, infer_zone, publisher_by_name, publisher_by_url
from communique.reading.rights import join_rights, read_rights
from communique.words import Finding, Rights

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.structured import Structured
    from communique.words import Capture

__all__ = ["gather_facts"]

_HOME = re.compile(
    r"^(?:home|home ?page|start|startseite|accueil|inicio|início|главная|головна|首页|首頁|ホーム|홈|الرئيسية|news home|you are here:?|front page)$",
    re.IGNORECASE,
)
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
    _name_publisher(facts, data)
    times, findings = read_times(page, data, base or None, place)
    facts.published, facts.updated = times.published, times.updated
    authors, byline, agency = read_authors(page, data, place, facts.publisher or data.first("og:site_name"))
    facts.authors, facts.agency = authors, agency
    dateline = read_dateline(lead) if lead else None
    if dateline:
        facts.dateline, facts.agency = dateline.place, facts.agency or dateline.agency
    if byline:
        facts.dateline = facts.dateline or byline.dateline
    facts.dateline = facts.dateline or next(iter(as_texts(data.article.get("dateline"))), None)
    facts.section = _section(page, data, page.blocks[place.headline].text if place.headline >= 0 else "")
    facts.language = detect_language(body[:4000]) or _declared_language(page, data)
    facts.rights = _rights(page, data)
    if not facts.publisher and facts.rights.holder and len(facts.rights.holder) <= 60:
        facts.publisher = facts.rights.holder
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


def _name_publisher(facts: Facts, data: Structured) -> None:
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
    elif named:
        facts.publisher = named[0]


def _section(page: Page, data: Structured, headline: str) -> tuple[str, ...]:
    """Return the sections from outer to inner: breadcrumb first, then what the data states."""
    crumbs: list[str] = []
    for node in data.nodes:
        if "breadcrumblist" in types_of(node) and isinstance(node.get("itemListElement"), list):
            items = [i for i in node["itemListElement"][:10] if isinstance(i, dict)]
            names = [(as_texts(i.get("name")) or as_texts(i.get("item"), "name") or [""])[0] for i in items]
            crumbs = _tidy_crumbs(names, headline)
            if crumbs:
                break
    if not crumbs:
        crumbs = _seen_crumbs(page, headline)
    if crumbs:
        return tuple(crumbs)
    stated = (
        as_texts(data.article.get("articleSection"))
        or [
            v
            for n in (
                "article:section",
                "parsely-section",
                "section",
                "sailthru.section",
                "dc.subject.section",
                "cxenseparse:section",
            )
            for v in data.meta.get(n, [])[:1]
        ][:1]
    )
    return tuple(_tidy_crumbs(stated, headline)[:4])


def _tidy_crumbs(names: list[str], headline: str) -> list[str]:
    kept: list[str] = []
    for name in names:
        text = " ".join(name.split()).strip(" >/»›|")
        if (
            text
            and len(text) <= 50
            and not _HOME.match(text)
            and text.casefold() != headline.casefold()
            and text not in kept
            and len(text.split()) <= 6
        ):
            kept.append(text)
    return kept


def _seen_crumbs(page: Page, headline: str) -> list[str]:
    """Return the parts of a visible breadcrumb."""
    for e in page.tree.elements:
        if (
            e.source
            and ("breadcrumb" in e.source.lower() or "crumbs" in e.source.lower())
            and e.tag in {"nav", "ul", "ol", "div", "p", "section"}
        ):
            low, high = page.span(e.i)
            if 0 < high - low <= 10:
                names = [part for b in page.blocks[low:high] for part in re.split(r"\s*[>/»›|]\s*", b.text)]
                if crumbs := _tidy_crumbs(names, headline):
                    return crumbs if len(crumbs) <= 6 else []
    return []


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


def find_agency_of(name: str) -> str | None:
    """Return the agency that the name is, None where it is none."""
    return find_agency(name)
