"""Sentences of news with one CAMEO quad class each (of ConfliBERT's tasks; licence not clear: measured, never trained on).

The classes are verbal cooperation (1), material cooperation (2), verbal conflict (3), material conflict (4), and 0: no event that is
counted. `found`: share of the sentences of classes 1 to 4 in which we code an event. `accuracy`: share of those found whose first event
has the class; ours is read off the root of the event's CAMEO code (01-05, 06-08, 09-13, 14-20), since PLOVER puts an easing of sanctions or a
declared truce under words and CAMEO under deeds. `any`: share of all of classes 1 to 4 where one of our events has it. `quiet`: share of
the sentences of class 0 in which we code none. Failures of the even lines alone were read; `_held_out` are the odd ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from communique.annotation import annotate
from communique.coding import code
from communique.coding.ontology import event_type
from communique.words import Article, Block, Event

NAME = "cameo_class"
PEERS: tuple[tuple[str, str, float], ...] = ()
_LAST_ROOT = ((5, 1), (8, 2), (13, 3), (20, 4))


def read_lines(shared: Path) -> list[tuple[str, int]]:
    """Return the sentences with their classes, in the order of the file."""
    lines = (shared / "gold" / "events" / "cameo_class_train.tsv").read_text("utf-8").splitlines()
    rows = (line.rpartition("\t") for line in lines if line.strip())
    return [(text, int(label)) for text, _, label in rows]


def quad_of(event: Event) -> int:
    """Return the quad class of the event by its CAMEO code, by its PLOVER type where it has none."""
    root = next((int(c[:2]) for c in event.cameo if c[:2].isdigit()), None)
    if root is None:
        return event_type(event.type).quad
    return next(quad for last, quad in _LAST_ROOT if root <= last)


def score(lines: Iterable[tuple[str, int]]) -> dict[str, float]:
    """Return the figures over the lines."""
    n = Counter[str]()
    for text, label in lines:
        article = Article("q" * 64, text, (Block("paragraph", 0, len(text)),), published="2017-11-02", language="en")
        quads = [quad_of(e) for e in code(annotate(article)) if isinstance(e, Event)]
        if label:
            n.update(events=1, found=bool(quads), right=quads[:1] == [label], any=label in quads)
        else:
            n.update(none=1, quiet=not quads)
    return {
        "found": round(n["found"] / max(1, n["events"]), 4),
        "accuracy": round(n["right"] / max(1, n["found"]), 4),
        "any": round(n["any"] / max(1, n["events"]), 4),
        "quiet": round(n["quiet"] / max(1, n["none"]), 4),
    }


def measure(shared: Path) -> dict[str, float]:
    """Return the figures on all lines and on those never read."""
    lines = read_lines(shared)
    whole, held = score(lines), score(lines[1::2])
    return {"lines": len(lines), **whole, **{f"{k}_held_out": v for k, v in held.items()}}


if __name__ == "__main__":
    import os

    print(measure(Path(os.environ["COMMUNIQUE_GOLD"])))
