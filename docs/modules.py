"""Writes docs/modules.md anew: every module with the first line of its docstring. Run: `python -m docs.modules`."""

from __future__ import annotations

import ast
from pathlib import Path

__all__ = ["LAYERS", "main", "modules_page"]

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src" / "communique"
PAGE = HERE / "modules.md"
LAYERS = (
    "words", "errors", "world", "cases", "captures", "reading", "annotation", "coding", "record", "pipeline", "dossier",
    "cli",
)  # fmt: skip
"""From left to right: a layer imports only layers that stand before it."""

INTRO = """\
# Every module, a line each

This page is generated from the modules' own docstrings (`make docs`). The layers stand in the order in which they may
import each other; [architecture.md](architecture.md) tells how they work together.
"""


def modules_page() -> str:
    """Return the text of docs/modules.md."""
    out = [INTRO]
    for layer in LAYERS:
        files = (
            [SOURCE / f"{layer}.py"] if (SOURCE / f"{layer}.py").is_file() else sorted((SOURCE / layer).rglob("*.py"))
        )
        rows = [f"| `{path.relative_to(SOURCE).as_posix()}` | {_first_line(path)} |" for path in files]
        out.append("\n".join([f"## {layer}\n", "| module | what it does |", "| --- | --- |", *rows, ""]))
    return "\n".join(out)


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(modules_page(), "utf-8")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
