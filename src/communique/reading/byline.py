"""Bylines: who wrote, where, for whom and when, as one line says it.

A line is cut at its separators, and every part must be explained (a name, a place, a publisher, a time, a reading time)
before the line counts as a byline: a sentence that begins with "By" never does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.reading.furniture import classify_furniture
from communique.reading.names import (
    CASELESS,
    is_agency_name,
    is_outlet_name,
    is_paper,
    is_role,
    place_case,
    tidy,
    title_case,
    word_set,
)
from communique.reading.publishers import find_agency, publisher_by_name
from communique.reading.signers import (
    Byline,
    cut_house,
    desk_after_by,
    is_named,
    is_town,
    join_bylines,
    label_pattern,
    read_people,
    strip_by,
)
from communique.reading.timestamps import Timestamp, find_timestamps

__all__ = ["Byline", "read_byline"]

LONGEST = 260

_CUT = re.compile(r"\s*(?:[|•·●‧∙\t]|\s[-–—/]\s|\s{3,})\s*")
_CHANGE = re.compile(
    r"(?P<label>(?:[^\W\d_]+ )?[^\W\d_]+)\s?:?\s(?:at\s|à\s|um\s)?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:\s?(?:GMT|UTC|Uhr))?\)?\s*$"
)
_BRACKETED = re.compile(r"(?<=\S)\s*\((?P<name>[^()\d]{3,40})\)$")
_REMARK = re.compile(r"\s*\((?=[^()]*[a-z])[^()\d]{3,60}\)$")
_AGO = re.compile(
    r"^(?:(?:last )?(?:updated|published|posted|modified)\s)?(?:(?:an?|\d{1,3})\s(?:min|minute|hour|hr|day|week|month|year)s?\sago"
    r"|just now|yesterday|today)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:issue|edition|vol(?:ume)?|no|nr|number)\b[\s.:]*\d{1,5}(?:/\d{2,4})?$", re.IGNORECASE)
_BAR_BEFORE_CLOCK = re.compile(r"(?<=\d)\s*[|•·●‧∙]\s*(?=\d{1,2}[:.]\d\d)")
_AND_AGENCIES = re.compile(
    r"(?:,|\s(?:and|&|\+))\s(?:the\s)?(?:news\s)?(?:agencies|wires|others|other agencies)$", re.IGNORECASE
)
_FILED = re.compile(r"\sin\s(?P<what>[A-Z][^|]{2,60})$")
_READ_TIME = re.compile(r"^\d{1,3}[\s-]?")
_TIME_TO_READ = re.compile(r"^(?P<label>[^\W\d_ ]+(?: [^\W\d_ ]+)?)\s?:?\s(?:about\s)?\d{1,3}\s?(?:min(?:ute)?s?\.?)?$")


def _read_time(part: str) -> bool:
    plain = tidy(part).casefold()
    if (m := _TIME_TO_READ.match(plain)) and m["label"] in word_set("read_time"):
        return True
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
            m = label_pattern(name).match(piece)
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


def _says_nothing(part: str, draft: _Draft, day_first: bool | None) -> bool:
    """Return whether a part of the line is of no use: a reading time, "2 hours ago", an issue's number, a button."""
    if _read_time(part) or _AGO.match(part.strip()) or _NUMBER.match(part.strip()):
        return True
    if not draft.timed or len(part.split()) > 4 or find_timestamps(part, day_first=day_first):
        return False
    return classify_furniture(part) in ("comments", "share", "meta", "navigation")


def _take_times(part: str, draft: _Draft, day_first: bool | None) -> tuple[str, int] | None:
    """Note the times of a part; return what else it holds and how many they were, None where that is too much."""
    stamps = find_timestamps(part, day_first=day_first)
    if len(stamps) > 2:
        return None
    for stamp in reversed(stamps):
        rest = _take_time(part, stamp, draft)
        if rest is None:
            return None
        part = rest
    if len(stamps) == 2:
        draft.times_in_order[-2:] = draft.times_in_order[:-3:-1]
    return tidy(part), len(stamps)


def _take_source(part: str, draft: _Draft) -> bool:
    """Note what a part labelled as the source names; return whether it is one."""
    m = label_pattern("source").match(part)
    rest = tidy(part[m.end() :]) if m else ""
    known = publisher_by_name(rest) or publisher_by_name(rest.partition(" and ")[0])
    if not rest or not (known or len(rest.split()) <= 5):
        return False
    rest = _AND_AGENCIES.sub("", rest)
    found = Byline(publisher=known.name if known else rest, agency=find_agency(rest), sure=True)
    draft.byline = join_bylines(draft.byline, found)
    return True


