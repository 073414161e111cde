"""dossier: the record as people see it: the article shown, tables, explanations and the brief. Nothing here is coded anew."""

from __future__ import annotations
