"""A page's own titles are told from injected ones, and rights name their holder."""

import pytest

from communique.reading.rights import join_rights, read_rights, rights_holder
from communique.reading.titles import judge_title, strip_site_name, title_agreement
from communique.words import Rights

BODY = "The envoys of the two river states met in Vienna on Monday and agreed to measure the water together. " * 10


def test_a_title_of_spam_is_not_the_pages_own():
    verdict = judge_title(
        "best online casino bonus, free slots, betting tips, poker login",
        h1="Envoys agree to measure the water",
        body=BODY,
    )
    assert not verdict.own
    assert verdict.reason


def test_a_title_that_shares_nothing_with_agreeing_witnesses_is_not_own():
    title = "Nine splendid kitchens for tiny apartments"
    assert not judge_title(title, h1="Envoys of river states agree to measure water", body=BODY).own
    assert judge_title(title, body=BODY).own  # one witness alone is no proof


@pytest.mark.parametrize(
    "title",
    ["Envoys agree to measure the water", "Water, envoys and a river", "Casino owner named envoy to river talks"],
)
def test_a_usual_title_is_own(title):
    assert judge_title(title, h1="Envoys of river states agree to measure water", body=BODY, language="en").own


@pytest.mark.parametrize(
    ("title", "headline", "expected"),
    [
        ("Envoys agree to measure the water | The Example", None, ("Envoys agree to measure the water", "The Example")),
        ("The Example: Envoys agree", "Envoys agree", ("The Example: Envoys agree", None)),
        ("The Example - Envoys agree", "Envoys agree", ("Envoys agree", "The Example")),
        ("Envoys agree", None, ("Envoys agree", None)),
    ],
)
def test_the_sites_name_is_taken_off(title, headline, expected):
    assert strip_site_name(title, headline) == expected


def test_agreement_is_a_share():
    assert title_agreement("envoys meet", "The envoys meet") == 1.0
    assert title_agreement("", "x") == 0.0
    assert title_agreement("双方同意会谈", "双方会谈") < 1.0


@pytest.mark.parametrize(
    ("statement", "holder"),
    [
        ("© 2026 Example Media Ltd. All rights reserved.", "Example Media Ltd"),
        ("Copyright © 2019-2026 The Example Times, Inc. All Rights Reserved", "The Example Times, Inc"),
        ("All content is the property of Example House and may not be copied", "Example House"),
        ("版权所有：例子网 未经授权禁止转载", "例子网"),
        ("All rights reserved.", None),
        ("Copyright law was debated.", None),
    ],
)
def test_a_rights_line_names_its_holder(statement, holder):
    assert rights_holder(statement) == holder


def test_rights_keep_the_pages_words():
    assert read_rights() == Rights()
    assert read_rights("All rights reserved.", "© 2026 Example Media") == Rights(
        "Example Media", "© 2026 Example Media"
    )
    assert join_rights(Rights(None, "a"), Rights("b", "c")) == Rights("b", "a")
