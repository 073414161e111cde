"""Injected spam: what was put on a page by others than its publisher, told by its script, its form and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.reading.scripts import count_scripts, script_of_language
from communique.reading.tables import load_table

__all__ = ["SpamVerdict", "judge_spam", "keyword_list_share", "spam_words"]

LONGEST = 4000

_SEPARATOR = re.compile(r"[,，、;；|｜/·•\n]|\s[-–—_]\s")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(
    r"https?://|www\.[a-z0-9-]+\.|\b[a-z0-9-]{2,30}\.(?:com|net|org|xyz|top|vip|win|bet|club|online|site|shop|icu)\b",
    re.IGNORECASE,
)
_LATIN = frozenset({"latin"})
_END = re.compile(r"[.!?。！？؟।]['\"”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class SpamVerdict:
    """Whether a text is spam: `sure` where its own words prove it; `reason` says in words what was seen."""

    spam: bool
    sure: bool
    reason: str
    trades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Spam words by their first word (or first letter, in scripts without spaces), each with its trade and strength."""

    spaced: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    dense: dict[str, list[tuple[str, str, bool]]]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    spaced: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    dense: dict[str, list[tuple[str, str, bool]]] = {}
    for trade in load_table("spam")["trade"]:
        strong = not trade.get("weak", False)
        for word in trade["words"]:
            if _SPACELESS.search(word):
                dense.setdefault(word[0], []).append((word, trade["id"], strong))
            else:
                parts = tuple(word.casefold().split())
                spaced.setdefault(parts[0], []).append((parts, trade["id"], strong))
    return _Lexicon(spaced, dense)


def spam_words(text: str) -> tuple[set[str], set[str], set[str], int]:
    """Return the strong and the weak spam words of the text, the trades of the strong, and its count of words."""
    lexicon = _lexicon()
    sample = text[:LONGEST].casefold()
    tokens = _TOKEN.findall(sample)
    strong: set[str] = set()
    weak: set[str] = set()
    trades: set[str] = set()
    for i, token in enumerate(tokens):
        for parts, trade, is_strong in lexicon.spaced.get(token, ()):
            if len(parts) == 1 or tuple(tokens[i : i + len(parts)]) == parts:
                (strong if is_strong else weak).add(" ".join(parts))
                if is_strong:
                    trades.add(trade)
    letters = 0
    for m in _SPACELESS.finditer(sample):
        i, char = m.start(), m[0]
        letters += 1
        for word, trade, is_strong in lexicon.dense.get(char, ()):
            if sample.startswith(word, i):
                (strong if is_strong else weak).add(word)
                if is_strong:
                    trades.add(trade)
    spaced_tokens = sum(not _SPACELESS.match(t) for t in tokens) if letters else len(tokens)
    return strong, weak, trades, spaced_tokens + (letters + 1) // 2


def keyword_list_share(text: str) -> float:
    """Return how much of the text is a list of search words: the share of it in short parts between separators."""
    parts = [p.strip() for p in _SEPARATOR.split(text[:LONGEST]) if p.strip()]
    if len(parts) < 4 or _END.search(text) or _END.search(parts[0]):
        return 0.0
    short = [p for p in parts if len(_TOKEN.findall(p)) <= 6 and len(p) <= 40]
    return len(short) / len(parts)


def judge_spam(text: str, language: str | None = None) -> SpamVerdict:
    """Return whether a title, line or paragraph of a page in `language` is injected spam.

    Three kinds of evidence: spam words of several sorts close together; a list of search words; a script in which the
    page is not written. One alone is spam only when it is strong; foreign script alone is `sure=False`.
    """
    strong, weak, trades, count = spam_words(text)
    if not count:
        return SpamVerdict(False, False, "")
    if not strong and (language is None or script_of_language(language) == _LATIN) and text.isascii():
        return SpamVerdict(False, False, "")  # nothing below can speak against plain Latin text without such a word
    listed = keyword_list_share(text) >= 0.75
    density = (len(strong) + len(weak) / 2) / count
    address = bool(_ADDRESS.search(text[:LONGEST].casefold()))
    found = tuple(sorted(trades))
    named = ", ".join(sorted(strong | weak)[:4])
    if len(strong) >= 2 and (len(strong) + len(weak) >= 3) and (density >= 0.16 or (listed and density >= 0.08)):
        return SpamVerdict(True, True, f"words of search spam close together ({named})", found)
    if len(strong) >= 2 and address and density >= 0.1:
        return SpamVerdict(True, True, f"words of search spam beside an address ({named})", found)
    if strong and listed and density >= 0.12:
        return SpamVerdict(True, True, f"a list of search words ({named})", found)
    if language is not None:
        scripts = count_scripts(text)
        letters = sum(scripts.values())
        own = sum(scripts.get(s, 0) for s in script_of_language(language))
        # Latin names and brands stand on every page of the world; other scripts do not stand on an English one.
        foreign = letters >= 8 and own / letters < 0.2
        if foreign and (strong or listed):
            what = "a list of words" if listed else f"words of search spam ({named})"
            return SpamVerdict(True, True, f"{what} in a script in which the page is not written", found)
        if foreign and scripts.get("latin", 0) < letters * 0.6:
            return SpamVerdict(True, False, "a script in which the page is not written", found)
    return SpamVerdict(False, False, "")
