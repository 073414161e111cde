"""Tells through which channel words were spoken, from the words beside the cue; the list is channels.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.annotation.quotations.lexicon import read_verbs, read_words

if TYPE_CHECKING:
    from communique.annotation.quotations.grammar import Tree

__all__ = ["Channel", "find_channel", "read_channels"]

_SPEAKING = frozenset({"say", "tell", "write", "post", "warn", "ask"})
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
    """One channel: the `pattern` of words that tell it, `of_subject` where only the speaker's own words may."""

    id: str
    pattern: re.Pattern[str]
    of_subject: bool
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
        pattern = re.compile(rf"\b{lead}(?:{words})\b", flags)
        out.append(Channel(c["id"], pattern, c.get("of_subject", False), c["example"], c["counter"]))
    return tuple(out)


def find_channel(tree: Tree, verb: int, speaker: int | None, content: tuple[int, int] | None) -> str | None:
    """Return the channel that the cue's own clause names: its subject, its objects and its prepositions."""
    found = _named_beside(tree, verb, speaker, content)
    t = tree.tokens[verb]
    above = tree.tokens[t.head]
    if found is None and t.dep == "pcomp" and above.text.lower() == "as" and above.head != above.i:
        return _named_beside(tree, above.head, None, content)  # "was quoted by the agency as saying"
    reports = any(e.kind in _SPEAKING for e in read_verbs().get(tree.tokens[t.head].text.lower(), ()))
    if found is None and reports and t.tag in {"VBG", "VB"} and t.dep in {"advcl", "xcomp", "conj"}:
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
            posted = t.dep == "acl" and t.tag == "VBN"  # "a video address posted on …"
            addresses = c < verb or t.text.lower() in read_words("addressing")
            writing = t.dep == "advcl" and t.tag == "VBG" and addresses  # "Writing on …, the mayor said"
            if posted or writing or (t.dep in _OWN and t.pos not in {"VERB", "AUX"}):
                taken.add(c)
                stack.append(c)
    if speaker is not None:
        taken.add(speaker)
    text = " ".join(tree.tokens[k].text for k in sorted(taken))
    subject = "" if speaker is None else tree.parse.text(*tree.span(*tree.noun_phrase(speaker)))
    for channel in read_channels():
        if channel.pattern.search(subject if channel.of_subject else text):
            return channel.id
    return None
