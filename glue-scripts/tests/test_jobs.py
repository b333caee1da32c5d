"""The jobs as Glue starts them, on a simulated organisation: they make the tables that `egress analyze` makes."""

import json
import runpy
import shutil
import subprocess

import duckdb
import pytest

from egress_etl.reference import define_reference_tables
from egress_etl.workspace import Workspace
from engines import GLUE_SCRIPTS

ROOT = GLUE_SCRIPTS.parent
EGRESS = ["node", str(ROOT / "cli/bin/egress.js")]
# Half of it is on the next day, where a record that crosses midnight has its other half.
START = "2026-11-02T23:00:00Z"


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """Logs of one VPC level and all at once, its bill, and the tables that the laptop makes of them."""
    folder = tmp_path_factory.mktemp("organisation")
    simulated, reference = folder / "simulated", folder / "reference"
    run(*EGRESS, "simulate", "--out", simulated, "--hours", "2", "--rate", "150", "--start", START,
        "--format", "v5", "cur2-parquet", "--log-level", "all", "--scenario", "nat-to-s3-job", "--discount", "0.1")  # fmt: skip
    logs, bills = simulated / "flow-logs", simulated / "bills"
    run(*EGRESS, "analyze", logs, "--inventory", simulated / "inventory", "--bill", bills, "--out", folder / "expected")
    run(ROOT / "node_modules/.bin/tsx", ROOT / "libs/analysis/write-reference-tables.ts", reference, simulated / "inventory")
    return {"logs": f"{logs}/v5/", "bills": f"{bills}/cur2-parquet/", "reference": f"{reference}/", "expected": folder / "expected"}


@pytest.fixture(scope="module")
def tables(organisation, spark_session, tmp_path_factory):
    output = tmp_path_factory.mktemp("output")
    return {"output": output, "reports": [run_cur_parser(organisation, output), *run_aggregator(organisation, output)]}


def test_jobs_say_what_they_did(tables):
    bill, *days = tables["reports"]
    assert bill["status"] == "written"
    assert [(day["date"], day["status"]) for day in days] == [("2026-11-02", "written"), ("2026-11-03", "written")]
    assert all(day["copies"] > 0 and day["missing_reference_tables"] == [] for day in days)


@pytest.mark.parametrize("table", ["egress_hourly", "egress_cost_daily"])
def test_tables_are_those_of_the_laptop(organisation, tables, table):
    expected = rows(organisation["expected"], table)
    assert rows(tables["output"], table) == expected
    assert expected


def test_a_second_run_makes_the_same_table(organisation, tables):
    before = rows(tables["output"], "egress_cost_daily")
    assert run_cur_parser(organisation, tables["output"])["status"] == "written"
    assert rows(tables["output"], "egress_cost_daily") == before


def test_intermediate_tables_do_not_stay(tables):
    assert list((tables["output"] / "staging").rglob("*.parquet")) == []


def test_days_and_months_without_files_are_left_alone(organisation, tables):
    before = rows(tables["output"], "egress_cost_daily")
    [day] = run_aggregator(organisation, tables["output"], "--from-date", "2026-12-01", "--to-date", "2026-12-01")
    month = run_cur_parser(organisation, tables["output"], "--from-month", "2026-12", "--to-month", "2026-12")
    assert (day["status"], month["status"]) == ("no_files", "no_files")
    assert rows(tables["output"], "egress_cost_daily") == before


def test_reference_tables_that_are_missing_are_empty_and_named(spark_session, organisation, tmp_path):
    shutil.copytree(f"{organisation['reference']}list_rates", tmp_path / "list_rates")
    missing = define_reference_tables(Workspace(spark_session, "unused/"), f"{tmp_path}/")
    assert "ref_vpcs" in missing and "list_rates" not in missing
    assert spark_session.table("ref_vpcs").isEmpty()
    rates = spark_session.table("ref_rates").where("egress_class = 'nat_processing' AND region = 'us-east-1'")
    assert [(row.usd_per_gb, row.rate_source) for row in rates.collect()] == [(0.045, "list")]


def run_aggregator(organisation, output, *days):
    arguments = ["--flow-logs", organisation["logs"], "--from-date", "2026-11-02", "--to-date", "2026-11-03", *days]
    return run_job("flow_log_aggregator", [*arguments, *folders(organisation, output)])


def run_cur_parser(organisation, output, *months):
    arguments = ["--bills", organisation["bills"], "--from-month", "2026-11", "--to-month", "2026-11", *months]
    [report] = run_job("cur_parser", [*arguments, *folders(organisation, output)])
    return report


def folders(organisation, output):
    return ["--output", f"{output}/", "--reference", organisation["reference"], "--staging", f"{output}/staging/"]


def run_job(name, arguments):
    job = runpy.run_path(str(GLUE_SCRIPTS / "jobs" / f"{name}.py"))
    reports = []
    job["main"].__globals__["print"] = lambda line, **_: reports.append(json.loads(line))
    job["main"](arguments)
    return reports


def rows(folder, table):
    """A table's rows in a fixed order, sums of doubles to 9 digits."""
    columns = "* REPLACE (epoch(hour) AS hour)" if table == "egress_hourly" else "*"
    relation = duckdb.sql(f"SELECT {columns} FROM read_parquet('{folder}/{table}/*/*.parquet') ORDER BY ALL")
    return [tuple(f"{value:.9g}" if isinstance(value, float) else value for value in row) for row in relation.fetchall()]


def run(*command):
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd=ROOT)
