"""The model of sameness on three small articles of our own."""

from __future__ import annotations

import numpy as np
from evals.sameness import FEATURES, Mention, Text, cluster, document_likeness, features, linkage, load_weights, stems

ARTICLES = (
    "A strong earthquake shook the coast of Vanuatu on Sunday and killed nine fishermen near Luganville",
    "The Vanuatu quake near Luganville left nine fishermen dead on Sunday , the coast guard said",
    "Voters in Ghana elected a parliament in which the opposition holds most seats for the first time",
)


def mention(document, head, near, verb=False):
    empty = frozenset()
    around = frozenset(stems(ARTICLES[document].split())) - set(stems([head]))
    return Mention(
        f"{document}:{head}",
        document,
        head,
        head,
        verb,
        0,
        empty,
        empty,
        frozenset(stems(near.split())),
        around,
        empty,
        empty,
        empty,
    )


def text(**more):
    ms = [
        mention(0, "earthquake", "strong coast"),
        mention(1, "quake", "Vanuatu coast"),
        mention(2, "elect", "voter parliament", verb=True),
    ]
    return Text([stems(a.split()) for a in ARTICLES], ms, **more)


def test_words_of_one_family_in_one_story_are_one_event():
    assert cluster(text()) == [["0:earthquake", "1:quake"], ["2:elect"]]


def test_articles_of_distant_days_tell_of_different_events():
    assert len(cluster(text(days=(1, 40, 1)))) == 3


def test_every_feature_is_weighed_and_the_same_both_ways():
    values = features(text())
    assert set(FEATURES) <= set(values)
    assert set(load_weights()) == {*FEATURES, "bias", "least"}
    assert all(np.allclose(values[name], values[name].T) for name in FEATURES)


def test_average_linkage_joins_the_likest_first_and_stops():
    groups, met = linkage(np.array([[1, 0.9, 0.2], [0.9, 1, 0.4], [0.2, 0.4, 1]]), 0.35)
    assert sorted(map(sorted, groups)) == [[0, 1], [2]]
    assert met[0, 1] == 0.9


def test_articles_that_are_like_the_others_in_the_same_way_tell_one_story():
    likeness = document_likeness(text(capitals=[frozenset({"vanuat"})] * 3, leads=[frozenset()] * 3))
    assert likeness[0, 1] > 0 > max(likeness[0, 2], likeness[1, 2])
