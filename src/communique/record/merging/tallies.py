"""Merges tallies of one thing: equal figures are one entry; rival figures stay apart, linked with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.record.merging.blocks import Keys, same_keys
from communique.record.merging.clusters import Cluster, Doubt, Verdict, gather
from communique.record.merging.days import Window, day_number, window_of
from communique.record.merging.names import phrase_words
from communique.record.merging.values import assemble, count_sources

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from communique.record.merging.context import Context
    from communique.record.merging.members import Body, Member

__all__ = ["assemble_tally", "merge_tallies", "reconciled"]

_NEAR = 3
"""Days by which the as-of dates of one count may differ: reports of it appear on the days around."""
_ROUND = 0.1
"""How far a figure may lie from one that is said to be about it."""
_SIDES = (2, 3)
"""Numbers of sides by which a figure "from each side" is multiplied."""
_LEAST_DISTINCTIVE = 21
_OF_A_SIZE = 5.0
"""Ratio beyond which two figures for a thing of one name count different things (people evacuated, people
without power)."""
_ANYBODY = frozenset({"person", "man", "woman", "child", "soldier", "civilian", "percent", "time", "day", "hour"})
"""Units that say too little of what is counted."""
_PEOPLE = _ANYBODY - {"percent", "time", "day", "hour"}
_SAYING = frozenset({"said", "say", "according", "official", "told", "had", "also"})
_SAME_THING = 0.5
_BACK = frozenset({"had", "last", "earlier", "previous", "previously", "ago", "already", "then", "former"})
_MATTER = 2
_THOUSAND = 1000
_YEAR = 400
_COMPARED = 64


_READING = ("value", "low", "high", "qualifier", "scope")
_READ_WITH = (*_READING, "unit", "cumulative", "source")


def merge_tallies(members: Iterable[Member], context: Context) -> tuple[list[Cluster], list[Doubt]]:
    """Return one cluster for each figure of each thing counted, and the doubts between rival figures."""
    told = list(members)
    clusters, _ = gather(told, _blocks, _compare, context.constraints, trace=context.trace("tally", told))
    return clusters, list(_rivals(clusters))


def assemble_tally(cluster: Cluster) -> Body:
    """Return the merged tally, as of the days that the words give, else of the first article that tells the figure.

    Figure, bounds, qualifier and scope are those of one reading, as most sources have it: "at least 20" of one source and
    "20" of another do not mix. What is counted and who says so are settled among those that read it so.
    """
    first = next((m for m in cluster.members if _stated(m) is not None and m.body["as_of"]), cluster.first)
    reason = "stated" if _stated(first) is not None else "the first article that tells the figure"
    special: dict[str, tuple[Any, str]] = {"as_of": (first.body["as_of"], reason)}
    readings: dict[Hashable, list[Member]] = {}
    for member in cluster.members:
        readings.setdefault(tuple(member.body[slot] for slot in _READING), []).append(member)
    behind = min(readings.values(), key=lambda ms: (-count_sources(ms), ms[0].key))
    read = assemble(Cluster(behind))
    return assemble(cluster, special | {slot: (read[slot], "as most sources read the figure") for slot in _READ_WITH})


def reconciled(a: Body, b: Body) -> str | None:
    """Return why two different figures do not exclude each other, None where they do."""
    for one, other in ((a, b), (b, a)):
        if one["scope"] == "each" and other["scope"] != "each" and one["value"] and other["value"]:
            for sides in _SIDES:
                if one["value"] * sides == other["value"]:
                    return f"{_plain(one['value'])} each × {sides} = {_plain(other['value'])}"
    for one, other in ((a, b), (b, a)):
        if one["qualifier"] != "exact" and _within(other["value"], _bounds(one)):
            return f"{_plain(other['value'])} fits {one['qualifier']} {_plain(one['value'])}"
    left, right = _bounds(a), _bounds(b)
    if (a["value"] is None or b["value"] is None) and left[0] <= right[1] and right[0] <= left[1]:
        return "the ranges overlap"
    return None


def _blocks(member: Member) -> Keys:
    return same_keys([_value(member.body)])


def _compare(a: Member, b: Member) -> Verdict | None:
    left, right = a.body, b.body
    if _value(left) != _value(right) or {left["scope"], right["scope"]} == {"each", "all"}:
        return None
    if left["scope"] != right["scope"] and not _same_matter(a, b):
        return None
    if not _same_thing(left, right) and not ((_same_kind(left, right) or _named_by(a, b)) and _same_matter(a, b)):
        return None
    told = _stated(a), _stated(b)
    if told[0] is not None and told[1] is not None and told[0].gap(told[1]) <= _NEAR:
        return Verdict(True, 1.0, ("the same figure as of the same days",))
    if _distinctive(left):
        return Verdict(True, 1.0, ("the same figure for the same thing",))
    if told[0] is not None and told[1] is not None:
        gap = told[0].gap(told[1])
        return Verdict(_retold(a, b, gap), 0.5, ("the same figure, told in like words",))
    apart = _apart(a, b)
    if apart is not None and (apart <= _NEAR or _retold(a, b, apart)):
        return Verdict(True, 0.9, ("the same figure for the same thing",))
    return Verdict(False, 0.3, ("the same figure at another time",))


def _value(body: Body) -> Hashable:
    """Return the figure itself, one of a range told by its ends."""
    return (body["value"],) if body["value"] is not None else (body["low"], body["high"])


def _figure(body: Body) -> Hashable:
    return (_value(body), body["scope"] == "each")


def _same_kind(left: Body, right: Body) -> bool:
    """Tell whether both count people, called by what they are in one source and only "people" in the other."""
    a, b = _thing(left), _thing(right)
    return bool(a and b) and (a <= _PEOPLE or b <= _PEOPLE) and bool((a | b) & _PEOPLE)


def _named_by(a: Member, b: Member) -> bool:
    """Tell whether what either counts is named beside the figure in the other: bodies of the fallen, fallen soldiers."""
    return bool(_thing(a.body) & _around(b)) and bool(_thing(b.body) & _around(a))


def _same_matter(a: Member, b: Member) -> bool:
    """Tell whether two figures stand in like sentences: two words about them are the same beside what is counted."""
    return len((_around(a) & _around(b)) - _SAYING) >= _MATTER


def _retold(a: Member, b: Member, apart: int) -> bool:
    """Tell whether a round figure told so many days later is told of the same thing: in like words, by a sentence that
    looks back, within a year. Of a figure below a thousand, which comes again by chance, the later one must."""
    if apart > _YEAR or not _same_matter(a, b):
        return False
    earlier, later = sorted((a, b), key=lambda m: m.key)
    return _looks_back(later) or (_size(a.body) >= _THOUSAND and _looks_back(earlier))


def _looks_back(member: Member) -> bool:
    """Tell whether the words around a figure say that it is told again: "had agreed", "last spring", "at the first"."""
    back: bool = member.once("back", _back_in)
    return back


def _back_in(body: Body) -> bool:
    words = " ".join(f"{e['prefix']} {e['exact']} {e['suffix']}" for e in body["evidence"])
    return bool(_BACK & set("".join(c if c.isalnum() else " " for c in words.casefold()).split()))


def _apart(a: Member, b: Member) -> int | None:
    left, right = _when(a), _when(b)
    if left is None or right is None:
        return 0 if left is right else None
    return left.gap(right)


def _distinctive(body: Body) -> bool:
    """Tell whether a figure is no round one, so that the same one told weeks later is the same count told again."""
    value = body["value"]
    return value is not None and value >= _LEAST_DISTINCTIVE and value % 10 != 0


def _thing(body: Body) -> frozenset[str]:
    return phrase_words(str(body["what"])) | phrase_words(str(body["unit"]))


def _same_thing(left: Body, right: Body) -> bool:
    a, b = _thing(left), _thing(right)
    if not a or not b:
        return a == b
    shared = len(a & b)
    return shared / len(a | b) >= _SAME_THING or (shared >= 2 and shared == min(len(a), len(b)))


def _comparable(left: Member, right: Member) -> bool:
    """Tell whether two figures can be rivals: of a size, and about one thing by more than a word such as "people"."""
    a, b = _size(left.body), _size(right.body)
    if min(a, b) <= 0 or max(a, b) / min(a, b) > _OF_A_SIZE:
        return False
    about = _thing(left.body) & _thing(right.body)
    if len(about) >= 2:
        return True
    around = _around(left) & _around(right)
    return len(around - about) >= (2 if about & _ANYBODY else 1)


def _around(member: Member) -> frozenset[str]:
    """Return the words around a figure, numbers left out."""
    words = phrase_words(" ".join(f"{e['prefix']} {e['exact']} {e['suffix']}" for e in member.body["evidence"]))
    return frozenset(w for w in words if not any(c.isdigit() for c in w))


def _stated(member: Member) -> Window | None:
    """Return the days that the words give for a figure; an as-of date that no words express is only the
    article's day."""
    window: Window | None = member.once("stated", _stated_in)
    return window


