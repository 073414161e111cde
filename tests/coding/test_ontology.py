"""The tables of the ontology are whole, and their known defects settled as they say."""

from __future__ import annotations

import pytest

from communique.coding.ontology import cameo_to_plover, contexts, event_type, event_types, score
from communique.errors import DataError


def test_there_are_sixteen_types():
    assert len(event_types()) == 16


def test_there_are_thirty_seven_contexts():
    assert (len(contexts()), len(set(contexts()))) == (37, 37)


def test_quad_classes_follow_the_order_of_the_codebook():
    assert [t.quad for t in event_types().values()] == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]


def test_sanction_is_material_conflict():
    assert (event_type("SANCTION").quad, event_type("SANCTION").score) == (4, -6.0)


def test_retreat_and_protest_need_no_recipient():
    assert [event_type(t).needs_recipient for t in ("RETREAT", "PROTEST")] == [False, False]


def test_accuse_is_negative():
    assert score("ACCUSE") == -3.0


@pytest.mark.parametrize(("modes", "expected"), [((), 6.5), (("disarm",), 10.0), (("withdraw", "disarm"), 8.0)])
def test_a_mode_with_its_own_score_wins(modes, expected):
    assert score("RETREAT", modes) == expected


def test_scores_keep_their_sign_by_quad():
    wrong = [t.name for t in event_types().values() if (t.quad <= 2) != (t.score > 0) and t.name != "REQUEST"]
    assert wrong == []


def test_every_cameo_row_names_a_type_and_its_modes():
    wrong = [
        code
        for code, (type_, modes) in cameo_to_plover().items()
        if type_ is not None and (type_ not in event_types() or set(modes) - set(event_types()[type_].modes))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "type_"), [("116", "SANCTION"), ("163", "SANCTION"), ("01", None), ("046", "CONSULT"), ("0841", "RETREAT")]
)
def test_settled_rows(code, type_):
    assert cameo_to_plover()[code][0] == type_


def test_an_unknown_type_is_named_in_the_error():
    with pytest.raises(DataError, match="GREET"):
        event_type("GREET")
