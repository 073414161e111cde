"""Web archives, record by record: WARC and WACZ, read by FastWARC, decoded by our own capped readers."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any, BinaryIO

from communique.captures.bodies import LARGEST, decode_body
from communique.captures.problems import CaptureProblem
from communique.captures.sniff import is_gzip, is_warc, sniff_binary, sniff_media_type
from communique.words import Capture

__all__ = ["iter_wacz", "iter_warc"]

_TEXT = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
}
_UNTYPED = {"", "application/octet-stream", "unknown/unknown", "text/*"}
_STEP = 1 << 16
# The check of the last gzip member stops here: a bomb at the end of an archive must not hold up a run.
_MOST_CHECKED = 1 << 30
_BROKEN = (OSError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile)


def iter_warc(path: Path) -> Iterator[Capture | CaptureProblem]:
    """Yield a capture for every page of the archive, in its order, and a problem for what could not be read."""
    yield from _iter_records(lambda: path.open("rb"), str(path))


def iter_wacz(path: Path) -> Iterator[Capture | CaptureProblem]:
    """Yield the captures of every WARC inside a WACZ package, in the order of their names."""
    try:
        with zipfile.ZipFile(path) as package:
            names = sorted(
                n for n in package.namelist() if n.startswith("archive/") and n.endswith((".warc.gz", ".warc"))
            )
            if not names:
                yield CaptureProblem(
                    str(path), "the ZIP file holds no archive/*.warc.gz", "unpack it and give the pages inside"
                )
            for name in names:
                yield from _iter_records(lambda n=name: package.open(n), f"{path}!{name}")  # type: ignore[misc]
    except _BROKEN as error:
        yield CaptureProblem(str(path), f"the package cannot be read ({error})", "fetch it again")


def _iter_records(opener: Callable[[], Any], source: str) -> Iterator[Capture | CaptureProblem]:
    """Yield the captures of one WARC file; whatever breaks ends this file alone, with a problem."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, last, pages = 0, 0, 0
    try:
        with opener() as stream:
            head = stream.read(8)
            if not (is_gzip(head) or is_warc(head) or head.startswith(b"\x28\xb5\x2f\xfd")):
                yield CaptureProblem(source, "the file is no WARC archive", "check how it was written")
                return
            stream.seek(0)
            records = ArchiveIterator(
                stream, record_types=WarcRecordType.any_type, parse_http=False, auto_decode="none"
            )
            for record in records:
                number, last = number + 1, int(record.stream_pos)
                found = _read_record(record, f"{source}#{number}")
                if found is not None:
                    pages += isinstance(found, Capture)
                    yield found
        yield from _check_end(opener, source, number, last)
    except _BROKEN as error:
        reason = f"the archive is broken after record {number} ({error})"
        yield CaptureProblem(source, reason, "fetch the archive again; the records before were read")
        return
    if not pages and number:
        yield CaptureProblem(
            source, f"none of its {number} records is a page of text", "check what was crawled", "info"
        )


def _read_record(record: Any, source: str) -> Capture | CaptureProblem | None:
    """Return the record's page, why it gives none, or None for a record that is no page (images, requests)."""
    from fastwarc.warc import WarcRecordType

    kind = record.record_type
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return None
    headers = record.headers
    url = (headers.get("WARC-Target-URI") or "").strip("<> ") or None
    captured = _instant(headers.get("WARC-Date"))
    transfer = content = ""
    declared = headers.get("Content-Type") or ""
    if kind == WarcRecordType.response:
        if not (record.is_http or (url or "").startswith("http")):
            return None
        record.parse_http()
        http = record.http_headers
        if http is None:
            return CaptureProblem(source, "its HTTP header cannot be read", "nothing to be done for this record")
        status = http.status_code
        declared = http.get("Content-Type") or ""
        transfer, content = http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""
        media, charset = _media_type(declared)
        if media not in _TEXT and media not in _UNTYPED:
            return None
        if status != 200:
            return CaptureProblem(source, f"the server answered {status} for {url}", "nothing to be done", "info")
    else:
        media, charset = _media_type(declared)
        if media not in _TEXT and media not in _UNTYPED:
            return None
    return _take_page(record, source, url, captured, media, charset, transfer, content)


