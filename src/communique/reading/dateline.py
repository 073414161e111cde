"""Datelines: the town, agency and day at the head of a first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.reading.names import capitalize, looks_like_place, place_case, tidy, word_set
from communique.reading.publishers import find_agency
from communique.reading.timestamps import find_timestamps, month_number, zone_of_town

__all__ = ["Dateline", "read_dateline"]

_DATELINE = re.compile(
    r"^(?P<open>[(【\[]?)\s*(?P<place>[^\W\d_][^\d()\[\]{}:;!?\n\"“”]{1,60}?)?(?:,\s*(?P<date>[^()\d\n]{0,12}\d{1,2}[^()\n\d]{0,16}?(?:\d{4})?))?"
    r"\s*(?:\.?\s*[(/\[]\s*(?P<agency>[^()\[\]\n/]{2,40}?)\s*[)/\]])?\s*(?:(?P<dash>(?<=[\s)\]])-|[–—:])[-–—]?|(?P<stop>(?<=[)/\]])\.|\.(?=\s)))\s*"
)
_FIRST_AGENCY = re.compile(r"^(?P<agency>[^\W\d_][\w. ]{1,30}?)\s*,\s*(?P<place>[^\W\d_][^,:;.\n]{1,30}?)\s*[-–—:]\s")
_BRACKET_PLACE = re.compile(r"^[(\[](?P<place>[^()\[\]\d\n]{2,40})[)\]]\s*(?:(?P<agency>[^\W\d_]{2,20})\s*)?[-–—:]\s")
_CJK_HEAD = re.compile(
    r"^[(（【]?(?P<agency>新华社|中新社|中新网|新华网|[\u4e00-\u9fff]{2,6}?(?:社|网|日报|晚报|时报))(?P<place>[\u4e00-\u9fff·]{1,12}?)(?P<month>\d{1,2})月(?P<day>\d{1,2})日[电讯][)）】]?\s*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a first paragraph: `KYIV, Jan 24 (AGENCY) —`; `end` is the code point after it.

    `signed` is what stands in the brackets, whether it is a listed agency or not.
    """

    place: str | None
    agency: str | None
    month: int | None
    day: int | None
    end: int
    year: int | None = None
    signed: str | None = None


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the place, agency and day that the head of a first paragraph names, None where it has no dateline.

    The head must be closed by a dash or colon, and hold a town in large letters, an agency or a day; a sentence that
    merely has an early dash is none.
    """
    head = paragraph[:120]
    if m := _CJK_HEAD.match(head):
        return Dateline(m["place"], find_agency(m["agency"]), int(m["month"]), int(m["day"]), m.end())
    if (m := _FIRST_AGENCY.match(head)) and find_agency(m["agency"]):
        return Dateline(place_case(tidy(m["place"])), find_agency(m["agency"]), None, None, m.end())
    if m := _BRACKET_PLACE.match(head):
        agency = find_agency(m["agency"] or "") if m["agency"] else None
        return Dateline(place_case(tidy(m["place"])), agency, None, None, m.end())
    if dated := _read_day(head):
        return dated
    m = _DATELINE.match(head)
    if (
        m
        and m["dash"]
        and m["place"]
        and not m["date"]
        and not m["agency"]
        and _goes_on(paragraph, m.end())
        and zone_of_town(tidy(m["place"]).split(",")[0])
    ):
        return Dateline(place_case(tidy(m["place"]).split(",")[0]), None, None, None, m.end())
    if not m or not (m["dash"] or m["stop"]) or not m["place"]:
        return None
    if m["stop"] and not m["agency"] and not (m["date"] and m["place"].split(",")[0].isupper()):
        return None  # "Москва, 5 октября." closes a dateline by a full stop; "Dr." and "Yesterday." close none
    place, agency_words = tidy(m["place"]), m["agency"] or ""
    agency = find_agency(agency_words) if agency_words else None
    month, day = _month_and_day(m["date"] or "")
    if day and place.split(",")[0].isupper() and agency is None and _looks_like_agency(agency_words):
        agency = tidy(agency_words)
        # A name in large letters is written small; one short word of them is an acronym.
        agency = capitalize(agency) if agency.isupper() and (" " in agency or len(agency) > 6) else agency
    if find_agency(place) and not agency:
        place, agency = "", find_agency(place)
    first = place.split(",")[0].strip()
    upper = first.isupper() and len(first) > 2
    if len(place.split()) > 6 or (m["dash"] == ":" and not (upper or agency or day)):
        return None
    if not (upper or agency or day or (agency_words and len(agency_words) <= 25 and looks_like_place(first))):
        return None
    lead = first.casefold().split(" ")[0]
    after = paragraph[m.end() : m.end() + 40].partition(".")[0]
    agency = agency or (find_agency(after) if "." in paragraph[m.end() : m.end() + 40] else None)
    if first and (not looks_like_place(first) or lead in word_set("no_place") or lead in word_set("weekdays")):
        return None
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", m["date"] or "")
    return Dateline(
        place_case(first) or None,
        agency,
        month,
        day,
        m.end(),
        int(year[0]) if year else None,
        tidy(agency_words) or None,
    )


def _read_day(head: str) -> Dateline | None:
    """Return the dateline of a paragraph that opens with a full date and a dash, as the news pages of organisations do."""
    stamps = find_timestamps(head[:48])
    if not stamps or stamps[0].start > 1 or "T" in stamps[0].iso:
        return None
    dash = re.match(r"\)?\s*[–—-]{1,2}\s+", head[stamps[0].end :])
    if not dash or head[stamps[0].end] == "-":
        return None
    year, month, day = (int(x) for x in stamps[0].iso.split("-"))
    return Dateline(None, None, month, day, stamps[0].end + dash.end(), year)


def _goes_on(paragraph: str, at: int) -> bool:
    """Return whether a sentence begins at `at`: with a large letter, a quotation or a number."""
    return at < len(paragraph) and (paragraph[at].isupper() or paragraph[at].isdigit() or paragraph[at] in "\"'“‘«")


def _looks_like_agency(text: str) -> bool:
    """Return whether the words in a dateline's brackets can name an agency that is not listed."""
    words = text.split()
    if not 1 <= len(words) <= 4 or any(c.isdigit() or c in ",;:" for c in text):
        return False
    if not all(w[:1].isupper() or w.casefold() in word_set("particles") for w in words):
        return False
    return not any(w.casefold().strip(".") in word_set("weekdays") or month_number(w) for w in words)


def _month_and_day(text: str) -> tuple[int | None, int | None]:
    numbers = re.findall(r"\d{1,2}", text)
    if not numbers or not 1 <= int(numbers[0]) <= 31:
        return None, None
    for word in re.findall(r"[^\W\d_]+", text):
        if number := month_number(word):
            return number, int(numbers[0])
    return None, None
