"""Reads a case file and says clearly what is wrong with one."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from pathlib import Path
from typing import Any

from communique.errors import CaseError
from communique.words import Case, CaseActor

__all__ = ["load_case", "record_path"]

_TOP = frozenset(
    {"name", "title", "parties", "third_parties", "since", "until", "time_zone", "record", "issues", "actors"}
)
_ACTOR = frozenset({"name", "aliases", "type", "country", "sector", "role", "side", "since", "until"})
_TYPES = ("person", "organisation", "state", "group")
_LARGEST = 1_000_000


def load_case(path: str | Path) -> Case:
    """Return the case that a TOML file describes.

    Raises CaseError naming the file, the key, the reason and what is allowed.
    """
    return _Reader(Path(path)).case()


def record_path(case_file: str | Path) -> Path:
    """Return where the case keeps its record: the `record` key beside the case file, else its name with .communique."""
    file = Path(case_file)
    reader = _Reader(file)
    named = reader.text(reader.data, "record")
    if named is None:
        return file.with_suffix(".communique")
    if Path(named).suffix == ".toml" or not Path(named).name:
        raise reader.wrong("record", f"{named!r} cannot be a record; name a file such as record.communique")
    return file.parent / named


class _Reader:
    """The file's tables, read value by value; every complaint names the file and the key."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.data = self._parsed()

    def wrong(self, key: str, reason: str) -> CaseError:
        """Return the error for a key."""
        return CaseError(f"{self.file}: {key}: {reason}")

    def case(self) -> Case:
        """Return the whole case."""
        self._known("", self.data, _TOP)
        issues = self._table("issues")
        since, until = self.day(self.data, "since"), self.day(self.data, "until")
        self._in_order("until", since, until)
        return Case(
            name=self.text(self.data, "name") or self.file.stem,
            title=self.text(self.data, "title") or "",
            parties=self.texts(self.data, "parties"),
            third_parties=self.texts(self.data, "third_parties"),
            issues=tuple((name, self._phrases(issues, name)) for name in sorted(issues)),
            actors=tuple(self._actor(n, row) for n, row in enumerate(self._rows("actors"), 1)),
            since=since,
            until=until,
            time_zone=self._zone(),
        )

    def text(self, data: dict[str, Any], key: str, where: str = "") -> str | None:
        """Return a text, None where the key is not there."""
        value = data.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.wrong(where + key, f"must be text in quotes, not {_told(value)}")

    def texts(self, data: dict[str, Any], key: str, where: str = "") -> tuple[str, ...]:
        """Return a list of texts, none of them empty, each once."""
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            reason = f'must be a list of texts, like ["Sudan", "Rapid Support Forces"], not {_told(value)}'
            raise self.wrong(where + key, reason)
        if not all(v.strip() for v in value):
            raise self.wrong(where + key, "has an empty text in it; delete that or fill it in")
        return tuple(dict.fromkeys(v.strip() for v in value))

    def day(self, data: dict[str, Any], key: str, where: str = "") -> str | None:
        """Return an ISO day, None where the key is not there."""
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.date().isoformat()
        if isinstance(value, dt.date):
            return value.isoformat()
        try:
            return dt.date.fromisoformat(value).isoformat()
        except (TypeError, ValueError):
            raise self.wrong(where + key, f"must be a day like 2026-01-22, not {_told(value)}") from None

    def _parsed(self) -> dict[str, Any]:
        file = self.file
        try:
            with file.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                msg = f"{file}: larger than {_LARGEST:,} bytes; is this a case file?"
                raise CaseError(msg)
            # Some editors begin the file with a byte order mark, which TOML does not know.
            return tomllib.loads(data.decode("utf-8-sig"))
        except FileNotFoundError:
            msg = f"{file}: there is no such case file; write one with: communique init {file}"
            raise CaseError(msg) from None
        except IsADirectoryError:
            msg = f"{file}: this is a folder; name the case file in it, for instance {file / 'case.toml'}"
            raise CaseError(msg) from None
        except UnicodeDecodeError as error:
            msg = f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8"
            raise CaseError(msg) from error
        except (OSError, ValueError) as error:
            if isinstance(error, tomllib.TOMLDecodeError):
                msg = f"{file}: {error}; the file is not valid TOML, mend that line"
            else:
                msg = f"{file}: cannot be read ({error}); check the file and its permissions"
            raise CaseError(msg) from error
        except RecursionError:
            msg = f"{file}: tables or lists are nested too deep; is this a case file?"
            raise CaseError(msg) from None

    def _known(self, where: str, data: dict[str, Any], allowed: frozenset[str]) -> None:
        for key in data:
            if key not in allowed:
                near = difflib.get_close_matches(key, sorted(allowed), 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise self.wrong(where + key, f"no such key{hint}; allowed are {', '.join(sorted(allowed))}")

    def _table(self, key: str) -> dict[str, Any]:
        value = self.data.get(key, {})
        if isinstance(value, dict):
            return value
        raise self.wrong(key, f"must be a table, written [{key}]")

    def _phrases(self, issues: dict[str, Any], name: str) -> tuple[str, ...]:
        if not name.strip():
            raise self.wrong("issues", "an issue has no name")
        phrases = self.texts(issues, name, "issues.")
        if not phrases:
            msg = f"issues.{name}"
            raise self.wrong(msg, 'has no words that speak of it, like ["fishing zone", "trawler"]')
        return phrases

    def _rows(self, key: str) -> list[dict[str, Any]]:
        value = self.data.get(key, [])
        if isinstance(value, list) and all(isinstance(v, dict) for v in value):
            return value
        raise self.wrong(key, f"must be written as [[{key}]] tables")

    def _in_order(self, key: str, since: str | None, until: str | None) -> None:
        if since and until and until < since:
            raise self.wrong(key, f"{until} lies before since = {since}")

    def _zone(self) -> str | None:
        from zoneinfo import ZoneInfo

        name = self.text(self.data, "time_zone")
        if name is None:
            return None
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise self.wrong("time_zone", f"{name!r} is no time zone; use a name like Europe/Kyiv") from None
        return name

    def _actor(self, number: int, row: dict[str, Any]) -> CaseActor:
        where = f"actors (number {number}): "
        self._known(where, row, _ACTOR)
        name = (self.text(row, "name", where) or "").strip()
        if not name:
            msg = f"{where}name"
            raise self.wrong(msg, 'is missing; write name = "..."')
        kind = self.text(row, "type", where) or "person"
        if kind not in _TYPES:
            msg = f"{where}type"
            raise self.wrong(msg, f"{kind!r} is not one of {', '.join(_TYPES)}")
        since, until = self.day(row, "since", where), self.day(row, "until", where)
        self._in_order(f"{where}until", since, until)
        return CaseActor(
            name=name,
            aliases=self.texts(row, "aliases", where),
            type=kind,
            country=self._code(row, "country", where),
            sector=self.text(row, "sector", where),
            role=self.text(row, "role", where),
            side=self.text(row, "side", where),
            since=since,
            until=until,
        )

    def _code(self, row: dict[str, Any], key: str, where: str) -> str | None:
        """Return a country's code; PLOVER's codes for non-states have three capital letters too and pass."""
        value = self.text(row, key, where)
        if value is None or (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
            return value
        from communique.world import country_by_name

        found = country_by_name(value)
        hint = f"; did you mean {found.alpha3!r}?" if found else ""
        raise self.wrong(where + key, f"must be an ISO 3166 alpha-3 code such as SDN, not {value!r}{hint}")


def _told(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else said[:59] + "…"
