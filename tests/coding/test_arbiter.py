"""The arbiter judges by weights that are data; what it is shown does not depend on anything but the article."""

from __future__ import annotations

import pytest
from tests.coding.texts import analyse

from communique.coding.events import arbiter
from communique.coding.events import find as events
from communique.coding.matching import find_matches
from communique.coding.rounds.sessions import find_sessions
from communique.coding.scene import Scene
from communique.errors import DataError

TEXT = "Turkey recalled its ambassador from Syria on Monday. Russian troops shelled Kharkiv, Ukraine said."


def drafts():
    scene = Scene(analyse(TEXT))
    matches = find_matches(scene)
    return scene, list(events.propose(scene, matches, find_sessions(scene, matches)))


def test_clear_deeds_are_events():
    scene, found = drafts()
    kept = {d.type for d in found if arbiter.is_event(scene, d)}
    assert {"SANCTION", "ASSAULT"} <= kept


def test_the_features_of_a_draft_are_the_same_each_time():
    scene, found = drafts()
    again, same = drafts()
    assert [arbiter.features_of(scene, d) for d in found] == [arbiter.features_of(again, d) for d in same]


def test_weights_decide(monkeypatch):
    scene, found = drafts()
    monkeypatch.setattr(arbiter, "_weights", lambda: ({"bias": -1}, {"worth": 0, "weak": 0}))
    assert [arbiter.is_event(scene, d) for d in found] == [False] * len(found)


def test_a_broken_weight_is_named(monkeypatch, tmp_path):
    (tmp_path / "arbiter.tsv").write_text("bias\tmuch\n", "utf-8")
    monkeypatch.setattr(arbiter.resources, "files", lambda _: tmp_path)
    arbiter._weights.cache_clear()
    try:
        with pytest.raises(DataError, match="line 1"):
            arbiter._weights()
    finally:
        arbiter._weights.cache_clear()
