"""Scores entries in the record format against an expert's record in the format "communique-gold/1".

An entry and a gold entry can match when they are of one kind, the entry's type, stance, name or value is one that the gold
allows, and words of its evidence are words of one of the gold's sentences. Matching is one to one, the pair that agrees on
most slots first. Precision and recall are over entries; a slot that the gold leaves out is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["KindScore", "score_article", "score_entries", "traps_avoided"]

Entry = dict[str, Any]
_WORD = re.compile(r"\w+")
_MEDIATING = ("mediator", "broker", "facilitator")


@dataclass
class KindScore:
    """What came out for one kind of entry."""

    gold: int
    found: int
    matched: int
    fully_right: int
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _fold(text: str | None) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text or "")]


def _same_words(one: str, other: str) -> bool:
    a, b = _fold(one), _fold(other)
    if not a or not b:
        return False
    joined_a, joined_b = f" {' '.join(a)} ", f" {' '.join(b)} "
    if joined_a in joined_b or joined_b in joined_a:
        return True
    less, more = sorted((a, b), key=len)
    have = set(more)
    return len(less) >= 4 and sum(w in have for w in less) >= 0.7 * len(less)


def _cited(entry: Entry) -> list[str]:
    return [e.get("exact", "") for e in entry.get("evidence", ())] or [entry.get("text", "")]


def _touches(entry: Entry, gold: Entry) -> bool:
    return any(_same_words(c, g) for c in _cited(entry) for g in gold["text"])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(name: str | None, allowed: Iterable[str]) -> bool:
    have = set(_fold(name))
    return any((want := set(_fold(a))) <= have or (have and have <= want) for a in allowed)


def _sides(refs: Any) -> set[str]:
    return {r.get("country") or r.get("name", "?") for r in refs or ()}


def _dated(date: Entry | None, gold: Entry) -> bool:
    return [(date or {}).get("start"), (date or {}).get("end")] in [list(d) for d in gold.get("dates", [])]


def _third(entry: Entry, gold: Entry) -> bool:
    have = set()
    for t in entry.get("third_party") or ():
        role = "mediator" if t["role"] in _MEDIATING else t["role"]
        have.add((t["actor"].get("country"), role))
    return have >= {tuple(t) for t in gold["third_party"]}


_SLOTS: dict[str, tuple[str, Callable[[Entry, Entry], bool]]] = {
    "status": ("status", lambda e, g: e.get("status") in _list(g["status"])),
    "date": ("dates", lambda e, g: _dated(e.get("due") if e["kind"] == "commitment" else e.get("date"), g)),
    "actor": ("actors", lambda e, g: _sides(e.get("actor")) in [set(a) for a in g["actors"]]),
    "recipient": ("recipients", lambda e, g: _sides(e.get("recipient")) in [set(a) for a in g["recipients"]]),
    "third_party": ("third_party", _third),
    "place": ("place", lambda e, g: _named((e.get("place") or {}).get("name"), _list(g["place"]))),
    "country": ("country", lambda e, g: (e.get("place") or {}).get("country") in _list(g["country"])),
    "attribution": ("attribution", lambda e, g: (e.get("attribution") or {}).get("kind") in _list(g["attribution"])),
    "speaker": ("speaker", lambda e, g: _named((e.get("speaker") or {}).get("name"), _list(g["speaker"]))),
    "party": ("party", lambda e, g: (e.get("party") or {}).get("country") in _list(g["party"])),
    "issue": ("issue", lambda e, g: e.get("issue") in _list(g["issue"])),
    "parties": ("parties", lambda e, g: _sides(e.get("parties")) in [set(a) for a in g["parties"]]),
    "qualifier": ("qualifier", lambda e, g: e.get("qualifier") in _list(g["qualifier"])),
    "source": ("source", lambda e, g: _named((e.get("source") or {}).get("name"), _list(g["source"]))),
    "format": ("format", lambda e, g: e.get("format") in _list(g["format"])),
    "side": ("side", lambda e, g: (e.get("country") or e.get("side")) in _list(g["side"])),
}


def _candidate(entry: Entry, gold: Entry) -> bool:
    kind = gold["kind"]
    if kind == "quotation":
        return _same_words(entry.get("text", ""), gold["quote"])
    if kind == "actor":
        return any(_named(n, _list(gold["name"])) for n in [entry.get("name"), *(entry.get("aliases") or ())])
    if kind == "tally":
        return (
            entry.get("value") is not None and float(entry["value"]) == float(gold["value"]) and _touches(entry, gold)
        )
    if kind == "round":
        here = _named((entry.get("place") or {}).get("name"), _list(gold.get("place", [])))
        return _dated(entry.get("date"), gold) or (here and _touches(entry, gold))
    if kind == "event":
        return entry.get("type") in gold["type"] and _touches(entry, gold)
    if kind == "position":
        return entry.get("stance") in gold["stance"] and _touches(entry, gold)
    return _touches(entry, gold)


def score_entries(gold: Entry, entries: list[Entry]) -> dict[str, KindScore]:
    """Return the score of every kind that the gold holds."""
    out: dict[str, KindScore] = {}
    for kind in sorted({g["kind"] for g in gold["entries"]}):
        wanted = [g for g in gold["entries"] if g["kind"] == kind]
        found = [e for e in entries if e["kind"] == kind]
        pairs: list[tuple[int, int, int, dict[str, bool]]] = []
        for gi, g in enumerate(wanted):
            for ei, e in enumerate(found):
                if _candidate(e, g):
                    right = {slot: test(e, g) for slot, (key, test) in _SLOTS.items() if key in g}
                    pairs.append((-sum(right.values()), gi, ei, right))
        pairs.sort(key=lambda p: p[:3])
        used_g: set[int] = set()
        used_e: set[int] = set()
        result = KindScore(len(wanted), len(found), 0, 0)
        for _, gi, ei, right in pairs:
            if gi in used_g or ei in used_e:
                continue
            used_g.add(gi)
            used_e.add(ei)
            result.matched += 1
            result.fully_right += all(right.values())
            for slot, ok in right.items():
                good, total = result.slots.get(slot, (0, 0))
                result.slots[slot] = (good + ok, total + 1)
            bad = [slot for slot, ok in right.items() if not ok]
            if bad:
                result.wrong[wanted[gi]["id"]] = bad
        result.missed = [g["id"] for gi, g in enumerate(wanted) if gi not in used_g]
        result.extra = [
            f"{e.get('type') or e.get('stance') or e.get('name') or e.get('value') or e.get('content') or e.get('label')} | {_cited(e)[0][:110]}"
            for ei, e in enumerate(found)
            if ei not in used_e
        ]
        out[kind] = result
    return out


def traps_avoided(gold: Entry, entries: list[Entry]) -> tuple[list[str], list[str]]:
    """Return the ids of the gold's traps that were avoided, and of those that were not."""
    good: list[str] = []
    bad: list[str] = []
    for trap in gold.get("not", ()):
        where = trap.get("where", {})
        caught = any(
            e["kind"] == trap["kind"] and _touches(e, trap) and all(e.get(k) in _list(v) for k, v in where.items())
            for e in entries
        )
        (bad if caught else good).append(trap["id"])
    return good, bad


def score_article(gold: Entry, article: Entry) -> dict[str, bool]:
    """Return for each field of the gold article whether the entry has it right."""
    text = article.get("text", "")
    out: dict[str, bool] = {}
    for key, want in gold.items():
        if key == "keeps":
            out[key] = all(t in text for t in want)
        elif key == "drops":
            out[key] = not any(t in text for t in want)
        elif key in ("published", "updated"):
            have = str(article.get(key) or "")
            out[key] = have == (want or "") or (bool(want) and have.startswith(want))
        elif key in ("hijacked", "group", "file", "note", "url", "canonical_url"):
            continue
        else:
            out[key] = [_fold(str(x or "")) for x in _list(article.get(key))] == [
                _fold(str(x or "")) for x in _list(want)
            ]
    return out
