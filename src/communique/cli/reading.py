"""`communique read`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from communique.cli.captures import taken
from communique.cli.output import NOTHING_FOUND, WITH_FAILURES, is_terminal, output_option, write_text
from communique.cli.progress import capture_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.words import Article

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique read page.html
  curl -s https://news.example/story | communique read - --markdown
"""

_RULE = "\n" + "-" * 72 + "\n\n"


@click.command("read", epilog=EXAMPLES)
@click.argument("captures", nargs=-1, required=True)
@click.option(
    "--json", "as_json", is_flag=True, help="Print article and findings as JSON Lines (the default when piped)."
)
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown (the default for -o NAME.md).")
@click.option("--text", "as_text", is_flag=True, help="Print text, also when piped (the default for -o NAME.txt).")
@click.option("--strict", is_flag=True, help="Exit with 3 also when there are findings that are warnings or errors.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@output_option
def command(
    *,
    captures: tuple[str, ...],
    as_json: bool,
    as_markdown: bool,
    as_text: bool,
    strict: bool,
    quiet: bool,
    output: str | None,
) -> None:
    """Show the article in each capture: what the page says, what is wrong with it, what was dropped and why.

    CAPTURES are text or HTML files, folders of them, WARC or WACZ archives, or - for standard input.
    """
    from communique.reading import read

    if as_json + as_markdown + as_text > 1:
        raise click.UsageError("--json, --markdown and --text exclude each other")
    show, between = _form(output, as_json=as_json, as_markdown=as_markdown, as_text=as_text)
    problems: list[str] = []
    shown: list[str] = []
    doubtful = False
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    with capture_bar(captures, quiet=quiet or to_terminal) as moved:
        for capture in taken(captures, problems):
            article = read(capture)
            doubtful = doubtful or any(f.severity != "info" for f in article.findings)
            shown.append(show(article))
            moved(capture.source)
    if shown:
        write_text(between.join(shown), output)
    if problems or (strict and doubtful):
        raise SystemExit(WITH_FAILURES)
    if not shown:
        raise SystemExit(NOTHING_FOUND)


def _form(
    output: str | None, *, as_json: bool, as_markdown: bool, as_text: bool
) -> tuple[Callable[[Article], str], str]:
    """Return how articles are shown, and what stands between two of them."""
    from communique.dossier.article import article_markdown, article_text

    name = str(output or "").lower()
    by_name = not (as_json or as_markdown or as_text)
    if as_markdown or (by_name and name.endswith((".md", ".markdown"))):
        return article_markdown, "\n---\n\n"
    to_terminal = output in (None, "-") and is_terminal(sys.stdout)
    if as_text or (by_name and (to_terminal or name.endswith(".txt"))):
        return article_text, _RULE
    return _lines, ""


def _lines(article: Article) -> str:
    from communique.coding.entries import article_entries
    from communique.words import to_line

    return "".join(f"{to_line(e)}\n" for e in article_entries(article))
