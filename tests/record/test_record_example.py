"""The sources of the example case: copies of one agency text are one source, the rest stand alone."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from tests.record.built_by_hand import RUN

from communique.captures import iter_captures
from communique.reading import read
from communique.record import open_record
from communique.words import Capture

CASE = Path(__file__).parents[2] / "examples" / "istanbul-abu-dhabi-geneva"


@pytest.mark.skipif(not CASE.is_dir(), reason="the example is not part of every distribution")
def test_the_sources_of_the_example_are_told_apart(tmp_path):
    gold = json.loads((CASE / "gold" / "articles.json").read_text("utf-8"))["articles"]
    expected = defaultdict(set)
    for article in gold:
        expected[article["group"]].add(article["file"].split("#")[0])
    names = {}
    with open_record(tmp_path / "r", create=True) as record:
        for capture in iter_captures([str(CASE / "captures")]):
            if isinstance(capture, Capture):
                record.keep(capture, read(capture), (), run=RUN)
                names[capture.id] = Path(capture.source.split("#")[0]).name
        found = [{names[c] for c in group.captures} for group in record.sources()]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected.values()))
