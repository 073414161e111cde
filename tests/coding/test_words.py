"""Every word of the lexicon in a sentence of its own: tests/coding/words/TYPE.tsv, `frame<TAB>word<TAB>example<TAB>counter`.

In the example the word calls the frame; in the counter-example, which has the same word, the frame is not found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.coding.texts import analyse

from communique.coding.lexicon import lexicon
from communique.coding.matching import find_matches
from communique.coding.scene import Scene

FOLDER = Path(__file__).parent / "words"
COMPLETE: frozenset[str] = frozenset(
    {
        "ACCUSE",
        "AGREE",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "CONSULT",
        "COOPERATE",
        "MOBILIZE",
        "AID",
        "PROTEST",
        "RETREAT",
        "REJECT",
        "REQUEST",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    }
)
"""The PLOVER types whose frames have a line for every word."""


def lines() -> list[tuple[str, ...]]:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                parts = tuple(line.split("\t"))
                assert len(parts) == 4, f"{path.name}:{n}: frame, word, example and counter, parted by tabs"
                found.append(parts)
    return found


LINES = lines()
NEGATED = {f.id for f in lexicon().frames if f.flag("negated_only")}


def frames_in(text: str) -> set[str]:
    return {m.frame.id for m in find_matches(Scene(analyse(text)))}


@pytest.mark.parametrize(("frame", "word", "example"), [x[:3] for x in LINES])
def test_the_word_calls_its_frame(frame, word, example):
    assert frame in frames_in(example)


@pytest.mark.parametrize(("frame", "word", "counter"), [(f, w, c) for f, w, _, c in LINES if f not in NEGATED])
def test_in_other_company_it_does_not(frame, word, counter):
    assert frame not in frames_in(counter)


def test_every_line_names_a_word_of_its_frame():
    by_id = {f.id: f for f in lexicon().frames}
    wrong = [
        (f, w)
        for f, w, *_ in LINES
        if f not in by_id or w not in (*by_id[f].verbs, *by_id[f].nouns, *by_id[f].adjectives)
    ]
    assert wrong == []


@pytest.mark.parametrize("type_", sorted(COMPLETE) or ["none"])
def test_every_word_has_a_line(type_):
    have = {(f, w) for f, w, *_ in LINES}
    missing = [
        (f.id, w)
        for f in lexicon().frames
        if f.type == type_
        for w in (*f.verbs, *f.nouns, *f.adjectives)
        if (f.id, w) not in have
    ]
    assert missing == []
