"""Tells the sentences of market reports, whose figures are prices and nobody's claim."""

from __future__ import annotations

import re
from functools import cache

from communique.annotation.quantities.lexicon import load_lexicon

__all__ = ["tells_prices"]

_TICKER = re.compile(
    r"(?<![\w.])\.[A-Z]{2,6}\b|(?<![\w.])[A-Z]{2,5}\.(?:DE|HK|KS|L|MI|N|O|PA|SS|SZ|T|TO)\b|\b[A-Z]{2,4}="
)
_LONGEST = 2000
"""Letters of a sentence that are looked at: a market line tells itself early."""


def tells_prices(text: str) -> bool:
    """Return whether a sentence names a ticker, an index or a future: ".SPX", "XOM.N", "the Nasdaq", "EUR="."""
    head = text[:_LONGEST]
    return _TICKER.search(head) is not None or _markets().search(head) is not None


@cache
def _markets() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_lexicon().markets))})\b")
