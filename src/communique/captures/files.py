"""Captures from files and folders: saved texts, saved pages, MHTML, archives."""

from __future__ import annotations

import email
import email.policy
import re
import stat
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from communique.captures.archives import iter_wacz, iter_warc
from communique.captures.bodies import LARGEST, inflate
from communique.captures.problems import CaptureProblem
from communique.captures.sniff import is_gzip, is_warc, is_zip, sniff_binary, sniff_media_type
from communique.words import Capture

__all__ = ["SUFFIXES", "capture_bytes", "iter_file", "iter_folder"]

SUFFIXES = (
    ".txt",
    ".text",
    ".md",
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".mht",
    ".warc",
    ".warc.gz",
    ".wacz",
    ".html.gz",
    ".txt.gz",
)
"""File names that are looked for in a folder; a file named outright is judged by its bytes alone."""

# A saved MHTML page carries its pictures with it.
_LARGEST_MHTML = 64_000_000

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,6}\)\s*(\S{4,2000}?)\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(rb"<!--\s*Page saved with SingleFile(.{0,3000}?)-->", re.IGNORECASE | re.DOTALL)
_SINGLEFILE_URL = re.compile(rb"url:\s*(\S{4,2000})")
_SINGLEFILE_DATE = re.compile(rb"saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})")


def iter_folder(folder: Path) -> Iterator[Capture | CaptureProblem]:
    """Yield the captures of every file under the folder, sorted by path, but for hidden files and parts of saved pages.

    Links are not followed out of the folder. Files of other kinds are counted in one problem at the end.
    """
    root = folder.resolve()
    passed: Counter[str] = Counter()
    for path in _walk(folder):
        name = path.name.lower()
        if not name.endswith(SUFFIXES):
            passed[path.suffix.lower() or "no suffix"] += 1
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield CaptureProblem(str(path), "the link leads out of the folder", "give the file itself")
            continue
        yield from iter_file(path)
    if passed:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(passed.items())[:8])
        reason = f"{sum(passed.values())} files of other kinds were passed over ({kinds})"
        yield CaptureProblem(str(folder), reason, "name a file outright to have it read", "info")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files under the folder in the order of their paths."""
    stack: list[Path] = [folder]
    while stack:
        here = stack.pop()
        if not here.is_dir() or (here.is_symlink() and here != folder):
            yield here
            continue
        try:
            entries = sorted((e.name for e in here.iterdir()), reverse=True)
        except OSError:
            yield here / "."
            continue
        pages = {e.rsplit(".", 1)[0] for e in entries if e.lower().endswith((".html", ".htm"))}
        for entry in entries:
            # What a browser saves beside a page: its pictures, scripts and frames.
            if entry.startswith(".") or (entry.endswith(("_files", ".files")) and entry[:-6] in pages):
                continue
            stack.append(here / entry)


def iter_file(path: Path) -> Iterator[Capture | CaptureProblem]:
    """Yield the capture or captures of one file, by what its bytes are; a problem where they are none."""
    source = str(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            yield CaptureProblem(source, "it is no regular file", "give a file or a folder")
            return
        with path.open("rb") as stream:
            head = stream.read(4096)
            if is_warc(head) or path.name.lower().endswith((".warc", ".warc.gz")):
                kind = "warc"
            elif is_zip(head):
                kind = "wacz"
            elif is_gzip(head):
                kind = "gzip"
            else:
                kind = "page"
            most = _LARGEST_MHTML if _is_mhtml(head) else LARGEST
            data = head + stream.read(most + 1 - len(head)) if kind in ("gzip", "page") else b""
    except OSError as error:
        yield CaptureProblem(
            source, f"it cannot be opened ({error.strerror or error})", "check the path and its permissions"
        )
        return
    if kind == "warc":
        yield from iter_warc(path) if head else [_empty(source)]
    elif kind == "wacz":
        yield from iter_wacz(path)
    elif kind == "gzip":
        body = inflate(data)
        if is_warc(body.data):
            yield from iter_warc(path)
        else:
            yield capture_bytes(body.data, source, cut=body.cut or len(data) > LARGEST)
    else:
        yield capture_bytes(data, source)


def _empty(source: str) -> CaptureProblem:
    return CaptureProblem(source, "the file is empty", "save the page again")


def capture_bytes(data: bytes, source: str, *, cut: bool = False) -> Capture | CaptureProblem:
    """Return the capture of one saved page or text; a problem where the bytes are empty or no text."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return _empty(source)
    if is_warc(data) or is_gzip(data):
        return CaptureProblem(source, "it is an archive", "save it to a file and give that file")
    if binary := sniff_binary(data):
        return CaptureProblem(source, f"it is {binary}, not a page of text", "save the page as text, HTML or WARC")
    if _is_mhtml(data):
        return _from_mhtml(data, source)
    if len(data) > LARGEST:
        data, cut = data[:LARGEST], True
    media_type = sniff_media_type(data)
    url = captured = None
    if media_type == "text/html":
        url, captured = _saved_from(data[:8192])
    return Capture(data, source, url=url, captured=captured, media_type=media_type, truncated=cut)


def _saved_from(head: bytes) -> tuple[str | None, str | None]:
    """Return the address and the instant that a browser or SingleFile noted at the head of a saved page."""
    if m := _SAVED_FROM.search(head):
        return _address(m[1]), None
    if not (m := _SINGLEFILE.search(head)):
        return None, None
    url = _SINGLEFILE_URL.search(m[1])
    date = _SINGLEFILE_DATE.search(m[1])
    captured = None
    if date:
        words = " ".join(g.decode("ascii", "replace") for g in date.groups())
        try:
            captured = datetime.strptime(words, "%b %d %Y %H:%M:%S %z").isoformat(timespec="seconds")
        except ValueError:
            captured = None
    return (_address(url[1]) if url else None), captured


def _address(raw: bytes) -> str | None:
    text = raw.decode("utf-8", "replace")
    return text if text.startswith(("http://", "https://")) else None


def _is_mhtml(data: bytes) -> bool:
    head = data[:2000].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _from_mhtml(data: bytes, source: str) -> Capture | CaptureProblem:
    """Return the page of an MHTML file, out of its transfer encoding."""
    cut = len(data) > _LARGEST_MHTML
    try:
        message = email.message_from_bytes(data[:_LARGEST_MHTML], policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        payload = part.get_payload(decode=True) if part is not None else None
        if part is None or not isinstance(payload, bytes) or not payload.strip():
            return CaptureProblem(source, "the MHTML file holds no page", "save the page again")
        url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
        charset = part.get_content_charset()
        date = message.get("Date")
        captured = parsedate_to_datetime(str(date)).isoformat(timespec="seconds") if date else None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return CaptureProblem(source, f"the MHTML file cannot be read ({error})", "save the page again as HTML")
    return Capture(
        payload[:LARGEST],
        source,
        url=url if url.startswith("http") else None,
        captured=captured,
        media_type="text/html",
        charset=charset,
        truncated=cut or len(payload) > LARGEST,
    )
