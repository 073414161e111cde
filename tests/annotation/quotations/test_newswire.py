"""Newswire forms: carried over, inverted, two cues, nested, set off by the page, live entries and transcripts."""

from dataclasses import replace

import pytest
from tests.annotation.quotations.reading_by_hand import make_article, text_of

from communique.annotation.model import load_model
from communique.annotation.quotations import draft_quotes
from communique.annotation.tokens import parse

# group, text, (first words, speaker, form) of the quotations, first words of what nobody says
FORMS = [
    (
        "carry",
        '"The first convoy left at dawn," Quist told reporters. "The second will leave tonight. We expect no trouble on the way."\n\nThe mayor spoke after a night of shelling.\n\n"People are tired," she added.\n\n"They want this to end, and they want it to end now."',
        [
            ("The first convoy", "Quist", "direct"),
            ("The second will", "Quist", "direct"),
            ("People are tired", "she", "direct"),
            ("They want this", "she", "direct"),
        ],
        [],
    ),
    (
        "carry",
        'Speaking in Lunn after the meeting, Holm was blunt. "We did not come here to sign away a river." He then left for the airport.',
        [("We did not come", "Holm", "direct")],
        [],
    ),
    (
        "carry",
        'Kern declined to be drawn on the date of the next round.\n\n"I will not set a day for you. Ask me again when we have a text."\n\nHe said that the draft ran to forty pages.',
        [("I will not set", "Kern", "direct"), ("the draft ran", "He", "indirect")],
        [],
    ),
    (
        "carry",
        'The envoy struck a hopeful tone: "We are closer than we were in May.\n\n"There are four points left, and three of them are about words.\n\n"The fourth is about trust."',
        [
            ("We are closer", "The envoy", "direct"),
            ("There are four", "The envoy", "direct"),
            ("The fourth is", "The envoy", "direct"),
        ],
        [],
    ),
    (
        "carry",
        '"It is not enough," said the rebel spokesman, Otto Brandt.\n\n"If they want peace, they must leave the hills," Mr. Brandt said. "All of them."',
        [
            ("It is not enough", "the rebel spokesman", "direct"),
            ("If they want peace", "Mr. Brandt", "direct"),
            ("All of them", "Mr. Brandt", "direct"),
        ],
        [],
    ),
    (
        "inverted",
        '"The bridge stays closed until the mines are cleared," said Colonel Ivo Rask, who commands the sector.',
        [("The bridge stays", "Colonel Ivo Rask", "direct")],
        [],
    ),
    (
        "inverted",
        "The bridge stays closed, said Colonel Ivo Rask.",
        [("The bridge stays closed", "Colonel Ivo Rask", "indirect")],
        [],
    ),
    (
        "inverted",
        '"Nobody told us anything," complained one farmer. "We heard it on the radio," added another.',
        [("Nobody told us", "one farmer", "direct"), ("We heard it", "another", "direct")],
        [],
    ),
    (
        "inverted",
        "“There is no plan B,” warned a senior Western diplomat familiar with the talks.",
        [("There is no plan B", "a senior Western diplomat familiar with the talks", "direct")],
        [],
    ),
    (
        "inverted",
        "“This,” said Quist, “is the last offer.”",
        [("This,", "Quist", None), ("is the last offer", "Quist", None)],
        [],
    ),
    (
        "two cues",
        "Holm said the ferry would sail on Friday, while Kern insisted that no ship had been cleared.",
        [("the ferry would sail", "Holm", "indirect"), ("no ship had been", "Kern", "indirect")],
        [],
    ),
    (
        "two cues",
        '"We are ready," said Holm, but Kern replied that "nobody asked" him.',
        [("We are ready", "Holm", "direct"), ("nobody asked", "Kern", "partial")],
        [],
    ),
    (
        "two cues",
        "Asked whether the army would pull back, the minister said it would, and added that the order had been given.",
        [("the order had been given", "the minister", "indirect")],
        [],
    ),
    (
        "two cues",
        "The ministry confirmed the strike and said two soldiers had died.",
        [("two soldiers had died", "The ministry", "indirect")],
        [],
    ),
    (
        "unclosed",
        'Quist said: "The list is final. We sent it on Monday.\n\nThe mediators did not answer.',
        [("The list is final", "Quist", "direct")],
        ["The mediators did"],
    ),
    ("nested", "“He told us, ‘Sign or leave,’ and we left,” Kern recalled.", [("He told us", "Kern", "direct")], []),
    ("nested", "\"She said 'never' and I believed her,\" Holm said.", [("She said", "Holm", "direct")], []),
    (
        "nested",
        "'It was what he called “a small delay” of two years,' Brandt told the council.",
        [("It was what he", "Brandt", "direct")],
        [],
    ),
    (
        "scare",
        'The so-called "peace march" ended in the square, and the "volunteers" went home.',
        [],
        ["peace march", "volunteers"],
    ),
    ("scare", 'The government calls the region a "buffer zone".', [("buffer zone", "The government", "partial")], []),
    (
        "scare",
        'His memoir, "A Winter in the Hills", sold well. The show "Morning Table" invited him.',
        [],
        ["A Winter", "Morning Table"],
    ),
    ("scare", 'The operation, code-named "Iron Door", began at dawn.', [], ["Iron Door"]),
    ("scare", 'Fighters of the group, known as the "Grey Wolves", held the road.', [], ["Grey Wolves"]),
    ("scare", 'The word "autonomy" does not appear in the draft.', [], ["autonomy"]),
    (
        "live",
        "HOLM: We have agreed on the first two points.\n\nBRANDT: That is not how I remember it.\n\nHOLM: Then read the minutes.",
        [
            ("We have agreed", "HOLM", "direct"),
            ("That is not how", "BRANDT", "direct"),
            ("Then read", "HOLM", "direct"),
        ],
        [],
    ),
    (
        "live",
        "Q: Will the talks resume?\n\nA: They never stopped.",
        [("Will the talks", None, "direct"), ("They never stopped", None, "direct")],
        [],
    ),
    (
        "live",
        "Reporter: Will the talks resume?\n\nMinister Quist: They never stopped.\n\nReporter: When is the next round?\n\nMinister Quist: Next week.",
        [("They never stopped", "Minister Quist", "direct"), ("Next week", "Minister Quist", "direct")],
        [],
    ),
    ("live", '14:05 Holm: "No deal tonight"', [("No deal tonight", "Holm", "direct")], []),
    (
        "live",
        "“We will not leave.”\n\n— Otto Brandt, rebel spokesman",
        [("We will not leave", "Otto Brandt", "direct")],
        [],
    ),
    (
        "live",
        "Key points:\n\nTime: 14:00\n\nPlace: the old town hall\n\nTalks resumed.",
        [],
        ["14:00", "the old town hall"],
    ),
]


