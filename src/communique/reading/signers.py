"""Who signs: the names, posts, desks, agencies and towns in what stands behind the "by" of a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.reading.names import (
    CASELESS,
    is_desk,
    is_nobody,
    is_paper,
    is_role,
    looks_like_name,
    looks_like_place,
    place_case,
    tidy,
    title_case,
    without_article,
    word_set,
)
from communique.reading.publishers import find_agency, publisher_by_name
from communique.reading.tables import load_table
from communique.reading.timestamps import zone_of_town

__all__ = [
    "Byline",
    "cut_house",
    "desk_after_by",
    "is_named",
    "is_town",
    "join_bylines",
    "label_pattern",
    "read_people",
    "strip_by",
]

_NAME_CUT = re.compile(r"\s*(?:,|;|、|，|\s&\s)\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says of the article's making; `sure` is true where a word, a time or a known name says so.

    `published` and `updated` are ISO 8601 as written, without an inferred zone. `agency` is a listed agency's name.
    """

    authors: tuple[str, ...] = ()
    dateline: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: str | None = None
    updated: str | None = None
    sure: bool = False


@lru_cache(maxsize=16)
def label_pattern(key: str) -> re.Pattern[str]:
    """Return what matches a label at the head of a part, its colon included, longest label first."""
    labels = sorted(load_table("byline")[key], key=lambda w: (-len(w), w))
    body = "|".join(re.escape(w) for w in labels)
    return re.compile(
        rf"^(?:{body})(?:\s*[:：]\s*|\s+(?:on|at|the|le|el|em|il|am|в|في)\s+|(?![^\W\d_])\s*)", re.IGNORECASE
    )


def _split_names(text: str) -> list[str]:
    """Return the parts of a list of names, cut at commas and at the word for "and"."""
    parts: list[str] = []
    for part in _NAME_CUT.split(text):
        words: list[str] = []
        tokens = part.split()
        for i, word in enumerate(tokens):
            if word.casefold() in word_set("and") and words and i + 1 < len(tokens) and len(word) <= 4:
                # "Ana y Bo": the word parts two names only where a name stands on both sides of it.
                if word[0].isupper() and word.casefold() != "and" and not part.isupper():
                    words.append(word)
                    continue
                parts.append(" ".join(words))
                words = []
                continue
            words.append(word)
        if words and not (len(words) == 1 and words[0].casefold() in word_set("and")):
            if words[0].casefold() in word_set("and") and len(words) > 1:
                words = words[1:]
            parts.append(" ".join(words))
    return [p for p in (tidy(p) for p in parts) if p]


def _cut_place(text: str) -> tuple[str, str | None]:
    """Return the names before "in TOWN" and the town, which must stand at the end."""
    words = text.split()
    for i in range(len(words) - 1, 0, -1):
        if words[i].casefold() in word_set("in") and i + 1 < len(words) and words[i].islower() | text.isupper():
            place = tidy(" ".join(words[i + 1 :]))
            first, _, both = place.partition(" and ")
            if both and zone_of_town(first):
                if looks_like_name(both) and not zone_of_town(both):  # "in Rome and Bo Sample"
                    return f"{' '.join(words[:i])} and {both}", place_case(first)
                place = first  # "in Rome and Manila"
            if looks_like_place(place):
                head = " ".join(words[:i]).removesuffix(" reporting").strip(" ,")
                return head, place_case(place)
    return text, None


