"""Which figures an analyst keeps, how exact they are, and who claims them."""

from __future__ import annotations

import pytest
from tests.coding.texts import entries

KEPT = [
    ("At least 14 people were killed in the market.", 14, "at least", None),
    ("Some 3,000 villagers fled to Chad.", 3000, "about", None),
    ("Nearly 60,000 have been driven from their homes.", 60000, "nearly", None),
    ("More than 900 have died since the war began.", 900, "more than", None),
    ("Seven people were wounded, the hospital said.", 7, "exact", None),
    ("Peru freed 31 prisoners on Monday.", 31, "exact", None),
    ("Ecuador handed over the bodies of four soldiers.", 4, "exact", None),
    ("Kenya sent 600 troops to the border.", 600, "exact", None),
    ("Norway pledged 40 million dollars for the mission.", 40_000_000, "exact", None),
    ("The war cost the country $3 billion.", 3_000_000_000, "exact", None),
    ("Some 120 drones were fired at the port.", 120, "about", None),
    ("The rebels hold about 85 hostages, according to the Colombian army.", 85, "about", "army"),
    ("The Red Cross said 52 detainees had been moved.", 52, "exact", "Red Cross"),
    ("The Armenian defence ministry put the number of dead at 210.", 210, "exact", "ministry"),
    ("The United Nations says 2 million people need food.", 2_000_000, "exact", "United Nations"),
    ("Ethiopia has moved six divisions toward the border.", 6, "exact", None),
    ("Peacekeepers have left 12 of their 30 posts.", 12, "exact", None),
    ("Peacekeepers have left 12 of their 30 posts.", 30, "exact", None),
    ("In the war 700 people died in Chad and 95 in Sudan.", 95, "exact", None),
    ("Israel freed five Lebanese in exchange for the bodies.", 5, "exact", None),
    ("The parliament approved the treaty by 80 votes to 12.", 80, "exact", None),
    ("The parliament approved the treaty by 80 votes to 12.", 12, "exact", None),
    ("The army buried 40 men, 11 of them officers.", 11, "exact", None),
    ("The convoy brought 300 tonnes of flour.", 300, "exact", None),
    ("Two of the nine Iranians have arrived in Oman.", 2, "exact", None),
    ("The gunmen released two relatives of the mayor.", 2, "exact", None),
    ("The pirates killed 13 of her crew.", 13, "exact", None),
    ("Gunmen killed 23 worshippers at a mosque.", 23, "exact", None),
    ("India recorded 800 violations of the truce.", 800, "exact", None),
    ("The sides fought for a strip of 40 square kilometres.", 40, "exact", None),
    ("Kenya moved three of the prisoners to a hotel.", 3, "exact", None),
    ("Venezuela has deported 2,100 migrants.", 2100, "exact", None),
]  # fmt: skip
DROPPED = [
    "Chinese duties will come down to 30% from 125%.",
    "Bookings had dropped by 45% in April.",
    "The talks lasted four hours.",
    "The 15-member council met on Monday.",
    "Both sides named three working groups.",
    "Dozens of people were hurt.",
    "Several hundred foreigners waited at the airport.",
    "Two others stayed behind.",
    "Thousands of mourners lined the road.",
    "The treaty has 42 articles.",
    "Inflation reached 14 percent in May.",
    "The uranium was enriched to 60 percent.",
]


@pytest.mark.parametrize(("text", "value", "qualifier", "source"), KEPT)
def test_a_figure_is_kept(text, value, qualifier, source):
    found = {t["value"]: (t["qualifier"], (t["source"] or {}).get("name")) for t in entries(text, "tally")}
    assert value in found, found
    assert found[value][0] == qualifier
    assert source is None or source.lower() in (found[value][1] or "").lower()


@pytest.mark.parametrize("text", DROPPED)
def test_a_figure_that_nobody_keeps_is_left_out(text):
    assert entries(text, "tally") == []
