"""docs/command-line.md is what `make docs` writes, and every command, option and argument explains itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click
import pytest

from communique.cli.main import COMMANDS, cli

DOCS = Path(__file__).resolve().parents[2] / "docs"


def generator():
    spec = importlib.util.spec_from_file_location("generate_docs", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands():
    context = click.Context(cli)
    return [(name, cli.get_command(context, name)) for name in COMMANDS]


def test_the_page_is_up_to_date():
    assert (DOCS / "command-line.md").read_text("utf-8") == generator().command_line_page()


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_option_is_documented(name, command):
    page = (DOCS / "command-line.md").read_text("utf-8")
    part = page[page.index(f"## `communique {name}`") :].split("\n## ", 1)[0]
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert any(o in part for o in option.opts), option.name
        else:
            shown = option.make_metavar(click.Context(command)).strip("[].{}")
            assert shown.split("|")[0] in part


def test_every_command_says_in_the_list_what_it_does():
    for name, (module, line) in COMMANDS.items():
        assert line.endswith("."), name
        assert module.startswith("communique.cli.")
