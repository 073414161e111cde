"""What a text capture says of the article's making, from bylines, breadcrumb, rights line, header and address."""

from __future__ import annotations

import re

from communique.reading.assemble import Facts
from communique.reading.breadcrumbs import breadcrumb_parts, tidy_sections
from communique.reading.byline import Byline, read_byline
from communique.reading.dateline import Dateline
from communique.reading.furniture import classify_furniture
from communique.reading.names import is_outlet_name, is_role, looks_like_place, paper_of_desk, place_case
from communique.reading.plain.header import Header
from communique.reading.plain.kinds import Look, is_role_line
from communique.reading.plain.outlet import Outlet
from communique.reading.publishers import (
    Publisher,
    find_agency,
    host_of,
    infer_zone,
    list_publishers,
    publisher_by_name,
    publisher_by_url,
    publisher_in_text,
)
from communique.reading.rights import read_rights
from communique.reading.timestamps import zone_of_town
from communique.reading.titles import strip_site_name
from communique.words import Capture, Finding

__all__ = ["gather_facts", "settle_facts"]

# A byline stands near its article: this many lines above the body, this many of the body itself, and at its end.
ABOVE, INSIDE, BELOW = 25, 6, 4

_AGENCY_NOTE = re.compile(
    r"\b(?:[Ww]ith (?:inputs?|reporting|files) (?:from|by)|[Ww]ith information from|[Ss]ource[sd]?(?: from)?:?"
    r"|mit material von|avec|con información de|con)\s+"
    r"(?:the\s+)?([A-Z][\w./ ]{1,40}?)(?:\s+and\s|[,.)]|$)"
)
_FIRST = re.compile(r"(?:first|originally) (?:published|posted)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,300}")


def gather_facts(
    capture: Capture,
    looks: list[Look],
    header: Header,
    start: int,
    end: int,
    head: int | None,
    outlet: Outlet | None = None,
    boxed: dict[int, str] | None = None,
) -> Facts:
    """Return the facts of the page, nearest witness first; times still without an inferred zone."""
    facts = Facts(url=capture.url or header.url, published=header.published, updated=header.updated)
    if header.author:
        named = read_byline(f"By {header.author}") or Byline()
        facts.authors, facts.agency = named.authors or (header.author,), named.agency
    _read_bylines(facts, looks, boxed or {}, start, end, head)
    for look in looks[: start + 1][-60:]:
        parts = breadcrumb_parts(look.text)
        if parts and not facts.section and not look.spam.spam and not (look.byline and look.byline.sure):
            title = looks[head].text if head is not None else ""
            facts.section = tidy_sections([p for p in parts if len(p.split()) <= 4], title)
    if header.section and not facts.section:
        facts.section = tuple(p.strip() for p in re.split(r"[/>,]", header.section) if p.strip())
    facts.rights = read_rights(*[x.text for x in looks if x.reason == "rights"][:8])
    _find_publisher(facts, looks, header, start, end, outlet)
    _find_agency_note(facts, looks, end)
    return facts


def _read_bylines(
    facts: Facts, looks: list[Look], boxed: dict[int, str], start: int, end: int, head: int | None
) -> None:
    """Fill authors, times, town and agency from the bylines: those between headline and text first, then above, then in the text."""
    top = start if head is None else head
    near = [i for i in range(top, start) if i not in boxed]
    near += [i for i in range(top - 1, max(0, top - ABOVE) - 1, -1) if i not in boxed]
    # A timeline's days stand between its paragraphs: two of them are no dates of the page.
    days = [i for i in range(start, end) if _is_bare_day(looks[i])]
    inside = [i for i in range(start, min(end, start + INSIDE)) if len(days) < 2 or i not in days]
    near += [*inside, *range(end, min(len(looks), end + BELOW))]
    for i in near:
        look = looks[i]
        byline = look.byline
        if head is not None and head < i < start:
            facts.dateline = facts.dateline or _lone_town(looks, i)
        if byline is None or look.prose >= 8:
            continue
        if head is not None and i < head and byline == Byline(publisher=byline.publisher, sure=byline.sure):
            continue  # a bare name above the headline may stand in a menu
        if i == head:  # "Process Update, 12 July 2025" says when, and nobody wrote it
            byline = Byline(published=byline.published, updated=byline.updated, sure=byline.sure)
        # A line of bare names is a byline only right under the headline, deck between.
        bare = not byline.sure and head is not None and head < i < start and not look.line.closed
        if bare and byline.dateline and not zone_of_town(byline.dateline):
            continue  # "THE WEEK IN BRIEF" names no town
        if byline.sure or (bare and look.line.words <= 14 and byline.authors and _beside_time(looks, i)):
            _take(facts, byline, below=i >= end, first=bool(_FIRST.match(look.text)))


