"""The features job makes, day by day, what one look at the whole history makes."""

from __future__ import annotations

import csv
from datetime import date, datetime, timezone
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from egress_etl.arguments import FeatureArguments
from egress_etl.egress_features_hourly import make_features
from egress_etl.metrics import Report
from egress_etl.session import open_session
from engines import DuckDb, Row
from feature_history import Features, daily, features_of, hour_number, series

# The sixth day after the first Monday, and five hours of the seventh.
DAYS = [date(2026, 10, 3), date(2026, 10, 4)]
HOURS = range(5 * 24, 6 * 24 + 5)
UNTIL = datetime(2026, 10, 4, 5, tzinfo=timezone.utc)
BURST_FROM = 142


def history() -> list[Row]:
    """A burst that begins in the last hours of a day goes on over midnight; the last hour is not over yet."""
    burst = series("i-1", 150, lambda number: 2**38 if number >= BURST_FROM else daily(number))
    return [*burst, *series("i-2", 150)]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("features")
    laptop = DuckDb()
    laptop.create("egress_hourly", history())
    dated = "SELECT *, CAST(CAST(hour AS DATE) AS VARCHAR) AS date FROM egress_hourly"
    laptop.connection.execute(f"COPY ({dated}) TO '{folder}/egress_hourly' (FORMAT parquet, PARTITION_BY date)")
    return folder


@pytest.fixture(scope="module")
def reports(spark_session: SparkSession, output: Path) -> list[Report]:
    # With the settings that jobs have.
    session = open_session("feature_builder")
    return [make(session, output, day) for day in DAYS]


@pytest.fixture(scope="module")
def whole() -> Features:
    rows = features_of(DuckDb(), history(), window=(0, HOURS.stop))
    return {key: row for key, row in rows.items() if key[1] in HOURS}


def make(session: SparkSession, output: Path, day: date) -> Report:
    arguments = FeatureArguments(f"{output}/", f"{output}/training-vectors/", f"{output}/staging/", DAYS, UNTIL)
    return make_features(session, arguments, day)


def test_days_one_by_one_are_the_days_of_the_whole_history(output: Path, reports: list[Report], whole: Features) -> None:
    table = f"read_parquet('{output}/egress_features_hourly/*/*/*.parquet', hive_types = {{'date': DATE, 'hour': INTEGER}})"
    times = "date + to_hours(hour) AS hour, make_timestamp(epoch_us(onset)) AS onset"
    found = duckdb.sql(f"SELECT * EXCLUDE (date, hour, onset), {times} FROM {table}")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    assert {(row["resource"], hour_number(row["hour"])): row for row in rows} == whole
    assert [report["status"] for report in reports] == ["written", "written"]


def test_a_burst_that_goes_on_over_midnight_began_when_it_began(whole: Features) -> None:
    onsets = {row["onset"] for (resource, number), row in whole.items() if resource == "i-1" and number >= BURST_FROM}
    assert {hour_number(onset) for onset in onsets} == {BURST_FROM}


def test_an_hour_is_one_file(output: Path, reports: list[Report]) -> None:
    files = [path.relative_to(output).as_posix() for path in output.glob("egress_features_hourly/*/*/*")]
    assert len(files) == len(HOURS)
    assert "egress_features_hourly/date=2026-10-04/hour=04/part-00000.parquet" in files


def test_vectors_to_train_with_have_no_header_and_file_names_of_their_own(
    output: Path, reports: list[Report], whole: Features
) -> None:
    files = sorted(output.glob("training-vectors/*/*"))
    assert [file.name for file in files] == ["vectors-2026-10-03-00000.csv", "vectors-2026-10-04-00000.csv"]
    lines = [[float(text) for text in line] for file in files for line in csv.reader(file.open())]
    assert sorted(lines) == sorted(row["vector"] for row in whole.values())


def test_days_without_news_are_left_alone(spark_session: SparkSession, output: Path, reports: list[Report]) -> None:
    assert [make(spark_session, output, day)["status"] for day in DAYS] == ["unchanged", "unchanged"]
    assert make(spark_session, output, date(2025, 1, 1))["status"] == "no_files"
