"""The record keeps words in quote marks, and what is reported and recorded nowhere else."""

import pytest
from tests.coding.texts import entries


def kept(text):
    return [(q["form"], q["text"]) for q in entries(text, "quotation")]


def test_words_in_quote_marks_are_kept_without_the_clause_around_them():
    text = 'Armenian prime minister Nikol Pashinyan said the mood was "better than in May".'
    assert kept(text) == [("partial", "better than in May")]


def test_what_is_reported_and_recorded_nowhere_else_is_kept():
    text = "Armenian prime minister Nikol Pashinyan said the mood in the hall was better than in May."
    assert kept(text) == [("indirect", "the mood in the hall was better than in May")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("tally", "Armenia's health ministry said 40 people were wounded in the market."),
        ("event", "Armenian officials said Azerbaijan shelled the village on Monday."),
    ],
)
def test_what_an_entry_tells_is_not_kept_again(kind, text):
    assert entries(text, kind)
    assert kept(text) == []


def test_a_question_left_open_is_no_statement():
    assert kept("The Armenian government has not said when the border would open.") == []
