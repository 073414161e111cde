"""The speaker is the actor whose mention covers the words that name the speaker best."""

from tests.annotation.quotations.reading_by_hand import parse_text

from communique.annotation.quotations import draft_quotes, resolve_quotes
from communique.words import ActorProfile, Mention


def resolve(text, *named):
    """`named` are (words, form, type): each words' first place is the mention of an actor of its own."""
    parsed = parse_text(text)
    actors, mentions = [], []
    for n, (words, form, kind) in enumerate(named):
        start = text.index(words)
        head = parsed.tokens_between(start, start + len(words))[-1].i
        actors.append(ActorProfile(words, kind))
        mentions.append(Mention(start, start + len(words), n, head, form))
    quotes = resolve_quotes(parsed, draft_quotes(parsed), tuple(actors), tuple(mentions))
    return [None if q.speaker is None else actors[q.speaker].name for q in quotes]


def test_the_mention_of_the_head_word_wins():
    text = 'The mayor of Lunn said: "We stay."'
    assert resolve(text, ("Lunn", "name", "state"), ("The mayor", "title", "person")) == ["The mayor"]


def test_a_demonym_does_not_speak_for_an_official():
    assert resolve('A Maltese official said: "We stay."', ("Maltese", "demonym", "state")) == [None]


def test_a_demonym_speaks_through_a_document():
    text = "A Maltese government statement said the road was shut."
    assert resolve(text, ("Maltese", "demonym", "state")) == ["Maltese"]


def test_no_mention_no_speaker():
    assert resolve('Somebody said: "We stay."') == [None]
