"""Hyphenated compounds are one word each, in every form; other hyphens stay as the tokenizer cut them."""

import pytest
from tests.coding.texts import analyse, entries

from communique.annotation.compounds import _compounds


def lemmas(text):
    return [t.lemma for t in analyse(text).tokens]


@pytest.mark.parametrize("word", sorted(_compounds()))
def test_the_compound_is_one_word(word):
    pos, lemma = _compounds()[word]
    text = f"The {word} near Kabul lasted a week." if pos == "NOUN" else f"Both ministries want to {word} next week."
    tokens = [t for t in analyse(text).tokens if t.text == word]
    assert [(t.lemma, t.pos) for t in tokens] == [(lemma, pos)]
    assert text[tokens[0].start : tokens[0].end] == word


def test_its_forms_are_too():
    assert "ceasefire" in lemmas("Two cease-fires failed in March.")
    assert "cooperate" in lemmas("Kenya and Uganda co-operated in the search.")


def test_other_hyphens_are_left_alone():
    assert "ceasefire" not in lemmas("They would cease - fire was no friend of theirs.")
    assert [t.text for t in analyse("A well-known mediator left.").tokens][1:4] == ["well", "-", "known"]


def test_a_truce_with_a_hyphen_is_a_truce():
    found = entries("The Afghan government on Thursday announced a weeklong cease-fire with the Taliban.", "event")
    assert [e["type"] for e in found] == ["CONCEDE"]
