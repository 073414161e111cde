"""Bytes to text: which encoding, what was damaged on the way, and what can be repaired without guessing.

The decoded text is the frame of every capture offset. Nothing in it is moved: a control character is replaced by one
space, line ends stay as they are, and a repair of mojibake happens in the article's text, never here.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass

import ftfy

from communique.captures.sniff import BOMS, sniff_binary, wide_encoding
from communique.words import Capture, Finding

__all__ = [
    "LARGEST",
    "Decoded",
    "decode_capture",
    "find_lost_letters",
    "looks_like_html",
    "repair_mojibake",
    "undo_entities",
]

LARGEST = 8_000_000
"""Bytes of one page that are read; what lies behind is dropped, with a finding."""

# What a browser does with these labels (WHATWG Encoding Standard): the superset is read.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-16-le",
}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|span|meta|title|script|table|section|main|h1)\b", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
# A question mark inside a word of small letters: a letter that the encoding of some program could not hold.
_LETTER = r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]"
_LOST = re.compile(rf"(?<!{_LETTER}){_LETTER}{{1,40}}(?:\?{_LETTER}{{1,40}}){{1,8}}(?!{_LETTER})")
_LOST_WORDS = re.compile(r"(?:\?{3,}[ ,.]{0,2}){2,}")
_ADDRESS_SIGNS = re.compile(r"[=&/@]|\.[a-z]{2,5}\?")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a capture, the encoding it was read in, and what was found on the way."""

    text: str
    encoding: str | None
    findings: tuple[Finding, ...]


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    plain = label.strip().strip("\"'").lower()
    plain = _SUPERSETS.get(plain, plain)
    try:
        found = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    # Python's own transforms (rot13, hex) are no encodings of pages.
    return found if found not in ("rot13", "hex", "base64", "bz2", "zlib", "uu", "quopri", "idna", "punycode") else None


def _decode_utf8(data: bytes, *, cut: bool) -> tuple[str, int] | None:
    """Return the text and the count of broken places where the bytes are UTF-8 in the main, None where they are not."""
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and (cut or error.reason == "unexpected end of data"):
            return data[: error.start].decode("utf-8"), 0
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for c in text[:200_000] if c > "\x7f" and c != "\ufffd")
    # Damage here and there leaves most letters beyond ASCII whole; another encoding leaves none.
    return (text, broken) if wide > 3 * broken else None


def _guess(data: bytes) -> str | None:
    import cchardet

    found = cchardet.detect(data[:200_000])
    confidence = found.get("confidence") or 0.0
    return _codec(found.get("encoding")) if confidence >= 0.4 else None


