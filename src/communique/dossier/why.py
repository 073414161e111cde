"""Shows why an entry is in the record: its words in their paragraph, the rules, members, decisions and links."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from communique.dossier.escaping import plain_text
from communique.dossier.reviewing import decision_state
from communique.dossier.rows import flat_row
from communique.dossier.wording import clock, counted, day_span

if TYPE_CHECKING:
    from communique.record import Explanation, Passage

__all__ = ["explanation_text"]

_WIDTH = 100
_SHOWN = 12
_LOOKED_AT = 300
"""Passages that are grouped; an actor of a long record is mentioned thousands of times."""
_BOLD, _UNDERLINE, _OFF = "\x1b[1m", "\x1b[4m", "\x1b[0m"


def explanation_text(explanation: Explanation, *, colour: bool = False, width: int = _WIDTH) -> str:
    """Return the explanation as text; the words that count stand between » and «, underlined too with `colour`."""
    entry = explanation.entry
    out = [_bold(f"{entry['kind']} {entry['id']}", colour), *_slots(entry), ""]
    out += _passages(explanation, colour=colour, width=width)
    if len(explanation.members) > 1:
        out += [_bold(f"{counted(len(explanation.members), 'member')} merged into it", colour)]
        out += [*_members(explanation, width), *_more(len(explanation.members)), ""]
    if entry.get("variants"):
        out += [_bold("Where its members differ", colour)]
        out += [f"  {_variant(v)}" for v in entry["variants"]] + [""]
    if explanation.decisions:
        out += [_bold("Decisions", colour)]
        for d in explanation.decisions:
            said = f": {plain_text(d.reason)}" if d.reason else ""
            state = decision_state(d)
            again = f" ({plain_text(state)})" if state != "applies" else ""
            out.append(f"  {d.when} {plain_text(d.by)}: {d.decision}{said} {_details(d.details)}".rstrip() + again)
        out.append("")
    if entry.get("provenance"):
        out += [_bold("Coded with", colour)]
        out += [f"  {plain_text(', '.join(f'{k} {v}' for k, v in run.items()))}" for run in entry["provenance"]] + [""]
    if explanation.links:
        out += [_bold("Links", colour)]
        for link in explanation.links[:_SHOWN]:
            outward = link["from"] == entry["id"]
            other = link["to"] if outward else link["from"]
            arrow = f"{link['relation']} {other}" if outward else f"{other} {link['relation']} this"
            because = f" ({plain_text('; '.join(link['reasons']))})" if link.get("reasons") else ""
            out.append(f"  {arrow}{because}")
        out += [*_more(len(explanation.links)), ""]
    return "\n".join(out).rstrip("\n") + "\n"


def _more(count: int) -> list[str]:
    return [f"  and {count - _SHOWN:,} more: communique why --json shows them all"] if count > _SHOWN else []


def _bold(text: str, colour: bool) -> str:
    return f"{_BOLD}{text}{_OFF}" if colour else text


def _slots(entry: dict[str, Any]) -> list[str]:
    row = flat_row(entry)
    shown = (
        "date",
        "due",
        "what",
        "figure",
        "actor",
        "recipient",
        "third_party",
        "issue",
        "status",
        "attribution",
        "place",
        "role",
        "sources",
    )
    out = [f"  {name.replace('_', ' '):<12} {plain_text(row[name])}" for name in shown if row.get(name)]
    date = entry.get("date")
    if date and date.get("expression"):
        out.append(
            f"  {'date read as':<12} {day_span(date) or 'not known'}, from the words “{plain_text(date['expression'])}”"
        )
    followed = entry.get("followed")
    if followed:
        until = followed["until"] or "no day"
        out.append(f"  {'followed':<12} {followed['finding'].replace('_', ' ')} (captures up to {until})")
    return out


def _line(member: dict[str, Any]) -> str:
    row = flat_row(member)
    return plain_text(" | ".join(row[c] for c in ("date", "what", "actor", "status") if row.get(c)))


def _members(explanation: Explanation, width: int) -> list[str]:
    """Return a line for each member, below it why it was put with the others."""
    because = {j["member"]: j for j in explanation.entry.get("joined") or ()}
    out = []
    for member in explanation.members[:_SHOWN]:
        out.append(f"  {member['id']}  {_line(member)}")
        if member["id"] in because:
            told = textwrap.wrap(_because(because[member["id"]]), width - 6, break_long_words=False)
            out += [f"      {line}" for line in told]
    return out


def _because(joined: dict[str, Any]) -> str:
    score = "" if joined["score"] is None else f" (score {joined['score']:.2f})"
    return plain_text(f"with {joined['to']}{score}: {'; '.join(joined['reasons'])}")


def _variant(variant: dict[str, Any]) -> str:
    sources = counted(int(variant.get("sources") or 0), "source")
    chosen = f"; chosen: {plain_text(str(variant['chosen']))}" if variant.get("chosen") else ""
    return f"{variant['slot']}: {plain_text(_value(variant['value']))} ({sources}{chosen})"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("edtf") or value.get("name") or value.get("kind") or value)
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value)
    return str(value)


def _details(details: dict[str, Any]) -> str:
    return plain_text("; ".join(f"{k} = {_value(v)}" for k, v in sorted((details.get("changes") or {}).items())))


def _passages(explanation: Explanation, *, colour: bool, width: int) -> list[str]:
    """Return the passages, those that tell what came of it last and under a heading of their own."""
    later = {(e["capture"], e["start"], e["end"], e["slot"]) for e in explanation.entry.get("resolution") or ()}
    first = [p for p in explanation.passages if (p.capture, p.start, p.end, p.slot) not in later]
    groups = _grouped(first[:_LOOKED_AT])
    out: list[str] = []
    for number, same in enumerate(groups[:_SHOWN], 1):
        out += _passage(number, same, colour=colour, width=width)
    out += _more(len(groups) + max(0, len(first) - _LOOKED_AT))
    resolution = _grouped([p for p in explanation.passages if (p.capture, p.start, p.end, p.slot) in later])
    if resolution:
        out.append(_bold("What came of it", colour))
    for number, same in enumerate(resolution, len(groups) + 1):
        out += _passage(number, same, colour=colour, width=width)
    return out


def _grouped(passages: list[Passage]) -> list[list[Passage]]:
    """Return the passages with those that lie within another put behind it, in the order of the first ones."""
    groups: list[list[Passage]] = []
    for passage in sorted(passages, key=lambda p: p.start - p.end):
        home = next((g for g in groups if _within(passage, g[0])), None)
        if home is None:
            groups.append([passage])
        else:
            home.append(passage)
    order = {id(p): n for n, p in enumerate(passages)}
    return sorted(groups, key=lambda g: min(order[id(p)] for p in g))


def _within(inner: Passage, outer: Passage) -> bool:
    return inner.capture == outer.capture and outer.start <= inner.start and inner.end <= outer.end


def _passage(number: int, same: list[Passage], *, colour: bool, width: int) -> list[str]:
    """Return one passage in its paragraph, with the words of each slot that lies within it."""
    first = same[0]
    rules = "; ".join(
        dict.fromkeys(f"{p.slot} by {p.rule}" for p in same if (p.start, p.end) == (first.start, first.end))
    )
    out = [_bold(f"[{number}] {plain_text(rules)}", colour)]
    opening, closing = (f"{_UNDERLINE}»", f"«{_OFF}") if colour else ("»", "«")
    before, exact, after = (plain_text(t) for t in (first.before, first.exact, first.after))
    gap_before = " " if before and first.before[-1:].isspace() else ""
    gap_after = " " if after and first.after[:1].isspace() else ""
    text = f"{before}{gap_before}\x00{exact}\x01{gap_after}{after}"
    wrapped = textwrap.wrap(text, width - 4, break_long_words=False, break_on_hyphens=False)
    out += ["    " + line.replace("\x00", opening).replace("\x01", closing) for line in wrapped]
    inner = [p for p in same if (p.start, p.end) != (first.start, first.end)]
    out += [f"    {line}" for line in dict.fromkeys(f"{p.slot}: “{plain_text(p.exact)}” by {p.rule}" for p in inner)]
    return [*out, f"    -- {_citation(first)}", ""]


def _citation(passage: Passage) -> str:
    when = clock(passage.published) if passage.published else "no date on the page"
    parts = [
        passage.publisher or "unknown publisher",
        f"“{passage.headline}”" if passage.headline else "",
        when,
        passage.url or "",
    ]
    where = f"characters {passage.start}-{passage.end} of {passage.capture[:12]}"
    return plain_text(", ".join(p for p in [*parts, where] if p))
