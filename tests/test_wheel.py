"""The wheel holds every module and data file of the package, the licence and the notice, and nothing else."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "communique"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LARGEST = 12_000_000
"""Bytes of the wheel; the table of places is most of it."""


def _package_files() -> set[str]:
    return {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout")
def test_no_file_of_the_package_is_ignored_by_git():
    """The build leaves out what git ignores, so an ignored data file would be missing only after installation."""
    names = "\n".join(sorted(f"src/{name}" for name in _package_files()))
    done = subprocess.run(
        ["git", "check-ignore", "--stdin"], cwd=ROOT, input=names, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""


def test_every_data_file_of_the_package_is_of_a_known_sort():
    """A new sort of file is a thing to decide on, not to slip in."""
    assert {Path(name).suffix for name in _package_files()} == {".py", ".toml", ".bin", ".css", ".tsv", ".typed"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the build backend is not installed; get it with: python -m pip install hatchling")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=120,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_is_pure_and_named_by_its_version(wheel):
    assert wheel.name == f"communique-{PROJECT['version']}-py3-none-any.whl"
    assert wheel.stat().st_size < LARGEST


def test_the_wheel_holds_the_package_the_licence_and_nothing_else(wheel):
    about = f"communique-{PROJECT['version']}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = _package_files() | {
        f"{about}/{name}"
        for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")
    }
    assert sorted(names - expected) == []
    assert sorted(expected - names) == []


def test_the_files_in_the_wheel_are_those_of_the_tree(wheel):
    with zipfile.ZipFile(wheel) as archive:
        differing = [
            name
            for name in archive.namelist()
            if name.startswith("communique/") and archive.read(name) != (PACKAGE.parent / name).read_bytes()
        ]
    assert differing == []


def test_the_metadata_tell_licence_version_and_needs(wheel):
    about = f"communique-{PROJECT['version']}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(f"{about}/METADATA").decode("utf-8"))
        entry_points = archive.read(f"{about}/entry_points.txt").decode("utf-8")
    assert metadata["License-Expression"] == PROJECT["license"]
    assert metadata["Version"] == PROJECT["version"]
    assert len(metadata.get_all("Requires-Dist")) == len(PROJECT["dependencies"])
    assert "communique = communique.cli.main:main" in entry_points
