"""`make bench`: how fast it is on this machine, beside what it is compared with, in one run. Medians and ratios.

Start-up and whole commands are timed from outside as processes; the layers inside one process after a warm-up. With
COMMUNIQUE_GOLD the reading layer is timed on real pages, beside trafilatura where that is installed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import record
from communique.annotation import annotate
from communique.annotation.model import load_model
from communique.annotation.tokens import parse
from communique.captures import iter_captures
from communique.coding import code
from communique.reading import read
from communique.words import Article, Capture

WORDS = 600
CASE = Path(__file__).resolve().parent.parent / "examples" / "istanbul-abu-dhabi-geneva" / "captures"


def _median(action: Callable[[], object], times: int = 7) -> float:
    out = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        out.append(time.perf_counter() - begun)
    return statistics.median(out)


def _in_turn(*actions: Callable[[], object], rounds: int = 7) -> list[float]:
    """Return the median of each action, all run in turn so that a slow moment of the machine meets all of them."""
    times: list[list[float]] = [[] for _ in actions]
    for n in range(rounds + 1):
        for action, found in zip(actions, times, strict=True):
            begun = time.perf_counter()
            action()
            if n:
                found.append(time.perf_counter() - begun)
    return [statistics.median(t) for t in times]


def _process(*args: str) -> float:
    command = [sys.executable, "-m", "communique", *args]
    return _median(lambda: subprocess.run(command, check=False, capture_output=True))


def _row(what: str, seconds: float, note: str = "") -> None:
    print(f"{what:<46} {seconds * 1000:>9.1f} ms   {note}")


def main() -> None:
    """Print the table."""
    page = CASE / "04-first-abu-dhabi-round.html"
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    _row("communique --help", _process("--help"))
    _row("communique read PAGE", _process("read", str(page)))
    _row("communique code PAGE, model load included", _process("code", str(page)))
    nlp, model = load_model()
    print(f"inside one process, model {model.label}")
    captures = [c for c in iter_captures([CASE]) if isinstance(c, Capture)]
    articles = [a for a in map(read, captures) if a.text and not a.hijacked]
    analyses = [annotate(a) for a in articles]
    words = sum(len(a.text.split()) for a in articles)
    reading, parsing, parsed, whole, coding = _in_turn(
        lambda: [read(c) for c in captures],
        lambda: [_parse_alone(a, nlp) for a in articles],
        lambda: [parse(a, nlp) for a in articles],
        lambda: [annotate(a) for a in articles],
        lambda: [code(a) for a in analyses],
    )
    _row("read", reading / len(captures), "a page")
    _row("spaCy alone, paragraphs of all pages", parsing / len(articles), f"an article; {words / parsing:,.0f} words/s")
    _row(
        "parse (spaCy and our tokens)", parsed / len(articles), f"an article; {parsed / parsing:.2f} times spaCy alone"
    )
    _row(
        "annotate, in total",
        whole / len(articles),
        f"an article; {words / whole:,.0f} words/s; {whole / parsing:.2f} times spaCy alone",
    )
    _row("code", coding / len(articles), f"an article; the parse takes {parsing / coding:.1f} times as long")
    _end_to_end(articles)
    _readers()
    record.main([])


def _end_to_end(articles: list[Article]) -> None:
    """Time articles of about 600 words from bytes to entries: plain texts made of the paragraphs of the example's pages."""
    paragraphs = [a.text[b.start : b.end] for a in articles for b in a.blocks if b.kind == "paragraph"]
    texts = [""]
    for paragraph in paragraphs:
        if len(texts[-1].split()) >= WORDS:
            texts.append("")
        texts[-1] += paragraph + "\n\n"
    whole = [Capture(t.encode(), "article.txt", media_type="text/plain") for t in texts if len(t.split()) >= WORDS]
    words = statistics.median(len(c.data.split()) for c in whole)
    took = statistics.median(_on_one_core(c) for c in whole)
    note = f"read, annotate, code; CPU time, median of {len(whole)} of {words:.0f} words; asked: 200 ms"
    _row("article of 600 words, end to end", took, note)


def _on_one_core(capture: Capture) -> float:
    """Return the CPU time that a capture takes to become entries."""
    begun = time.process_time()
    code(annotate(read(capture)))
    return time.process_time() - begun


def _parse_alone(article: Article, nlp: object) -> int:
    pipe = nlp.pipe([article.text[b.start : b.end] for b in article.blocks], batch_size=64)  # type: ignore[attr-defined]
    return sum(len(doc) for doc in pipe)


def _readers() -> None:
    """Time reading on real pages beside trafilatura, where both are to be had."""
    shared = os.environ.get("COMMUNIQUE_GOLD")
    archive = Path(shared or "") / "gold" / "reading" / "aeb.tar.xz"
    if not shared or not archive.is_file():
        reason = (
            f"there is no {archive}; COMMUNIQUE_GOLD names the folder that holds gold/"
            if shared
            else "COMMUNIQUE_GOLD is not set"
        )
        print(f"reading beside its peers: left out, {reason}")
        return
    with tarfile.open(archive) as tar:
        pages = [tar.extractfile(m).read() for m in tar.getmembers() if m.name.endswith(".html")][::4]  # type: ignore[union-attr]
    ours = [_median(lambda p=p: read(Capture(p, "x.html", media_type="text/html")), 3) for p in pages]  # type: ignore[misc]
    _row("read, real pages", statistics.median(ours), f"median of {len(pages)} pages")
    try:
        import trafilatura  # type: ignore[import-not-found]
    except ImportError:
        print("trafilatura is not installed here: pip install trafilatura to see it beside ours")
        return
    theirs = [_median(lambda p=p: trafilatura.extract(p), 3) for p in pages]  # type: ignore[misc]
    _row(
        "trafilatura, the same pages",
        statistics.median(theirs),
        f"{statistics.median(theirs) / statistics.median(ours):.2f} times ours",
    )


if __name__ == "__main__":
    main()
