"""add: reads, annotates, codes and keeps captures one by one; what is kept already costs no more than a look."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from communique.errors import CaseError, DataError, ExtraMissing, ModelMissing, RecordError
from communique.record.answers import Failure, Run
from communique.words import Capture, Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from communique.record import Record
    from communique.words import Analysis, Article, Entry

__all__ = ["Layers", "Progress", "Summary", "add", "run_of"]

_READ_FROM = ("captures", "reading", "annotation", "coding", "words", "world")
"""The packages whose code and data decide what is coded; a change in any of them makes captures be coded anew."""

_NOT_ABOUT_ONE_CAPTURE = (ModelMissing, ExtraMissing, CaseError, DataError, RecordError)
"""Errors that every further capture would meet too: they end the run."""

_TOGETHER = 256
_WEIGHT = 16_000_000
"""Captures that are looked up at once, and the bytes that they may weigh together."""

State = Literal["new", "recoded", "unchanged", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One capture is done: how many are by now, where it was found and what became of it."""

    done: int
    source: str
    state: State


@dataclass(frozen=True, slots=True)
class Summary:
    """What an `add` did. `entries` counts the entries of the captures that were coded; `skipped` what holds no
    page to read
    (an archived "404 not found"), so that nothing is lost."""

    new: int = 0
    recoded: int = 0
    unchanged: int = 0
    entries: int = 0
    skipped: int = 0
    failures: tuple[Failure, ...] = ()


class Problem(Protocol):
    """What the captures layer yields for a file or an archive record that no capture could be taken from."""

    @property
    def source(self) -> str:
        """Where it was found."""
        ...


class Layers(Protocol):
    """The layers that lead from a capture to its entries."""

    def read(self, capture: Capture, /) -> Article:
        """Return what the page says."""

    def annotate(self, article: Article, case: Case, /) -> Analysis:
        """Return who, when, where and how much."""

    def code(self, analysis: Analysis, case: Case, /) -> Sequence[Entry]:
        """Return what is recorded."""


@dataclass(frozen=True, slots=True)
class _OwnLayers:
    """The layers of communique, imported when they are first needed: a run that finds nothing new loads no model."""

    model: str | None = None

    def read(self, capture: Capture, /) -> Article:
        from communique.reading import read

        return read(capture)

    def annotate(self, article: Article, case: Case, /) -> Analysis:
        from communique.annotation import annotate

        return annotate(article, case, model=self.model)

    def code(self, analysis: Analysis, case: Case, /) -> Sequence[Entry]:
        from communique.coding import code

        return tuple(code(analysis, case))


@dataclass(frozen=True, slots=True)
class _Outcome:
    state: State
    entries: int = 0
    failure: Failure | None = None


def add(
    record: Record,
    captures: Iterable[Capture | Problem],
    case: Case | None = None,
    *,
    model: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    layers: Layers | None = None,
    run: Run | None = None,
) -> Summary:
    """Put every capture into the record: read, annotated, coded and kept; those kept already are only looked up.

    One bad capture never ends a run: it is kept as a failure with the layer and the reason, and tried again at the next
    add. Each capture is kept in a transaction of its own, so that an interrupted run goes on where it stopped. At the
    end the merged view is brought up to date. `layers` and `run` are for other engines and for tests. Raises what every
    capture would meet: ModelMissing, ExtraMissing, CaseError, DataError, RecordError.
    """
    case = case or Case()
    layers = layers or _OwnLayers(model)
    run = run or run_of(case, model)
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    entries = 0
    for done, (item, known) in enumerate(_looked_up(record, captures, run), 1):
        outcome = _UNCHANGED if known else _take(record, item, case, layers, run)
        counts[outcome.state] += 1
        entries += outcome.entries
        if outcome.failure is not None:
            record.fail(outcome.failure)
            failures.append(outcome.failure)
        if progress is not None:
            progress(Progress(done, item.source, outcome.state))
    if counts["new"] or counts["recoded"]:
        record.refresh()
    return Summary(counts["new"], counts["recoded"], counts["unchanged"], entries, counts["skipped"], tuple(failures))


_UNCHANGED = _Outcome("unchanged")


def _looked_up(
    record: Record, captures: Iterable[Capture | Problem], run: Run
) -> Iterator[tuple[Capture | Problem, bool]]:
    """Yield each capture with whether it is known already; some are looked up together, as many as memory bears."""
    held: list[Capture | Problem] = []
    weight = 0
    for item in captures:
        held.append(item)
        weight += len(item.data) if isinstance(item, Capture) else 0
        if len(held) == _TOGETHER or weight > _WEIGHT:
            yield from _with_knowledge(record, held, run)
            held, weight = [], 0
    yield from _with_knowledge(record, held, run)


def _with_knowledge(
    record: Record, held: list[Capture | Problem], run: Run
) -> Iterator[tuple[Capture | Problem, bool]]:
    captures = [item for item in held if isinstance(item, Capture)]
    known = iter(record.known(captures, run))
    for item in held:
        yield item, isinstance(item, Capture) and next(known)


def _take(record: Record, item: Capture | Problem, case: Case, layers: Layers, run: Run) -> _Outcome:
    """Return what became of one capture; whatever a layer raises about this capture alone becomes a failure."""
    if not isinstance(item, Capture):
        if getattr(item, "severity", "error") == "info":
            return _Outcome("skipped")
        return _Outcome("failed", failure=Failure("", item.source, "captures", type(item).__name__, _reason(item)))
    if record.has(item, run):
        return _UNCHANGED
    layer = "reading"
    try:
        article = layers.read(item)
        layer = "annotation"
        analysis = layers.annotate(article, case)
        layer = "coding"
        entries = tuple(layers.code(analysis, case))
        layer = "record"
        kept = record.keep(item, article, entries, run=run)
    except _NOT_ABOUT_ONE_CAPTURE:
        raise
    except Exception as error:  # noqa: BLE001 - one page, however hostile, must not end the run; the reason is kept
        reason = str(error) or type(error).__name__
        return _Outcome("failed", failure=Failure(item.id, item.source, layer, type(error).__name__, reason))
    return _Outcome(kept.state, kept.entries)


def _reason(problem: Problem) -> str:
    reason, step = (str(getattr(problem, name, "") or "") for name in ("reason", "next_step"))
    return "; ".join(part for part in (reason, step) if part) or str(problem)


def run_of(case: Case | None = None, model: str | None = None) -> Run:
    """Return what captures are coded with here and now: our code, its rules and lists, the model and the case.

    Raises ModelMissing where no English model is installed.
    """
    from communique.annotation.model import find_model

    code, data = _own_digests()
    plain = json.dumps(dataclasses.asdict(case or Case()), ensure_ascii=True, sort_keys=True)
    return Run(
        code_version=f"{_version()} sha256:{code}",
        lexicon_hash=f"sha256:{data}",
        model=find_model(model).label,
        case_hash="sha256:" + hashlib.sha256(plain.encode("ascii")).hexdigest()[:16],
    )


def _version() -> str:
    try:
        return metadata.version("communique")
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def _own_digests() -> tuple[str, str]:
    """Return a digest of the code of the layers and one of their data files; the same on every machine."""
    root = Path(__file__).parent
    code, data = hashlib.sha256(), hashlib.sha256()
    for package in _READ_FROM:
        for path in sorted((root / package).rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
            if not path.is_file() or "__pycache__" in path.parts or path.suffix == ".pyc":
                continue
            digest = code if path.suffix == ".py" else data
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return code.hexdigest()[:16], data.hexdigest()[:16]
