"""HTML pages: a decoded page in, an Article out."""

from __future__ import annotations

from communique.reading.html.read import read_html

__all__ = ["read_html"]
