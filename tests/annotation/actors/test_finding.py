"""Who is found in an article: one actor for all its names, with side and role, wherever it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation.actors import find_actors
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.words import Article, Block, Case, CaseActor, Quote


@dataclass(frozen=True)
class Found:
    text: str
    actors: tuple
    mentions: tuple

    def named(self, name):
        """The one actor of that name."""
        (actor,) = [a for a in self.actors if a.name == name]
        return actor

    def of(self, words, nth=0):
        """The names of the actors that the nth place with these words speaks of."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return [self.actors[m.actor].name for m in self.mentions if (m.start, m.end) == (at, at + len(words))]

    def forms(self, name):
        number = self.actors.index(self.named(name))
        return [(self.text[m.start : m.end], m.form) for m in self.mentions if m.actor == number]


def article(*paragraphs, headline=None, published="2025-06-02"):
    blocks, text = [], ""
    for number, words in enumerate((*([headline] if headline else []), *paragraphs)):
        text += "\n\n" if text else ""
        kind = "headline" if headline and number == 0 else "paragraph"
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    return Article("0" * 64, text, tuple(blocks), published=published, language="en")


@pytest.fixture
def find():
    """Find the actors of an article made of these paragraphs."""

    def found(*paragraphs, headline=None, published="2025-06-02", speaker=None, quote=None, case=None):
        made = article(*paragraphs, headline=headline, published=published)
        quotes = ()
        if speaker is not None:
            at = made.text.rindex(speaker)
            q = made.text.index(quote)
            quotes = (Quote(q, q + len(quote), quote, "direct", None, speaker_start=at, speaker_end=at + len(speaker)),)
        actors, mentions = find_actors(parse(made, load_model()[0]), quotes, case)
        return Found(made.text, actors, mentions)

    return found


def test_a_title_gives_role_country_and_sector(find):
    found = find("Kenyan Foreign Minister Musalia Mudavadi flew to Juba. Mudavadi met the rebels there.")
    actor = found.named("Musalia Mudavadi")
    assert (actor.country, actor.side, actor.sector) == ("KEN", "KEN", "GOV")
    assert [(r.title, r.from_) for r in actor.roles] == [("Kenyan Foreign Minister", "2025-06-02")]
    assert ("Mudavadi", "short") in found.forms("Musalia Mudavadi")


def test_a_title_in_a_chain_of_of_belongs_to_the_name_behind_it(find):
    found = find("The chief of the Malian Defence Council Oumar Traore and the envoy Lena Berg arrived in Algiers.")
    assert [r.title for r in found.named("Oumar Traore").roles] == ["chief of the Malian Defence Council"]
    assert found.named("Oumar Traore").side == "MLI"


def test_a_title_behind_a_name_is_read(find):
    found = find("Anna Weber, the German special envoy for the Sahel, left Niamey on Monday.")
    actor = found.named("Anna Weber")
    assert actor.roles[0].title.startswith("German special envoy")
    assert actor.side == "DEU"


def test_a_shared_title_goes_to_each_name(find):
    found = find("Swiss envoys Hans Keller and Marie Favre waited. Keller and Favre had come by train.")
    assert [found.named(n).roles[0].title for n in ("Hans Keller", "Marie Favre")] == ["Swiss envoy", "Swiss envoy"]
    assert [found.named(n).side for n in ("Hans Keller", "Marie Favre")] == ["CHE", "CHE"]


def test_a_relative_takes_the_side_of_the_family(find):
    found = find("Gabonese President Paul Ondo's son-in-law Marc Essono joined the talks.")
    assert found.named("Marc Essono").side == "GAB"


def test_a_name_split_by_an_editors_bracket_is_one_name(find):
    found = find('"We expect a call between (Chadian President Mahamat) Deby and the mediator," she said.')
    assert found.named("Mahamat Deby").country == "TCD"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KEN", "Nairobi rejected the plan."),
        ("FRA", "The mediators urged Paris to sign."),
        ("QAT", "There was sharp criticism from Doha."),
    ],
)
def test_a_capital_that_acts_stands_for_its_state(find, code, text):
    assert [a.country for a in find(text).actors if a.type == "state"] == [code]


@pytest.mark.parametrize(
    "text", ["The delegates met in Nairobi.", "Rockets hit the capital Beirut.", "They flew to Doha."]
)
def test_a_capital_where_things_happen_is_no_actor(find, text):
    assert [a for a in find(text).actors if a.type == "state"] == []


def test_the_seat_of_government_is_an_organisation_of_its_own(find):
    found = find("The Kremlin dismissed the offer. Russia would fight on.")
    assert (found.named("Kremlin").country, found.named("Kremlin").sector) == ("RUS", "GOV")
    assert found.named("Russia").type == "state"


def test_a_demonym_stands_behind_its_officials(find):
    found = find("Ukrainian officials spoke of progress, but a US official disagreed.")
    assert found.named("Ukrainian officials").named is False
    assert (found.named("US official").side, found.named("US official").type) == ("USA", "person")
    assert ("Ukrainian", "demonym") in found.forms("Ukraine")


def test_the_same_official_comes_back_without_the_country(find):
    found = find(
        'A Norwegian official told reporters that work went on. "We are close," the official said.',
        speaker="the official",
        quote="We are close,",
    )
    assert found.of("the official") == ["Norwegian official"]
    assert found.of("We") == ["Norway"]


def test_both_sides_are_the_two_that_talk(find):
    found = find("Armenia and Azerbaijan held talks in Brussels with Belgian help. Both sides agreed to meet again.")
    assert found.of("Both sides") == ["Armenia", "Azerbaijan"]


