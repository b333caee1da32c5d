"""Makes one day of `egress_hourly`, and of the records that are in no total, from flow logs."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations, files
from egress_etl.arguments import FlowLogArguments
from egress_etl.conversations import aggregate_flows
from egress_etl.damaged_files import despite_damage
from egress_etl.file import File
from egress_etl.flow_log_files import flow_log_files, group_files
from egress_etl.ledger import Draft
from egress_etl.logged_records import read_logged_records
from egress_etl.metrics import Report
from egress_etl.publication import ledger_of, replace_unit
from egress_etl.reference import define_reference_tables, reference_stamps
from egress_etl.results import quarantine_of, stage_days
from egress_etl.workspace import Workspace, new_folder

_MALFORMED = "log_status = 'MALFORMED'"
_TRUNCATED = "truncated gzip: its whole lines are in the totals, the rest is missing"


def make_day(session: SparkSession, arguments: FlowLogArguments, day: date) -> Report:
    """
    Replaces one day of the tables where its files, the reference tables or the transformations have changed. A day without
    any file is left as it is.
    """
    report: Report = {"table": "egress_hourly", "date": f"{day}"}

    def make(made_of: Draft | None) -> Draft | None:
        inputs = _inputs(session, arguments, day, made_of)
        report.update(status="unchanged", files=len(inputs.files))
        if not inputs.files:
            report.update(status="no_files")
            return None
        if made_of is None or made_of.inputs != inputs.stamps:
            report.update(status="written")
            return _make_tables(session, arguments, day, inputs, report)
        return None if made_of.foreign == inputs.foreign else Draft(inputs.stamps, foreign=inputs.foreign)

    replace_unit(ledger_of(arguments.output, f"egress_hourly/{day}"), make)
    return report


@dataclass(frozen=True)
class _Inputs:
    own: list[File]
    """Of the day's folders."""
    later: list[File]
    """Of the next day's, which get records of the last hour."""
    stamps: list[str]
    foreign: list[str]
    """Stamps of the next day's files without any record of the day."""

    @property
    def files(self) -> list[File]:
        return [*self.own, *self.later]


def _inputs(session: SparkSession, arguments: FlowLogArguments, day: date, made_of: Draft | None) -> _Inputs:
    own = flow_log_files(session, arguments.flow_logs, day)
    later = flow_log_files(session, arguments.flow_logs, day + timedelta(days=1))
    foreign = {file.stamp for file in later} & set(made_of.foreign if made_of else [])
    # A day that is made for the first time reads all of the next day's files anyway, unless it has none of its own.
    if made_of is not None or not own:
        new = [file for file in later if file.stamp not in {*foreign, *(made_of.inputs if made_of else [])}]
        if new and not _holds_records_of(session, arguments, day, new):
            foreign.update(files.stamps(new))
    later = [file for file in later if file.stamp not in foreign]
    settings = [declarations.release(), f"{arguments.log_format}", *reference_stamps(session, arguments.reference)]
    return _Inputs(own, later, sorted([*settings, *files.stamps([*own, *later])]), sorted(foreign))


def _holds_records_of(session: SparkSession, arguments: FlowLogArguments, day: date, new: list[File]) -> bool:
    workspace = Workspace(session, arguments.staging)

    def look(truncated: Set[str]) -> bool:
        _define_flow_records(workspace, arguments, new, truncated)
        return not session.table("flow_records").where(_touches(day)).isEmpty()

    return despite_damage(session, files.paths(new), look)


def _define_flow_records(workspace: Workspace, arguments: FlowLogArguments, of: list[File], truncated: Set[str]) -> None:
    groups = group_files(workspace.session, files.paths(of), arguments.log_format, truncated)
    workspace.define("logged_records", read_logged_records(workspace.session, groups))
    workspace.define("judged_records")
    workspace.define("flow_records")


def _make_tables(session: SparkSession, arguments: FlowLogArguments, day: date, inputs: _Inputs, report: Report) -> Draft:
    staging = new_folder(arguments.staging, f"egress_hourly/{day}")
    with Workspace(session, f"{staging}steps/") as workspace:
        records, truncated = _read_records(workspace, arguments, day, inputs)
        counts = {row["log_status"]: row["count"] for row in records.groupBy("log_status").count().collect()}
        copies = aggregate_flows(workspace)
        missing = define_reference_tables(workspace, arguments.reference)
        workspace.define_empty(["s3_requests", "cloudfront_requests"])
        for step in declarations.classification_steps():
            workspace.materialize(step)
        hourly = workspace.materialize("egress_hourly", workspace.define("egress_hourly").where(F.to_date("hour") == F.lit(day)))
        tables = f"{staging}tables/"
        staged = stage_days(hourly, "egress_hourly", "hour", tables, arguments.output)
        own_truncated = sorted(truncated & set(files.paths(inputs.own)))
        quarantined = 0
        if inputs.own and ("MALFORMED" in counts or own_truncated):
            _define_flow_records(workspace, arguments, inputs.own, truncated)
            bad = workspace.materialize("quarantined_records", _quarantined_records(session, own_truncated))
            staged |= stage_days(bad, "quarantined_records", f"DATE'{day}'", tables, quarantine_of(arguments.output))
            quarantined = bad.count() - len(own_truncated)
        report.update(
            records=sum(counts.values()) - counts.get("MALFORMED", 0),
            quarantined=quarantined,
            truncated_files=len(own_truncated),
            truncated=own_truncated,
            copies=copies,
            rows=hourly.count(),
            missing_reference_tables=missing,
        )
    folders = [f"{arguments.output}egress_hourly/", f"{quarantine_of(arguments.output)}quarantined_records/"]
    return Draft(inputs.stamps, staged, [f"{folder}date={day}/" for folder in folders], tables, inputs.foreign)


def _read_records(workspace: Workspace, arguments: FlowLogArguments, day: date, inputs: _Inputs) -> tuple[DataFrame, Set[str]]:
    """The day's records and all malformed ones, and the files that were read as far as they go."""

    def read(truncated: Set[str]) -> tuple[DataFrame, Set[str]]:
        _define_flow_records(workspace, arguments, inputs.files, truncated)
        records = workspace.session.table("flow_records").where(f"{_touches(day)} OR {_MALFORMED}")
        return workspace.materialize("flow_records", records), truncated

    return despite_damage(workspace.session, files.paths(inputs.files), read)


def _quarantined_records(session: SparkSession, truncated: list[str]) -> DataFrame:
    records = session.sql(declarations.transformation("quarantined_records"))
    if not truncated:
        return records
    missing = [(path, _TRUNCATED, None) for path in truncated]
    return records.unionByName(session.createDataFrame(missing, declarations.ddl("quarantined_records")))


def _touches(day: date) -> str:
    """SQL: records that are at least partly of the day."""
    start = int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp())
    end = start + int(timedelta(days=1).total_seconds())
    return f"(start_time < {end} AND greatest(start_time, end_time - 1) >= {start})"