def _stated_in(body: Body) -> Window | None:
    for slot in ("as_of", "period"):
        if body[slot] and body[slot]["expression"]:
            return window_of(body[slot])
    return None


def _assumed_in(body: Body) -> Window | None:
    return _stated_in(body) or window_of(body["as_of"]) or window_of(body["period"])


def _when(member: Member) -> Window | None:
    """Return the days to which a figure speaks: as stated, else as assumed, else the day of the article."""
    window: Window | None = member.once("assumed", _assumed_in)
    if window is not None:
        return window
    day = day_number(member.article.day) if member.article.day else None
    return None if day is None else Window(day, day)


def _same_time(a: Member, b: Member) -> bool:
    left, right = _when(a), _when(b)
    if left is None or right is None:
        return left == right
    return left.gap(right) <= _NEAR


def _rivals(clusters: list[Cluster]) -> Iterator[Doubt]:
    """Yield the doubts between different figures of one thing: reconciled ones, rival ones, a running total
    that falls."""
    by_thing: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        words = sorted(_thing(cluster.first.body))
        for other in sorted({n for word in words for n in by_thing.get(word, ())[-_COMPARED:]}):
            doubt = _doubt(clusters[other], cluster)
            if doubt is not None:
                yield doubt
        for word in words:
            by_thing.setdefault(word, []).append(number)


