"""The words in which the dossier speaks of days, actors, figures, statuses and events: plain, on nobody's side."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "EVENT_WORDS",
    "ISSUE_WORDS",
    "STATUS_WORDS",
    "clock",
    "counted",
    "counted_figure",
    "day_span",
    "day_text",
    "figure",
    "joined",
    "names",
    "reviewed",
    "shortened",
    "status_word",
    "who_says",
    "worded",
]

Entry = dict[str, Any]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "31": "winter"}

EVENT_WORDS = {
    "AGREE": "Agreement or promise",
    "CONSULT": "Meeting or talks",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Release, withdrawal or truce",
    "REQUEST": "Demand or request",
    "ACCUSE": "Accusation",
    "REJECT": "Refusal",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction or broken relations",
    "MOBILIZE": "Military or police move",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}
"""What each PLOVER type is called in a brief, where no mode says it more closely."""

_MODE_WORDS = {
    ("CONSULT", "visit"): "Visit",
    ("CONSULT", "phone"): "Call",
    ("CONSULT", "third-party"): "Talks with a third party",
    ("CONSULT", "multilateral"): "Meeting of several sides",
    ("RETREAT", "withdraw"): "Withdrawal",
    ("RETREAT", "release"): "Release or exchange",
    ("RETREAT", "disarm"): "Disarming",
    ("RETREAT", "ceasefire"): "Ceasefire or pause",
    ("RETREAT", "access"): "Access granted",
    ("RETREAT", "resign"): "Resignation",
    ("ASSAULT", "aerial"): "Attack from the air",
    ("ASSAULT", "drone"): "Attack by drones",
    ("ASSAULT", "destroy"): "Destruction",
    ("ASSAULT", "abduct"): "Abduction",
    ("ASSAULT", "heavy-weapons"): "Attack with heavy weapons",
    ("ASSAULT", "explosives"): "Attack with explosives",
    ("ASSAULT", "firearms"): "Shooting",
    ("ASSAULT", "targeted"): "Targeted attack",
    ("COERCE", "arrest"): "Arrest",
    ("COERCE", "seize"): "Seizure",
    ("COERCE", "cyber"): "Attack on computers",
    ("COERCE", "restrict"): "Restriction",
    ("SANCTION", "expel"): "Expulsion",
    ("REJECT", "meet"): "Refusal to meet",
    ("REQUEST", "meet"): "Request for a meeting",
}

STATUS_WORDS = {
    "happened": "happened",
    "ongoing": "going on",
    "planned": "planned",
    "postponed": "put off",
    "cancelled": "cancelled",
    "did_not_happen": "did not happen",
    "claimed": "claimed",
    "denied": "denied",
    "hoped": "hoped for",
    "conditional": "conditional",
    "pending": "pending",
    "kept": "kept",
    "kept_late": "kept late",
    "partly": "kept in part",
    "broken": "not kept",
    "superseded": "superseded",
    "unknown": "not known",
    "overdue": "due, nothing found",
    "put_off": "put off",
    "ahead": "not due yet",
    "open": "no day stated",
}

ISSUE_WORDS = {
    "political_status": "Political status",
    "security_guarantees": "Security guarantees",
    "humanitarian_access": "Humanitarian access",
    "sequence": "Order of steps",
}


def worded(entry: Entry) -> str:
    """Return what an event is called: by its first mode that has a name of its own, else by its type."""
    for mode in entry.get("mode") or ():
        if (entry["type"], mode) in _MODE_WORDS:
            return _MODE_WORDS[(entry["type"], mode)]
    return EVENT_WORDS.get(entry["type"], str(entry["type"]).capitalize())


def status_word(status: str) -> str:
    """Return a status of the record in words for people."""
    return STATUS_WORDS.get(status, status.replace("_", " "))


def counted(number: int, thing: str, many: str | None = None) -> str:
    """Return the number with its noun: "1 capture", "3 captures"."""
    return f"{number:,} {thing if number == 1 else many or thing + 's'}"


def shortened(text: str, length: int) -> str:
    """Return the text cut at a word's end with an ellipsis where it is longer than `length`."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:") + "…"


def joined(words: Iterable[str]) -> str:
    """Return the words as a list in a sentence: "A", "A and B", "A, B and C"."""
    found = [w for w in words if w]
    if len(found) < 2:
        return "".join(found)
    return ", ".join(found[:-1]) + " and " + found[-1]


def names(references: Iterable[Entry]) -> str:
    """Return the names of these actors as a list in a sentence."""
    return joined(str(r["name"]) for r in references)


