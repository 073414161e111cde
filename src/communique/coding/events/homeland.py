"""The country in which a deed happened that no place of its clause tells: by whom it hit, who did it, or what the article is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from communique.coding.events.filling import main_session
from communique.coding.scene import Scene
from communique.words import PlaceMention

if TYPE_CHECKING:
    from communique.coding.events.drafts import EventDraft
    from communique.coding.rounds.meetings import Session

__all__ = ["country_without_place", "setting", "venue"]

_HIT = frozenset({"ASSAULT", "COERCE"})
"""Types that happen where those are whom they hit."""
_SMALL = frozenset({"city", "site"})


def setting(scene: Scene, sessions: list[Session]) -> str | None:
    """Return the country where what has no place happens: the one that the article is about, venues of talks and brokers left out."""
    if scene.home is not None:
        return scene.home
    apart = _venues(scene, sessions)
    count = Counter(
        c for c in [*(scene.actor(m.actor).country for m in scene.analysis.mentions), *(p.country for p in _places(scene))]
        if c in scene.states and c not in apart
    )  # fmt: skip
    ranked = sorted(count, key=lambda c: (-count[c], c))
    clear = ranked and (len(ranked) == 1 or count[ranked[0]] >= 2 * count[ranked[1]])
    return ranked[0] if clear else None


def _places(scene: Scene) -> list[PlaceMention]:
    return [p for p in scene.analysis.places if p.role != "dateline"]


def _venues(scene: Scene, sessions: list[Session]) -> set[str]:
    """The countries where the article's meetings were held or that its dateline names."""
    places = [*(s.place for s in sessions), *(p for p in scene.analysis.places if p.role == "dateline")]
    return {p.country for p in places if p is not None and p.country}


def country_without_place(scene: Scene, d: EventDraft, home: str | None) -> str | None:
    """Return the country where the draft's deed happened, None where the text does not settle it or its place tells it.

    A town whose only known bearer lies in a country of which the article says nothing else is taken to be another one. `home`
    is the article's setting.
    """
    found = _country(scene, d, home)
    p = d.place
    if p is None or p.country is None:
        return found
    return found if found is not None and p.granularity in _SMALL and _stands_alone(scene, p) else None


def _country(scene: Scene, d: EventDraft, home: str | None) -> str | None:
    if d.type == "PROTEST":
        # a people gathers at home
        return _one(scene, d.actors) or home
    if d.type == "SANCTION" and "convict" in d.mode:
        return _one(scene, d.actors)
    if d.type in _HIT and not d.frame.flag("reciprocal"):
        return _one(scene, d.recipients) or (_one(scene, d.actors) if _at_home(scene, d, home) else None) or home
    if d.type in _HIT or d.type == "MOBILIZE":
        return _one(scene, [*d.actors, *d.recipients]) if _at_home(scene, d, home) else home
    return None


def _one(scene: Scene, actors: list[int]) -> str | None:
    """The one state that the actors are of."""
    codes = {c for a in actors if (c := scene.country(a)) is not None}
    return next(iter(codes)) if len(codes) == 1 and codes <= set(scene.lands) else None


def _at_home(scene: Scene, d: EventDraft, home: str | None) -> bool:
    """Whether all who are in it are of the country that the article is about."""
    return {scene.country(a) for a in (*d.actors, *d.recipients)} - {None} <= {home}


def _stands_alone(scene: Scene, p: PlaceMention) -> bool:
    """Whether nobody and no other place of the article is of the country in which the place would lie."""
    others = (q.country for q in scene.analysis.places if q.name != p.name)
    named = (a.country for n, a in enumerate(scene.analysis.actors) if n < scene.named)
    return p.country not in {*others, *named}


def venue(d: EventDraft, sessions: list[Session]) -> PlaceMention | None:
    """Return the place of the meeting of which the draft tells an outcome, None where it tells none."""
    held = d.session
    main = main_session(sessions)
    if held is None and main is not None and d.time is not None and main.time is not None:
        held = main if d.time.date == main.time.date and len(d.actors) > 1 else None
    return held.place if held is not None and d.type == "AGREE" else None
