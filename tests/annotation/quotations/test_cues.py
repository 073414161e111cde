"""Each entry of the lexicon reads its example and does not read its counter-example."""

import pytest
from tests.annotation.quotations.reading_by_hand import read_quotes, text_of

from communique.annotation.quotations.lexicon import inflect, read_entries, read_frames


@pytest.mark.parametrize("entry", read_entries(), ids=lambda e: e.id)
def test_example_is_read_and_counter_is_not(entry):
    def cues(text):
        return [text_of(text, q.cue_start, q.cue_end).lower() for q in read_quotes(text)]

    assert [c for c in cues(entry.example) if c in entry.forms]
    assert not [c for c in cues(entry.counter) if c in entry.forms]


def test_ids_are_unique():
    ids = [e.id for e in read_entries()]
    assert len(set(ids)) == len(ids) >= 150


@pytest.mark.parametrize(
    ("forms", "verb"),
    [
        (("state", "states", "stated", "stating"), "state"),
        (("reply", "replies", "replied", "replying"), "reply"),
        (("stress", "stresses", "stressed", "stressing"), "stress"),
        (("add", "adds", "added", "adding"), "add"),
    ],
)
def test_regular_verbs_are_inflected(forms, verb):
    assert forms == inflect(verb)


@pytest.mark.parametrize("frame", read_frames(), ids=lambda f: f.frame)
def test_further_frame_is_read_and_counter_is_not(frame):
    ids = {e.id for e in read_entries()}
    assert set(frame.cues) <= ids
    assert frame.content in [
        q.text for q in read_quotes(frame.example) if q.form == "indirect" and q.rule in frame.cues
    ]
    assert not [q for q in read_quotes(frame.counter) if q.form == "indirect"]
