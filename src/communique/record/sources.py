"""Says which captures are one source: copies of one text, one page caught twice; a hijacked page counts for none."""

from __future__ import annotations

import itertools
import re
import sys
import zlib
from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from rensa import RMinHash

from communique.record.answers import SourceGroup
from communique.record.merging.members import instant
from communique.record.merging.names import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Grouping", "Text", "address_key", "group_sources", "shingles_of", "source_groups", "unpack_shingles"]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_LENGTH = 5
"""Words in a shingle."""
_MOST = 20_000
"""Shingles taken of one text at most: a bound for hostile pages; 20,000 words are longer than any article."""
_FEWEST = 8
"""Shingles below which a text is too short to be known as a copy by likeness; then only the whole text counts."""

_ROWS, _BANDS = 3, 42
"""A pair that shares 40 % of its shingles meets in a band with 94 % certainty, one that shares 2 % with 0.03 %."""
_SEED = 20_260_126
_SPREAD = 0x9E3779B97F4A7C15
"""An odd constant that spreads 32-bit checksums over 64 bits (Knuth's multiplicative hashing)."""

_COPY = 0.5
"""Jaccard index of shingles from which two texts are copies."""
_CONTAINED = 0.7
"""Share of the shorter text's shingles from which it is a copy of a part of the longer."""
_SAME_WIRE = 0.25
"""Either of the two, where both texts are credited to the same agency."""
_IN_BAND = 50
"""Texts of one band, or of one agency and day, that a text is compared with at most."""

