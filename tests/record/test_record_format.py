"""docs/record-format.md documents every key of every kind, and its examples are what the code writes."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from communique.record.merging.members import ENTRY_KINDS
from communique.words import SCHEMA, entries

PAGE = (Path(__file__).parents[2] / "docs" / "record-format.md").read_text("utf-8")
KINDS = {
    shape.kind: shape
    for shape in vars(entries).values()
    if isinstance(shape, type) and issubclass(shape, entries.Entry) and shape is not entries.Entry
}
RECORD_KEYS = {"members", "sources", "variants", "followed", "reasons", "review", "provenance", "joined"}


def section(kind):
    found = re.search(rf"^### {kind}\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/record-format.md has no section on {kind}"
    return found[1]


def keys_of(shape):
    return [f.name.rstrip("_") for f in dataclasses.fields(shape) if f.name not in {"id", "evidence"}]


def documented(text):
    return re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `")))


def test_the_record_knows_every_kind():
    assert sorted(ENTRY_KINDS) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_of_every_kind_is_documented(kind):
    assert sorted(documented(section(kind))) == sorted(keys_of(KINDS[kind]))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_an_example_of_its_shape(kind):
    (example,) = re.findall(r"```json\n(.*?)```", section(kind), re.DOTALL)
    body = json.loads(example)
    assert list(body) == ["schema", "kind", "id", *keys_of(KINDS[kind]), "evidence"]
    assert (body["schema"], body["kind"]) == (SCHEMA, kind)


@pytest.mark.parametrize(
    "shape", [entries.Evidence, entries.Date, entries.ActorRef, entries.Place, entries.Attribution, entries.ThirdParty]
)
def test_every_key_of_the_shared_shapes_is_documented(shape):
    shared = PAGE.split("## Shared shapes")[1].split("## Kinds")[0]
    for key in (f.name.rstrip("_") for f in dataclasses.fields(shape)):
        assert f"`{key}`" in shared


def test_every_status_is_documented():
    for status in get_args(entries.Status):
        assert re.search(rf"\b{status}\b", PAGE), status


def test_the_keys_that_a_record_adds_are_documented():
    added = PAGE.split("## What a record adds")[1]
    assert set(documented(added.split("###")[0])) == RECORD_KEYS
    merged = json.loads(re.findall(r"```json\n(.*?)```", added, re.DOTALL)[-1])
    plain = {"schema", "kind", "id", "evidence", *keys_of(KINDS["round"])}
    assert set(merged) - plain <= RECORD_KEYS
    assert len(merged["members"]) == merged["sources"] == 2
