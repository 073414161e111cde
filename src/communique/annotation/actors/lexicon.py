"""The words that titles, organisations and nominals are read by, from the data files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lexicon", "RoleWord", "lexicon"]


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A head of titles: `words` in lower case, the sector it gives, whether the form is a plural, and its entry."""

    words: tuple[str, ...]
    sector: str
    plural: bool
    entry: str
    singular: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists. `roles` is keyed by the last word, longest phrase first."""

    roles: Mapping[str, tuple[RoleWord, ...]]
    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    sectors: Mapping[tuple[str, ...], str]
    heads: Mapping[str, tuple[str, str, str]]
    organisation_words: frozenset[str]
    legal_forms: frozenset[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    organisation_sectors: Mapping[str, str]
    countries: frozenset[str]
    parties: frozenset[str]
    speechless: frozenset[str]
    pairs: frozenset[str]
    pairs_of_people: frozenset[str]
    bodies: frozenset[str]
    metonyms: Mapping[str, frozenset[str]]
    not_actors: frozenset[str]
    fighters: frozenset[str]
    firms: frozenset[str]
    title_countries: Mapping[str, str]

    def role_ending_at(self, lowered: list[str], last: int, first: int = 0) -> RoleWord | None:
        """Return the longest role phrase whose last word is `lowered[last]` and that starts at `first` or later."""
        for role in self.roles.get(lowered[last], ()):
            start = last + 1 - len(role.words)
            if start >= first and tuple(lowered[start : last + 1]) == role.words:
                return role
        return None


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "x")) else "s")


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def _roles(raw: dict[str, object]) -> dict[str, tuple[RoleWord, ...]]:
    found: dict[str, list[RoleWord]] = {}
    for entry in raw["roles"]:  # type: ignore[attr-defined]
        irregular = entry.get("plural", {})
        for word in entry["words"]:
            plural = irregular.get(word, _plural(word))
            for form, is_plural in ((word, False), (plural, True)):
                # the model's tokenizer parts a hyphened word at its hyphens
                words = tuple(form.replace("-", " - ").split())
                found.setdefault(words[-1], []).append(RoleWord(words, entry["sector"], is_plural, entry["id"], word))
    return {k: tuple(sorted(v, key=lambda r: -len(r.words))) for k, v in found.items()}


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once a process."""
    roles: dict = _read("roles.toml")  # type: ignore[type-arg]
    words: dict = _read("words.toml")  # type: ignore[type-arg]
    heads = {}
    for entry in words["nominals"]:
        for word in entry["words"]:
            heads[word] = (entry["type"], entry["sector"], entry["number"])
    return Lexicon(
        roles=_roles(roles),
        honorifics=frozenset(roles["honorifics"]["words"]),
        male=frozenset(roles["honorifics"]["male"]),
        female=frozenset(roles["honorifics"]["female"]),
        sectors={tuple(w.split()): sector for sector, ws in roles["sectors"].items() for w in ws},
        heads=heads,
        organisation_words=frozenset(words["organisation_words"]["words"]),
        legal_forms=frozenset(words["legal_forms"]["words"]),
        connectors=frozenset(words["connectors"]["words"]),
        particles=frozenset(words["particles"]["words"]),
        never=frozenset(words["never"]["words"]),
        organisation_sectors={w: sector for sector, ws in words["organisation_sectors"].items() for w in ws},
        countries=frozenset(words["countries"]["words"]),
        parties=frozenset(words["parties"]["words"]),
        speechless=frozenset(words["speechless"]["words"]),
        pairs=frozenset(words["pairs"]["words"]),
        pairs_of_people=frozenset(words["pairs"]["leaders"]),
        bodies=frozenset(words["bodies"]["words"]),
        metonyms={key: frozenset(listed) for key, listed in words["metonyms"].items()},
        not_actors=frozenset(words["not_actors"]["words"]),
        fighters=frozenset(words["fighters"]["words"]),
        firms=frozenset(words["firms"]["words"]),
        title_countries={w: code for code, ws in roles["countries"].items() for w in ws},
    )
