"""brief: what happened, where each party stands, what is due, which figures differ, what to doubt; every line cited."""

from __future__ import annotations

from communique.dossier.brief.make import chosen_sections, make_brief
from communique.dossier.brief.markdown import brief_markdown
from communique.dossier.brief.model import (
    Brief,
    Cell,
    Cite,
    Cited,
    Group,
    Item,
    Matrix,
    Quote,
    Row,
    Section,
    brief_object,
)
from communique.dossier.brief.page import brief_html

__all__ = [
    "Brief",
    "Cell",
    "Cite",
    "Cited",
    "Group",
    "Item",
    "Matrix",
    "Quote",
    "Row",
    "Section",
    "brief_html",
    "brief_markdown",
    "brief_object",
    "chosen_sections",
    "make_brief",
]
