"""Shows the main job on the example case: captures go in, the brief, the export and the record come out.

Run it with `make demo`, or `python -m examples.demo`. It writes below demo/ and reads nothing but this folder.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path

from communique.captures import iter_captures
from communique.cases import load_case
from communique.dossier.brief import Brief, Section, brief_html, brief_markdown, chosen_sections, make_brief
from communique.dossier.wording import counted
from communique.errors import CommuniqueError
from communique.pipeline import add
from communique.record import open_record

__all__ = ["main"]

HERE = Path(__file__).resolve().parent
CASE = HERE / "istanbul-abu-dhabi-geneva"
OUT = HERE.parent / "demo"
GROUPS, ITEMS = 3, 3
"""Groups of a section and lines of a group that are printed; all of them are in the files."""


def main() -> int:
    """Write the record, the brief and the export below demo/ and print what a reader would look at first."""
    try:
        return _run()
    except CommuniqueError as error:
        print(f"communique: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"communique: {error}; demo/ must be writable", file=sys.stderr)
        return 1


def _run() -> int:
    case = load_case(CASE / "case.toml")
    OUT.mkdir(exist_ok=True)
    stem = OUT / CASE.name
    record_file, brief_md, brief_page, lines = (stem.with_suffix(s) for s in (".communique", ".md", ".html", ".jsonl"))
    start = time.perf_counter()
    with open_record(record_file, create=True) as record:
        summary = add(record, iter_captures([CASE / "captures"]), case)
        brief = make_brief(record, case)
        lines.write_text("".join(f"{line}\n" for line in record.export_jsonl()), "utf-8")
    text = brief_markdown(brief)
    brief_md.write_text(text, "utf-8")
    brief_page.write_text(brief_html(brief), "utf-8")
    took = time.perf_counter() - start
    print(brief_markdown(_shortened(brief)))
    lines_left = text.count("\n")
    print(f"[Shortened: the whole brief has {lines_left} lines.]")
    done = f"{counted(summary.new + summary.recoded, 'capture')} read and coded, {summary.unchanged} known already"
    print(f"\n{done}, {len(summary.failures)} not readable, {took:.1f} s")
    for failure in summary.failures:
        print(f"  {failure.source}: {failure.message}")
    for what, path in (("brief", brief_page), ("brief", brief_md), ("entries", lines), ("record", record_file)):
        print(f"  {what:<8} {_shown(path)}")
    record_shown = _shown(record_file)
    print("\nTry next:")
    print(f"  .venv/bin/communique show commitments --record {record_shown}")
    print(f"  .venv/bin/communique show events --party UKR --status claimed --record {record_shown}")
    print(f"  .venv/bin/communique why {_an_entry(brief)} --record {record_shown}")
    return 0


def _shortened(brief: Brief) -> Brief:
    """Return what fits on a screen or two: the first lines of the sections that are read first."""
    chosen = chosen_sections(brief, ("glance", "rounds", "due", "doubts"))
    return dataclasses.replace(chosen, sections=tuple(map(_first_lines, chosen.sections)), sources=())


def _first_lines(section: Section) -> Section:
    if section.id == "glance":
        return section
    groups = (
        dataclasses.replace(g, items=tuple(dataclasses.replace(i, notes=i.notes[:2]) for i in g.items[:ITEMS]), more="")
        for g in section.groups[:GROUPS]
    )
    return dataclasses.replace(section, groups=tuple(groups))


def _an_entry(brief: Brief) -> str:
    """Return the id of an entry that is worth asking about: the first promise with something told of it since."""
    items = [i for s in brief.sections for g in s.groups for i in g.items if i.entry]
    return next((i.entry for i in items if i.entry.startswith("commitment") and i.notes), items[0].entry)


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    sys.exit(main())
