"""ECB+ (CC BY 3.0): which mentions of happenings in news articles are one event, within a topic, the mentions given.

Scored are, as in the published figures, all mentions of actions in the sentences that the corpus's authors checked (ecb_sentences.txt);
one that is linked to no other is an event of its own. Measure: CoNLL F1, the mean of MUC, B³ and CEAFe over all
topics scored (evals/coref.py). `same_lemma` puts together what has one lemma within a topic, in the same run. The weights were made on
topics 1 to 20 (evals/sameness_train.py); 21 to 28 were looked at while the features were made, 29 to 35 were not.
"""

from __future__ import annotations

import io
import tarfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.annotation.model import load_model
from evals.coref import conll
from evals.sameness import Mention, Text, cluster, stem, stems

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "ecb"
PEERS: tuple[tuple[str, str, float], ...] = (("held_out_conll", "same lemma, on ECB+ test", 0.727),)
LOOKED_AT, HELD_OUT = range(21, 29), range(29, 36)
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})
_SAYING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_IN_PHRASE = frozenset({"compound", "amod", "nmod", "poss", "appos", "conj", "nummod", "prep", "pobj"})
_DEEPEST = 3
_ENDS, _LEADS = frozenset('.!?"'), 2


@dataclass(frozen=True)
class Document:
    """An article of the corpus: its words by sentence, and the scored mentions: (id, token numbers, event)."""

    topic: int
    name: str
    words: list[tuple[int, str]]
    mentions: list[tuple[str, list[int], str]]


def read_documents(shared: Path, topics: Iterable[int]) -> Iterator[Document]:
    """Yield the articles of the topics, in the order of their names."""
    wanted, sentences = set(topics), _checked()
    with tarfile.open(shared / "gold" / "events" / "ecbplus-topics-1-35.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            path = Path(member.name)
            if path.suffix == ".xml" and path.parent.name.isdigit() and int(path.parent.name) in wanted:
                stream = tar.extractfile(member)
                assert stream is not None
                yield _document(
                    int(path.parent.name), path.stem, ET.parse(io.BytesIO(stream.read())).getroot(), sentences
                )


def _checked() -> set[tuple[str, int]]:
    found = set()
    for line in Path(__file__).with_name("ecb_sentences.txt").read_text("utf-8").splitlines():
        topic, *articles = line.split(" ")
        if topic != "#":
            ending = "ecbplus" if topic.endswith("+") else "ecb"
            for article in articles:
                number, _, sentences = article.partition(":")
                found |= {(f"{topic.rstrip('+')}_{number}{ending}", int(n)) for n in sentences.split(",")}
    return found


def _document(topic: int, name: str, root: ET.Element, sentences: set[tuple[str, int]]) -> Document:
    tokens = root.findall("token")
    number = {t.get("t_id"): n for n, t in enumerate(tokens)}
    words = [(int(t.get("sentence") or 0), t.text or "") for t in tokens]
    event = {
        source.get("m_id"): relation.get("note")
        if relation.tag == "CROSS_DOC_COREF"
        else f"{name}:{relation.get('r_id')}"
        for relation in (*root.iterfind("Relations/INTRA_DOC_COREF"), *root.iterfind("Relations/CROSS_DOC_COREF"))
        for source in relation.iterfind("source")
    }
    mentions = []
    for mark in root.find("Markables") or ():
        at = sorted(number[a.get("t_id")] for a in mark.iterfind("token_anchor"))
        if at and mark.tag.startswith(("ACTION", "NEG")) and (name, words[at[0]][0]) in sentences:
            mention = f"{name}:{mark.get('m_id')}"
            mentions.append((mention, at, f"{topic}:{event.get(mark.get('m_id'), mention)}"))
    return Document(topic, name, words, sorted(mentions, key=lambda m: m[1]))


def read_topic(documents: list[Document]) -> Text:
    """Return the articles with their mentions as evals.sameness wants them; only sentences with a mention are parsed."""
    pieces = [p for n, d in enumerate(documents) for p in _sentences(n, d)]
    mentions: list[Mention] = []
    for (number, order, at, _), doc in zip(pieces, _parsed([p[3] for p in pieces]), strict=True):
        start = at[0]
        for name, tokens, _event in documents[number].mentions:
            if start <= tokens[0] <= at[-1]:
                here = [doc[t - start] for t in tokens if start <= t <= at[-1]]
                mentions.append(_mention(name, number, order, here, doc))
    capitals = [
        frozenset(stem(w) for (_, before), (_, w) in pairwise(d.words) if w[:1].isupper() and before not in _ENDS)
        for d in documents
    ]
    leads = [frozenset(stems(w for n, w in d.words if n <= _LEADS)) for d in documents]
    return Text([stems(w for _, w in d.words) for d in documents], mentions, capitals=capitals, leads=leads)


Piece = tuple[int, int, list[int], list[str]]


def _sentences(number: int, d: Document) -> Iterator[Piece]:
    by: dict[int, list[int]] = defaultdict(list)
    for n, (sentence, _) in enumerate(d.words):
        by[sentence].append(n)
    told = {d.words[at[0]][0] for _, at, _ in d.mentions}
    for order, sentence in enumerate(sorted(by)):
        if sentence in told:
            yield number, order, by[sentence], [d.words[n][1] for n in by[sentence]]


def _parsed(words: list[list[str]]) -> Iterator[Doc]:
    from spacy.tokens import Doc

    nlp, _ = load_model(None)
    return nlp.pipe([Doc(nlp.vocab, words=w) for w in words], batch_size=64)


def _phrase(token: Token, depth: int = 0) -> list[Token]:
    below = [c for c in token.children if c.dep_ in _IN_PHRASE] if depth < _DEEPEST else []
    return [token, *(t for c in below for t in _phrase(c, depth + 1))]


def _company(head: Token) -> dict[str, list[Token]]:
    """Return what stands near the mention: subject, object, and the rest of its phrase or clause."""
    out: dict[str, list[Token]] = {"subject": [], "object": [], "near": []}
    if head.pos_ not in ("VERB", "AUX"):
        out["near"] = _phrase(head)[1:]
        if head.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "compound"):
            others = [c for c in head.head.children if c != head and c.dep_ in ("nsubj", "dobj", "nsubjpass")]
            out["near"] += [head.head, *(t for c in others for t in _phrase(c))]
        return out
    verb = head
    for _ in range(_DEEPEST):
        if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) or verb.dep_ not in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "aux",
        ):
            break
        verb = verb.head
    for c in verb.children:
        if c.dep_ in ("nsubj", "nsubjpass"):
            out["object" if c.dep_ == "nsubjpass" else "subject"] += _phrase(c)
    for c in head.children:
        if c.dep_ in ("dobj", "attr", "oprd", "dative"):
            out["object"] += _phrase(c)
        elif c.dep_ in ("prep", "agent", "prt"):
            out["subject" if c.dep_ == "agent" else "near"] += _phrase(c)
    if head.dep_ in ("acl", "relcl"):
        out["object" if head.tag_ == "VBN" else "subject"] += _phrase(head.head)
    return out


