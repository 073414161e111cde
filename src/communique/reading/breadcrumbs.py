"""Breadcrumbs: the sections that lead to a page, as a line or a list of steps says them."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.reading.tables import load_table

__all__ = ["breadcrumb_parts", "tidy_sections"]

_CRUMB = re.compile(r"\s*[/>»›→|]\s*|\s+[-–]\s+")
_CRUMB_SIGN = re.compile(r"\s[/>»›→]\s|[>»›→]")
_EDGE = " \u00a0>/»›→|·"


@lru_cache(maxsize=1)
def _first_steps() -> frozenset[str]:
    return frozenset(load_table("furniture")["breadcrumb"]["first"])


def breadcrumb_parts(text: str) -> tuple[str, ...]:
    """Return the steps of a breadcrumb without its home, empty where the line is none."""
    if len(text) > 160 or not _CRUMB_SIGN.search(text):
        return ()
    parts = [p.strip(" \u00a0") for p in _CRUMB.split(text) if p.strip()]
    home = bool(parts) and parts[0].casefold() in _first_steps()
    if not 2 <= len(parts) <= 6 or any(any(c.isdigit() for c in p) for p in parts[:3]):
        return ()
    short = parts[1:] if home else parts
    if any(len(p.split()) > 4 for p in short[:-1]) or (not home and any(len(p.split()) > 3 for p in short)):
        return ()
    if not home and not re.search(r"[>»›→]", text):
        return ()
    return tuple(short)


def tidy_sections(names: list[str], headline: str = "") -> tuple[str, ...]:
    """Return the steps that name sections: without home, the headline, what every page bears, and repetitions."""
    title = " ".join(headline.split()).casefold()
    last = load_table("furniture")["breadcrumb"]["last"]
    kept: list[str] = []
    for name in names:
        text = " ".join(name.split()).strip(_EDGE)
        plain = text.casefold()
        if not 1 <= len(text) <= 50 or len(text.split()) > 6 or plain in last or text in kept:
            continue
        if plain == title or (len(plain) >= 20 and title.startswith(plain.rstrip(".… "))):
            continue
        home = plain.strip(" :") in _first_steps() and plain != "news"
        if home or not any(c.isalpha() for c in text) or (plain == "news" and len(names) == 1):
            continue
        kept.append(text)
    return tuple(kept[:6])