def _is_bare_day(look: Look) -> bool:
    """Return whether a line is a date and nothing else."""
    byline = look.byline
    return byline is not None and bool(byline.published) and not (byline.authors or byline.agency or byline.publisher)


def _lone_town(looks: list[Look], i: int) -> str | None:
    """Return the town that a line under the headline is, or that the line of an author's post ends with."""
    text = looks[i].text.strip(" —–-.:")
    if zone_of_town(text) and looks_like_place(text):
        return place_case(text)
    last = text.rpartition(", ")[2].removeprefix("in ")
    return place_case(last) if is_role_line(looks, i) and last != text and zone_of_town(last) else None


def _beside_time(looks: list[Look], i: int) -> bool:
    """Return whether a line with a time or another sure byline stands right beside line `i`, or the body does."""
    return any(
        0 <= j < len(looks)
        and (
            ((b := looks[j].byline) is not None and b.sure)
            or looks[j].prose >= 20
            or looks[j].reason in ("share", "meta")
        )
        for j in (i - 1, i + 2 if i + 1 < len(looks) and _lone_town(looks, i + 1) else i + 1)
    )


def _take(facts: Facts, byline: Byline, *, below: bool, first: bool = False) -> None:
    """Fill what the facts lack from a byline; one below the body may not name another author.

    `first` is whether the line says when the page was first published: that stands against any other day.
    """
    if not facts.authors and not below:
        facts.authors = byline.authors
    facts.dateline = facts.dateline or (None if below and facts.authors else byline.dateline)
    facts.publisher = facts.publisher or byline.publisher
    facts.agency = facts.agency or byline.agency
    earlier = first and byline.published and (facts.published or "")[:10] > byline.published[:10]
    facts.published = byline.published if earlier else facts.published or byline.published
    facts.updated = facts.updated or byline.updated


def _find_publisher(
    facts: Facts, looks: list[Look], header: Header, start: int, end: int, outlet: Outlet | None
) -> None:
    """Name the publisher by address, header, what the page as a whole says, or rights line, in this order of trust."""
    if facts.url is None:
        addresses = [
            m[0] for look in looks[: min(start, 12)] if (m := _ADDRESS.search(look.text)) and look.reason == "link"
        ]
        facts.url = addresses[0] if addresses else None
    known: Publisher | None = publisher_by_url(facts.url)
    if known is None:
        top = [look.text for look in looks[: min(start, 8)] if len(look.text) <= 60]
        named = header.publisher or _masthead(facts.url, top) or _site_name(header)
        signed = None if is_role(facts.publisher or "") or find_agency(facts.publisher or "") else facts.publisher
        facts.publisher = named or (outlet.name if outlet else None) or signed
        known = publisher_by_name(facts.publisher or "")
    if known is None and not facts.publisher:
        bottom = [look.text for look in looks[max(end, len(looks) - 12) :] if len(look.text) <= 60]
        # A bare agency below the text is a credit, above it a masthead.
        known = next((p for p in map(_spelled, bottom) if p and p.kind != "agency"), None)
    if known is None and not facts.publisher:
        notices = [look.text for look in looks if look.reason in ("rights", "registration")][:8]
        known = next((p for p in map(publisher_in_text, notices) if p), None)
    if known:
        facts.publisher, facts.publisher_country = known.name, known.country
    elif not facts.publisher and facts.rights.holder and len(facts.rights.holder) <= 60:
        facts.publisher = _house(facts.rights.holder, looks[:start])
    facts.publisher = facts.publisher or paper_of_desk(facts.authors)


_COMPANY = re.compile(r",?\s+(?:Inc|Ltd|LLC|GmbH|Co|Corp|plc|AG|Limited|Company)\.?$")


