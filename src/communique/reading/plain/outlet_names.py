"""What is written as an outlet's name, and what the words of a name say for it."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.reading.furniture import classify_furniture
from communique.reading.names import is_desk, is_role, word_set
from communique.reading.plain.kinds import is_caption
from communique.reading.timestamps import month_number, zone_of_town
from communique.world import country_by_name

__all__ = ["bears_word", "fold_name", "initials_of", "is_named", "name_points", "tidy_name", "write_name"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Za-z]{2,8})\)$")
_EDITION = re.compile(
    r"^(?:from|source:|welcome to|welcome|newsletter of)\s+|\s+(?:(?:print|online|web|digital|mobile) edition|home page)$",
    re.IGNORECASE,
)
_SMALL = frozenset({"of", "the", "on", "and", "for", "in", "from", "de", "la", "el", "du", "des", "&", "to", "at"})
_NUMBERED = frozenset({"issue", "no", "no.", "vol", "vol.", "volume", "part", "page", "day", "week", "year", "number"})
_SIGN = re.compile(r"[\"“”«»:@#*…,/\\()]")


def fold_name(text: str) -> str:
    """Return the words of a name in small letters, without signs and the article before them."""
    return " ".join(_WORD.findall(text.casefold())).removeprefix("the ")


def tidy_name(text: str) -> str:
    """Return a cell without what an outlet's name is written with: its short form, its town, its edition."""
    name = _EDITION.sub("", _ACRONYM.sub("", text.strip(" .,;:|–—-")))
    before, comma, town = name.rpartition(",")
    return before.strip() if comma and zone_of_town(town.strip()) else name


def is_named(name: str) -> bool:
    """Return whether words are written as an outlet's name: few, each large but for the small ones, none of a menu."""
    words = name.split()
    longest = 11 if words and words[0].casefold() in word_set("offices") else 7
    if not 1 <= len(words) <= longest or not 3 <= len(name) <= 90 or name[-1] in "?!.;," or _SIGN.search(name):
        return False
    lead = words[0].casefold().strip(".,")
    if lead in word_set("weekdays") or lead in _NUMBERED or month_number(lead) or not words[0][0].isalpha():
        return False
    if any(c.isdigit() for w in words[:-1] for c in w) or sum(c.isdigit() for c in words[-1]) > 2:
        return False
    if not all(w[0].isupper() or w in _SMALL or (w[0].isdigit() and len(words) > 1) for w in words):
        return False
    if not words[0][0].isupper() or words[-1] in _SMALL or (len(words) == 1 and len(name) < 4):
        return False
    if classify_furniture(name) or is_caption(name) or zone_of_town(name) or country_by_name(name) is not None:
        return False
    return not is_desk(name) and not (is_role(name) and name_points(name) <= 0)


def name_points(name: str) -> float:
    """Return what the words of a name themselves say: papers and broadcasters bear certain words, ministries others."""
    words = [w.casefold().strip(".,") for w in name.replace("-", " ").split()]
    press = word_set("mastheads") | word_set("news_names") | word_set("outlet_words")
    if words[-1] in word_set("mastheads"):
        best = 2.0
    elif word_set("mastheads").intersection(words) or (word_set("offices").intersection(words) and len(words) > 1):
        best = 1.5
    else:
        best = 1.2 if press.intersection(words) else 0.0
    if len(words) == 1 or all(w in press or w in _SMALL for w in words):
        best /= 2  # "Weekly Bulletin" is what many are
    return best + (0.5 if words[0] == "the" and len(words) > 1 else 0.0)


def bears_word(name: str, *, at_top: bool) -> bool:
    """Return whether a name bears a word of papers and broadcasters, or at the top of the page that of an office."""
    words = [w.casefold().strip(".,") for w in name.replace("-", " ").split() if w not in ("The", "THE")]
    press = word_set("mastheads") | word_set("news_names") | word_set("outlet_words")
    if all(w in press or w in _SMALL for w in words):
        return False
    # The word that heads a name is its last, or that before "of" and "on": "Times of the Lake", "Times on the Web".
    heads = {words[0], words[-1], *(a for a, b in pairwise(words) if b in _SMALL)} if words else set()
    return bool(heads & press) or (at_top and bool(word_set("offices").intersection(words)))


def initials_of(name: str) -> str:
    """Return the first letters of a name's words, large, small words left out."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isalpha() and w not in _SMALL).upper()


def write_name(name: str) -> str:
    """Return a name in large letters with only its first ones large; words of three letters are acronyms but for small ones."""
    if not name.isupper() or " " not in name:
        return name
    words = [w if len(w) <= 3 and w.casefold() not in _SMALL else w.capitalize() for w in name.split()]
    return " ".join(w.lower() if k and w.casefold() in _SMALL else w for k, w in enumerate(words))
