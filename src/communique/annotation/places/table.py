"""The table of the world's places, opened from a file of this package without reading it in.

`data/places.bin` (built by tools/build_places.py from GeoNames and Natural Earth) holds,
little-endian: the magic line; the length of a JSON header; the header (where each section lies, country codes, country
points); then

- `records`, 12 bytes each: latitude and longitude in 1e-5 degrees (int32), record of the first-level subdivision
  (uint16), number of the country code (uint8), kind (2 bits) and log10 of the population in eighths (6 bits);
- `keys`, sorted lines `folded name TAB record numbers` (three printable characters a number), `key_index` the offset of
  every 32nd;
- `names`, the names of the records that have several, in record order, `name_index` the offset of every 32nd.

Subdivisions come first, then cities by falling population, so that a lower record number is the larger city.
"""

from __future__ import annotations

import json
import mmap
import struct
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from communique.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BLOCK", "KINDS", "MAGIC", "NO_ADMIN", "RECORD", "PlaceTable", "Spot", "encode_id", "open_table"]

MAGIC = b"communique places 1\n"
BLOCK = 32
KINDS = ("region", "district", "city", "capital")
NO_ADMIN = 0xFFFF
RECORD = struct.Struct("<iiHBB")
_OFFSET = struct.Struct("<I")
_FIRST, _BASE = 35, 92


def encode_id(number: int) -> str:
    """Return a record number as three printable characters."""
    high, low = divmod(number, _BASE)
    top, mid = divmod(high, _BASE)
    return chr(_FIRST + top) + chr(_FIRST + mid) + chr(_FIRST + low)


def _decode_ids(text: bytes) -> list[int]:
    codes = [c - _FIRST for c in text]
    return [(codes[i] * _BASE + codes[i + 1]) * _BASE + codes[i + 2] for i in range(0, len(codes) - 2, 3)]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the table: `record` its number, `kind` one of KINDS, `admin` its first-level subdivision's record.

    `size` is log10 of the population (for a subdivision: of its cities together), in steps of an eighth.
    """

    record: int
    kind: str
    country: str | None
    admin: int | None
    lat: float
    lon: float
    size: float


class PlaceTable:
    """Places by name. Opening reads the header alone; each look-up reads a few hundred bytes."""

    def __init__(self, data: mmap.mmap | bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            msg = "the place table of this installation is damaged (its first line is wrong); install communique again"
            raise DataError(msg)
        at = len(MAGIC) + 4
        (length,) = _OFFSET.unpack(data[len(MAGIC) : at])
        header = json.loads(data[at : at + length])
        self._data = data
        self._base = at + length
        self._sections: dict[str, tuple[int, int]] = {
            name: (self._base + start, size) for name, (start, size) in header["sections"].items()
        }
        self._codes: list[str] = header["codes"]
        self._named: int = header["named"]
        self.rows: int = header["rows"]
        self.country_points: Mapping[str, tuple[float, float]] = {
            c: (p[0], p[1]) for c, p in header["countries"].items()
        }

    def find(self, key: str) -> tuple[Spot, ...]:
        """Return the places whose folded name is `key`, subdivisions first, then cities by falling population."""
        wanted = key.encode() + b"\t"
        index, size = self._sections["key_index"]
        keys, keys_size = self._sections["keys"]
        low, high = 0, size // 4
        data = self._data
        while low < high:
            mid = (low + high) // 2
            start = keys + _OFFSET.unpack_from(data, index + 4 * mid)[0]
            if data[start : start + len(wanted)] <= wanted:
                low = mid + 1
            else:
                high = mid
        if low == 0:
            return ()
        start = keys + _OFFSET.unpack_from(data, index + 4 * (low - 1))[0]
        end = keys + (_OFFSET.unpack_from(data, index + 4 * low)[0] if low < size // 4 else keys_size)
        at = data.find(wanted, start, end)
        while at > start and data[at - 1 : at] != b"\n":
            at = data.find(wanted, at + 1, end)
        if at < 0:
            return ()
        line = data[at + len(wanted) : data.find(b"\n", at)]
        return tuple(self.spot(i) for i in _decode_ids(line))

    def spot(self, record: int) -> Spot:
        """Return the place of a record number."""
        lat, lon, admin, country, kind = RECORD.unpack_from(
            self._data, self._sections["records"][0] + RECORD.size * record
        )
        return Spot(
            record=record,
            kind=KINDS[kind >> 6],
            country=self._codes[country] if country != 255 else None,
            admin=None if admin == NO_ADMIN else admin,
            lat=lat / 1e5,
            lon=lon / 1e5,
            size=(kind & 63) / 8,
        )

    def name(self, record: int) -> str | None:
        """Return the name of a record that has several, None where its only name is the one it was found by."""
        if record >= self._named:
            return None
        index, size = self._sections["name_index"]
        names, names_size = self._sections["names"]
        block = record // BLOCK
        start = names + _OFFSET.unpack_from(self._data, index + 4 * block)[0]
        last = block + 1 >= size // 4
        end = names + (names_size if last else _OFFSET.unpack_from(self._data, index + 4 * (block + 1))[0])
        return self._data[start:end].split(b"\n")[record % BLOCK].decode()


@cache
def open_table() -> PlaceTable:
    """Return the shipped place table, opened once a process. Raises DataError where it is missing or damaged."""
    resource = files("communique.annotation.places").joinpath("data/places.bin")
    try:
        with as_file(resource) as path, path.open("rb") as file:
            return PlaceTable(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        msg = f"the place table of this installation cannot be opened ({error}); install communique again"
        raise DataError(msg) from error