def _house(holder: str, above: list[Look]) -> str | None:
    """Return the holder of the rights as publisher: a company's name only where it is a paper's or stands above the text."""
    name = _COMPANY.sub("", holder)
    if name == holder or is_outlet_name(name) or any(name.casefold() in look.text.casefold() for look in above):
        return name
    return None


def _spelled(text: str) -> Publisher | None:
    """Return the publisher whose name a line is, letter by letter: "Foreign policy" is a subject, no paper."""
    for part in (text, re.split(r"\s[-–—|]\s", text)[0]):
        found = publisher_by_name(part)
        if found and (part.isupper() or part.strip() in (found.name, *found.also, *found.domains)):
            return found
    return None


def _masthead(url: str | None, lines: list[str]) -> str | None:
    """Return the line above the article that bears the name of the host ("Eastshore Times", eastshore.example)."""
    label = max((host_of(url) or "").split("."), key=len)
    if len(label) < 4:
        return None
    for text in lines:
        plain = "".join(c for c in text.casefold() if c.isalnum())
        if "/" in text or len(text.split()) > 5:
            continue
        if len(plain) >= 4 and (label.replace("-", "") in plain or plain in label.replace("-", "")):
            return text
    return None


def _site_name(header: Header) -> str | None:
    """Return the site's name at the end of the title that a clipping tool wrote: "The headline | The Site"."""
    site = strip_site_name(header.headline or "")[1]
    return None if not site or len(site.split()) > 5 or classify_furniture(site) else site


def _is_own_page(looks: list[Look], agency: str | None) -> bool:
    """Return whether the page speaks of the agency's own site, as only its own pages do."""
    addresses = (m[0] for look in looks if (m := _ADDRESS.search(look.text)))
    return agency is not None and any((p := publisher_by_url(a)) is not None and p.name == agency for a in addresses)


def _find_agency_note(facts: Facts, looks: list[Look], end: int) -> None:
    """Name the agency from a note at the end of the text, such as "With inputs from …" or a bare name."""
    if facts.agency:
        return
    for look in looks[max(0, end - 2) : end + 3]:
        if look.line.words > 30:
            continue
        m = _AGENCY_NOTE.search(look.text)
        agency = find_agency(m[1]) if m else find_agency(look.text) if look.line.words <= 3 else None
        if agency:
            facts.agency = agency
            return


def _is_signed(look: Look, agency: str) -> bool:
    """Return whether a line is the agency's name, or a line of town and day that it ends."""
    return look.text == agency or (look.line.words <= 14 and not look.prose and look.text.endswith(f"({agency})"))


def settle_facts(
    facts: Facts, dateline: Dateline | None, language: str | None, looks: list[Look]
) -> tuple[Facts, list[Finding]]:
    """Return the facts with dateline, language and the zone of the publisher, and the findings of doing so."""
    found: list[Finding] = []
    facts.language = language
    if dateline:
        facts.dateline = facts.dateline or dateline.place
        facts.agency = facts.agency or dateline.agency
        if dateline.year and dateline.month and dateline.day and not (facts.published or facts.updated):
            facts.published = f"{dateline.year}-{dateline.month:02}-{dateline.day:02}"
    listed = {p.name: p for p in list_publishers()}
    if facts.publisher is None and _is_own_page(looks, facts.agency):
        facts.publisher = facts.agency
        facts.publisher_country = listed[facts.agency or ""].country
    if facts.publisher is None and facts.agency and any(_is_signed(x, facts.agency) for x in looks[:8]):
        facts.publisher = facts.agency  # an agency's own page bears its name above the report
    publisher = publisher_by_url(facts.url) or listed.get(facts.publisher or "")
    for name in ("published", "updated"):
        value, finding = infer_zone(getattr(facts, name), publisher, name)
        setattr(facts, name, value)
        if finding:
            found.append(finding)
    if facts.published and facts.updated == facts.published:
        facts.updated = None
    if facts.published and facts.updated and facts.updated[:10] < facts.published[:10]:
        message = f"The page says it was updated ({facts.updated}) before it was published ({facts.published})."
        found.append(Finding("conflicting_dates", "warning", message, "reported", field="updated"))
    if not (facts.published or facts.updated):
        found.append(Finding("no_date", "warning", "The page names no date of its own.", "reported", field="published"))
    return facts, found
