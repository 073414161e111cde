"""Remembers what a method of a scene or graph returned: these never change once made, and are asked the same again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

__all__ = ["remembered", "remembered_list"]

_Self = TypeVar("_Self")
_Args = ParamSpec("_Args")
_Given = TypeVar("_Given")
_NOT_YET = object()


def remembered(
    method: Callable[Concatenate[_Self, _Args], _Given],
) -> Callable[Concatenate[_Self, _Args], _Given]:
    """Return the method, worked out once for each object and arguments by position; what it returns must not be changed."""
    name, work_out = f"remembered {method.__module__}.{method.__qualname__}", cast("Any", method)

    @wraps(method)
    def once(self: Any, at: Any = None, /, *more: Any) -> _Given:
        try:
            known = self.__dict__[name]
        except KeyError:
            known = self.__dict__[name] = {}
        key = (at, more) if more else at
        found: Any = known.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = known[key] = work_out(self) if at is None else work_out(self, at, *more)
        return found  # type: ignore[no-any-return]

    return cast("Any", once)  # type: ignore[no-any-return]


def remembered_list(
    method: Callable[Concatenate[_Self, _Args], list[_Given]],
) -> Callable[Concatenate[_Self, _Args], list[_Given]]:
    """Return the method, worked out once for each object and arguments by position; every caller gets a list of its own."""
    name, work_out = f"remembered {method.__module__}.{method.__qualname__}", cast("Any", method)

    @wraps(method)
    def once(self: Any, at: Any = None, /, *more: Any) -> list[_Given]:
        try:
            known = self.__dict__[name]
        except KeyError:
            known = self.__dict__[name] = {}
        key = (at, more) if more else at
        found: Any = known.get(key)
        if found is None:
            found = known[key] = tuple(work_out(self) if at is None else work_out(self, at, *more))
        return [*found]

    return cast("Any", once)  # type: ignore[no-any-return]
