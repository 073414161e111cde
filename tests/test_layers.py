"""A layer imports only the layers to its left; the tree is read, not run, so that imports inside functions count too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "communique"
ORDER = (
    "words",
    "errors",
    "world",
    "cases",
    "captures",
    "reading",
    "annotation",
    "coding",
    "record",
    "pipeline",
    "dossier",
    "cli",
)
AT_THE_DOOR = ("__init__", "__main__")
"""The public surface and `python -m communique` may import every layer."""

NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp")
CLOCK_AND_CHANCE = ("random", "secrets", "uuid", "time")
PURE = ("words", "errors", "world", "cases", "reading", "annotation", "coding")


def _modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"), key=lambda path: path.relative_to(ROOT).as_posix())


def _layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(text: str) -> list[str]:
    """Return what a module imports, as dotted names; `from communique import x` as communique.x."""
    out = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            out += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            module = node.module or ""
            out += [f"communique.{a.name}" for a in node.names] if module == "communique" else [module]
    return out


def _wrong(layer: str, imported: list[str]) -> list[str]:
    own = [name.split(".")[1] for name in imported if name.startswith("communique.")]
    return sorted({other for other in own if other != layer and ORDER.index(other) >= ORDER.index(layer)})


def test_every_module_belongs_to_a_layer():
    assert sorted({_layer(path) for path in _modules()} - set(AT_THE_DOOR)) == sorted(ORDER)


@pytest.mark.parametrize(
    "path", [p for p in _modules() if _layer(p) not in AT_THE_DOOR], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_layer_imports_only_layers_to_its_left(path):
    assert _wrong(_layer(path), _imports(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_touches_the_network(path):
    imported = _imports(path.read_text("utf-8"))
    assert [n for n in imported if any(n == bad or n.startswith(f"{bad}.") for bad in NETWORK)] == []


@pytest.mark.parametrize("path", [p for p in _modules() if _layer(p) in PURE], ids=lambda p: str(p.relative_to(ROOT)))
def test_the_pure_layers_know_neither_clock_nor_chance(path):
    text = path.read_text("utf-8")
    assert [n for n in _imports(text) if n in CLOCK_AND_CHANCE] == []
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert sorted(called & {"now", "today", "utcnow"}) == []


def test_the_check_sees_a_layer_that_looks_right():
    assert _wrong("reading", _imports("def f():\n    from communique.record import Record\n")) == ["record"]
    assert _wrong("record", _imports("from communique import cli\n")) == ["cli"]
    assert _wrong("coding", _imports("from communique.words import Case\nimport json\n")) == []
