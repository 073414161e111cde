"""Channel, day of speaking and side of those who speak, over the whole of annotation."""

from dataclasses import replace

import pytest
from tests.annotation.quotations.reading_by_hand import make_article

from communique.annotation import annotate

# text, first words of the quotation, channel, day of speaking, side; the page is of Tuesday, 11 March 2025
SAID = [
    (
        '"We are close," Foreign Minister Ana Reyes told reporters in Geneva on Monday.',
        "We are close",
        "told_reporters",
        "2025-03-10",
        None,
    ),
    ("Reyes wrote on X on Sunday that the list was final.", "the list was final", "social_media", "2025-03-09", None),
    (
        "In a post on Telegram, the governor said three people had been hurt.",
        "three people had",
        "social_media",
        None,
        None,
    ),
    (
        '"The road is open," the foreign ministry said in a statement on Saturday.',
        "The road is open",
        "statement",
        "2025-03-08",
        None,
    ),
    (
        '"The road is open," Ukraine\'s foreign ministry said in a statement.',
        "The road is open",
        "statement",
        None,
        "UKR",
    ),
    (
        'The ministry was quoted by the state news agency KCNA as saying: "We will not bow."',
        "We will not bow",
        "state_agency",
        None,
        None,
    ),
    (
        "Russian forces took the village, the TASS news agency reported on Friday, citing the defence ministry.",
        "Russian forces took",
        "state_agency",
        "2025-03-07",
        None,
    ),
    (
        "In a televised address on Monday night, President Holm vowed that the army would stay.",
        "the army would stay",
        "speech",
        "2025-03-10",
        None,
    ),
    (
        '"I am ready to meet him," Holm said in an interview with the BBC published Monday.',
        "I am ready",
        "interview",
        "2025-03-10",
        None,
    ),
    (
        "Holm told the Financial Times in an interview that he was ready to step down.",
        "he was ready",
        "interview",
        None,
        None,
    ),
    ("Holm told Le Monde that he was ready to step down.", "he was ready", "interview", None, None),
    (
        "Speaking to CNN on Sunday, Holm said the talks were alive.",
        "the talks were alive",
        "interview",
        "2025-03-09",
        None,
    ),
    (
        "Speaking at a news conference in Doha, the mediator said both sides had moved.",
        "both sides had",
        "press_conference",
        None,
        None,
    ),
    ('"Both sides moved," he told a news conference.', "Both sides moved", "press_conference", None, None),
    (
        "In his nightly video address, Zelenskyy said the drones came from the north.",
        "the drones came",
        "speech",
        None,
        "UKR",
    ),
    (
        '"There will be no second round," a Kremlin spokesman said by phone on Thursday.',
        "There will be no",
        "call",
        "2025-03-06",
        "RUS",
    ),
    (
        '"There is no plan B," said a senior Western diplomat familiar with the talks.',
        "There is no plan B",
        None,
        None,
        None,
    ),
    (
        "Two officials familiar with the talks said the text had grown to forty pages.",
        "the text had grown",
        None,
        None,
        None,
    ),
    (
        "A senior U.S. official said on condition of anonymity that the text was ready.",
        "the text was ready",
        None,
        None,
        "USA",
    ),
    (
        '"We were told nothing," said a Ukrainian official, who declined to be named.',
        "We were told nothing",
        None,
        None,
        "UKR",
    ),
    ("Two Israeli officials said the team would fly to Cairo.", "the team would fly", None, None, "ISR"),
    (
        "A Palestinian official close to the talks told AFP that the gaps had narrowed.",
        "the gaps had",
        "interview",
        None,
        "PSE",
    ),
    ("An Iranian diplomat told Reuters that the meeting was off.", "the meeting was off", "interview", None, "IRN"),
    (
        "The deputy head of the UN mission told the Security Council on Monday that the truce was holding.",
        "the truce was holding",
        "speech",
        "2025-03-10",
        None,
    ),
    (
        "In a letter to the Security Council dated March 3, the envoy said the line had been crossed.",
        "the line had been",
        "letter",
        "2025-03-03",
        None,
    ),
    ("Late on Friday, the army said it had shot down two drones.", "it had shot down", None, "2025-03-07", None),
    (
        "The army said on Telegram late Sunday it had shot down two drones.",
        "it had shot down",
        "social_media",
        "2025-03-09",
        None,
    ),
    ('"They lied to us," Holm told parliament last Wednesday.', "They lied to us", "speech", "2025-03-05", None),
    ('"They lied to us," Holm told state television.', "They lied to us", "state_agency", None, None),
    (
        "According to a readout of the call released by the White House, the leaders agreed to talk again.",
        "the leaders agreed",
        "statement",
        None,
        "USA",
    ),
    (
        "The Pentagon said in an emailed statement that the ship was safe.",
        "the ship was safe",
        "statement",
        None,
        "USA",
    ),
    ('"We will answer," Hamas spokesman Sami Abu Zuhri said in a video message.', "We will answer", None, None, None),
    (
        'Speaking on the sidelines of the summit, the premier told journalists: "It is a start."',
        "It is a start",
        "told_reporters",
        None,
        None,
    ),
    (
        '"It is a start," the premier said, speaking to reporters aboard his plane.',
        "It is a start",
        "told_reporters",
        None,
        None,
    ),
    ('"It is a start," the premier said on Truth Social.', "It is a start", "social_media", None, None),
    ("Holm said during a visit to Lunn that the road would be rebuilt.", "the road would", None, None, None),
    (
        "The premier said at a rally on Saturday that the road would be rebuilt.",
        "the road would",
        "speech",
        "2025-03-08",
        None,
    ),
    (
        "A U.N. report published on Thursday said more than 300 civilians had been killed.",
        "more than 300",
        "document",
        "2025-03-06",
        None,
    ),
]


@pytest.mark.parametrize(("text", "words", "channel", "day", "side"), SAID, ids=[s[1] for s in SAID])
def test_channel_day_and_side(text, words, channel, day, side):
    analysis = annotate(replace(make_article(text), published="2025-03-11T09:00:00+00:00"))
    quote = next(q for q in analysis.quotes if q.text.startswith(words))
    assert quote.channel == channel
    assert (quote.date.edtf[:10] if quote.date else None) == day
    if side is not None:
        assert quote.speaker is not None
        assert analysis.actors[quote.speaker].side == side
