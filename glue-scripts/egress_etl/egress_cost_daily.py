"""Makes months of `egress_cost_daily`, and the effective prices, from the bill."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from egress_etl import declarations
from egress_etl.arguments import BillArguments, next_month
from egress_etl.cur_lines import cur_files, read_cur_lines
from egress_etl.results import write_days
from egress_etl.workspace import Workspace


def make_months(session: SparkSession, arguments: BillArguments) -> dict[str, object]:
    """Replaces the days of the months, and `bill_rates` by what these months really cost. Without a bill nothing changes."""
    first, last = arguments.months[0], arguments.months[-1]
    paths = cur_files(session, arguments.bills, arguments.months)
    report = {"table": "egress_cost_daily", "months": [f"{month:%Y-%m}" for month in arguments.months], "files": len(paths)}
    if not paths:
        return {**report, "status": "no_files"}
    workspace = Workspace(session, f"{arguments.staging}egress_cost_daily/{first:%Y-%m}/")
    try:
        workspace.define("cur_lines", read_cur_lines(session, paths))
        codes = list(declarations.billing_codes().items())
        workspace.define("ref_billing_codes", session.createDataFrame(codes, declarations.ddl("ref_billing_codes")))
        workspace.materialize("billed_usage")
        lines = workspace.materialize("bill_lines")

        # A line that reaches into another month would leave that month's days with nothing but itself.
        in_months = F.col("day").between(F.lit(first), F.date_sub(F.lit(next_month(last)), 1))
        daily = workspace.materialize("egress_cost_daily", workspace.define("egress_cost_daily").where(in_months))
        write_days(daily, "egress_cost_daily", "day", arguments.output)
        rates = workspace.materialize("bill_rates")
        rates.coalesce(1).write.mode("overwrite").parquet(f"{arguments.reference}bill_rates/")
        return {**report, "status": "written", "lines": lines.count(), "rows": daily.count(), "rates": rates.count()}
    finally:
        workspace.clear()
