"""Tells through which channel words were spoken, from the words beside the cue; the list is channels.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree

__all__ = ["Channel", "find_channel", "read_channels"]

_BESIDE = 40
"""How many words of a cue's clause are looked at."""
_OWN = frozenset(
    {
        "prep",
        "pobj",
        "dobj",
        "dative",
        "nsubj",
        "npadvmod",
        "advmod",
        "compound",
        "det",
        "amod",
        "poss",
        "case",
        "agent",
        "nmod",
        "pcomp",
        "conj",
        "cc",
        "appos",
        "punct",
        "acl",
    }
)


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: `words` that tell it, `before` the words of which one must stand right before them, where given."""

    id: str
    pattern: re.Pattern[str]
    example: str
    counter: str


@cache
def read_channels() -> tuple[Channel, ...]:
    """Return the channels in the order of the file: the first that fits wins."""
    data = tomllib.loads(resources.files(__package__).joinpath("channels.toml").read_text("utf-8"))
    out = []
    for c in data["channel"]:
        words = "|".join(re.escape(w) for w in sorted(c["words"], key=lambda w: (-len(w), w)))
        lead = "(?:" + "|".join(c["before"]) + ") (?:\\w+ ){0,2}" if "before" in c else ""
        flags = re.NOFLAG if any(w.isupper() or w == "on X" for w in c["words"]) else re.IGNORECASE
        out.append(Channel(c["id"], re.compile(rf"\b{lead}(?:{words})\b", flags), c["example"], c["counter"]))
    return tuple(out)


def find_channel(tree: Tree, verb: int, speaker: int | None, content: tuple[int, int] | None) -> str | None:
    """Return the channel that the cue's own clause names: its subject, its objects and its prepositions."""
    found = _named_beside(tree, verb, speaker, content)
    t = tree.tokens[verb]
    if found is None and t.tag in {"VBG", "VB"} and t.dep in {"advcl", "xcomp", "conj"}:
        return _named_beside(tree, t.head, speaker, content)  # "wrote on Telegram, adding that …"
    return found


def _named_beside(tree: Tree, verb: int, speaker: int | None, content: tuple[int, int] | None) -> str | None:
    taken = {verb}
    stack = [verb] if speaker is None or speaker == verb else [verb, speaker]
    while stack and len(taken) < _BESIDE:
        at = stack.pop()
        for c in tree.children[at]:
            t = tree.tokens[c]
            if c in taken or tree.quoted[c] >= 0 or (content is not None and content[0] <= c < content[1]):
                continue
            if (t.dep in _OWN and t.pos not in {"VERB", "AUX"}) or (t.dep == "acl" and t.tag == "VBN"):
                taken.add(c)
                stack.append(c)
    if speaker is not None:
        taken.add(speaker)
    text = " ".join(tree.tokens[k].text for k in sorted(taken))
    for channel in read_channels():
        if channel.pattern.search(text):
            return channel.id
    return None
