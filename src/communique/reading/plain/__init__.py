"""A plain text as saved from a browser or crawler, read into an Article."""

from __future__ import annotations

from communique.reading.plain.reader import read_plain

__all__ = ["read_plain"]
