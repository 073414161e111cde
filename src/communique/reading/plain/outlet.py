"""Who publishes the page, by all lines that can say so: masthead, title, byline, dateline, footer.

No line is believed alone. Each short line written as a name is a candidate, and every place where the page says the name again, or
where outlets put theirs, adds to it; the best one stands if enough speaks for it, and something strong among it: the top of the page, the
page's title, a notice that speaks of the name, a word that outlets bear. Otherwise none does, since a page has many short lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.reading.dateline import Dateline
from communique.reading.furniture import classify_furniture
from communique.reading.names import looks_like_name, word_set
from communique.reading.plain.kinds import Look, is_role_line
from communique.reading.plain.outlet_names import (
    bears_word,
    fold_name,
    initials_of,
    is_named,
    name_points,
    tidy_name,
    write_name,
)
from communique.reading.plain.rows import cut_cells
from communique.reading.publishers import publisher_by_name
from communique.reading.rights import rights_holder
from communique.reading.timestamps import find_timestamps
from communique.reading.titles import share_in, word_bag

__all__ = ["SURE", "Outlet", "find_outlet"]

ENOUGH, SURE = 2.5, 5.0
# A name in the head, and lines of the foot that can say it again.
HEAD, FOOT, TOP = 40, 60, 8
# So many short lines in a row are a menu or a list, whatever they say.
LIST = 6

_LABEL = re.compile(r"^(?:last\s)?(?:published|updated|posted|issued|by|on|at|and)\b[\s:]*", re.IGNORECASE)
_HOST = re.compile(
    r"(?:@|www\.|//|\b)([\w-]{4,40})\.(?:com|org|net|info|news|int|gov|edu|example|co|[a-z]{2})\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:told|tells|(?:seen|obtained|reviewed) by|in an interview with|interview with) ", re.IGNORECASE
)
_OFTEN = 3
_OF_A_SITE = frozenset({"rights", "footer", "navigation", "login"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """The name that the page gives itself, what speaks for it, and the lines that are nothing but that name."""

    name: str
    points: float
    lines: frozenset[int]


@dataclass(slots=True)
class _Candidate:
    name: str
    at: int
    points: float = 0.0
    strong: bool = False
    named: bool = False
    lines: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)


class _Page:
    """The lines around the body, folded once for all candidates."""

    def __init__(self, looks: list[Look], start: int, end: int, menus: frozenset[int]) -> None:
        self.looks, self.start, self.end, self.menus = looks, start, end, menus
        self.low = max(0, start - HEAD)
        self.body = "\n".join(x.text for x in looks[start:end] if x.prose)[:20_000]
        self.bag = word_bag(self.body)
        self.told = [fold_name(self.body[m.end() : m.end() + 100]) for m in _TOLD.finditer(self.body)]
        around = [
            *range(min(TOP, self.low)),
            *range(self.low, start),
            *range(end, min(len(looks), end + FOOT)),
            *range(len(looks) - 20, len(looks)),
        ]
        self.around = {
            i: f" {fold_name(looks[i].text)} " for i in around if 0 <= i < len(looks) and not start <= i < end
        }
        head = [i for i in range(start) if not looks[i].spam.spam]
        self.top = next((i for i in head if looks[i].reason not in ("navigation", "share")), -1)
        self.first = next((i for i in head if looks[i].reason is None and i not in menus), -1)
        self.capitals = sum(looks[i].text.isupper() for i in head if looks[i].line.words > 3)
        self.lists = self._find_lists()
        self.hosts = {m[1].casefold() for i in self.around for m in _HOST.finditer(looks[i].text)}
        self.spoken = [i for i in self.around if self._speaks(i)]

    def _find_lists(self) -> frozenset[int]:
        """Return the lines that stand in a long row of short ones: menus that no phrase tells, but for the first line of the page."""
        found: set[int] = set()
        run: list[int] = []
        for i in range(self.start + 1):
            look = self.looks[i] if i < self.start else None
            if look and not look.line.closed and look.line.words <= 4 and not _is_signed(look):
                run.append(i)
                continue
            if len(run) >= LIST:
                found.update(run)
            run = []
        first = self.first
        named = 0 <= first <= TOP and bears_word(tidy_name(self.looks[first].text), at_top=True)
        return frozenset(found - {first}) if named else frozenset(found)

    def _speaks(self, i: int) -> bool:
        """Return whether line `i` is a notice of the site, in which its name means the site: "Follow … on", "Edited by … staff"."""
        look = self.looks[i]
        if i in self.menus or i in self.lists or look.line.words < 3:
            return False
        return look.reason is not None and look.reason not in (
            "navigation",
            "related",
            "most_read",
            "tags",
            "link",
            "image",
        )

    def is_menu(self, i: int) -> bool:
        """Return whether line `i` is a menu, or a label of one."""
        if not 0 <= i < len(self.looks):
            return False
        reason = self.looks[i].reason
        return i in self.menus or reason in ("navigation", "login", "language_switch", "player")


def _cells(page: _Page, i: int) -> Iterator[tuple[str, float]]:
    """Yield the names that line `i` can hold, each with what its place in the line says for it."""
    look = page.looks[i]
    dated = find_timestamps(look.text)
    text = look.text
    for stamp in reversed(dated):
        text = f"{text[: stamp.start]} | {text[stamp.end :]}"
    cells = [
        tidy_name(_LABEL.sub("", c))
        for c in (cut_cells(look) if not dated else re.split(r"\s*[|·•]\s*|\s[-–—/]\s|,\s", text))
    ]
    cells = [c for c in cells if c]
    trail = len(cells) >= _OFTEN and bool(re.search(r"[>»›/|]", look.text))
    for k, cell in enumerate(cells):
        others = [c for j, c in enumerate(cells) if j != k]
        titled = any(len(c.split()) >= 4 and share_in(c, page.bag) >= 0.5 for c in others)
        if len(cells) == 1 and not dated:
            if i not in page.menus or look.line.words <= 3:
                yield cell, 0.0
        elif titled and ("|" in look.text or "｜" in look.text or _is_repeated(page, i, others)):
            if k in (0, len(cells) - 1):
                yield cell, 3.0 if k or len(cells) == 2 else 2.5
        elif (trail or i in page.menus) and not dated:
            if len(cells) == 2 and k == 1 and classify_furniture(cells[0]):
                yield cell, 0.5
            crumbs = bool(re.search(r"[>»›]", look.text)) and len(cells) >= _OFTEN
            if k == 0 and (crumbs or i not in page.menus or i <= page.top):
                yield cell, 2.0 if crumbs or i not in page.menus else 0.5
        elif dated:
            yield cell, 1.5
        elif len(cells) <= 2 and not titled and (k == 0 or classify_furniture(cells[0])):
            yield cell, 0.5 * k


def _is_repeated(page: _Page, i: int, titles: list[str]) -> bool:
    """Return whether a line of the head other than `i` is one of the titles."""
    plain = {fold_name(t) for t in titles}
    return any(j != i and page.around[j].strip() in plain for j in page.around if j < page.start)


def _place_points(page: _Page, i: int, head: int | None) -> float:
    """Return what the place of a line says for its being the outlet's name: the top of the page, a menu or a date beside it."""
    points = 0.0
    if i in page.lists:
        return points
    if head is None or i < head:
        row = i in page.menus and len(cut_cells(page.looks[i])) > 1
        points += 0.0 if row else 1.5 if i == 0 else 1.0 if i == page.first else 0.5 if i <= page.first + 3 else 0.0
        points += 1.0 if page.is_menu(i + 1) and not row else 0.0
    beside = [page.looks[j].byline for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < page.start]
    if head is None or i > head:
        points += 1.5 if any(b is not None and b.sure for b in beside) else 0.0
    return points


