"""Whether a page between whose paragraphs spam stands is a newspaper's that was hurt, or bait on somebody else's site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.reading.names import is_nobody
from communique.reading.publishers import host_of, publisher_by_name, publisher_by_url
from communique.reading.tables import load_table

if TYPE_CHECKING:
    from communique.reading.assemble import Facts

__all__ = ["answers_for_itself", "is_signed_by_account"]

_SIGNED = re.compile(r"^(?:posted|published|written|submitted|added)\s+by\s*:?\s+(?P<name>[\w-]{2,20})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NO_SECTION = frozenset({"uncategorized", "uncategorised", "blog", "general", "other", "misc", "news"})
ENOUGH = 2
"""So many of its own marks show that a page is a newsroom's: one alone comes along with a copied report."""


def is_signed_by_account(line: str) -> bool:
    """Return whether a line says that an account without a name put the page up: "Posted by admin on ..."."""
    match = _SIGNED.match(line[:200])
    return bool(match) and is_nobody(match["name"] if match else "")


def _words_of(text: str) -> set[str]:
    return {w.casefold() for w in _WORD.findall(text)}


def answers_for_itself(facts: Facts, *, by_account: bool) -> bool:
    """Return whether a newsroom answers for the page: a listed publisher, or marks of its own that bait does not have.

    Those are a name by which a site says that it brings news, an author, a section, a rights notice, and beside such a
    name a dateline or agency. Each alone may have been copied with the report. A page put up by a nameless account has
    one less, one whose name or address is of another trade too.
    """
    if publisher_by_name(facts.publisher or "") or publisher_by_url(facts.url or ""):
        return True
    table = load_table("byline")
    names = _words_of(facts.publisher or "")
    news = bool(names & {*table["mastheads"], *table["news_names"]})
    trade = not news and bool((names | _words_of(host_of(facts.url) or "")) & set(table["other_trades"]))
    marks = [
        news,
        bool(facts.authors),
        any(s.casefold() not in _NO_SECTION for s in facts.section),
        bool(facts.publisher and facts.rights.statement) and not trade,
        news and bool(facts.dateline or facts.agency),
    ]
    return sum(marks) - int(by_account) - int(trade) >= ENOUGH
