"""Bylines: who wrote, where, for whom and when, as one line says it.

A line is cut at its separators, and every part must be explained (a name, a place, a publisher, a time, a reading time)
before the line counts as a byline: a sentence that begins with "By" never does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.reading.names import (
    CASELESS,
    is_agency_name,
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
from communique.reading.timestamps import Timestamp, find_timestamps, zone_of_town

__all__ = ["Byline", "read_byline"]

LONGEST = 260

_CUT = re.compile(r"\s*(?:[|•·●‧∙\t]|\s[-–—/]\s|\s{3,})\s*")
_NAME_CUT = re.compile(r"\s*(?:,|;|、|，|\s&\s)\s*")
_CHANGE = re.compile(
    r"(?P<label>(?:[^\W\d_]+ )?[^\W\d_]+)\s?:?\s(?:at\s|à\s|um\s)?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:\s?(?:GMT|UTC|Uhr))?\)?\s*$"
)
_BRACKETED = re.compile(r"(?<=\S)\s*\((?P<name>[^()\d]{3,40})\)$")
_READ_TIME = re.compile(r"^\d{1,3}[\s-]?")


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
def _label_pattern(key: str) -> re.Pattern[str]:
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
            if looks_like_place(place):
                head = " ".join(words[:i]).removesuffix(" reporting").strip(" ,")
                return head, place_case(place)
    return text, None


def _read_people(text: str) -> Byline | None:
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
    if not authors and not agency:
        return Byline() if (is_role(text) and dateline is None) or is_nobody(head) else None
    return Byline(tuple(authors), dateline, publisher, agency, sure=agency is not None)


def _strip_by(text: str) -> tuple[str, bool, bool]:
    """Return the part after its "by", whether one stood there, and whether it alone makes a byline."""
    m = _label_pattern("by").match(text)
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


def _read_time(part: str) -> bool:
    plain = tidy(part).casefold()
    m = _READ_TIME.match(plain)
    return bool(m) and plain[m.end() :].strip(" .") in word_set("read_time") if m else False


@dataclass(slots=True)
class _Draft:
    """The byline while its parts are read."""

    byline: Byline
    times_in_order: list[tuple[str, str]]
    pending: str  # a label that stood alone, for the time in the next part
    timed: bool = False


def _take_time(part: str, stamp: Timestamp, draft: _Draft) -> str | None:
    """Note the part's time under its label; return what else the part holds, None where that is too much."""
    before, after = part[: stamp.start], part[stamp.end :]
    kind = draft.pending
    for name in ("updated", "published"):
        # The label stands at the head of the part, or right before the time.
        for piece in (before.strip(), " ".join(before.split()[-2:])):
            m = _label_pattern(name).match(piece)
            if m and tidy(piece[m.end() :]).casefold() in _LEADS:
                before = before[: len(before.rstrip()) - len(piece)]
                kind = name
                break
        if kind == name:
            break
    draft.times_in_order.append((kind, stamp.iso))
    draft.pending = ""
    rest_after = re.sub(
        r"^\s*(?:uhr|hrs|h|local time|time|年|日|星期.|\(?[A-Z]{2,5}(?:[+-]\d+)?\)?)(?![^\W\d_])",
        "",
        after,
        flags=re.IGNORECASE,
    )
    lead, tail = _drop_weekday(before), rest_after.lstrip(" .,;")
    rest = f"{lead}, {tail}" if is_paper(lead.strip(" ,")) and tail else f"{lead} {rest_after}"
    return rest if len(rest) < 120 else None


_LEADS = ("", "at", "on", "um", "à", "le", "el", "在")
_WEEKDAY_TAIL = re.compile(r"(?:^|[\s,(])[^\W\d_]{2,12}\.?,?\s*$")


def _drop_weekday(text: str) -> str:
    """Return the text before a time without the weekday or the small word that leads to it."""
    stripped = text.rstrip(" ,")
    m = _WEEKDAY_TAIL.search(stripped)
    if not m:
        return stripped
    word = tidy(m[0]).casefold()
    if word in word_set("weekdays") or word in ("on", "at", "am", "le", "el", "il", "em", "den", "on:"):
        return _drop_weekday(stripped[: m.start()]) if m.start() else ""
    return stripped


def _join(a: Byline, b: Byline) -> Byline:
    return Byline(
        authors=a.authors + tuple(x for x in b.authors if x not in a.authors),
        dateline=a.dateline or b.dateline,
        publisher=a.publisher or b.publisher,
        agency=a.agency or b.agency,
        published=a.published or b.published,
        updated=a.updated or b.updated,
        sure=a.sure or b.sure,
    )


