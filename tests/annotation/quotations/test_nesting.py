"""A report within a report is one thing said; only the press passes on what others say."""

import pytest
from tests.annotation.quotations.reading_by_hand import shown


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("he hoped that the road would open", "Mara Quist")], "Mara Quist said he hoped that the road would open."),
        (
            [("the rebels had refused to leave the port", "The ministry")],
            "The ministry said the rebels had refused to leave the port.",
        ),
        (
            [("The guards want to hand in their arms", "a spokesman")],
            "The guards want to hand in their arms, a spokesman said.",
        ),
        (
            [("Mara Quist had told them that the road was shut", "Two officials")],
            "Two officials said Mara Quist had told them that the road was shut.",
        ),
    ],
)
def test_what_stands_in_a_report_is_the_reporters_word(expected, text):
    assert expected == shown(text, form=("indirect",))


def test_the_press_passes_on_what_others_say():
    got = shown("The news agency reported that the minister said the road was shut.", form=("indirect",))
    assert ("the road was shut", "the minister") in got


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("hasty steps", "Holm"), "Holm said he would order a review and warned against hasty steps."),
        (("the port is still held", "officials"), "The army lost the town; the port is still held, officials said."),
        (
            ("looking at the map again and drawing a new line", "The envoy"),
            "The envoy suggested looking at the map again and drawing a new line.",
        ),
    ],
)
def test_what_goes_on_from_a_cue_keeps_its_speaker(expected, text):
    assert expected in shown(text, form=("indirect",))