def read_people(text: str) -> Byline | None:
    """Return authors, town and agency of a part without times, None where some of it is none of these."""
    text = tidy(text)
    if not text:
        return Byline()
    agency = find_agency(text)
    if agency:
        return Byline(agency=agency, sure=True)
    authors: list[str] = []
    dateline: str | None = None
    publisher: str | None = None
    agency = None
    # "Ana in Geneva and Bo in Kyiv": each stretch up to a town is read by itself; the first town stands.
    head, place = _cut_place(text)
    dateline = place
    for name in _split_names(head):
        before, town = _cut_place(name)
        if town:
            dateline = town
            name = before  # noqa: PLW2901
        if found := find_agency(name):
            agency = found
        elif is_desk(name) and not authors:  # behind a name it is that person's desk
            authors.append(title_case(without_article(name)))
        elif is_paper(name) and (authors or name.startswith("The ")):
            publisher = publisher or name
        elif (is_role(name) and not looks_like_name(name)) or is_nobody(name):
            continue
        elif looks_like_name(name):
            authors.append(title_case(name))
        elif (authors or agency) and looks_like_place(name) and dateline is None:
            dateline = place_case(name)
        elif publisher_by_name(name):
            continue
        else:
            return None
    if publisher and not authors and not agency:
        return Byline(publisher=publisher, dateline=dateline)
    if not authors and not agency and dateline and (is_role(head) or is_nobody(head)):
        return Byline(dateline=dateline)
    if not authors and not agency:
        return Byline() if (is_role(text) and dateline is None) or is_nobody(head) else None
    return Byline(tuple(authors), dateline, publisher, agency, sure=agency is not None)


def strip_by(text: str) -> tuple[str, bool, bool]:
    """Return the part after its "by", whether one stood there, and whether it alone makes a byline."""
    m = label_pattern("by").match(text)
    if not m or m.end() >= len(text):
        return text, False, False
    label = tidy(m[0]).casefold()
    colon = m[0].rstrip().endswith((":", "："))
    if not (colon or m[0].endswith(" ") or label == "文" or CASELESS.match(label)):
        return text, False, False
    rest = text[m.end() :]
    # "By the editors": the label takes small words before a date with it, and these are part of the name here.
    if " " in m[0].rstrip() and is_desk(f"{m[0].split()[-1]} {tidy(rest)}"):
        rest = f"{m[0].split()[-1]} {rest}"
    first = rest.split(" ", 1)[0]
    named = first[:1].isupper() and len(text) <= 60 and not text.endswith(".")
    return rest, True, colon or named or label not in word_set("weak_by")


def join_bylines(a: Byline, b: Byline) -> Byline:
    """Return the first byline with what it lacks filled from the second, and the authors of both."""
    return Byline(
        authors=a.authors + tuple(x for x in b.authors if x not in a.authors),
        dateline=a.dateline or b.dateline,
        publisher=a.publisher or b.publisher,
        agency=a.agency or b.agency,
        published=a.published or b.published,
        updated=a.updated or b.updated,
        sure=a.sure or b.sure,
    )


def cut_house(part: str) -> tuple[str, str | None]:
    """Return a name without the agency written after it with no sign between, and that agency: "Bo Sample Associated Press"."""
    words = part.split()
    for k in range(max(2, len(words) - 3), len(words)):
        name, agency = " ".join(words[:k]), find_agency(" ".join(words[k:]))
        if agency and looks_like_name(name):
            return name, agency
    return part, None


def desk_after_by(part: str) -> str | None:
    """Return the desk or the post that signs after "by the" or "by our": "economics team", "West Africa editor"."""
    m = re.match(r"by\s(?:the|our)\s(?P<desk>[^\d,;:.]+)$", part, re.IGNORECASE)
    words = m["desk"].split() if m else []
    signs = 2 <= len(words) <= 4 and words[-1].casefold() in word_set("desks") | word_set("desk_people") | word_set(
        "desk_posts"
    )
    return " ".join(words) if signs else None


def is_town(part: str) -> bool:
    """Return whether a part is a known town, or several of which the first is known: "Vienna/Doha", "FREETOWN AND BO"."""
    if " " in part and part.rsplit(maxsplit=1)[-1].casefold() in word_set("place_words"):
        return looks_like_place(part)
    towns = [town.strip() for town in re.split(r"/|\s+(?:and|AND)\s+|,\s+", part)[:4]]
    return bool(zone_of_town(towns[0])) and all(looks_like_place(town) for town in towns[1:])


def is_named(found: Byline) -> bool:
    """Return whether a byline names somebody who wrote."""
    return bool(found.authors or found.agency)