def _read_part(part: str, draft: _Draft, *, day_first: bool | None) -> bool:
    """Read one part of the line into the draft; return False where something in it is no part of a byline."""
    if _read_time(part):
        draft.byline = replace(draft.byline, sure=draft.byline.sure)
        return True
    stamps = find_timestamps(part, day_first=day_first)
    if len(stamps) > 2:
        return False
    for stamp in reversed(stamps):
        rest = _take_time(part, stamp, draft)
        if rest is None:
            return False
        part = rest
    if len(stamps) == 2:
        draft.times_in_order[-2:] = draft.times_in_order[:-3:-1]
    part = tidy(part)
    if not part:
        return True
    if stamps and not draft.byline.dateline and _is_town(part):  # "Vienna, 9 August 2025"
        draft.byline = _join(draft.byline, Byline(dateline=place_case(part)))
        return True
    for name in ("updated", "published"):
        m = _label_pattern(name).match(part)
        if m and not tidy(part[m.end() :]):
            if not stamps:
                draft.pending = name
            elif draft.times_in_order[-1][0] == "":
                draft.times_in_order[-1] = (name, draft.times_in_order[-1][1])
            return True
        if m and stamps and _label_pattern("by").match(part[m.end() :]):
            part = part[m.end() :]
    m = _label_pattern("source").match(part)
    if m:
        rest = tidy(part[m.end() :])
        known = publisher_by_name(rest) or publisher_by_name(rest.partition(" and ")[0])
        if known or (rest and len(rest.split()) <= 5):
            found = Byline(publisher=known.name if known else rest, agency=find_agency(rest), sure=True)
            draft.byline = _join(draft.byline, found)
            return True
    part, has_by, strong = _strip_by(part)
    known = publisher_by_name(part)
    if known and known.kind != "agency":
        spelled = part.isupper() or any(part.strip() == name for name in (known.name, *known.also, *known.domains))
        draft.byline = _join(draft.byline, Byline(publisher=known.name, sure=spelled))
        return True
    people = _read_people(part)
    if people is not None and (has_by or not (draft.byline.authors and people.authors)):
        draft.byline = _join(
            draft.byline,
            replace(people, sure=people.sure or (has_by and strong and (_is_named(people) or is_role(part)))),
        )
        return True
    named = not has_by and (draft.byline.authors or draft.byline.agency) and len(part.split()) <= 5
    # After the names, a part in large letters that no rule knows is the paper's own name.
    if named and (part[:1].isupper() or CASELESS.match(part)):
        if not draft.byline.dateline and _is_town(part):
            draft.byline = _join(draft.byline, Byline(dateline=place_case(part)))
            return True
        name = title_case(people.authors[0] if people and people.authors else part)
        draft.byline = _join(draft.byline, Byline(publisher=name))
        return True
    # Beside a time a town or a section says nothing that could be told from the line alone.
    return draft.timed and not has_by and len(part.split()) <= 3 and part[:1].isupper()


def _is_town(part: str) -> bool:
    """Return whether a part is a known town, or several: "Vienna/Doha"."""
    return all(zone_of_town(town.strip()) for town in part.split("/")[:4])


def _is_named(found: Byline) -> bool:
    return bool(found.authors or found.agency)


def _cut_change(text: str) -> tuple[str, str | None]:
    """Return the line without a closing "updated 19:10", and that clock as HH:MM where one stood there."""
    m = _CHANGE.search(text)
    if not m or not m.start() or int(m["h"]) > 23 or int(m["m"]) > 59:
        return text, None
    label = tidy(m["label"]).casefold()
    if label not in word_set("updated"):
        return text, None
    return text[: m.start()].rstrip(" ,;|·•–—-("), f"{int(m['h']):02}:{m['m']}"


def _at_clock(iso: str, clock: str) -> str | None:
    """Return the time on the same day and in the same zone at another clock, None where that is earlier."""
    changed = f"{iso[:10]}T{clock}:00{iso[19:]}"
    return changed if "T" in iso and changed > iso else None


def read_byline(line: str, *, day_first: bool | None = None) -> Byline | None:
    """Return what a byline says, None where the line is not one.

    `day_first` settles 05/02/2026. A bare list of names is read, with `sure` false: whether it is a byline then depends
    on where it stands.
    """
    text = line.strip().strip("*_").replace("\u00a0", " ")
    if not text or len(text) > LONGEST:
        return None
    text, changed = _cut_change(text)
    draft = _Draft(Byline(), [], "")
    m = _BRACKETED.search(text)
    if (
        m
        and find_timestamps(text[: m.start()], day_first=day_first)
        and (find_agency(m["name"]) or is_agency_name(m["name"]))
    ):
        draft.byline = Byline(agency=find_agency(m["name"]) or m["name"])
        text = text[: m.start()]
    stamps = find_timestamps(text, day_first=day_first)
    draft.timed = bool(stamps)
    for stamp in stamps:
        # "12 Feb 2026 - 18:45 CET" is one time: no cut goes through it.
        inside = text[stamp.start : stamp.end]
        if not re.search(r"[|•·●‧∙\t]", inside):
            inside = re.sub(r"\s[-–—/]\s", lambda m: ",".ljust(len(m[0])), inside)
        text = text[: stamp.start] + inside + text[stamp.end :]
    parts = [p for p in _CUT.split(text) if p and p.strip(" ,;:")]
    if not parts or len(parts) > 8:
        return None
    for part in parts:
        if not _read_part(part, draft, day_first=day_first):
            return None
    byline = draft.byline
    for kind, iso in draft.times_in_order:
        if kind == "updated" and not byline.updated:
            byline = replace(byline, updated=iso, sure=True)
        elif not byline.published:
            byline = replace(byline, published=iso, sure=True)
        elif not byline.updated:
            byline = replace(byline, updated=iso, sure=True)
    if changed and byline.published and not byline.updated:
        byline = replace(byline, updated=_at_clock(byline.published, changed))
    empty = byline == Byline(sure=byline.sure)
    if empty and not byline.sure and not (len(parts) == 1 and _read_time(parts[0])):
        return None
    return byline
