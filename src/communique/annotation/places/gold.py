"""Turns a given span into a place name, for resolving names that somebody else has marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.annotation.places.meanings import meanings_of, meanings_of_adjective, short_form
from communique.annotation.places.name_words import load_name_words
from communique.annotation.places.names import PlaceName

if TYPE_CHECKING:
    from communique.annotation.tokens import Parse

__all__ = ["name_span"]


def name_span(parse: Parse, start: int, end: int) -> PlaceName | None:
    """Return the words from `start` to `end` as a place name with all their meanings, None where no word lies there."""
    tokens = parse.tokens_between(start, end)
    if not tokens:
        return None
    text = parse.text(start, end)
    named = meanings_of(text)
    country = any(m.kind == "country" for m in named)
    people = () if country else meanings_of_adjective(text)
    short = short_form(text) if not country else ()
    meanings = short or people or named
    form: Literal["name", "people", "short", "unknown"] = (
        "short" if short else "people" if people else "name" if meanings else "unknown"
    )
    site = not meanings and (len(tokens) > 1 or tokens[-1].text.lower() in load_name_words().sites)
    return PlaceName(tokens[0].i, tokens[-1].i + 1, start, end, text, form, meanings, "given", site=site)