def clock(time: str, time_zone: str | None = None) -> str:
    """Return an ISO 8601 time as `2026-01-26 09:40 +08:00`, in `time_zone` where one is given; a bare day stays one."""
    try:
        at = dt.datetime.fromisoformat(time)
    except ValueError:
        return time
    if len(time) <= 10:
        return time
    if time_zone and at.tzinfo:
        at = at.astimezone(ZoneInfo(time_zone))
    zone = at.strftime("%z")
    shown = "UTC" if zone in ("+0000", "-0000") else f"{zone[:3]}:{zone[3:5]}" if zone else "(no time zone)"
    return f"{at:%Y-%m-%d %H:%M} {shown}"


def day_text(day: str, *, weekday: bool = False, year: bool = True) -> str:
    """Return an ISO day in words: `4 February 2026`; what is no day is returned as it is."""
    try:
        at = dt.date.fromisoformat(day[:10])
    except ValueError:
        return day
    before = f"{_WEEKDAYS[at.weekday()]} " if weekday else ""
    after = f" {at.year}" if year else ""
    return f"{before}{at.day} {_MONTHS[at.month - 1]}{after}"


def day_span(date: Entry | None) -> str:
    """Return a date of the record in words, as exactly as it is known and no more; "" where it is not."""
    if not date or not (date.get("start") or date.get("end")):
        return ""
    first: str | None = date.get("start")
    last: str | None = date.get("end")
    kind = date.get("granularity")
    if not first or not last:
        return f"from {day_text(first)} on" if first else f"until {day_text(str(last))}"
    first, last = first[:10], last[:10]
    about = "about " if "~" in str(date.get("edtf") or "") else ""
    if kind == "year":
        return about + first[:4]
    if kind == "month":
        return f"{about}{_MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    if kind == "season":
        return f"{about}{_SEASONS.get(str(date.get('edtf'))[5:7], 'season')} {first[:4]}"
    if first == last:
        return about + day_text(first)
    same_year, same_month = first[:4] == last[:4], first[:7] == last[:7]
    start = str(int(first[8:10])) if same_month else day_text(first, year=not same_year)
    return f"{about}{start} to {day_text(last)}"


def counted_figure(entry: Entry) -> str:
    """Return a tally's figure with what is counted: `nearly 1,200,000 people`, `157 prisoners each`."""
    what, unit = str(entry["what"] or ""), str(entry["unit"] or "")
    number, space, scope = figure({**entry, "scope": None}), "", ""
    if entry.get("scope"):
        space, scope = " ", "each" if entry["scope"] == "each" else "in all"
    if unit == "percent" or (len(unit) == 3 and unit.isupper()):
        more = f" ({what})" if what and what != unit else ""
        return f"{number} {unit}{space}{scope}{more}"
    return f"{number} {what or unit}".rstrip() + space + scope


def figure(entry: Entry) -> str:
    """Return a tally's figure with its qualifier and scope: `nearly 1,200,000`, `157 each`."""
    value, low, high = entry.get("value"), entry.get("low"), entry.get("high")
    if value is not None:
        said = _number(value)
    elif low is not None and high is not None:
        said = f"{_number(low)} to {_number(high)}"
    elif low is not None or high is not None:
        said = f"{'from' if low is not None else 'up to'} {_number(low if low is not None else high)}"
    else:
        said = "?"
    qualifier = entry.get("qualifier")
    if qualifier and qualifier != "exact":
        said = f"{qualifier} {said}"
    if entry.get("scope") == "each":
        said += " each"
    elif entry.get("scope") == "all":
        said += " in all"
    return said


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,g}"


def reviewed(entry: Entry) -> str:
    """Return what a reviewer made of an entry: "" where nobody has said anything of it."""
    state = (entry.get("review") or {}).get("state")
    return {"accepted": "accepted by a reviewer", "amended": "amended by a reviewer"}.get(str(state), "")


def who_says(attribution: Entry | None) -> str:
    """Return whose words a line rests on: "" for the reporter's own, else "according to …"."""
    if not attribution or attribution.get("kind") == "narrator":
        return ""
    actor = attribution.get("actor")
    if actor:
        unnamed = " (not named)" if attribution["kind"] == "anonymous" else ""
        return f"according to {actor['name']}{unnamed}"
    kind = attribution.get("kind")
    if kind == "anonymous":
        return "according to an unnamed source"
    return "according to a document" if kind == "document" else "according to somebody named"
