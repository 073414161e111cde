"""Quote marks are paired, nested and told apart from apostrophes and measures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.quotations.marks import find_quoted_strings
from communique.words import Block


def strings(*paragraphs):
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for p in paragraphs:
        blocks.append(Block("paragraph", at, at + len(p)))
        at += len(p) + 2
    return [text[s.start : s.end] for s in find_quoted_strings(text, blocks, [len(text)])]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Yes,"], '"Yes," she said.'),
        (["Yes,", "No."], "“Yes,” she said. “No.”"),
        (["Oui"], "« Oui », dit-elle."),
        (["Ja"], "„Ja“, sagte sie."),
        (["是"], "「是」她说。"),
        (["Yes,"], "''Yes,'' she said."),
        (["Yes,"], "``Yes,'' she said."),
        (["go"], "He said 'go' and left."),
        (["go now,"], "‘go now,’ he said"),
        (["He said 'go' to me"], "\"He said 'go' to me\""),
        (["He said “go” to me, once."], "“He said “go” to me, once.” She left."),
        (["the workers' plan"], "He read 'the workers' plan' aloud."),
        ([], "The workers' plan and the nurses' pay were read."),
        ([], "It was the '90s; rock 'n' roll; don't."),
        ([], 'He is 6\'2" tall and the board 4" wide.'),
        (["a 6'2\" man"], 'She saw "a 6\'2" man" run.'),
        (["no, never,"], "”no, never,” she said."),
    ],
)
def test_strings_in_one_paragraph(expected, text):
    assert expected == strings(text)


def test_a_paragraph_left_open_goes_on_where_the_next_opens():
    assert strings("“One.", "“Two.”") == ["One.", "Two."]


def test_a_quotation_closed_paragraphs_later_covers_those_between():
    assert strings("She said: “One.", "Two.", "Three.” She left.") == ["One.", "Two.", "Three."]


def test_a_mark_that_nothing_closes_ends_with_its_sentence():
    text = 'He said "go. They left. Rain fell.'
    block = Block("paragraph", 0, len(text))
    (found,) = find_quoted_strings(text, [block], [12, 23, 34])
    assert text[found.start : found.end] == "go."


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("ab .,!?\"“”'‘’«»„s1\n", max_size=40), max_size=5))
def test_spans_lie_in_their_blocks_in_order_without_overlap(paragraphs):
    blocks, at = [], 0
    for p in paragraphs:
        blocks.append(Block("paragraph", at, at + len(p)))
        at += len(p) + 2
    text = "\n\n".join(paragraphs)
    last = 0
    for s in find_quoted_strings(text, blocks, [len(text)]):
        block = blocks[s.block]
        assert last <= s.outer_start <= s.start < s.end <= s.outer_end
        assert block.start <= s.outer_start
        assert s.outer_end <= block.end
        last = s.outer_end
