"""Whom an article is about: two adversaries, or one state at war with itself."""

from __future__ import annotations

from tests.coding.texts import analyse

from communique.coding.scene import Scene


def sides(text: str) -> tuple[list[str], str | None]:
    scene = Scene(analyse(text))
    return [scene.side(a) for a in scene.pair], scene.home


def test_the_state_of_the_venue_is_no_adversary():
    text = (
        "South Sudan's president and his rival resumed talks in Addis Ababa, Ethiopia.\n\nSouth Sudan has been at war since December. "
        "South Sudan's army and its opponents met Ethiopia's prime minister. South Sudan's president left for Juba, South Sudan's capital."
        "\n\nSouth Sudan wants a deal. South Sudan's government said so. South Sudan's generals do not."
    )
    assert sides(text) == ([], "SSD")


def test_two_states_that_are_named_together_are_adversaries():
    text = (
        "Peru and Chile resumed talks in Quito.\n\nPeru has closed its ports. Peru's president spoke. Peru's army is on alert. "
        "Peru's fishermen are angry. Chile has not answered. Peru and Chile share a border. Peru's senate met."
    )
    assert set(sides(text)[0]) == {"PER", "CHL"}


def test_the_land_whose_rebels_fight_is_home_whoever_is_named_more():
    text = (
        "The Tajik opposition signed a truce in Moscow.\n\nRussia welcomed it. Russian officials spoke. The Tajik rebels were silent. "
        "Russian soldiers left. Russia will send aid. The opposition thanked Russia's envoy. The Tajik opposition and the rebels want peace."
        "\n\nThe rebels hold Garm."
    )
    assert sides(text)[1] == "TJK"
