"""`communique init`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.output import write_text

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique init
  communique init sudan.toml --title "Jeddah talks on Sudan"
"""


@click.command("init", epilog=EXAMPLES)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True), default="case.toml")
@click.option("--title", default="", help="The case in words.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def command(*, file: str, title: str, force: bool) -> None:
    """Write a commented case file (default: case.toml); every key is explained in it and optional."""
    from communique.cases import case_template

    path = Path(file)
    if file != "-" and path.exists() and not force:
        msg = f"{path}: is there already; nothing was written (--force writes over it)"
        raise click.ClickException(msg)
    name = path.stem if file != "-" else "case"
    write_text(case_template(name, title, path.name if file != "-" else "case.toml"), file)
    if file != "-":
        click.echo(f"wrote {path}; next: communique add PAGES --case {path}", err=True)
