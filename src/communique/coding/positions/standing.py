"""Finds the demands and refusals that a party is said to hold, where no frame knows the words: they are acts as well."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.lexicon import lexicon_frame
from communique.coding.matching.match import Match
from communique.coding.positions.stances import find_stances
from communique.coding.scene import Scene

__all__ = ["held_stances"]

_ACTS = {"demands": "request.held", "rejects": "reject.held"}

_REFUSALS = ("stance.insist_will", "stance.own_refusal", "stance.refuse", "stance.reject", "stance.vow_against")
"""What refuses by itself; a door called closed may be closed by others, and to be against is to be of a mind."""


def held_stances(scene: Scene, told: list[Match]) -> Iterator[Match]:
    """Yield the act that lies in each demand and refusal that stands in a sentence without another."""
    said = {scene.tokens[m.token].sentence for m in told if m.frame.type in ("REQUEST", "REJECT")}
    known = {i for m in told for i in (m.token, m.verb)}
    for s in find_stances(scene):
        frame = _ACTS.get(s.stance)
        if frame is None or len({scene.side(a) for a in s.parties}) != 1 or not all(map(scene.country, s.parties)):
            continue
        if s.stance == "rejects" and s.rule not in _REFUSALS:
            continue
        near = {s.word, scene.tokens[s.word].head, *scene.graph.kids(s.word), *s.about}
        if near & known or scene.tokens[s.word].sentence in said:
            continue
        mine = {scene.side(a) for a in s.parties}
        others = [a for k in s.about for a in scene.actors_at(k) if scene.side(a) not in mine and scene.country(a)]
        verb = scene.graph.clause_verb(s.word)
        yield Match(lexicon_frame(frame), s.word, verb, s.parties, others[:1], objects=s.about[:1])
