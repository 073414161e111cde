"""Text captures: the article out of 181 news pages saved as plain text, against Zyte's gold bodies.

The pages of article-extraction-benchmark are turned into what a browser saves as text (markup gone, one line a block,
the title first), so nothing but words and line breaks is left to tell the article by. Peers had the HTML.

The heads are measured on the article pages of web-content-extraction-benchmark, turned into text in the same way: whether the headline is
the gold's title but for a site's name at one end, and whether its day is read as that of publishing or of a change. Rules of the head were
developed with every other page of it; `odd` are those that nobody looked at.
"""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from communique.reading.plain import read_plain
from communique.words import Capture
from evals.aeb import pages as read_pages
from evals.wcxb import is_same_title

NAME = "reading_text"
PEERS: tuple[tuple[str, str, float], ...] = (
    ("body_f1", "trafilatura 2.3.1 precision, from HTML", 0.964),
    ("body_f1", "resiliparse 2.0.1, from HTML", 0.927),
    ("body_f1", "goose3, from HTML", 0.875),
    ("body_f1", "jusText, from HTML", 0.804),
)

_BLOCK = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
    )
)
_WIDE = frozenset(("p", "h1", "h2", "h3", "h4"))
_SKIP = frozenset(
    ("script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "object", "canvas")
)
_BODY = frozenset(("paragraph", "subhead", "list_item", "quotation", "entry_heading"))
_TOKEN = re.compile(r"\w+")


class _Saver(HTMLParser):
    """Collects the text as a browser would save it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.title: list[str] = []
        self._skip: list[str] = []
        self._in_title = False
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._in_title = tag == "title"
        self._in_head = tag == "head" or (self._in_head and tag != "body")
        if tag in _SKIP:
            self._skip.append(tag)
        if tag in _BLOCK:
            self.out.append("\n\n" if tag in _WIDE else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag == "head":
            self._in_head = False
        if tag in self._skip:
            while self._skip and self._skip.pop() != tag:
                pass
        if tag in _BLOCK:
            self.out.append("\n\n" if tag in _WIDE else "\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._skip and not self._in_head:
            self.out.append(re.sub(r"\s+", " ", data))


def as_saved_text(html: str) -> str:
    """Return the page as a browser saves it as text, its title first."""
    saver = _Saver()
    saver.feed(html)
    saver.close()
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", "".join(saver.out))).strip()
    return " ".join("".join(saver.title).split()) + "\n\n" + text


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


def _measure_heads(shared: Path) -> dict[str, float]:
    """Return the share of right titles and days over the pages of the other set, and over those that nobody looked at."""
    titles: list[bool] = []
    days: list[bool] = []
    unseen: list[bool] = []
    n = 0
    for row, data in read_pages(shared, "wcxb-dev.tar.xz"):
        gold = row["gold"]
        assert isinstance(gold, dict)
        if gold["ptype"] != "article":
            continue
        text = as_saved_text(data.decode("utf-8", "replace"))
        article = read_plain(Capture(text.encode("utf-8"), str(row["id"])), text, [])
        n += 1
        if gold.get("title"):
            titles.append(is_same_title(gold["title"], article.headline or ""))
            if n % 2:
                unseen.append(titles[-1])
        if gold.get("date"):
            days.append(gold["date"][:10] in ((article.published or "")[:10], (article.updated or "")[:10]))
    return {
        "title": round(sum(titles) / max(1, len(titles)), 4),
        "title_odd": round(sum(unseen) / max(1, len(unseen)), 4),
        "day": round(sum(days) / max(1, len(days)), 4),
    }


def measure(shared: Path) -> dict[str, float]:
    """Return 4-gram precision, recall and F1 of the body (means over pages), and the alarms on these clean pages."""
    raw = (shared / "gold" / "reading" / "aeb.tar.xz").read_bytes()
    precision = recall = 0.0
    pages = alarms = untitled = 0
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r:xz") as archive:
        files = {m.name.split("/", 1)[-1]: m for m in archive.getmembers() if m.isfile()}
        gold_file = archive.extractfile(files["gold.jsonl"])
        assert gold_file is not None
        for line in gold_file.read().decode("utf-8").splitlines():
            row = json.loads(line)
            page = archive.extractfile(files[f"html/{row['id']}.html"])
            assert page is not None
            text = as_saved_text(page.read().decode("utf-8", "replace"))
            article = read_plain(Capture(text.encode("utf-8"), row["id"]), text, [])
            body = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in _BODY)
            got, gold = _shingles(body), _shingles(row["gold"]["text"])
            shared_count = sum((got & gold).values())
            precision += shared_count / max(1, sum(got.values()))
            recall += shared_count / max(1, sum(gold.values()))
            pages += 1
            alarms += article.hijacked or any(f.code.startswith("injected") for f in article.findings)
            untitled += article.headline is None
    p, r = precision / pages, recall / pages
    return {
        **_measure_heads(shared),
        "pages": float(pages),
        "body_precision": round(p, 4),
        "body_recall": round(r, 4),
        "body_f1": round(2 * p * r / (p + r), 4),
        "false_spam_alarms": float(alarms),
        "pages_without_headline": float(untitled),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(os.environ["COMMUNIQUE_GOLD"])), indent=1))
