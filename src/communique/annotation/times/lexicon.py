"""Loads the words that name times (lexicon.toml) and the rules that read them (rules.toml), compiled once a process.

A rule's pattern is written with macros such as `{MONTH}`; a blank stands for any short run of blanks. Patterns are
tried only where a word of the rule's `first` list or classes begins, so that a page is read in time linear in its
length.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Lexicon", "Rule", "load_lexicon", "load_rules", "read_number"]

_BLANK = r"(?:[^\S\n]{1,3}|\n(?!\n))"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: what the pattern finds, the reader named `reads` turns into a value."""

    id: str
    pattern: re.Pattern[str]
    reads: str
    first: tuple[str, ...]
    type: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words, keyed by their lower-case form."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    unit_values: dict[str, tuple[str, int]]
    seasons: dict[str, str]
    parts: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    holidays: dict[str, str]
    zones: dict[str, str]
    south: re.Pattern[str]


def _read_toml(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def _keyed(entries: list[dict[str, Any]], value: str) -> dict[str, Any]:
    return {form.lower(): entry[value] for entry in entries for form in entry["forms"]}


@cache
def load_lexicon() -> Lexicon:
    """Return the words of lexicon.toml."""
    raw = _read_toml("lexicon.toml")
    unit_names = {form: e["id"].split(".")[1] for e in raw["unit"] for form in e["forms"]}
    return Lexicon(
        months=_keyed(raw["month"], "number"),
        weekdays=_keyed(raw["weekday"], "number") | {s: e["number"] for e in raw["weekday"] for s in e["short"]},
        units=unit_names,
        unit_values={e["id"].split(".")[1]: (e["timex"], e.get("times", 1)) for e in raw["unit"]},
        seasons={form: e["id"].split(".")[1] for e in raw["season"] for form in e["forms"]},
        parts=_keyed(raw["part"], "timex"),
        numbers=_keyed(raw["number"], "number"),
        ordinals=_keyed(raw["ordinal"], "number"),
        holidays=_keyed(raw["holiday"], "on"),
        zones={e["form"].lower(): e["offset"] for e in raw["zone"]},
        south=re.compile(rf"\b{_any_of([f for e in raw['south'] for f in e['forms']])}\b"),
    )


def _any_of(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


@cache
def _macros() -> dict[str, str]:
    lex = load_lexicon()
    short = {w for w in lex.weekdays if len(w) <= 5 and w != "day"} - {"friday"}
    full = sorted(set(lex.weekdays) - {w for w in short if not w.endswith("day")})
    abbreviated = sorted(m for m in lex.months if len(m) <= 4 and m not in {"may", "june", "july"})
    months = sorted(set(lex.months) - set(abbreviated))
    plural = sorted(u for u in lex.units if u.endswith("s") and u != "hrs")
    single = sorted(u for u in lex.units if not u.endswith("s"))
    number = _any_of(sorted(lex.numbers))
    return {
        "MONTH": f"(?:{_any_of(months)}|{_any_of(abbreviated)}\\.?)",
        "WEEKDAY": _any_of(full),
        "WD": f"(?:{_any_of(full)}|{_any_of(sorted(set(lex.weekdays) - set(full)))}\\.?)",
        "UNIT": _any_of([u for u in single if u not in {"sec", "min", "second", "hr"}]),
        "UNITS": _any_of(plural),
        "ANYUNIT": _any_of(sorted(lex.units)),
        "SEASON": _any_of(sorted(lex.seasons)),
        "PART": _any_of(sorted(lex.parts)),
        "HOLIDAY": _any_of(sorted(lex.holidays)),
        "ZONE": _any_of(sorted(lex.zones)),
        "NUM": rf"(?:\d{{0,2}} ?[½¼¾]|\d{{1,2}} (?:1/2|1/4|3/4)|\d{{1,4}}(?:\.\d{{1,2}})?|{number}(?:[- ]{number})?)",
        "MANY": r"(?:a few|a couple(?: of)?|several|few|some|many|a number of|dozens of|hundreds of|numerous)",
        "ORD": rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_any_of(sorted(lex.ordinals))})",
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?!\d|[.,]\d)",
        "YEAR": r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)",
        "DASH": r" ?[-–—−] ?",
        "EDGE": (
            r"(?:early|mid|late|later|earlier|(?:the )?(?:very )?(?:start|beginning|end|middle|close|turn|outset"
            r"|first half|second half|latter half) of(?: the)?)"
        ),
        "ABOUT": (
            r"(?:about|around|some|nearly|almost|roughly|approximately|more than|less than|fewer than|at least|at most"
            r"|over|under|just over|just under|up to|only|just|not quite|well over|as many as|exactly)"
        ),
    }


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules of rules.toml in their order there; of two readings of one length the earlier rule wins."""
    macros = _macros()
    rules: list[Rule] = []
    for raw in _read_toml("rules.toml")["rule"]:
        pattern = re.sub(r"\{([A-Z]+)\}", lambda m: macros[m[1]], raw["pattern"])
        # a blank inside a character class stays a blank
        pattern = re.sub(r"\[(?:\\.|[^\]\\])*\]| ", lambda m: _BLANK if m[0] == " " else m[0], pattern)
        compiled = re.compile(rf"(?i:{pattern})(?!\w)")
        rules.append(
            Rule(
                raw["id"],
                compiled,
                raw["reads"],
                tuple(raw["first"]),
                raw.get("type", "DATE"),
                raw.get("beyond", False),
            )
        )
    return tuple(rules)


_EDGE_FIRST = (
    "early mid late later earlier the very start beginning end middle close turn outset first second latter"
).split()
_ABOUT_FIRST = (
    "about around some nearly almost roughly approximately more less fewer at over under just up only not well as exactly"
).split()
_MANY_FIRST = "a several few some many dozens hundreds numerous".split()


def _word_classes() -> dict[str, list[str]]:
    """Return the words that the classes in a rule's `first` stand for; `0` is any word that begins with a digit."""
    lex = load_lexicon()
    return {
        "MONTH": list(lex.months),
        "WEEKDAY": list(lex.weekdays),
        "UNIT": list(lex.units),
        "SEASON": list(lex.seasons),
        "PART": list(lex.parts),
        "NUMBER": list(lex.numbers),
        "ORDINAL": [o.split("-")[0] for o in lex.ordinals] + ["twenty", "thirty"],
        "HOLIDAY": [re.split(r"[^\w]", h)[0] for h in lex.holidays],
        "MANY": _MANY_FIRST,
        "EDGE": _EDGE_FIRST,
        "ABOUT": _ABOUT_FIRST,
        "DIGIT": ["0"],
    }


@cache
def first_words() -> dict[str, tuple[Rule, ...]]:
    """Return the rules that may begin with each word; `0` stands for any word that begins with a digit."""
    classes = _word_classes()
    table: dict[str, list[Rule]] = {}
    for rule in load_rules():
        words: list[str] = []
        for item in rule.first:
            words.extend(classes.get(item, [item]))
        for word in dict.fromkeys(words):
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}


def read_number(words: str) -> float | None:
    """Return the number that `words` write ("two", "twenty-one", "2.5", "a"), None for an indefinite one
    ("several")."""
    text = words.lower().strip()
    if text in {"a", "an", "the", "single", "a single", "another"}:
        return 1
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", text):
        return float(text)
    fraction = re.fullmatch(r"(\d{0,2})\s?([½¼¾]|1/2|1/4|3/4)", text)
    if fraction:
        return int(fraction[1] or 0) + _FRACTIONS[fraction[2]]
    numbers = load_lexicon().numbers
    total = 0
    for part in re.split(r"[\s-]+", text):
        if part in {"a", "and"}:
            continue
        if part not in numbers:
            return None
        value = numbers[part]
        total = total * value if value in {12, 100} and total and part in {"dozen", "hundred"} else total + value
    return total or None
