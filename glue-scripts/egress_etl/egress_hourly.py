"""Makes days of `egress_hourly`, and of the records that are in no total, from flow logs."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations, files
from egress_etl.arguments import FlowLogArguments
from egress_etl.conversations import aggregate_flows
from egress_etl.damaged_files import despite_damage
from egress_etl.file import File
from egress_etl.flow_log_files import flow_log_files
from egress_etl.flow_records import define_flow_records
from egress_etl.ledger import Draft, Ledger
from egress_etl.metrics import Report, counts_of
from egress_etl.publication import ledger_of, replace_unit
from egress_etl.reference import define_reference_tables, reference_stamps
from egress_etl.results import quarantine_of, stage_days
from egress_etl.strays import Look, look_into, strays_of
from egress_etl.workspace import Workspace, new_folder

_DAY = timedelta(days=1)
_MALFORMED = "log_status = 'MALFORMED'"
_TRUNCATED = "truncated gzip: its whole lines are in the totals, the rest is missing"


def make_days(session: SparkSession, arguments: FlowLogArguments) -> Iterator[Report]:
    """
    Makes the days that are asked for, and then others of which new files hold records: a record counts in the hours that
    it names, whatever folder it lies in. The folders of the days before and after are looked into, too.
    """
    asked = arguments.dates
    others: set[date] = set()
    unsettled: list[Look] = []
    for folder in [asked[0] - _DAY, *asked, asked[-1] + _DAY]:
        look = look_into(session, arguments, folder)
        following = {day for day in look.days if _has_to_follow(arguments, folder, day)}
        if following:
            others |= following
            unsettled.append(look)
        else:
            look.remember()
    for day in asked:
        yield make_day(session, arguments, day)
    for day in sorted(others):
        yield make_day(session, arguments, day, is_asked=False)
    for look in unsettled:
        look.remember()


def _has_to_follow(arguments: FlowLogArguments, folder: date, day: date) -> bool:
    """A neighbour that no run has made is left to the run that asks for it, which knows of the files of this folder."""
    is_neighbour = abs(day - folder) == _DAY
    return day not in arguments.dates and not (is_neighbour and _ledger_of(arguments, day).newest() is None)


def make_day(session: SparkSession, arguments: FlowLogArguments, day: date, *, is_asked: bool = True) -> Report:
    """
    Replaces one day of the tables where its files, the reference tables or the transformations have changed. A day without
    any file is left as it is; unless it is asked for, so is one whose own files are no longer there.
    """
    report: Report = {"table": "egress_hourly", "date": f"{day}"}

    def make(made_of: Draft | None) -> Draft | None:
        before = made_of.counts if made_of else {}
        inputs = _inputs(session, arguments, day)
        report.update(status="unchanged", files=len(inputs.files), strays=len(inputs.strays), counted_before=before)
        if not inputs.files:
            report.update(status="no_files")
            return None
        if made_of is not None and made_of.inputs == inputs.stamps:
            return None
        if not is_asked and len(inputs.own) < before.get("files", 0) - before.get("strays", 0):
            known = set(made_of.inputs) if made_of else set()
            unplaced = [file.path for file in inputs.strays if file.stamp not in known]
            report.update(unplaced_files=len(unplaced), unplaced=unplaced)
            return None
        report.update(status="written")
        return _make_tables(session, arguments, day, inputs, report)

    replace_unit(_ledger_of(arguments, day), make)
    return report


def _ledger_of(arguments: FlowLogArguments, day: date) -> Ledger:
    return ledger_of(arguments.output, f"egress_hourly/{day}")


@dataclass(frozen=True)
class _Inputs:
    own: list[File]
    """Of the day's folders."""
    strays: list[File]
    """Of other days' folders."""
    stamps: list[str]

    @property
    def files(self) -> list[File]:
        return [*self.own, *self.strays]


def _inputs(session: SparkSession, arguments: FlowLogArguments, day: date) -> _Inputs:
    own = flow_log_files(session, arguments.flow_logs, day)
    strays = strays_of(session, arguments, day)
    settings = [declarations.release(), f"{arguments.log_format}", *reference_stamps(session, arguments.reference)]
    return _Inputs(own, strays, sorted([*settings, *files.stamps([*own, *strays])]))


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
            define_flow_records(workspace, arguments, inputs.own, truncated)
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
    return Draft(inputs.stamps, staged, [f"{folder}date={day}/" for folder in folders], tables, counts_of(report))


def _read_records(workspace: Workspace, arguments: FlowLogArguments, day: date, inputs: _Inputs) -> tuple[DataFrame, Set[str]]:
    """The day's records and all malformed ones, and the files that were read as far as they go."""

    def read(truncated: Set[str]) -> tuple[DataFrame, Set[str]]:
        define_flow_records(workspace, arguments, inputs.files, truncated)
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
    end = start + int(_DAY.total_seconds())
    return f"(start_time < {end} AND greatest(start_time, end_time - 1) >= {start})"
