"""The list of known actors: every line dated and whole, and no state of the United Nations without its head."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from communique import world

ORGANISED = {"UNO", "IGO", "EUR", "NGO", "ISM"}
HEADS = ("president", "prime minister", "premier", "chancellor", "king", "emir", "sultan", "leader", "taoiseach", "pope",
         "chief adviser", "junta", "head of", "prince", "chief executive")  # fmt: skip
PEOPLE = [a for a in world.known_actors() if a.type == "person"]


def test_each_office_holder_has_an_office_a_state_and_sane_days():
    for actor in PEOPLE:
        assert actor.role, actor.id
        assert actor.country in ORGANISED or world.country(actor.country), actor.id
        days = [date.fromisoformat(day) for day in (actor.since, actor.until) if day is not None]
        assert days == sorted(days), actor.id
        assert all(day <= date(2025, 11, 30) for day in days), actor.id


def test_no_name_means_two_persons_at_one_time():
    owners = defaultdict(list)
    for actor in PEOPLE:
        for name in dict.fromkeys(actor.names):
            owners[name].append(actor.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    "code",
    ["AFG", "AGO", "ALB", "ARG", "ARM", "AUT", "AZE", "BDI", "BEL", "BEN", "BFA", "BGR", "BHR", "BIH", "BLR", "BOL", "BRA", "BWA", "CAF",
     "CAN", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG", "COL", "COM", "CRI", "CUB", "CYP", "CZE", "DEU", "DJI", "DNK", "DOM", "DZA",
     "ECU", "EGY", "ERI", "ESP", "EST", "ETH", "FIN", "FJI", "FRA", "GAB", "GBR", "GEO", "GHA", "GIN", "GMB", "GNB", "GNQ", "GRC", "GTM",
     "GUY", "HND", "HRV", "HTI", "HUN", "IDN", "IND", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA", "JAM", "JOR", "JPN", "KAZ", "KEN", "KGZ",
     "KHM", "KOR", "KOS", "KWT", "LAO", "LBN", "LBR", "LBY", "LKA", "LSO", "LTU", "LUX", "LVA", "MAR", "MDA", "MDG", "MDV", "MEX", "MKD",
     "MLI", "MLT", "MMR", "MNE", "MNG", "MOZ", "MRT", "MUS", "MWI", "MYS", "NAM", "NER", "NGA", "NIC", "NLD", "NOR", "NPL", "NZL", "OMN",
     "PAK", "PAN", "PER", "PHL", "PNG", "POL", "PRK", "PRT", "PRY", "PSE", "QAT", "ROU", "RUS", "RWA", "SAU", "SDN", "SEN", "SGP", "SLB",
     "SLE", "SLV", "SOM", "SRB", "SSD", "SUR", "SVK", "SVN", "SWE", "SWZ", "SYC", "SYR", "TCD", "TGO", "THA", "TJK", "TKM", "TLS", "TTO",
     "TUN", "TUR", "TWN", "TZA", "UGA", "UKR", "URY", "USA", "UZB", "VAT", "VEN", "VNM", "YEM", "ZAF", "ZMB", "ZWE"],
)  # fmt: skip
def test_a_state_has_its_head_on_the_day_of_the_list(code):
    serving = [a.role.lower() for a in PEOPLE if a.country == code and a.holds_role_on("2025-11-15")]
    assert any(head in role for role in serving for head in HEADS)
