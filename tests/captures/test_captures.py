"""Captures are taken in whole, in order, and one bad file never stops a run."""

import gzip
import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from communique.captures import CaptureProblem, iter_captures
from communique.captures.bodies import LARGEST, decode_body, inflate
from communique.captures.sniff import sniff_binary, sniff_media_type
from communique.words import Capture

PAGE = (
    b"<!doctype html><html><head><title>Envoys meet</title></head><body><p>The envoys met in Vienna.</p></body></html>"
)


def take(*paths, stdin=None):
    return list(iter_captures(paths, stdin=stdin))


def captures(found):
    return [x for x in found if isinstance(x, Capture)]


def problems(found, severity="error"):
    return [x for x in found if isinstance(x, CaptureProblem) and x.severity == severity]


def write_warc(path, pages, *, gz=True):
    out = []
    for url, status, headers, body in pages:
        http = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
        block = http.encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(out):032x}>\r\nWARC-Date: 2026-01-26T01:40:00Z\r\n"
            f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out.append(gzip.compress(record) if gz else record)
    path.write_bytes(b"".join(out))


HTML = [("Content-Type", "text/html; charset=utf-8")]


def test_a_text_file_is_one_capture(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"The envoys met.\n")
    (found,) = take(path)
    assert (found.data, found.media_type, found.source) == (b"The envoys met.\n", "text/plain", str(path))


def test_the_media_type_comes_from_the_bytes_not_the_name(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE)
    (found,) = take(path)
    assert found.media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a PNG image"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "a JPEG image"),
        (bytes(random.Random(1).randbytes(4000)), "binary data"),
    ],
)
def test_what_is_no_text_is_a_problem_that_says_so(tmp_path, data, expected):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (found,) = take(path)
    assert isinstance(found, CaptureProblem)
    assert expected in found.reason
    assert found.next_step


def test_a_zip_called_txt_is_a_problem(tmp_path):
    path = tmp_path / "a.txt"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("x.txt", "hello")
    (found,) = take(path)
    assert "archive/*.warc.gz" in found.reason


def test_a_missing_file_does_not_stop_the_run(tmp_path):
    good = tmp_path / "b.txt"
    good.write_text("The envoys met.")
    found = take(tmp_path / "none.txt", "bad\0name", good)
    assert [type(x) for x in found] == [CaptureProblem, CaptureProblem, Capture]


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.html", ".hidden.txt", ".git/x.txt", "c/pic.png", "page_files/frame.html"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True, parents=True)
        place.write_bytes(PAGE)
    (tmp_path / "page.html").write_bytes(PAGE)
    found = take(tmp_path)
    names = [Path(c.source).relative_to(tmp_path).as_posix() for c in captures(found)]
    assert names == ["a.txt", "b/1.html", "b/2.txt", "page.html"]
    (passed,) = problems(found, "info")
    assert "1 files of other kinds" in passed.reason


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Not for you.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The envoys met.")
    (folder / "loop").symlink_to(folder)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "outdir").symlink_to(outside)
    found = take(folder)
    assert [Path(c.source).name for c in captures(found)] == ["a.txt"]
    assert any("leads out" in p.reason for p in problems(found))


def test_a_pipe_is_not_opened(tmp_path):
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    (found,) = take(pipe)
    assert "no regular file" in found.reason


def test_standard_input_is_one_capture():
    (found,) = take("-", stdin=io.BytesIO(b"The envoys met."))
    assert (found.source, found.data) == ("-", b"The envoys met.")
    (found,) = take("-", stdin=io.BytesIO(b""))
    assert "empty" in found.reason
    (found,) = take("-")
    assert "no standard input" in found.reason


