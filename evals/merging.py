"""How well the merging tells one thing from another: pairs of entries of the example case's captures, by the expert.

Each entry of one capture is given to the gold entry that it tells of: the candidates of evals.scoring with most right and fewest
wrong, where each sentence that tells the entry counts, held by the gold entry or not, and each slot that says who, when and where;
a slot that the entry leaves open is neither right nor wrong. A pair of entries that were merged is false where the two have no gold entry in common; a pair that
was left apart is missed where both tell of one gold entry alone, the same one. Entries that tell of nothing in the gold are left out.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

from communique.captures import iter_captures
from communique.cases import load_case
from communique.pipeline import add
from communique.record import open_record
from evals.scoring import _SLOTS, _candidate, _touches, score_entries

NAME = "merging"
PEERS: tuple[tuple[str, str, float], ...] = ()

CASE = Path(__file__).resolve().parent.parent / "examples" / "istanbul-abu-dhabi-geneva"
KINDS = ("event", "round", "commitment", "position", "tally")
_IDENTITY = ("date", "actor", "recipient", "parties", "party", "place", "country", "format", "issue")

Entry = dict[str, Any]


def read_case() -> tuple[list[Entry], list[Entry]]:
    """Return the merged entries of the example case, and the entries of its captures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.communique"
        with open_record(file, create=True) as record:
            add(record, iter_captures([CASE / "captures"]), load_case(CASE / "case.toml"))
            merged = [json.loads(line) for line in record.export_jsonl()]
        with sqlite3.connect(file) as connection:
            lines = connection.execute("SELECT json FROM members ORDER BY id").fetchall()
    connection.close()
    return merged, [json.loads(line) for (line,) in lines]


def told_of(entry: Entry, gold: list[Entry]) -> frozenset[str]:
    """Return the ids of the gold entries of which an entry tells: one as a rule, several where it fits them alike."""
    # A date or an attribution may stand in a sentence that tells of something else.
    telling = [e for e in entry["evidence"] if e["slot"] in ("event", "type")]
    entry = {**entry, "evidence": telling or entry["evidence"]}
    told = [slot for slot in _IDENTITY if _is_told(entry, slot)]
    ranked: list[tuple[int, str]] = []
    for g in gold:
        if g["kind"] == entry["kind"] and _candidate(entry, g):
            judged = [_SLOTS[slot][1](entry, g) for slot in told if _SLOTS[slot][0] in g]
            judged += [_touches({"evidence": [e]}, g) for e in entry["evidence"]]
            ranked.append((judged.count(False) - judged.count(True), g["id"]))
    if not ranked:
        return frozenset()
    best = min(ranked)[0]
    return frozenset(name for balance, name in ranked if balance == best)


def _is_told(entry: Entry, slot: str) -> bool:
    """Tell whether an entry says anything in a slot of identity: an undated one is not wrongly dated."""
    if slot == "date":
        date = entry.get("due") if entry["kind"] == "commitment" else entry.get("date")
        return bool(date and date["start"])
    if slot in ("place", "country"):
        return bool((entry.get("place") or {}).get("name" if slot == "place" else "country"))
    return slot in ("actor", "recipient") or bool(entry.get(slot))


def judge_pairs(gold: list[Entry], merged: list[Entry], members: list[Entry]) -> dict[str, tuple[int, int, int, int]]:
    """Return for each kind the pairs merged, falsely merged, of one gold entry, and missed of these."""
    told = {m["id"]: told_of(m, gold) for m in members if m["kind"] in KINDS}
    home = {member: entry["id"] for entry in merged for member in entry.get("members") or ()}
    out: dict[str, tuple[int, int, int, int]] = {}
    for kind in KINDS:
        mine = sorted(m["id"] for m in members if m["kind"] == kind and told[m["id"]])
        together = false = same = missed = 0
        for a, b in combinations(mine, 2):
            joined = home.get(a) == home.get(b)
            one = len(told[a]) == 1 and told[a] == told[b]
            together += joined
            false += joined and not told[a] & told[b]
            same += one
            missed += one and not joined
        out[kind] = (together, false, same, missed)
    return out


def measure(shared: Path) -> dict[str, float]:  # noqa: ARG001 - the signature of every set
    """Return, for each kind and for all, the share of merged pairs that are false, of true pairs that were missed, and F1.

    Nothing of `shared` is read: the example case is part of the project.
    """
    gold = json.loads((CASE / "gold" / "case.json").read_text("utf-8"))
    merged, members = read_case()
    pairs = judge_pairs(gold["entries"], merged, members)
    scores = score_entries(gold, merged)
    out: dict[str, float] = {}
    for kind, (together, false, same, missed) in pairs.items():
        out[f"{kind} false merges"] = false / max(1, together)
        out[f"{kind} missed merges"] = missed / max(1, same)
        out[f"{kind} precision"] = scores[kind].precision
        out[f"{kind} recall"] = scores[kind].recall
        out[f"{kind} F1"] = scores[kind].f1
    sums = [sum(p[i] for p in pairs.values()) for i in range(4)]
    out["all false merges"] = sums[1] / max(1, sums[0])
    out["all missed merges"] = sums[3] / max(1, sums[2])
    return out


if __name__ == "__main__":
    for measure_name, figure in measure(Path()).items():
        sys.stdout.write(f"{measure_name:<28} {figure:.3f}\n")
