"""Compares events: what ties two to one thing (a round, a promise, a figure, a standing demand), else how well they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.merging.blocks import Keys, cross, party_keys, same_keys, time_keys
from communique.record.merging.clusters import Verdict
from communique.record.merging.days import Window, days_between
from communique.record.merging.matters import (
    borrows_its_date,
    distinctive,
    figures,
    other_figures,
    same_figures,
    told_on,
    when,
    words_of,
)
from communique.record.merging.names import fold
from communique.record.merging.parties import overlap, parties_of, party_code
from communique.record.merging.places import place_fit

if TYPE_CHECKING:
    from collections.abc import Hashable

    from communique.record.merging.context import Context
    from communique.record.merging.members import Body, Member

__all__ = [
    "DONE",
    "NOT_DONE",
    "SURE",
    "EventComparison",
    "everybody",
    "parties_fit",
    "same_root",
    "side",
    "statuses_fit",
]

SURE = 0.75
"""The score from which two events are one."""

_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
"""Types in which sources may name the same people as actors or as recipients."""
_STANDING = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
"""Types that a side keeps up: told without a day, they are what it has held all along."""
_COUNTED = frozenset({"RETREAT", "AGREE", "AID", "CONCEDE", "COOPERATE"})
"""Types in which a figure tells which one it is: the exchange of 314 prisoners."""
_UNDATED_APART = 3
"""Days between two articles within which an undated event of the same actors is taken for one."""
_SAME_STORY = 14
"""Days within which the same words, or the same figure, of the same sides are one event."""
_KEPT_UP = 400
"""Days within which a standing demand told again is the same one."""
_ALIKE = 0.5
_SOME = 0.3
_TWO = 2
DONE = frozenset({"happened", "ongoing", "claimed"})
NOT_DONE = frozenset({"did_not_happen", "denied"})
_OVER = frozenset({"happened", "claimed"})
_AHEAD = frozenset({"planned", "postponed", "cancelled"})
_HOPED = frozenset({"hoped", "conditional"})
_MOST_KEYS = 16
"""Figures or promises of one event under which it is looked for: a bound for hostile pages."""

_WEIGHTS = {"days": 0.4, "parties": 0.3, "place": 0.15, "mode": 0.15}


class EventComparison:
    """Compares two events; knows which merged actors are persons, and to which rounds and promises events are tied."""

    def __init__(self, context: Context) -> None:
        self._people = context.people
        self._outcomes = context.outcomes
        self._promises = context.promises

    def blocks(self, member: Member) -> Keys:
        """Return where an event meets others: by type, days and parties, and by all that ties it to one thing."""
        body = member.body
        window = when(member)
        # Undated events are only merged where the articles are of the same days.
        time = time_keys(window) if window is not None else time_keys(_told(member), slack=_UNDATED_APART)
        dated = window is not None or body["status"]
        keys = cross(same_keys([(body["type"], dated)]), time, party_keys(everybody(member)))
        tied, story = same_keys(self._ties(member)), _story_keys(member)
        return Keys(keys.look + tied.look + story.look, keys.put + tied.put + story.put)

    def _ties(self, member: Member) -> list[Hashable]:
        body = member.body
        kind = body["type"]
        ties: list[Hashable] = []
        if _of_round(body) or member.id in self._outcomes:
            ties.append((kind, "round", self._outcomes.get(member.id, body["round"])))
        ties += [(kind, "promise", p) for p in sorted(self._promises.get(member.id, ()))[:_MOST_KEYS]]
        if kind in _COUNTED:
            ties += [(kind, "figure", f) for f in _figure_keys(member)]
        if _standing(member):
            ties.append((kind, "standing", tuple(sorted(side(member, "actor")))))
        return ties

    def __call__(self, a: Member, b: Member) -> Verdict | None:
        """Return how well two events fit, None where they exclude each other."""
        left, right = a.body, b.body
        if _of_round(left) and _of_round(right):
            # Two meetings are one exactly where their rounds are.
            return Verdict(True, 1.0, ("the meeting of one round",)) if left["round"] == right["round"] else None
        fit = statuses_fit(left["status"], right["status"])
        same_article = a.article.capture == b.article.capture
        if same_article and _signature(left) == _signature(right) and _said_twice(a, b):
            return Verdict(True, 1.0, ("said twice in one article",))
        if not fit or not self._same_people(a, b) or _told_before(a, b) or _told_before(b, a):
            return None
        if self._promises.get(a.id, frozenset()) & self._promises.get(b.id, frozenset()):
            # What was agreed in May and again in July was agreed twice.
            return None if _days_apart(a, b) > _SAME_STORY else Verdict(True, 1.0, ("they make one promise",))
        if left["type"] in _COUNTED and other_figures(a, b) and not _same_firm_days(a, b):
            return None
        if same_article or _other_stands(a, b):
            # Within one article the coding has told events apart.
            return None
        return self._outcome(a, b) or _tied(a, b) or self._score(a, b)

    def _outcome(self, a: Member, b: Member) -> Verdict | None:
        """Return a verdict where both are outcomes of one round, and none of them of another."""
        one, other = self._outcomes.get(a.id), self._outcomes.get(b.id)
        if one is None or one != other or a.body["type"] == "CONSULT":
            return None
        # Sources differ in whether they count the mediator or the host of a round among its parties.
        shared = len(everybody(a) & everybody(b)) >= _TWO
        if not (parties_fit(a, b) or shared) or not same_root(a.body, b.body):
            return None
        if a.body["type"] not in _COUNTED | {"SUPPORT"}:
            return None
        # A round fails to bring an agreement once, and may bring several.
        alike = len(words_of(a) & words_of(b)) >= _TWO and not other_figures(a, b)
        if a.body["status"] in NOT_DONE or alike:
            return Verdict(True, 0.95, ("the outcome of one round",))
        return None

    def _score(self, a: Member, b: Member) -> Verdict | None:
        left, right = a.body, b.body
        if not same_root(left, right):
            return None
        one, other = self._outcomes.get(a.id), self._outcomes.get(b.id)
        if left["status"] in NOT_DONE and one is not None and other is not None and one != other:
            return None
        days = _days_fit(a, b)
        parties = parties_fit(a, b)
        place = place_fit(left["place"], right["place"])
        if place is None and left["type"] == "ASSAULT" and _same_country(left, right):
            place = 0.2
        if days is None or not parties or place is None:
            return None
        mode = _mode_fit(left, right)
        parts = {"days": days, "parties": parties, "place": place, "mode": mode}
        score = sum(_WEIGHTS[name] * part for name, part in parts.items())
        reasons = tuple(f"{name} fit {part:g}" for name, part in parts.items())
        # Where no day ties the two, the same sides or the same place must.
        tied = parties == 1.0 or place >= 0.7 or when(a) is not None or when(b) is not None
        sure = score >= SURE and days >= 0.7 and parties >= 0.8 and tied
        return Verdict(sure, round(score, 4), reasons)

    def opposed(self, a: Member, b: Member) -> Verdict | None:
        """Return the verdict on two events of which one is told and the other denied, None where they are not
        the same."""
        if a.article.capture == b.article.capture or not self._same_people(a, b):
            return None
        return self._score(a, b)

    def _same_people(self, a: Member, b: Member) -> bool:
        """Tell whether no country is stood for by different persons in the two (one envoy met this, another
        that minister)."""
        left, right = (m.once("people", self._named) for m in (a, b))
        return all(left[code] & right[code] for code in left.keys() & right.keys())

    def _named(self, body: Body) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for reference in (*body["actor"], *body["recipient"]):
            if reference["id"] in self._people:
                named.setdefault(party_code(reference), set()).add(reference["id"])
        return named


def _days_apart(a: Member, b: Member) -> int:
    """Return the days between the days of two events; 0 where one has none."""
    one, other = when(a), when(b)
    return one.gap(other) if one is not None and other is not None else 0


def _story_keys(member: Member) -> Keys:
    """Return where the same words of the same sides meet: in articles of the same weeks."""
    day, kind = told_on(member), member.body["type"]
    if kind not in _COUNTED or _standing(member):
        return Keys((), ())
    codes = tuple(sorted(everybody(member))[:_TWO])
    if day is None:
        return same_keys([(kind, "story", codes)])
    week = day // _SAME_STORY
    around = tuple((kind, "story", codes, w) for w in (week - 1, week, week + 1))
    return Keys(around, around[1:2])


def everybody(member: Member) -> frozenset[str]:
    """Return the codes of all who act or are acted on."""
    codes: frozenset[str] = member.once("everybody", lambda body: parties_of([*body["actor"], *body["recipient"]]))
    return codes


def side(member: Member, slot: str) -> frozenset[str]:
    """Return the codes of those in `slot`, actor or recipient."""
    codes: frozenset[str] = member.once(slot, lambda body: parties_of(body[slot]))
    return codes


def statuses_fit(a: str, b: str) -> bool:
    """Tell whether one event can have both statuses, the one earlier and the other later."""
    for settled in (DONE, NOT_DONE):
        if {a, b} & settled:
            return {a, b} <= settled | _AHEAD
    return a == b or {a, b} <= _AHEAD or {a, b} <= _HOPED


def parties_fit(a: Member, b: Member) -> float:
    """Return how well the two sides of two events fit, 0 where they do not."""
    if a.body["type"] in _MUTUAL:
        return overlap(everybody(a), everybody(b))
    by = overlap(side(a, "actor"), side(b, "actor"))
    to = overlap(side(a, "recipient"), side(b, "recipient"))
    # An event without recipients in both sources fits as well as one with the same.
    if not a.body["recipient"] and not b.body["recipient"]:
        to = by
    # Whoever struck is often left unsaid; whom, hardly ever.
    if a.body["type"] == "ASSAULT" and to >= 0.8 and not (a.body["actor"] and b.body["actor"]):
        by = max(by, 0.8)
    return 0.0 if min(by, to) == 0 else round((by + to) / 2, 4)


def _told(member: Member) -> Window | None:
    day = told_on(member)
    return None if day is None else Window(day, day)


def _of_round(body: Body) -> bool:
    """Tell whether the event is the meeting itself of a round."""
    return body["type"] == "CONSULT" and body["round"] is not None


def _figure_keys(member: Member) -> list[int]:
    return sorted({f for figure in figures(member) for f in (figure, 2 * figure)})[:_MOST_KEYS]


def _said_twice(a: Member, b: Member) -> bool:
    """Tell whether two events of one article that are coded alike are about the same, or one names no matter."""
    one, other = words_of(a), words_of(b)
    return bool(one & other) or not one or not other


def _same_firm_days(a: Member, b: Member) -> bool:
    left, right = when(a), when(b)
    if left is None or right is None or borrows_its_date(a) or borrows_its_date(b):
        return False
    return left.precise and right.precise and left.gap(right) == 0


def _told_before(a: Member, b: Member) -> bool:
    """Tell whether one event is told as done in an article that is older than the other event."""
    day, window = told_on(a), when(b)
    if day is None or window is None or a.body["status"] not in _OVER or borrows_its_date(b):
        return False
    return window.first > day + 1


def _standing(member: Member) -> bool:
    return member.body["type"] in _STANDING and when(member) is None and member.body["status"] in DONE


def _tied(a: Member, b: Member) -> Verdict | None:
    """Return a verdict where a figure, a standing demand or the same words tie two events of two articles together."""
    left, right = a.body, b.body
    parties = parties_fit(a, b)
    place = place_fit(left["place"], right["place"])
    if not same_root(left, right) or place is None:
        return None
    if _standing(a) and _standing(b):
        return _one_stand(a, b)
    if left["type"] not in _COUNTED or parties < 0.8 or left["type"] == "ASSAULT":
        return None
    near = _stories_near(a, b)
    if near and same_figures(a, b):
        return Verdict(True, 0.95, ("the same figure, by the same sides",))
    shared, least = len(words_of(a) & words_of(b)), min(len(words_of(a)), len(words_of(b)))
    if near and shared >= 2 and shared >= _ALIKE * least and parties == 1.0 and not other_figures(a, b):
        return Verdict(True, 0.9, ("the same words, by the same sides",))
    return None


def _other_stands(a: Member, b: Member) -> bool:
    """Tell whether both are standing demands or refusals that name matters without a word in common."""
    one, other = words_of(a), words_of(b)
    return _standing(a) and _standing(b) and bool(one and other) and not one & other


def _one_stand(a: Member, b: Member) -> Verdict | None:
    """Return a verdict on two demands or refusals told without a day: one where side, addressee and matter agree."""
    apart = days_between(a.article.day, b.article.day)
    to = overlap(side(a, "recipient"), side(b, "recipient"))
    unnamed = not (side(a, "recipient") and side(b, "recipient"))
    if side(a, "actor") != side(b, "actor") or not side(a, "actor") or (apart is not None and abs(apart) > _KEPT_UP):
        return None
    one, other = words_of(a), words_of(b)
    # "Arland refuses" names no matter: what it refuses is what was said before.
    bare = a.body["type"] == "REJECT" and not (one and other)
    shared = len(one & other)
    alike = shared >= _TWO or (shared and shared >= _SOME * min(len(one), len(other)))
    named = bool(distinctive(a) & distinctive(b) & one & other)
    if (to < 0.8 and not unnamed) or not (alike or named or bare):
        return None
    return Verdict(True, 0.85, ("the same stand, by the same side on the same matter",))


def _stories_near(a: Member, b: Member) -> bool:
    """Tell whether the days of two events, where they are firmly told, are near; a month or season must hold the other."""
    left, right = when(a), when(b)
    if left is not None and right is not None:
        soft = borrows_its_date(a) or borrows_its_date(b)
        gap = left.gap(right)
        return gap == 0 or (gap <= _SAME_STORY and (soft or same_figures(a, b)))
    if left is None and right is None:
        apart = days_between(a.article.day, b.article.day)
        return apart is None or abs(apart) <= _SAME_STORY or same_figures(a, b)
    window, undated = (left, b) if left is not None else (right, a)
    day = told_on(undated)
    if window is None or day is None or same_figures(a, b):
        return True
    return window.first - _SAME_STORY <= day <= window.last + _SAME_STORY


def _signature(body: Body) -> Hashable:
    date, place = body["date"], body["place"] or {}
    sides = tuple(tuple(sorted(r["id"] for r in body[slot])) for slot in ("actor", "recipient"))
    days = (date["start"], date["end"])
    return (body["type"], tuple(body["mode"]), tuple(body["cameo"]), sides, days, place.get("name"), body["status"])


def same_root(left: Body, right: Body) -> bool:
    """Tell whether the CAMEO codes agree in three digits: what is nearer than that, sources tell in different ways.

    Strikes and meetings are told in many ways, and a code that says no more than its first two digits fits each of its kind.
    """
    one, other = ({str(code)[:3] for code in body["cameo"]} for body in (left, right))
    if not one or not other or one & other or left["type"] in {"ASSAULT", "CONSULT"}:
        return True
    if left["type"] not in _STANDING:
        return False
    return any(a[:2] == b[:2] and "0" in (a[2:], b[2:]) for a in one for b in other)


def _days_fit(a: Member, b: Member) -> float | None:
    left, right = when(a), when(b)
    if left is not None and right is not None:
        if left.gap(right):
            return 0.2 if borrows_its_date(a) or borrows_its_date(b) else None
        if left.precise and right.precise:
            return 1.0 if left == right else 0.8
        return 0.6
    if left is None and right is None:
        days = days_between(a.article.day, b.article.day)
        if a.body["type"] in _COUNTED and bool(figures(a)) != bool(figures(b)):
            # "An exchange" told on the day on which another article sums all of them up.
            return 0.2
        return 0.8 if days is not None and abs(days) <= _UNDATED_APART else 0.2
    return 0.3


def _same_country(left: Body, right: Body) -> bool:
    return bool(left["place"]["country"]) and left["place"]["country"] == right["place"]["country"]


def _mode_fit(left: Body, right: Body) -> float:
    a, b = ({fold(str(m)) for m in body["mode"]} for body in (left, right))
    if a & b or (not a and not b):
        return 1.0
    return 0.6 if not a or not b else 0.2
