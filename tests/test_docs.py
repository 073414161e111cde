"""The documentation holds: its examples run, its links lead somewhere, every page can be found from docs/index.md."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from communique.cases import load_case
from communique.cases.load import _ACTOR, _TOP
from communique.cli.main import cli
from communique.coding.lexicon import _KEYS, _frame, lexicon
from communique.coding.matching import find_matches
from communique.coding.scene import Scene
from communique.reading.tables import load_table

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_BLOCK = re.compile(r"^([ ]*)```(\w+)?(?: title=\"([^\"]+)\")?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b(event|round|position|commitment|tally|quotation)-[a-z2-7]{8,16}\b")


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def blocks_of(name):
    """Yield language, title and text of every fenced block, its indent taken off."""
    for indent, language, title, body in _BLOCK.findall(text_of(name)):
        yield language, title, "\n".join(line.removeprefix(indent) for line in body.splitlines())


# --- links --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_relative_links_lead_to_files(name):
    links = [
        link.partition("#")[0]
        for link in _LINK.findall(text_of(name))
        if "://" not in link and not link.startswith("#")
    ]
    broken = [link for link in links if link and not ((ROOT / name).parent / link).exists()]
    assert broken == []


def test_every_page_is_linked_from_the_index():
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in _LINK.findall(text_of("docs/index.md"))}
    pages = {path.resolve() for path in DOCS.rglob("*.md")} - {(DOCS / "index.md").resolve()}
    assert sorted(str(path.relative_to(ROOT)) for path in pages - linked) == []


def test_the_readme_leads_to_the_index():
    assert "docs/index.md" in _LINK.findall(text_of("README.md"))


@pytest.mark.parametrize("name", [*NAMES, "Makefile", "pyproject.toml", "NOTICE"])
def test_no_package_registry_host_is_named(name):
    hosts = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "npmjs" + ".org",
        "npmjs" + ".com",
        "anaconda" + ".org",
        "crates" + ".io",
    )
    assert [host for host in hosts if host in text_of(name).lower()] == []


# --- what pages say of the source ---------------------------------------------------------------------------------------------


def test_every_key_of_a_frame_is_documented():
    documented = set(re.findall(r"`([a-z_]+)`", text_of("docs/lexicon.md")))
    assert sorted(_KEYS - documented) == []


def test_the_lexicon_page_names_no_key_that_is_not_there():
    rows = re.findall(r"^\| `([a-z_]+)` \|.*\| .+ \|$", text_of("docs/lexicon.md"), re.MULTILINE)
    assert sorted(set(rows) - _KEYS - {"object", "dative"}) == []


def test_the_page_of_modules_lists_every_module():
    source = ROOT / "src" / "communique"
    modules = {p.relative_to(source).as_posix() for p in source.rglob("*.py")} - {"__init__.py", "__main__.py"}
    listed = set(re.findall(r"^\| `([^`]+\.py)` \|", text_of("docs/modules.md"), re.MULTILINE))
    assert sorted(modules ^ listed) == [], "run `make docs`"


def test_dependencies_are_all_explained():
    project = tomllib.loads(text_of("pyproject.toml"))
    page = text_of("docs/dependencies.md")
    wanted = [
        re.split(r"[<>=;\[ ]", need)[0]
        for need in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    ]
    assert [need for need in wanted if need not in page] == []


def test_the_measured_versions_are_those_of_the_constraints():
    page = text_of("docs/dependencies.md")
    pinned = dict(
        line.split("==")
        for line in text_of("requirements/constraints.txt").splitlines()
        if "==" in line and line[0] != "#"
    )
    rows = dict(re.findall(r"^\| ([a-z-]+) \| (\d[\d.]*) \|", page, re.MULTILINE))
    assert {name: version for name, version in rows.items() if name in pinned and pinned[name] != version} == {}


def test_the_pinned_hash_is_the_documented_one():
    digest = re.search(r"sha256:([0-9a-f]{64})", text_of("requirements/model.txt")).group(1)
    assert digest in text_of("docs/dependencies.md")


def test_the_page_of_evaluation_has_a_place_for_the_figures():
    page = text_of("docs/evaluation.md")
    assert page.count("<!-- figures -->") == page.count("<!-- /figures -->") == 1
    assert page.index("<!-- figures -->") < page.index("<!-- /figures -->")


def test_every_evaluation_is_explained():
    modules = {path.stem for path in (ROOT / "evals").glob("*.py")} - {"__init__", "__main__", "scoring"}
    page = text_of("docs/evaluation.md")
    assert sorted(name for name in modules if f"`{name}`" not in page) == []


def test_every_key_of_a_case_file_is_explained():
    page = text_of("docs/case.md")
    assert sorted(key for key in _TOP | _ACTOR if f"`{key}`" not in page) == []


def test_the_changelog_tells_of_this_version():
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert f"## {version}" in text_of("CHANGELOG.md")


# --- examples -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """An empty folder with the examples in it, as the pages presume."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    return tmp_path