def _take_page(
    record: Any,
    source: str,
    url: str | None,
    captured: str | None,
    media: str,
    charset: str | None,
    transfer: str,
    content: str,
) -> Capture | CaptureProblem | None:
    """Return the capture of a record whose headers say that it is a page."""
    length = int(record.content_length)
    raw = record.reader.read(LARGEST + 1)
    cut = len(raw) > LARGEST or len(raw) < length
    body = decode_body(raw, transfer=transfer, content=content)
    if not body.data.strip():
        if not body.problem:
            return CaptureProblem(source, f"the page {url} is empty", "nothing to be done", "info")
        return CaptureProblem(source, f"the page {url} cannot be unpacked: {body.problem}", "fetch the page again")
    binary = sniff_binary(body.data)
    if binary:
        if media in _UNTYPED:
            return None
        return CaptureProblem(source, f"the page {url} is called {media} but is {binary}", "nothing to be done", "info")
    sniffed = sniff_media_type(body.data)
    named = _TEXT.get(media, sniffed)
    return Capture(
        data=body.data,
        source=source,
        url=url,
        captured=captured,
        media_type=sniffed if sniffed == "text/html" else named,
        charset=charset,
        truncated=cut or body.cut or bool(record.headers.get("WARC-Truncated")),
    )


def _media_type(header: str) -> tuple[str, str | None]:
    """Return the media type in lower case and the charset of a Content-Type header."""
    message = Message()
    message["Content-Type"] = header[:300].replace("\r", " ").replace("\n", " ") or "application/octet-stream"
    charset = message.get_param("charset")
    media = header.split(";", maxsplit=1)[0].strip().lower()
    return media, charset.strip() if isinstance(charset, str) and charset.strip() else None


def _instant(value: str | None) -> str | None:
    """Return a WARC date as ISO 8601 with its zone, None where it is none."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def _check_end(opener: Callable[[], Any], source: str, number: int, last: int) -> Iterator[CaptureProblem]:
    """Yield a problem where the archive ends in the middle of a record, which every reader passes over in silence."""
    with opener() as stream:
        head = stream.read(2)
        stream.seek(last)
        whole = _gzip_ends(stream) if is_gzip(head) else _plain_ends(stream)
    if whole is False or number == 0:
        what = (
            f"the archive ends in the middle of a record, after {number} records"
            if number
            else "the archive holds no record"
        )
        yield CaptureProblem(source, what, "fetch the archive again; the records before the end were read")


def _gzip_ends(stream: BinaryIO) -> bool | None:
    """Return whether the gzip members from here to the end are whole; None where that would take too long to say."""
    engine = zlib.decompressobj(31)
    checked = 0
    data = stream.read(_STEP)
    while data:
        while data:
            piece = engine.decompress(data, _STEP * 16)
            checked += len(piece)
            if checked > _MOST_CHECKED:
                return None
            data = engine.unconsumed_tail
            if engine.eof:
                data = engine.unused_data.lstrip(b"\0")
                if not data:
                    data = stream.read(_STEP).lstrip(b"\0")
                    if not data:
                        return True
                if not is_gzip(data) and len(data) >= 2:
                    return False
                engine = zlib.decompressobj(31)
            elif not piece and not data:
                break
        data = stream.read(_STEP)
    return engine.eof


def _plain_ends(stream: BinaryIO) -> bool:
    """Return whether the uncompressed record that begins here is as long as it says."""
    header = b""
    while b"\r\n\r\n" not in header and b"\n\n" not in header and len(header) < 1 << 20:
        piece = stream.read(4096)
        if not piece:
            return False
        header += piece
    split = header.find(b"\r\n\r\n")
    start = split + 4 if split >= 0 else header.find(b"\n\n") + 2
    length = 0
    for line in header[:start].splitlines():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value.strip() or 0)
    left = length - (len(header) - start)
    while left > 0:
        piece = stream.read(min(_STEP, left))
        if not piece:
            return False
        left -= len(piece)
    return True
