"""Case: what the user follows."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Case", "CaseActor"]


@dataclass(frozen=True, slots=True)
class CaseActor:
    """An actor that the case file names: it wins over the shipped list; the text's own words win over both.

    `since` and `until` are ISO days that bound the role, either end open when None.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: str = "person"
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    side: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the user follows: parties, third parties, issues, known actors, period. All of it is optional.

    `parties` and `third_parties` are names as the coverage writes them or ISO 3166 alpha-3 codes. `issues` maps an
    issue's word to the phrases that speak of it, over and above the issues that communique knows. `since` and `until` are ISO days.
    """

    name: str = ""
    title: str = ""
    parties: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    issues: tuple[tuple[str, tuple[str, ...]], ...] = ()
    actors: tuple[CaseActor, ...] = ()
    since: str | None = None
    until: str | None = None
    time_zone: str | None = None
