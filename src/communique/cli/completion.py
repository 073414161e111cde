"""`communique completion`."""

from __future__ import annotations

import click

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique completion bash > ~/.local/share/bash-completion/completions/communique
  communique completion fish > ~/.config/fish/completions/communique.fish
"""

VARIABLE = "_COMMUNIQUE_COMPLETE"


@click.command("completion", epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that lets SHELL complete commands, options and their values.

    For zsh put it into a file named _communique in a folder of your $fpath.
    """
    from click.shell_completion import get_completion_class

    from communique.cli.main import cli
    from communique.cli.output import write_text

    found = get_completion_class(shell)
    if found is None:
        msg = f"no completion is known for {shell}; use bash, zsh or fish"
        raise click.ClickException(msg)
    # The template itself, not source(): that one runs the shell to look at its version.
    complete = found(cli, {}, "communique", VARIABLE)
    write_text(complete.source_template % complete.source_vars(), None)
