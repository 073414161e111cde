"""Whom violence, troops or a march are aimed at where their own words do not say."""

from __future__ import annotations

from communique.coding.lexicon import lexicon
from communique.coding.matching.match import Match
from communique.coding.scene import Scene
from communique.words import PlaceMention

__all__ = ["crowd", "struck"]


_FOLK = ("protester", "protestor", "demonstrator", "marcher", "rioter", "striker", "student", "villager", "resident", "miner", "worker", "farmer",
         "opposition", "activist", "journalist", "crowd", "voter", "inmate", "prisoner", "detainee")  # fmt: skip
"""Those whom the forces of their own state hit, where nothing else is said of them."""


def struck(scene: Scene, m: Match, actors: list[int], recipients: list[int], place: PlaceMention | None) -> list[int]:
    """Whom violence or a march is aimed at where its words name no side: the state where it happened, else the one it is all about."""
    f = m.frame
    if f.type not in ("ASSAULT", "MOBILIZE") or f.flag("reciprocal"):
        return recipients
    own = {scene.country(a) for a in actors}
    sided = [a for a in recipients if scene.country(a)]
    if f.type == "MOBILIZE":
        if any(scene.actor(a).sector == "REB" for a in actors):
            return sided
        # who moves troops at home aims them at nobody by that
        return [a for a in sided if scene.actor(a).type != "state" or scene.country(a) not in own] or _land(
            scene, m, place, but=own
        )
    if sided or (m.nominal and not f.flag("owner_needed")):
        return recipients
    land = _land(scene, m, place, but=own if len(scene.pair) > 1 or recipients else set())
    if land:
        return land
    at_home = any(scene.is_class(o, _FOLK) for o in m.objects) or any(scene.actor(a).sector == "COP" for a in actors)
    if scene.home is None or (scene.home in own and not at_home):
        return recipients
    return [scene.states[scene.home]]


def _land(scene: Scene, m: Match, place: PlaceMention | None, *, but: set[str | None]) -> list[int]:
    """The one state, none of `but`, in which the places of the clause lie."""
    lands = {place.country} if place is not None else scene.lands_below(m.verb)
    return [scene.lands[c] for c in lands if c in scene.lands and c not in but] if len(lands) == 1 else []


def crowd(scene: Scene, actors: list[int], land: list[int]) -> list[int]:
    """Who protests: a crowd of no named country is of the state where it gathers."""
    crowds = lexicon().classes["CROWD"]
    last = [scene.actor(a).name.lower().split(" ")[-1].removesuffix("s") for a in actors]
    if any(scene.country(a) or word not in crowds for a, word in zip(actors, last, strict=True)):
        return actors
    return land or ([scene.states[scene.home]] if scene.home in scene.states else actors)
