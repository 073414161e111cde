"""Every entry of every word list reads its example and leaves its counter-example."""

import zoneinfo

import pytest

from communique.reading.byline import read_byline
from communique.reading.dateline import read_dateline
from communique.reading.furniture import classify_furniture, find_phrase, list_phrases
from communique.reading.publishers import (
    find_agency,
    host_of,
    infer_zone,
    list_publishers,
    publisher_by_name,
    publisher_by_url,
    publisher_in_text,
)
from communique.reading.spam import judge_spam
from communique.reading.tables import load_table
from communique.reading.timestamps import add_zone, find_timestamps, has_zone, month_number, parse_timestamp
from communique.world import countries


def rows(table, key):
    return load_table(table)[key]


@pytest.mark.parametrize("phrase", list_phrases(), ids=lambda p: p.id)
def test_furniture_takes_its_example_and_leaves_its_counter(phrase):
    assert phrase.id == find_phrase(phrase.example).id
    assert classify_furniture(phrase.example) == phrase.reason
    assert find_phrase(phrase.counter) is None


def test_furniture_ids_are_unique_and_phrases_are_not_doubled():
    ids = [p.id for p in list_phrases()]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("row", rows("timestamps", "example"), ids=lambda r: r["text"])
def test_a_time_is_read(row):
    assert row["iso"] == parse_timestamp(row["text"])


@pytest.mark.parametrize("row", rows("timestamps", "counter"), ids=lambda r: r["text"])
def test_what_is_no_whole_time_is_not_read(row):
    assert parse_timestamp(row["text"]) is None


def test_a_month_is_known_in_every_form_once():
    for table in rows("timestamps", "months"):
        seen = {}
        for number in range(1, 13):
            for word in table[str(number)].split():
                assert seen.setdefault(word, number) == number, word
    assert tuple(month_number(w) for w in ("Jan.", "Mai", "сентября", "Monday")) == (1, 5, 9, None)


def test_the_order_of_day_and_month_is_not_guessed():
    assert parse_timestamp("05/02/2026") is None
    assert parse_timestamp("05/02/2026", day_first=True) == "2026-02-05"
    assert parse_timestamp("05/02/2026", day_first=False) == "2026-05-02"
    assert parse_timestamp("05.02.2026") == "2026-02-05"


def test_two_times_of_one_line_are_told_apart():
    found = find_timestamps("Published: Jan 26, 2026, 8:05 AM EST • Updated: Jan 27, 2026, 9:40 AM EST")
    assert [f.iso for f in found] == ["2026-01-26T08:05:00-05:00", "2026-01-27T09:40:00-05:00"]


@pytest.mark.parametrize("row", rows("byline", "example"), ids=lambda r: r["line"])
def test_a_byline_is_read(row):
    found = read_byline(row["line"])
    assert found is not None
    for key in ("authors", "dateline", "publisher", "agency", "published", "updated"):
        got = getattr(found, key)
        assert row.get(key, [] if key == "authors" else None) == (list(got) if key == "authors" else got), key


@pytest.mark.parametrize("row", rows("byline", "counter"), ids=lambda r: r["line"])
def test_a_sentence_is_no_byline(row):
    assert read_byline(row["line"]) is None


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("KYIV, Jan 24 (Reuters) — The two sides met again.", "Kyiv", "Reuters"),
        ("DUBAI (AFP) - Envoys met.", "Dubai", "Agence France-Presse"),
        ("МОСКВА, 24 января. /ТАСС/. Стороны встретились.", "Москва", "TASS"),
        ("新华社阿布扎比1月24日电 双方会谈。", "阿布扎比", "Xinhua"),
        ("NEW DELHI: The envoys met.", "New Delhi", None),
        ("GENEVA, Switzerland — The envoys met.", "Geneva", None),
        ("(London) – The envoys met.", "London", None),
        ("ABU DHABI, 24th January, 2026 (WAM) -- The envoys met.", "Abu Dhabi", "Emirates News Agency"),
        ("Reuters, Geneva - The envoys met.", "Geneva", "Reuters"),
    ],
)
def test_a_dateline_is_read(text, place, agency):
    found = read_dateline(text)
    assert (place, agency) == (found.place, found.agency)


@pytest.mark.parametrize(
    "text",
    [
        "The talks — a rare thing — were good.",
        "Hopes for peace: the envoys met.",
        "On Monday, Jan 24 — a cold day — the envoys met.",
        "Dr. Example met the envoys.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert read_dateline(text) is None


@pytest.mark.parametrize("row", rows("spam", "example"), ids=lambda r: r["text"][:30])
def test_spam_is_told(row):
    assert judge_spam(row["text"], row["language"]).spam


@pytest.mark.parametrize("row", rows("spam", "counter"), ids=lambda r: r["text"][:30])
def test_news_is_no_spam(row):
    assert not judge_spam(row["text"], row["language"]).spam


def test_publishers_have_zones_countries_and_one_domain_each():
    zones = zoneinfo.available_timezones()
    domains = [d for p in list_publishers() for d in p.domains]
    assert sorted(set(domains)) == sorted(domains)
    codes = {c.alpha3 for c in countries()}
    for publisher in list_publishers():
        assert publisher.zone in zones, publisher
        assert publisher.country in codes, publisher
        assert publisher.kind in {"press", "agency", "broadcaster", "state", "organisation"}
    assert len(list_publishers()) >= 150


def test_publishers_are_found_by_address_name_and_notice():
    assert publisher_by_url("https://www.aljazeera.com/news/2026/1/26/x").name == "Al Jazeera"
    assert publisher_by_url("https://edition.cnn.com/x").name == "CNN"
    assert publisher_by_url("https://notcnn.com/") is None
    assert publisher_by_url("not an address") is None
    assert publisher_by_url("http://[broken") is None
    assert host_of("https://WWW.Example.org:8080/x") == "example.org"
    assert publisher_by_name("the kyiv independent").name == "The Kyiv Independent"
    assert publisher_by_name("ABC News") is None  # two bear the name
    assert find_agency("AFP") == "Agence France-Presse"
    assert find_agency("The Guardian") is None
    assert publisher_in_text("Copyright 2026 The Straits Times. All rights reserved.").name == "The Straits Times"


def test_a_zone_is_inferred_with_a_finding_and_never_over_a_stated_one():
    dawn = publisher_by_name("Dawn")
    iso, finding = infer_zone("2026-01-26T09:40:00", dawn, "updated")
    assert (iso, finding.code, finding.field) == ("2026-01-26T09:40:00+05:00", "zone_inferred", "updated")
    assert infer_zone("2026-01-26T09:40:00+01:00", dawn, "updated") == ("2026-01-26T09:40:00+01:00", None)
    assert infer_zone("2026-01-26", dawn, "updated") == ("2026-01-26", None)
    assert infer_zone("2026-01-26T09:40:00", None, "updated")[1].code == "zone_unknown"


def test_summer_time_is_kept():
    assert add_zone("2026-07-01T12:00:00", "Europe/London") == "2026-07-01T12:00:00+01:00"
    assert add_zone("2026-01-01T12:00:00", "Europe/London") == "2026-01-01T12:00:00+00:00"
    assert has_zone("2026-01-01T00:00:00") is False
    assert has_zone("2026-01-01") is False
