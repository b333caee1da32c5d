"""The jobs as Glue starts them, on a simulated organisation: they make the tables that `egress analyze` makes."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyspark.sql import SparkSession

from egress_etl import publication
from egress_etl.arguments import parse_bill_arguments
from egress_etl.egress_cost_daily import make_months
from egress_etl.reference import define_reference_tables
from egress_etl.workspace import Workspace
from engines import GLUE_SCRIPTS

ROOT = GLUE_SCRIPTS.parent
EGRESS = ["node", str(ROOT / "cli/bin/egress.js")]
# Half of it is on the next day, where a record that crosses midnight has its other half.
START = "2026-11-02T23:00:00Z"
HEADER = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
BAD_LINE = "2 111122223333 eni-0 10.0.0.1 10.0.0.2 this is no record"

Report = dict[str, Any]


@dataclass(frozen=True)
class Organisation:
    """Logs of one VPC level and all at once, its bill, and the tables that the laptop makes of them."""

    logs: Path
    bills: Path
    reference: Path
    expected: Path

    def folders(self, output: Path) -> list[str]:
        return ["--output", f"{output}/", "--reference", f"{self.reference}/", "--staging", f"{output}/staging/"]

    def bill_arguments(self, output: Path, month: str = "2026-11") -> list[str]:
        return ["--bills", f"{self.bills}/", "--from-month", month, "--to-month", month, *self.folders(output)]

    def aggregate(self, output: Path, first: str = "2026-11-02", last: str = "2026-11-03") -> list[Report]:
        dates = ["--from-date", first, "--to-date", last]
        return run_job("flow_log_aggregator", ["--flow-logs", f"{self.logs}/", *dates, *self.folders(output)])

    def parse_bill(self, output: Path, month: str = "2026-11") -> Report:
        [report] = run_job("cur_parser", self.bill_arguments(output, month))
        return report


@dataclass(frozen=True)
class Made:
    output: Path
    bill: Report
    days: list[Report]
    repeated: list[Report]
    undisturbed: list[Report]
    completed: list[Report]


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    folder = tmp_path_factory.mktemp("organisation")
    simulated, reference = folder / "simulated", folder / "reference"
    shape = ["--hours", "2", "--rate", "150", "--start", START, "--scenario", "nat-to-s3-job", "--discount", "0.1"]
    run(*EGRESS, "simulate", "--out", simulated, *shape, "--format", "v5", "cur2-parquet", "--log-level", "all")
    logs, bills, inventory = simulated / "flow-logs", simulated / "bills", simulated / "inventory"
    run(*EGRESS, "analyze", logs, "--inventory", inventory, "--bill", bills, "--out", folder / "expected")
    run(ROOT / "node_modules/.bin/tsx", ROOT / "libs/analysis/write-reference-tables.ts", reference, inventory)
    return Organisation(logs / "v5", bills / "cur2-parquet", reference, folder / "expected")


@pytest.fixture(scope="module")
def made(organisation: Organisation, spark_session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A run that is killed, one that completes it, one more, and one each after a file of bad lines and a late file."""
    output = tmp_path_factory.mktemp("output")
    late = min(path for path in organisation.logs.rglob("*.gz") if "/2026/11/02/" in str(path))
    next_day = late.parent.with_name("03")
    bad = next_day / "bad.log"
    shutil.move(late, output / "late")
    bill = organisation.parse_bill(output)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publication, "_publish", kill)
        with pytest.raises(InterruptedError):
            organisation.aggregate(output, last="2026-11-02")
    days = organisation.aggregate(output)
    repeated = organisation.aggregate(output)
    bad.write_text(f"{HEADER}\n{BAD_LINE}\n")
    undisturbed = organisation.aggregate(output, last="2026-11-02")
    shutil.move(output / "late", next_day / late.name)
    return Made(output, bill, days, repeated, undisturbed, organisation.aggregate(output))


def test_jobs_say_what_they_did(made: Made) -> None:
    assert made.bill["status"] == "written"
    assert made.days[1]["status"] == "written"
    assert made.days[1]["copies"] > 0
    assert made.days[1]["missing_reference_tables"] == []


def test_a_day_is_completed_that_a_killed_run_had_made_and_nothing_is_made_twice(made: Made) -> None:
    assert [day["status"] for day in (made.days[0], *made.repeated)] == ["unchanged"] * 3


def test_a_file_of_the_next_day_disturbs_no_day_of_which_it_has_nothing(made: Made) -> None:
    assert [day["status"] for day in made.undisturbed] == ["unchanged"]


def test_records_that_arrive_with_the_next_day_make_their_day_anew(made: Made) -> None:
    assert [day["status"] for day in made.completed] == ["written", "written"]


@pytest.mark.parametrize("table", ["egress_hourly", "egress_cost_daily"])
def test_tables_are_those_of_the_laptop(organisation: Organisation, made: Made, table: str) -> None:
    expected = rows(organisation.expected, table)
    assert rows(made.output, table) == expected
    assert expected


def test_bad_lines_are_kept_and_counted_with_the_reason(made: Made) -> None:
    assert [day["quarantined"] for day in (made.days[1], made.completed[1])] == [0, 1]
    [(file, reason, line, day)] = rows(made.output / "quarantine", "quarantined_records")
    assert str(file).endswith("/bad.log")
    assert (reason, line) == ("not the fields of its log, or no number where one belongs", BAD_LINE)
    assert str(day) == "2026-11-03"


