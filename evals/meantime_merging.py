"""MEANTIME's cross-document event links (CC BY 4.0): does what we put together belong together?

`record`: its 120 Wikinews articles (four stories: Airbus, Apple, GM, the stock market) go into one record. An event that was coded tells
of the gold events that have a mention inside its evidence; those of sentences without one are left out. A pair of coded events of two
articles that the record made one is false where the two have no gold event in common, and missed where each tells of one gold event, the same,
and they stayed apart. `mentions`: gold mentions of each story, clustered by evals/sameness.py with the weights from ECB+; a
pair of mentions of two articles is false where their gold events differ. MEANTIME was used neither for the weights nor for the merging.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import sqlite3
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from communique.annotation import annotate
from communique.coding import code
from communique.pipeline import add
from communique.record import open_record
from communique.words import Analysis, Article, Block, Capture, Case, Entry
from evals.ecb import Document, read_topic
from evals.sameness import cluster

NAME = "meantime_merging"
PEERS: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Story:
    """An article: its text with blocks and day, and its event mentions as (first, last code point, gold event)."""

    folder: str
    name: str
    article: Article
    mentions: list[tuple[int, int, str]]
    document: Document


def read_stories(shared: Path) -> Iterator[Story]:
    """Yield the articles with cross-document annotation, in the order of their names."""
    with tarfile.open(shared / "gold" / "language" / "meantime.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            _, _, place = member.name.partition("/intra_cross-doc_annotation/corpus_")
            if place.endswith(".xml") and "/._" not in member.name:
                stream = tar.extractfile(member)
                assert stream is not None
                folder, name = place.split("/")
                yield _story(folder, name, ET.parse(io.BytesIO(stream.read())).getroot())


def _story(folder: str, name: str, root: ET.Element) -> Story:
    text, blocks, spans, words, line = "", list[Block](), dict[str, tuple[int, int, int]](), list[tuple[int, str]](), ""
    for token in root.iter("token"):
        sentence = token.get("sentence") or "0"
        text += "" if not text else " " if sentence == line else "\n\n"
        start = len(text)
        text += token.text or ""
        blocks = blocks if sentence == line else [*blocks, Block("paragraph", start, start)]
        blocks[-1] = Block("paragraph", blocks[-1].start, len(text))
        spans[token.get("t_id") or ""] = (len(words), start, len(text))
        words.append((int(sentence), token.text or ""))
        line = sentence
    # Two articles mark the line of the date without calling it the creation time: it is the first day told.
    days = [t for t in root.iter("TIMEX3") if len(t.get("value") or "") == len("2008-03-01")]
    days.sort(key=lambda t: t.get("functionInDocument") != "CREATION_TIME")
    created = days[0].get("value") or "" if days else ""
    if created[2:3] == "-":
        created = f"{created[6:]}-{created[3:5]}-{created[:2]}"
    event = _events(root, name)
    mentions, marks = [], []
    for mark in root.iter("EVENT_MENTION"):
        at = sorted(spans[a.get("t_id") or ""] for a in mark.iter("token_anchor"))
        if at and mark.get("m_id") in event:
            key = event[mark.get("m_id") or ""]
            mentions.append((at[0][1], at[-1][2], key))
            marks.append((f"{name}:{mark.get('m_id')}", [n for n, _, _ in at], key))
    article = Article("m" * 64, text, tuple(blocks), published=created, language="en", publisher_country="USA")
    return Story(folder, name, article, mentions, Document(0, name, words, sorted(marks, key=lambda m: m[1])))


def _events(root: ET.Element, name: str) -> dict[str, str]:
    """Return for each mention the event: the instance of all articles, else one of this article alone."""
    instance = {e.get("m_id"): e.get("instance_id") or f"{name}:{e.get('m_id')}" for e in root.iter("EVENT")}
    found: dict[str, str] = {}
    for relation in root.iter("REFERS_TO"):
        target = relation.find("target")
        key = instance.get(target.get("m_id")) if target is not None else None
        if key is not None:
            found |= {s.get("m_id") or "": key for s in relation.iter("source")}
    return found


class _Given:
    """The layers with the articles as the corpus cuts them, so that offsets agree."""

    def __init__(self, articles: dict[str, Article]) -> None:
        self._articles = articles

    def read(self, capture: Capture, /) -> Article:
        return dataclasses.replace(self._articles[capture.source], capture=capture.id)

    def annotate(self, article: Article, case: Case, /) -> Analysis:
        return annotate(article, case)

    def code(self, analysis: Analysis, case: Case, /) -> Sequence[Entry]:
        return code(analysis, case)


def _keep(stories: list[Story]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the coded events, and for each the merged event that it went into."""
    captures = {s.name: Capture(s.article.text.encode(), s.name) for s in stories}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "meantime.communique"
        with open_record(file, create=True) as record:
            add(record, captures.values(), Case(), layers=_Given({s.name: s.article for s in stories}))
            merged = [json.loads(line) for line in record.export_jsonl()]
        with sqlite3.connect(file) as connection:
            lines = connection.execute("SELECT json FROM members ORDER BY id").fetchall()
        connection.close()
    events = [e for (line,) in lines if (e := json.loads(line))["kind"] == "event"]
    return events, {m: e["id"] for e in merged for m in e.get("members") or ()}


