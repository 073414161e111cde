"""Makes captured text safe for the place where it is shown: a terminal line, Markdown or HTML. Text stays text."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["html_text", "markdown_text", "plain_lines", "plain_text", "web_address"]

_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners that several scripts need between letters; they move nothing and hide nothing."""
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
"""Soft hyphens, zero-width spaces and byte order marks: they carry nothing, so they are left out."""
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_MARK = "\ufffd"

_INLINE = re.compile(r"([\\`*_<>|~$@^]|&(?=[#A-Za-z])|\](?=[(\[:])|^\[(?=[ xX]\]))")
"""What makes markup within a line. A bracket does only before `(`, `[` or `:`, or as the box of a task at the start."""
_AT_START = re.compile(r"^(\s*)([#+\-=:%]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)([:.])")
_LONGEST_ADDRESS = 2000


def plain_text(text: str) -> str:
    """Return the text as one line that any terminal and page can show; control characters are shown as marks."""
    return " ".join(_cleaned(text).split())


def plain_lines(text: str) -> str:
    """Return the text with its line breaks, and no other control character."""
    return "\n".join(_cleaned(line).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    out = []
    for c in text:
        if c in _INVISIBLE:
            continue
        category = unicodedata.category(c)
        if c in "\n\t\r\x0b\x0c" or category in ("Zl", "Zp"):
            out.append(" ")
        elif category in _UNSAFE and c not in _JOINERS:
            out.append(_MARK)
        else:
            out.append(c)
    return "".join(out)


def markdown_text(text: str) -> str:
    """Return one line of Markdown (CommonMark or GitHub's) that shows this text: no markup, no HTML, no link."""
    escaped = _INLINE.sub(r"\\\1", plain_text(text))
    escaped = _ADDRESS.sub(r"\1\\\2", escaped)
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    first = start.group(2)
    if first.isdigit():
        at = start.end()
        return f"{escaped[:at]}\\{escaped[at:]}"
    return f"{start.group(1)}\\{escaped[start.start(2) :]}"


def html_text(text: str) -> str:
    """Return the text for HTML content and for attributes in double quotes."""
    return html.escape(plain_text(text), quote=True)


def web_address(url: str | None) -> str | None:
    """Return the address where it may be made a link of: http or https with a host, and nothing that hides in it."""
    if not url or len(url) > _LONGEST_ADDRESS or not url.isascii() or not url.isprintable():
        return None
    if not re.match(r"(?i)https?://[a-z0-9\[]", url) or re.search(r"[\s<>\"'`\\{}|^]", url):
        return None
    return url
