"""What others put on the page: injected titles and passages, hidden blocks of links, a page taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.reading.html.structured import as_texts
from communique.reading.publishers import host_of
from communique.reading.spam import judge_spam
from communique.reading.takeover import answers_for_itself, is_signed_by_account
from communique.reading.titles import injected_title, judge_title
from communique.words import Finding

if TYPE_CHECKING:
    from communique.reading.assemble import Facts
    from communique.reading.html.blocks import Page, Place
    from communique.reading.html.headline import Headline
    from communique.reading.html.structured import Structured

__all__ = ["find_attacks", "is_spam_title"]

LEAST_HIDDEN_HOSTS = 3


def is_spam_title(title: str, language: str | None) -> bool:
    """Tell whether a title is spam by its own words."""
    verdict = judge_spam(title, language)
    return verdict.spam and verdict.sure


def find_attacks(
    page: Page, data: Structured, headline: Headline, facts: Facts, place: Place, body: str
) -> tuple[list[Finding], bool]:
    """Return the findings on what was injected, and whether the page was taken over as a whole."""
    findings: list[Finding] = []
    spam_title = False
    h1 = headline.text if headline.block >= 0 else None
    og = data.first("og:title", "twitter:title") or None
    stated = next(iter(as_texts(data.article.get("headline"))), None)
    for name, title, at in (("title", data.title, data.title_place), ("og:title", og, None)):
        if not title:
            continue
        own = judge_title(
            title,
            h1=h1,
            og_title=og if name == "title" else data.title,
            jsonld=stated,
            url=facts.url,
            body=body,
            language=facts.language,
        )
        if not own.own:
            start, end = at or (None, None)
            findings.append(injected_title(title, own.reason, start, end))
            spam_title = True
    hidden = _hidden_links(page, facts)
    findings += hidden
    findings += _injected_texts(page, facts.language)
    spam_body = judge_spam(body[:3000], facts.language)
    foreign = _foreign_canonical(facts)
    if foreign:
        findings.append(foreign)
    visible_spam = h1 is not None and is_spam_title(h1, facts.language)
    lost = spam_body.spam and spam_body.sure
    hijacked = (
        lost
        or visible_spam
        or (spam_title and _is_overgrown(page, place, facts))
        or (spam_title and foreign is not None)
        or (spam_title and bool(hidden) and not body)
    )
    if hijacked:
        message = "The page was taken over: spam stands in the place of its title or text. It is no source."
        findings.append(Finding("hijacked_page", "error", message, "reported"))
    return findings, hijacked


def _is_overgrown(page: Page, place: Place, facts: Facts) -> bool:
    """Return whether spam that readers see stands around and among the paragraphs and no newsroom answers for it."""
    seen = [
        b.i
        for b in page.blocks
        if b.region not in {"hidden", "comments", "noscript", "script"} and b.words >= 4 and _is_spam(b.text, facts)
    ]
    if len(seen) < 2 or not any(place.first < i < place.last for i in seen):
        return False
    return not answers_for_itself(facts, by_account=any(is_signed_by_account(b.text) for b in page.blocks))


def _is_spam(text: str, facts: Facts) -> bool:
    verdict = judge_spam(text[:1000], facts.language)
    return verdict.spam and verdict.sure


def _hidden_links(page: Page, facts: Facts) -> list[Finding]:
    """Return a finding for hidden elements that link to several foreign hosts with words of spam or in number."""
    tree = page.tree
    own = _site(host_of(facts.url))
    hidden_of: dict[int, int] = {}
    for block in page.blocks:
        if block.region == "hidden":
            hidden_of[block.element] = block.region_element
    if not hidden_of:
        return []
    roots = sorted(set(hidden_of.values()))
    findings: list[Finding] = []
    for root in roots:
        inside = tree.elements[root : tree.elements[root].last]
        addresses = [e.get("href") for e in inside if e.tag == "a" and e.source]
        hosts = sorted({_site(host_of(address)) for address in addresses if "//" in address} - {"", own})
        if len(hosts) < LEAST_HIDDEN_HOSTS:
            continue
        text = tree.text_of(root)[:2000]
        if not judge_spam(text, facts.language).spam:
            continue
        element = tree.elements[root]
        message = f"A hidden block links to {len(hosts)} other hosts; it was dropped."
        findings.append(
            Finding(
                "hidden_links", "warning", message, "dropped", exact=text[:500], start=element.start, end=element.end
            )
        )
    return findings[:12]


def _site(host: str | None) -> str:
    """Return the last two labels of a host, three where the second is a short one (co.uk)."""
    labels = (host or "").split(".")
    if len(labels) >= 3 and len(labels[-2]) <= 3 and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def _injected_texts(page: Page, language: str | None) -> list[Finding]:
    findings: list[Finding] = []
    for block in page.blocks:
        if block.region in {"navigation", "comments", "footer"} or block.words < 6 or len(findings) >= 12:
            continue
        verdict = judge_spam(block.text[:1000], language)
        if verdict.spam and verdict.sure:
            message = f"A passage that is not the publisher's was dropped: {verdict.reason}."
            findings.append(
                Finding(
                    "injected_text",
                    "warning",
                    message,
                    "dropped",
                    exact=block.text[:500],
                    start=block.start,
                    end=block.end,
                )
            )
    return findings


def _foreign_canonical(facts: Facts) -> Finding | None:
    """Return a finding where the page names an address of another site as its own."""
    here, there = _site(host_of(facts.url)), _site(host_of(facts.canonical_url))
    if here and there and here.split(".")[0] != there.split(".")[0]:
        message = (
            f"The page calls an address of another site its own ({there}): a syndicated copy, or a page taken over."
        )
        return Finding(
            "foreign_canonical", "info", message, "reported", exact=facts.canonical_url, field="canonical_url"
        )
    return None
