"""Makes one day of `egress_hourly` from flow logs."""

from datetime import date, datetime, timedelta, timezone

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations
from egress_etl.arguments import FlowLogArguments
from egress_etl.conversations import aggregate_flows
from egress_etl.flow_log_files import flow_log_files, group_files
from egress_etl.logged_records import read_logged_records
from egress_etl.reference import define_reference_tables
from egress_etl.results import write_days
from egress_etl.workspace import Workspace

Report = dict[str, object]
"""What a run says of itself, as one line of JSON."""


def make_day(session: SparkSession, arguments: FlowLogArguments, day: date) -> Report:
    """Replaces one day of the table. A day without any file is left as it is."""
    paths = flow_log_files(session, arguments.flow_logs, day)
    report: Report = {"table": "egress_hourly", "date": f"{day}", "files": len(paths)}
    if not paths:
        return {**report, "status": "no_files"}
    workspace = Workspace(session, f"{arguments.staging}egress_hourly/{day}/")
    try:
        logged = read_logged_records(session, group_files(session, paths, arguments.log_format))
        workspace.define("logged_records", logged)
        return {**report, "status": "written", **_make_tables(workspace, arguments, day)}
    finally:
        workspace.clear()


def _make_tables(workspace: Workspace, arguments: FlowLogArguments, day: date) -> Report:
    records = workspace.materialize("flow_records", workspace.define("flow_records").where(_touches(day)))
    counts = records.groupBy("log_status").count().collect()
    copies = aggregate_flows(workspace)

    missing = define_reference_tables(workspace, arguments.reference)
    workspace.define_empty(["s3_requests", "cloudfront_requests"])
    for step in declarations.classification_steps():
        workspace.materialize(step)
    rows = workspace.define("egress_hourly").where(F.to_date("hour") == F.lit(day))
    hourly = workspace.materialize("egress_hourly", rows)
    write_days(hourly, "egress_hourly", "hour", arguments.output)
    return {
        "records": {row["log_status"]: row["count"] for row in counts},
        "copies": copies,
        "rows": hourly.count(),
        "missing_reference_tables": missing,
    }


def _touches(day: date) -> str:
    """SQL: records that are at least partly of the day. Impossible ones are kept to be counted."""
    start = int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp())
    end = start + int(timedelta(days=1).total_seconds())
    return f"(start_time < {end} AND greatest(start_time, end_time - 1) >= {start}) OR log_status = 'MALFORMED'"
