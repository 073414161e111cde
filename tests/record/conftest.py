"""A record of its own for every test."""

from __future__ import annotations

import pytest

from communique.record import open_record


@pytest.fixture
def record(tmp_path):
    """Return an empty record."""
    with open_record(tmp_path / "case.communique", create=True) as record:
        yield record
