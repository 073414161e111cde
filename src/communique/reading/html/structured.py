"""What the page says of itself for machines: JSON-LD (broken JSON too), meta tags, links, microdata."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.reading.html.tree import Element, Tree

__all__ = ["ARTICLE_TYPES", "Structured", "as_texts", "read_structured"]

ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "liveblogposting",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "report",
        "satiricalarticle",
        "advertisercontentarticle",
        "scholarlyarticle",
        "techarticle",
        "socialmediaposting",
        "posting",
    }
)
"""schema.org types that are an article, in lower case."""

MOST_JSON = 3_000_000
MOST_NODES = 3000
_COMMENTED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|description|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){0,2000}+)"'
)


@dataclass(slots=True)
class Structured:
    """`meta` maps names in lower case to their contents in page order; `article` is the JSON-LD article, `nodes` all
    of it.

    `places` maps a meta name to the place of its first tag in the capture; `itemprops` holds the microdata elements.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)
    itemprops: dict[str, list[Element]] = field(default_factory=dict)
    title: str = ""
    title_place: tuple[int, int] | None = None
    broken: int = 0

    def first(self, *names: str) -> str:
        """Return the first filled meta value among the names, in their order."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""


def as_texts(value: Any, *keys: str) -> list[str]:
    """Return the strings in a JSON-LD value: itself, the listed ones, or those under the first of `keys` that is
    there."""
    if isinstance(value, str):
        text = " ".join(unescape(unescape(value)).split())
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value[:50] for text in as_texts(item, *keys)]
    if isinstance(value, dict):
        for key in keys:
            if key in value and (texts := as_texts(value[key], *keys)):
                return texts
    return []


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the node's schema.org types in lower case, without their namespace."""
    return [t.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for t in as_texts(node.get("@type"))]


def _parse(source: str) -> Any:
    """Return the JSON value of a script, mended where its breakage is of a common kind; None where it is not JSON."""
    text = _COMMENTED.sub("", source.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        # What cannot be parsed still names its fields in plain sight.
        fields = dict(reversed(_FIELD.findall(text[:MOST_JSON])))
        return {"@type": "NewsArticle", **fields} if "headline" in fields else None


def _flatten(value: Any) -> list[dict[str, Any]]:
    """Return every object of a JSON-LD value, outer before inner."""
    found: list[dict[str, Any]] = []
    queue = [value]
    while queue and len(found) < MOST_NODES:
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item[:500])
        elif isinstance(item, dict):
            found.append(item)
            queue.extend(
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
                if isinstance(item.get(key), dict | list)
            )
    return found


def read_structured(tree: Tree) -> Structured:
    """Return the page's structured data; what is broken beyond mending is counted, not raised."""
    data = Structured()
    for element in tree.elements:
        tag = element.tag
        if tag == "meta":
            _read_meta(element, data)
        elif tag == "link":
            for rel in element.get("rel").lower().split():
                data.links.setdefault(rel, []).append(element.get("href").strip())
        elif tag == "title" and not data.title and element.i in tree.raw:
            if not any(e.tag == "svg" for e in tree.ancestors(element.i)):
                start, end = tree.raw[element.i]
                data.title, data.title_place = " ".join(unescape(tree.text[start:end][:2000]).split()), (start, end)
        elif tag == "script" and "ld+json" in element.source.lower() and element.i in tree.raw:
            start, end = tree.raw[element.i]
            value = _parse(tree.text[start:end]) if end - start <= MOST_JSON else None
            data.broken += value is None
            data.nodes.extend(_flatten(value))
        if "itemprop" in element.source:
            for name in element.get("itemprop").split():
                data.itemprops.setdefault(name, []).append(element)
    data.article = _choose_article(data)
    return data


def _read_meta(element: Element, data: Structured) -> None:
    attributes = element.attributes
    name = (
        attributes.get("property")
        or attributes.get("name")
        or attributes.get("itemprop")
        or attributes.get("http-equiv")
    )
    content = " ".join(unescape(attributes.get("content", "")).split())
    if name and content:
        data.meta.setdefault(name.strip().lower(), []).append(content)
        if attributes.get("name") and attributes.get("property"):
            data.meta.setdefault(attributes["name"].strip().lower(), []).append(content)


def _choose_article(data: Structured) -> dict[str, Any]:
    """Return the JSON-LD article that speaks of this page: it has a headline, best one that og:title agrees with."""
    wanted = data.first("og:title", "twitter:title") or data.title
    best: dict[str, Any] = {}
    best_score = 0
    for node in data.nodes:
        if not ARTICLE_TYPES.intersection(types_of(node)):
            continue
        headline = " ".join(as_texts(node.get("headline") or node.get("name"))[:1])
        score = (
            1
            + 2 * bool(headline)
            + bool(node.get("datePublished"))
            + bool(node.get("articleBody"))
            + bool(node.get("author"))
        )
        if (
            headline
            and wanted
            and (headline.casefold() in wanted.casefold() or wanted.casefold() in headline.casefold())
        ):
            score += 4
        if score > best_score:
            best, best_score = node, score
    return best
