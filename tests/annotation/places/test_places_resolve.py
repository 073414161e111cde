"""Names are resolved together: prior, container, context and nearness, in time that grows with their number."""

from __future__ import annotations

import math

import communique.annotation.places.resolve as module
from communique.annotation.places.meanings import Meaning, meanings_of
from communique.annotation.places.resolve import Naming, distance_km, resolve


def naming(name, at=0, **more):
    return Naming(at, name, meanings_of(name), **more)


def test_distance_is_great_circle():
    kyiv, moscow = (next(m for m in meanings_of(n) if m.kind == "capital") for n in ("Kyiv", "Moscow"))
    assert 750 < distance_km(kyiv, moscow) < 760
    assert math.inf == distance_km(kyiv, Meaning("area", "x", None, None, None, "area", 1.0))


def test_names_of_no_table_stay_open():
    assert [None] == resolve([Naming(0, "x", ())], None)


def test_the_publisher_tips_even_scales():
    springs = {home: resolve([naming("Richmond")], home)[0] for home in ("GBR", "CAN")}
    assert "CAN" == springs["CAN"].country


def test_a_name_does_not_support_itself():
    many = [naming("Edmonton", at=i) for i in range(20)] + [naming("Enfield", 30), naming("United Kingdom", 40)]
    once = [naming("Edmonton"), naming("Enfield", 30), naming("United Kingdom", 40)]
    assert resolve(once, "GBR")[0] == resolve(many, "GBR")[0]


def test_work_grows_with_the_names(monkeypatch):
    towns = ["Springfield", "Franklin", "Clinton", "Madison", "Salem", "Georgetown", "Fairview", "Washington"]

    def cost(n):
        looks = []
        monkeypatch.setattr(module, "distance_km", lambda a, b: looks.append(1) or distance_km(a, b))
        resolve([Naming(i, f"{towns[i % 8]}{i}", meanings_of(towns[i % 8])) for i in range(n)], None)
        return len(looks)

    assert cost(400) < 6 * cost(100)