WITH_PYTHON = [name for name in NAMES if any(language == "python" for language, _, _ in blocks_of(name))]
WITH_COMMANDS = [name for name in NAMES if any(language == "console" for language, _, _ in blocks_of(name))]
NEEDS_A_PAGE = ("page.html", "pages")
_SAVED = "Rivals meet\n\n13 April 2025\n\nIran and the United States held talks in Muscat on Saturday. They agreed to meet again on 19 April.\n"


@pytest.mark.parametrize("name", WITH_PYTHON)
def test_python_examples_run(name, workplace, capsys):
    """The blocks of a page run one after the other, as a reader would type them."""
    names = {"__name__": "example"}
    for language, _, body in blocks_of(name):
        if language == "python":
            exec(compile(body, name, "exec"), names)
    assert capsys.readouterr().err == ""


def _words(text):
    return {word.lower() for word in re.findall(r"[A-Za-z]{4,}", text)}


def _known_id(match, records):
    """Return an id of the same kind that is in the record: ids follow the words, and rules that read them may change."""
    found = CliRunner().invoke(cli, ["show", f"{match.group(1)}s".replace("tallys", "tallies"), "--json", *records])
    ids = _ID.findall(found.output) and [m.group(0) for m in _ID.finditer(found.output) if m.group(1) == match.group(1)]
    return ids[0] if ids else match.group(0)


def _commands(body):
    """Yield every command of a console block with the output that is shown below it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _run(command):
    """Run `communique ...` or `echo "..." | communique ...` in this process; None where it is another program's command."""
    given, _, last = command.rpartition(" | ")
    words = shlex.split(last or command)
    if words[0] != "communique":
        return None
    said = " ".join(shlex.split(given)[1:]) + "\n" if given else None
    line = " ".join(shlex.quote(_ID.sub(lambda m: _known_id(m, []), word)) for word in words[1:])
    return CliRunner().invoke(cli, shlex.split(line), input=said)


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_commands_run_and_say_about_what_is_shown(name, workplace):
    titles = [title for _, title, _ in blocks_of(name) if title]
    if not any(title.startswith("pages/") for title in titles):
        (workplace / "pages").mkdir()
        (workplace / "pages" / "one.txt").write_text(_SAVED, "utf-8")
        (workplace / "page.html").write_text(f"<h1>Rivals meet</h1><p>{_SAVED}</p>", "utf-8")
    for language, title, body in blocks_of(name):
        if title:
            (workplace / title).parent.mkdir(exist_ok=True)
            (workplace / title).write_text(f"{body}\n", "utf-8")
        if language != "console":
            continue
        for command, shown in _commands(body):
            done = _run(command)
            if done is None:
                continue
            assert done.exit_code in (0, 4), f"{command}: {done.output}"
            assert done.exit_code == 0 or "show" in command or "code" in command, command
            want, have = _words(shown), _words(done.output)
            assert len(want & have) >= 0.6 * len(want), f"{command}: missing {sorted(want - have)}"


def test_titled_case_files_can_be_loaded(tmp_path):
    shown = [body for name in NAMES for language, title, body in blocks_of(name) if language == "toml" and title]
    assert shown
    for body in shown:
        (tmp_path / "case.toml").write_text(body, "utf-8")
        assert load_case(tmp_path / "case.toml").parties


def _shown_frames():
    for name in NAMES:
        for language, _, body in blocks_of(name):
            if language == "toml" and "[[frame]]" in body:
                for row in tomllib.loads(body)["frame"]:
                    yield pytest.param(name, row, id=f"{name}-{row['id']}")


@pytest.mark.parametrize(("name", "row"), list(_shown_frames()))
def test_a_shown_frame_reads_its_example(name, row, monkeypatch):
    """A frame of a page is put into the lexicon; it must read its example and leave its counter-example."""
    from tests.coding.texts import analyse

    from communique.coding.lexicon import Lexicon

    frame, shipped = _frame(row, name), lexicon()
    verbs = {**shipped.verbs, **{verb: (frame, *shipped.verbs.get(verb, ())) for verb in frame.verbs}}
    monkeypatch.setattr(
        "communique.coding.matching.find.lexicon",
        lambda: Lexicon(shipped.frames, verbs, shipped.nouns, shipped.adjectives, shipped.adverbs, shipped.classes),
    )
    assert frame.id in [m.frame.id for m in find_matches(Scene(analyse(frame.example)))]
    assert frame.id not in [m.frame.id for m in find_matches(Scene(analyse(frame.counter)))]


def test_a_shown_publisher_has_the_keys_of_the_list():
    lines = [body for _, _, body in blocks_of("docs/contributing/publisher.md") if body.startswith("{name")]
    (row,) = tomllib.loads(f"publisher = [{lines[0]}]")["publisher"]
    assert set(row) <= {key for known in load_table("publishers")["publisher"] for key in known}


def test_every_command_is_on_some_page():
    shown = "\n".join(text_of(name) for name in ("README.md", "docs/first-half-hour.md"))
    commands = cli.list_commands(click.Context(cli))
    assert [c for c in commands if f"communique {c}" not in shown and c != "completion"] == []
