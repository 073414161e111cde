"""dossier: the record as people see it: articles, tables, explanations, the brief. Nothing here is coded anew."""

from __future__ import annotations
