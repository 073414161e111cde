"""Who publishes the page, by all lines that can say so: masthead, title, byline, dateline, footer.

No line is believed alone. Each short line written as a name is a candidate, and every place where the page says the name again, or
where outlets put theirs, adds to it; the best one stands if enough speaks for it, and otherwise none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.reading.dateline import Dateline
from communique.reading.furniture import classify_furniture
from communique.reading.names import is_desk, is_role, looks_like_name, word_set
from communique.reading.plain.kinds import Look, is_caption
from communique.reading.plain.rows import cut_cells
from communique.reading.publishers import publisher_by_name
from communique.reading.timestamps import find_timestamps, zone_of_town
from communique.reading.titles import share_in, word_bag
from communique.world import country_by_name

__all__ = ["Outlet", "find_outlet"]

ENOUGH = 2.5
# A name in the head, and lines of the foot that can say it again.
HEAD, FOOT = 40, 60

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Za-z]{2,8})\)$")
_EDITION = re.compile(
    r"^(?:from|source:|welcome to|welcome|newsletter of)\s+|\s+(?:(?:print|online|web|digital|mobile) edition|home page)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:last\s)?(?:published|updated|posted|issued|by|on|at|and)\b[\s:]*", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "on", "and", "for", "in", "from", "de", "la", "el", "du", "des", "&", "to", "at"})
_NUMBERED = frozenset({"issue", "no", "no.", "vol", "vol.", "volume", "part", "page", "day", "week", "year", "number"})
_SIGN = re.compile(r"[\"“”«»:@#*…]")
_TOLD = r"\b(?:told|to|by|with|for|of) (?:the )?"
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
    lines: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold())).removeprefix("the ")


def _tidy_name(text: str) -> str:
    """Return a cell without what an outlet's name is written with: its short form, its town, its edition."""
    name = _EDITION.sub("", _ACRONYM.sub("", text.strip(" .,;:|–—-")))
    before, comma, town = name.rpartition(",")
    return before.strip() if comma and zone_of_town(town.strip()) else name


def _is_named(name: str) -> bool:
    """Return whether words are written as an outlet's name: few, each large but for the small ones, none of a menu."""
    words = name.split()
    longest = 11 if words and words[0].casefold() in word_set("offices") else 7
    if not 1 <= len(words) <= longest or not 3 <= len(name) <= 90 or name[-1] in "?!.;" or _SIGN.search(name):
        return False
    if any(w.casefold().strip(".,") in word_set("weekdays") or w.casefold() in _NUMBERED for w in words[:1]):
        return False
    if any(c.isdigit() for w in words[:-1] for c in w) or sum(c.isdigit() for c in words[-1]) > 2:
        return False
    if not all(w[0].isupper() or w in _SMALL or (w[0].isdigit() and len(words) > 1) for w in words):
        return False
    if not words[0][0].isupper() or words[-1] in _SMALL or (len(words) == 1 and len(name) < 4):
        return False
    if classify_furniture(name) or is_caption(name) or zone_of_town(name) or country_by_name(name) is not None:
        return False
    return not is_desk(name) and not (is_role(name) and _name_points(name) <= 0)


def _name_points(name: str) -> float:
    """Return what the words of a name themselves say: papers and broadcasters bear certain words, ministries others."""
    words = [w.casefold().strip(".,") for w in name.replace("-", " ").split()]
    if words[-1] in word_set("mastheads"):
        best = 2.0
    elif word_set("mastheads").intersection(words) or (word_set("offices").intersection(words) and len(words) > 1):
        best = 1.5
    else:
        best = 1.2 if (word_set("news_names") | word_set("outlet_words")).intersection(words) else 0.0
    if len(words) == 1:
        best /= 2
    if len(words) == 1 and not best:
        return -1.0
    return best + (0.5 if words[0] == "the" and len(words) > 1 else 0.0)


class _Page:
    """The lines around the body, folded once for all candidates."""

    def __init__(self, looks: list[Look], start: int, end: int, menus: frozenset[int]) -> None:
        self.looks, self.start, self.end, self.menus = looks, start, end, menus
        self.low = max(0, start - HEAD)
        self.body = "\n".join(x.text for x in looks[start:end] if x.prose)[:20_000]
        self.bag = word_bag(self.body)
        around = [
            *range(self.low, start),
            *range(end, min(len(looks), end + FOOT)),
            *range(len(looks) - 20, len(looks)),
        ]
        self.around = {i: f" {_plain(looks[i].text)} " for i in around if 0 <= i < len(looks) and not start <= i < end}
        head = [i for i in range(self.low, start) if not looks[i].spam.spam]
        self.top = next((i for i in head if looks[i].reason not in ("navigation", "share")), -1)
        self.first = next((i for i in head if looks[i].reason is None and i not in menus), -1)
        self.capitals = sum(looks[i].text.isupper() for i in head if looks[i].line.words > 3)

    def in_list(self, i: int) -> bool:
        """Return whether line `i` is a word among short lines: a section among sections, though a paper may bear its name."""
        beside = [self.looks[j].line.words <= 2 for j in (i - 1, i + 1) if 0 <= j < self.start]
        return self.looks[i].line.words == 1 and len(beside) == 2 and all(beside)

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
        _tidy_name(_LABEL.sub("", c))
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
            yield cell, 3.0 if k in (0, len(cells) - 1) else 1.0
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
    plain = {_plain(t) for t in titles}
    return any(j != i and page.around[j].strip() in plain for j in page.around if j < page.start)


