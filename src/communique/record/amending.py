"""Checks what an amendment puts into a slot: it has the shape that the record format gives to that slot."""

from __future__ import annotations

import dataclasses
import types
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from communique.errors import QueryError
from communique.words import Entry, entries

__all__ = ["amended_value", "can_be"]


def amended_value(kind: str, slot: str, value: Any) -> Any:
    """Return the value for a slot, a date written as "2026-02-01" or "2026-02-04/2026-02-05" spelled out.

    Raises QueryError where the record format does not allow it there.
    """
    hint = _hints(kind).get(slot)
    if hint is None:
        return value
    allowed = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    if entries.Date in allowed and isinstance(value, str):
        value = _date(slot, value)
    if not _fits(value, hint):
        msg = f"{slot!r} of a {kind} cannot be {value!r}; it must be {_wording(hint)}"
        raise QueryError(msg)
    return value


def can_be(kind: str, slot: str, value: Any) -> bool:
    """Tell whether a slot can hold a value: what an older communique let through must not break the record."""
    hint = _hints(kind).get(slot)
    return hint is None or _fits(value, hint)


@cache
def _hints(kind: str) -> dict[str, Any]:
    shapes = {s.kind: s for s in vars(entries).values() if isinstance(s, type) and issubclass(s, Entry)}
    hints = get_type_hints(shapes[kind]) if kind in shapes else {}
    return {name.rstrip("_"): hint for name, hint in hints.items()}


def _fits(value: Any, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return any(_fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is tuple:
        return isinstance(value, list) and all(_fits(v, inner[0]) for v in value)
    if origin is dict or hint is Any:
        return hint is Any or isinstance(value, dict)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        fields = {name.rstrip("_"): inside for name, inside in get_type_hints(hint).items()}
        return (
            isinstance(value, dict)
            and value.keys() == fields.keys()
            and all(_fits(value[n], h) for n, h in fields.items())
        )
    if hint is type(None):
        return value is None
    if hint in (int, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, hint)


def _wording(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return " or ".join(dict.fromkeys(_wording(one) for one in inner))
    if origin is Literal:
        return ", ".join(map(str, inner))
    if origin is tuple:
        return f"a list, each {_wording(inner[0])}"
    if hint is entries.Date:
        return "a day such as 2026-02-01, two with a slash between them, a month or a year"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return f"an object with {', '.join(f.name.rstrip('_') for f in dataclasses.fields(hint))}"
    return {str: "text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}.get(
        hint, "an object"
    )


def _date(slot: str, text: str) -> dict[str, Any]:
    """Return the date of the record format that a day, a month, a year or a range of days says."""
    first, slash, last = text.strip().partition("/")
    try:
        start, end = _ends(first)
        end = _ends(last)[1] if slash else end
    except ValueError:
        start = end = ""
    if not start or end < start:
        msg = f"{slot!r} cannot be {text!r}; write a day such as 2026-02-01, two with a slash between them, a month or a year"
        raise QueryError(msg)
    granularity = "range" if slash else {4: "year", 7: "month"}.get(len(first), "day")
    return {"edtf": text.strip(), "start": start, "end": end, "granularity": granularity, "expression": ""}


def _ends(text: str) -> tuple[str, str]:
    """Return the first and last day of a year, a month or a day; raises ValueError for anything else."""
    if len(text) == len("2026"):
        return date(int(text), 1, 1).isoformat(), date(int(text), 12, 31).isoformat()
    if len(text) == len("2026-02"):
        first = date.fromisoformat(f"{text}-01")
        return first.isoformat(), ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).isoformat()
    day = date.fromisoformat(text).isoformat()
    return day, day
