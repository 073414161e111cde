"""Writes the generated pages anew: the command line, from what every command says, and the modules. Run: `make docs`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.main import COMMANDS, cli

__all__ = ["command_line_page", "main"]

HERE = Path(__file__).resolve().parent
PAGE = HERE / "command-line.md"
WIDTH = 100

INTRO = """\
# The command line

This page is generated from `--help` (`make docs`); a test proves that it is up to date.

What every command keeps to:

- Results go to standard output; progress, warnings and errors to standard error. `-` as a capture is standard input,
  `-o -` is standard output.
- On a terminal entries are a table; piped, or with `--json`, they are JSON Lines in the record format
  ([record-format.md](record-format.md)); `--csv` gives CSV, whose cells no spreadsheet takes for a formula.
- Exit codes: 0 fine; 1 failed; 2 wrong usage; 3 done, but captures failed (or, with `--strict`, there are findings that
  are warnings or errors); 4 nothing found; 130 interrupted.
- `NO_COLOR` and `FORCE_COLOR` are respected. Captured text never steers the terminal: control characters are shown as
  marks.
- The case is `case.toml` in the current folder unless `--case` says otherwise, and its record lies beside it. Without a
  case the record is `record.communique`.
- Everything long can be interrupted and goes on where it stopped when the same command is run again.
- Shell completion: `communique completion bash`, `zsh` or `fish` prints the script.
"""


def command_line_page() -> str:
    """Return the text of docs/command-line.md."""
    out = [INTRO, _help("communique", cli, None)]
    context = click.Context(cli, info_name="communique")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        out.append(_help(f"communique {name}", command, context))
    return "\n".join(out)


def _help(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command,
        info_name=title.rsplit(maxsplit=1)[-1],
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"## `{title}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def main() -> None:
    """Write docs/command-line.md and docs/modules.md."""
    from docs import modules

    PAGE.write_text(command_line_page(), "utf-8")
    print(f"wrote {PAGE}")
    modules.main()


if __name__ == "__main__":
    main()
