"""The tree of a page: elements in document order with their places, and the pieces of text between them.

Nothing here recurses, and depth and number of elements are capped: past a cap an element is not built, but it still
parts
the texts around it, so that no text is lost however deep a page nests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.html.tokens import Token, read_attributes, tokenize

__all__ = ["BLOCK_LEVEL", "MAX_DEPTH", "MAX_ELEMENTS", "Element", "Piece", "Tree", "build_tree"]

MAX_DEPTH = 256
MAX_ELEMENTS = 60_000

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
BLOCK_LEVEL = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "audio",
        "svg",
    ]
)
_HEAD_ONLY = frozenset(
    ["base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title", "html", "head"]
)
_CLOSES_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "table",
        "ul",
        "li",
        "dd",
        "dt",
    ]
)
_SCOPE = ("td", "th", "caption", "table", "object", "template")
_IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", "dir", *_SCOPE)),
    "dt": (("dt", "dd"), ("dl", *_SCOPE)),
    "dd": (("dt", "dd"), ("dl", *_SCOPE)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "tbody": (("tbody", "thead", "tfoot", "tr", "td"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "tr", "td"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "tr", "td"), ("table",)),
    "option": (("option",), ("select", "datalist")),
    "a": (("a",), tuple(sorted(BLOCK_LEVEL))),
}
_IMPLIED.update(
    dict.fromkeys(
        ("h1", "h2", "h3", "h4", "h5", "h6"),
        (("h1", "h2", "h3", "h4", "h5", "h6"), ("div", "section", "article", *_SCOPE)),
    )
)


@dataclass(slots=True)
class Element:
    """An element: `i` its number in document order, `last` the number after its last descendant, -1 the root's parent.

    `start` is where its tag begins, `inside` where its contents begin and `end` where they and its closing tag end.
    """

    i: int
    tag: str
    parent: int
    depth: int
    start: int
    inside: int
    end: int = -1
    last: int = -1
    source: str = ""
    _attributes: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, read when first asked for."""
        if self._attributes is None:
            self._attributes = read_attributes(self.source) if self.source else {}
        return self._attributes

    def get(self, name: str) -> str:
        """Return the attribute's value, empty where there is none."""
        return self.attributes.get(name, "") if self.source else ""


@dataclass(slots=True, frozen=True)
class Piece:
    """Text between two tags: `part` changes at every block-level tag, `line` at every line break."""

    element: int
    start: int
    end: int
    part: int
    line: int


@dataclass(slots=True)
class Tree:
    """A page's elements in document order, the pieces of its text, and the contents of its raw elements."""

    text: str
    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    raw: dict[int, tuple[int, int]] = field(default_factory=dict)
    capped: bool = False

    def ancestors(self, i: int) -> list[Element]:
        """Return the element and all around it, from the inside out."""
        chain = []
        while i >= 0:
            chain.append(self.elements[i])
            i = self.elements[i].parent
        return chain

    def contains(self, outer: int, inner: int) -> bool:
        """Tell whether `inner` is `outer` or lies within it."""
        return outer <= inner < self.elements[outer].last

    def text_of(self, i: int) -> str:
        """Return the text within an element, entities decoded and white space folded (for small elements)."""
        from html import unescape

        element = self.elements[i]
        if i in self.raw:
            start, end = self.raw[i]
            return " ".join(unescape(self.text[start:end]).split())
        low, high = self._first_piece(element.inside), self._first_piece(element.end)
        return " ".join(unescape(" ".join(self.text[p.start : p.end] for p in self.pieces[low:high])).split())

    def _first_piece(self, position: int) -> int:
        low, high = 0, len(self.pieces)
        while low < high:
            middle = (low + high) // 2
            if self.pieces[middle].start < position:
                low = middle + 1
            else:
                high = middle
        return low


