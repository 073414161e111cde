"""The article's root: the one element around the article's text, and what of it is inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.reading.html.regions import NEUTRAL, load_marks, name_words

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page
    from communique.reading.html.headline import Headline
    from communique.reading.html.structured import Structured

__all__ = ["Root", "choose_root"]

_LEAVES = frozenset({"p", "li", "ul", "ol", "blockquote", "tr", "td", "dd", "h1", "h2", "h3", "h4", "pre", "figure"})
DOMINANT = 0.8
"""An element that holds this share of the prose of the element around it is the narrower place of the article."""


@dataclass(frozen=True, slots=True)
class Root:
    """The article's place: its element, the containers its text is spread over, and the numbers of the blocks
    inside."""

    element: int
    containers: tuple[int, ...]
    blocks: tuple[int, ...]


def choose_root(page: Page, data: Structured, headline: Headline) -> Root:
    """Return the place of the article on the page."""
    elements = page.tree.elements
    scope = _choose_scope(page, headline)
    named = _named_body(page, data, scope)
    current = named if named >= 0 else scope
    while True:
        inside = page.prose_in(current)
        best, best_mass = -1, 0
        for child in _children(page, current):
            mass = page.prose_in(child)
            if mass > best_mass:
                best, best_mass = child, mass
        if best < 0 or best_mass < DOMINANT * inside or (elements[best].tag in _LEAVES and not _is_layout(page, best)):
            break
        current = best
    containers = _same_signature(page, current, scope)
    spans = [page.span(c) for c in containers]
    numbers = [i for low, high in spans for i in range(low, high)]
    return Root(current, tuple(containers), tuple(_after_headline(page, numbers, headline)))


def _is_layout(page: Page, element: int) -> bool:
    """Return whether a table's row or cell is a column of the page: it holds several paragraphs of prose."""
    if page.tree.elements[element].tag not in {"tr", "td"}:
        return False
    low, high = page.span(element)
    return sum(b.is_prose and b.tag == "p" for b in page.blocks[low:high]) >= 3


def _same_signature(page: Page, root: int, scope: int) -> list[int]:
    """Return the root and the containers of equal tag and names beside it, over which a page may split one body."""
    elements = page.tree.elements
    chosen = elements[root]
    signature = (chosen.tag, chosen.get("class"))
    if not signature[1] or chosen.depth <= elements[scope].depth:
        return [root]
    found: list[int] = []
    for e in elements[scope : elements[scope].last]:
        same = e.tag == signature[0] and e.depth == chosen.depth and e.get("class") == signature[1]
        if same and (e.i == root or page.prose_in(e.i) >= 30):
            found.append(e.i)
    return found if len(found) <= 40 else [root]


def _after_headline(page: Page, numbers: list[int], headline: Headline) -> list[int]:
    """Leave out what stands before a headline inside the root, if the article's text stands after it."""
    if headline.block < 0 or not numbers or not numbers[0] < headline.block <= numbers[-1]:
        return numbers
    before = sum(page.prose[i + 1] - page.prose[i] for i in numbers if i < headline.block)
    after = sum(page.prose[i + 1] - page.prose[i] for i in numbers if i > headline.block)
    if page.blocks[headline.block].tag == "h1" or headline.sure:
        cut = after >= min(before, 80) and after >= 0.5 * before
    else:
        cut = before < 0.15 * after
    return [i for i in numbers if i >= headline.block] if cut else numbers


def _children(page: Page, element: int) -> list[int]:
    elements = page.tree.elements
    found = []
    i = element + 1
    while i < elements[element].last:
        found.append(i)
        i = elements[i].last
    return found


def _choose_scope(page: Page, headline: Headline) -> int:
    """Return the element of one article where the page strings several together, else the page's own element."""
    elements = page.tree.elements
    whole = page.prose[-1]
    candidates = [
        e.i
        for e in elements
        if (e.tag == "article" or "/Article" in e.source or "/NewsArticle" in e.source or "/BlogPosting" in e.source)
        and page.prose_in(e.i) >= max(40, 0.12 * whole)
    ]
    outermost: list[int] = []
    for i in candidates:
        if not outermost or i >= elements[outermost[-1]].last:
            outermost.append(i)
    if not outermost:
        return 0
    if headline.block >= 0 and len(outermost) > 1:
        place = page.blocks[headline.block].element
        if not any(page.tree.contains(i, place) for i in outermost):
            # A headline above them all: they are sections of one text, or teasers of an index.
            most = max(outermost, key=lambda i: (page.prose_in(i), -i))
            return most if page.prose_in(most) >= 0.5 * whole else 0
    if headline.block >= 0:
        place = page.blocks[headline.block].element
        for i in outermost:
            if page.tree.contains(i, place) and page.prose_in(i) >= min(0.25 * whole, 60):
                return i
    largest = max(outermost, key=lambda i: (page.prose_in(i), -i))
    if len(outermost) == 1:
        return largest if page.prose_in(largest) >= 0.6 * whole else 0
    first = outermost[0]
    return first if page.prose_in(first) >= 0.3 * page.prose_in(largest) else largest


def _named_body(page: Page, data: Structured, scope: int) -> int:
    """Return the element that the page itself calls the article's body, -1 where none holds enough of the prose."""
    elements = page.tree.elements
    marks = load_marks()
    within = page.prose_in(scope)
    best, best_mass = -1, 0
    known: dict[str, bool] = {}
    microdata = {e.i for e in data.itemprops.get("articleBody", [])}
    for e in elements[scope : elements[scope].last]:
        if not e.source or e.tag in {"body", "html", "a", "p", "span", "h1", "img", "li"}:
            continue
        if e.i not in microdata:
            names = f"{e.get('class')} {e.get('id')} {e.get('data-component')} {e.get('data-testid')}"
            if names not in known:
                known[names] = marks.body.search(name_words(names)) is not None
            if not known[names]:
                continue
        mass = page.prose_in(e.i)
        if mass > best_mass:
            best, best_mass = e.i, mass
    return best if best_mass >= 0.5 * within else -1


def is_inside(region: str) -> bool:
    """Tell whether a region is part of an article."""
    return region in NEUTRAL
