"""What a line can be, by its own features: furniture, prose, byline, breadcrumb, caption, spam."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.reading.byline import Byline, read_byline
from communique.reading.furniture import classify_furniture
from communique.reading.plain.lines import Line
from communique.reading.scripts import count_scripts
from communique.reading.spam import SpamVerdict, judge_spam
from communique.reading.tables import load_table

__all__ = [
    "LABELS",
    "Look",
    "clock_head",
    "is_caption",
    "is_role_line",
    "look_at",
    "quotes_foreign",
]

# Reasons after whose label other short lines of the same kind follow.
LABELS = frozenset(
    {"most_read", "related", "newsletter", "comments", "advertisement", "tags", "share", "follow", "paywall"}
)

_CLOCK_HEAD = re.compile(
    r"^[\[(]?(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>GMT|UTC|BST|CET|CEST|EST|EDT|ET|MSK|МСК)?[\])]?"
    r"\s*(?:[-–—|:•]\s*|\s+|$)",
    re.IGNORECASE,
)
_CAPTION_TAIL = re.compile(
    r"[(\[]\s*(?:photo|image|picture|file|handout|foto|bild|фото|图|图片|صورة)?[^()\[\]]{0,60}?"
    r"(?:/|\bvia\b|photo|getty|reuters|\bafp\b|\bap\b|xinhua|\bepa\b|handout|\bvcg\b|file|фото|摄)[^()\[\]]{0,60}[)\]]\.?$"
    r"|\((?:photo |image |picture )?credits?:[^()]{2,60}\)$"
    r"|[.!”\"]\s?(?:[\w.' -]{2,40}/)?(?:getty(?: images)?|reuters|ap photo|ap images|shutterstock|istock|alamy)(?:/[\w ]{2,30})?$"
    r"|\[photo[^\]]{0,80}\]\s*$"
    r"|(?:photo|photograph|image|picture|foto|фото)\s?(?:by|credit|courtesy|:)\s?[^.]{2,60}$",
    re.IGNORECASE,
)
_CAPTION_HEAD = re.compile(
    r"^(?:file photo|file picture|file image|file\s?[-–—:]|image caption"
    r"|media caption|photo caption|caption:|in this (?:photo|image|picture|handout)"
    r"|this (?:photo|handout|image|screengrab|undated)|a file photo"
    r"|an? (?:photo|image|screengrab) (?:taken|released|shows|from))",
    re.IGNORECASE,
)
_QUESTION_HEAD = re.compile(r"^(?:Q|A|Question|Answer)\s?[:.]\s", re.IGNORECASE)
_SPEAKER_HEAD = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ.'’ -]{2,40}(?:\s\([^)]{1,60}\))?:\s")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")


@dataclass(frozen=True, slots=True)
class Look:
    """A line with what its own features say. `reason` is that of furniture, `byline` what it says of the article."""

    line: Line
    reason: str | None
    byline: Byline | None
    spam: SpamVerdict
    prose: int

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text


def clock_head(text: str) -> tuple[int, int, str, int] | None:
    """Return hour, minute, zone word and length of the time heading a live blog's entry, None where there is none."""
    m = _CLOCK_HEAD.match(text)
    if not m:
        return None
    hour = int(m["h"])
    if m["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m["half"][0] in "pP" else 0)
    return hour, int(m["m"]), (m["zone"] or "").lower(), m.end()


def is_caption(text: str) -> bool:
    """Return whether the line is a picture's caption, by its head or its credit."""
    return len(text) < 700 and bool(_CAPTION_HEAD.match(text) or _CAPTION_TAIL.search(text[-160:]))


def is_transcript_turn(text: str) -> bool:
    """Return whether the line opens with a speaker, as a transcript's do."""
    return bool(_SPEAKER_HEAD.match(text) or _QUESTION_HEAD.match(text))


def _is_switch(text: str) -> bool:
    """Return whether a short line mixes three scripts or stands in two without being a sentence: a language switch."""
    scripts = count_scripts(text)
    return len(text) <= 80 and len(scripts) >= 2 and not text.rstrip().endswith((".", "。", "!", "?"))


def is_role_line(looks: list[Look], i: int) -> bool:
    """Return whether a line under a byline says what its author is: "Diplomatic correspondent, in Vienna"."""
    look = looks[i]
    if look.line.closed or look.line.words > 10 or i == 0 or look.reason:
        return False
    above = looks[i - 1].byline
    words = {w.strip(".,()").casefold() for w in look.text.split()}
    return above is not None and bool(above.authors) and bool(words & set(load_table("byline")["roles"]))


def quotes_foreign(looks: list[Look], i: int) -> bool:
    """Return whether a passage in another script is the article's own: announced by a colon or set in quote marks."""
    look = looks[i]
    if not look.spam.spam or look.spam.sure or i == 0:
        return False
    announced = looks[i - 1].text.endswith((":", "：")) or (quotes_foreign(looks, i - 1) if i > 1 and i < 50 else False)
    return announced or look.text[:1] in '"“«„「『' or look.text[-1:] in '"”»“」』'


def look_at(line: Line, language: str | None, *, day_first: bool | None = None) -> Look:
    """Return the line with what its own features say, in a page of that language."""
    text = line.text
    reason = classify_furniture(text)
    if reason is None and _ADDRESS.match(text):
        reason = "link"
    if text.startswith("![") and line.linked:
        reason = "image"
    if reason is None and line.words <= 2 and not any(c.isalpha() for c in text):
        reason = "meta"
    spam = (
        judge_spam(text, language)
        if reason not in ("rights", "registration", "language_switch")
        else SpamVerdict(False, False, "")
    )
    if reason is None and spam.spam and not spam.sure and line.words <= 12 and _is_switch(text):
        reason, spam = "language_switch", SpamVerdict(False, False, "")
    byline = read_byline(text, day_first=day_first) if reason in (None, "meta") and line.words <= 40 else None
    prose = 0
    if reason is None and not spam.spam and not (byline and byline.sure):
        if line.closed and line.words >= 8:
            prose = min(line.words, 60)
        elif line.words >= 25:
            prose = min(line.words, 60) // 2
        elif line.closed and line.words >= 4:
            prose = 2
    return Look(line, reason, byline, spam, prose)
