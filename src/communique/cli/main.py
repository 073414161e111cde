"""The command line: `communique COMMAND`. Commands are imported when they are called, so that --help stays quick."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Any

import click

from communique.errors import CommuniqueError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("communique.cli.reading", "Show the article in a capture, and what was dropped and why."),
    "code": ("communique.cli.coding", "Print what one capture records, in the record format."),
    "init": ("communique.cli.init", "Write a commented case file."),
    "add": ("communique.cli.add", "Keep captures in the record of a case."),
    "show": ("communique.cli.show", "List entries of the record, with filters."),
    "why": ("communique.cli.why", "Show the sentences, rules and members behind an entry."),
    "decide": ("communique.cli.decide", "Accept, reject, amend, merge, split or note an entry."),
    "brief": ("communique.cli.brief", "Write the brief: what happened, who stands where, what is due."),
    "export": ("communique.cli.export", "Write the record as JSON Lines or CSV."),
    "doctor": ("communique.cli.doctor", "Say what is installed, what is missing and how to mend it."),
}
"""Each command with the module that holds it and its line in the help."""

EXAMPLES = """\b
Examples:
  communique code page.html
  communique add pages/ archive.warc.gz --case sudan.toml && communique brief --case sudan.toml
"""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"communique {metadata.version('communique')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXAMPLES,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version and exit."
)
def cli() -> None:
    """Read captured news coverage of a negotiation and keep its record, every line led back to its sentence."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 failed, 2 usage, 3 done with failures, 4 nothing found, 130 interrupted."""
    try:
        code: Any = cli.main(
            args=list(args) if args is not None else None, prog_name="communique", standalone_mode=False
        )
    except click.exceptions.Abort:
        _say("interrupted; what was kept stays kept, the same command goes on where it stopped")
        code = 130
    except KeyboardInterrupt:
        _say("interrupted; what was kept stays kept, the same command goes on where it stopped")
        code = 130
    except click.ClickException as e:
        e.show()
        code = e.exit_code
    except click.exceptions.Exit as e:
        code = e.exit_code
    except CommuniqueError as e:
        from communique.cli.output import plain

        _say(f"communique: {plain(str(e))}")
        code = 1
    except BrokenPipeError:
        # the reader of our output has gone: that is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.stdout.flush()
    sys.exit(code if isinstance(code, int) else 0)


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
