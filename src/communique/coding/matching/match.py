"""A frame of the lexicon found at a word."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.lexicon import Frame

__all__ = ["Match"]


@dataclass(slots=True)
class Match:
    """A frame found at token `token`. `actors` and `recipients` are indexes of actors; `verb` is the verb that carries it.

    `objects` are the tokens of what it is about; `complement` the verb of the content clause, None where there is none. A
    `weak` match is one whose word calls the frame in company that the frame does not ask for.
    """

    frame: Frame
    token: int
    verb: int
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    complement: int | None = None
    negated: bool = False
    nominal: bool = False
    weak: bool = False
