"""What an agreement or a promise is to do: an event that is planned, beside the agreement itself."""

from __future__ import annotations

import pytest
from tests.coding.texts import countries, entries

from communique.coding.lexicon import table


def told(text: str) -> set[tuple[str, str]]:
    return {(e["type"], e["status"]) for e in entries(text, "event")}


@pytest.mark.parametrize("row", table("pledges.toml")["deed"], ids=lambda row: row["frame"])
def test_every_row_of_the_pledges_reads_its_example_and_leaves_its_counter(row):
    assert {d[1] for d in told(row["example"])} == {"happened", "planned"}
    assert "planned" not in {d[1] for d in told(row["counter"])}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Kenya agreed to release 20 Somali prisoners within a week.", "RETREAT"),
        ("The rebels promised Chad to free two soldiers by the end of the month.", "RETREAT"),
        ("Guinea and Senegal undertook to reopen the border and to exchange prisoners.", "RETREAT"),
        ("Latvia offered to train the Moldovan army.", "AID"),
        ("Spain pledged 10 million euros to Malawi for the camps.", "AID"),
        ("Kenya agreed to the release of 20 Somali prisoners.", "RETREAT"),
    ],
)
def test_what_is_agreed_or_promised_is_planned(text, deed):
    assert {("AGREE", "happened"), (deed, "planned")} <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya refused to release 20 Somali prisoners.",
        "Kenya did not agree to release 20 Somali prisoners.",
        "Kenya agreed not to release 20 Somali prisoners.",
        "Spain pledged its friendship to Malawi.",
    ],
)
def test_what_nobody_promises_is_not_planned(text):
    assert not {d for d in told(text) if d[1] == "planned"}


def test_the_day_of_the_promise_is_not_that_of_the_deed():
    text = "Kenya agreed on Monday to release 20 Somali prisoners."
    (deed,) = [e for e in entries(text, "event") if e["type"] == "RETREAT"]
    assert deed["date"]["start"] is None
    assert countries(deed["actor"]) == ["KEN"]


def test_an_accord_is_made_whatever_became_of_it():
    text = "An earlier accord between Chad and Libya, signed in Bicesse on May 31, 1991, was never carried out."
    assert ("SUPPORT", "happened") in told(text)


def test_an_accord_that_was_not_signed_was_not_made():
    text = "An earlier accord between Chad and Libya was never signed in Bicesse."
    assert ("SUPPORT", "happened") not in told(text)
