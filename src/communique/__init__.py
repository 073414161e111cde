"""communique reads captured news coverage of a negotiation and keeps its record, every line led back to its sentence.

    capture ──read──▶ Article ──annotate──▶ Analysis ──code──▶ entries ──keep──▶ Record ──show──▶ brief, exports

Everything that other programs may use is here, and `docs/python.md` shows it in use. The parts are loaded when they are
first touched, so that `import communique` costs next to nothing and the language model loads only where text is read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from communique.errors import (
    CaptureError,
    CaseError,
    CommuniqueError,
    DataError,
    ExtraMissing,
    ModelMissing,
    QueryError,
    RecordBusy,
    RecordError,
    RecordTooNew,
)

if TYPE_CHECKING:
    from communique.annotation import annotate
    from communique.annotation.model import InstalledModel, find_model
    from communique.captures import CaptureProblem, iter_captures
    from communique.cases import case_template, load_case, record_path
    from communique.coding import code
    from communique.dossier.brief import Brief, brief_html, brief_markdown, chosen_sections, make_brief
    from communique.pipeline import Progress, Summary, add, run_of
    from communique.reading import read
    from communique.record import (
        Decision,
        Explanation,
        Failure,
        Filters,
        Kept,
        Passage,
        Record,
        Run,
        SourceGroup,
        open_record,
    )
    from communique.words import (
        SCHEMA,
        Actor,
        ActorProfile,
        ActorRef,
        Analysis,
        Article,
        ArticleEntry,
        Attribution,
        Block,
        Capture,
        Case,
        CaseActor,
        Commitment,
        Date,
        Delegation,
        Document,
        Dropped,
        Entity,
        Entry,
        Event,
        Evidence,
        Finding,
        FindingEntry,
        Link,
        Mention,
        Place,
        PlaceMention,
        Position,
        Quantity,
        Quotation,
        Quote,
        Rights,
        Role,
        Round,
        Sentence,
        Tally,
        ThirdParty,
        TimeExpression,
        Token,
        as_json,
        entry_id,
        to_line,
    )

    __version__: str

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorProfile",
    "ActorRef",
    "Analysis",
    "Article",
    "ArticleEntry",
    "Attribution",
    "Block",
    "Brief",
    "Capture",
    "CaptureError",
    "CaptureProblem",
    "Case",
    "CaseActor",
    "CaseError",
    "Commitment",
    "CommuniqueError",
    "DataError",
    "Date",
    "Decision",
    "Delegation",
    "Document",
    "Dropped",
    "Entity",
    "Entry",
    "Event",
    "Evidence",
    "Explanation",
    "ExtraMissing",
    "Failure",
    "Filters",
    "Finding",
    "FindingEntry",
    "InstalledModel",
    "Kept",
    "Link",
    "Mention",
    "ModelMissing",
    "Passage",
    "Place",
    "PlaceMention",
    "Position",
    "Progress",
    "Quantity",
    "QueryError",
    "Quotation",
    "Quote",
    "Record",
    "RecordBusy",
    "RecordError",
    "RecordTooNew",
    "Rights",
    "Role",
    "Round",
    "Run",
    "Sentence",
    "SourceGroup",
    "Summary",
    "Tally",
    "ThirdParty",
    "TimeExpression",
    "Token",
    "__version__",
    "add",
    "annotate",
    "as_json",
    "brief_html",
    "brief_markdown",
    "case_template",
    "chosen_sections",
    "code",
    "entry_id",
    "find_model",
    "iter_captures",
    "load_case",
    "make_brief",
    "open_record",
    "read",
    "record_path",
    "run_of",
    "to_line",
]

_HOMES = {
    "communique.annotation": ("annotate",),
    "communique.annotation.model": ("InstalledModel", "find_model"),
    "communique.captures": ("CaptureProblem", "iter_captures"),
    "communique.cases": ("case_template", "load_case", "record_path"),
    "communique.coding": ("code",),
    "communique.dossier.brief": ("Brief", "brief_html", "brief_markdown", "chosen_sections", "make_brief"),
    "communique.pipeline": ("Progress", "Summary", "add", "run_of"),
    "communique.reading": ("read",),
    "communique.record": (
        "Decision", "Explanation", "Failure", "Filters", "Kept", "Passage", "Record", "Run", "SourceGroup",
        "open_record",
    ),
}  # fmt: skip
"""Where a public name lives when it is neither an error nor one of communique.words."""

if not TYPE_CHECKING:  # a checker sees the imports above and so the true types; a typing slip stays an error

    def __getattr__(name: str) -> object:
        """Return a public name, its module loaded now and the name kept for the next time."""
        if name not in __all__:
            msg = f"module 'communique' has no attribute {name!r}"
            raise AttributeError(msg)
        if name == "__version__":
            from importlib import metadata

            value: object = metadata.version("communique")
        else:
            home = next((module for module, names in _HOMES.items() if name in names), "communique.words")
            value = getattr(import_module(home), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
