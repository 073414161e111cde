"""The filters that commands share: which entries of the record are asked for."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["STATUSES", "filter_options", "filters_given", "first_day", "is_day", "last_day"]

F = TypeVar("F", bound="Callable[..., Any]")

STATUSES = (
    "happened", "ongoing", "planned", "postponed", "cancelled", "did_not_happen", "claimed", "denied", "hoped",
    "conditional", "pending", "kept", "kept_late", "partly", "broken", "superseded", "unknown",
)  # fmt: skip

_PARTS_OF_A_DAY = re.compile(r"\d{4}(-\d{2}){0,2}\Z")


def is_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the value where it is a day, a month or a year (ISO 8601); raise BadParameter where it is not."""
    if value is None:
        return None
    try:
        dt.date.fromisoformat(first_day(value) or "" if _PARTS_OF_A_DAY.match(value) else "no day")
    except ValueError:
        msg = f"{value!r} is no day; write it like 2026-01-31"
        raise click.BadParameter(msg) from None
    return value


def first_day(value: str | None) -> str | None:
    """Return the first day of a day, a month or a year that `is_day` let pass."""
    return value if value is None else value + "-01-01"[len(value) - 4 :]


def last_day(value: str | None) -> str | None:
    """Return the last day of a day, a month or a year that `is_day` let pass."""
    if value is None or len(value) > 7:
        return value
    year, month = int(value[:4]), int(value[5:7] or 12)
    return f"{value[:4]}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def filter_options(f: F) -> F:
    """Add --party, --issue, --status, --from, --to and --source."""
    for option in (
        click.option("--source", help="Entries that rest on this publisher, host or capture."),
        click.option("--to", "until", metavar="DAY", callback=is_day, help="Entries on or before this day."),
        click.option(
            "--from", "since", metavar="DAY", callback=is_day, help="Entries on or after this day (2026-01-31)."
        ),
        click.option("--status", type=click.Choice(STATUSES), metavar="STATUS", help=f"One of {', '.join(STATUSES)}."),
        click.option("--issue", help="Positions on this issue, and rounds with it on the agenda."),
        click.option("--party", help="Entries of this party: a name, or an ISO 3166 alpha-3 code."),
    ):
        f = option(f)
    return f


def filters_given(**filters: str | None) -> dict[str, str]:
    """Return the filters that were given; a name of an issue may be written with blanks or hyphens."""
    given = {name: value for name, value in filters.items() if value is not None}
    if "issue" in given:
        given["issue"] = re.sub(r"[\s-]+", "_", given["issue"].strip().lower())
    return given
