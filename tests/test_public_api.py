"""The public surface: `import communique` is light, `__all__` is complete, and every name of it says what it is."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique import errors, words

SOURCE = Path(communique.__file__)
PUBLIC = sorted(communique.__all__)


def _imported_for_checkers() -> set[str]:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("communique")
        for alias in node.names
    }


def test_all_holds_what_checkers_see_and_nothing_else():
    assert sorted({*_imported_for_checkers(), "__version__"}) == PUBLIC


def test_all_is_sorted_and_without_repeats():
    """Names in capitals first, then classes, then the rest, as the linter sorts them; here only that none repeats."""
    assert len(set(communique.__all__)) == len(communique.__all__)


def test_all_words_and_errors_are_public():
    assert set(words.__all__) | set(errors.__all__) <= set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_can_be_had(name):
    assert getattr(communique, name) is not None


@pytest.mark.parametrize("name", [n for n in PUBLIC if n not in ("__version__", "SCHEMA")])
def test_every_name_is_documented(name):
    thing = getattr(communique, name)
    text = thing.__doc__ or ""
    # a dataclass without a docstring gets its own signature as one
    assert text.strip(), name
    assert not text.startswith(f"{name}("), name
    assert inspect.isclass(thing) or inspect.isfunction(thing), name


@pytest.mark.parametrize("name", [n for n in PUBLIC if n not in ("__version__", "SCHEMA")])
def test_every_name_is_in_the_api_page(name):
    page = (SOURCE.parents[2] / "docs" / "python.md").read_text("utf-8")
    assert f"`{name}`" in page, f"docs/python.md does not name {name}"


@pytest.mark.parametrize("error", sorted(errors.__all__))
def test_every_error_has_the_one_root_and_says_when_it_is_raised(error):
    kind = getattr(errors, error)
    assert issubclass(kind, communique.CommuniqueError)
    assert error in (errors.__doc__ or "")
    assert error == "CommuniqueError" or "raised when" in kind.__doc__.lower()


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'communique' has no attribute 'dossiers'"):
        _ = communique.dossiers


def test_dir_shows_all():
    assert set(PUBLIC) <= set(dir(communique))


def test_the_package_says_that_it_is_typed():
    assert (SOURCE.parent / "py.typed").is_file()


_LIGHT = """
import sys
before = set(sys.modules)
import communique
print(" ".join(sorted({m.split(".")[0] for m in set(sys.modules) - before} - sys.stdlib_module_names)))
print(" ".join(sorted(set(sys.modules) & {"sqlite3", "asyncio", "multiprocessing", "xml"})))
"""


def test_import_is_light():
    """Nothing but the package's own modules comes along; how fast it is, `make bench` tells."""
    done = subprocess.run([sys.executable, "-c", _LIGHT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["communique", ""]


def test_reading_needs_no_language_model():
    program = (
        "import sys, communique as c\n"
        "article = c.read(c.Capture(b'Talks end\\n\\nThe talks between the two governments ended in Nairobi on Monday without an agreement.', 'a.txt'))\n"
        "print(article.headline, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["Talks", "end", "False"]
