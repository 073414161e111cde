"""Reads a case file and says clearly what is wrong with one."""

from __future__ import annotations

import datetime as dt
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


def load_case(path: str | Path) -> Case:
    """Return the case described by a TOML file. Raises CaseError naming the file, the key, the reason and what is allowed."""
    file = Path(path)
    data = _read(file)
    _known(file, "", data, _TOP)
    issues = _table(file, data, "issues")
    return Case(
        name=_text(file, data, "name") or file.stem,
        title=_text(file, data, "title") or "",
        parties=_texts(file, data, "parties"),
        third_parties=_texts(file, data, "third_parties"),
        issues=tuple((name, _texts(file, issues, name, "issues.")) for name in sorted(issues)),
        actors=tuple(_actor(file, n, row) for n, row in enumerate(_rows(file, data, "actors"), 1)),
        since=_day(file, data, "since"),
        until=_day(file, data, "until"),
        time_zone=_zone(file, data),
    )


def record_path(case_file: str | Path) -> Path:
    """Return where the case keeps its record: the `record` key beside the case file, else its name with .communique."""
    file = Path(case_file)
    named = _text(file, _read(file), "record")
    return file.parent / named if named else file.with_suffix(".communique")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise CaseError(f"{file}: there is no such case file; write one with: communique init {file}") from None
    except IsADirectoryError:
        raise CaseError(
            f"{file}: this is a folder; name the case file in it, for instance {file / 'case.toml'}"
        ) from None
    except (OSError, UnicodeDecodeError) as e:
        raise CaseError(f"{file}: cannot be read as UTF-8 text ({e}); check the file and its permissions") from e
    except tomllib.TOMLDecodeError as e:
        raise CaseError(f"{file}: {e}; the file is not valid TOML, mend that line") from e


def _known(file: Path, where: str, data: dict[str, Any], allowed: frozenset[str]) -> None:
    for key in data:
        if key not in allowed:
            raise CaseError(f"{file}: {where}{key}: no such key; allowed are {', '.join(sorted(allowed))}")


def _text(file: Path, data: dict[str, Any], key: str, where: str = "") -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise CaseError(f"{file}: {where}{key}: must be text in quotes, not {value!r}")


def _texts(file: Path, data: dict[str, Any], key: str, where: str = "") -> tuple[str, ...]:
    value = data.get(key, [])
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise CaseError(f'{file}: {where}{key}: must be a list of texts, like ["Sudan", "RSF"], not {value!r}')


def _table(file: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if isinstance(value, dict):
        return value
    raise CaseError(f"{file}: {key}: must be a table, written [{key}]")


def _rows(file: Path, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = data.get(key, [])
    if isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return value
    raise CaseError(f"{file}: {key}: must be written as [[{key}]] tables")


def _day(file: Path, data: dict[str, Any], key: str, where: str = "") -> str | None:
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
        raise CaseError(f"{file}: {where}{key}: must be a day like 2026-01-22, not {value!r}") from None


def _zone(file: Path, data: dict[str, Any]) -> str | None:
    from zoneinfo import ZoneInfo

    name = _text(file, data, "time_zone")
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise CaseError(f"{file}: time_zone: {name!r} is no time zone; use a name like Europe/Kyiv") from None
    return name


def _actor(file: Path, number: int, row: dict[str, Any]) -> CaseActor:
    where = f"actors (number {number}): "
    _known(file, where, row, _ACTOR)
    name = _text(file, row, "name", where)
    if not name:
        raise CaseError(f'{file}: {where}name is missing; write name = "..."')
    kind = _text(file, row, "type", where) or "person"
    if kind not in _TYPES:
        raise CaseError(f"{file}: {where}type: {kind!r} is not one of {', '.join(_TYPES)}")
    return CaseActor(
        name=name,
        aliases=_texts(file, row, "aliases", where),
        type=kind,
        country=_text(file, row, "country", where),
        sector=_text(file, row, "sector", where),
        role=_text(file, row, "role", where),
        side=_text(file, row, "side", where),
        since=_day(file, row, "since", where),
        until=_day(file, row, "until", where),
    )
