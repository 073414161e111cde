"""Article bodies of 181 news pages: Zyte's article-extraction-benchmark, its own 4-gram shingle measure.

Its convention: the body without headline, deck and captions.
"""

from __future__ import annotations

import json
import os
import re
import tarfile
import time
from collections import Counter
from pathlib import Path
from statistics import mean, median

from communique.reading.html import read_html
from communique.words import Article, Capture

NAME = "Article bodies, article-extraction-benchmark (181 pages)"
PEERS: tuple[tuple[str, str, float], ...] = (
    ("f1", "trafilatura 2.3.1, precision", 0.964),
    ("precision", "trafilatura 2.3.1, precision", 0.958),
    ("recall", "trafilatura 2.3.1, precision", 0.971),
    ("f1", "rs-trafilatura 0.1.1", 0.956),
    ("f1", "readability-lxml 0.9", 0.955),
    ("f1", "newspaper4k", 0.943),
    ("f1", "goose3", 0.875),
    ("f1", "best published", 0.970),
)
BODY_KINDS = frozenset({"paragraph", "subhead", "list_item", "quotation", "entry_heading"})
_WORD = re.compile(r"\w+")


def body_of(article: Article) -> str:
    """Return the article's text without headline, deck and captions."""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in BODY_KINDS)


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """Return the n-grams of words with their counts; a shorter text is one shingle."""
    words = _WORD.findall(text)
    if 0 < len(words) < n:
        return Counter([tuple(words)])
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def score(gold: str, ours: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one page; two empty texts are right."""
    a, b = shingles(gold), shingles(ours)
    if not a and not b:
        return 1.0, 1.0, 1.0
    both = sum((a & b).values())
    precision = both / sum(b.values()) if b else 0.0
    recall = both / sum(a.values()) if a else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def pages(shared: Path, name: str) -> list[tuple[dict[str, object], bytes]]:
    """Return the gold rows of a reading set with the bytes of their pages, in the order of the gold file."""
    with tarfile.open(shared / "gold" / "reading" / name, "r:xz") as archive:
        files = {m.name: archive.extractfile(m) for m in archive.getmembers() if m.isfile()}
        data = {path: handle.read() for path, handle in files.items() if handle is not None}
    rows = next(content for path, content in data.items() if path.endswith("gold.jsonl"))
    by_id = {Path(path).stem: content for path, content in data.items() if path.endswith(".html")}
    gold = [json.loads(line) for line in rows.decode("utf-8").splitlines() if line.strip()]
    return [(row, by_id[row["id"]]) for row in gold]


def read_page(row: dict[str, object], data: bytes) -> Article:
    """Return the article that we read on the page."""
    return read_html(
        Capture(data, str(row["id"]), url=str(row["url"]), media_type="text/html"), data.decode("utf-8", "replace"), []
    )


def measure(shared: Path, details: list[tuple[str, float, float, float]] | None = None) -> dict[str, float]:
    """Return mean precision, recall and F1 of all pages, and F1 of the even and of the odd ones."""
    rows: list[tuple[float, float, float]] = []
    for row, data in pages(shared, "aeb.tar.xz"):
        article = read_page(row, data)
        gold = row["gold"]
        assert isinstance(gold, dict)
        rows.append(score(str(gold["text"]), body_of(article)))
        if details is not None:
            details.append((str(row["id"]), *rows[-1]))
    precision, recall = mean(r[0] for r in rows), mean(r[1] for r in rows)
    return {
        "f1": round(mean(r[2] for r in rows), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1_of_means": round(2 * precision * recall / (precision + recall), 4),
        "f1_even": round(mean(r[2] for r in rows[::2]), 4),
        "f1_odd": round(mean(r[2] for r in rows[1::2]), 4),
    }


def clock(shared: Path) -> tuple[float, float]:
    """Return median and 95th percentile of the CPU milliseconds that a page takes; differs from run to run."""
    times: list[float] = []
    for row, data in pages(shared, "aeb.tar.xz"):
        began = time.process_time()
        read_page(row, data)
        times.append(1000 * (time.process_time() - began))
    return median(times), sorted(times)[int(0.95 * len(times))]


if __name__ == "__main__":
    for key, value in measure(Path(os.environ["COMMUNIQUE_GOLD"])).items():
        print(f"{key:<14}{value}")
    print("ms a page     {:.1f} median, {:.1f} p95".format(*clock(Path(os.environ["COMMUNIQUE_GOLD"]))))