def test_of_a_truncated_log_the_whole_lines_count_and_the_file_is_kept_in_mind(
    organisation: Organisation, tmp_path: Path
) -> None:
    logs = tmp_path / "logs"
    shutil.copytree(organisation.logs, logs)
    log = max((path for path in logs.rglob("*.gz") if "/2026/11/02/" in str(path)), key=lambda path: path.stat().st_size)
    whole = log.read_bytes()
    log.write_bytes(whole[: len(whole) // 2])
    truncated = replace(organisation, logs=logs)
    [report] = truncated.aggregate(tmp_path / "truncated", last="2026-11-02")
    assert (report["truncated_files"], report["quarantined"]) == (1, 0)
    [(file, reason, line, _)] = rows(tmp_path / "truncated/quarantine", "quarantined_records")
    assert str(file).endswith(f"/{log.name}")
    assert (reason, line) == ("truncated gzip: its whole lines are in the totals, the rest is missing", None)


def test_impossible_bill_lines_are_kept_and_counted_with_the_reason(
    organisation: Organisation, made: Made, tmp_path: Path
) -> None:
    bills = tmp_path / "bills"
    shutil.copytree(organisation.bills, bills)
    [month] = {path.parent for path in bills.rglob("*.parquet")}
    line = "* REPLACE ('NaN'::DOUBLE AS line_item_usage_amount)"
    duckdb.sql(f"COPY (SELECT {line} FROM '{month}/*.parquet' LIMIT 1) TO '{month}/bad.parquet'")
    with_bad_line = replace(organisation, bills=bills)
    output = tmp_path / "output"
    assert with_bad_line.parse_bill(output)["quarantined"] == 1
    [(file, reason, kept, period)] = rows(output / "quarantine", "quarantined_bill_lines")
    assert (Path(str(file)).name, reason, str(period)) == ("bad.parquet", "quantity NaN", "2026-11")
    assert '"line_item_usage_amount":"NaN"' in str(kept)
    assert rows(output, "egress_cost_daily") == rows(made.output, "egress_cost_daily")

    (month / "bad.parquet").write_bytes((month / "bad.parquet").read_bytes()[:-50])
    with pytest.raises(ValueError, match=r"/bad\.parquet: cannot be read \("):
        with_bad_line.parse_bill(output)
    (month / "bad.parquet").unlink()
    assert with_bad_line.parse_bill(output)["quarantined"] == 0
    assert not list((output / "quarantine").rglob("*.parquet"))


def test_a_partition_is_few_files_whatever_the_number_of_logs(made: Made) -> None:
    assert len(list(made.output.glob("egress_hourly/date=2026-11-03/*"))) == 1


def test_hours_stand_in_order_so_that_one_hour_is_few_row_groups(made: Made) -> None:
    files = f"read_parquet('{made.output}/egress_hourly/*/*.parquet', filename = true, file_row_number = true)"
    before = "lag(hour) OVER (PARTITION BY filename ORDER BY file_row_number) AS before"
    counts = f"SELECT count(DISTINCT hour), count(*) FILTER (hour < before) FROM (SELECT hour, {before} FROM {files})"
    [(hours, backwards)] = duckdb.sql(counts).fetchall()
    assert (hours > 1, backwards) == (True, 0)


def test_bills_that_are_read_at_once_make_the_table_of_one(
    organisation: Organisation, made: Made, spark_session: SparkSession, tmp_path: Path
) -> None:
    arguments = parse_bill_arguments(organisation.bill_arguments(tmp_path))
    # Each with views of its own, as two processes have.
    runs = [threading.Thread(target=make_months, args=(spark_session.newSession(), arguments)) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert rows(tmp_path, "egress_cost_daily") == rows(made.output, "egress_cost_daily")


def test_intermediate_tables_do_not_stay(made: Made) -> None:
    assert list((made.output / "staging").rglob("*.parquet")) == []


def test_days_and_months_without_files_are_left_alone(organisation: Organisation, made: Made) -> None:
    before = rows(made.output, "egress_cost_daily")
    # The second day's files hold nothing of the first.
    [day_before, _] = organisation.aggregate(made.output, "2026-11-01", "2026-11-02")
    assert day_before["status"] == "no_files"
    [day] = organisation.aggregate(made.output, "2026-12-01", "2026-12-01")
    assert (day["status"], organisation.parse_bill(made.output, "2026-12")["status"]) == ("no_files", "no_files")
    assert rows(made.output, "egress_cost_daily") == before


def test_reference_tables_that_are_missing_are_empty_and_named(
    spark_session: SparkSession, organisation: Organisation, tmp_path: Path
) -> None:
    shutil.copytree(organisation.reference / "list_rates", tmp_path / "list_rates")
    missing = define_reference_tables(Workspace(spark_session, "unused/"), f"{tmp_path}/")
    assert "ref_vpcs" in missing
    assert "list_rates" not in missing
    assert spark_session.table("ref_vpcs").isEmpty()
    rates = spark_session.table("ref_rates").where("egress_class = 'nat_processing' AND region = 'us-east-1'")
    assert [(row.usd_per_gb, row.rate_source) for row in rates.collect()] == [(0.045, "list")]


def kill(*_: object) -> None:
    raise InterruptedError


def run_job(name: str, arguments: list[str]) -> list[Report]:
    job = runpy.run_path(str(GLUE_SCRIPTS / "jobs" / f"{name}.py"))
    reports: list[Report] = []
    job["main"].__globals__["say"] = lambda _, report: reports.append(report)
    job["main"](arguments)
    return reports


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    """A table's rows in a fixed order, sums of doubles to 9 digits."""
    columns = "* REPLACE (epoch(hour) AS hour)" if table == "egress_hourly" else "*"
    found = duckdb.sql(f"SELECT {columns} FROM read_parquet('{folder}/{table}/*/*.parquet') ORDER BY ALL").fetchall()
    return [tuple(f"{value:.9g}" if isinstance(value, float) else value for value in row) for row in found]


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd=ROOT)
