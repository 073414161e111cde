"""Which case and which record a command speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.words import Case

__all__ = ["DEFAULT_CASE", "DEFAULT_RECORD", "RECORD_SUFFIX", "case_and_record", "case_options", "existing_record"]

DEFAULT_CASE = "case.toml"
DEFAULT_RECORD = "record.communique"
RECORD_SUFFIX = ".communique"

F = TypeVar("F", bound="Callable[..., Any]")


def case_options(f: F) -> F:
    """Add --case and --record."""
    f = click.option(
        "--record",
        "record_file",
        type=click.Path(dir_okay=False),
        help=f"The record file. Default: the case's own, or {DEFAULT_RECORD} where there is no case.",
    )(f)
    return click.option(
        "--case",
        "case_file",
        type=click.Path(),
        help=f"The case file (TOML), or its folder. Default: {DEFAULT_CASE} here, if there is one.",
    )(f)


def case_and_record(case_file: str | None, record_file: str | None) -> tuple[Case | None, Path]:
    """Return the case (None without a case file) and where its record lies. Raises CaseError.

    A record given as --case stands for itself; `record` in the case file is seen from where the case file lies.
    """
    from communique.cases import load_case, record_path

    file = Path(case_file) if case_file else Path(DEFAULT_CASE)
    if case_file and file.is_dir():
        file /= DEFAULT_CASE
    if case_file and file.suffix == RECORD_SUFFIX:
        return None, Path(record_file) if record_file else file
    if not case_file and not file.is_file():
        return None, Path(record_file or DEFAULT_RECORD)
    case = load_case(file)
    return case, Path(record_file) if record_file else record_path(file)


def existing_record(case_file: str | None, record_file: str | None) -> tuple[Case | None, Path]:
    """Return case and record like `case_and_record`. Raises RecordError where the record is not there yet."""
    case, path = case_and_record(case_file, record_file)
    if not path.is_file():
        given = (f" --case {case_file}" if case_file else "") + (f" --record {record_file}" if record_file else "")
        msg = f"{path}: there is no record yet; put captures into it with: communique add PAGES{given}"
        raise RecordError(msg)
    return case, path
