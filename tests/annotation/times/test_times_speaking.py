"""A quotation takes the time of its verb of speaking; times inside it are read against that day."""

from dataclasses import replace

import pytest
from tests.annotation.times.times_articles import make_article

from communique.annotation.model import load_model
from communique.annotation.times import date_quotes, find_times
from communique.annotation.tokens import parse
from communique.words import Quote


def quote_of(text, words, cue, *, form="direct", speaker=0, said_by=None, after=0):
    start, at = text.index(words), text.index(cue, after)
    who = text.index(said_by) if said_by else None
    return Quote(
        start, start + len(words), words, form, speaker, at, at + len(cue), who, who + len(said_by) if said_by else None
    )


def dated(text, *quotes, published="2026-06-17"):
    nlp, _ = load_model()
    parsed = parse(make_article(text, published), nlp)
    times = find_times(parsed, quotes, None)
    return date_quotes(parsed, quotes, times), {parsed.text(t.start, t.end): t.date and t.date.edtf for t in times}


@pytest.mark.parametrize(
    ("text", "words", "cue", "edtf"),
    [
        ('"The road is open," the mediator said on Monday.', "The road is open,", "said", "2026-06-15"),
        (
            '"The road is open," the mediator told reporters in Oslo on Friday, ahead of the talks.',
            "The road is open,",
            "told",
            "2026-06-12",
        ),
        ('On Sunday, the mediator said: "The road is open."', "The road is open.", "said", "2026-06-14"),
        ('"The road is open," the mediator wrote.', "The road is open,", "wrote", None),
        ('"The road was open on Monday," the mediator said.', "The road was open on Monday,", "said", None),
        ("The mediator announced Friday that the road was open.", "the road was open", "announced", "2026-06-12"),
    ],
)
def test_the_cue_tells_the_day(text, words, cue, edtf):
    form = "direct" if '"' in text else "indirect"
    quotes, _ = dated(text, quote_of(text, words, cue, form=form))
    assert edtf == (quotes[0].date.edtf if quotes[0].date else None)


def test_a_day_told_by_an_event_dates_the_words():
    text = 'The sides met in Oslo on Saturday. "The road is open," a diplomat told reporters right after the talks.'
    quotes, _ = dated(text, quote_of(text, "The road is open,", "told"))
    assert quotes[0].date.edtf == "2026-06-13"


def test_times_within_the_words_are_read_against_the_day_of_speaking():
    text = '"We meet tomorrow and again next Sunday," the mediator said on Friday.'
    _, times = dated(text, quote_of(text, "We meet tomorrow and again next Sunday,", "said"))
    assert times["tomorrow"] == "2026-06-13"
    assert times["next Sunday"] == "2026-06-21"


def test_times_outside_the_words_keep_the_article_day():
    text = '"We meet tomorrow," the mediator said on Friday. The road was shelled yesterday.'
    _, times = dated(text, quote_of(text, "We meet tomorrow,", "said"))
    assert times["yesterday"] == "2026-06-16"


def test_two_readings_agree_with_the_named_day():
    text = (
        'The sides will meet again on June 21. "We sit down next Sunday," a diplomat said on Saturday. '
        "The other side spoke of a pause."
    )
    _, times = dated(text, quote_of(text, "We sit down next Sunday,", "said"))
    assert (times["June 21"], times["next Sunday"]) == ("2026-06-21", "2026-06-21")


def test_a_carried_over_quotation_takes_the_same_day():
    text = '"The road is open," the mediator said on Monday. "It will stay so."'
    first = quote_of(text, "The road is open,", "said")
    at = text.index("It will")
    carried = replace(first, start=at, end=at + len("It will stay so."), text="It will stay so.")
    quotes, _ = dated(text, first, carried)
    assert [q.date.edtf for q in quotes] == ["2026-06-15", "2026-06-15"]


def test_the_official_goes_on_with_the_same_conversation():
    text = (
        '"The road is open," a senior official said on Monday. It had been shut. "It will stay so," the official said.'
    )
    first = quote_of(text, "The road is open,", "said", said_by="a senior official")
    second = quote_of(text, "It will stay so,", "said", said_by="the official", after=text.index("It will"))
    quotes, _ = dated(text, first, second)
    assert [q.date.edtf for q in quotes] == ["2026-06-15", "2026-06-15"]


def test_a_named_speaker_does_not_keep_the_day_of_other_words():
    text = '"The road is open," Amara said on Monday. It had been shut. "It will stay so," Amara said.'
    first = quote_of(text, "The road is open,", "said", said_by="Amara")
    second = quote_of(text, "It will stay so,", "said", said_by="Amara", after=text.index("It will"))
    quotes, _ = dated(text, first, second)
    assert [q.date and q.date.edtf for q in quotes] == ["2026-06-15", None]


def test_without_quotations_nothing_is_dated():
    assert dated("The road is open on Monday.")[0] == ()