def _summed_by_a_source(a: Cluster, b: Cluster) -> str | None:
    """Return how an article that tells both figures makes the one of the other ("314 prisoners, 157 from each side")."""
    told = {m.article.capture: m for m in a.members}
    for m in b.members:
        other = told.get(m.article.capture)
        reason = reconciled(other.body, m.body) if other is not None else None
        if reason is not None and "×" in reason:
            return reason
    return None


def _doubt(a: Cluster, b: Cluster) -> Doubt | None:
    left, right = a.first, b.first
    if not _same_thing(left.body, right.body) or _figure(left.body) == _figure(right.body):
        return None
    summed = _summed_by_a_source(a, b)
    if summed is not None:
        return Doubt(right, left, "possibly_same", (summed,), 0.7)
    if left.article.capture == right.article.capture and left.body["source"] == right.body["source"]:
        # One source in one article that gives two figures speaks of two things, unless it does the sum itself.
        reason = reconciled(left.body, right.body)
        return Doubt(right, left, "possibly_same", (reason,), 0.6) if reason and "×" in reason else None
    if _same_time(left, right):
        reason = reconciled(left.body, right.body)
        if reason is not None:
            return Doubt(right, left, "possibly_same", (reason,), 0.7)
        if not _comparable(left, right):
            return None
        said = f"{_plain(_size(right.body))} against {_plain(_size(left.body))} for the same thing at the same time"
        return Doubt(right, left, "contradicts", (said,), 0.7)
    first, second = (left, right) if _earlier(left, right) else (right, left)
    if left.body["cumulative"] and right.body["cumulative"] and _size(second.body) < _size(first.body):
        if reconciled(left.body, right.body) is not None or not _comparable(left, right):
            return None
        said = f"a running total that falls from {_plain(_size(first.body))} to {_plain(_size(second.body))}"
        return Doubt(second, first, "contradicts", (said,), 0.7)
    return None


def _earlier(a: Member, b: Member) -> bool:
    left, right = _when(a), _when(b)
    return left is not None and right is not None and (left.last, left.first) < (right.last, right.first)


def _size(body: Body) -> float:
    for slot in ("value", "high", "low"):
        if body[slot] is not None:
            return float(body[slot])
    return 0.0


def _bounds(body: Body) -> tuple[float, float]:
    value = body["value"]
    if value is None:
        return (_or(body["low"], float("-inf")), _or(body["high"], float("inf")))
    low, high = {
        "nearly": (value * (1 - _ROUND), value),
        "about": (value * (1 - _ROUND), value * (1 + _ROUND)),
        "at least": (value, value * 2),
        "more than": (value, value * 2),
        "at most": (0.0, value),
    }.get(body["qualifier"], (value, value))
    return (_or(body["low"], low), _or(body["high"], high))


def _or(value: float | None, default: float) -> float:
    return default if value is None else float(value)


def _within(value: float | None, bounds: tuple[float, float]) -> bool:
    return value is not None and bounds[0] <= value <= bounds[1]


def _plain(value: float | None) -> str:
    if value is None:
        return "a range"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:g}"