def _said(tokens: Iterable[Token], but: set[int]) -> frozenset[str]:
    return frozenset(stems(t.lemma_ for t in tokens if t.i not in but and t.pos_ in _SAYING))


def _mention(name: str, document: int, sentence: int, tokens: list[Token], doc: Doc) -> Mention:
    mine = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in mine or t.head == t), tokens[0])
    near: dict[str, Any] = {k: _said(ts, mine) for k, ts in _company(head).items()}
    named = [e for e in doc.ents if e.label_ in _NAMES]
    return Mention(
        id=name,
        document=document,
        head=head.lemma_.lower(),
        words=" ".join(t.lemma_.lower() for t in tokens),
        verb=head.pos_ in ("VERB", "AUX"),
        sentence=sentence,
        around=_said(doc, mine),
        names=frozenset(stem(t.text) for e in named for t in e if t.text[:1].isupper()),
        figures=frozenset(t.lower_ for t in doc if t.pos_ == "NUM"),
        times=frozenset(e.text.lower() for e in doc.ents if e.label_ in ("DATE", "TIME")),
        **near,
    )


def topics_of(shared: Path, topics: Iterable[int]) -> Iterator[tuple[Text, dict[str, str]]]:
    """Yield for each topic its text and the event of each mention."""
    by: dict[int, list[Document]] = defaultdict(list)
    for d in read_documents(shared, topics):
        by[d.topic].append(d)
    for _, documents in sorted(by.items()):
        yield read_topic(documents), {name: event for d in documents for name, _, event in d.mentions}


def grouped(of: dict[str, str]) -> list[frozenset[str]]:
    """Return the mentions of one event together."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, event in of.items():
        found[event].add(mention)
    return [frozenset(v) for v in found.values()]


def score(topics: Iterable[tuple[Text, dict[str, str]]], weights: dict[str, float] | None = None) -> dict[str, float]:
    """Return our figures over the topics, and the CoNLL F1 of one lemma, one event."""
    gold: list[frozenset[str]] = []
    ours: list[frozenset[str]] = []
    lemma: list[frozenset[str]] = []
    for text, events in topics:
        gold += grouped(events)
        ours += [frozenset(c) for c in cluster(text, weights)]
        lemma += grouped({m.id: m.head for m in text.mentions})
    return {**conll(gold, ours), "same_lemma": conll(gold, lemma)["conll"], "mentions": sum(map(len, gold))}


def measure(shared: Path) -> dict[str, float]:
    """Return the figures on the topics that were looked at and on those that were not."""
    looked, held = score(topics_of(shared, LOOKED_AT)), score(topics_of(shared, HELD_OUT))
    return {
        **{f"looked_at_{k}": round(v, 4) for k, v in looked.items()},
        **{f"held_out_{k}": round(v, 4) for k, v in held.items()},
    }


if __name__ == "__main__":
    import os

    print(measure(Path(os.environ["COMMUNIQUE_GOLD"])))