def test_a_huge_file_is_cut_and_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"The envoys met. " * (LARGEST // 16 + 10))
    (found,) = take(path)
    assert (len(found.data), found.truncated) == (LARGEST, True)


def test_a_saved_page_names_its_address(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(
        b"<!DOCTYPE html>\n<!-- saved from url=(0031)https://news.example/talks-today -->\n<html><p>x</p></html>"
    )
    (found,) = take(path)
    assert found.url == "https://news.example/talks-today"
    path.write_bytes(
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/a \n"
        b" saved date: Mon Jan 26 2026 09:40:11 GMT+0100 (Central European Standard Time)\n--><p>x</p></html>"
    )
    (found,) = take(path)
    assert (found.url, found.captured) == ("https://news.example/a", "2026-01-26T09:40:11+01:00")


def test_an_mhtml_page_is_unpacked(tmp_path):
    path = tmp_path / "a.mhtml"
    path.write_bytes(
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://news.example/a\r\nSubject: x\r\n"
        b"Date: Mon, 26 Jan 2026 09:40:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        b"----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://news.example/a\r\n\r\n<html><body><p>Caf=C3=A9 talks</p></body></html>\r\n"
        b"----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n"
    )
    (found,) = take(path)
    assert (found.url, found.charset, found.media_type) == ("https://news.example/a", "utf-8", "text/html")
    assert "Café talks".encode() in found.data


@pytest.mark.parametrize("gz", [True, False])
def test_a_warc_gives_its_pages(tmp_path, gz):
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    write_warc(
        path,
        [
            ("https://news.example/1", "200 OK", HTML, PAGE),
            ("https://news.example/p.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n"),
            ("https://news.example/gone", "404 Not Found", HTML, PAGE),
            ("https://news.example/2", "200 OK", [*HTML, ("Content-Encoding", "gzip")], gzip.compress(PAGE)),
            (
                "https://news.example/3",
                "200 OK",
                [*HTML, ("Transfer-Encoding", "chunked")],
                b"5\r\n" + PAGE[:5] + b"\r\n" + f"{len(PAGE) - 5:x};x=y\r\n".encode() + PAGE[5:] + b"\r\n0\r\n\r\n",
            ),
            ("https://news.example/4", "200 OK", [("Content-Type", "text/plain")], b"The envoys met."),
        ],
        gz=gz,
    )
    found = take(path)
    pages = captures(found)
    assert [p.url[-1] for p in pages] == ["1", "2", "3", "4"]
    assert [p.data for p in pages] == [PAGE, PAGE, PAGE, b"The envoys met."]
    assert pages[0].captured == "2026-01-26T01:40:00+00:00"
    assert (pages[0].media_type, pages[0].charset, pages[0].truncated) == ("text/html", "utf-8", False)
    assert [p.source for p in pages] == [f"{path}#{n}" for n in (1, 4, 5, 6)]
    assert [p.reason for p in problems(found, "info")] == ["the server answered 404 for https://news.example/gone"]
    assert problems(found) == []


@pytest.mark.parametrize("gz", [True, False])
@pytest.mark.parametrize("missing", [1, 9, 40, 200])
def test_a_truncated_archive_is_told(tmp_path, gz, missing):
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    noise = bytes(random.Random(2).choices(b"abcdefghij <>/", k=3000))
    write_warc(path, [(f"https://news.example/{i}", "200 OK", HTML, PAGE + noise) for i in range(3)], gz=gz)
    # The two line breaks that end a plain record belong to no page; without more missing nothing is lost.
    path.write_bytes(path.read_bytes()[: -missing - (0 if gz else 4)])
    found = take(path)
    assert len(captures(found)) >= 2
    assert any("ends in the middle" in p.reason or "broken after" in p.reason for p in problems(found))


def test_garbage_called_warc_is_told(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"this is no archive")
    assert "no WARC" in take(path)[0].reason
    path.write_bytes(b"")
    assert "empty" in take(path)[0].reason
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nnonsense"))
    (found,) = take(path)
    assert isinstance(found, CaptureProblem)


def test_garbage_in_the_middle_of_an_archive_is_told(tmp_path):
    path = tmp_path / "a.warc.gz"
    write_warc(path, [("https://news.example/1", "200 OK", HTML, PAGE)])
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x00\x01garbage" * 50)
    found = take(path)
    assert len(captures(found)) == 1
    assert problems(found)


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path):
    inner = tmp_path / "data.warc.gz"
    write_warc(inner, [("https://news.example/1", "200 OK", HTML, PAGE)])
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as z:
        z.write(inner, "archive/data.warc.gz")
        z.writestr("datapackage.json", "{}")
    (found,) = take(path)
    assert (found.source, found.data) == (f"{path}!archive/data.warc.gz#1", PAGE)


def test_a_truncated_archive_inside_a_wacz_is_told(tmp_path):
    inner = tmp_path / "data.warc.gz"
    write_warc(
        inner, [("https://news.example/1", "200 OK", HTML, PAGE), ("https://news.example/2", "200 OK", HTML, PAGE)]
    )
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("archive/data.warc.gz", inner.read_bytes()[:-20])
    found = take(path)
    assert len(captures(found)) >= 1
    assert problems(found)


def test_a_gzip_bomb_is_cut_at_the_cap(tmp_path):
    path = tmp_path / "a.warc.gz"
    bomb = gzip.compress(b"<p>spam</p>" * 10_000_000)
    write_warc(path, [("https://news.example/1", "200 OK", [*HTML, ("Content-Encoding", "gzip")], bomb)])
    (found,) = take(path)
    assert (len(found.data), found.truncated) == (LARGEST, True)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "br", "none"])
def test_bodies_come_out_of_their_encodings(coding):
    import zlib

    import fastwarc.stream_io as s

    buffer = io.BytesIO()
    if coding == "br":
        writer = s.BrotliWriter(buffer)
        writer.write(PAGE)
        writer.close()
    engine = zlib.compressobj(wbits=-15)
    raw = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw deflate": engine.compress(PAGE) + engine.flush(),
        "br": buffer.getvalue() if not buffer.closed else b"",
        "none": PAGE,
    }[coding]
    if coding == "br" and not raw:
        pytest.skip("the writer closed its buffer")
    body = decode_body(raw, content=coding.split()[-1])
    assert (body.data, body.cut, body.problem) == (PAGE, False, None)


def test_a_body_that_is_not_in_the_named_encoding_is_kept():
    assert decode_body(PAGE, content="gzip").data == PAGE
    assert decode_body(PAGE, transfer="chunked").data == PAGE
    assert decode_body(PAGE, content="rot-13").problem == "the content encoding rot-13 is not known"


def test_damaged_gzip_keeps_what_came_before():
    # Incompressible, so that half of the bytes are half of the text.
    noise = random.Random(3).randbytes(50_000)
    body = inflate(gzip.compress(noise)[:25_000])
    assert body.cut
    assert noise.startswith(body.data)
    assert len(body.data) > 20_000


def test_utf16_is_text_not_binary():
    data = "The envoys met in Vienna on Monday.".encode("utf-16-le")
    assert sniff_binary(data) is None
    assert sniff_media_type("<html><body><p>a</p></body></html>".encode("utf-16")) == "text/html"
