"""Which time governs a verb or a noun."""

import pytest
from tests.annotation.times.times_articles import found_in, make_article, read

from communique.annotation.times import date_of_span, document_day


def date_of(text, word, published="2026-06-17"):
    parsed, times = read(text, published)
    token = next(t for t in parsed.tokens if t.text == word)
    time = date_of_span(times, parsed, token.i)
    return parsed.text(time.start, time.end) if time else None


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        ("The envoys met on Monday in Oslo.", "met", "Monday"),
        ("On Monday, the envoys met in Oslo.", "met", "Monday"),
        ("The envoys met on Monday and signed a pact.", "signed", "Monday"),
        ("The envoys met on Monday and signed a pact on Tuesday.", "signed", "Tuesday"),
        ("The envoys met on Monday and signed a pact on Tuesday.", "met", "Monday"),
        ("The envoys agreed to meet on July 3 in Oslo.", "meet", "July 3"),
        ("The envoys ended a round on Saturday but agreed to meet again on July 3.", "agreed", "Saturday"),
        ("The envoys ended a round on Saturday but agreed to meet again on July 3.", "meet", "July 3"),
        ("Before the July 3 talks, the envoy smiled.", "talks", "July 3"),
        ("The army said on Monday that a drone had hit the port.", "hit", None),
        ("The army said a drone had hit the port on Sunday.", "hit", "Sunday"),
        ("The army said on Monday that a drone had hit the port.", "said", "Monday"),
        ("The fighting, which began in 2014, goes on.", "began", "2014"),
        ("The talks ran from Monday to Wednesday.", "ran", "from Monday to Wednesday"),
        ("The envoys met in Oslo.", "met", None),
    ],
)
def test_the_time_that_governs_a_word(text, word, words):
    assert words == date_of(text, word)


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"published": "2026-06-17"}, "2026-06-17"),
        ({"published": "2026-06-17T23:30:00+08:00"}, "2026-06-17"),
        ({"published": "2026-06-17T01:00:00Z"}, "2026-06-17"),
        ({"published": None, "updated": "2026-06-18"}, "2026-06-18"),
        ({"published": None, "captured": "2026-06-19T00:00:00Z"}, "2026-06-19"),
        ({"published": None}, None),
        ({"published": "no day"}, None),
    ],
)
def test_the_day_of_the_article(fields, day):
    found = document_day(make_article("Nothing.", **fields))
    assert (str(found) if found else None) == day


def test_without_any_day_only_absolute_times_resolve():
    times = found_in("They met on Monday, on May 3, yesterday, and on 3 May 2024.", published=None)
    assert times["3 May 2024"] == ("2024-05-03", "2024-05-03")
    assert times["May 3"] == ("XXXX-05-03", "XXXX-05-03")
    assert times["Monday"][1] is None
    assert times["yesterday"][1] is None


def test_each_entry_of_a_live_blog_has_its_own_day():
    from dataclasses import replace

    from communique.annotation.model import load_model
    from communique.annotation.times import find_times
    from communique.annotation.tokens import parse

    article = make_article("Shells fell yesterday.\n\nShells fell yesterday.")
    blocks = (article.blocks[0], replace(article.blocks[1], published="2026-06-10T08:00:00Z"))
    times = find_times(parse(replace(article, blocks=blocks), load_model()[0]), (), None)
    assert [t.date.edtf for t in times] == ["2026-06-16", "2026-06-09"]


def test_a_range_stands_before_the_ends_that_it_covers():
    parsed, times = read("The talks ran from Monday to Wednesday.")
    assert [parsed.text(t.start, t.end) for t in times] == ["from Monday to Wednesday", "Monday", "Wednesday"]
    assert times[0].date.granularity == "range"
