"""Article pages of the web-content-extraction-benchmark, development part: body by token F1, title, author, day.

Its convention: the main content as a reader sees it, list items and subheads included.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from evals.aeb import body_of, pages, read_page

if TYPE_CHECKING:
    from communique.words import Article

NAME = "Article pages, web-content-extraction-benchmark (253 of a third of the development part)"
PEERS: tuple[tuple[str, str, float], ...] = (
    ("f1", "learned blocks trained on other sets", 0.970),
    ("f1", "trafilatura 2.3.1, default", 0.957),
    ("f1", "rs-trafilatura 0.1.1", 0.955),
    ("f1", "Mozilla Readability 0.6", 0.947),
    ("f1", "readability-lxml 0.9", 0.932),
    ("f1", "trafilatura 2.3.1, precision", 0.929),
)
_WORD = re.compile(r"\w+")


def token_f1(gold: str, ours: str) -> float:
    """Return the F1 of the two texts' words in lower case, counted with their repetitions."""
    a, b = Counter(_WORD.findall(gold.lower())), Counter(_WORD.findall(ours.lower()))
    if not a and not b:
        return 1.0
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values()))


def plain(text: str) -> str:
    """Return the text's words in lower case, without accents and punctuation."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in folded if not unicodedata.combining(c))))


def is_same_title(gold: str, ours: str) -> bool:
    """Tell whether the titles are equal but for case, punctuation and a site's name at one end."""
    a, b = plain(gold), plain(ours)
    return (
        bool(a)
        and bool(b)
        and (a == b or a.startswith(b + " ") or b.startswith(a + " ") or a.endswith(" " + b) or b.endswith(" " + a))
    )


def measure(
    shared: Path, details: list[tuple[str, float, Article, dict[str, object]]] | None = None
) -> dict[str, float]:
    """Return token F1, title exact and loose, author F1 and day over article pages, F1 also by halves and over all
    kinds."""
    f1: list[float] = []
    other: list[float] = []
    exact: list[bool] = []
    loose: list[bool] = []
    day: list[bool] = []
    right = named = listed = 0
    for row, data in pages(shared, "wcxb-dev.tar.xz"):
        gold = row["gold"]
        assert isinstance(gold, dict)
        article = read_page(row, data)
        figure = token_f1(str(gold["text"]), body_of(article))
        if gold["ptype"] != "article":
            other.append(figure)
            continue
        f1.append(figure)
        title = article.headline or ""
        if gold.get("title"):
            exact.append(plain(gold["title"]) == plain(title))
            loose.append(is_same_title(gold["title"], title))
        if gold.get("date"):
            day.append(
                (article.published or "")[:10] == gold["date"][:10] or (article.updated or "")[:10] == gold["date"][:10]
            )
        if gold.get("author"):
            wanted, found = {plain(a) for a in gold["author"]}, {plain(a) for a in article.authors}
            right, named, listed = right + len(wanted & found), named + len(found), listed + len(wanted)
        if details is not None:
            details.append((str(row["id"]), figure, article, gold))
    return {
        "f1": round(mean(f1), 4),
        "f1_even": round(mean(f1[::2]), 4),
        "f1_odd": round(mean(f1[1::2]), 4),
        "f1_other_kinds": round(mean(other), 4),
        "title_exact": round(mean(exact), 4),
        "title_loose": round(mean(loose), 4),
        "author_f1": round(2 * right / max(1, named + listed), 4),
        "day": round(mean(day), 4),
    }


if __name__ == "__main__":
    for key, value in measure(Path(os.environ["COMMUNIQUE_GOLD"])).items():
        print(f"{key:<16}{value}")
