"""Quotations find their words, their speaker's words, their form and their channel."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotation.quotations.reading_by_hand import parse_text, read_quotes, shown, text_of

from communique.annotation.quotations import draft_quotes
from communique.annotation.quotations.channels import read_channels

SPOKEN = ("direct", "partial")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("We met,", "he"), ("We talked.", "he")], "“We met,” he said. “We talked.”"),
        ([("The road is shut,", "Mara Quist")], '"The road is shut," said Mara Quist, the mayor of Lunn.'),
        (
            [("I came early,", "Anna Lund"), ("Nobody was there.", "Anna Lund")],
            '"I came early," Anna Lund, the envoy to Malta, said. "Nobody was there."',
        ),
        ([("The road is shut.", "Mara Quist")], 'Mara Quist was quoted by the agency as saying: "The road is shut."'),
        ([("the road is shut", "Mara Quist")], 'In the words of Mara Quist, "the road is shut".'),
        ([("Dull, but short", "Kern")], "“Dull, but short” is how Kern described the talks."),
        ([("We met.", "Kern")], "The agency quoted Kern as saying: “We met.”"),
        ([("dull, but short,", "Kern")], "Kern described the talks as “dull, but short,” without elaborating."),
        ([("a joke.", "Holm")], "To Holm, the plan was “a joke.”"),
        ([("a farce", "Mara Quist")], 'The deal was described by Mara Quist as "a farce".'),
        ([("a trap", "The president")], 'The president rejected the draft, calling it "a trap".'),
        ([("a trap", "The ministry")], 'The ministry said the claim was false, calling it "a trap".'),
        (
            [("The list is long,", "Mara Quist"), ("the night is short", "Mara Quist")],
            '"The list is long," Mara Quist said, adding that "the night is short".',
        ),
        ([("The list is long,", "a document")], '"The list is long," according to a document seen by the press.'),
        ([("No deal", "minister")], "'No deal', says minister"),
        ([("No deal", "minister")], '"No deal" - minister'),
        ([("We will not sign", "Minister")], "Minister: 'We will not sign'"),
        ([("We are close,", "one Turkish diplomat")], 'Hopes rose. "We are close," said one Turkish diplomat.'),
        ([("They [the rebels] left,", "Mara Quist")], '"They [the rebels] left," Mara Quist said.'),
        (
            [("The pass is open.", "Mara Quist"), ("It will stay so,", "Mara Quist")],
            '"The pass is open.\n\n"It will stay so," said Mara Quist.',
        ),
        (
            [("The pass is open.", "Mara Quist"), ("It will stay so.", "Mara Quist")],
            'Mara Quist said: "The pass is open.\n\n"It will stay so."',
        ),
        (
            [("We stay here,", "Mara Quist"), ("Nobody will move us from this hill.", "Mara Quist")],
            '"We stay here," Mara Quist said.\n\n"Nobody will move us from this hill."',
        ),
        (
            [("we go", "Ada Holm"), ("we stay", "Otto Kern")],
            'Ada Holm said "we go" and Otto Kern replied "we stay".',
        ),
    ],
)
def test_speakers_of_quoted_strings(expected, text):
    assert expected == shown(text, form=SPOKEN)


@pytest.mark.parametrize(
    "text",
    [
        'Joan "Jo" Rask, the harbour master, left.',
        'The film "The Long Road" opened on Monday.',
        'She read "War and Peace" twice.',
        'The "so-called" truce ended.',
        "The fence is 6'2\" high.",
    ],
)
def test_names_titles_and_scare_quotes_are_nobodys_words(text):
    assert shown(text, form=SPOKEN) == []


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("the road was shut", "Mara Quist"), "Mara Quist said that the road was shut."),
        (("The road is shut", "Mara Quist"), "The road is shut, Mara Quist said."),
        (("The road, said Mara Quist, is shut", "Mara Quist"), "The road, said Mara Quist, is shut."),
        (("the road is shut", "Mara Quist"), "According to Mara Quist, the road is shut."),
        (
            ("it had been told", "the ministry"),
            "The envoy said the list was long, and the ministry denied it had been told.",
        ),
        (("he would resign", "Mara Quist"), "Mara Quist said on Monday that he would resign."),
        (("to open the gates", "The guards"), "The guards promised to open the gates."),
        (
            ("the road was shut", "A Maltese government statement"),
            "A Maltese government statement said the road was shut.",
        ),
    ],
)
def test_indirect_quotations(expected, text):
    assert expected in shown(text, form=("indirect",))


@pytest.mark.parametrize("text", ["Kern declined to comment.", "The army did not say why.", "You say it is late."])
def test_silence_is_no_quotation(text):
    assert shown(text) == []


def test_nobody_is_quoted_where_nothing_is_said():
    assert shown("The convoy crossed the bridge at noon and reached the depot by dusk.") == []


def test_form_tells_speech_from_words_taken_into_a_sentence():
    text = '"We are close," the envoy said. He called it "a first step".'
    assert [q.form for q in read_quotes(text) if q.form != "indirect"] == ["direct", "partial"]


@pytest.mark.parametrize("channel", read_channels(), ids=lambda c: c.id)
def test_channel_example_is_read_and_counter_is_not(channel):
    assert channel.id in {q.channel for q in read_quotes(channel.example)}
    assert channel.id not in {q.channel for q in read_quotes(channel.counter)}


def test_words_that_go_on_from_a_post_are_posted_too():
    text = 'Ada Holm said on Telegram that the pass was shut.\n\n"It is a pity for all of us," she wrote.'
    assert read_quotes(text)[-1].channel == "social_media"


def test_a_transcript_needs_no_quote_marks():
    text = 'QUIST: We are ready.\n\nHOLM: So are we. We said "yes" twice.'
    assert shown(text) == [("We are ready.", "QUIST"), ('So are we. We said "yes" twice.', "HOLM")]


def test_questions_and_answers_name_nobody():
    assert shown("Q: Are you ready?\n\nA: We are.") == [("Are you ready?", None), ("We are.", None)]


def test_a_declared_transcript_goes_on_without_labels():
    text = "Mara Quist: We are ready.\n\nWe have been for days."
    quotes = draft_quotes(parse_text(text, page_kind="transcript"))
    assert [q.text for q in quotes] == ["We are ready.", "We have been for days."]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "“We go,”",
                "she said.",
                "'No'",
                '"Yes"',
                "according to",
                "Ada Holm",
                ":",
                "—",
                "\n\n",
                "calling it",
                "“",
                "”",
                '"',
            ]
        ),
        max_size=14,
    )
)
def test_offsets_are_exact_for_any_arrangement(parts):
    text = " ".join(parts).strip() or "x"
    for q in read_quotes(text):
        assert q.text == text[q.start : q.end] != ""
        assert q.speaker is None
        assert (q.speaker_start is None) == (q.speaker_end is None)
        assert q.speaker_start is None or text_of(text, q.speaker_start, q.speaker_end)
        assert q.cue_start is None or text_of(text, q.cue_start, q.cue_end)


def test_the_same_article_gives_the_same_quotations():
    text = 'Ada Holm said the pass was "shut", and Otto Kern called that "a lie".'
    assert draft_quotes(parse_text(text)) == draft_quotes(parse_text(text))
