"""Sentences of our own with the day that each time means: month and day without year, and relative times."""

from pathlib import Path

import pytest
from tests.annotation.times.times_articles import read

HERE = Path(__file__).parent


def cases(name):
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            anchor, country, sentence, edtf = line.split("\t")
            yield pytest.param(anchor, country, sentence, edtf, id=f"{anchor} {sentence[:60]}")


def edtf_of_bracket(anchor, country, sentence):
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "").replace("\\n", "\n\n")
    _, times = read(text, anchor, country)
    over = [t for t in times if t.start < end and start < t.end]
    exact = [t for t in over if (t.start, t.end) == (start, end)]
    return [t.date.edtf if t.date else t.value for t in (exact or over)]


@pytest.mark.parametrize(("anchor", "country", "sentence", "edtf"), list(cases("month_day.tsv")))
def test_month_and_day_without_year(anchor, country, sentence, edtf):
    assert edtf in edtf_of_bracket(anchor, country, sentence)


@pytest.mark.parametrize(("anchor", "country", "sentence", "edtf"), list(cases("relative.tsv")))
def test_relative_time(anchor, country, sentence, edtf):
    assert edtf in edtf_of_bracket(anchor, country, sentence)[:1]


def test_the_first_in_months_counts_back():
    from tests.coding.texts import analyse

    (found,) = list(analyse("It would be the first exchange of prisoners in five months.").times)
    assert (found.type, found.date) == ("DURATION", None)


def values_of_bracket(anchor, country, sentence):
    start, end = sentence.index("["), sentence.index("]") - 1
    _, times = read(sentence.replace("[", "").replace("]", ""), anchor, country)
    over = [t for t in times if t.start < end and start < t.end]
    exact = [t for t in over if (t.start, t.end) == (start, end)]
    return [t.value for t in (exact or over)]


@pytest.mark.parametrize(("anchor", "country", "sentence", "value"), list(cases("timex.tsv")))
def test_value_as_timeml_writes_it(anchor, country, sentence, value):
    found = values_of_bracket(anchor, country, sentence)
    assert value in found or (value == "-" and found == [])