def _witness_points(page: _Page, candidate: _Candidate) -> float:
    """Return what the rest of the page says for a name: the rights notice, other furniture, those who told it something."""
    plain = fold_name(candidate.name)
    key = f" {plain} "
    listed = publisher_by_name(candidate.name)
    agency = listed is not None and listed.kind == "agency"
    said = 0.0
    for i in page.spoken:
        if i not in candidate.places and key in page.around[i]:
            rights = page.looks[i].reason in ("rights", "registration")
            holder = fold_name(rights_holder(page.looks[i].text) or "") if rights else ""
            holds = bool(holder) and (holder.startswith(plain) or (" " in plain and key in f" {holder} "))
            said += (3.0 if not agency else 1.5) if holds else 0.0 if rights else 1.5
            candidate.named = candidate.named or (holds and not agency)
    points = min(said, 4.0)
    squeezed = plain.replace(" ", "")
    if len(squeezed) > 5 and squeezed in page.hosts:
        points += 3.0
        candidate.named = True
    if any(heard.startswith(plain) for heard in page.told):
        points += 2.0
    candidate.strong = candidate.strong or points > 0
    share = share_in(plain, page.bag)
    if share and candidate.name in page.body:
        share = share_in(plain, word_bag(page.body.replace(candidate.name, " ")))
    if share == 0:
        points += 1.0
    elif share == 1 and not points:
        points -= 1.5
    return points


def _is_signed(look: Look) -> bool:
    """Return whether a line surely names a time, a town or somebody who wrote: a publisher's bare name may be a menu's."""
    b = look.byline
    return b is not None and b.sure and bool(b.published or b.updated or b.authors or b.agency or b.dateline)


