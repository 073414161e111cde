"""Number cases of Recognizers-Text (MIT): how many inputs have all their numbers read with the right value.

Read at the level of lexemes: which of them count something is another matter, not what these cases ask. Left out are
the cases that the set itself calls unsupported in Python.
"""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

from communique.annotation.quantities.numbers import cut_lexemes, read_number

NAME = "recognizers_numbers"
PEERS: tuple[tuple[str, str, float], ...] = ()
_FILES = {"number": "Number/English/NumberModel.json", "percent": "Number/English/PercentModel.json"}


def read_cases(shared: Path) -> dict[str, list[dict[str, object]]]:
    """Return the cases of each file, in order."""
    found = {}
    with tarfile.open(shared / "gold/language/recognizers-specs-en.tar.xz") as archive:
        for name, path in _FILES.items():
            member = next(m for m in archive.getmembers() if m.name.endswith(path))
            raw = archive.extractfile(member)
            assert raw is not None
            cases = json.loads(raw.read().decode("utf-8-sig"))
            found[name] = [c for c in cases if "python" not in c.get("NotSupported", "")]
    return found


def read_values(text: str) -> list[float]:
    """Return the values of all numbers in a text, in order."""
    lexemes = tuple(cut_lexemes(text, 0, len(text)))
    values, at = [], 0
    while at < len(lexemes):
        number = read_number(lexemes, at)
        if number is None:
            at += 1
            continue
        value = number.value if number.value is not None else number.low
        minus = at > 0 and lexemes[at - 1].text == "-" and lexemes[at - 1].end == lexemes[at].start
        glued = at > 1 and lexemes[at - 2].end == lexemes[at - 1].start
        values.append(-(value or 0.0) if minus and not glued else value or 0.0)
        at = number.last
    return values


def measure(shared: Path) -> dict[str, float]:
    figures = {}
    for name, cases in read_cases(shared).items():
        right = 0
        for case in cases:
            want = []
            for result in case["Results"]:  # type: ignore[attr-defined]
                value = str((result.get("Resolution") or {}).get("value", "")).rstrip("%")
                try:
                    want.append(float(value))
                except ValueError:
                    continue
            got = read_values(str(case["Input"]))
            good = len(want) == len(got) and all(
                abs(a - b) <= 1e-4 * max(1, abs(a)) for a, b in zip(want, got, strict=True)
            )
            right += good
            if not good and os.environ.get("NUMBER_ERRORS"):
                print(name, repr(case["Input"]), "want", want, "got", got)
        figures[f"{name}_cases"] = float(len(cases))
        figures[f"{name}_right"] = round(100 * right / len(cases), 1)
    return figures


if __name__ == "__main__":
    for name, figure in measure(Path(os.environ["COMMUNIQUE_GOLD"])).items():
        print(f"{name:24} {figure}")