def test_the_country_is_the_state_named_last(find):
    found = find("The government of Ethiopia signed. The country has waited for years.")
    assert found.of("The country") == ["Ethiopia"]


def test_an_acronym_in_brackets_is_the_same_organisation(find):
    found = find("The National Transition Council (NTC) met on Friday. The NTC wants a vote.")
    name = found.of("NTC", 1)
    assert name == found.of("NTC")
    assert len(name) == 1


def test_a_news_agency_speaks_for_its_state(find):
    found = find("According to Qatar's state news agency QNA, the emir will travel.")
    assert [a.country for a in found.actors if a.known == "qna"] == ["QAT"]


def test_he_and_she_follow_gender_and_subject(find):
    found = find("Peruvian President Ana Quispe received Chilean envoy Pedro Rojas. She thanked him. He smiled.")
    assert found.of("She") == ["Ana Quispe"]
    assert found.of("him") == ["Pedro Rojas"]
    assert found.of("He") == ["Pedro Rojas"]


def test_two_persons_of_one_family_name_stay_two(find):
    found = find("Hillary Clinton spoke first. Bill Clinton listened. Mrs. Clinton left early.")
    assert found.of("Clinton", 2) == ["Hillary Clinton"]
    assert {"Hillary Clinton", "Bill Clinton"} <= {a.name for a in found.actors}


def test_the_sudans_the_koreas_and_the_congos_stay_apart(find):
    found = find(
        "South Sudan mediates in Sudan. North Korea warned South Korea. The Republic of Congo spoke with the DRC."
    )
    assert [a.country for a in found.actors if a.type == "state"] == ["SSD", "SDN", "PRK", "KOR", "COG", "COD"]


def test_the_text_wins_over_the_list_of_known_actors(find):
    """The list calls him the commander of the south; the text has him speak for somebody else."""
    found = find("Canadian senator Joseph Aoun welcomed the truce.")
    assert found.named("Joseph Aoun").country == "CAN"


def test_a_case_names_actors_that_nobody_else_knows(find):
    case = Case(actors=(CaseActor("Bright River Front", ("BRF",), "group", "GUY", "REB"),))
    found = find("The BRF laid down arms.", case=case)
    actor = found.named("Bright River Front")
    assert (actor.type, actor.country, actor.sector) == ("group", "GUY", "REB")


def test_a_state_that_the_case_alone_knows_is_a_state_by_its_code(find):
    case = Case(actors=(CaseActor("Rivermark", ("Rivermarkian",), "state", "RVM"),))
    found = find("Rivermark signed a treaty with Fiji. Rivermarkian troops left.", case=case)
    assert [(a.name, a.country) for a in found.actors if a.type == "state"] == [("Rivermark", "RVM"), ("Fiji", "FJI")]


def test_a_headline_alone_makes_no_actor(find):
    found = find("The delegates went home.", headline="Peaceful Hopes After Quiet Weekend")
    assert [a.name for a in found.actors if a.named] == []


def test_every_speaker_is_covered(find):
    found = find('"It rained," the baker said.', speaker="the baker", quote="It rained,")
    assert found.of("the baker") == ["baker"]


def test_actors_come_in_the_order_of_their_first_mention(find):
    found = find("Chad warned Niger. Niger answered Chad. Mali watched.")
    assert [a.name for a in found.actors] == ["Chad", "Niger", "Mali"]
    assert list(found.mentions) == sorted(found.mentions, key=lambda m: (m.start, m.end, m.actor))


_WORDS = st.sampled_from(
    [
        "Kyiv",
        "Moscow",
        "Putin",
        "(President",
        ")",
        ",",
        "and",
        ".",
        "said",
        "the",
        "US",
        "'s",
        "official",
        "Trump",
        "Jr.",
        "in",
        "of",
        '"',
        "he",
        "they",
        "both",
        "sides",
        "al",
        "-",
        "Council",
        "-",
        "met",
    ]
)


@settings(deadline=None, max_examples=25)
@given(st.lists(_WORDS, min_size=1, max_size=60))
def test_offsets_are_exact_whatever_the_words(words):
    made = article(" ".join(words))
    parsed = parse(made, load_model()[0])
    actors, mentions = find_actors(parsed, (), None)
    for m in mentions:
        assert 0 <= m.start < m.end <= len(made.text)
        assert made.text[m.start : m.end].strip() == made.text[m.start : m.end]
        assert actors[m.actor].name
        assert m.start <= parsed.tokens[m.head].start < m.end
    assert {m.actor for m in mentions} == set(range(len(actors)))
    assert (actors, mentions) == find_actors(parsed, (), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Turkish side rejected the draft. The Greek side accepted it.", ["TUR", "GRC"]),
        ("Kenya's delegation walked out.", ["KEN"]),
        ("The Malian government said that it would sign.", ["MLI"]),
    ],
)
def test_a_states_side_is_the_state(find, text, code):
    assert [(a.type, a.country) for a in find(text).actors] == [("state", c) for c in code]


def test_a_movements_delegation_is_no_states(find):
    found = find("The Houthi delegation left Muscat, and the RSF delegation stayed.")
    assert "state" not in {a.type for a in found.actors}


def test_what_cannot_speak_makes_no_actor(find):
    words = "would go on for a third day"
    found = find(f"The talks in Geneva, it said, {words}.", speaker="The talks in Geneva", quote=words)
    assert found.actors == ()
