"""The tokens of a page, each with its exact place: tags, text, and the raw contents of script-like elements.

Written by hand because no C parser tells where a text stood, and because hostile pages (megabytes of attributes,
unclosed
quotes, unclosed comments) have to cost linear time. Every position counts code points of the decoded page.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_ATTRIBUTES", "RAW_TEXT", "Token", "read_attributes", "tokenize"]

MAX_ATTRIBUTES = 64
"""Attributes beyond this number on one tag are not read: no honest page has them."""

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose contents hold no tags: what looks like one inside them is text."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,80}")
_ATTRIBUTE = re.compile(
    r"""([^\s=>/"'][^\s=>/]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""",
)
_SPACE = re.compile(r"\s*+")
_CLOSERS = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in sorted(RAW_TEXT)}


class Token(NamedTuple):
    """A piece of the page: `kind` is text, raw (contents of `name`), open or close; `attributes` is the unread
    source."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def read_attributes(source: str) -> dict[str, str]:
    """Return the attributes written in `source`, names in lower case, entities decoded, the first of equal names
    kept."""
    found: dict[str, str] = {}
    for count, match in enumerate(_ATTRIBUTE.finditer(source)):
        if count >= MAX_ATTRIBUTES:
            break
        name, double, single, bare = match.groups()
        value = double if double is not None else single if single is not None else bare or ""
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


class _TagEnds:
    """Finds where tags end, with a budget for unclosed quotes so that a page of them costs linear time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.patience = 8 * len(text) + 100_000

    def find(self, start: int) -> int:
        """Return the position of the `>` that closes the tag opened at `start`, -1 where none does."""
        text = self.text
        end = text.find(">", start)
        if end < 0:
            return -1
        if text.count('"', start, end) % 2 == 0 and text.count("'", start, end) % 2 == 0:
            return end
        careful = self._find_outside_quotes(start, end) if self.patience > 0 else -1
        # A quote that is never closed would swallow the article: the first `>` ends such a tag.
        return careful if careful >= 0 else end

    def _find_outside_quotes(self, start: int, first_end: int) -> int:
        text, position, end = self.text, start, first_end
        while self.patience > 0:
            if end < position:
                end = text.find(">", position)
                self.patience -= (end if end >= 0 else len(text)) - position
                if end < 0:
                    return -1
            equals = text.find("=", position, end)
            if equals < 0:
                return end
            value = _SPACE.match(text, equals + 1).end()  # type: ignore[union-attr]
            quote = text[value : value + 1]
            if quote not in {'"', "'"}:
                self.patience -= value - position
                position = value
                continue
            close = text.find(quote, value + 1)
            if close < 0:
                self.patience -= len(text) - value
                return -1
            self.patience -= close - position
            position = close + 1
        return -1


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` from start to end; comments, declarations and instructions are passed over."""
    ends = _TagEnds(text)
    unclosed: set[str] = set()
    position, size, written = 0, len(text), 0
    while True:
        bracket = text.find("<", position)
        if bracket < 0 or bracket + 1 >= size:
            break
        following = text[bracket + 1]
        if following.isascii() and (following.isalpha() or following == "/"):
            closing = following == "/"
            named = _NAME.match(text, bracket + (2 if closing else 1))
            if named is None:
                position = bracket + 1
                if closing and text.startswith("</>", bracket):
                    if bracket > written:
                        yield Token("text", written, bracket)
                    position = written = bracket + 3
                continue
            end = ends.find(named.end())
            if end < 0:
                break
            if bracket > written:
                yield Token("text", written, bracket)
            name = named.group().lower()
            position = written = end + 1
            if closing:
                yield Token("close", bracket, position, name)
                continue
            yield Token("open", bracket, position, name, text[named.end() : end])
            if name in RAW_TEXT and name not in unclosed:
                closer = _CLOSERS[name].search(text, position)
                if closer is not None:
                    yield Token("raw", position, closer.start(), name)
                    position = written = closer.start()
                elif name in {"script", "style"}:
                    yield Token("raw", position, size, name)
                    return
                else:
                    unclosed.add(name)
        elif following in "!?":
            if bracket > written:
                yield Token("text", written, bracket)
            position = written = _pass_over(text, bracket, unclosed)
        else:
            position = bracket + 1
    if size > written and not (bracket >= 0 and bracket == written and bracket + 1 < size):
        # An unfinished tag at the very end of a cut page is no text.
        yield Token("text", written, bracket if bracket > written and bracket + 1 < size else size)


def _pass_over(text: str, start: int, unclosed: set[str]) -> int:
    """Return the position after the comment, declaration or instruction that begins at `start`."""
    if text.startswith("<!--", start) and "!--" not in unclosed:
        # Browsers accept `<!-->` as a whole comment.
        end = text.find("-->", start + 2)
        if end >= 0:
            return end + 3
        unclosed.add("!--")
    if text.startswith("<![CDATA[", start) and "cdata" not in unclosed:
        end = text.find("]]>", start)
        if end >= 0:
            return end + 3
        unclosed.add("cdata")
    end = text.find(">", start)
    return end + 1 if end >= 0 else len(text)
