"""Writes a brief as one page that stands by itself: no script, nothing fetched; for light, dark and paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.dossier.escaping import html_text, web_address
from communique.dossier.wording import clock, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.dossier.brief.model import Brief, Cell, Cite, Group, Item, Matrix, Section

__all__ = ["brief_html"]

_AWAY = 'rel="external noopener noreferrer nofollow"'


def brief_html(brief: Brief) -> str:
    """Return the page. All text is escaped, the policy in its head forbids everything but its own style sheet."""
    return "\n".join([*_head(brief), *_top(brief), *_main(brief), *_foot(), ""])


@cache
def _style() -> str:
    return "\n" + resources.files(__package__).joinpath("page.css").read_text("utf-8")


def _head(brief: Brief) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{html_text(brief.title)}</title>"
    yield f"<style>{_style()}</style>"
    yield "</head>"


def _top(brief: Brief) -> Iterator[str]:
    yield "<body>"
    yield '<a class="skip" href="#main">Skip to the brief</a>'
    yield "<header>"
    yield f"<h1>{html_text(brief.title)}</h1>"
    yield from (f'<p class="about">{html_text(line)}</p>' for line in brief.about)
    yield '<nav aria-label="Sections"><ul>'
    yield from (f'<li><a href="#{html_text(s.id)}">{html_text(s.title)}</a></li>' for s in brief.sections)
    yield '<li><a href="#sources">Sources</a></li>'
    yield "</ul></nav>"
    yield "</header>"


def _main(brief: Brief) -> Iterator[str]:
    yield '<main id="main">'
    for section in brief.sections:
        yield from _section(section)
    yield from _sources(brief)
    yield "</main>"


def _foot() -> Iterator[str]:
    yield "<footer>"
    yield "<p>Made by communique from captured pages. What stands in quotation marks are the words of the pages;"
    yield "all else is read from them by rule.</p>"
    yield "</footer>"
    yield "</body>"
    yield "</html>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{html_text(section.id)}">'
    yield f'<h2 id="{html_text(section.id)}">{html_text(section.title)}</h2>'
    if section.intro:
        yield f'<p class="about">{html_text(section.intro)}</p>'
    if section.matrix:
        yield from _matrix(section.matrix)
    for group in section.groups:
        yield from _glance(group) if section.id == "glance" else _group(group)
    yield "</section>"


def _glance(group: Group) -> Iterator[str]:
    yield '<dl class="glance">'
    for item in group.items:
        yield f"<dt>{html_text(item.lead)}</dt>"
        yield f"<dd>{_status(item)}{html_text(item.text)}{_cites(item.cites)}</dd>"
    yield "</dl>"


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield f"<h3>{html_text(group.title)}</h3>"
    if group.intro:
        yield f'<p class="about">{html_text(group.intro)}</p>'
    if group.table:
        yield from _matrix(group.table)
    if group.items:
        yield '<ul class="lines">'
        for item in group.items:
            yield from _item(item)
        yield "</ul>"
    if group.more:
        yield f'<p class="more">{html_text(group.more)}</p>'


def _item(item: Item) -> Iterator[str]:
    yield f"<li>{_line(item)}{_said(item)}"
    if item.notes:
        yield '<ul class="notes">'
        for note in item.notes:
            yield from _item(note)
        yield "</ul>"
    yield "</li>"


def _line(item: Item) -> str:
    lead = f'<span class="lead">{html_text(item.lead)}</span> ' if item.lead else ""
    return f"{lead}{_status(item)}{html_text(item.text)}{_cites(item.cites)}"


def _status(item: Item) -> str:
    if not item.status:
        return ""
    return f'<span class="status {html_text(item.status)}">{html_text(status_word(item.status))}</span> '


def _said(item: Item) -> str:
    return f'<span class="said">“<bdi>{html_text(item.sentence)}</bdi>”</span>' if item.sentence else ""


def _cites(cites: Sequence[Cite]) -> str:
    if not cites:
        return ""
    links = " ".join(
        f'<a href="#s{c.label}" aria-label="source {c.source}, sentence {c.mark}">[{c.label}]</a>' for c in cites
    )
    return f' <sup class="cites">{links}</sup>'


def _matrix(matrix: Matrix) -> Iterator[str]:
    yield f'<div class="wide" role="region" aria-label="{html_text(matrix.caption)}" tabindex="0"><table>'
    yield f"<caption>{html_text(matrix.caption)}</caption>"
    yield "<thead><tr>"
    yield from (f'<th scope="col">{html_text(c)}</th>' for c in (matrix.corner, *matrix.columns))
    yield "</tr></thead><tbody>"
    for row in matrix.rows:
        cells = "".join(f"<td>{_cell(c)}</td>" for c in row.cells)
        yield f'<tr><th scope="row">{html_text(row.title)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _cell(cell: Cell) -> str:
    if not cell.items:
        return '<span class="none">nothing found</span>'
    return "".join(f"<p>{_line(i)}{_said(i)}</p>" for i in cell.items)


def _sources(brief: Brief) -> Iterator[str]:
    yield '<section aria-labelledby="sources">'
    yield '<h2 id="sources">Sources</h2>'
    yield '<ol class="sources">'
    for cited in brief.sources:
        source = cited.source
        publisher = html_text(source.publisher or "unknown publisher")
        yield f'<li id="s{source.number}"><span class="lead">[{source.number}] {publisher}</span>, '
        yield f"“<bdi>{html_text(source.headline or 'no headline')}</bdi>”, "
        yield f"{html_text(clock(source.time, brief.time_zone)) if source.time else 'no date on the page'}"
        if not source.counts:
            yield f' <span class="status broken">not counted: {html_text(source.why)}</span>'
        if source.url:
            yield f'<span class="address">{_address(source.url, hijacked=source.hijacked)}</span>'
        if cited.quotes:
            yield '<ul class="quotes">'
            for quote in cited.quotes:
                label = quote.cite.label
                live = ""
                if quote.link and not source.hijacked:
                    said = f'aria-label="sentence {label} on the live page"'
                    live = f' <a href="{html_text(quote.link)}" {_AWAY} {said}>live page</a>'
                yield f'<li id="s{label}"><b>{label}</b> “<bdi>{html_text(quote.exact)}</bdi>”{live}</li>'
            yield "</ul>"
        yield "</li>"
    yield "</ol>"
    if brief.more_sources:
        yield f'<p class="more">{html_text(brief.more_sources)}</p>'
    yield "</section>"


def _address(url: str, *, hijacked: bool) -> str:
    """Return the address as a link where that is safe; a hijacked page is shown and never linked."""
    address = web_address(url)
    if address is None or hijacked:
        return html_text(url)
    return f'<a href="{html_text(address)}" {_AWAY}>{html_text(address)}</a>'
