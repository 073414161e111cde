"""The scorer of clusters, against figures worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from evals.coref import assign, b_cubed, ceaf_e, conll, muc


def clusters(text):
    return [frozenset(word) for word in text.split()]


GOLD, OURS = clusters("abc d ef"), clusters("ab cd ef")


def test_muc_counts_the_links_that_the_other_side_keeps():
    # gold needs 2 + 0 + 1 links; ours keeps ab together and cuts c off, keeps ef: 1 + 1 of 3; of ours' 3 links cd is wrong
    assert muc(GOLD, OURS) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_b_cubed_averages_over_mentions():
    # precision: a, b 1, c 1/2, d 1/2, e, f 1 = 5/6; recall: a, b 2/3, c 1/3, d 1, e, f 1 = (4/3 + 1/3 + 3)/6
    assert b_cubed(GOLD, OURS) == (pytest.approx(5 / 6), pytest.approx(14 / 18))


def test_ceaf_pairs_clusters_one_to_one():
    # abc-ab 2*2/5, d-cd 2*1/3, ef-ef 1, over three clusters on either side
    best = (4 / 5 + 2 / 3 + 1) / 3
    assert ceaf_e(GOLD, OURS) == (pytest.approx(best), pytest.approx(best))


def test_the_mean_of_the_three():
    b3 = 2 * (5 / 6) * (14 / 18) / (5 / 6 + 14 / 18)
    assert conll(GOLD, OURS)["conll"] == pytest.approx((2 / 3 + b3 + (4 / 5 + 2 / 3 + 1) / 3) / 3)


def test_what_is_equal_scores_one_and_all_apart_has_no_link():
    assert conll(GOLD, list(reversed(GOLD)))["conll"] == pytest.approx(1)
    assert muc(GOLD, clusters("a b c d e f")) == (0, 0)


@pytest.mark.parametrize(
    "value",
    [[[1.0, 2.0], [2.0, 4.0]], [[0.5, 0.4, 0.9], [0.5, 0.1, 0.8]], [[3.0, 1.0, 2.0], [3.0, 0.0, 0.0], [2.5, 2.0, 0.0]]],
)
def test_the_pairing_is_the_best_of_all(value):
    every = permutations(range(len(value[0])), len(value))
    assert assign(value) == pytest.approx(max(sum(value[r][c] for r, c in enumerate(p)) for p in every))
