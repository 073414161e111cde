"""Captures that nobody can read well (examples/bad) end in findings, problems or failures: never in an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import Capture, iter_captures, read

BAD = Path(__file__).parents[1] / "examples" / "bad"
FILES = sorted(path.name for path in BAD.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_or_reported(name):
    items = list(iter_captures([BAD / name]))
    assert items, "a file that gives nothing must at least give a problem"
    for item in items:
        if isinstance(item, Capture):
            article = read(item)
            assert article.text or article.findings
        else:
            assert item.reason
            assert item.next_step


def test_every_bad_file_is_explained():
    text = (BAD / "README.md").read_text("utf-8")
    assert [name for name in FILES if f"`{name}`" not in text] == []
