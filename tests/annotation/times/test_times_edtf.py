"""Whatever is found is valid: EDTF strings, offsets, first and last days in order; spans and shifts keep the calendar."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotation.times.test_times_cases import cases
from tests.annotation.times.times_articles import read

from communique.annotation.times.edtf import is_edtf
from communique.annotation.times.feasts import easter_day, feast_days, orthodox_easter_day
from communique.annotation.times.spans import (
    month_of,
    part_of_period,
    quarter_of,
    season_of,
    shift_months,
    shift_period,
    week_of,
    year_of,
)

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
UNITS = ["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
PIECES = [
    "on Monday", "Feb 29", "31 June", "yesterday", "last summer", "in May", "two days later", "the talks", "since", "hours after",
    "the eve of", "(16:00 GMT)", "2024-02-30", "30 Feb 29", "2-30 Feb", "12/31/2025", "from", "to", "Jan 3", "between", "and", "the next day", ".", ",",
    "\n\n", "the war began in 2014", "the 30th", "a year ago", "by", "9999-12-31", "the 22nd century", "99999", "next week",
    "the first week of", "Ramadan", "overnight", "’", "é", "🕊", "early 2025", "0000", "the last 5000 years", "within 48 hours",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-01", "2026-01-24", "2026-22", "2026-33", "2026-41", "199X", "19XX", "XXXX-05-05", "2026-01-24T16:00:00Z",
     "2026-01-24T16:00:00+05:30", "2026-01-23/2026-01-24", "../2026-01-24", "2026-01-24/..", "2026-03-01~/2026-03-10~", "2026-01-24~"],
)  # fmt: skip
def test_valid_edtf(text):
    assert is_edtf(text)


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-20", "2026-42", "2026-02-30", "2026-1-1", "2026-W05", "2026-Q1", "2026-01-24T16:00", "../..",
     "2026-01-24/2026-01-23", "2026-01-24T25:00:00Z", "tomorrow", "2026-01-24/2026-01-25/2026-01-26", "2023-02-29"],
)  # fmt: skip
def test_invalid_edtf(text):
    assert not is_edtf(text)


@pytest.mark.parametrize("name", ["month_day.tsv", "relative.tsv"])
def test_the_cases_themselves_are_valid(name):
    wrong = [c.values[3] for c in cases(name) if not is_edtf(c.values[3]) and not c.values[3].startswith("P")]
    assert wrong == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.one_of(st.none(), DAYS))
def test_anything_found_is_exact_and_valid(pieces, anchor):
    text = " ".join(pieces).strip() or "No time."
    parsed, times = read(text, str(anchor) if anchor else None)
    assert [(t.start, t.end) for t in times] == sorted({(t.start, t.end) for t in times}, key=lambda s: (s[0], -s[1]))
    for t in times:
        assert 0 <= t.start < t.end <= len(text)
        assert parsed.text(t.start, t.end) == parsed.text(t.start, t.end).strip()
        if t.date is not None:
            assert is_edtf(t.date.edtf), t
            assert t.date.expression == text[t.start : t.end]
            assert t.date.start is None or t.date.end is None or t.date.start <= t.date.end


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), DAYS)
def test_reading_twice_gives_the_same(pieces, anchor):
    text = " ".join(pieces).strip() or "No time."
    assert read(text, str(anchor))[1] == read(text, str(anchor))[1]


@given(DAYS, st.sampled_from(UNITS), st.integers(-40, 40))
def test_shifted_periods_are_whole_and_valid(day, unit, count):
    period = shift_period(day, unit, count)
    if period is not None:
        assert period.start <= period.end
        assert is_edtf(period.edtf)


@given(DAYS, st.sampled_from(UNITS))
def test_the_period_at_hand_holds_the_day(day, unit):
    period = shift_period(day, unit, 0)
    if unit != "weekend":
        assert period.start <= day <= period.end


@given(DAYS, st.integers(-600, 600))
def test_months_there_and_back(day, months):
    there = shift_months(day, months)
    assert shift_months(there, -months) <= day
    assert (day - shift_months(there, -months)).days <= 3


@given(DAYS, st.sampled_from(["start", "mid", "end", "first half", "second half"]))
def test_a_part_lies_within_its_period(day, part):
    for period in (
        month_of(day.year, day.month),
        year_of(day.year),
        quarter_of(day.year, 1),
        week_of(day),
        shift_period(day, "decade", 0),
    ):
        inner = part_of_period(period, part)
        assert period.start <= inner.start <= inner.end <= period.end
        assert is_edtf(inner.edtf)


@given(st.integers(1950, 2080))
def test_seasons_of_a_year_follow_each_other(year):
    for southern in (False, True):
        names = ["spring", "summer", "autumn", "winter"]
        seasons = sorted((season_of(year, s, southern=southern) for s in names), key=lambda s: s.start)
        for one, two in itertools.pairwise(seasons):
            assert two.start - one.end == timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2023, "2023-04-09", "2023-04-16"), (2024, "2024-03-31", "2024-05-05"), (2025, "2025-04-20", "2025-04-20"), (2026, "2026-04-05", "2026-04-12")],
)  # fmt: skip
def test_easter(year, western, orthodox):
    assert (western, orthodox) == (str(easter_day(year)), str(orthodox_easter_day(year)))


@pytest.mark.parametrize(
    ("year", "start"), [(2023, "2023-03-23"), (2024, "2024-03-11"), (2025, "2025-03-01"), (2026, "2026-02-18")]
)
def test_ramadan_begins_within_a_day_of_the_sighted_moon(year, start):
    assert abs((feast_days("islamic:9:1:30", year)[0].start - date.fromisoformat(start)).days) <= 1


@given(st.integers(1900, 2099))
def test_every_fixed_feast_falls_once_a_year(year):
    for rule in ("12-25", "easter+0", "easter-46", "orthodox+0", "nth:11:3:4", "nth:5:0:-1"):
        assert [p.start.year for p in feast_days(rule, year)] == [year]
