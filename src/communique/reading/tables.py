"""The reader's word lists, loaded once from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from communique.errors import DataError

__all__ = ["load_table"]


@lru_cache(maxsize=16)
def load_table(name: str) -> dict[str, Any]:
    """Return the table `name`.toml of this folder; raises DataError with the file and the reason where it is broken."""
    place = files("communique.reading") / f"{name}.toml"
    try:
        return tomllib.loads(place.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{name}.toml of communique.reading cannot be read: {error}; reinstall communique"
        raise DataError(message) from error
