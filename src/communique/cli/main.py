"""The command line: `communique COMMAND`. Commands are imported when they are called, so that --help stays quick."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("communique.cli.reading", "Show the article in a capture, and what was dropped and why."),
    "code": ("communique.cli.coding", "Print what captures record, in the record format."),
    "init": ("communique.cli.init", "Write a commented case file."),
    "add": ("communique.cli.add", "Keep captures in the record of a case."),
    "show": ("communique.cli.show", "List entries of the record, with filters."),
    "why": ("communique.cli.why", "Show the sentences, rules and members behind an entry."),
    "decide": ("communique.cli.decide", "Accept, reject, amend, merge, split or note an entry; or undo that."),
    "diff": ("communique.cli.diff", "Show what a newer coding changed, and which decisions to look at again."),
    "brief": ("communique.cli.brief", "Write the brief: what happened, who stands where, what is due."),
    "export": ("communique.cli.export", "Write the record as JSON Lines or CSV."),
    "doctor": ("communique.cli.doctor", "Say what is installed, what is missing and how to mend it."),
    "completion": ("communique.cli.completion", "Print the completion script for a shell."),
}
"""Each command with the module that holds it and its line in the help."""

EXAMPLES = """\b
Examples:
  communique code page.html
  communique add pages/ archive.warc.gz --case sudan.toml && communique brief --case sudan.toml

\b
Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 done but captures failed (or --strict found something),
4 nothing found, 130 interrupted. NO_COLOR and FORCE_COLOR are respected.
"""

FAILED = 1
INTERRUPTED = 130
TRACEBACK = "COMMUNIQUE_TRACEBACK"


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was asked for; a misspelt one is answered with the nearest name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f". Did you mean {near[0]!r}?" if near else ""
            msg = f"{error.message.rstrip('.')}{hint}"
            raise click.UsageError(msg, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from importlib import metadata

        click.echo(f"communique {metadata.version('communique')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXAMPLES,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version and exit.",
)
def cli() -> None:
    """Read captured news coverage of a negotiation and keep its record, every line led back to its sentence."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 failed, 2 usage, 3 done with failures, 4 nothing found, 130 stopped."""
    _speak_utf8()
    code = _run(list(args) if args is not None else None)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        from communique.cli.output import let_go_of_output

        let_go_of_output()
    except (OSError, ValueError) as error:
        _say(f"communique: the output could not be written ({error})")
        code = code or FAILED
    sys.exit(code)


def _speak_utf8() -> None:
    """Make what goes to files and pipes UTF-8 with plain line ends on every system; a terminal keeps its own encoding.

    What a stream cannot show becomes a question mark instead of ending the command.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _run(args: list[str] | None) -> int:
    """Return the exit code of the command; whatever it raises has been told on standard error."""
    try:
        code: Any = cli.main(args=args, prog_name="communique", standalone_mode=False)
    except SystemExit as leave:
        code = leave.code
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("interrupted")
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except BrokenPipeError:
        from communique.cli.output import let_go_of_output

        let_go_of_output()
        code = 0
    except CommuniqueError as error:
        from communique.cli.output import plain

        _say(f"communique: {plain(str(error))}")
        code = FAILED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        from communique.cli.output import plain

        _say(f"communique: an error of our own: {type(error).__name__}: {plain(str(error))}")
        _say(f"Please report it, with what {TRACEBACK}=1 in the environment prints for the same command.")
        code = FAILED
    return code if isinstance(code, int) else 0


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