def _place_points(page: _Page, i: int, head: int | None) -> float:
    """Return what the place of a line says for its being the outlet's name: the top of the page, a menu or a date beside it."""
    points = 0.0
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
    plain = _plain(candidate.name)
    key = f" {plain} "
    points = said = 0.0
    for i, text in page.around.items():
        if i in candidate.places or key not in text:
            continue
        said += 3.0 if page.looks[i].reason in ("rights", "registration") else 1.5
    points += min(said, 4.0)
    squeezed = plain.replace(" ", "")
    if len(squeezed) > 5 and any(f"{squeezed}." in page.looks[i].text.casefold() for i in page.around):
        points += 3.0
    if re.search(_TOLD + re.escape(candidate.name.removeprefix("The ")), page.body, re.IGNORECASE):
        points += 2.0
    share = share_in(plain, word_bag(page.body.replace(candidate.name, " ")))
    if share == 0:
        points += 1.0
    elif share == 1 and not points:
        points -= 1.5
    return points


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isalpha() and w not in _SMALL).upper()


def _collect(page: _Page, head: int | None, dateline: Dateline | None) -> list[_Candidate]:
    """Return every name of the head that an outlet could bear, with what its place says for it."""
    found: dict[str, _Candidate] = {}
    looks = page.looks

    def note(name: str, at: int, points: float) -> None:
        if not _is_named(name):
            return
        one = found.setdefault(_plain(name), _Candidate(name, at))
        one.points = max(one.points, points)
        one.places.add(at)
        # "The Gazette | 27 March" and "The Gazette | News | Sport" are no more than its name, "Envoys meet | The Gazette" is.
        if at >= 0 and _is_only(page, at, name):
            one.lines.add(at)

    for i in range(page.low, page.start):
        look = looks[i]
        if look.spam.spam or (i == head and "|" not in look.text) or look.line.closed or look.line.words > 30:
            continue
        if look.prose or page.in_list(i):
            continue
        if look.byline and look.byline.publisher and look.byline.publisher not in look.byline.authors:
            note(look.byline.publisher, i, 2.0)
        for cell, points in _cells(page, i):
            if not (look.byline and look.byline.sure and any(a in cell for a in look.byline.authors)):
                note(cell, i, points + _place_points(page, i, head))
    if dateline and dateline.signed:
        # Whoever signs in the dateline of a page that shows nothing else of a site speaks for himself.
        bare = not page.menus and not any(x.reason in _OF_A_SITE for x in looks)
        listed = publisher_by_name(dateline.signed)
        note(listed.name if listed else dateline.signed, -1, 2.5 if bare and listed is None else 1.5)
    return list(found.values())


def _is_only(page: _Page, at: int, name: str) -> bool:
    """Return whether a line holds nothing beside the name but a day, a menu, or a word or two."""
    text = page.looks[at].text
    if at in page.menus or find_timestamps(text) or len(text.split()) <= len(name.split()) + 2:
        return True
    return _plain(_tidy_name(text)) == _plain(name)


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
        named = _name_points(candidate.name)
        candidate.points += named + _witness_points(page, candidate)
        candidate.points += 0.5 if [candidate] == above else 0.0  # nothing else above is written as a name
        candidate.points += 2.0 if _initials(candidate.name) == signed else 0.0
        candidate.points += 0.5 if candidate.name.isupper() and not page.capitals else 0.0
        listed = publisher_by_name(candidate.name)
        candidate.points += 0.0 if listed is None else 1.0 if listed.kind == "agency" else 2.0
        person = looks_like_name(candidate.name) and named <= 0
        candidate.points -= 1.0 if person and head is not None and candidate.at > head else 0.0
    best = max(found, key=lambda c: (c.points, -c.at), default=None)
    if best is None or best.points < ENOUGH:
        return None
    # The dateline's "(Shore Wire)" is the "Shore Wire Service" of the masthead.
    longer = (c for c in found if c.at >= 0 and best.at < 0 and _plain(c.name).startswith(_plain(best.name)))
    best = next((c for c in longer if c.points >= 1.0), best)
    return Outlet(_written(best.name), best.points, frozenset(best.lines))


def _written(name: str) -> str:
    """Return a name in large letters with only its first ones large; words of three letters are acronyms but for small ones."""
    if not name.isupper() or " " not in name:
        return name
    words = [w if len(w) <= 3 and w.casefold() not in _SMALL else w.capitalize() for w in name.split()]
    return " ".join(w.lower() if k and w.casefold() in _SMALL else w for k, w in enumerate(words))
