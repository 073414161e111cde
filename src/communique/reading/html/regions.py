"""What pages call their parts: every element knows the furniture that it lies in, by its tag and by its names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.reading.html.tree import Element

__all__ = ["NEUTRAL", "Marks", "load_marks", "name_words", "own_region"]

NEUTRAL = frozenset({"", "caption", "byline"})
"""Regions that are parts of an article; every other one is furniture."""

_TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "button": "control",
    "select": "control",
    "textarea": "control",
    "label": "control",
    "option": "control",
    "figcaption": "caption",
    "noscript": "noscript",
    "script": "script",
    "style": "script",
    "template": "hidden",
    "dialog": "consent",
    "svg": "embed",
    "audio": "embed",
    "video": "embed",
    "iframe": "embed",
    "object": "embed",
    "canvas": "embed",
    "head": "head",
    "title": "head",
    "menu": "navigation",
    "noframes": "noscript",
}
_UNMARKED = frozenset({"html", "body", "main", "h1", "meta", "link", "img"})
_ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "form",
    "dialog": "consent",
    "alertdialog": "consent",
    "menu": "navigation",
    "menubar": "navigation",
    "tablist": "navigation",
    "banner": "navigation",
}
_CUT = re.compile(r"[^0-9A-Za-z\u0080-\U0010ffff]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(
    r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden|font-size\s*+:\s*+0|opacity\s*+:\s*+0(?![.0-9]))",
    re.IGNORECASE,
)
LONGEST_NAMES = 300


def name_words(names: str) -> str:
    """Return class names or an id as lower-case words between single spaces, one space at both ends."""
    return f" {_CUT.sub(' ', _CAMEL.sub(' ', names[:LONGEST_NAMES])).strip().lower()} "


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = sorted(
        (re.escape(w).replace(r"\*", "[^ ]*+").replace(r"\ ", " ") for w in words), key=lambda w: (-len(w), w)
    )
    return re.compile(f" (?:{'|'.join(parts)})(?= )")


@dataclass(frozen=True, slots=True)
class Marks:
    """The compiled marks: `regions` in order, each with its pattern; `body` and `deck` for the article's own parts."""

    regions: tuple[tuple[str, str, re.Pattern[str]], ...]
    body: re.Pattern[str]
    deck: re.Pattern[str]
    kicker: re.Pattern[str]

    def region_of(self, names: str) -> str:
        """Return the region that the names (as `name_words` returns them) tell of, empty for none."""
        for _, region, pattern in self.regions:
            if pattern.search(names):
                return region
        return ""


@lru_cache(maxsize=1)
def load_table() -> dict[str, Any]:
    """Return marks.toml as it is written."""
    return tomllib.loads((files("communique.reading.html") / "marks.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def load_marks() -> Marks:
    """Return the compiled marks of marks.toml."""
    table = load_table()
    return Marks(
        tuple((m["id"], m["region"], _pattern(m["words"])) for m in table["mark"]),
        _pattern(table["body"]["words"]),
        _pattern(table["deck"]["words"]),
        _pattern(table["kicker"]["words"]),
    )


def own_region(element: Element, marks: Marks, known: dict[str, str]) -> str:
    """Return the region that the element itself opens, empty for none; `known` remembers names already looked up."""
    tag = element.tag
    by_tag = _TAGS.get(tag, "")
    if not element.source or tag in _UNMARKED or (by_tag and tag not in {"aside", "form", "footer"}):
        return by_tag
    if _is_hidden(element):
        return "hidden"
    role = element.get("role")
    if role in _ROLES and not by_tag:
        return _ROLES[role]
    names = f"{element.get('class')} {element.get('id')}"
    if names == " ":
        return by_tag
    if names not in known:
        known[names] = marks.region_of(name_words(names))
    # What an aside calls itself says more than that it is one, but does not make it part of the article.
    return by_tag if known[names] in NEUTRAL and by_tag else known[names]


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    return "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"][:400]) is not None)
