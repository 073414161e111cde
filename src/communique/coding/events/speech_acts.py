"""What somebody does by saying what they will do: a pledge, a concession, a threat or a refusal, beside the planned deed."""

from __future__ import annotations

from communique.coding.lexicon import Frame, lexicon_frame, table
from communique.coding.scene import Scene
from communique.coding.scene.status import Factuality, Source

__all__ = ["spoken_act"]

_FUTURE = ("status.future", "status.future_reported")


def _would(scene: Scene, type_: str, fact: Factuality) -> bool:
    """Whether harm is spoken of that would come ("would be bombed if it made no deal"): the condition is the threat."""
    harm = table("speech_acts.toml")["will"].get(type_, ("",))[0] == "threaten.will"
    return (
        harm
        and fact.why == "status.modal"
        and fact.word is not None
        and scene.tokens[fact.word].lemma.lower() in ("would", "'d")
    )


def spoken_act(
    scene: Scene, type_: str, fact: Factuality, source: Source, actors: list[int]
) -> tuple[Frame, tuple[str, ...]] | None:
    """Return the frame and the mode of what is done by saying so, None where only a plan is told.

    `actors` are those who will or will not do it. A refusal may stand in the narrator's words ("Baku will not sign"); a
    pledge or a threat counts only in the words of the side that is to act.
    """
    if not actors or not (fact.why in _FUTURE or _would(scene, type_, fact)):
        return None
    if fact.status == "did_not_happen":
        if type_ == "CONSULT" and len({scene.side(a) for a in actors}) > 1:
            # "the envoys will not meet today" puts a meeting off; nobody refuses
            return None
        row = table("speech_acts.toml")["will_not"].get(type_)
    elif source.actor is not None and scene.side(source.actor) in {scene.side(a) for a in actors}:
        row = table("speech_acts.toml")["will"].get(type_)
    else:
        return None
    return (lexicon_frame(row[0]), tuple(row[1:])) if row else None
