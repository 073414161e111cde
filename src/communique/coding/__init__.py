"""code: what an article records, as entries of the record format."""

from __future__ import annotations

from communique.words import Analysis, Case, Entry

__all__ = ["code"]


def code(analysis: Analysis, case: Case | None = None) -> tuple[Entry, ...]:
    """Return the entries of one article: the article, its findings, actors, meetings, events, positions, promises, figures.

    A pure function of its arguments and of the lexicon: the same analysis gives the same entries with the same ids.
    Entries come grouped by kind, inside a kind in the order of the text. A hijacked page and a page without text give the
    article and its findings alone.
    """
    from communique.coding.entries import make_entries

    return make_entries(analysis, case)
