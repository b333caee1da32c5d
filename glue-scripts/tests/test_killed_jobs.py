"""Processes that are killed, Python and JVM at once, and two at the same time; `bench/etl/kills.ts` does it fifty times."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from egress_etl.arguments import parse_bill_arguments
from egress_etl.egress_cost_daily import make_months
from engines import GLUE_SCRIPTS
from test_jobs import EGRESS, rows, run

# To compile a query takes longer than to interpret it for a few rows, and the second compiler never pays.
SETTINGS = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@dataclass(frozen=True)
class Bill:
    """Of two halves, the second of which comes late."""

    folder: Path
    output: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def arguments(self, output: Path) -> list[str]:
        folders = ["--output", f"{output}/", "--reference", f"{output}/reference/", "--staging", f"{output}/staging/"]
        return ["--bills", f"{self.folder}/", "--from-month", "2026-11", "--to-month", "2026-11", *folders]

    def add_half(self, simulated: Path, half: int) -> None:
        target = self.folder / f"data/BILLING_PERIOD=2026-11/half-{half}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        source = f"read_parquet('{simulated}/**/*.parquet', file_row_number = true)"
        lines = f"SELECT * EXCLUDE (file_row_number) FROM {source} WHERE file_row_number % 2 = {half}"
        duckdb.sql(f"COPY ({lines}) TO '{target}' (FORMAT parquet)")

    def start(self) -> subprocess.Popen[str]:
        """The job in a process group of its own."""
        settings = [part for pair in SETTINGS.items() for part in ("--conf", "=".join(pair))]
        request = self.folder.with_name("request.json")
        request.write_text(json.dumps({"job": "cur_parser", "arguments": self.arguments(self.output)}))
        with request.open() as stdin:
            process = subprocess.Popen(
                [sys.executable, str(GLUE_SCRIPTS / "local_jobs.py"), *settings],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def kill_as_soon_as(self, is_true: Callable[[], bool]) -> None:
        process = self.start()
        while not is_true():
            assert process.poll() is None
            time.sleep(0.001)
        kill(process)


@pytest.fixture
def bill(tmp_path: Path) -> Iterator[Bill]:
    bill = Bill(tmp_path / "bill", tmp_path / "output")
    yield bill
    for process in bill.started:
        if process.poll() is None:
            kill(process)


def test_killed_runs_a_late_file_and_two_runs_at_once_leave_the_table_of_a_clean_run(
    bill: Bill, spark_session: SparkSession, tmp_path: Path
) -> None:
    simulated = tmp_path / "simulated"
    run(*EGRESS, "simulate", "--out", simulated, "--hours", "2", "--rate", "50", "--format", "cur2-parquet", "--seed", "1")
    bill.add_half(simulated / "bills", 0)
    output = bill.output

    bill.kill_as_soon_as(lambda: any(output.glob("staging/**/part-*.parquet")))
    assert not (output / "egress_cost_daily").exists()
    bill.add_half(simulated / "bills", 1)
    bill.kill_as_soon_as(lambda: any(output.glob("_ledger/egress_cost_daily/0*.json")))
    ends = [process.communicate()[0].splitlines()[-1] for process in [bill.start(), bill.start()]]
    assert [json.loads(end) for end in ends] == [{"ended": "cur_parser", "error": None}] * 2

    clean = tmp_path / "clean"
    make_months(spark_session.newSession(), parse_bill_arguments(bill.arguments(clean)))
    assert rows(clean, "egress_cost_daily")
    for table in ("egress_cost_daily", "reference"):
        assert rows(output, table) == rows(clean, table)


def kill(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
