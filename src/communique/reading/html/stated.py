"""The text that a page states for machines (JSON-LD articleBody), laid beside its blocks as evidence."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from communique.reading.html.headline import plain_words
from communique.reading.html.structured import as_texts

if TYPE_CHECKING:
    from communique.reading.html.blocks import Page
    from communique.reading.html.kinds import Typed
    from communique.reading.html.structured import Structured

__all__ = ["Stated", "lay_beside", "split_stated", "weigh_stated"]

LEAST_WORDS = 80
MOST_CHARACTERS = 400_000
RUN = 4


class Stated:
    """The stated text as runs of words; `share` tells how much of a block it holds."""

    def __init__(self, text: str) -> None:
        words = plain_words(text)
        self.text = text
        self.words = len(words)
        self.runs = {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
        self.plain = f" {' '.join(words)} "
        self.tail = " ".join(words[-5:])

    def share(self, text: str) -> float:
        """Return the share of the text's runs of four words that the stated text has too."""
        words = plain_words(text)
        if not words:
            return 0.0
        if len(words) < RUN:
            return float(f" {' '.join(words)} " in self.plain)
        runs = [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
        return sum(r in self.runs for r in runs) / len(runs)


def lay_beside(data: Structured) -> Stated | None:
    """Return the stated text where the page states a whole one, None otherwise."""
    body = data.article.get("articleBody") or data.article.get("text")
    text = unescape(body) if isinstance(body, str) else "\n".join(as_texts(body)[:200])
    if len(text) > MOST_CHARACTERS or "<p" in text[:20_000].lower():
        text = _without_tags(text[:MOST_CHARACTERS])
    stated = Stated(text)
    return stated if stated.words >= LEAST_WORDS else None


def _without_tags(text: str) -> str:
    from communique.reading.html.tokens import tokenize

    parts = [
        text[t.start : t.end] if t.kind == "text" else "\n" if t.name in {"p", "br", "li"} else ""
        for t in tokenize(text)
    ]
    return unescape("".join(parts))


def split_stated(stated: Stated) -> list[str]:
    """Return the paragraphs of the stated text, white space folded."""
    return [line for line in (" ".join(part.split()) for part in stated.text.splitlines()) if line]


def find_stated_blocks(page: Page, stated: Stated) -> set[int]:
    """Return the numbers of the blocks of prose that the stated text holds."""
    return {b.i for b in page.blocks if b.words >= 8 and stated.share(b.text) >= 0.7}


def weigh_stated(typed: list[Typed], stated: Stated) -> None:
    """Drop from the typed blocks what stands after the end of the stated text, if that is found whole among them."""
    matched = [
        k
        for k, t in enumerate(typed)
        if t.is_article and t.kind != "headline" and t.block.words >= 6 and stated.share(t.block.text) >= 0.6
    ]
    covered = sum(typed[k].block.words for k in matched)
    if (
        not matched
        or covered < 0.8 * stated.words
        or stated.tail not in " ".join(plain_words(typed[matched[-1]].block.text))
    ):
        return
    after = sum(t.block.words for t in typed[matched[-1] + 1 :] if t.is_article)
    if after > 0.35 * covered:
        # Many pages state only the beginning of their text.
        return
    for k in range(matched[-1] + 1, len(typed)):
        t = typed[k]
        if t.is_article and t.kind not in {"caption", "entry_heading"} and stated.share(t.block.text) < 0.3:
            t.kind = "after_stated_text"
