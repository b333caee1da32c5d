"""Features mean what docs/features.md says, and are the same on DuckDB and on Spark."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest
from pyspark.sql import SparkSession

from engines import DuckDb, Spark
from feature_history import MIB, MONDAY, STEPS, daily, features_of, hour_number, sent, series

INPUTS = ["egress_hourly", "s3_requests", "feature_window", "open_runs"]
WEEK = 168


def score(row: dict[str, Any]) -> float:
    """The deviation from the baseline in spreads; the vector holds its logarithm."""
    compressed = row["vector"][0]
    return math.copysign(math.expm1(abs(compressed)), compressed)


@pytest.fixture
def laptop() -> DuckDb:
    return DuckDb()


def test_an_hour_as_usual_is_within_its_band_and_a_burst_is_above_it_from_its_first_hour(laptop: DuckDb) -> None:
    usual = series("i-1", 12 * 24)
    burst = [row | {"bytes": row["bytes"] * 20} if index >= 280 else row for index, row in enumerate(usual)]
    rows = features_of(laptop, burst)
    assert all(abs(score(rows["i-1", number])) < 1 for number in range(150, 280))
    assert score(rows["i-1", 280]) > 9
    assert {hour_number(rows["i-1", number]["onset"]) for number in range(280, 288)} == {280}
    assert rows["i-1", 279]["onset"] is None
    assert rows["i-1", 280]["expected_bytes"] == pytest.approx(usual[280]["bytes"], rel=0.1)


def test_later_hours_change_nothing_about_an_hour(laptop: DuckDb) -> None:
    rows = series("i-1", 10 * 24) + series("i-2", 10 * 24, lambda n: daily(n, 300))
    whole = features_of(laptop, rows)
    early = features_of(DuckDb(), [row for row in rows if hour_number(row["hour"]) < 200])
    assert early == {key: row for key, row in whole.items() if key[1] < 200}


def test_a_window_makes_the_same_rows_as_all_hours_at_once(laptop: DuckDb) -> None:
    rows = [row | {"bytes": row["bytes"] * (30 if index >= 236 else 1)} for index, row in enumerate(series("i-1", 240))]
    whole = features_of(laptop, rows)
    run = {"entity": "111111111111/us-east-1/internet/i-1", "onset": int(MONDAY.timestamp()) + 236 * 3600,
           "last_hour": int(MONDAY.timestamp()) + 237 * 3600}  # fmt: skip
    last = features_of(DuckDb(), rows, window=(238, 240), open_runs=[run])
    assert last == {key: row for key, row in whole.items() if key[1] >= 238}


def test_the_baseline_is_the_closest_that_the_history_allows(laptop: DuckDb) -> None:
    rows = features_of(laptop, series("i-1", 30 * 24))
    kinds = [rows[("i-1", number)]["baseline"] for number in (6, 47, 4 * 24 + 1, 5 * 24 + 1, 28 * 24)]
    assert kinds == ["last_day", "last_day", "hour_of_days_alike", "hour_of_day", "hour_of_week"]
    assert ("i-1", 5) not in rows


def test_weekends_are_compared_with_weekends_and_a_weekly_run_is_no_news_in_the_fifth_week(laptop: DuckDb) -> None:
    def size(number: int) -> float:
        return daily(number, 4000 if number % WEEK in range(130, 134) else 1000)

    rows = features_of(laptop, series("i-1", 5 * WEEK, size))
    assert score(rows["i-1", 131]) > 3
    assert score(rows["i-1", 4 * WEEK + 131]) < 1


def test_a_clock_that_changes_is_no_news(laptop: DuckDb) -> None:
    def office(number: int) -> float:
        return MIB * (1000 if 8 <= number % 24 < 18 else 100)

    rows = features_of(laptop, series("i-1", 6 * WEEK, lambda n: office(n if n < 5 * WEEK else n + 1)))
    assert max(score(rows["i-1", number]) for number in range(5 * WEEK, 6 * WEEK)) < 3


def test_a_month_end_is_compared_with_the_last_month_end(laptop: DuckDb) -> None:
    def size(number: int) -> float:
        return daily(number, 5000 if (MONDAY + timedelta(hours=number)).strftime("%m-%d") in ("09-30", "10-31") else 1000)

    rows = features_of(laptop, series("i-1", 34 * 24, size))
    october_31 = 33 * 24
    assert score(rows["i-1", 2 * 24 + 1]) > 3
    assert score(rows["i-1", october_31 + 12]) < 1


def test_growth_is_no_news(laptop: DuckDb) -> None:
    rows = features_of(laptop, series("i-1", 8 * WEEK, lambda n: daily(n) * 1.08 ** (n / WEEK)))
    last_week = [score(rows["i-1", number]) for number in range(7 * WEEK, 8 * WEEK)]
    assert max(last_week) < 1


def test_a_gap_in_the_logs_is_unknown_and_silence_in_them_is_zero(laptop: DuckDb) -> None:
    other = series("i-2", 10 * 24)
    gap = [row for row in series("i-1", 10 * 24) + other if not 100 <= hour_number(row["hour"]) < 148]
    rows = features_of(laptop, gap)
    assert all(abs(score(rows["i-1", number])) < 1 for number in range(168, 240))

    silent = [row for row in series("i-1", 10 * 24) if hour_number(row["hour"]) >= 236] + other
    rows = features_of(DuckDb(), silent)
    assert rows["i-1", 236]["baseline"] == "new"
    assert rows["i-1", 236]["expected_bytes"] == 0


def test_a_new_entity_that_does_what_its_peers_do_is_no_news_and_one_that_does_more_is(laptop: DuckDb) -> None:
    peers = [row for number in (1, 2, 3) for row in series(f"i-{number}", 200, name=f"web-{number}")]
    alike = [sent("i-4", 199, daily(199), name="web-4"), sent("i-5", 199, 50 * daily(199), name="web-5")]
    rows = features_of(laptop, [*peers, *alike, sent("i-6", 199, daily(199), name="batch-1")])
    assert abs(score(rows["i-4", 199])) < 1
    assert score(rows["i-5", 199]) > 6
    assert score(rows["i-6", 199]) > 6


def test_a_sporadic_entity_is_compared_with_the_other_times(laptop: DuckDb) -> None:
    always = series("i-2", 14 * 24)
    bursts = [sent("i-1", number, 800 * MIB) for number in (20, 75, 130, 201)]
    rows = features_of(laptop, [*always, *bursts, sent("i-1", 300, 800 * MIB), sent("i-1", 320, 80_000 * MIB)])
    assert abs(score(rows["i-1", 300])) < 1
    assert score(rows["i-1", 320]) > 9


def test_traffic_that_is_on_or_off_is_news_above_twice_its_most(laptop: DuckDb) -> None:
    def on_or_off(number: int) -> float:
        return MIB * (1000 if (number + number // 24) % 6 < 3 else 1)

    rows = features_of(laptop, [*series("i-1", 288, on_or_off), sent("i-1", 288, 2500 * MIB)])
    assert max(score(rows["i-1", number]) for number in range(192, 288)) < 3
    assert score(rows["i-1", 288]) > 3


def test_evidence_tells_new_destinations_opened_ports_and_unknown_networks(laptop: DuckDb) -> None:
    rows = [
        *series("i-1", 100),
        sent("i-1", 99, 3 * daily(99), remote_asn=16276, remote_org="OVH SAS"),
        *series("i-2", 100),
        sent("i-2", 99, 9 * daily(99), service_port=9200, distinct_destinations=40),
        *series("i-3", 100),
        sent("i-3", 99, 4 * daily(99), remote_asn=None, remote_org=None),
    ]
    found = features_of(laptop, rows)
    moved, opened, unknown = (found[name, 99] for name in ("i-1", "i-2", "i-3"))
    assert moved["new_destination_share"] == pytest.approx(0.75, abs=1e-6)
    assert (moved["remote_org"], moved["open_port_share"]) == ("OVH SAS", 0)
    assert opened["open_port_share"] == pytest.approx(0.9, abs=1e-6)
    assert opened["service_port"] == 9200
    assert unknown["unknown_destination_share"] == pytest.approx(0.8, abs=1e-6)


BUCKET: dict[str, Any] = {
    "instance_id": None,
    "account_id": None,
    "name": "photos",
    "resource_id": "arn:aws:s3:::photos",
    "resource_type": "bucket",
}
NAT: dict[str, Any] = {"resource_id": "nat-1", "resource_type": "nat_gateway", "egress_class": "nat_processing"}


def test_buckets_are_named_as_people_name_them_and_tell_who_took_the_bytes(laptop: DuckDb) -> None:
    requests = [
        {"bucket": "photos", "requester": who, "request_time": int(MONDAY.timestamp()) + 50 * 3600 + 5, "bytes_sent": size}
        for who, size in [(None, 30), ("arn:aws:iam::111111111111:user/a", 10)]
    ]
    rows = features_of(laptop, series("i-1", 60) + series(None, 60, **BUCKET), requests=requests)
    assert rows["photos", 50]["anonymous_share"] == 0.75
    assert rows["photos", 51]["anonymous_share"] is None


def test_a_bucket_keeps_its_name_and_its_history_whatever_accounts_are_in_the_same_run(laptop: DuckDb) -> None:
    bucket = series(None, 240, lambda n: daily(n) * (30 if n >= 236 else 1), **BUCKET)
    one, two = series("i-1", 240), [sent("i-2", number, daily(number), account_id="222222222222") for number in range(200, 240)]
    alone, together = features_of(laptop, [*bucket, *one]), features_of(DuckDb(), [*bucket, *one, *two])
    assert {row["account"] for (resource, _), row in together.items() if resource == "photos"} == {"000000000000"}
    assert alone == {key: row for key, row in together.items() if key[0] != "i-2"}


@pytest.fixture(scope="module")
def engines(spark_session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> tuple[DuckDb, Spark]:
    folder = tmp_path_factory.mktemp("features")
    laptop, glue = DuckDb(), Spark(spark_session, folder)
    rows = [
        *series("i-1", 30 * 24, lambda n: daily(n) * (1 if n < 700 else 9)),
        *series("i-2", 30 * 24, lambda n: daily(n, 300), **NAT, service_port=9),
        *series(None, 200, **BUCKET),
        *[sent("i-3", number, 700 * MIB * number) for number in (20, 75, 130, 201, 300, 719)],
        sent("i-4", 710, 3 * MIB),
    ]
    request = {"bucket": "photos", "request_time": int(MONDAY.timestamp()) + 190 * 3600, "bytes_sent": 3}
    features_of(laptop, rows, requests=[request])
    for table in INPUTS:
        glue.read(table, laptop.export(table, folder))
    for step in STEPS:
        glue.materialize(step)
    return laptop, glue


def comparable(value: object) -> Any:
    if isinstance(value, list):
        return [comparable(each) for each in value]
    return f"{value:.9g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("table", STEPS)
def test_both_engines_make_the_same_rows(engines: tuple[DuckDb, Spark], table: str) -> None:
    laptop, glue = engines
    expected = sorted([comparable(value) for value in row] for row in laptop.rows(table))
    found = sorted([comparable(value) for value in row] for row in glue.rows(table, laptop.columns(table)))
    assert expected
    assert found == expected