_TRACKING = re.compile(
    r"(utm_|mc_|at_|ns_|fb_)\w*|fbclid|gclid|cmpid|cmp|ref|ref_src|ito|ocid|smid|s_cid|xtor", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Text:
    """What the grouping needs to know of a capture; `shingles` are those of `shingles_of`."""

    capture: str
    shingles: frozenset[int]
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: str | None = None
    updated: str | None = None
    captured: str | None = None
    hijacked: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The order of texts: by time, then by capture."""
        return (instant(self.published, self.updated, self.captured), self.capture)


@dataclass(frozen=True, slots=True)
class Grouping:
    """For each capture its group (the id of the group's first capture), why it is there, and whether it counts."""

    group_of: dict[str, str]
    reason: dict[str, str]
    independent: dict[str, bool]

    def rows(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield one row a capture: capture, group, reason, whether it counts."""
        for capture in sorted(self.group_of):
            yield capture, self.group_of[capture], self.reason[capture], int(self.independent[capture])


def shingles_of(text: str) -> bytes:
    """Return the text's runs of five words as sorted 32-bit checksums, little-endian."""
    words = [
        m.group().encode("utf-8", "surrogatepass") for m in itertools.islice(_WORD.finditer(text.casefold()), _MOST)
    ]
    runs = (
        {zlib.crc32(b" ".join(words[i : i + _LENGTH])) for i in range(max(1, len(words) - _LENGTH + 1))}
        if words
        else set()
    )
    return _little(array("I", sorted(runs))).tobytes()


def unpack_shingles(packed: bytes) -> frozenset[int]:
    """Return the checksums that `shingles_of` packed."""
    numbers = array("I")
    numbers.frombytes(packed)
    return frozenset(_little(numbers))


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def address_key(url: str | None) -> str | None:
    """Return what addresses of one page share: no scheme, no `www.`, no fragment, no tracking; None without a host."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return None
    if not host:
        return None
    query = urlencode(sorted(p for p in parse_qsl(parts.query) if not _TRACKING.fullmatch(p[0])))
    return host + parts.path.rstrip("/") + ("?" + query if query else "")


def group_sources(texts: Iterable[Text]) -> Grouping:
    """Return the independent sources among these captures; their order does not matter.

    Likely pairs are found by MinHash (rensa) with a fixed seed and then measured on the shingles themselves.
    """
    ordered = sorted(texts, key=lambda t: t.key)
    parent = list(range(len(ordered)))
    reason = {t.capture: "hijacked" if t.hijacked else "alone" for t in ordered}
    for first, second, why in _pairs(ordered):
        a, b = sorted((_root(parent, first), _root(parent, second)))
        parent[b] = a
        mark = reason[ordered[second].capture]
        if mark == "alone":
            reason[ordered[second].capture] = why
    return Grouping(
        {t.capture: ordered[_root(parent, n)].capture for n, t in enumerate(ordered)},
        reason,
        {t.capture: not t.hijacked for t in ordered},
    )


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _pairs(texts: Sequence[Text]) -> Iterator[tuple[int, int, str]]:
    """Yield each pair of texts that are one source, the earlier first, with the reason."""
    addresses: dict[str, int] = {}
    for number, text in enumerate(texts):
        address = address_key(text.url)
        if address is not None:
            first = addresses.setdefault(address, number)
            if first != number:
                yield first, number, f"the same address as {texts[first].capture[:12]}"
    done: set[tuple[int, int]] = set()
    for first, second in _likely(texts):
        if (first, second) not in done:
            done.add((first, second))
            why = _copied(texts[first], texts[second])
            if why:
                yield first, second, why


def _likely(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may be copies: those that meet in a band of their MinHash, and texts of one agency
    and day."""
    sets = [[n * _SPREAD % 2**64 for n in t.shingles] for t in texts]
    digests = RMinHash.digest_matrix_from_token_hash_sets(sets, _ROWS * _BANDS, _SEED).to_rows() if texts else []
    bands: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        keys: list[tuple[object, ...]] = []
        if text.shingles:
            digest = digests[number]
            keys = [(band, *digest[band * _ROWS : band * _ROWS + _ROWS]) for band in range(_BANDS)]
        if text.agency and text.published:
            keys.append(("wire", fold(text.agency), text.published[:10]))
        for key in keys:
            held = bands[key]
            for other in held[-_IN_BAND:]:
                yield other, number
            held.append(number)


def _copied(a: Text, b: Text) -> str | None:
    """Return why two texts are one source, None where they are not."""
    shared = len(a.shingles & b.shingles)
    shorter = min(len(a.shingles), len(b.shingles))
    if shorter < _FEWEST:
        return f"the same text as {a.capture[:12]}" if shared and a.shingles == b.shingles else None
    alike, contained = shared / (len(a.shingles) + len(b.shingles) - shared), shared / shorter
    if alike >= _COPY:
        return f"a copy of {a.capture[:12]} ({alike:.0%} of the wording)"
    if contained >= _CONTAINED:
        return f"shares its text with {a.capture[:12]} ({contained:.0%} of the shorter)"
    if a.agency and b.agency and fold(a.agency) == fold(b.agency) and max(alike, contained) >= _SAME_WIRE:
        return f"the same agency text as {a.capture[:12]} ({contained:.0%} of the shorter)"
    return None


def source_groups(connection: sqlite3.Connection) -> tuple[SourceGroup, ...]:
    """Return the source groups of the view, in the order of their first capture's id."""
    rows = connection.execute(
        """SELECT g.grouped, g.capture, g.reason, g.independent, c.url,
            json_extract(k.about, '$.publisher') AS publisher
        FROM source_groups AS g JOIN captures AS c ON c.id = g.capture
        JOIN codings AS k ON k.capture = c.number ORDER BY g.grouped, g.capture"""
    ).fetchall()
    groups: list[SourceGroup] = []
    for group, members in itertools.groupby(rows, key=lambda row: str(row["grouped"])):
        inside = list(members)
        groups.append(
            SourceGroup(
                id=group,
                captures=tuple(row["capture"] for row in inside),
                reasons=tuple(row["reason"] for row in inside),
                publishers=tuple(sorted({row["publisher"] for row in inside if row["publisher"]})),
                urls=tuple(sorted({row["url"] for row in inside if row["url"]})),
                independent=any(row["independent"] for row in inside),
            )
        )
    return tuple(groups)
