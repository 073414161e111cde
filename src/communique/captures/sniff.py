"""What bytes are, by the bytes themselves: a name or a header is only a second witness."""

from __future__ import annotations

import codecs
import re

__all__ = ["BOMS", "is_gzip", "is_warc", "is_zip", "sniff_binary", "sniff_media_type", "wide_encoding"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstandard data"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x00\x18ftyp", "an MP4 file"),
    (b"\x00\x00\x00\x20ftyp", "an MP4 file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"bplist", "a binary property list"),
)
_HTML_HEAD = re.compile(
    rb"^\s*(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|head|body|article|div|p|span|meta|title|script|section|main|h1|a)\b", re.IGNORECASE)


def is_gzip(head: bytes) -> bool:
    """Return whether the bytes begin a gzip member."""
    return head.startswith(b"\x1f\x8b")


def is_zip(head: bytes) -> bool:
    """Return whether the bytes begin a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_warc(head: bytes) -> bool:
    """Return whether the bytes begin a WARC record."""
    return head.startswith(b"WARC/")


def sniff_media_type(data: bytes) -> str:
    """Return `text/html` where the bytes are markup, `text/plain` otherwise."""
    head = data[:20_000]
    for bom, name in BOMS:
        if head.startswith(bom):
            head = head[len(bom) :].decode(name, "replace").encode("utf-8")
            break
    else:
        if wide := wide_encoding(head[:4096]):
            head = head.decode(wide, "replace").encode("utf-8")
    if _HTML_HEAD.match(head) or (head[:5] == b"<?xml" and b"<html" in head[:2000]):
        return "text/html"
    return "text/html" if len(_TAG.findall(head)) >= 5 and b"</" in head else "text/plain"


def sniff_binary(data: bytes) -> str | None:
    """Return in words what binary format the bytes are in, None where they can be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic) and (magic != b"RIFF" or data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
            return name
    head = data[:4096]
    if any(head.startswith(bom) for bom, _ in BOMS) or wide_encoding(head):
        return None
    controls = sum(b < 9 or 13 < b < 27 or 27 < b < 32 for b in head)
    if head and controls / len(head) > 0.1:
        return "binary data"
    return None


def wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 byte order where every second byte of Latin text is zero, None otherwise."""
    if len(head) < 16:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None
