"""Leads an entry back to the words that it came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from communique.record.answers import Explanation, Passage
from communique.record.decisions import decisions_checked
from communique.record.keeping import article_of
from communique.record.selecting import resolve_id

if TYPE_CHECKING:
    import sqlite3

    from communique.record.merging.members import Body
    from communique.words import Article

__all__ = ["explain"]

_AROUND = 600
"""Code points shown on either side of the words at most; a paragraph is shorter than that as a rule."""


def explain(connection: sqlite3.Connection, wanted: str) -> Explanation:
    """Return why the entry that `wanted` names (an id, a member's id or the beginning of one) is in the record."""
    entry_id, _ = resolve_id(connection, wanted)
    entry: Body = json.loads(connection.execute("SELECT json FROM merged WHERE id = ?", (entry_id,)).fetchone()[0])
    members = tuple(
        json.loads(row[0])
        for member in entry.get("members", ())
        for row in connection.execute("SELECT json FROM members WHERE id = ?", (member,))
    )
    articles: dict[str, Article | None] = {}
    passages = []
    for evidence in [*entry["evidence"], *(entry.get("resolution") or ())]:
        capture = evidence["capture"]
        if capture not in articles:
            articles[capture] = article_of(connection, capture)
        article = articles[capture]
        if article is not None:
            passages.append(_passage(evidence, article))
    links = [
        json.loads(row[0])
        for row in connection.execute(
            """SELECT m.json FROM merged AS m JOIN facets AS f ON f.entry = m.number
            WHERE f.facet = 'end' AND f.value = ? ORDER BY m.sort, m.id""",
            (entry_id,),
        )
    ]
    decisions = decisions_checked(connection, [entry_id, *entry.get("members", ())])
    return Explanation(entry, tuple(passages), members, tuple(decisions), tuple(links))


def _passage(evidence: Body, article: Article) -> Passage:
    start, end = int(evidence["start"]), int(evidence["end"])
    first, last = max(0, start - _AROUND), min(len(article.text), end + _AROUND)
    for block in article.blocks:
        if block.start <= start < block.end:
            first = max(first, block.start)
        if block.start < end <= block.end:
            last = min(last, block.end)
    return Passage(
        capture=article.capture,
        slot=evidence["slot"],
        rule=evidence["rule"],
        start=start,
        end=end,
        before=article.text[first:start],
        exact=article.text[start:end],
        after=article.text[end:last],
        headline=article.headline,
        publisher=article.publisher,
        published=article.published,
        url=article.canonical_url or article.url,
    )
