"""The reading of a text capture, step by step: lines, language, looks, body, headline, facts, pieces."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from communique.reading.assemble import build_article
from communique.reading.dateline import read_dateline
from communique.reading.decode import find_lost_letters, repair_mojibake, undo_entities
from communique.reading.language import detect_language
from communique.reading.plain.body import find_body, find_repeat, mark_boxes, settle_start
from communique.reading.plain.facts import gather_facts, settle_facts
from communique.reading.plain.header import Header, read_header
from communique.reading.plain.headline import agreement, find_headline, is_first_line
from communique.reading.plain.kinds import Look, is_transcript_turn, look_at, quotes_foreign
from communique.reading.plain.lines import LONGEST_LINE, MOST_LINES, Line, cut_lines
from communique.reading.plain.outlet import SURE, Outlet, find_outlet
from communique.reading.plain.pieces import sort_lines
from communique.reading.plain.rows import mark_menus
from communique.reading.plain.verdict import is_note, judge_page
from communique.reading.scripts import main_script
from communique.reading.spam import judge_spam
from communique.reading.timestamps import writes_day_first
from communique.reading.titles import content_words, injected_title, strip_site_name
from communique.words import Article, Capture, Dropped, Finding

__all__ = ["read_plain"]

# No page needs more findings of one kind; the last of them tells how many were left out.
MOST_FINDINGS = 12


@dataclass(slots=True)
class _Page:
    """The page while it is read."""

    lines: list[Line]
    findings: list[Finding]
    dropped: list[Dropped] = field(default_factory=list)


def read_plain(capture: Capture, text: str, findings: list[Finding]) -> Article:
    """Return the Article of a decoded text capture; `findings` are those of decoding it."""
    page = _Page(cut_lines(text), list(findings))
    if len(page.lines) >= MOST_LINES:
        message = f"The capture has more than {MOST_LINES} lines; the rest was dropped."
        page.findings.append(Finding("too_many_lines", "warning", message, "dropped"))
    if any(x.end - x.start > LONGEST_LINE for x in page.lines):
        message = f"A line has more than {LONGEST_LINE} letters; the rest of it was dropped."
        page.findings.append(Finding("overlong_line", "warning", message, "dropped"))
    _repair(page)
    header = read_header(page.lines)
    lines = page.lines[header.lines :]
    page.dropped += [Dropped("header", x.text, x.start, x.end) for x in page.lines[: header.lines]]
    language = _page_language(lines)
    day_first = header.day_first
    if day_first is None:
        day_first = writes_day_first("\n".join(x.text for x in lines if x.closed))
    looks = [look_at(line, language, day_first=day_first) for line in lines]
    boxed = mark_boxes(looks)
    title = header.headline or next((x.text for x in looks[:3] if not x.spam.spam and not x.reason), "")
    repeat = find_repeat(looks, title)
    start, end = (0, len(looks)) if is_note(looks) else find_body(looks, boxed, repeat or 0)
    head, start, outlet, menus = _read_head(looks, boxed, header, start, end, repeat)
    if head is not None:
        boxed = {i: box for i, box in boxed.items() if not head <= i < start}
    pieces, dropped = sort_lines(looks, boxed, start, end, head, header.headline if head is None else None, menus)
    facts = gather_facts(capture, looks, header, start, end, head, outlet, boxed)
    first = next((p.text for p in pieces if p.kind == "paragraph"), "")
    # "MODERATOR: Good evening" looks like a dateline until the next speaker has the word.
    spoken = sum(is_transcript_turn(p.text) for p in pieces) >= 3
    facts, more = settle_facts(facts, None if spoken else read_dateline(first), language, looks)
    page.findings += more
    page.findings += _spam_findings(looks)
    page.dropped += dropped
    pieces, kind, hijacked, verdict = judge_page(looks, pieces, facts, page.dropped)
    page.findings += verdict
    page.findings += _lost_letters(page.lines, page.dropped)
    facts = replace(facts, page_kind=kind, hijacked=hijacked)
    ordered = sorted(page.dropped, key=lambda d: (d.capture_start or 0, d.capture_end or 0, d.reason))
    return build_article(capture, pieces, facts, dropped=ordered, findings=_bounded(page.findings))


def _read_head(
    looks: list[Look], boxed: dict[int, str], header: Header, start: int, end: int, repeat: int | None
) -> tuple[int | None, int, Outlet | None, frozenset[int]]:
    """Return the line of the headline, the first line of the body below it, the outlet that the page names, and its menus."""
    prose = [look for look in looks[start:end] if look.prose]
    body = "\n".join(look.text for look in prose)[:20_000]
    dateline = read_dateline(prose[0].text) if prose else None
    menus = mark_menus(looks, start)
    outlet = None if is_note(looks) else find_outlet(looks, start, end, menus, None, dateline)
    if header.headline:
        head = _find_again(looks, start, header.headline)
    else:
        bag = content_words(body)
        # A name that the text takes up word by word is rather its headline.
        named = (
            [i for i in outlet.lines if outlet.points >= SURE or agreement(looks[i].text, bag) < 0.5] if outlet else []
        )
        head = find_headline(looks, boxed, start, end, body, menus | frozenset(named), repeat)
        agreed = 0.0 if head is None else agreement(looks[head].text, bag)
        apart = head is None or agreed < 0.2 or (start - head > 2 and agreed < 0.5)
        if start < end and apart:
            rest = content_words("\n".join(x.text for x in prose[1:])[:20_000])
            if is_first_line(looks[start], looks[start + 1] if start + 1 < end else None, rest):
                head, start = start, start + 1
        if head is None:
            head, start = _headline_in_body(looks, start, end)
    start = settle_start(looks, start, end, head)
    if not is_note(looks):
        outlet = find_outlet(looks, start, end, menus, head, dateline)
    return head, start, outlet, menus


def _repair(page: _Page) -> None:
    """Put right mojibake and left-over entities line by line, with a finding for each line of the first."""
    for i, line in enumerate(page.lines):
        text, damaged = repair_mojibake(line.text)
        if damaged:
            message = "Letters read in the wrong encoding were put right."
            page.findings.append(
                Finding("mojibake", "info", message, "repaired", exact=line.text[:200], start=line.start, end=line.end)
            )
        text, escaped = undo_entities(text)
        if escaped:
            message = "HTML entities left in the text were read."
            page.findings.append(
                Finding("entities", "info", message, "repaired", exact=line.text[:200], start=line.start, end=line.end)
            )
        if damaged or escaped:
            page.lines[i] = replace(line, text=" ".join(text.split()) or line.text)


def _page_language(lines: list[Line]) -> str | None:
    """Return the language of the page's prose: of the script in which most closed sentences stand."""
    clean = [x for x in lines if x.words >= 5 and not judge_spam(x.text).spam]
    prose = [x for x in clean if x.closed and x.words >= 8] or clean or lines
    weights: dict[str, int] = {}
    scripts = [(main_script(x.text) or "", x) for x in prose]
    for script, line in scripts:
        # Kana and Han make one language's text.
        name = "han" if script == "kana" else script
        weights[name] = weights.get(name, 0) + min(line.words, 80)
    if not weights:
        return None
    best = max(weights, key=lambda name: (weights[name], name))
    sample = " ".join(x.text for s, x in scripts if (("han" if s == "kana" else s) == best))
    return detect_language(sample[:4000])


