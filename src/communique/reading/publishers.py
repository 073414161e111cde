"""Known publishers: who publishes a page, where its newsroom stands and in which zone its clock runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from communique.reading.tables import load_table
from communique.reading.timestamps import add_zone, has_zone
from communique.words import Finding

__all__ = [
    "Publisher",
    "find_agency",
    "host_of",
    "infer_zone",
    "list_publishers",
    "publisher_by_name",
    "publisher_by_url",
    "publisher_in_text",
]

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One line of publishers.toml; `country` is ISO 3166 alpha-3, `zone` an IANA name."""

    name: str
    domains: tuple[str, ...]
    country: str
    zone: str
    kind: str
    also: tuple[str, ...]


@lru_cache(maxsize=1)
def list_publishers() -> tuple[Publisher, ...]:
    """Return every publisher of the list, in its order."""
    return tuple(
        Publisher(
            name=row["name"],
            domains=tuple(row["domains"]),
            country=row["country"],
            zone=row["zone"],
            kind=row.get("kind", "press"),
            also=tuple(row.get("also", ())),
        )
        for row in load_table("publishers")["publisher"]
    )


def _key(name: str) -> str:
    return _SPACE.sub(" ", name.replace("’", "'").strip(' .,;:|()[]{}«»"“”-–—©')).casefold()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Publisher | None]:
    """Return publishers by name, and by domain as a name; a name that two share gives None."""
    found: dict[str, Publisher | None] = {}
    for publisher in list_publishers():
        for name in (publisher.name, *publisher.also, *publisher.domains):
            key = _key(name)
            known = found.get(key, publisher)
            found[key] = publisher if known is publisher else None
    return found


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Publisher]:
    return {domain: publisher for publisher in list_publishers() for domain in publisher.domains}


def host_of(url: str | None) -> str | None:
    """Return the host of an address in lower case without `www.`, None where there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return (host or "").lower().removeprefix("www.").rstrip(".") or None


def publisher_by_url(url: str | None) -> Publisher | None:
    """Return the publisher whose domain the address lies under, None where it is not in the list."""
    host = host_of(url)
    labels = (host or "").split(".")
    for i in range(min(len(labels) - 1, 8)):
        if found := _by_domain().get(".".join(labels[i:])):
            return found
    return None


def publisher_by_name(name: str) -> Publisher | None:
    """Return the publisher of that name, other name or domain; None where it is not listed or two bear it."""
    if not name or len(name) > 120:
        return None
    key = _key(name)
    found = _by_name().get(key)
    return found or (_by_name().get(key.removeprefix("the ")) if key.startswith("the ") else None)


@lru_cache(maxsize=1)
def _names_pattern() -> re.Pattern[str]:
    # Names that are common words or very short stand for a publisher in a list of names, not in running text.
    names = {
        n
        for p in list_publishers()
        for n in (p.name, *p.also)
        if len(n) >= 6 and (" " in n or not n.isascii() or "." in n)
    }
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in ordered) + r")(?!\w)")


def publisher_in_text(text: str) -> Publisher | None:
    """Return the first publisher of more than one word that a short line (a rights notice, a footer) names."""
    m = _names_pattern().search(text[:1000])
    return publisher_by_name(m[0]) if m else None


def find_agency(name: str) -> str | None:
    """Return the agency's name as listed where `name` names a news agency, None otherwise."""
    found = publisher_by_name(name)
    return found.name if found and found.kind == "agency" else None


def infer_zone(iso: str | None, publisher: Publisher | None, field: str) -> tuple[str | None, Finding | None]:
    """Return the time with the zone of its publisher, and the finding that says so.

    A bare date, a time with a zone and a time of an unlisted publisher are returned as they are; the last comes
    with the finding `zone_unknown`.
    """
    if not iso or "T" not in iso or has_zone(iso):
        return iso, None
    if publisher is None:
        return iso, Finding(
            "zone_unknown",
            "info",
            f"The {field} time {iso} names no zone and its publisher is not listed.",
            "reported",
            field=field,
        )
    zoned = add_zone(iso, publisher.zone)
    if zoned == iso:
        return iso, Finding(
            "zone_unknown",
            "info",
            f"The {field} time {iso} names no zone and no table of zones holds {publisher.zone}.",
            "reported",
            field=field,
        )
    message = f"The {field} time names no zone; it was read in {publisher.zone}, the zone of {publisher.name}."
    return zoned, Finding("zone_inferred", "info", message, "reported", exact=None, field=field)