def _record(stories: list[Story]) -> dict[str, float]:
    events, home = _keep(stories)
    by_capture = {Capture(s.article.text.encode(), s.name).id: s for s in stories}
    told: dict[str, tuple[str, frozenset[str]]] = {}
    for e in events:
        mine = [x for x in e["evidence"] if x["slot"] == "event"]
        story = by_capture[mine[0]["capture"]]
        inside = {k for start, end, k in story.mentions for x in mine if x["start"] <= start and end <= x["end"]}
        if inside:
            told[e["id"]] = (story.name, frozenset(inside))
    count = Counter[str]()
    for a, b in combinations(sorted(told), 2):
        (here, one), (there, other) = told[a], told[b]
        if here != there:
            joined, same = home.get(a) == home.get(b), len(one) == 1 and one == other
            count.update(
                pairs=1, joined=joined, false=joined and not one & other, same=same, missed=same and not joined
            )
    return {
        "record_events": len(told),
        "record_pairs": count["pairs"],
        "record_merged": count["joined"],
        "record_false": round(count["false"] / max(1, count["joined"]), 4),
        "record_same": count["same"],
        "record_missed": round(count["missed"] / max(1, count["same"]), 4),
    }


def _mentions(stories: list[Story]) -> dict[str, float]:
    by: dict[str, list[Story]] = defaultdict(list)
    for s in stories:
        by[s.folder].append(s)
    count = Counter[str]()
    for told in by.values():
        documents = [s.document for s in told]
        days = [dt.date.fromisoformat(s.article.published or "").toordinal() for s in told]
        text = dataclasses.replace(read_topic(documents), days=days)
        home = {m: n for n, group in enumerate(cluster(text)) for m in group}
        gold = [(d.name, m, event) for d in documents for m, _, event in d.mentions if m in home]
        for (here, a, one), (there, b, other) in combinations(gold, 2):
            if here != there:
                joined, same = home[a] == home[b], one == other
                count.update(pairs=1, joined=joined, same=same, right=joined and same)
    return {
        "mentions_pairs": count["pairs"],
        "mentions_false_of_different": round(
            (count["joined"] - count["right"]) / max(1, count["pairs"] - count["same"]), 4
        ),
        "mentions_merged": count["joined"],
        "mentions_false": round(1 - count["right"] / max(1, count["joined"]), 4),
        "mentions_same": count["same"],
        "mentions_recall": round(count["right"] / max(1, count["same"]), 4),
    }


def measure(shared: Path) -> dict[str, float]:
    """Return the share of false among merged pairs across articles, of missed among true ones, and the counts."""
    stories = list(read_stories(shared))
    return {**_record(stories), **_mentions(stories)}


if __name__ == "__main__":
    import os

    print(measure(Path(os.environ["COMMUNIQUE_GOLD"])))
