"""Takes out what is only the content of another event: what was agreed, promised or demanded has not happened by that."""

from __future__ import annotations

from communique.coding.events.drafts import ANSWERS, SAID_NOW, EventDraft
from communique.coding.events.pledged import PLEDGED
from communique.coding.scene import Scene

__all__ = ["without_contents"]


def without_contents(scene: Scene, drafts: list[EventDraft]) -> list[EventDraft]:
    """Leave out what is only the content of another event: what was agreed, promised or demanded has not happened by that."""
    inside: set[int] = set()
    asked: set[int] = set()
    refused: set[int] = set()
    for d in drafts:
        if d.match is not None and d.frame.keys.get("content") == "undone":
            inside.update(k for o in d.match.objects for k in _clause(scene, o) if k not in d.tokens)
        if d.match is not None and d.match.complement is not None and _holds_content(d):
            kept = d.frame.type == "AGREE" and d.frame.keys.get("content") == "planned"
            inside.update(
                k
                for k in _clause(scene, d.match.complement)
                if k not in d.tokens and not (kept and k == d.match.complement)
            )
        if d.match is not None and not d.match.nominal and d.type in ANSWERS:
            # "rejected a demand", "issued an appeal": the noun tells no event of its own
            nouns = [o for o in d.match.objects if scene.graph.is_noun(o) and o not in d.tokens]
            inside.update(nouns)
            asked.update(k for o in nouns for c in scene.graph.kids(o, "acl") for k in _clause(scene, c))
            refused.update(k for o in nouns if d.type == "REJECT" for k in _clause(scene, o))
    return [
        d
        for d in drafts
        if (d.session is not None and d.type == "CONSULT" and not refused.issuperset(d.tokens))
        or (
            (d.tokens[0] not in inside or d.why == PLEDGED)
            and not (d.type in SAID_NOW and d.tokens[0] in asked)
            and (d.type == "RETREAT" or d.why == PLEDGED or not _content_of_pledge(d, drafts))
        )
    ]


def _holds_content(d: EventDraft) -> bool:
    """Whether what hangs on its word is no event of its own, by its frame or by the one that the words call ("will stop firing")."""
    frames = (d.frame, d.match.frame) if d.match is not None else (d.frame,)
    return any(f.keys.get("content") in ("planned", "none") for f in frames)


def _clause(scene: Scene, verb: int) -> list[int]:
    """The words of the clause of `verb`, without what is only told about its nouns."""
    out, stack = [], [verb]
    while stack:
        at = stack.pop()
        out.append(at)
        stack.extend(k for k in scene.graph.kids(at) if scene.tokens[k].dep not in ("relcl", "appos"))
    return out


def _content_of_pledge(d: EventDraft, drafts: list[EventDraft]) -> bool:
    return any(
        o.match is not None
        and o is not d
        and o.match.complement == d.tokens[0]
        and o.frame.keys.get("content") == "planned"
        for o in drafts
    )
