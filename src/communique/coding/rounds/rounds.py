"""Which meetings are rounds of the negotiation, with their form, delegations, agenda and outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.coding.positions.issues import issue_of
from communique.coding.rounds.meetings import Session
from communique.coding.scene import Scene
from communique.words import Delegation

if TYPE_CHECKING:
    from communique.coding.citing import Citations

__all__ = ["RoundDraft", "add_hosts", "draft_rounds", "principal_sides"]

Format = Literal["bilateral", "trilateral", "multilateral"]


@dataclass(slots=True)
class RoundDraft:
    """A round before it becomes an entry."""

    session: Session
    parties: list[int]
    third: list[tuple[int, str, int]]
    format: Format | None
    label: str = ""
    agenda: tuple[str, ...] = ()
    outcome: str | None = None
    groups: list[tuple[int, list[int]]] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session) -> RoundDraft:
        """Return a draft that knows only its meeting."""
        return cls(session, list(session.actors), list(session.third), None)

    def delegations(self, cite: Citations) -> tuple[Delegation, ...]:
        """Return the delegations as references."""
        return tuple(Delegation(cite.ref(side), cite.refs(members)) for side, members in self.groups)


def principal_sides(scene: Scene, sessions: list[Session]) -> list[str]:
    """Return the sides that negotiate: the case's parties, else those who meet most often and mediate nothing."""
    if scene.case is not None and scene.case.parties:
        from communique.world import country_by_name

        out = []
        for name in scene.case.parties:
            found = country_by_name(name)
            out.append(found.alpha3 if found is not None else name)
        return out
    real = [s for s in sessions if len(s.countries(scene)) > 1 and s.status not in ("hoped", "conditional")]
    if not real:
        return []
    main = max(real, key=lambda s: (_weight(s), -s.mentions[0].token))
    mediators = {scene.side(a) for a, role, _ in main.third}
    sides = [x for x in _ordered_sides(scene, main) if x not in mediators]
    return sides if len(sides) > 1 else _ordered_sides(scene, main)


def _weight(s: Session) -> int:
    """Mentions as talks weigh more than a passing "met"."""
    return sum(2 if m.match.nominal else 1 for m in s.mentions) + (3 if s.third else 0)


def _ordered_sides(scene: Scene, s: Session) -> list[str]:
    return list(dict.fromkeys(scene.side(a) for a in s.actors))


def draft_rounds(scene: Scene, sessions: list[Session]) -> list[RoundDraft]:
    """Return the rounds: meetings, held or planned, of at least two of the sides that negotiate."""
    sides = set(principal_sides(scene, sessions))
    out: list[RoundDraft] = []
    for s in sessions:
        if s.status in ("hoped", "conditional", None) or not _formal(scene, s):
            continue
        if any("phone" in m.match.frame.mode for m in s.mentions) or not _of_the_sides(scene, s, sides):
            continue
        if s.first is None and s.place is None and not (s.status in ("happened", "ongoing") and len(s.mentions) > 1):
            continue
        out.append(_round(scene, s))
    return out


def _of_the_sides(scene: Scene, s: Session, sides: set[str]) -> bool:
    """Whether two of the sides meet, or the people of the one state whose inner conflict the article is about."""
    countries = s.countries(scene)
    if len(countries & sides) > 1 or _is_of_nobody_else(scene, s, sides):
        return True
    if s.implied and len(countries) > 1 and scene.case is None and scene.parties <= countries:
        return True
    inner = scene.home is not None and len(scene.pair) < 2 and countries <= {scene.home}
    meets = any(m.match.nominal for m in s.mentions) or any(scene.actor(a).type == "state" for a in s.actors)
    return inner and (meets or s.implied) and "visit" not in s.mentions[0].match.frame.mode


_TALKS = frozenset("talk negotiation round dialogue summit session meeting".split())


def _is_of_nobody_else(scene: Scene, s: Session, sides: set[str]) -> bool:
    """Whether talks are told with a place or a day and with no other people than those of the conflict."""
    words = {scene.tokens[m.token].lemma.lower() for m in s.mentions if m.match.nominal}
    own = sides | {scene.side(a) for a in scene.pair} | ({scene.home} if scene.home is not None else set())
    if not own or not words & _TALKS or not s.countries(scene) <= own or _within_one(scene, s):
        return False
    # "the meeting had been due on Sunday": some meeting known from elsewhere, of nobody named
    return bool(s.actors) or s.place is not None or not any(m.definite for m in s.mentions)


def _within_one(scene: Scene, s: Session) -> bool:
    """ "The Israeli cabinet met": one side alone, in a conflict of two states."""
    return len(s.countries(scene)) == 1 and not (scene.home is not None and len(s.actors) > 1)


def _formal(scene: Scene, s: Session) -> bool:
    """Whether the meeting is spoken of as talks, or is one of delegations rather than of single persons."""
    if s.implied or any(m.match.nominal or m.again for m in s.mentions):
        return True
    if s.first is not None and s.place is not None and len(s.countries(scene)) > 1:
        return True
    collective = {scene.side(a) for a in s.actors if scene.actor(a).type != "person"}
    # "the rival delegations": the people of one state on both sides
    return len(collective) > 1 or (len(scene.pair) < 2 and scene.home in collective)


def add_hosts(scene: Scene, s: Session) -> None:
    """The state of the venue is host where the article lets that state act or speak and it is no party of the meeting."""
    if s.place is None or s.place.country is None or any(role == "host" for _, role, _ in s.third):
        return
    if s.place.country in s.countries(scene):
        return
    speakers = {q.speaker for q in scene.analysis.quotes if q.speaker is not None}
    for a in sorted(speakers):
        if scene.country(a) == s.place.country and scene.actor(a).sector in ("GOV", "COP", None, "JRN", "MED"):
            state = scene.states.get(s.place.country, a)
            s.third.append((state, "host", s.mentions[0].token))
            return


def _round(scene: Scene, s: Session) -> RoundDraft:
    sides = _ordered_sides(scene, s)
    counted: dict[int, Format] = {2: "bilateral", 3: "trilateral"}
    stated: Format | None = s.format  # type: ignore[assignment]
    agenda: list[str] = []
    for m in s.mentions:
        sentence = scene.analysis.sentences[scene.tokens[m.token].sentence]
        words = list(range(sentence.first, sentence.last))
        if any(
            scene.tokens[k].lemma.lower()
            in ("focus", "discuss", "agenda", "address", "cover", "centre", "center", "issue")
            for k in words
        ):
            issue = issue_of(scene, words, least_weight=2)
            agenda += [issue] if issue and issue not in agenda else []
    groups: dict[str, list[int]] = {}
    for person in s.members:
        groups.setdefault(scene.side(person), []).append(person)
    seated = [(scene.states.get(side, members[0]), members) for side, members in groups.items()]
    place = s.place.name if s.place is not None else ""
    when = s.first.isoformat() if s.first is not None else ""
    number = f"round {s.ordinal}" if s.ordinal else "talks"
    return RoundDraft(
        session=s,
        parties=list(s.actors),
        third=s.third,
        format=stated or counted.get(len(sides), "multilateral" if len(sides) > 3 else None),
        label=" ".join(x for x in (place, number, when) if x),
        agenda=tuple(agenda),
        outcome=None,
        groups=seated,
    )
