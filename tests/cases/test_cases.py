"""A case file is read, or refused with the file, the key, the reason and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.cases import case_template, load_case, record_path
from communique.errors import CaseError
from communique.words import Case, CaseActor

WHOLE = """\
name = "sudan"
title = "Jeddah talks"
parties = ["SDN", "Rapid Support Forces", "SDN"]
third_parties = ["Saudi Arabia"]
since = 2023-05-01
until = "2023-12-31"
time_zone = "Africa/Khartoum"
record = "kept/sudan.communique"

[issues]
gold = ["gold mine", "gold trade"]

[[actors]]
name = "A. Example"
aliases = ["Ana Example"]
role = "head of delegation"
country = "SDN"
since = 2023-05-06
"""


def written(tmp_path, text, name="case.toml"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_whole_case(tmp_path):
    file = written(tmp_path, WHOLE)
    assert load_case(file) == Case(
        name="sudan",
        title="Jeddah talks",
        parties=("SDN", "Rapid Support Forces"),
        third_parties=("Saudi Arabia",),
        issues=(("gold", ("gold mine", "gold trade")),),
        actors=(
            CaseActor("A. Example", ("Ana Example",), role="head of delegation", country="SDN", since="2023-05-06"),
        ),
        since="2023-05-01",
        until="2023-12-31",
        time_zone="Africa/Khartoum",
    )
    assert record_path(file) == tmp_path / "kept" / "sudan.communique"


def test_an_empty_file_is_a_case_named_after_the_file(tmp_path):
    file = written(tmp_path, "", "yemen.toml")
    assert load_case(file) == Case(name="yemen")
    assert record_path(file) == tmp_path / "yemen.communique"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    assert load_case(written(tmp_path, b'\xef\xbb\xbfname = "x"\r\ntitle = "y"\r\n')).title == "y"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('partys = ["SDN"]', "partys: no such key; did you mean 'parties'?"),
        ('parties = "SDN"', "parties: must be a list of texts"),
        ("parties = [1]", "parties: must be a list of texts"),
        ('parties = [""]', "parties: has an empty text in it"),
        ("title = 3", "title: must be text in quotes, not 3"),
        ('since = "soon"', "since: must be a day like 2026-01-22, not 'soon'"),
        ("since = 2026", "since: must be a day like 2026-01-22, not 2026"),
        ("since = 2026-02-01\nuntil = 2026-01-01", "until: 2026-01-01 lies before since = 2026-02-01"),
        ('time_zone = "Kyiv time"', "time_zone: 'Kyiv time' is no time zone"),
        ('time_zone = "../../etc/passwd"', "is no time zone"),
        ("issues = 3", "issues: must be a table"),
        ("[issues]\ngold = []", "issues.gold: has no words"),
        ("[issues]\ngold = 3", "issues.gold: must be a list of texts"),
        ('actors = "x"', "actors: must be written as [[actors]]"),
        ("[[actors]]\nrole = 'x'", "actors (number 1): name: is missing"),
        ("[[actors]]\nname = 'x'\ntype = 'ghost'", "actors (number 1): type: 'ghost' is not one of person"),
        ("[[actors]]\nname = 'x'\ncountry = 'Sudan'", "did you mean 'SDN'?"),
        ("[[actors]]\nname = 'x'\nborn = 1950", "actors (number 1): born: no such key"),
        ("name = ", "the file is not valid TOML"),
        (b"name = '\xff'", "is not UTF-8"),
        ("a = " + "[" * 5000, "case.toml"),
        ("#" * 1_000_001, "larger than"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path, text, said):
    with pytest.raises(CaseError) as error:
        load_case(written(tmp_path, text))
    assert str(error.value).startswith(str(tmp_path / "case.toml"))
    assert said in str(error.value)


def test_a_missing_file_and_a_folder_name_the_next_step(tmp_path):
    with pytest.raises(CaseError, match="write one with: communique init"):
        load_case(tmp_path / "none.toml")
    with pytest.raises(CaseError, match="name the case file in it"):
        load_case(tmp_path)


def test_a_record_cannot_be_the_case_file(tmp_path):
    with pytest.raises(CaseError, match="cannot be a record"):
        record_path(written(tmp_path, 'record = "case.toml"'))


@given(st.text(max_size=40).filter(lambda t: "\x00" not in t), st.text(max_size=40))
@settings(deadline=None, max_examples=60)
def test_the_template_is_valid_whatever_the_names(tmp_path_factory, name, title):
    name, title = (t.encode("utf-8", "replace").decode() for t in (name, title))
    file = written(tmp_path_factory.mktemp("c"), case_template(name, title))
    case = load_case(file)
    assert (case.name, case.title) == (name or "case", title)


def test_every_key_of_the_template_loads_when_it_is_uncommented(tmp_path):
    lines = case_template("x", "y").split("\n")
    bare = [
        line[2:] if line.startswith("# ") and (" = " in line[:20] or line.startswith("# [")) else line for line in lines
    ]
    case = load_case(written(tmp_path, "\n".join(bare)))
    assert case.parties
    assert case.third_parties
    assert case.since
    assert case.time_zone
    assert case.issues
    assert case.actors


def test_the_case_of_the_example_loads():
    case = load_case(Path(__file__).resolve().parents[2] / "examples" / "istanbul-abu-dhabi-geneva" / "case.toml")
    assert case.parties == ("Russia", "Ukraine")
