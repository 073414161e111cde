"""The body of an archived HTTP response, out of its transfer and content encodings, never larger than a cap."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

from communique.captures.sniff import is_gzip

__all__ = ["LARGEST", "Body", "decode_body", "inflate"]

LARGEST = 8_000_000
"""Bytes of one page that are kept, counted after decompression."""

_STEP = 65_536


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body; `cut` is true where more was to come than the cap or than the archive holds."""

    data: bytes
    cut: bool = False
    problem: str | None = None


def inflate(raw: bytes, *, wbits: int = 47, largest: int = LARGEST) -> Body:
    """Return the bytes out of gzip or zlib, at most `largest` of them, several gzip members read as one."""
    out = bytearray()
    rest = raw
    while rest:
        engine = zlib.decompressobj(wbits)
        try:
            while not engine.eof and rest and len(out) <= largest:
                out += engine.decompress(rest, largest + 1 - len(out))
                rest = engine.unconsumed_tail
            if not engine.eof and len(out) <= largest:
                out += engine.flush(_STEP)
                return Body(bytes(out[:largest]), cut=True, problem="the compressed data end too early")
        except zlib.error as error:
            return Body(bytes(out[:largest]), cut=True, problem=f"the compressed data are damaged ({error})")
        if len(out) > largest:
            return Body(bytes(out[:largest]), cut=True)
        rest = engine.unused_data
        if not is_gzip(rest):
            break
    return Body(bytes(out))


def _unchunk(raw: bytes) -> Body:
    """Return the bytes out of chunked transfer encoding; as they are where they are not chunked after all."""
    out = bytearray()
    at = 0
    while True:
        line_end = raw.find(b"\n", at, at + 1024)
        size_text = raw[at:line_end].split(b";")[0].strip() if line_end >= 0 else b""
        try:
            size = int(size_text, 16)
        except ValueError:
            # Many archives keep the header and store the body already joined.
            return Body(raw) if at == 0 else Body(bytes(out), cut=True, problem="a chunk of the body is broken")
        at = line_end + 1
        if size == 0:
            return Body(bytes(out))
        if size < 0 or at + size > len(raw):
            out += raw[at : at + max(size, 0)]
            return Body(bytes(out), cut=True, problem="the last chunk of the body is missing")
        out += raw[at : at + size]
        at += size
        if raw[at : at + 2] == b"\r\n":
            at += 2
        elif raw[at : at + 1] == b"\n":
            at += 1
        if at >= len(raw):
            return Body(bytes(out), cut=True, problem="the last chunk of the body is missing")


def _read_stream(raw: bytes, coding: str) -> Body:
    """Return the bytes out of Brotli or Zstandard by FastWARC's readers, capped."""
    from fastwarc import stream_io

    reader = (stream_io.BrotliReader if coding == "br" else stream_io.ZstdReader)(io.BytesIO(raw))
    out = bytearray()
    try:
        while len(out) <= LARGEST and (piece := reader.read(_STEP)):
            out += piece
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        return Body(bytes(out[:LARGEST]), cut=True, problem=f"the {coding} data are damaged ({error})")
    if not out and raw:
        return Body(b"", cut=True, problem=f"the {coding} data are damaged")
    return Body(bytes(out[:LARGEST]), cut=len(out) > LARGEST)


def decode_body(raw: bytes, *, transfer: str = "", content: str = "") -> Body:
    """Return the body out of its encodings, as the two headers name them, last applied first.

    A body that plainly is not in the encoding named (archives keep headers of what they have decoded already) is kept
    as it is.
    """
    body = _unchunk(raw) if "chunked" in transfer.lower() else Body(raw)
    data, cut, problem = body.data, body.cut, body.problem
    for coding in reversed([c.strip().lower() for c in content.split(",") if c.strip()][:3]):
        if coding in ("identity", "utf-8", "none"):
            continue
        if coding in ("gzip", "x-gzip"):
            step = inflate(data) if is_gzip(data) else Body(data)
        elif coding == "deflate":
            step = inflate(data, wbits=15)
            if step.problem and not step.data:
                step = inflate(data, wbits=-15)
            if step.problem and not step.data:
                step = Body(data)
        elif coding in ("br", "zstd"):
            step = _read_stream(data, coding)
            if step.problem and not step.data and data[:1] in (b"<", b"\n", b" "):
                step = Body(data)
        else:
            return Body(b"", cut=True, problem=f"the content encoding {coding} is not known")
        data, cut, problem = step.data, cut or step.cut, problem or step.problem
    if len(data) > LARGEST:
        data, cut = data[:LARGEST], True
    return Body(data, cut=cut, problem=problem)
