"""find_quantities: every counted thing of the article with its value, bounds, qualifier, unit and scope."""

from __future__ import annotations

from communique.annotation.quantities.find import find_quantities

__all__ = ["find_quantities"]
