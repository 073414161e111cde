"""annotate gives the same analysis whatever was read before, in whatever order, and in whatever process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from communique.annotation import annotate
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.reading import read
from communique.words import Capture

ARTICLES = Path(__file__).parents[2] / "evals" / "articles"
NAMES = ["01-sudan-jeddah.txt", "02-drc-m23-doha.txt", "05-gaza-doha-cabinet.txt", "06-yemen-sanaa-omani-channel.txt"]

SCRIPT = """
import hashlib, sys
from pathlib import Path
from communique.annotation import annotate
from communique.reading import read
from communique.words import Capture
for name in sys.argv[1:]:
    path = Path(name)
    print(path.name, hashlib.sha256(repr(annotate(read(Capture(path.read_bytes(), path.name)))).encode()).hexdigest())
"""


def article(name):
    return read(Capture((ARTICLES / name).read_bytes(), name))


def digest(analysis):
    return hashlib.sha256(repr(analysis).encode()).hexdigest()


@pytest.fixture(scope="module")
def alone():
    """The digest of each article's analysis, each read in a process of its own with its own order of hashes."""
    found = {}
    for number, name in enumerate(NAMES):
        env = {**os.environ, "PYTHONHASHSEED": str(number + 1)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(ARTICLES / name)], env=env, capture_output=True, text=True, check=True
        )
        found.update([done.stdout.split()])
    return found


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1], [*NAMES[2:], *NAMES[:2], NAMES[2]]])
def test_the_order_of_articles_changes_nothing(alone, order):
    assert [digest(annotate(article(name))) for name in order] == [alone[name] for name in order]


def test_reading_hostile_articles_before_changes_nothing(alone):
    annotate(read(Capture(b"Zelensky Zelensky " * 400 + b".\n\nGoma, Goma and Jeddah said no.\n", "noise.txt")))
    assert digest(annotate(article(NAMES[0]))) == alone[NAMES[0]]


def test_the_batch_size_changes_nothing(alone, monkeypatch):
    nlp, _ = load_model()
    one = article(NAMES[1])
    assert one.text
    expected = parse(one, nlp)
    pipe = type(nlp).pipe
    for size in (1, 7, 512):
        monkeypatch.setattr(
            type(nlp), "pipe", lambda self, texts, size=size, **more: pipe(self, texts, **{**more, "batch_size": size})
        )
        assert parse(one, nlp) == expected
        assert digest(annotate(one)) == alone[NAMES[1]]
