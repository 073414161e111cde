"""The event of a meeting: who visited whom, with which third parties."""

from __future__ import annotations

from communique.coding.events.drafts import EventDraft
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.coding.scene.status import Source

__all__ = ["from_session"]


def from_session(scene: Scene, s: Session) -> EventDraft | None:
    """Return the event of a meeting; None where nobody is told to have met or it is only implied."""
    sides = s.countries(scene)
    if s.status is None or s.implied or not _someone_met(scene, s):
        return None
    first = next((m for m in s.mentions if m.actors), s.mentions[0])
    frame = first.match.frame
    actors, recipients = list(s.actors), []
    mode: tuple[str, ...] = frame.mode
    if len(sides) == 2 and s.place is not None and s.place.country is not None:
        hosts = [a for a in s.actors if scene.country(a) == s.place.country]
        visitors = [a for a in s.actors if a not in hosts]
        if hosts and visitors and not s.third:
            actors, recipients, mode = visitors, hosts, ("visit",)
        elif not hosts:
            mode = ("third-party",)
    if s.hosts and not recipients and not s.third and len(s.hosts) < len(s.actors):
        actors, recipients, mode = [a for a in s.actors if a not in s.hosts], list(s.hosts), ("visit",)
    if s.third and not mode:
        mode = ("third-party",)
    if len(sides) > 3 and not mode:
        mode = ("multilateral",)
    source = (
        first.source
        if s.status in ("hoped", "conditional", "planned") or all(m.source.actor is not None for m in s.mentions)
        else Source("narrator", None)
    )
    if any(m.source.actor is None and m.fact.status == s.status for m in s.mentions):
        source = Source("narrator", None)
    return EventDraft(
        frame=frame, tokens=[m.token for m in s.mentions], actors=actors, recipients=recipients, status=s.status, why=first.fact.why,
        source=source, time=s.time, place=s.place, session=s, third=list(s.third), mode=mode,
    )  # fmt: skip


def _someone_met(scene: Scene, s: Session) -> bool:
    """Whether it is told who met: two or more, or one that acts for somebody ("the Somali cabinet met", "the envoy flew to Bamako")."""
    if len(s.actors) > 1:
        return True
    if any(scene.country(a) or s.first is not None for a in s.actors):
        return s.status != "conditional"
    # "critical discussions were held in Rome on 14 April": of nobody named, but at a place on a day
    return s.place is not None and s.first is not None and any(m.match.nominal for m in s.mentions)
