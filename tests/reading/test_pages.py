"""Text captures of many layouts and damages give the article and nothing else."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading import read
from communique.words import Capture

HERE = Path(__file__).parent
PAGES = tomllib.loads((HERE / "pages.toml").read_text("utf-8"))


def page(name):
    return (HERE / "pages" / f"{name}.txt").read_bytes()


def take(data, **more):
    return read(Capture(data, "test", **more))


def check_offsets(article, text=None):
    at = 0
    for block in article.blocks:
        assert 0 <= block.start < block.end <= len(article.text)
        assert block.start == at
        at = block.end + 2
        if text is not None and block.capture_start is not None:
            assert 0 <= block.capture_start <= block.capture_end <= len(text)
    assert "\n\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text


def test_every_page_is_judged():
    assert sorted(PAGES) == sorted(p.stem for p in (HERE / "pages").glob("*.txt"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_read(name):
    expected = dict(PAGES[name])
    article = take(page(name))
    check_offsets(article, page(name).decode("utf-8"))
    if "kinds" in expected:
        assert expected.pop("kinds") == [b.kind for b in article.blocks]
    for words in expected.pop("keeps", ()):
        assert words in article.text
    dropped = "\n".join(d.text for d in article.dropped)
    for words in expected.pop("drops", ()):
        assert words not in article.text
    codes = {f.code for f in article.findings}
    assert set(expected.pop("findings", ())) <= codes
    for key, value in expected.items():
        got = getattr(article, key)
        assert value == (list(got) if isinstance(got, tuple) else got), key
    assert dropped or article.text


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nothing_is_thrown_away_silently(name):
    """Every line of a page is in the article or among the dropped."""
    data = page(name)
    text = data.decode("utf-8")
    article = take(data)
    covered = bytearray(len(text))
    for span in (*article.blocks, *article.dropped):
        if span.capture_start is not None:
            covered[span.capture_start : span.capture_end] = b"x" * (span.capture_end - span.capture_start)
    left = "".join(c for i, c in enumerate(text) if not covered[i] and c.isalpha())
    assert left == ""


@pytest.mark.parametrize("name", sorted(PAGES))
def test_carriage_returns_change_nothing(name):
    article = take(page(name))
    other = take(page(name).replace(b"\n", b"\r\n"))
    assert (article.text, article.authors, article.section) == (other.text, other.authors, other.section)


@pytest.mark.parametrize(
    ("name", "encoding"), [("russian", "cp1251"), ("russian", "koi8-r"), ("chinese", "gb18030"), ("arabic", "cp1256")]
)
def test_old_encodings_are_read(name, encoding):
    article = take(page(name))
    data = page(name).decode("utf-8").replace("©", "(c)").encode(encoding, "replace")
    declared = take(data, charset=encoding)
    assert declared.headline == article.headline
    guessed = take(data)
    assert guessed.headline == article.headline
    assert "encoding_guessed" in {f.code for f in guessed.findings}


def test_utf16_and_marks_are_read():
    text = page("neighbour").decode("utf-8")
    plain = take(page("neighbour")).text
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        assert plain == take(text.encode(encoding)).text, encoding


def test_capture_offsets_are_exact_where_nothing_was_tidied():
    text = page("spam_middle").decode("utf-8")
    article = take(page("spam_middle"))
    for block in article.blocks:
        assert article.text[block.start : block.end] == text[block.capture_start : block.capture_end]
    for finding in article.findings:
        if finding.start is not None:
            assert finding.exact == text[finding.start : finding.end]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_capture"),
        (b" \n\n ", "empty_capture"),
        (b"%PDF-1.4\n1 0 obj", "binary_capture"),
        (
            "Die Gesandten trafen sich in Zürich für Gespräche über Flüsse und ".encode() + b"\xff\xfe H\xc3\xa4fen.\n",
            "undecodable_bytes",
        ),
        (
            "Die Gesandten trafen sich am Montag in Z\ufffdrich zu einem Gespräch über den Fluss.".encode(),
            "replacement_characters",
        ),
        (b"The envoys met\x00 in Vienna\x07 on Monday to talk about the river.\n", "control_characters"),
        (b"Tom &amp; Jerry&#8217;s envoys met in Vienna on Monday.", "entities"),
    ],
)
def test_damage_has_a_finding(data, code):
    assert code in {f.code for f in take(data).findings}


def test_an_endless_line_is_told():
    article = take(b"The envoys met in Vienna on Monday. " * 1000)
    assert "overlong_line" in {f.code for f in article.findings}
    assert len(article.text) <= 20_000


def test_a_truncated_and_an_oversized_page_are_told():
    assert "truncated_capture" in {f.code for f in take(page("neighbour"), truncated=True).findings}
    huge = b"The envoys met in Vienna on Monday and talked.\n\n" * 180_000
    article = take(huge)
    assert {"oversized_capture", "too_many_lines"} <= {f.code for f in article.findings}


@pytest.mark.parametrize(
    "data",
    [
        b"(" * 2_000_000,
        b"a" * 2_000_000,
        b"? " * 1_000_000,
        b"a?" * 1_000_000,
        b"http://" * 300_000,
        b"By " * 600_000,
        ("，" * 700_000).encode(),
        ("赌场" * 400_000).encode(),
        b"| a " * 500_000,
        b"](" * 900_000,
        b"![" * 900_000,
        b"**a" * 600_000,
        b"1:11 " * 400_000,
        b"\xc3\xa2\xe2\x82\xac" * 300_000,
        b"casino bonus, " * 140_000,
        b"x\n" * 900_000,
        b"2026-01-26 09:40 | \n" * 90_000,
        b"By Ana Example and " * 100_000,
        b"&amp;" * 400_000,
    ],
    ids=range(19),
)
def test_hostile_pages_end_soon(data):
    import time

    began = time.process_time()
    check_offsets(take(data))
    assert time.process_time() - began < 5


@given(st.text(max_size=600))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_with_right_offsets(text):
    data = text.encode("utf-8", "surrogatepass")
    check_offsets(take(data))


@given(st.binary(max_size=400))
@settings(max_examples=120, deadline=None)
def test_any_bytes_are_read(data):
    article = take(data)
    check_offsets(article)
    assert article == take(data)


@given(
    st.lists(
        st.sampled_from([p for name in sorted(PAGES) for p in page(name).decode("utf-8").split("\n")]), max_size=40
    )
)
@settings(max_examples=80, deadline=None)
def test_any_mixture_of_lines_is_read(lines):
    text = "\n".join(lines)
    check_offsets(take(text.encode("utf-8")), text)
