"""quotations: who is said to have said what, direct, partial and indirect, with cue, speaker's words and channel."""

from __future__ import annotations

from communique.annotation.quotations.draft import draft_quotes
from communique.annotation.quotations.resolve import resolve_quotes

__all__ = ["draft_quotes", "resolve_quotes"]
