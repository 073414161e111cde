"""What find_quantities promises of any text: exact offsets, order, and nothing that a time expression covers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.model import load_model
from communique.annotation.quantities import find_quantities
from communique.annotation.tokens import parse
from communique.words import Article, Block, TimeExpression

PIECES = ["at least", "12", "1.2 million", "prisoners", "people", "between", "and", "20", "the", "two", "sides", "$3bn",
          "percent", "of", "hundreds", "each", "1,000 for 1,000", "in", "2022", ",", ".", "aged", "45", "killed", "–", "km", "m", "%"]  # fmt: skip


def as_article(text):
    return Article("0" * 64, text, (Block("paragraph", 0, len(text)),))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
@settings(deadline=None, max_examples=60)
def test_offsets_hold(words):
    nlp, _ = load_model()
    text = " ".join(words)
    quantities = find_quantities(parse(as_article(text), nlp), ())
    assert sorted(quantities, key=lambda q: q.start) == list(quantities)
    for q in quantities:
        assert 0 <= q.start < q.end <= len(text)
        assert q.counted == text[q.counted_start : q.counted_end]
        assert q.value is not None or q.low is not None
        assert q.unit
        assert q.low is None or q.high is None or q.low < q.high


def test_times_are_left_out():
    nlp, _ = load_model()
    text = "They freed 30 hostages over 12 rounds."
    parsed = parse(as_article(text), nlp)
    start = text.index("12")
    time = TimeExpression(start, start + 9, "SET", "R12", None)
    assert [30, 12] == [q.value for q in find_quantities(parsed, ())]
    assert [30] == [q.value for q in find_quantities(parsed, (time,))]


def test_a_scope_is_not_carried_over_a_semicolon():
    nlp, _ = load_model()
    (first, second) = find_quantities(parse(as_article("They freed 30 hostages; 12 fighters left in total."), nlp), ())
    assert (None, "all") == (first.scope, second.scope)