def read(text, *, kinds=None):
    article = make_article(text)
    blocks = tuple(replace(b, kind=(kinds or {}).get(n, b.kind)) for n, b in enumerate(article.blocks))
    return draft_quotes(parse(replace(article, blocks=blocks), load_model()[0]))


@pytest.mark.parametrize(("group", "text", "said", "unsaid"), FORMS, ids=[f"{f[0]}-{n}" for n, f in enumerate(FORMS)])
def test_forms_of_newswire(group, text, said, unsaid):
    quotes = read(text)
    got = {(q.text, text_of(text, q.speaker_start, q.speaker_end), q.form) for q in quotes}
    for words, speaker, form in said:
        assert [g for g in got if g[0].startswith(words) and g[1] == speaker and form in (None, g[2])], (
            group,
            words,
            got,
        )
    assert not [q.text for q in quotes if q.text.startswith(tuple(unsaid))]


def test_a_passage_that_the_page_sets_off_is_quoted_without_marks():
    text = "The governor added:\n\nThis is a bad day for the valley.\n\nThe council meets on Monday."
    (quote,) = read(text, kinds={1: "quotation"})
    assert (quote.text, quote.form) == ("This is a bad day for the valley.", "direct")
    assert text_of(text, quote.speaker_start, quote.speaker_end) == "The governor"


def test_a_passage_set_off_without_a_speaker_is_nobodys():
    assert read("The bridge fell.\n\nA bad day for the valley.", kinds={1: "quotation"}) == ()


@pytest.mark.parametrize(
    ("words", "speaker", "text"),
    [
        (
            "the rebels first quit the town",
            "The army",
            "The army, which went to Lunn insisting that the rebels first quit the town, has gone home.",
        ),
        (
            "a war that leads to ruin",
            "Otto Kern",
            'Otto Kern, a former policeman known as Rust, threatened on Monday that there would be "a war that leads to ruin".',
        ),
    ],
)
def test_speakers_that_the_parser_hides(words, speaker, text):
    got = {q.text: text_of(text, q.speaker_start, q.speaker_end) for q in read(text)}
    assert [who for said, who in got.items() if said.startswith(words)] == [speaker]


def test_the_words_that_describe_a_speaker_are_not_what_was_said():
    text = '"We have been here before," said a diplomat briefed on the talks, who spoke on condition of anonymity.'
    assert [q.form for q in read(text)] == ["direct"]
