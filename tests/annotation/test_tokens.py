"""Words and sentences of an article, with exact offsets whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.texts import article

from communique.annotation.model import load_model
from communique.annotation.tokens import parse


def parsed(text):
    return parse(article(text), load_model()[0])


def test_a_sentence_never_crosses_a_paragraph():
    found = parsed("Peaceful hopes\n\nThe president spoke on Friday. He left.")
    assert [found.text(s.start, s.end) for s in found.sentences] == [
        "Peaceful hopes",
        "The president spoke on Friday.",
        "He left.",
    ]


def test_a_list_of_titles_is_not_cut_in_mid_name():
    text = (
        "In attendance were the Kenyan envoy Ann Mburu, the head of the Ugandan general staff Paul Okello and the secretary "
        "of Rwanda's security and defence council Jean Habimana, as well as other senior officials."
    )
    assert len(parsed(text).sentences) == 1


@settings(deadline=None, max_examples=25)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_offsets_are_exact(text):
    found = parsed(text)
    assert [t.text for t in found.tokens] == [found.text(t.start, t.end) for t in found.tokens]
    assert [t.i for t in found.tokens] == list(range(len(found.tokens)))


def test_thousands_of_brackets_are_parsed_in_pieces():
    found = parsed("(" * 20_000)
    assert "".join(t.text for t in found.tokens) == "(" * 20_000


def test_the_batch_changes_nothing():
    nlp, _ = load_model()
    text = "\n\n".join(f"Delegation {n} met in Geneva. It left on Monday." for n in range(70))
    whole = parse(article(text), nlp)
    alone = parse(article("Delegation 7 met in Geneva. It left on Monday."), nlp)
    same = [t for t in whole.tokens if t.sentence in (14, 15)]
    assert [(t.text, t.dep, t.tag) for t in same] == [(t.text, t.dep, t.tag) for t in alone.tokens]
