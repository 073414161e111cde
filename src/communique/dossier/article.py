"""Shows an article: what the page says, what is wrong with it, what was dropped and why, and who holds the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.dossier.escaping import markdown_text, plain_lines, plain_text
from communique.dossier.wording import clock, counted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from communique.words import Article, Block, Finding

__all__ = ["article_markdown", "article_text"]

_DROPPED_SHOWN = 12
_DROPPED_LENGTH = 100
_KINDS_WITH_OWN_LINE = ("headline", "deck")
_INFERRED = frozenset({"zone_inferred"})


def article_text(article: Article) -> str:
    """Return the article as text for a terminal or a file; nothing in it can steer a terminal."""
    out = [plain_text(article.headline or "(no headline)")]
    if article.deck:
        out.append(plain_text(article.deck))
    out += ["", *_facts(article, plain_text), ""]
    out += list(_body_text(article))
    for title, lines in _after(article, plain_text):
        out += [title, *(f"  {line}" for line in lines), ""]
    return "\n".join(out).rstrip("\n") + "\n"


def article_markdown(article: Article) -> str:
    """Return the article as Markdown; captured text is escaped, so that it makes no heading, link or HTML."""
    out = [f"# {markdown_text(article.headline or '(no headline)')}", ""]
    if article.deck:
        out += [f"**{markdown_text(article.deck)}**", ""]
    out += [f"- {line}" for line in _facts(article, markdown_text)] + [""]
    told = None
    for block in _body(article):
        text = markdown_text(article.text[block.start : block.end])
        if not text:
            continue
        if block.published and block.published != told:
            told = block.published
            out += [f"*{clock(block.published)}*", ""]
        out += [_MARKDOWN.get(block.kind, "{}").format(text), ""]
    for title, lines in _after(article, markdown_text):
        out += [f"## {title}", "", *(f"- {line}" for line in lines), ""]
    return "\n".join(out).rstrip("\n") + "\n"


_MARKDOWN = {
    "subhead": "## {}",
    "entry_heading": "## {}",
    "list_item": "- {}",
    "quotation": "> {}",
    "caption": "*Caption:* {}",
}


def _body(article: Article) -> Iterator[Block]:
    """Yield the blocks below headline and deck; a deck that differs from the one above is kept."""
    above = {article.headline, article.deck}
    for block in article.blocks:
        if block.kind not in _KINDS_WITH_OWN_LINE or article.text[block.start : block.end] not in above:
            yield block


def _body_text(article: Article) -> Iterator[str]:
    told = None
    for block in _body(article):
        text = plain_lines(article.text[block.start : block.end])
        if not text.strip():
            continue
        if block.published and block.published != told:
            told = block.published
            yield f"[{clock(block.published)}]"
        if block.kind in ("subhead", "entry_heading"):
            yield text.upper() if text.isascii() else f"== {text}"
        elif block.kind == "list_item":
            yield f"  * {text}"
        elif block.kind == "quotation":
            yield f"  | {text}"
        elif block.kind == "caption":
            yield f"(caption) {text}"
        else:
            yield text
        yield ""


def _facts(article: Article, show: Callable[[str], str]) -> list[str]:
    """Return the lines on who wrote it, where and when it was published, and what kind of page it is."""
    by = ", ".join(show(a) for a in article.authors)
    house = show(article.publisher) if article.publisher else ""
    out = []
    if by or house:
        out.append(" | ".join(p for p in (f"By {by}" if by else "", house) if p))
    if article.agency and article.agency != article.publisher:
        out.append(f"Credited to {show(article.agency)}")
    if article.dateline:
        out.append(f"Dateline: {show(article.dateline)}")
    inferred = {f.field for f in article.findings if f.code in _INFERRED}
    for name, time in (("published", article.published), ("updated", article.updated), ("captured", article.captured)):
        if time:
            note = " (time zone inferred)" if name in inferred or (None in inferred and name != "captured") else ""
            out.append(f"{name.capitalize()}: {show(clock(time))}{note}")
    if not article.published and not article.updated:
        out.append("Published: the page names no date")
    if article.section:
        out.append("Section: " + " / ".join(show(s) for s in article.section))
    if article.language:
        out.append(f"Language: {show(article.language)}")
    if article.page_kind != "article":
        out.append(f"Kind of page: {article.page_kind.replace('_', ' ')}")
    if article.hijacked:
        out.append("HIJACKED PAGE: it never counts as a source")
    address = article.canonical_url or article.url
    if address:
        out.append(f"Address: {show(address)}")
    out.append(f"Capture: {article.capture}")
    return out


def _after(article: Article, show: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    if article.findings:
        yield "Findings", [_finding(f, show) for f in article.findings]
    if article.dropped:
        lines = [
            f"{show(d.reason.replace('_', ' '))}: {show(shortened(d.text, _DROPPED_LENGTH))}"
            for d in article.dropped[:_DROPPED_SHOWN]
        ]
        left = len(article.dropped) - len(lines)
        if left:
            lines.append(f"and {counted(left, 'more piece')}: communique read --json shows them all")
        yield "Dropped, with the reason", lines
    held = [show(p) for p in (article.rights.holder, article.rights.statement) if p]
    if held:
        yield "Rights", held


def _finding(finding: Finding, show: Callable[[str], str]) -> str:
    where = f" [{finding.field}]" if finding.field else ""
    return f"{finding.severity} ({finding.effect}) {finding.code}{where}: {show(finding.message)}"
