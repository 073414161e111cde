"""Times against the English DateTime cases of Recognizers-Text (Microsoft, MIT).

Chosen from DateTimeModel.json, by rule and not by hand: cases with exactly one expected result, of type date,
daterange, duration or set, whose month and weekday names are capitalised in the input as news writes them, and cases
that expect nothing. Left out: times of day and date-times (an assistant's "at seven"), results with a modifier
(`before`, `since`: filters of a search, not times), several results, their own arithmetic of ranges
(`(start,end,length)`: "2014 to 2018" ends for them as 2018 begins), school and fiscal years, counts guessed for "a
few" (three), short numeric days ("5/12"), and what the specification marks as not supported by design. The other
files (calendar, tasks and experimental modes, extractors, parsers) repeat or vary these for an assistant.

A case is right when a mark overlaps the expected words and, for date and daterange, covers the days of one of the
expected values (their end is excluded, ours included), for duration and set, has the expected value. A case that
expects nothing is right when nothing with days, a duration or a set is marked. The reference day is the article's;
the publisher is American.
"""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.annotation.model import load_model
from communique.annotation.times import find_times
from communique.annotation.tokens import parse
from communique.words import Article, Block, TimeExpression

NAME = "Recognizers dates"
PEERS: tuple[tuple[str, str, float], ...] = ()

_KINDS = {"datetimeV2.date", "datetimeV2.daterange", "datetimeV2.duration", "datetimeV2.set"}
_NOT_NEWS = re.compile(r"[(]|FY|SY")
_GUESSED = re.compile(r"PT?3[A-Z]+$")
_SHORT_DAY = re.compile(r"(?:^|\s)(?:this |next )?\d{1,2}[-/.]\d{1,2}$|\b[A-Z][a-z]{2}/\d", re.IGNORECASE)
_LOWER_NAME = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|"
    r"dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|thu|thurs?|fri)\b"
)


def read_cases(shared: Path) -> list[dict[str, Any]]:
    archive = shared / "gold" / "language" / "recognizers-specs-en.tar.xz"
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes()), mode="r:xz") as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("DateTime/English/DateTimeModel.json"))
        handle = tar.extractfile(member)
        assert handle is not None
        cases: list[dict[str, Any]] = json.loads(handle.read().decode("utf-8-sig"))
    return [c for c in cases if _chosen(c)]


def _chosen(case: dict[str, Any]) -> bool:
    if "NotSupportedByDesign" in case or "Context" not in case or len(case["Results"]) > 1:
        return False
    if _LOWER_NAME.search(case["Input"]):
        return False
    for result in case["Results"]:
        values = result["Resolution"]["values"] if result.get("Resolution") else []
        if any(_left_out(v.get("timex", "("), result["Text"]) for v in values):
            return False
        if _SHORT_DAY.search(result["Text"]):
            return False
        if result.get("TypeName") not in _KINDS or not values or any("Mod" in v for v in values):
            return False
    return True


def _left_out(timex: str, words: str) -> bool:
    return bool(_NOT_NEWS.match(timex) or (_GUESSED.match(timex) and not re.search("3|three", words)))


def find_marks(case: dict[str, Any]) -> tuple[TimeExpression, ...]:
    nlp, _ = load_model()
    text = case["Input"]
    day = case["Context"]["ReferenceDateTime"][:10]
    article = Article("0" * 64, text, (Block("paragraph", 0, len(text)),), published=day, publisher_country="USA")
    return find_times(parse(article, nlp), (), None)


def _is_right(case: dict[str, Any], marks: tuple[TimeExpression, ...]) -> bool:
    if not case["Results"]:
        return not any(m.type in {"DURATION", "SET"} or (m.date and m.date.start) for m in marks)
    result = case["Results"][0]
    start, end = result["Start"], result["End"] + 1
    for mark in marks:
        if not (mark.start < end and start < mark.end):
            continue
        for value in result["Resolution"]["values"]:
            if value["type"] in {"duration", "set"}:
                if mark.value == value["timex"]:
                    return True
            elif ("not resolved" in value.values() and mark.value == value["timex"]) or (
                mark.date and (mark.date.start, mark.date.end) == _days(value)
            ):
                return True
    return False


def _days(value: dict[str, str]) -> tuple[str | None, str | None]:
    if value["type"] == "date":
        return value.get("value"), value.get("value")
    last = value.get("end")
    try:
        return value.get("start"), str(date.fromisoformat(last) - timedelta(days=1)) if last else None
    except ValueError:
        return value.get("start"), None


def measure(shared: Path) -> dict[str, float]:
    cases = read_cases(shared)
    right: dict[str, list[bool]] = {}
    for case in cases:
        kind = case["Results"][0]["TypeName"].split(".")[1] if case["Results"] else "nothing"
        right.setdefault(kind, []).append(_is_right(case, find_marks(case)))
    every = [r for kind in sorted(right) for r in right[kind]]
    figures: dict[str, float] = {
        "cases": len(every),
        "right": sum(every),
        "share": round(100 * sum(every) / len(every), 1),
    }
    for kind in sorted(right):
        figures[f"{kind}_cases"] = len(right[kind])
        figures[f"{kind}_share"] = round(100 * sum(right[kind]) / len(right[kind]), 1)
    return figures


if __name__ == "__main__":
    for key, figure in measure(Path(os.environ["COMMUNIQUE_GOLD"])).items():
        print(f"{key}\t{figure}")