def _choose(data: bytes, declared: str | None, *, cut: bool) -> tuple[str, str, list[Finding]]:
    """Return the text, its encoding and the findings of that choice."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name, []
    if wide := wide_encoding(data[:4096]):
        return data.decode(wide, "replace"), wide, [_guessed(wide)]
    label = _codec(declared) or _codec(_label_inside(data))
    if utf8 := _decode_utf8(data, cut=cut):
        text, broken = utf8
        findings = []
        if label and label not in ("utf-8", "ascii") and not text.isascii():
            message = f"The page declares {label} but is UTF-8; it was read as UTF-8."
            findings.append(Finding("charset_conflict", "info", message, "repaired"))
        if broken:
            findings.append(_broken(broken, "utf-8"))
        return text, "utf-8", findings
    if label:
        try:
            return data.decode(label), label, []
        except UnicodeDecodeError:
            text = data.decode(label, "replace")
            if text.count("\ufffd") * 200 < len(text):
                return text, label, [_broken(text.count("\ufffd"), label)]
    guess = _guess(data) or "cp1252"
    text = data.decode(guess, "replace")
    findings = [_guessed(guess)]
    if "\ufffd" in text:
        findings.append(_broken(text.count("\ufffd"), guess))
    return text, guess, findings


def _label_inside(data: bytes) -> str | None:
    head = data[:2048]
    m = _META.search(head) or _XML.match(head)
    return m[1].decode("ascii") if m else None


def _guessed(encoding: str) -> Finding:
    return Finding(
        "encoding_guessed", "warning", f"No encoding is declared; the bytes look like {encoding}.", "reported"
    )


def _broken(count: int, encoding: str) -> Finding:
    message = f"{count} places cannot be read as {encoding}; each stands as the sign U+FFFD."
    return Finding("undecodable_bytes", "warning", message, "reported")


def decode_capture(capture: Capture) -> Decoded:
    """Return the capture's text with the findings of decoding it; an empty text where it holds none.

    UTF-8 is tried first whatever is declared, then the declared encoding, then a statistical guess (faust-cchardet).
    """
    data = capture.data
    findings: list[Finding] = []
    if not data.strip(b" \t\r\n\x00"):
        return Decoded("", None, (Finding("empty_capture", "error", "The capture holds no text.", "reported"),))
    if kind := sniff_binary(data):
        message = f"The capture is {kind}, not a page of text; save the page as text or HTML."
        return Decoded("", None, (Finding("binary_capture", "error", message, "reported"),))
    cut = len(data) > LARGEST
    if cut:
        message = f"The capture has {len(data)} bytes; the first {LARGEST} were read."
        findings.append(Finding("oversized_capture", "warning", message, "dropped"))
        data = data[:LARGEST]
    if capture.truncated:
        findings.append(
            Finding(
                "truncated_capture",
                "warning",
                "The page was cut short: its container ended too early, or it is larger than is read.",
                "reported",
            )
        )
    text, encoding, chosen = _choose(data, capture.charset, cut=cut or capture.truncated)
    findings.extend(chosen)
    if count := len(_CONTROL.findall(text)):
        text = _CONTROL.sub(" ", text)
        message = f"{count} control characters were replaced by spaces."
        findings.append(Finding("control_characters", "info", message, "repaired"))
    already = text.count("\ufffd")
    if already and not any(f.code == "undecodable_bytes" for f in findings):
        message = f"{already} letters were lost before the capture: the sign U+FFFD stands for each."
        findings.append(Finding("replacement_characters", "warning", message, "reported"))
    return Decoded(text, encoding, tuple(findings))


def looks_like_html(capture: Capture, text: str) -> bool:
    """Return whether the text is markup, by the text itself first and by its declared type second."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head[:15].lower().startswith(("<!doctype html", "<html", "<?xml")) or re.match(
        r"<(?:head|body|article|div|meta)\b", head, re.IGNORECASE
    ):
        return True
    declared = (capture.media_type or "").split(";")[0].strip().lower()
    tags = len(_TAG.findall(text[:20000]))
    if declared in ("text/html", "application/xhtml+xml"):
        return tags >= 1
    return tags >= 5 and "</" in text[:20000]


def repair_mojibake(text: str) -> tuple[str, bool]:
    """Return the text with letters read in the wrong encoding put right (ftfy.fix_encoding), and whether any were."""
    if text.isascii() or len(text) > 100_000:
        return text, False
    fixed = ftfy.fix_encoding(text)
    return fixed, fixed != text


def undo_entities(text: str) -> tuple[str, bool]:
    """Return the text with HTML entities left in it (`&amp;`, `&#8217;`) read, and whether there were any."""
    if "&" not in text or not _ENTITY.search(text):
        return text, False
    fixed = html.unescape(text)
    return fixed, fixed != text


def find_lost_letters(text: str, offset: int = 0) -> tuple[tuple[int, int, str], ...]:
    """Return the words in which a `?` stands where a letter must have been, each with its place; at most 20.

    `Fran?ais` is one; `Really?Yes`, where a space was lost, and the query of an address are none.
    """
    if "?" not in text:
        return ()
    found: list[tuple[int, int, str]] = []
    for m in _LOST.finditer(text):
        word = m[0]
        around = text[max(0, m.start() - 3) : m.end() + 3]
        parts = word.split("?")
        if _ADDRESS_SIGNS.search(around) or any(not p[:1].islower() for p in parts[1:]):
            continue
        # Two whole words around the sign ("really?yes") are more likely a lost space, and nothing tells them apart
        # but length: a lost letter leaves a rest that is short or begins in the middle of a syllable.
        if len(parts) == 2 and len(parts[0]) > 3 and len(parts[1]) > 4:
            continue
        found.append((offset + m.start(), offset + m.end(), word))
        if len(found) == 20:
            return tuple(found)
    for m in _LOST_WORDS.finditer(text):
        found.append((offset + m.start(), offset + m.end(), m[0]))
        if len(found) == 20:
            break
    return tuple(found)