def _find_again(looks: list[Look], start: int, headline: str) -> int | None:
    """Return the line above the body that repeats the headline of the capture's header, None where none does."""
    title = strip_site_name(headline)[0].casefold()
    return next(
        (i for i in range(min(start + 1, len(looks))) if looks[i].text.casefold() in (title, headline.casefold())), None
    )


def _headline_in_body(looks: list[Look], start: int, end: int) -> tuple[int | None, int]:
    """Return the body's own first line as headline where it is a short closed line over a longer text."""
    if end - start < 2:
        return None, start
    first, second = looks[start], looks[start + 1]
    short = 3 <= first.line.words <= 20 and len(first.text) <= 160
    longer = second.prose >= 15 or bool(second.byline and second.byline.sure)
    # A headline that a browser saved in one line with its deck is longer; the byline below shows it for what it is.
    signed = any(x.byline is not None and x.byline.sure for x in looks[start + 1 : start + 3])
    if signed and not first.line.closed and 3 <= first.line.words <= 45:
        return start, start + 1
    full_stop = first.text.endswith((".", "。", "।", "۔")) and not first.line.level
    if short and longer and not full_stop:
        return start, start + 1
    return None, start


def _spam_findings(looks: list[Look]) -> list[Finding]:
    """Return a finding for each spam line; the capture's first line stands where a saved page has its title."""
    found: list[Finding] = []
    for i, look in enumerate(looks):
        if not look.spam.spam or quotes_foreign(looks, i):
            continue
        start, end = look.line.start, look.line.end
        if i == 0:
            found.append(injected_title(look.text, look.spam.reason, start, end))
            continue
        if not look.spam.sure:
            message = "A passage in a script in which the page is not written was dropped."
            found.append(Finding("foreign_passage", "info", message, "dropped", look.text[:500], start, end))
            continue
        message = f"A passage that is not the publisher's was dropped: {look.spam.reason}."
        found.append(
            Finding("injected_text", "warning", message, "dropped", exact=look.text[:500], start=start, end=end)
        )
    return found


def _lost_letters(lines: list[Line], dropped: list[Dropped]) -> list[Finding]:
    """Return a finding for each word with a lost letter; `dropped` where the word stands outside the article."""
    outside = {d.capture_start for d in dropped}
    found: list[Finding] = []
    for line in lines:
        whole = line.end - line.start == len(line.text)
        for at, to, word in find_lost_letters(line.text):
            effect = "dropped" if line.start in outside else "reported"
            message = f"A letter was lost before the capture: “{word}”."
            found.append(
                Finding(
                    "lost_letters",
                    "info" if effect == "dropped" else "warning",
                    message,
                    "dropped" if effect == "dropped" else "reported",
                    exact=word,
                    start=line.start + at if whole else line.start,
                    end=line.start + to if whole else line.end,
                )
            )
    return found


def _bounded(findings: list[Finding]) -> list[Finding]:
    """Return the findings with at most twelve of a code, the last of which tells how many there were."""
    count: dict[str, int] = {}
    kept: list[Finding] = []
    total: dict[str, int] = {}
    for finding in findings:
        total[finding.code] = total.get(finding.code, 0) + 1
    for finding in findings:
        n = count[finding.code] = count.get(finding.code, 0) + 1
        if n < MOST_FINDINGS or total[finding.code] == MOST_FINDINGS:
            kept.append(finding)
        elif n == MOST_FINDINGS:
            more = total[finding.code] - n + 1
            kept.append(replace(finding, message=f"{finding.message} ({more} more of this kind)"))
    return kept
