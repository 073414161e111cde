"""Joins the words that newswire writes with a hyphen and the tokenizer cuts in three ("cease-fire") into one each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["join_compounds"]


@cache
def _compounds() -> dict[str, tuple[str, str]]:
    """Part of speech and lemma by the hyphenated word."""
    read = tomllib.loads(resources.files(__package__).joinpath("compounds.toml").read_text("utf-8"))
    return {
        w: (pos, lemma) for pos, words in (("NOUN", "nouns"), ("VERB", "verbs")) for w, lemma in read[words].items()
    }


def join_compounds(doc: Doc) -> Doc:
    """Return the parsed `doc` with each compound of compounds.toml as one word, which hangs where the three hung."""
    known = _compounds()
    found: list[tuple[Span, str, str]] = []
    for dash in doc[1:-1]:
        before, after = doc[dash.i - 1], doc[dash.i + 1]
        if dash.text != "-" or before.whitespace_ or dash.whitespace_:
            continue
        entry = known.get(f"{before.lower_}-{after.lemma_.lower()}") or known.get(f"{before.lower_}-{after.lower_}")
        if entry is None or (found and found[-1][0].end > before.i):
            continue
        found.append((doc[before.i : after.i + 1], *entry))
    if not found:
        return doc
    with doc.retokenize() as retokenizer:
        for span, pos, lemma in found:
            attrs: dict[str | int, str] = {"LEMMA": lemma}
            if span.root.pos_ != pos:
                # the parts were read one by one; what they make is told by the list
                plural = span[-1].lower_.endswith("s")
                attrs |= {"POS": pos, "TAG": ("NNS" if plural else "NN") if pos == "NOUN" else span[-1].tag_}
            retokenizer.merge(span, attrs=attrs)
    return doc
