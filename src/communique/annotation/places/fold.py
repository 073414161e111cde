"""Folds a place name to the key under which the place table keeps it.

The same folding runs when the table is built (tools/build_places.py) and when it is asked, so the two can never differ.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold_name"]

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "e"}
)
_DROPPED = str.maketrans(dict.fromkeys(map(ord, "'’‘ʼʻ`´ʹʿʾ.\u00ad\u200c\u200d")))
_SPACED = str.maketrans(dict.fromkeys(map(ord, "-‐‑–—_/,()\t\n\r\xa0"), " "))
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return `name` without case, accents, apostrophes, hyphens and dots, "St" written out; "" for nothing left."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = plain.translate(_DROPPED).translate(_SPACED).split()
    return " ".join(_WORDS.get(w, w) for w in words)
