"""Writes a brief as Markdown; captured text is escaped, so that it stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.dossier.escaping import markdown_text, web_address
from communique.dossier.wording import clock, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.dossier.brief.model import Brief, Cell, Cite, Cited, Group, Item, Matrix, Section
    from communique.dossier.sources import Source

__all__ = ["brief_markdown"]


def brief_markdown(brief: Brief) -> str:
    """Return the brief as CommonMark with one table (GitHub's form); quoted sentences stand under their source."""
    out = [f"# {markdown_text(brief.title)}", ""]
    for line in brief.about:
        out += [markdown_text(line), ""]
    for section in brief.sections:
        out += _section(section)
    if brief.sources:
        out += _sources(brief.sources, brief.time_zone)
        out += [f"*{markdown_text(brief.more_sources)}*"] if brief.more_sources else []
    return "\n".join(out).rstrip("\n") + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {markdown_text(section.title)}"
    yield ""
    if section.intro:
        yield from (markdown_text(section.intro), "")
    if section.matrix:
        yield from _matrix(section.matrix)
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield from (f"### {markdown_text(group.title)}", "")
    if group.intro:
        yield from (markdown_text(group.intro), "")
    if group.table:
        yield from _matrix(group.table)
    for item in group.items:
        yield from _item(item, "")
    if group.more:
        yield f"- *{markdown_text(group.more)}*"
    yield ""


def _item(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {_line(item)}"
    if item.sentence:
        yield (
            f"{indent}  “{markdown_text(item.sentence)}”"
            if _line(item)
            else f"{indent}- “{markdown_text(item.sentence)}”"
        )
    for note in item.notes:
        yield from _item(note, indent + "  ")


def _line(item: Item) -> str:
    lead = f"**{markdown_text(item.lead)}**" if item.lead else ""
    status = f"({status_word(item.status)})" if item.status else ""
    head = " ".join(p for p in (lead, status) if p)
    text = markdown_text(item.text) if item.text else ""
    return " ".join(p for p in (f"{head}:" if head and text else head, text, _cites(item.cites)) if p)


def _cites(cites: Sequence[Cite]) -> str:
    return " ".join(f"[{c.label}]" for c in cites)


def _matrix(matrix: Matrix) -> Iterator[str]:
    yield "| " + " | ".join(markdown_text(c) for c in (matrix.corner, *matrix.columns)) + " |"
    yield "| " + " | ".join("---" for _ in range(len(matrix.columns) + 1)) + " |"
    for row in matrix.rows:
        yield "| " + " | ".join((f"**{markdown_text(row.title)}**", *(_cell(c) for c in row.cells))) + " |"
    yield ""


def _cell(cell: Cell) -> str:
    if not cell.items:
        return "*nothing found*"
    return "<br>".join(_line(i) + (f" “{markdown_text(i.sentence)}”" if i.sentence else "") for i in cell.items)


def _sources(sources: Sequence[Cited], time_zone: str | None) -> Iterator[str]:
    yield from ("## Sources", "")
    for cited in sources:
        source = cited.source
        parts = [
            markdown_text(source.publisher or "unknown publisher"),
            f"“{markdown_text(source.headline or 'no headline')}”",
            clock(source.time, time_zone) if source.time else "no date on the page",
        ]
        counts = "" if source.counts else f" **Not counted: {markdown_text(source.why)}.**"
        address = _address(source)
        yield f"- **[{source.number}]** {', '.join(parts)}.{counts}{address}"
        for quote in cited.quotes:
            yield f"  - {quote.cite.label}: “{markdown_text(quote.exact)}”"
    yield ""


def _address(source: Source) -> str:
    """Return the address as a link where that is safe; that of a hijacked page is shown and never linked."""
    if not source.url:
        return ""
    safe = web_address(source.url)
    return f" <{safe}>" if safe and not source.hijacked else f" {markdown_text(source.url)}"
