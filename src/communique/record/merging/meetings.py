"""Compares rounds: what their parties, places, days and numbers say of whether two tell of one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from communique.record.merging.blocks import Keys, cross, party_keys, stretches, time_keys
from communique.record.merging.clusters import Cluster, Verdict
from communique.record.merging.days import Window, day_number, window_of
from communique.record.merging.folding import Folding, Rank
from communique.record.merging.parties import parties_of
from communique.record.merging.places import venue_fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from communique.record.merging.members import Body, Member

__all__ = ["HELD", "OFF", "RoundComparison", "mentions_of_rounds", "round_blocks"]

_FRESH = 3
"""Days after a round within which an article that tells of it without a date speaks of this one."""
_RUN = 3
"""Days between two of a round's days that a further report may fill."""
_AHEAD = 45
"""Days ahead within which an article that tells of a coming round without a date speaks of this one."""
OFF = frozenset({"postponed", "cancelled", "did_not_happen"})
HELD = frozenset({"happened", "ongoing"})

_Fit = tuple[float, str]


def round_blocks(member: Member) -> Keys:
    """Return where a round meets others: by days, parties and number."""
    return cross(_time_keys(member), party_keys(_parties(member)))


def _time_keys(member: Member) -> Keys:
    """Return when to look for the same round: its days, or the days before the article; and its ordinal."""
    window = window_of(member.body["date"])
    keys = time_keys(window, slack=1)
    ordinal = member.body["ordinal"]
    numbered = (("ordinal", ordinal),) if ordinal is not None else ()
    told = _just_before(member) if window is None else None
    if told is None:
        return Keys(keys.look + numbered, keys.put + numbered)
    days = time_keys(told)
    vague = tuple(k for k in days.look if k[0] == "vague")  # type: ignore[index]
    return Keys(keys.look + days.look + numbered, keys.put + vague + numbered)


def _just_before(member: Member) -> Window | None:
    """Return the days on which a round ended that an article tells of as held without saying when."""
    day = _told_on(member)
    if day is None or member.body["status"] not in HELD:
        return None
    return Window(day - _FRESH, day + 1)


def _told_on(member: Member) -> int | None:
    return day_number(member.article.day) if member.article.day else None


def _parties(member: Member) -> frozenset[str]:
    codes: frozenset[str] = member.once("parties", lambda body: parties_of(body["parties"]))
    return codes


def _window(member: Member) -> Window | None:
    window: Window | None = member.once("window", lambda body: window_of(body["date"]))
    return window


class RoundComparison:
    """Compares two rounds; knows who is named anywhere in the record as mediator, broker or facilitator."""

    def __init__(self, rounds: Iterable[Member]) -> None:
        self._mediators = frozenset(
            code
            for member in rounds
            for code in parties_of(t["actor"] for t in member.body["third_party"] if t["role"] in _BETWEEN)
        )

    @property
    def mediators(self) -> list[str]:
        """Who is named anywhere as mediator, broker or facilitator."""
        return sorted(self._mediators)

    def __call__(self, a: Member, b: Member) -> Verdict | None:
        """Return how well two rounds fit, None where they exclude each other."""
        left, right = a.body, b.body
        if a.article.capture == b.article.capture:
            return self._within_one_article(a, b)
        parties = self.parties_fit(a, b)
        place = venue_fit(left["place"], right["place"])
        if parties is None or place is None or _numbers_differ(a, b):
            return None
        days = _undated_fit(a, b, place, parties) or _days_fit(left, right, place, parties)
        if days is None:
            return None
        score = 0.4 * days[0] + 0.3 * parties[0] + 0.3 * place
        reasons = (days[1], parties[1], f"places fit {place:g}")
        near = days[0] >= 0.7 and parties[0] >= 0.7 and place >= 0.5 and score >= 0.7
        there = days[0] >= 0.9 and place >= 0.9 and parties[0] >= _SHARED
        return Verdict(near or there, score, reasons)

    def _within_one_article(self, a: Member, b: Member) -> Verdict | None:
        """Return a verdict on two rounds that the coding of one article told apart: one only where it is plain."""
        if _signature(a.body) == _signature(b.body):
            return Verdict(True, 1.0, ("the same words",))
        first, second = _window(a), _window(b)
        parties, place = self.parties_fit(a, b), venue_fit(a.body["place"], b.body["place"])
        if parties is None or parties[0] < _SHARED or place is None or _numbers_differ(a, b):
            return None
        if first is not None and second is not None:
            same_days = first.brief and second.brief and first.gap(second) == 0
            plain = same_days and place >= 0.6 and parties[0] >= 0.8
            near = first.gap(second) <= 1
        else:
            plain, near = False, True
        numbered = a.body["ordinal"] is not None and a.body["ordinal"] == b.body["ordinal"]
        if plain or (near and numbered):
            return Verdict(True, 0.9, ("the same days or number in one article",))
        return None

    def parties_fit(self, a: Member, b: Member) -> _Fit | None:
        """Compare the parties; one more party in one source may stand beside the parties, as a mediator, elsewhere."""
        left, right, one, other = a.body, b.body, _parties(a), _parties(b)
        if not one or not other:
            return 0.5, "one source does not name the parties"
        if one == other:
            return 1.0, "the same parties"
        if not (one < other or other < one):
            # A host that one source takes for a party, a mediator that the other does.
            left_over = one - _beside(right) - self._mediators, other - _beside(left) - self._mediators
            if left_over[0] == left_over[1] and len(left_over[0]) >= 2:
                return 0.8, "the parties are the same but for those who are third parties in another source"
            return (_SHARED, "each source names a party that the other does not") if len(one & other) >= 2 else None
        small, extra = (left, other - one) if one < other else (right, one - other)
        if extra <= _beside(small):
            return 0.9, "the further party is a third party in the other source"
        if extra <= self._mediators and not (one & other & self._mediators):
            return 0.8, "the further party is a third party elsewhere in the record"
        if left["format"] and right["format"] and left["format"] != right["format"]:
            return 0.5, "one source names a further party and another format"
        return 0.8, "one source names a further party"


