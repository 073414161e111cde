"""Names, phrases and promises are compared by lists; every entry of a list has an example, and all are run here."""

from __future__ import annotations

from collections import Counter

import pytest

from communique.record.merging.days import Window, window_of
from communique.record.merging.names import compatible_names, fold, is_description, name_words, phrase_words, spelled
from communique.record.merging.parties import overlap, party_code
from communique.record.merging.places import place_fit
from communique.record.merging.promises import promise_of, promises, tells_of_a_change


@pytest.mark.parametrize("promise", promises(), ids=lambda p: p.id)
def test_every_promise_reads_its_example_and_not_its_counter_example(promise):
    assert promise_of(promise.example) == promise
    assert promise_of(promise.counter) != promise


def test_no_word_stands_in_two_promises():
    count = Counter(word for promise in promises() for word in promise.words)
    assert {word: n for word, n in count.items() if n > 1} == {}


def test_the_first_listed_word_decides():
    assert promise_of("hold talks on a swap of captives").id == "meeting"
    assert promise_of("improve the weather") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The meeting was moved to Friday.", True),
        ("It has been put off.", True),
        ("New dates: 4 and 5 May", True),
        ("They meet on Friday.", False),
        ("the removed files", False),
    ],
)
def test_words_of_change(words, expected):
    assert tells_of_a_change(words) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", 1.0),
        ("Volodymyr Zelenskiy", "President Volodymyr Zelensky", 1.0),
        ("Mikhail Petrov", "Mihail Petrov", 1.0),
        ("Mara Quill", "Mara J. Quill", 0.9),
        ("M. Quill", "Mara Quill", 0.9),
        ("Mohamed bin Zayed", "Sheikh Mohamed bin Zayed Al Nahyan", 0.9),
        ("Quill", "Mara Quill", 0.5),
        ("Mara", "Mara Quill", 0.5),
        ("Quill", "Quill", 0.6),
        ("Mara Quill", "Ivo Quill", 0.0),
        ("Mara Quill", "Mara Quill Jr.", 0.0),
        ("Mara Q. Stone", "Mara R. Stone", 0.0),
        ("Mara Quill", "Quill Mara", 0.0),
    ],
)
def test_names(one, other, expected):
    assert compatible_names(one, other) == compatible_names(other, one) == expected


def test_words_of_names_and_phrases():
    assert name_words("Sheikh Mohamed bin Zayed") == ("mohamed", "bin", "zayed")
    assert name_words("The President") == ("the", "president")
    assert spelled("zelenskyy") == spelled("zelenskiy") == "zelensky"
    assert fold("Kyïv’s  Élan") == "kyivs elan"
    assert phrase_words("the bodies of 12 soldiers and people") == {"body", "12", "soldier", "person"}
    assert [is_description(n) for n in ("a US official", "Envoys", "Mara Quill", "")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("name", "country", "sector", "expected"),
    [
        ("Mara Quill", "UKR", "GOV", "UKR"),
        ("the army", "UKR", "MIL", "UKR"),
        ("Free Valley Front", "UKR", "REB", "free valley front"),
        ("Mara Quill", None, None, "mara quill"),
        ("negotiators", None, "GOV", ""),
        ("United Nations", "UNO", "IGO", "united nations"),
    ],
)
def test_who_acts(name, country, sector, expected):
    assert party_code({"id": "x", "name": name, "country": country, "sector": sector}) == expected


def test_sets_of_parties():
    a, ab, c = frozenset("a"), frozenset("ab"), frozenset("c")
    assert (overlap(a, a), overlap(a, ab), overlap(a, c), overlap(a, frozenset())) == (1.0, 0.8, 0.0, 0.4)


def place(name, country, lat=None, lon=None, granularity="city"):
    return {"name": name, "country": country, "lat": lat, "lon": lon, "granularity": granularity, "role": "event"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (place("Kyiv", "UKR"), place("Kyiv", "UKR"), 1.0),
        (place("Tripoli", "LBY"), place("Tripoli", "LBN"), None),
        (place("Kyiv", "UKR"), None, 0.5),
        (place("Abu Dhabi", "ARE"), place("United Arab Emirates", "ARE", granularity="country"), 0.7),
        (place("Palace", "ARE", 24.46, 54.35, "site"), place("Abu Dhabi", "ARE", 24.45, 54.38), 0.9),
        (place("Dubai", "ARE", 25.2, 55.27), place("Abu Dhabi", "ARE", 24.45, 54.38), None),
        (place("Davos", "CHE"), place("Geneva", "CHE"), None),
    ],
)
def test_places(one, other, expected):
    assert place_fit(one, other) == place_fit(other, one) == expected


def test_windows():
    first, later = Window(10, 11), Window(13, 20)
    assert (first.gap(later), later.gap(first), first.gap(Window(11, 15))) == (2, 2, 0)
    assert (first.precise, Window(1, 90).precise) == (True, False)
    assert window_of(None) is None
    assert window_of({"start": "2026-02-01", "end": None}) is None
    assert window_of({"start": "2026-02-02T10:00:00Z", "end": "2026-02-03T10:00:00Z"}).length == 2
    assert window_of({"start": "2026-02-30", "end": "2026-02-30"}) is None
