"""Says what an event is about: the words and figures of the sentences that tell it, and how firmly its date is tied to it."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.record.merging.days import Window, day_number, window_of
from communique.record.merging.names import fold, phrase_words
from communique.record.merging.promises import dated_words
from communique.world import by_capital, by_demonym, country_by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.merging.members import Body, Member

__all__ = [
    "borrows_its_date",
    "content_words",
    "distinctive",
    "figures",
    "other_figures",
    "same_figures",
    "told_on",
    "when",
    "words_of",
]

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,-])\d{2,9}(?![\w,]|\.\d)")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_DAYS = 31
"""Numbers up to this may be days of a month."""
_YEARS = range(1900, 2101)
_TELLING = frozenset({"event", "type", "content", "commitment"})
_MOST_FIGURES = 8
_LONGEST = 2000
"""Code points of one piece of evidence that are read at most: a bound for hostile pages."""
_DONE = frozenset({"happened", "ongoing", "claimed"})


@cache
def _generic() -> frozenset[str]:
    lists = tomllib.loads(resources.files(__package__).joinpath("matters.toml").read_text("utf-8"))
    return frozenset(lists["generic"]) | dated_words()


def words_of(member: Member) -> frozenset[str]:
    """Return the words of the sentences that tell an event, less countries, dates and words that every report has."""
    words: frozenset[str] = member.once("words", _words_in)
    return words


def distinctive(member: Member) -> frozenset[str]:
    """Return those of an event's words that are written with a capital inside a sentence: names of places and things."""
    words: frozenset[str] = member.once("distinctive", _names_in)
    return words


def figures(member: Member) -> tuple[int, ...]:
    """Return the figures of the first sentence that tells an event with any, in its order, less years and what may be
    days of a month."""
    found: tuple[int, ...] = member.once("figures", _figures_in)
    return found


def same_figures(a: Member, b: Member) -> bool:
    """Tell whether the first figure of either stands in the other too, one side's being doubled where it is."""
    one, other = figures(a), figures(b)
    return bool(one and other) and _stands(one[0], other) and _stands(other[0], one)


def other_figures(a: Member, b: Member) -> bool:
    """Tell whether both have figures that do not agree."""
    return bool(figures(a) and figures(b)) and not same_figures(a, b)


def _stands(figure: int, among: Sequence[int]) -> bool:
    return any(figure in (f, 2 * f) or 2 * figure == f for f in among)


def when(member: Member) -> Window | None:
    """Return the days of an event; None where none is told, or where it would have happened after its article."""
    window: Window | None = member.once("when", lambda body: window_of(body["date"]))
    day = told_on(member)
    if window is not None and day is not None and member.body["status"] in _DONE and window.first > day:
        return None
    return window


def told_on(member: Member) -> int | None:
    """Return the day of the member's article as an ordinal."""
    return day_number(member.article.day) if member.article.day else None


def borrows_its_date(member: Member) -> bool:
    """Tell whether the date stands in another sentence than the event: it may be the day of something else."""
    borrowed: bool = member.once("borrowed", _borrowed)
    return borrowed


def _borrowed(body: Body) -> bool:
    dates = [e for e in body["evidence"] if e["slot"] == "date"]
    return bool(dates) and not any(
        d["start"] < e["end"] and e["start"] < d["end"] for d in dates for e in _telling(body)
    )


def _telling(body: Body) -> Sequence[Body]:
    """Return the evidence that tells the thing itself; all of it where none is marked so."""
    return [e for e in body["evidence"] if e["slot"] in _TELLING] or body["evidence"]


def _words_in(body: Body) -> frozenset[str]:
    return frozenset(word for piece in _telling(body) for word in content_words(piece["exact"]))


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, folded and in the singular."""
    return frozenset(word for token in _TOKEN.findall(text[:_LONGEST]) for word in _content(token))


@lru_cache(maxsize=65536)
def _content(token: str) -> frozenset[str]:
    """Return what a word adds to what a sentence is about: nothing for the name of a country, its people or capital."""
    bare = token.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    if country_by_name(bare) or by_demonym(bare) or by_capital(bare):
        return frozenset()
    return frozenset(w for w in phrase_words(bare) if w not in _generic() and len(w) > 1)


def _names_in(body: Body) -> frozenset[str]:
    found: set[str] = set()
    for piece in _telling(body):
        text = piece["exact"][:_LONGEST]
        for match in _TOKEN.finditer(text):
            if (
                match.start()
                and match.group()[0].isupper()
                and not text[: match.start()].rstrip().endswith((".", "?", "!"))
            ):
                found |= _content(match.group())
    for slot in ("actor", "recipient"):
        for reference in body[slot]:
            found -= set(fold(str(reference["name"])).split())
    return frozenset(found)


def _figures_in(body: Body) -> tuple[int, ...]:
    for piece in _telling(body):
        numbers = (int(match.replace(",", "")) for match in _NUMBER.findall(piece["exact"][:_LONGEST]))
        found = tuple(n for n in numbers if n > _MOST_DAYS and n not in _YEARS)
        if found:
            return found[:_MOST_FIGURES]
    return ()