_BETWEEN = frozenset({"mediator", "broker", "facilitator"})
_SHARED = 0.6
"""How well two sets of parties fit of which each holds one that the other lacks, two being shared."""


def _signature(body: Body) -> Hashable:
    date, place = body["date"], body["place"] or {}
    days = (date["start"], date["end"]) if date["start"] else body["id"]
    return (days, place.get("name"), parties_of(body["parties"]), body["status"])


def _numbers_differ(a: Member, b: Member) -> bool:
    """Tell whether two rounds have other numbers, and no precise days that tell that they are counted differently."""
    one, other = a.body["ordinal"], b.body["ordinal"]
    if one is None or other is None or one == other:
        return False
    first, second = _window(a), _window(b)
    return first is None or second is None or not (first.brief and second.brief) or first.gap(second) > 0


def _beside(body: Body) -> frozenset[str]:
    return parties_of(t["actor"] for t in body["third_party"])


def _undated_fit(a: Member, b: Member, place: float, parties: _Fit) -> _Fit | None:
    """Compare a dated and an undated round: the same number at the same place, or told of right after it was held."""
    dated, undated = (a, b) if _window(a) is not None else (b, a)
    window = _window(dated)
    if window is None or _window(undated) is not None or place < 0.9 or parties[0] < 0.8:
        return None
    if a.body["ordinal"] is not None and a.body["ordinal"] == b.body["ordinal"] and place == 1.0:
        return 0.8, "the same number at the same place"
    told = _just_before(undated)
    if told is not None and window.brief and dated.body["status"] in HELD and told.first <= window.last <= told.last:
        return 0.8, "told of right after it was held, at the same place"
    return None


def _days_fit(left: Body, right: Body, place: float, parties: _Fit) -> _Fit | None:
    a, b = window_of(left["date"]), window_of(right["date"])
    if a is None or b is None:
        alike = left["status"] == right["status"] and place == 1.0 and parties[0] >= 0.9
        if a is None and b is None and alike:
            return 0.7, "neither is dated, and all else is the same"
        return (0.3, "one is not dated") if alike else (0.2, "one is not dated")
    gap = a.gap(b)
    if a.brief and b.brief:
        if gap == 0:
            return (1.0 if a == b else 0.9), "the days overlap"
        off = left["status"] in OFF or right["status"] in OFF
        firm = left["status"] in HELD and right["status"] in HELD
        if gap == 1 and not off and (firm or left["status"] == right["status"]):
            return 0.8, "the days follow on one another"
        if gap == 1 and not off:
            there = place >= 0.9 and parties[0] >= 0.8
            return (0.7 if there else 0.3), "planned for one day and held on the next"
        if gap <= _RUN and firm and place >= 0.9:
            return 0.3, "held days apart, at the same place"
        return None
    if gap:
        return None
    if place == 1.0 and parties[0] >= 0.7 and a.brief == b.brief:
        return 0.8, "in the same season, at the same place"
    # Which round of a season is meant shows when all are known: see mentions_of_rounds.
    return 0.4, "the day lies within the season"


