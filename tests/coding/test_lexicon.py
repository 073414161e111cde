"""Every frame of the lexicon reads its example and leaves its counter-example alone."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse

from communique.coding.lexicon import lexicon
from communique.coding.matching import find_matches
from communique.coding.ontology import event_types
from communique.coding.scene import Scene

FRAMES = {f.id: f for f in lexicon().frames}
CALLED_BY_WORDS = sorted(i for i, f in FRAMES.items() if f.verbs or f.nouns or f.adjectives)


def frames_in(text):
    return {m.frame.id for m in find_matches(Scene(analyse(text)))}


@pytest.mark.parametrize("frame_id", CALLED_BY_WORDS)
def test_frame_reads_its_example(frame_id):
    assert frame_id in frames_in(FRAMES[frame_id].example)


@pytest.mark.parametrize("frame_id", CALLED_BY_WORDS)
def test_frame_leaves_its_counter_example_alone(frame_id):
    frame = FRAMES[frame_id]
    if frame.flag("negated_only"):
        pytest.skip("decided by the status of the event, see test_events.py")
    assert frame_id not in frames_in(frame.counter)


def test_ids_are_unique():
    assert len(FRAMES) == len(lexicon().frames)


def test_types_and_modes_are_plover():
    types = event_types()
    wrong = [f.id for f in FRAMES.values() if f.type not in types or set(f.mode) - set(types[f.type].modes)]
    assert wrong == []


def test_every_class_named_in_a_frame_exists():
    named = {
        w
        for f in FRAMES.values()
        for key in ("object", "subject", "complement", "purpose", "not_complement")
        for w in f.words(key)
    } | {w for f in FRAMES.values() for ws in f.prep.values() for w in ws}
    classes = {w for w in named if w.isupper() and len(w) > 1}
    assert (
        classes
        - set(lexicon().classes)
        - {"ACTOR", "ACTOR_NOT_PRESS", "ARMED", "NATIONALS", "OFFICIAL", "PERSON", "PLACE"}
        == set()
    )
