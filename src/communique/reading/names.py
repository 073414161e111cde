"""The names in bylines: what can be a person, a place, a role, a desk or a paper by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.reading.tables import load_table

__all__ = [
    "CASELESS",
    "capitalize",
    "is_agency_name",
    "is_desk",
    "is_nobody",
    "is_outlet_name",
    "is_paper",
    "is_role",
    "looks_like_name",
    "looks_like_place",
    "paper_of_desk",
    "place_case",
    "tidy",
    "title_case",
    "without_article",
    "word_set",
]

_SPACE = re.compile(r"\s+")
CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that have no capitals."""


@lru_cache(maxsize=16)
def word_set(key: str) -> frozenset[str]:
    """Return a list of byline.toml as a set."""
    return frozenset(load_table("byline")[key])


def tidy(text: str) -> str:
    """Return the text with single spaces and without signs at its edges."""
    return _SPACE.sub(" ", text).strip(" ,;:：.()[]•|–—-")


def title_case(name: str) -> str:
    """Return an all-capital name with only its first letters large; short all-capital words are acronyms and stay."""
    if not name.isupper() or len(name) <= 4:
        return name
    return capitalize(name)


def capitalize(name: str) -> str:
    """Return the name with only the first letters of its words large."""
    return re.sub(r"[^\W\d_]+(?:['’](?=s\b)[^\W\d_]+)*", lambda m: m[0].capitalize(), name)


def place_case(name: str) -> str:
    """Return a place in large letters with only its first ones large; up to three letters (US, UAE) are left."""
    return capitalize(name) if name.isupper() and len(name) > 3 else name


def looks_like_name(text: str) -> bool:
    """Return whether the text can be a person's full name: two to five words with large first letters."""
    words = text.split()
    if any(c.isdigit() for c in text) or any(c in text for c in '?!:;"“”()[]{}<>@#/\\'):
        return False
    if words and all(CASELESS.match(w) for w in words):
        letters = sum(len(w) for w in words)
        return (2 <= letters <= 12 and len(words) <= 2) or (2 <= len(words) <= 4 and letters <= 30)
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    if not words[0][0].isupper() and words[0].casefold() not in word_set("particles"):
        return False
    solid = 0
    for word in words:
        if word.casefold() in word_set("particles") or word.casefold().strip("-").startswith(
            ("al-", "el-", "d'", "d’")
        ):
            continue
        if not word[0].isupper():
            return False
        if any(w.strip(".") in word_set("roles") for w in (word.casefold(), *word.casefold().split("-"))):
            return False
        solid += 1
    return solid >= 2


def looks_like_place(text: str) -> bool:
    """Return whether the text can be a place by its form: up to four words, the first and the last written large."""
    words = text.split()
    if not 1 <= len(words) <= 4 or len(text) > 40 or any(c.isdigit() for c in text):
        return False
    if any(w.casefold() in word_set("roles") or w in word_set("by") for w in words):
        return False
    return bool(CASELESS.match(text)) or (text[0].isupper() and (words[-1][0].isupper() or "-" in words[-1]))


def is_role(text: str) -> bool:
    """Return whether the text says what somebody is: a line of words of which one is a newsroom's role."""
    words = text.casefold().replace("'s", "").split()
    return 1 <= len(words) <= 8 and any(p.strip(".,") in word_set("roles") for w in words for p in (w, *w.split("-")))


def is_desk(text: str) -> bool:
    """Return whether the text names a desk or staff as author: "World Desk", "foreign staff", "the editors"."""
    words = [w.strip(".") for w in text.split()]
    if not 2 <= len(words) <= 6 or any(c.isdigit() or c in '?!:;"“”()[]{}<>@#/\\' for c in text):
        return False
    own = words[-1].casefold() in word_set("desk_people") and words[-2].casefold() in word_set("desk_owners")
    if words[-1].casefold() not in word_set("desks") and not own:
        return False
    return all(w[:1].isupper() or w.casefold() in word_set("desk_words") for w in words[:-1])


def without_article(desk: str) -> str:
    """Return "Africa Desk" for "the Africa Desk"; "the editors" stays."""
    rest = desk.partition(" ")[2]
    return rest if desk.startswith("the ") and " " in rest and rest[0].isupper() else desk


def is_paper(name: str) -> bool:
    """Return whether a name is a newspaper's by its last word: "The Harbour Courier"."""
    words = name.split()
    return 2 <= len(words) <= 5 and words[-1][0].isupper() and words[-1].casefold() in word_set("mastheads")


def is_outlet_name(text: str) -> bool:
    """Return whether words written as a name hold one that papers and agencies bear: "Example Times on the Web"."""
    words = text.split()
    small = word_set("particles") | {"of", "on", "the", "and", "for", "in", "&"}
    named = 2 <= len(words) <= 7 and words[0][0].isupper() and all(w[0].isupper() or w in small for w in words)
    return named and bool({w.casefold().strip(".,") for w in words} & (word_set("news_names") | word_set("mastheads")))


def is_agency_name(text: str) -> bool:
    """Return whether a name of two words and more says by its last one that it is a news agency or paper."""
    words = text.split()
    news = bool(words) and words[-1].casefold() in word_set("news_names") | word_set("mastheads")
    return news and 2 <= len(words) <= 5 and all(w[:1].isupper() or w in word_set("particles") for w in words)


def paper_of_desk(authors: tuple[str, ...]) -> str | None:
    """Return the paper that a desk's name begins with: "Harbour Courier staff", None where it begins with none."""
    words = authors[0].split()[:-1] if authors and is_desk(authors[0]) else []
    while words and words[-1].casefold() in word_set("desk_words"):
        words.pop()
    paper = bool(words) and words[-1].casefold() in word_set("mastheads") | word_set("news_names")
    named = 2 <= len(words) <= 4 and paper
    return " ".join(words) if named else None


def is_nobody(name: str) -> bool:
    """Return whether the name of an account says nothing of who wrote: "admin", "guest"."""
    return tidy(name).casefold() in word_set("nobody")
