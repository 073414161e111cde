"""Every mark knows its example and not its counter-example."""

import pytest

from communique.reading.html.regions import load_marks, load_table, name_words

TABLE = load_table()


@pytest.mark.parametrize("entry", TABLE["mark"], ids=lambda e: e["id"])
def test_each_mark_reads_its_example_and_not_its_counter(entry):
    mark = next(pattern for id_, _, pattern in load_marks().regions if id_ == entry["id"])
    assert mark.search(name_words(entry["example"]))
    assert not mark.search(name_words(entry["counter"]))


@pytest.mark.parametrize("name", ["body", "deck", "kicker"])
def test_the_articles_own_parts_are_known(name):
    pattern = getattr(load_marks(), name)
    assert pattern.search(name_words(TABLE[name]["example"]))
    assert not pattern.search(name_words(TABLE[name]["counter"]))


def test_names_are_cut_at_hyphens_underscores_and_capitals():
    assert name_words("article-body__text mainContent") == " article body text main content "
