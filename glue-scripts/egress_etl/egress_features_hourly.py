"""Makes one day of `egress_features_hourly`, and of the vectors to train with, from the history in `egress_hourly`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations, files
from egress_etl.arguments import FeatureArguments
from egress_etl.file import File
from egress_etl.ledger import Draft
from egress_etl.metrics import Report, counts_of
from egress_etl.publication import ledger_of, replace_unit
from egress_etl.results import declared, places, stage
from egress_etl.workspace import Workspace, new_folder

_HISTORY_DAYS = 64
"""As far as baselines look back (docs/features.md)."""
_HOUR = 3600


def make_features(session: SparkSession, arguments: FeatureArguments, day: date) -> Report:
    """
    Replaces one day of the table and of the vectors where the history has changed: `egress_hourly` up to that day, the
    features of the hour before it, or the transformations. Days have to be made in their order.
    """
    report: Report = {"table": "egress_features_hourly", "date": f"{day}"}

    def make(made_of: Draft | None) -> Draft | None:
        history = _history(session, arguments, day)
        counts = made_of.counts if made_of else {}
        report.update(status="unchanged" if history else "no_files", files=len(history), counted_before=counts)
        before = files.list_files(session, [_hour_before(arguments, day)])
        settings = [declarations.release(), f"until {_end_of(arguments, day)}"]
        inputs = sorted([*settings, *files.stamps([*history, *before])])
        if not history or (made_of is not None and made_of.inputs == inputs):
            return None
        report.update(status="written")
        return _make_tables(session, arguments, day, history, inputs, report)

    replace_unit(ledger_of(arguments.output, f"egress_features_hourly/{day}"), make)
    return report


def _make_tables(
    session: SparkSession, arguments: FeatureArguments, day: date, history: list[File], inputs: list[str], report: Report
) -> Draft:
    staging = new_folder(arguments.staging, f"egress_features_hourly/{day}")
    with Workspace(session, f"{staging}steps/") as workspace:
        _define_inputs(workspace, arguments, day, history)
        for step in declarations.feature_steps():
            workspace.materialize(step)
        # The hour is in the folder's name, as for every reader of the table.
        rows = declared(
            session.table("egress_features_hourly"),
            "egress_features_hourly",
            "CAST(CAST(hour AS DATE) AS STRING) AS date",
            "date_format(hour, 'HH') AS hour_of_day",
        )
        by_hour = rows.drop("hour").withColumnRenamed("hour_of_day", "hour").repartition("hour")
        vectors = rows.orderBy("hour", "account", "region", "egress_class", "resource").coalesce(1)
        vectors = vectors.select(F.concat_ws(",", F.col("vector").cast("array<string>")))
        vectors.write.text(f"{staging}vectors/")
        target = f"{arguments.vectors}date={day}/"
        staged = {
            **stage(by_hour, ["date", "hour"], f"{staging}features/", f"{arguments.output}egress_features_hourly/"),
            # SageMaker names the scores of a file by its name alone, so no two days' may be the same.
            **places(f"{staging}vectors/", target, f"vectors-{day}-{{number:05}}.csv"),
        }
        report.update(rows=session.table("egress_features_hourly").count())
    return Draft(inputs, staged, [f"{arguments.output}egress_features_hourly/date={day}/", target], staging, counts_of(report))


def _define_inputs(workspace: Workspace, arguments: FeatureArguments, day: date, history: list[File]) -> None:
    session = workspace.session
    hourly = session.read.schema(declarations.ddl("egress_hourly")).parquet(*files.paths(history))
    workspace.define("egress_hourly", hourly)
    workspace.define_empty(["s3_requests"])
    window = [(_seconds(day), _end_of(arguments, day))]
    workspace.define("feature_window", session.createDataFrame(window, declarations.ddl("feature_window")))
    before = _hour_before(arguments, day)
    if not files.list_files(session, [before]):
        workspace.define_empty(["open_runs"])
        return
    features = session.read.schema(declarations.ddl("egress_features_hourly")).parquet(before)
    workspace.define(
        "open_runs",
        features.where("onset IS NOT NULL").selectExpr(
            "concat_ws('/', account, region, egress_class, resource) AS entity",
            "unix_timestamp(onset) AS onset",
            f"CAST({_seconds(day) - _HOUR} AS BIGINT) AS last_hour",
        ),
    )


def _history(session: SparkSession, arguments: FeatureArguments, day: date) -> list[File]:
    first, last = f"{day - timedelta(days=_HISTORY_DAYS)}", f"{day}"
    hourly = files.list_files(session, [f"{arguments.output}egress_hourly/"])
    return [file for file in hourly if first <= file.path.rpartition("/date=")[2][: len(last)] <= last]


def _hour_before(arguments: FeatureArguments, day: date) -> str:
    return f"{arguments.output}egress_features_hourly/date={day - timedelta(days=1)}/hour=23/"


def _end_of(arguments: FeatureArguments, day: date) -> int:
    """The end of the day's hours that are over."""
    return max(_seconds(day), min(_seconds(day + timedelta(days=1)), int(arguments.until.timestamp())))


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), timezone.utc).timestamp())
