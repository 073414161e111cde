"""Says for whom somebody speaks: country and sector from the words of a title or of an organisation's name."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from communique import world

if TYPE_CHECKING:
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.actors.names import Name
    from communique.annotation.actors.titles import Title
    from communique.annotation.tokens import Parse

__all__ = ["APART", "country_between", "country_of", "names_between", "sector_of_title", "sector_of_words"]

APART = frozenset({"REB", "PRM", "CRM"})
"""Sectors of those who do not speak for the country in which they are."""

_GENERIC = frozenset({"official", "state_leader", "minister", "diplomat"})


def country_of(name: Name) -> str | None:
    """Return the country or organisation code that the lists give a name, None where they are silent."""
    for kind in ("state", "demonym", "capital", "seat", "organisation", "group"):
        for meaning in name.meanings:
            if meaning.kind == kind:
                return meaning.country
    return None


def country_between(names: list[Name], first: int, last: int) -> str | None:
    """Return the code of the first name between two tokens that has one; an organisation of states goes first."""
    inside = names_between(names, first, last)
    for n in inside:
        code = country_of(n)
        if code is not None and world.country(code) is None and n.kind in ("organisation", "group"):
            return code
    return next((code for code in map(country_of, inside) if code is not None), None)


def names_between(names: list[Name], first: int, last: int) -> list[Name]:
    """Return the names that lie between two tokens; `names` are in text order."""
    at = bisect_left(names, first, key=lambda n: n.first)
    found: list[Name] = []
    while at < len(names) and names[at].first < last:
        if names[at].last <= last:
            found.append(names[at])
        at += 1
    return found


def _inner_sector(lex: Lexicon, words: list[str]) -> str | None:
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            sector = lex.sectors.get(tuple(words[at : at + size]))
            if sector is not None:
                return sector
    return None


def sector_of_title(parse: Parse, lex: Lexicon, names: list[Name], title: Title) -> str | None:
    """Return the PLOVER sector that a title gives, None for a relative."""
    words = [t.text.lower() for t in parse.tokens[title.first : title.last]]
    if {"former", "ex", "late", "onetime"} & set(words):
        return "PRE"
    own = title.role.sector or None
    if title.role.entry in _GENERIC or own is None:
        inner = _inner_sector(lex, words)
        # a minister stays in government whatever the ministry; a president of a bank does not
        if inner is not None and (title.role.entry != "minister" or inner in ("REB", "OPP", "JUD")):
            return inner
    if title.role.entry in _GENERIC or title.role.entry == "soldier" or own is None:
        for n in names_between(names, title.first, title.last):
            if n.kind in ("organisation", "group") and n.meanings:
                known = world.known_actor(n.meanings[0].ref)
                if known is not None and known.sector not in (None, "IGO"):
                    return known.sector
    return own


def group_between(names: list[Name], first: int, last: int) -> str | None:
    """Return the name of the armed group named between two tokens, whose side is its own and not its country's."""
    for n in names_between(names, first, last):
        for meaning in n.meanings:
            known = world.known_actor(meaning.ref)
            if known is not None and known.sector in APART:
                return known.name
    return None


def group_in_role(role: str | None) -> str | None:
    """Return the armed group that a listed person's role names: "Hamas leader"."""
    words = (role or "").split()
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            for known in world.known_by_name().get(" ".join(words[at : at + size]), ()):
                if known.sector in APART:
                    return known.name
    return None


def sector_of_words(lex: Lexicon, words: list[str]) -> str | None:
    """Return the PLOVER sector of an organisation from the words of its name, the last telling word first."""
    for word in reversed(words):
        sector = lex.organisation_sectors.get(word)
        if sector is not None:
            return sector
    return None
