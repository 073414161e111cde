"""Third parties of agreements and talks: from the words beside them, and from what the article says of its mediators."""

from __future__ import annotations

import pytest
from tests.coding.texts import entries

WAR = "Chad and Libya have fought over the strip for years. Chad wants it back and Libya keeps it.\n\n"


def third(text: str, kind: str) -> set[tuple[str | None, str]]:
    return {(t["actor"].get("country"), t["role"]) for e in entries(text, kind) for t in e.get("third_party") or ()}


@pytest.mark.parametrize(
    "text",
    [
        "Under Kenyan mediation Chad and Libya signed a peace agreement in Nairobi on Friday.",
        "Chad and Libya signed a peace agreement, brokered by Kenya, on Friday.",
        "Chad and Libya signed a Kenyan-brokered peace agreement on Friday.",
        "Chad and Libya signed a peace agreement on Friday.\n\nKenya, which mediates, said that it was pleased.",
    ],
)
def test_who_brought_an_agreement_about(text):
    assert ("KEN", "mediator") in third(WAR + text, "event")


@pytest.mark.parametrize(
    "text",
    [
        "Envoys of Chad and Libya held talks in Geneva on Friday through Omani intermediaries.",
        "Envoys of Chad and Libya held talks in Geneva on Friday with Omani mediation.",
        "Omani officials carried messages between Chad and Libya on Friday.",
    ],
)
def test_who_goes_between(text):
    assert ("OMN", "mediator") in third(WAR + text, "event")


def test_in_the_presence_of():
    text = "Chad and Libya signed a peace agreement on Friday in the presence of the Kenyan president."
    assert ("KEN", "observer") in third(WAR + text, "event")


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Libya signed a peace agreement on Friday. Kenya offered to mediate in Sudan.",
        "Chad and Libya signed a peace agreement on Friday. Kenya welcomed it.",
    ],
)
def test_who_only_offers_or_welcomes_is_none(text):
    assert ("KEN", "mediator") not in third(WAR + text, "event")
