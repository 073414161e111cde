"""The brief as values: sections of cited lines, ready to be shown in any form. Its texts are plain, not escaped."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dossier.sources import Source

__all__ = [
    "Brief", "Cell", "Cite", "Cited", "Group", "Item", "Matrix", "Quote", "Row", "Section", "brief_object", "cites_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cite:
    """A pointer to a quoted sentence: the number of the source and the letter of the sentence, `4b`."""

    source: int
    mark: str

    @property
    def label(self) -> str:
        """What is shown between the brackets."""
        return f"{self.source}{self.mark}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source that the brief cites; `link` opens the live page at it, where the page has an address."""

    cite: Cite
    exact: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A line: `lead` says what it is, `status` is the record's, `text` the rest, `sentence` the words behind it."""

    lead: str = ""
    text: str = ""
    status: str = ""
    sentence: str = ""
    cites: tuple[Cite, ...] = ()
    notes: tuple[Item, ...] = ()
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, a table before them where there is one; `more` tells how to see what was left out."""

    title: str
    items: tuple[Item, ...]
    more: str = ""
    intro: str = ""
    table: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; no items means that nothing was found."""

    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table under its title."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table: where each party stands, a column a party and a row an issue; or figures side by side."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the brief. `id` is its anchor."""

    id: str
    title: str
    groups: tuple[Group, ...] = ()
    intro: str = ""
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with the sentences that the brief cites from it."""

    source: Source
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief of a case, as seen on the day `as_of` ("" where nothing is dated), its times shown in `time_zone`."""

    title: str
    about: tuple[str, ...]
    as_of: str
    sections: tuple[Section, ...]
    sources: tuple[Cited, ...]
    time_zone: str | None = None
    more_sources: str = ""


def cites_of(section: Section) -> Iterator[Cite]:
    """Yield every citation of a section, those of notes and of the matrix too."""
    tables = [section.matrix, *(g.table for g in section.groups)]
    cells = [cell for table in tables if table for row in table.rows for cell in row.cells]
    waiting = [i for g in section.groups for i in g.items] + [i for c in cells for i in c.items]
    while waiting:
        item = waiting.pop()
        yield from item.cites
        waiting.extend(item.notes)


def brief_object(brief: Brief) -> dict[str, Any]:
    """Return the brief as a JSON object; of the sources it holds what the list of sources shows, not their whole text."""
    body = dataclasses.asdict(brief)
    for cited in body["sources"]:
        del cited["source"]["text"]
    return body
