"""actors: every person, organisation, state and group of the article, one profile each, and where it is mentioned."""

from __future__ import annotations

from communique.annotation.actors.finding import find_actors

__all__ = ["find_actors"]
