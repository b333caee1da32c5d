"""Makes months of `egress_cost_daily`, and the effective prices, from the bill."""

from __future__ import annotations

from datetime import date, timedelta

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations, files
from egress_etl.arguments import BillArguments, next_month
from egress_etl.bill_exports import refuse_repeated_traffic
from egress_etl.cur_lines import cur_files, read_cur_lines
from egress_etl.damaged_files import despite_damage
from egress_etl.file import File
from egress_etl.ledger import Draft
from egress_etl.metrics import Report
from egress_etl.publication import ledger_of, replace_unit
from egress_etl.results import declared, quarantine_of, stage, stage_days
from egress_etl.storage import storage_of
from egress_etl.workspace import Workspace, new_folder


def make_months(session: SparkSession, arguments: BillArguments) -> Report:
    """
    Replaces the days of the months, and `bill_rates` by what these months really cost, where the bill or the transformations
    have changed. Months before others that were made leave the prices as they are. Without a bill nothing changes.
    """
    report: Report = {"table": "egress_cost_daily", "months": [f"{month:%Y-%m}" for month in arguments.months]}

    def make(made_of: Draft | None) -> Draft | None:
        bill = cur_files(session, arguments.bills, arguments.months)
        report.update(status="unchanged" if bill else "no_files", files=len(bill))
        inputs = sorted([declarations.release(), *files.stamps(bill)])
        if not bill or (made_of is not None and made_of.inputs == inputs):
            return None
        report.update(status="written")
        return _make_tables(session, arguments, bill, inputs, report)

    # One for all months: the prices are of several.
    replace_unit(ledger_of(arguments.output, "egress_cost_daily"), make)
    return report


def _make_tables(session: SparkSession, arguments: BillArguments, bill: list[File], inputs: list[str], report: Report) -> Draft:
    first, end = arguments.months[0], next_month(arguments.months[-1])
    rates_folders = [] if _has_days_from(arguments, end) else [f"{arguments.reference}bill_rates/"]
    staging = new_folder(arguments.staging, "egress_cost_daily")
    with Workspace(session, f"{staging}steps/") as workspace:
        lines = despite_damage(session, files.paths(bill), lambda _: _read_lines(workspace, bill))
        # A line that reaches into another month would leave that month's days with nothing but itself.
        in_months = (F.col("day") >= F.lit(first)) & (F.col("day") < F.lit(end))
        daily = workspace.materialize("egress_cost_daily", workspace.define("egress_cost_daily").where(in_months))
        staged = stage_days(daily, "egress_cost_daily", "day", f"{staging}tables/", arguments.output)
        for folder in rates_folders:
            rates = workspace.materialize("bill_rates")
            staged |= stage(rates.coalesce(1), [], f"{staging}tables/bill_rates/", folder)
            report.update(rates=rates.count())
        bad = workspace.define("quarantined_bill_lines")
        quarantined = 0
        if not bad.isEmpty():
            bad = workspace.materialize("quarantined_bill_lines")
            staged |= _stage_quarantine(bad, f"{staging}tables/", arguments)
            quarantined = bad.count()
        report.update(lines=lines.count(), quarantined=quarantined, rows=daily.count())
    days = (first + timedelta(days=number) for number in range((end - first).days))
    folders = [
        *(f"{arguments.output}egress_cost_daily/date={day}/" for day in days),
        *(f"{_quarantine(arguments)}billing_period={month:%Y-%m}/" for month in arguments.months),
        *rates_folders,
    ]
    return Draft(inputs, staged, folders, f"{staging}tables/")


def _has_days_from(arguments: BillArguments, end: date) -> bool:
    """Whether the table goes on where the months end."""
    made = storage_of(arguments.output).list(f"{arguments.output}egress_cost_daily/")
    return any(file.path.rpartition("/date=")[2] >= f"{end}" for file in made)


def _read_lines(workspace: Workspace, bill: list[File]) -> DataFrame:
    workspace.define("cur_lines", read_cur_lines(workspace.session, files.paths(bill)))
    codes = list(declarations.billing_codes().items())
    workspace.define("ref_billing_codes", workspace.session.createDataFrame(codes, declarations.ddl("ref_billing_codes")))
    workspace.materialize("billed_usage")
    workspace.define("judged_cur_lines")
    refuse_repeated_traffic(workspace, bill)
    return workspace.materialize("bill_lines")


def _stage_quarantine(bad: DataFrame, staging: str, arguments: BillArguments) -> dict[str, str]:
    period = "regexp_extract(file, 'BILLING_PERIOD=([0-9]{4}-[0-9]{2})', 1) AS billing_period"
    rows = declared(bad, "quarantined_bill_lines", period).coalesce(1)
    return stage(rows, ["billing_period"], f"{staging}quarantined_bill_lines/", _quarantine(arguments))


def _quarantine(arguments: BillArguments) -> str:
    return f"{quarantine_of(arguments.output)}quarantined_bill_lines/"
