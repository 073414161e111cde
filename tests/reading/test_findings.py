"""docs/findings.md names every finding that the reader can make, and no other."""

import ast
import re
from pathlib import Path

import communique.reading
from communique.reading import titles

ROOT = Path(__file__).parents[2]
READING = Path(communique.reading.__path__[0])
MAKERS = {"Finding", "_no_article", "finding", "_finding"}


def codes_in_source():
    """Return the first argument of every call that makes a finding."""
    found = {}
    for path in sorted(READING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                code = next((k.value for k in node.keywords if k.arg == "code"), node.args[0] if node.args else None)
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.setdefault(code.value, path.name)
    return found


def table():
    lines = (ROOT / "docs" / "findings.md").read_text("utf-8").split("\n")
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def test_the_table_is_complete():
    documented = [row[0].strip("`") for row in table()]
    assert sorted(set(documented)) == documented
    assert set(codes_in_source()) <= set(documented), set(codes_in_source()) - set(documented)
    assert set(documented) <= set(codes_in_source()), set(documented) - set(codes_in_source())


def stated_in_source():
    """Return code, severity and effect of every finding whose call spells all three out."""
    for path in sorted(READING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                values = [a.value if isinstance(a, ast.Constant) else None for a in node.args[:4]]
                if len(values) == 4 and values[0] and values[1] and values[3]:
                    yield values[0], values[1], values[3]


def test_severity_and_effect_are_those_of_the_source():
    rows = {row[0].strip("`"): row for row in table()}
    stated = sorted(set(stated_in_source()))
    assert len(stated) >= 15
    for code, severity, effect in stated:
        assert severity in rows[code][1].split(", "), code
        assert effect in rows[code][2].split(", "), code


def test_every_row_is_whole():
    for row in table():
        assert len(row) == 4
        assert set(row[1].split(", ")) <= {"info", "warning", "error"}
        assert set(row[2].split(", ")) <= {"dropped", "repaired", "reported"}
        assert len(row[3]) > 20
        assert re.fullmatch(r"`[a-z_]+`", row[0])


def test_an_injected_title_is_a_finding_about_the_headline():
    finding = titles.injected_title("slots", "a list of search words", 0, 5)
    assert (
        finding.code,
        finding.severity,
        finding.effect,
        finding.field,
    ) == ("injected_title", "warning", "dropped", "headline")
