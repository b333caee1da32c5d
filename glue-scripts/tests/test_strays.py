"""A record counts in the hours that it names, whatever folder its file lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from egress_etl import egress_hourly
from test_jobs import HEADER, Report, run_job

MIDNIGHT = int(datetime(2026, 11, 3, tzinfo=timezone.utc).timestamp())
DAY, HOUR = 86_400, 3_600


@dataclass(frozen=True)
class Account:
    folder: Path

    def log(self, day: str, name: str, *records: tuple[int, int, int]) -> Path:
        """A file in a day's folder; records by their start, end and bytes."""
        path = self.folder / f"logs/AWSLogs/111122223333/vpcflowlogs/eu-west-1/{day.replace('-', '/')}/{name}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"2 111122223333 eni-1 10.0.0.1 8.8.8.8 50000 443 6 1 {size} {start} {end} ACCEPT OK" for start, end, size in records
        ]
        path.write_text("".join(f"{line}\n" for line in [HEADER, *lines]))
        return path

    def aggregate(self, first: str, last: str) -> dict[str, Report]:
        """Reports by day, in the order in which the days were made."""
        folders = [part for name in ("output", "reference", "staging") for part in (f"--{name}", f"{self.folder}/{name}/")]
        dates = ["--from-date", first, "--to-date", last]
        reports = run_job("flow_log_aggregator", ["--flow-logs", f"{self.folder}/logs/", *dates, *folders])
        return {str(report["date"]): report for report in reports}

    def bytes_by_hour(self) -> dict[str, int]:
        files = f"read_parquet('{self.folder}/output/egress_hourly/*/*.parquet')"
        query = f"SELECT strftime(hour, '%m-%dT%H'), sum(bytes)::BIGINT FROM {files} GROUP BY 1 ORDER BY 1"
        return dict(duckdb.sql(query).fetchall())


@dataclass(frozen=True)
class Run:
    reports: dict[str, Report]
    bytes_by_hour: dict[str, int]


@dataclass(frozen=True)
class Runs:
    first: Run
    late: Run
    repeated: Run
    expired: Run
    too_late: Path


@pytest.fixture(scope="module")
def runs(spark_session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Two days; a day whose files hold records of earlier ones, after a run that is killed; and one whose own logs are gone."""
    assert spark_session is not None
    account = Account(tmp_path_factory.mktemp("account"))
    own = account.log("2026-11-02", "crossing", (MIDNIGHT - 30, MIDNIGHT + 30, 6_000_000))
    account.log("2026-11-04", "two-days-late", (MIDNIGHT - 15 * HOUR, MIDNIGHT - 15 * HOUR + 60, 50_000_000))

    def aggregate(first: str, last: str) -> Run:
        reports = account.aggregate(first, last)
        return Run(reports, account.bytes_by_hour())

    first = aggregate("2026-11-02", "2026-11-03")
    account.log("2026-11-04", "weeks-late", (MIDNIGHT - 20 * DAY, MIDNIGHT - 20 * DAY + 60, 5), (MIDNIGHT - HOUR, MIDNIGHT, 9))
    account.log("2026-11-04", "early", (MIDNIGHT + 2 * DAY, MIDNIGHT + 2 * DAY + 60, 8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(egress_hourly, "make_day", kill)
        with pytest.raises(InterruptedError):
            account.aggregate("2026-11-04", "2026-11-04")
    late, repeated = aggregate("2026-11-04", "2026-11-04"), aggregate("2026-11-04", "2026-11-04")
    own.unlink()
    too_late = account.log("2026-11-06", "too-late", (MIDNIGHT - HOUR, MIDNIGHT - HOUR + 60, 1))
    return Runs(first, late, repeated, aggregate("2026-11-06", "2026-11-06"), too_late)


def test_records_that_are_two_days_late_or_cross_midnight_count_in_the_hours_that_they_name(runs: Runs) -> None:
    assert runs.first.bytes_by_hour == {"11-02T09": 50_000_000, "11-02T23": 3_000_000, "11-03T00": 3_000_000}
    files = [(report["files"], report["strays"]) for report in runs.first.reports.values()]
    assert files == [(2, 1), (1, 1)]


def test_days_that_nobody_asks_for_are_made_where_a_late_record_names_them(runs: Runs) -> None:
    assert runs.late.bytes_by_hour == {**runs.first.bytes_by_hour, "10-14T00": 5, "11-02T23": 3_000_009}


def test_a_day_that_no_run_has_made_is_left_to_the_run_that_asks_for_it(runs: Runs) -> None:
    assert "2026-11-05" not in runs.late.reports


def test_late_days_are_looked_at_until_a_run_has_come_to_its_end(runs: Runs) -> None:
    assert list(runs.late.reports) == ["2026-11-04", "2026-10-14", "2026-11-02"]
    assert list(runs.repeated.reports) == ["2026-11-04"]


def test_a_late_record_does_not_replace_a_day_whose_own_logs_are_gone(runs: Runs) -> None:
    left = runs.expired.reports["2026-11-02"]
    assert (left["status"], left["unplaced_files"]) == ("unchanged", 1)
    assert left["unplaced"] == [f"file:{runs.too_late}"]
    assert runs.expired.bytes_by_hour == runs.late.bytes_by_hour


def test_what_was_counted_before_is_told_so_that_metrics_can_be_what_has_come_since(runs: Runs) -> None:
    before, now = runs.first.reports["2026-11-02"], runs.late.reports["2026-11-02"]
    assert (now["counted_before"]["records"], now["records"]) == (before["records"], before["records"] + 1)


def kill(*_: object) -> None:
    raise InterruptedError
