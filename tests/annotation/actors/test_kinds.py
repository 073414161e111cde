"""What a name that no list knows is: a place by its last word, a numbered unit, or no name of anybody at all."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from communique.annotation.actors.kinds import is_thing, is_town, kind_by_end
from communique.annotation.actors.lexicon import lexicon
from communique.annotation.actors.names import mark_names
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.words import Article, Block

RAW = tomllib.loads(resources.files("communique.annotation.actors").joinpath("kinds.toml").read_text("utf-8"))
TYPED = [*RAW["ends"], *RAW["units"]]


def marked(text, kind="paragraph"):
    """The kind of each name that is marked in a text of one block, by its words."""
    article = Article("0" * 64, text, (Block(kind, 0, len(text)),), language="en")
    parsed = parse(article, load_model()[0])
    names = mark_names(parsed, lexicon(), None)
    return {parsed.text(parsed.tokens[n.first].start, parsed.tokens[n.last - 1].end): n.kind for n in names}


def bracketed(sentence):
    """A sentence without its brackets, and the words in them."""
    return sentence.replace("[", "").replace("]", ""), re.search(r"\[(.+)\]", sentence).group(1)


@pytest.mark.parametrize("entry", TYPED, ids=lambda e: e["id"])
def test_a_name_has_the_kind_of_its_entry(entry):
    text, name = bracketed(entry["example"])
    assert marked(text).get(name) == entry["kind"]


@pytest.mark.parametrize("entry", TYPED, ids=lambda e: e["id"])
def test_another_name_has_another_kind(entry):
    text, name = bracketed(entry["against"])
    assert marked(text).get(name) != entry["kind"]


@pytest.mark.parametrize("entry", RAW["things"], ids=lambda e: e["id"])
def test_a_thing_is_nobody(entry):
    text, name = bracketed(entry["example"])
    named = {found: kind for found, kind in marked(text).items() if set(name.split()) & set(found.split())}
    # "the Lusaka Protocol" names a town at most
    assert not set(named.values()) - {"capital", "place"}
    assert name not in named


@pytest.mark.parametrize("entry", RAW["things"], ids=lambda e: e["id"])
def test_what_acts_is_a_name(entry):
    text, name = bracketed(entry["against"])
    assert name in marked(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The envoy flew to Goma and met residents in Rutshuru.", "Rutshuru", "place"),
        ("The rebels of the 5th Brigade held the town of Bor.", "5th Brigade", "organisation"),
        ("The two leaders met at the White House on Friday.", "White House", "place"),
        ("The White House said no date had been set.", "White House", "seat"),
        ("The ombudswoman, Carla Reyes Pinto, said she would wait.", "Carla Reyes Pinto", "person"),
    ],
)
def test_company_tells_the_kind(text, name, kind):
    assert marked(text).get(name) == kind


def test_a_word_that_opens_a_sentence_before_a_title_is_no_organisation():
    assert marked("Hardline Finance Minister Bezalel Smotrich objected.") == {"Bezalel Smotrich": "person"}


def test_a_headlines_capitals_join_nothing_to_a_state():
    assert "UAE Statement" not in marked("UAE Statement at the Close of the Talks", "headline")


@pytest.mark.parametrize(
    ("words", "after", "thing"),
    [
        (["F", "-", "16"], "jets", True),
        (["M23"], "rebels", False),
        (["A380"], "airliner", True),
        (["Minsk", "Agreement"], "", True),
        (["Agreement"], "", False),
        (["Deal", "Group"], "", False),
    ],
)
def test_things_are_told_by_form_and_last_word(words, after, thing):
    assert is_thing(words, after) is thing


def test_last_words_and_towns():
    assert kind_by_end(["kotoka", "airport"]) == "place"
    assert kind_by_end(["airport"]) is None
    assert is_town("Bukavu")
    assert not is_town("Xyzzyville")
