"""Live blogs: the entries of the page, each with its heading and its own time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.reading.html.structured import as_texts, types_of
from communique.reading.timestamps import parse_timestamp

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page
    from communique.reading.html.kinds import Typed
    from communique.reading.html.structured import Structured

__all__ = ["mark_entries"]

_CLOCK = re.compile(
    r"^\W*(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>GMT|UTC|BST|CET|CEST|EST|EDT|ET|PT|MSK|Uhr)?\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"live-?blog|liveblog|live-?entry|timeline|block-time|post-?entry|live-?update|update-item|live-?post|BlogPosting|ticker",
    re.IGNORECASE,
)
LEAST_ENTRIES = 3


def mark_entries(page: Page, typed: list[Typed], data: Structured) -> None:
    """Mark the headings of a live blog's entries and give every block of an entry its time.

    An entry is a repeated element with a machine-readable time of its own; at least three of them make a live blog.
    """
    entries = _entry_elements(page, typed, data)
    if len(entries) < LEAST_ENTRIES:
        return
    entries.sort()
    position = 0
    for t in typed:
        while position + 1 < len(entries) and entries[position + 1][0] <= t.block.start:
            position += 1
        start, end, iso = entries[position]
        if not start <= t.block.start < end:
            continue
        t.published = iso
        if t.kind in {"subhead", "empty_subhead"}:
            t.kind = "entry_heading"


def _entry_elements(page: Page, typed: list[Typed], data: Structured) -> list[tuple[int, int, str]]:
    """Return start, end and time of every entry, by time elements in sibling elements of one signature."""
    if not typed:
        return []
    tree = page.tree
    low, high = typed[0].block.start, typed[-1].block.end
    groups: dict[tuple[int, str, str], list[tuple[int, int, str]]] = {}
    for e in tree.elements:
        if e.tag != "time" or not low - 5000 <= e.start <= high:
            continue
        iso = parse_timestamp(e.get("datetime")) if e.get("datetime") else None
        if not iso or "T" not in iso:
            continue
        holder = _repeated_ancestor(page, e.i)
        if holder >= 0:
            h = tree.elements[holder]
            group = groups.setdefault((h.parent, h.tag, h.get("class")[:60]), [])
            if not group or group[-1][0] != h.start:
                group.append((h.start, h.end, iso))
    live = any("liveblogposting" in types_of(n) for n in data.nodes)
    best: list[tuple[int, int, str]] = []
    for (_, tag, names), group in sorted(groups.items()):
        solid = [g for g in group if _prose_between(page, g[0], g[1]) >= 8]
        if len(solid) > len(best) and (live or tag == "article" or _ENTRY.search(names) or len(solid) >= 4):
            best = solid
    total = sum(t.block.words for t in typed if t.kind in {"paragraph", "list_item", "quotation"})
    inside = sum(_prose_between(page, s, e) for s, e, _ in best)
    return best if inside >= 0.5 * total else []


def _repeated_ancestor(page: Page, element: int) -> int:
    """Return the ancestor that stands beside at least two others of its tag and class, -1 for none."""
    tree = page.tree
    chain = tree.ancestors(element)[1:9]
    for e in chain:
        if e.parent < 0 or e.tag in {"body", "html"}:
            return -1
        if page.prose_in(e.i) < 8:
            continue
        same = 0
        i = e.parent + 1
        steps = 0
        while i < tree.elements[e.parent].last and steps < 400:
            other = tree.elements[i]
            same += other.tag == e.tag and other.get("class")[:60] == e.get("class")[:60]
            i = other.last
            steps += 1
        if same >= LEAST_ENTRIES:
            return e.i
    return -1


def _prose_between(page: Page, start: int, end: int) -> int:
    from bisect import bisect_left

    low, high = bisect_left(page.starts, start), bisect_left(page.starts, end)
    return page.prose[high] - page.prose[low]


def times_of_updates(data: Structured) -> list[str]:
    """Return the times of a JSON-LD live blog's updates."""
    updates = data.article.get("liveBlogUpdate")
    return (
        [t for u in updates[:500] for t in as_texts(u.get("datePublished"))[:1] if isinstance(u, dict)]
        if isinstance(updates, list)
        else []
    )