# --- mentions without a day -----------------------------------------------------------------------------------------


def mentions_of_rounds(compare: RoundComparison) -> Folding:
    """Return how rounds told without a day, or only with a month or season, are put to the one that they fit."""

    def vague(cluster: Cluster) -> bool:
        return not any(w.brief for w in _windows(cluster))

    def firm(cluster: Cluster) -> bool:
        return not vague(cluster)

    def put(cluster: Cluster) -> Iterator[Hashable]:
        days = _sitting(cluster)
        times: set[Hashable] = {("number", m.body["ordinal"]) for m in cluster.faces()} | {"ever"}
        return product(_codes(cluster), times.union(stretches(days.first, days.last)))

    def look(cluster: Cluster) -> Iterator[Hashable]:
        return product(_codes(cluster), set().union(*map(_possible_times, cluster.faces())))

    def fit(mention: Cluster, told: Cluster) -> Rank | None:
        return _mention_fit(mention, told, compare)

    return Folding(vague, firm, put, look, fit, "told without a day, it fits a round that is told with one")


def _windows(cluster: Cluster) -> list[Window]:
    return [w for w in map(_window, cluster.faces()) if w is not None]


def _codes(cluster: Cluster) -> list[str]:
    return sorted({code for member in cluster.members for code in _parties(member)})


def _sitting(told: Cluster) -> Window:
    """Return the days of a round that is told with any."""
    days = [w for w in _windows(told) if w.brief]
    return Window(min(w.first for w in days), max(w.last for w in days))


def _possible_times(member: Member) -> set[Hashable]:
    """Return under which times a round stands that a mention can speak of: see _time_allows."""
    window, day, number = _window(member), _told_on(member), member.body["ordinal"]
    times: set[Hashable] = {("number", number)} if number is not None else set()
    if window is None and day is not None:
        window = Window(day - _FRESH, day + _AHEAD)
    if window is None:
        return times
    return times.union(stretches(window.first, window.last) or ["ever"])


def _mention_fit(mention: Cluster, told: Cluster, compare: RoundComparison) -> Rank | None:
    """Return how well a mention fits a dated round: by number, then by place, then by parties."""
    days = _sitting(told)
    best: Rank | None = None
    for member in mention.faces():
        rank = _member_fit(member, told, days, compare)
        if rank is None:
            return None
        best = rank if best is None else max(best, rank)
    return best


def _member_fit(member: Member, told: Cluster, days: Window, compare: RoundComparison) -> Rank | None:
    if any(member.article.capture == other.article.capture for other in told.faces()):
        return None
    places, parties = [], []
    for other in told.faces():
        place, people = venue_fit(member.body["place"], other.body["place"]), compare.parties_fit(member, other)
        if place is None or people is None:
            return None
        places.append(place)
        parties.append(people[0])
    place, people_fit = max(places), max(parties)
    numbers = {o.body["ordinal"] for o in told.faces() if o.body["ordinal"] is not None}
    number = member.body["ordinal"]
    same_number = number is not None and number in numbers
    # A vague day and other parties than most sources name are too little, unless the number is the same.
    as_most = 2 * sum(fit >= 0.9 for fit in parties) >= len(parties)
    if (number is not None and numbers and not same_number) or people_fit < _SHARED or not (same_number or as_most):
        return None
    if not _time_allows(member, days, same_number=same_number):
        return None
    window = _window(member)
    if window is None and not (place >= 0.9 if same_number else place == 1.0 and people_fit >= 0.8):
        return None
    return (float(same_number), place, people_fit)


def _time_allows(member: Member, days: Window, *, same_number: bool) -> bool:
    """Tell whether a mention, in its words and on its article's day, can speak of a round held on these days."""
    window, day = _window(member), _told_on(member)
    held = member.body["status"] in HELD
    if held and day is not None and days.first > day:
        return False
    if window is not None:
        return not window.gap(days)
    if same_number:
        return True
    if day is None:
        return False
    if held:
        return day - _FRESH <= days.last <= day + 1
    return member.body["status"] == "planned" and day <= days.last and days.first <= day + _AHEAD