def _collect(page: _Page, head: int | None, dateline: Dateline | None) -> list[_Candidate]:
    """Return every name of the head that an outlet could bear, with what its place says for it."""
    found: dict[str, _Candidate] = {}
    looks = page.looks

    def note(name: str, at: int, points: float, *, strong: bool, titled: bool = False) -> None:
        if not is_named(name):
            return
        one = found.setdefault(fold_name(name), _Candidate(name, at))
        one.points = max(one.points, points)
        one.named = one.named or titled or at < 0
        one.strong = one.strong or strong or one.named or (at not in page.lists and bears_word(name, at_top=at <= TOP))
        one.places.add(at)
        # "The Gazette | 27 March" and "The Gazette | News | Sport" are no more than its name, "Envoys meet | The Gazette" is.
        if at >= 0 and _is_only(page, at, name):
            one.lines.add(at)

    for i in (*range(min(TOP, page.low)), *range(page.low, page.start)):
        look = looks[i]
        if look.spam.spam or (i == head and "|" not in look.text) or look.line.closed or look.line.words > 30:
            continue
        if look.prose:
            continue
        if is_role_line(looks, i) and look.text.split()[-1].casefold() in word_set("posts"):
            continue
        if (
            look.byline
            and _is_signed(look)
            and look.byline.publisher
            and look.byline.publisher not in look.byline.authors
        ):
            note(look.byline.publisher, i, 0.0 if i in page.lists else 2.0, strong=look.byline.sure)
        for cell, points in _cells(page, i):
            if not (
                look.byline and look.byline.sure and any(a.casefold() in cell.casefold() for a in look.byline.authors)
            ):
                at_top = i == 0 or (i == page.first <= TOP and i not in page.lists)
                note(
                    cell, i, points + _place_points(page, i, head), strong=points >= 2.0 or at_top, titled=points >= 2.5
                )
    if dateline and dateline.signed:
        # Whoever signs in the dateline of a page that shows nothing else of a site speaks for himself.
        bare = not page.menus and not any(x.reason in _OF_A_SITE for x in looks)
        listed = publisher_by_name(dateline.signed)
        note(listed.name if listed else dateline.signed, -1, 2.5 if bare and listed is None else 1.5, strong=True)
    return list(found.values())


def _is_only(page: _Page, at: int, name: str) -> bool:
    """Return whether a line holds nothing beside the name but a day, a menu, or a word or two."""
    text = page.looks[at].text
    if at in page.menus or find_timestamps(text) or len(text.split()) <= len(name.split()) + 2:
        return True
    return fold_name(tidy_name(text)) == fold_name(name)


def find_outlet(
    looks: list[Look], start: int, end: int, menus: frozenset[int], head: int | None, dateline: Dateline | None
) -> Outlet | None:
    """Return the name under which the page is published, None where too little speaks for any.

    `start` to `end` is the body, `menus` the rows of menus, `head` the line of the headline where it is known, `dateline` that of
    the first paragraph.
    """
    page = _Page(looks, start, end, menus)
    found = _collect(page, head, dateline)
    above = [c for c in found if 0 <= c.at < (start if head is None else head)]
    signed = dateline.signed.upper() if dateline and dateline.signed else ""
    for candidate in found:
        named = name_points(candidate.name) if candidate.at not in page.lists else 0.0
        candidate.points += named + _witness_points(page, candidate)
        if [candidate] == above and start <= TOP:  # nothing else above is written as a name
            candidate.points += 0.5
            candidate.strong = True
        candidate.points += 2.0 if initials_of(candidate.name) == signed else 0.0
        candidate.points += 0.5 if candidate.name.isupper() and not page.capitals else 0.0
        listed = publisher_by_name(candidate.name)
        if listed and listed.kind == "agency" and head is not None and candidate.at > head:
            candidate.points -= 1.5  # a credit under the headline: the page is another's
        elif listed and candidate.at not in page.lists and (candidate.at <= TOP or listed.kind != "state"):
            candidate.points += 1.0 if listed.kind == "agency" else 2.0
            candidate.strong = candidate.strong or " " in candidate.name
        person = looks_like_name(candidate.name) and named <= 0
        candidate.points -= 1.0 if person and head is not None and candidate.at > head else 0.0
    for candidate in found:
        listed = publisher_by_name(candidate.name)
        if listed and listed.kind == "agency" and candidate.at > TOP:
            candidate.strong = candidate.named  # far down it is a credit, whatever else the page says of it
    # One word can be a section, a tag or a button: only what speaks of it as a name makes it one.
    found = [c for c in found if c.strong and (c.named or (c.at == 0 and 0 not in page.lists) or " " in c.name)]
    best = max(found, key=lambda c: (c.points, -c.at), default=None)
    if best is None or best.points < ENOUGH:
        return None
    # The dateline's "(Shore Wire)" is the "Shore Wire Service" of the masthead.
    longer = (c for c in found if c.at >= 0 and best.at < 0 and fold_name(c.name).startswith(fold_name(best.name)))
    best = next((c for c in longer if c.points >= 1.0), best)
    return Outlet(write_name(best.name), best.points, frozenset(best.lines))
