"""The tables of the ontology are whole, and their known defects settled as they say."""

from __future__ import annotations

import pytest

from communique.coding.lexicon import table
from communique.coding.ontology import cameo_codes, cameo_to_plover, contexts, event_type, event_types, score
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


ROOTS = {
    "01": None, "02": None, "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
APART = {
    "084": "RETREAT",
    "085": "RETREAT",
    "086": "RETREAT",
    "087": "RETREAT",
    "116": "SANCTION",
    "191": "COERCE",
    "192": "COERCE",
}


@pytest.mark.parametrize("code", sorted(cameo_codes()))
def test_every_code_has_the_type_of_its_root_but_those_set_apart(code):
    row = cameo_codes()[code]
    assert row.type == APART.get(code[:3], ROOTS[code[:2]])
    assert set(row.contexts) <= set(contexts())
    assert row.meaning


def test_every_code_stands_under_one_that_is_listed():
    codes = set(cameo_codes())
    assert {c[:2] for c in codes} == set(ROOTS)
    assert [c for c in codes if len(c) > 2 and c[:-1] not in codes] == []
    assert len(codes) == 316


def test_no_leaf_says_the_same_as_another():
    meanings = [c.meaning for c in cameo_codes().values()]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize(
    ("code", "type_"), [("116", "SANCTION"), ("163", "SANCTION"), ("01", None), ("046", "CONSULT"), ("0841", "RETREAT")]
)
def test_settled_rows(code, type_):
    assert cameo_to_plover()[code][0] == type_


def test_an_unknown_type_is_named_in_the_error():
    with pytest.raises(DataError, match="GREET"):
        event_type("GREET")


def test_every_context_has_words_that_show_it():
    assert set(table("contexts.toml")["contexts"]) == set(contexts())
