"""captures/13-two-pages.warc.gz holds the pages of warc-pages/ as a crawler would have kept them.

Run it from anywhere (`python make_warc.py [FILE]`); it needs warcio. Dates and record ids are fixed, so that the file
is the same, byte for byte, after every run: a warcinfo record, then a request and a response for each page, and between
the two pages a picture and a page that was gone (404), which a reader of articles must pass over.
"""

from __future__ import annotations

import sys
import uuid
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

__all__ = ["write"]

HERE = Path(__file__).resolve().parent
PAGES = (
    ("https://riverbank.example/2026/02/03/night-attack", "strike.html", "2026-02-03T11:02:10Z"),
    ("https://eastgate.example/world/military-line", "channel.html", "2026-02-05T21:14:44Z"),
)
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
HTML = "text/html; charset=utf-8"


def _headers(url: str, kind: str, date: str) -> dict[str, str]:
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {url}")
    return {"WARC-Record-ID": f"<urn:uuid:{name}>", "WARC-Date": date}


def _keep(writer: WARCWriter, url: str, date: str, *, body: bytes, media: str = HTML, line: str = "200 OK") -> None:
    """Write the request for a page and the answer to it."""
    host = url.split("/")[2]
    asked = StatusAndHeaders(f"GET {url.split(host, 1)[1]} HTTP/1.1", [("Host", host)], is_http_request=True)
    writer.write_record(
        writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=_headers(url, "request", date))
    )
    answered = StatusAndHeaders(
        line, [("Content-Type", media), ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
    )
    writer.write_record(
        writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            http_headers=answered,
            warc_headers_dict=_headers(url, "response", date),
        )
    )


def write(target: Path) -> None:
    """Write the archive anew at `target`."""
    with target.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        info = {"software": "make_warc.py", "format": "WARC File Format 1.0"}
        record = writer.create_warcinfo_record(target.name, info)
        for name, value in _headers(target.name, "warcinfo", PAGES[0][2]).items():
            record.rec_headers.replace_header(name, value)
        writer.write_record(record)
        for place, (url, page, date) in enumerate(PAGES):
            _keep(writer, url, date, body=(HERE / "warc-pages" / page).read_bytes())
            if place == 0:
                root = url.rsplit("/", 4)[0]
                gone = b"<html><title>Gone</title><h1>Page not found</h1><p>We could not find that page.</p></html>"
                _keep(writer, root + "/i/pixel.gif", date, body=PIXEL, media="image/gif")
                _keep(writer, root + "/2026/02/02/withdrawn", date, body=gone, line="404 Not Found")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else HERE / "captures" / "13-two-pages.warc.gz")
