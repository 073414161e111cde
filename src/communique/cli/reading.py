"""`communique read`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from communique.cli.captures import taken
from communique.cli.output import NOTHING_FOUND, WITH_FAILURES, write_text

if TYPE_CHECKING:
    from communique.words import Article

__all__ = ["command"]

EXAMPLES = """\b
Examples:
  communique read page.html
  curl -s https://news.example/story | communique read - --markdown
"""


@click.command("read", epilog=EXAMPLES)
@click.argument("captures", nargs=-1, required=True)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the article and its findings in the record format (the default when piped).",
)
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown.")
@click.option("--text", "as_text", is_flag=True, help="Print text, also when piped.")
@click.option("--strict", is_flag=True, help="Exit with 3 when there are findings of severity warning or error.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE instead of standard output."
)
def command(
    captures: tuple[str, ...], as_json: bool, as_markdown: bool, as_text: bool, strict: bool, output: str | None
) -> None:
    """Show the article in each capture: what the page says, what is wrong with it, what was dropped and why.

    CAPTURES are text or HTML files, folders of them, WARC or WACZ archives, or - for standard input.
    """
    from communique.dossier.article import article_markdown, article_text
    from communique.reading import read

    problems: list[str] = []
    shown: list[str] = []
    worst = 0
    for capture in taken(captures, problems):
        article = read(capture)
        worst += sum(f.severity != "info" for f in article.findings)
        if as_markdown:
            shown.append(article_markdown(article))
        elif as_text or (not as_json and sys.stdout.isatty() and output is None):
            shown.append(article_text(article))
        else:
            shown.append(_lines(article))
    if shown:
        write_text("\n".join(shown), output)
    _leave(shown, problems, strict_findings=worst if strict else 0)


def _lines(article: Article) -> str:
    from communique.coding.entries import article_entries
    from communique.words import to_line

    return "\n".join(to_line(e) for e in article_entries(article))


def _leave(shown: list[str], problems: list[str], *, strict_findings: int) -> None:
    if problems or strict_findings:
        raise SystemExit(WITH_FAILURES)
    if not shown:
        raise SystemExit(NOTHING_FOUND)