class _Builder:
    """Puts the tokens into the tree, closing what authors leave open."""

    def __init__(self, text: str) -> None:
        self.tree = Tree(text)
        self.stack: list[int] = []
        self.opened: dict[str, list[int]] = {}
        self.part = 0
        self.line = 0
        self.root = Element(0, "html", -1, 0, 0, 0)
        self.tree.elements.append(self.root)
        self.stack.append(0)

    def nearest(self, names: tuple[str, ...]) -> int:
        """Return how deep in the stack the innermost open element with one of the names stands, -1 for none."""
        depth = -1
        for name in names:
            places = self.opened.get(name)
            if places and places[-1] > depth:
                depth = places[-1]
        return depth

    def pop_to(self, depth: int, position: int) -> None:
        """Close every open element from the innermost out to the one at `depth` in the stack."""
        elements = self.tree.elements
        while len(self.stack) > depth:
            element = elements[self.stack.pop()]
            self.opened[element.tag].pop()
            element.end = position
            element.last = len(elements)
            if element.tag in BLOCK_LEVEL:
                self.part += 1

    def open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.line += 1
            return
        if name in BLOCK_LEVEL:
            self.part += 1
        if name not in _HEAD_ONLY and self.opened.get("head"):
            self.pop_to(self.opened["head"][-1], token.start)
        if name in {"html", "body"} and (name == "html" or self.opened.get("body")):
            if name == "html" and not self.root.source:
                self.root.source = token.attributes
            return
        if name in _CLOSES_PARAGRAPH and self.opened.get("p"):
            depth = self.opened["p"][-1]
            if depth > self.nearest((*_SCOPE, "button")):
                self.pop_to(depth, token.start)
        if name in _IMPLIED:
            closed, within = _IMPLIED[name]
            floor = self.nearest(within)
            for other in closed:
                places = self.opened.get(other)
                while places and places[-1] > floor:
                    self.pop_to(places[-1], token.start)
        elements = self.tree.elements
        if len(self.stack) >= MAX_DEPTH or len(elements) >= MAX_ELEMENTS:
            self.tree.capped = True
            if name not in {"script", "style", "title"} or len(elements) >= 2 * MAX_ELEMENTS:
                return
        i = len(elements)
        element = Element(i, name, self.stack[-1], len(self.stack), token.start, token.end, source=token.attributes)
        elements.append(element)
        self_closed = token.attributes.endswith("/") and name in {"path", "use", "circle", "rect", "g", "svg"}
        if name in VOID or self_closed or len(self.stack) > MAX_DEPTH:
            element.end, element.last = token.end, i + 1
            return
        self.opened.setdefault(name, []).append(len(self.stack))
        self.stack.append(i)

    def close(self, token: Token) -> None:
        name = token.name
        if name in BLOCK_LEVEL:
            self.part += 1
        if name == "br":
            self.line += 1
            return
        if name in {"html", "body"}:
            return
        places = self.opened.get(name)
        if not places:
            return
        depth = places[-1]
        if name in BLOCK_LEVEL:
            # A stray closing tag inside a table cell does not close what stands around the table.
            if name in {"table", "tr", "tbody", "thead", "tfoot", *_SCOPE} or depth > self.nearest(_SCOPE):
                self.pop_to(depth, token.end)
        elif self.part_of_line(depth):
            self.pop_to(depth, token.end)

    def part_of_line(self, depth: int) -> bool:
        """Tell whether no block-level element stands open inside the inline one at `depth`."""
        return all(self.tree.elements[i].tag not in BLOCK_LEVEL for i in self.stack[depth + 1 : depth + 33]) and (
            len(self.stack) - depth < 33 or self.tree.elements[self.stack[-1]].tag not in BLOCK_LEVEL
        )


def build_tree(text: str) -> Tree:
    """Return the tree of the page; it holds every text of the page, however broken the page is."""
    builder = _Builder(text)
    builder.opened["html"] = [0]
    tree = builder.tree
    pieces = tree.pieces
    for token in tokenize(text):
        kind = token.kind
        if kind == "text":
            # White space alone keeps words apart, so it stays a piece of its own.
            pieces.append(Piece(builder.stack[-1], token.start, token.end, builder.part, builder.line))
        elif kind == "open":
            builder.open(token)
        elif kind == "close":
            builder.close(token)
        else:
            tree.raw[len(tree.elements) - 1] = (token.start, token.end)
    builder.pop_to(0, len(text))
    return tree
