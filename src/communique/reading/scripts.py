"""Which writing systems a text is in."""

from __future__ import annotations

import re

__all__ = ["LANGUAGE_SCRIPTS", "count_scripts", "main_script", "script_of_language"]

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    ("cyrillic", r"[\u0400-\u052f]"),
    ("arabic", r"[\u0620-\u06ff\u0750-\u077f]"),
    ("han", r"[\u3400-\u9fff\uf900-\ufaff]"),
    ("kana", r"[\u3040-\u30ff]"),
    ("hangul", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("greek", r"[\u0370-\u03ff]"),
    ("hebrew", r"[\u0590-\u05ff]"),
    ("devanagari", r"[\u0900-\u097f]"),
    ("bengali", r"[\u0980-\u09ff]"),
    ("tamil", r"[\u0b80-\u0bff]"),
    ("thai", r"[\u0e00-\u0e7f]"),
    ("georgian", r"[\u10a0-\u10ff]"),
    ("armenian", r"[\u0530-\u058f]"),
    ("ethiopic", r"[\u1200-\u137f]"),
    ("burmese", r"[\u1000-\u109f]"),
    ("khmer", r"[\u1780-\u17ff]"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _SCRIPTS)

# Scripts of languages not written in Latin letters; Japanese mixes two.
LANGUAGE_SCRIPTS: dict[str, frozenset[str]] = {
    **{code: frozenset({"cyrillic"}) for code in ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt")},
    **{code: frozenset({"arabic"}) for code in ("ar", "fa", "ur", "ps", "ckb", "ug", "sd")},
    **{code: frozenset({"devanagari"}) for code in ("hi", "mr", "ne", "sa")},
    "zh": frozenset({"han"}),
    "ja": frozenset({"han", "kana"}),
    "ko": frozenset({"hangul", "han"}),
    "el": frozenset({"greek"}),
    "he": frozenset({"hebrew"}),
    "yi": frozenset({"hebrew"}),
    "bn": frozenset({"bengali"}),
    "ta": frozenset({"tamil"}),
    "th": frozenset({"thai"}),
    "ka": frozenset({"georgian"}),
    "hy": frozenset({"armenian"}),
    "am": frozenset({"ethiopic"}),
    "my": frozenset({"burmese"}),
    "km": frozenset({"khmer"}),
}
# A sample is enough: a piece is in one script or it is a mixture from its start.
_MOST_READ = 2000


def count_scripts(text: str) -> dict[str, int]:
    """Return how many letters of each script the first 2,000 code points of the text hold."""
    sample = text[:_MOST_READ]
    if sample.isascii():
        letters = sum(map(str.isalpha, sample))
        return {"latin": letters} if letters else {}
    counts = ((name, len(pattern.findall(sample))) for name, pattern in _PATTERNS)
    return {name: n for name, n in counts if n}


def main_script(text: str) -> str | None:
    """Return the script of most of the text's letters, None where it has none."""
    counts = count_scripts(text)
    return max(counts, key=lambda name: (counts[name], name)) if counts else None


def script_of_language(language: str | None) -> frozenset[str]:
    """Return the scripts in which a language is written, Latin where nothing else is known of it."""
    return LANGUAGE_SCRIPTS.get(language or "", frozenset({"latin"}))
