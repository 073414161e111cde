"""What a party wants, refuses, offers, accepts or makes a condition, in the many ways in which news says so."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse, entries

from communique.coding.lexicon import table
from communique.coding.positions.issues import issue_of
from communique.coding.positions.stances import find_stances
from communique.coding.scene import Scene

SAID = [
    # wanting
    ("Armenia wants its captured soldiers freed before it goes back to the talks.", "ARM", "demands", "prisoners"),
    ("Chad wants Sudan to close the training camps along the frontier.", "TCD", "demands", "territory"),
    ("Kenya wants a timetable for the departure of the Somali units.", "KEN", "demands", "territory"),
    ("Serbia insists on the return of its police to the northern towns.", "SRB", "demands", None),
    ("Peru insists that Ecuador pull its patrols out of the upper valley.", "PER", "demands", "territory"),
    ("Georgia demanded that the observers be let into both villages.", "GEO", "demands", "monitoring"),
    ("Eritrean officials have long held that the border ruling must be carried out in full.", "ERI", "demands", "territory"),
    ("Cyprus is seeking the lifting of the Turkish embargo on its ships.", "CYP", "demands", "sanctions"),
    ("Norway favours a longer truce in Sri Lanka.", "NOR", "demands", "ceasefire"),
    ("Rwanda is pressing for the disarmament of the Congolese militias.", "RWA", "demands", "security_guarantees"),
    ("The Moroccan foreign minister said Algeria must open the crossing to aid convoys.", "MAR", "demands", "humanitarian_access"),
    ("The Nepalese prime minister said the detained rebels should be released.", "NPL", "demands", "prisoners"),
    ("The Bolivian president said any accord had to include a corridor to the sea.", "BOL", "demands", "territory"),
    ("Sudan's envoy appealed to Ethiopia to let aid convoys through.", "SDN", "demands", "humanitarian_access"),
    ("Ghana called for the accord to be carried out without delay.", "GHA", "demands", "implementation"),
    ("Finland called on both armies to stop shelling the town.", "FIN", "demands", "ceasefire"),
    ("Egypt ordered the Libyan gunmen to lay down their arms.", "EGY", "demands", "security_guarantees"),
    ("Kosovo called the Serbian withdrawal non-negotiable.", "KOS", "demands", "territory"),
    ("Thailand described the release of its soldiers as non-negotiable.", "THA", "demands", "prisoners"),
    ("For Azerbaijan, the return of the enclaves is a red line.", "AZE", "demands", "territory"),
    ("Libya is being pressed by Italy to free the fishermen.", "ITA", "demands", "prisoners"),
    ("Colombia has one demand of Venezuela: that it hand over the captives.", "COL", "demands", "prisoners"),
    ("Mali would not accept less than a full withdrawal.", "MLI", "demands", "territory"),
    # refusing
    ("Eritrea refuses to discuss the border ruling.", "ERI", "rejects", "territory"),
    ("Armenia ruled out a land corridor.", "ARM", "rejects", "territory"),
    ("Kenya opposes an arms embargo on Somalia.", "KEN", "rejects", "sanctions"),
    ("Pakistan does not want foreign observers on the frontier.", "PAK", "rejects", "monitoring"),
    ("Ethiopia first hailed the border ruling and then rejected it.", "ETH", "rejects", "territory"),
    ("The Serbian president said he would never recognise the province.", "SRB", "rejects", "recognition"),
    ("Burundi's foreign minister said his country would accept no foreign troops.", "BDI", "rejects", "peacekeepers"),
    ("Bolivia said the sale of its gas was out of the question.", "BOL", "rejects", "energy"),
    ("Mozambique insists that its army will not leave the province.", "MOZ", "rejects", "territory"),
    ("Georgia called the Russian draft treaty unacceptable.", "GEO", "rejects", "implementation"),
    ("Nicaragua dismissed the Honduran proposal for a joint patrol.", "NIC", "rejects", None),
    ("Guyana turned down the Venezuelan offer of a joint oil company.", "GUY", "rejects", "energy"),
    ("Cambodia balked at the demand for a demarcation of the border.", "KHM", "rejects", "territory"),
    ("Uganda is against an amnesty for the rebels.", "UGA", "rejects", "political_status"),
    ("Moldova holds that no change of the constitution will be tolerated.", "MDA", "rejects", "political_status"),
    ("Sudan is not prepared to release the detainees.", "SDN", "rejects", "prisoners"),
    ("Armenia has no intention of ceding the enclaves.", "ARM", "rejects", "territory"),
    # accepting
    ("Nepal is committed to the truce, its foreign minister said.", "NPL", "accepts", "ceasefire"),
    ("Chad's foreign ministry said it was fully committed to the ceasefire.", "TCD", "accepts", "ceasefire"),
    ("Liberia stood by the ceasefire, its government said.", "LBR", "accepts", "ceasefire"),
    ("Peru accepted the ruling on the border in principle.", "PER", "accepts", "territory"),
    ("The Kenyan cabinet approved the exchange of prisoners.", "KEN", "accepts", "prisoners"),
    ("Jordan consented to the deployment of observers.", "JOR", "accepts", "monitoring"),
    ("Tajikistan endorsed the Kyrgyz proposal for a prisoner swap.", "TJK", "accepts", "prisoners"),
    # offering
    ("Oman is ready to host the next round.", "OMN", "offers", "sequence"),
    ("Turkey offered to pay for the reconstruction of the town.", "TUR", "offers", "reparations"),
    ("Uganda has said it stands ready to send peacekeepers.", "UGA", "offers", "peacekeepers"),
    ("Serbia is prepared to discuss the status of the northern towns.", "SRB", "offers", "political_status"),
    ("Qatar is willing to take in the wounded detainees.", "QAT", "offers", "prisoners"),
    ("Benin's president said his country was open to an exchange of prisoners.", "BEN", "offers", "prisoners"),
    ("Iceland pledged 20 million dollars for humanitarian aid in Sudan.", "ISL", "offers", "humanitarian_access"),
    # conditions
    ("Armenia will not sign the treaty until its prisoners are home.", "ARM", "conditions", "prisoners"),
    ("Pakistan maintains that there can be no normal relations until the border is open.", "PAK", "conditions", "territory"),
    ("Chad said it would pull back only if Sudan disbanded the militias.", "TCD", "conditions", "security_guarantees"),
    ("Georgia will return to the talks only once the shelling stops.", "GEO", "conditions", "ceasefire"),
    ("Kenya refused to reopen the border unless Somalia handed over the gunmen.", "KEN", "conditions", None),
    ("The Libyan government offered to free the captives in exchange for an end to the embargo.", "LBY", "conditions", None),
    ("Serbia made its return to the talks conditional on the release of the mayors.", "SRB", "conditions", "prisoners"),
    ("Guinea is offering to lift the blockade, provided Senegal expels the rebels.", "GIN", "conditions", None),
    ("The Yemeni foreign minister said the airport would reopen once the siege was lifted.", "YEM", "conditions", None),
    ("Thailand set three conditions for a truce with Cambodia.", "THA", "demands", "ceasefire"),
]  # fmt: skip
SILENT = [
    "Chadian officials wanted a word with the press after lunch.",
    "Kenya rejected accusations that it had armed the militia.",
    "The Peruvian team accepted the cup from the president.",
    "Armenia's envoy is ready for a holiday.",
    "The Serbian delegation said it hoped for progress.",
    "Doctors want patients to drink more water.",
    "Oman has not said whether it would host the next round.",
    "The ship would not leave until the storm had passed.",
]


@pytest.mark.parametrize(("text", "party", "stance", "issue"), SAID)
def test_a_stance_is_kept_with_its_party_and_issue(text, party, stance, issue):
    found = [(p["party"]["country"], p["stance"], p["issue"]) for p in entries(text, "position")]
    assert any((p, s) == (party, stance) and issue in (None, i) for p, s, i in found), found


@pytest.mark.parametrize("text", SILENT)
def test_no_stance_is_read_into_other_words(text):
    assert entries(text, "position") == []


@pytest.mark.parametrize("name", sorted(table("issues.toml")["issues"]))
def test_an_issue_is_told_by_its_words(name):
    scene = Scene(analyse(table("issues.toml")["issues"][name]["example"]))
    assert issue_of(scene, list(range(len(scene.tokens)))) == name


ROWS = {row["id"]: row for row in table("stances.toml")["stance"]}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_reads_its_example_and_leaves_its_counter_example_alone(name):
    row = ROWS[name]
    rules = [{s.rule for s in find_stances(Scene(analyse(row[key])))} for key in ("example", "counter")]
    assert [f"stance.{name}" in r for r in rules] == [True, False]


def test_the_same_stance_told_twice_is_one():
    text = "Armenia wants its prisoners freed. On Monday Yerevan again demanded the release of its prisoners."
    assert [(p["stance"], p["issue"]) for p in entries(text, "position")] == [("demands", "prisoners")]


def test_demands_on_two_issues_are_two():
    text = "Armenia wants its prisoners freed. It also wants the sanctions lifted."
    assert [(p["stance"], p["issue"]) for p in entries(text, "position")] == [
        ("demands", "prisoners"),
        ("demands", "sanctions"),
    ]