def _take_signers(part: str, draft: _Draft) -> bool:
    """Note the outlet, the people or the desk that a part names; return whether it names nothing else."""
    whole = part
    part, has_by, strong = strip_by(part)
    part, house = cut_house(part) if has_by else (part, None)
    if house:
        draft.byline = join_bylines(draft.byline, Byline(agency=house))
    known = publisher_by_name(part)
    if known and known.kind != "agency":
        spelled = part.isupper() or any(part.strip() == name for name in (known.name, *known.also, *known.domains))
        draft.byline = join_bylines(draft.byline, Byline(publisher=known.name, sure=spelled))
        return True
    people = read_people(part)
    if people in (None, Byline()) and has_by and strong and (desk := desk_after_by(whole)):
        people = Byline(authors=(desk,), sure=True)
    if people is not None and (has_by or not (draft.byline.authors and people.authors)):
        sure = people.sure or (has_by and strong and (is_named(people) or is_role(part)))
        draft.byline = join_bylines(draft.byline, replace(people, sure=sure))
        return True
    if has_by:
        return False
    named = (draft.byline.authors or draft.byline.agency) and len(part.split()) <= 5
    # After the names, a part in large letters that no rule knows is the paper's own name.
    if named and (part[:1].isupper() or CASELESS.match(part)):
        if not draft.byline.dateline and is_town(part):
            draft.byline = join_bylines(draft.byline, Byline(dateline=place_case(part)))
            return True
        name = title_case(people.authors[0] if people and people.authors else part)
        draft.byline = join_bylines(draft.byline, Byline(publisher=name))
        return True
    if draft.timed and is_outlet_name(part):
        draft.byline = join_bylines(draft.byline, Byline(publisher=part))
        return True
    # Beside a time a town or a section says nothing that could be told from the line alone.
    return draft.timed and len(part.split()) <= 3 and part[:1].isupper()


def _cut_filing(part: str) -> str:
    """Return "by NAME" of "Posted on DAY by NAME in SECTION"; a town behind the "in" stays."""
    m = _FILED.search(part)
    return part if m is None or is_town(m["what"].split(",")[0]) else part[: m.start()]


def _read_part(part: str, draft: _Draft, *, day_first: bool | None) -> bool:
    """Read one part of the line into the draft; return False where something in it is no part of a byline."""
    if _says_nothing(part, draft, day_first):
        return True
    taken = _take_times(part, draft, day_first)
    if taken is None:
        return False
    whole, (part, times) = part, taken
    if not part:
        return True
    if times and " by " in whole and label_pattern("published").match(whole):
        part = _cut_filing(part)
    if draft.timed and not draft.byline.dateline and is_town(part):  # "Vienna, 9 August 2025"
        draft.byline = join_bylines(draft.byline, Byline(dateline=place_case(part)))
        return True
    for name in ("updated", "published"):
        m = label_pattern(name).match(part)
        if m and not tidy(part[m.end() :]):
            if not times:
                draft.pending = name
            elif draft.times_in_order[-1][0] == "":
                draft.times_in_order[-1] = (name, draft.times_in_order[-1][1])
            return True
        part = part[m.end() :] if m and times and label_pattern("by").match(part[m.end() :]) else part
    return _take_source(part, draft) or _take_signers(part, draft)


def _cut_change(text: str) -> tuple[str, str | None]:
    """Return the line without a closing "updated 19:10", and that clock as HH:MM where one stood there."""
    m = _CHANGE.search(text)
    if not m or not m.start() or int(m["h"]) > 23 or int(m["m"]) > 59:
        return text, None
    label = tidy(m["label"]).casefold()
    if label not in word_set("updated"):
        return text, None
    return text[: m.start()].rstrip(" ,;|·•–—-("), f"{int(m['h']):02}:{m['m']}"


def _is_bare_time(text: str, day_first: bool | None) -> bool:
    """Return whether a text is a date with nothing beside it but its weekday."""
    found = find_timestamps(text, day_first=day_first)
    return len(found) == 1 and not tidy(_drop_weekday(text[: found[0].start]) + text[found[0].end :])


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
    if (m := _REMARK.search(text)) and _is_bare_time(text[: m.start()], day_first):
        text = text[: m.start()]  # "28 February 2008 (latest entries first)"
    stamps = find_timestamps(text, day_first=day_first)
    draft.timed = bool(stamps)
    for stamp in stamps:
        # "12 Feb 2026 - 18:45 CET" is one time: no cut goes through it.
        inside = text[stamp.start : stamp.end]
        inside = _BAR_BEFORE_CLOCK.sub(lambda m: ",".ljust(len(m[0])), inside)
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
